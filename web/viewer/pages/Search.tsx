import { useEffect } from 'react';
import { Link, useSearchParams } from 'react-router';
import { count } from '../../shared/format';
import { Notice, ProblemNotice } from '../components/Notice';
import { Card, RailGhost } from '../components/Rail';
import { useFound } from '../lib/queries';
import { genreName } from '../lib/words';

/** Genres that are offered to narrow what was found. */
const MOST_GENRES = 8;

export function Search() {
  const [params] = useSearchParams();
  const query = params.get('q') ?? '';
  const genre = params.get('genre') ?? undefined;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useFound(query, undefined, genre);
  useEffect(() => {
    document.title = query ? `${query} · Headend` : 'Search · Headend';
  }, [query]);

  if (error && !data) return <ProblemNotice error={error} onRetry={() => refetch()} />;
  if (!data) {
    return (
      <div className="results">
        <RailGhost />
      </div>
    );
  }
  const titles = data.pages.flatMap((page) => page.data);
  const [first] = data.pages;
  if (titles.length === 0) return <NothingFound query={query} narrowed={genre !== undefined} />;
  return (
    <section className="results">
      <h1>{query.trim() === '' ? 'All films' : `Results for “${query}”`}</h1>
      <p className="results-count" role="status">
        {first?.total === undefined
          ? hasNextPage
            ? `The newest ${titles.length}`
            : count(titles.length, 'title')
          : `${count(first.total, 'title')}${first.exact ? '' : ' or more'}`}
      </p>
      <Genres counts={first?.facets?.genre ?? {}} chosen={genre} />
      <ul className="grid">
        {titles.map((title) => (
          <li key={title.id}>
            <Card title={title} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="button more" onClick={() => fetchNextPage()} disabled={isFetchingNextPage}>
          {isFetchingNextPage ? 'Looking for more' : 'Show more'}
        </button>
      )}
    </section>
  );
}

/** What was found, by genre; the address keeps the choice. */
function Genres({ counts, chosen }: { counts: Record<string, number>; chosen?: string }) {
  const [params] = useSearchParams();
  const keys = Object.keys(counts).slice(0, MOST_GENRES);
  if (!chosen && keys.length < 2) return null;
  const to = (genre?: string) => {
    const next = new URLSearchParams(params);
    next.delete('genre');
    if (genre) next.set('genre', genre);
    return `/search?${next}`;
  };
  return (
    <nav className="genres" aria-label="Narrow by genre">
      <Link className="genre" to={to()} aria-current={chosen === undefined}>
        Every genre
      </Link>
      {(chosen && !keys.includes(chosen) ? [chosen, ...keys] : keys).map((key) => (
        <Link key={key} className="genre" to={to(key)} aria-current={chosen === key}>
          {genreName(key)}
          {counts[key] !== undefined && <span className="genre-count">{counts[key]}</span>}
        </Link>
      ))}
    </nav>
  );
}

function NothingFound({ query, narrowed }: { query: string; narrowed: boolean }) {
  const all = (
    <Link className="button primary" to="/search" data-first-focus>
      Show everything
    </Link>
  );
  if (!query && !narrowed)
    return <Notice title="Nothing is showing yet">Films appear here once they are published.</Notice>;
  return (
    <Notice title={query ? `Nothing here matches “${query}”` : 'Nothing of this genre is showing'} action={all}>
      Small typos are forgiven. Check the spelling, or look through everything there is.
    </Notice>
  );
}
