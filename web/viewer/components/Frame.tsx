import { Search as SearchIcon, Tv } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useNavigate, useSearchParams } from 'react-router';
import { Shortcuts } from '../../shared/components/Shortcuts';
import { Mark } from '../../shared/Mark';
import { useKeys } from '../../shared/useKeys';
import { useArrowNavigation } from '../lib/spatial';
import { SHORTCUTS } from './shortcutGroups';

/** What stands around every page but the player: name, search, the way around. */
export function Frame() {
  const [help, setHelp] = useState(false);
  const [scrolled, setScrolled] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  useArrowNavigation();
  useKeys({ '/': () => field.current?.focus(), '?': () => setHelp(true), g: () => navigate('/guide') });

  useEffect(() => {
    const onScroll = () => setScrolled(window.scrollY > 24);
    onScroll();
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => window.removeEventListener('scroll', onScroll);
  }, []);

  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the films
      </a>
      <header className="top" data-scrolled={scrolled}>
        <Link to="/" className="brand" aria-label="Headend, home">
          <Mark size={26} />
          <span>Headend</span>
        </Link>
        <nav className="top-links" aria-label="Pages">
          <NavLink to="/guide">
            <Tv size={18} aria-hidden="true" />
            Guide
          </NavLink>
        </nav>
        <SearchField field={field} />
      </header>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Shortcuts open={help} onClose={() => setHelp(false)} groups={SHORTCUTS} />
      <ScrollRestoration />
    </>
  );
}

function SearchField({ field }: { field: React.RefObject<HTMLInputElement | null> }) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const searching = pathname === '/search';
  const query = searching ? (params.get('q') ?? '') : '';

  // The field keeps what is typed at once; the address follows a moment later.
  const [text, setText] = useState(query);
  useEffect(() => {
    if (document.activeElement !== field.current) setText(query);
  }, [query, field]);

  const change = (typed: string) => {
    setText(typed);
    navigate(typed === '' ? '/search' : `/search?q=${encodeURIComponent(typed)}`, { replace: searching });
  };

  return (
    <search className="search">
      <SearchIcon size={18} aria-hidden="true" />
      <input
        ref={field}
        type="search"
        value={text}
        placeholder="Search films"
        aria-label="Search films"
        aria-keyshortcuts="/"
        autoComplete="off"
        enterKeyHint="search"
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <span className="key" aria-hidden="true">
        /
      </span>
    </search>
  );
}
