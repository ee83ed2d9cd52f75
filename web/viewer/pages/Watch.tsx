import 'shaka-player/dist/controls.css';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { Shortcuts } from '../../shared/components/Shortcuts';
import { useKeys } from '../../shared/useKeys';
import { FilmPlayer } from '../components/FilmPlayer';
import { ProblemNotice } from '../components/Notice';
import { SHORTCUTS } from '../components/shortcutGroups';
import type { Format } from '../lib/film';
import { useSession, useTitle } from '../lib/queries';

const menuIsOpen = (): boolean =>
  document.querySelector(':is(.shaka-overflow-menu, .shaka-settings-menu):not(.shaka-hidden)') !== null;

/** Whether a menu of the player was open when a key went down: it is closed before the page hears of the key. */
function useMenuBeforeKey(): React.RefObject<boolean> {
  const open = useRef(false);
  useEffect(() => {
    const note = () => {
      open.current = menuIsOpen();
    };
    window.addEventListener('keydown', note, true);
    return () => window.removeEventListener('keydown', note, true);
  }, []);
  return open;
}

/** The player: edge to edge, nothing else. `?f=dash` plays DASH, `?t=SECONDS` begins there. */
export function Watch() {
  const { titleId = '' } = useParams();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [attempt, setAttempt] = useState(1);
  const [broken, setBroken] = useState<unknown>();
  const [help, setHelp] = useState(false);
  const menu = useMenuBeforeKey();
  const { data: title } = useTitle(titleId);
  const session = useSession(titleId, attempt);
  const detail = `/title/${titleId}`;
  useKeys({
    '?': () => setHelp(true),
    // Escape first closes what is open: the player its menus, the browser its full screen.
    escape: () => menu.current || document.fullscreenElement || navigate(detail),
  });

  useEffect(() => {
    if (title) document.title = `${title.name} · Headend`;
  }, [title]);

  const retry = () => {
    // A second try goes on where the film stopped, not where the address said.
    setBroken(undefined);
    setAttempt((count) => count + 1);
  };
  const error = broken ?? session.error;
  const format: Format = params.get('f') === 'dash' ? 'dash' : 'hls';
  const asked = attempt === 1 ? params.get('t') : null;
  const back = (
    <Link className="button" to={detail}>
      Back to the film
    </Link>
  );
  return (
    <main className="watch">
      <h1 className="visually-hidden">{title?.name ?? 'Film'}</h1>
      {error ? (
        <ProblemNotice error={error} onRetry={retry} more={back} />
      ) : session.data ? (
        <FilmPlayer
          key={`${session.data.id}:${attempt}:${format}`}
          session={session.data}
          format={format}
          startSeconds={asked === null ? null : Number(asked)}
          onBroken={setBroken}
        />
      ) : (
        <p className="watch-wait" role="status">
          Opening {title?.name ?? 'the film'}
        </p>
      )}
      <div className="watch-top">
        <Link className="watch-back" to={detail} aria-label="Back to the film’s page">
          <ArrowLeft size={24} aria-hidden="true" />
        </Link>
        <span className="watch-name">
          <bdi>{title?.name}</bdi>
        </span>
      </div>
      <Shortcuts open={help} onClose={() => setHelp(false)} groups={SHORTCUTS} />
    </main>
  );
}
