import { useEffect } from 'react';
import { Link, useSearchParams } from 'react-router';
import { count } from '../../shared/format';
import { Notice, ProblemNotice } from '../components/Notice';
import { Card, RailGhost } from '../components/Rail';
import { useTitles } from '../lib/queries';
import { searchTitles } from '../lib/search';

export function Search() {
  const [params] = useSearchParams();
  const query = params.get('q') ?? '';
  const { data: titles, error, refetch } = useTitles();
  useEffect(() => {
    document.title = query ? `${query} · Headend` : 'Search · Headend';
  }, [query]);

  if (error && !titles) return <ProblemNotice error={error} onRetry={() => refetch()} />;
  if (!titles) {
    return (
      <div className="results">
        <RailGhost />
      </div>
    );
  }
  const found = query.trim() === '' ? titles : searchTitles(titles, query);
  if (found.length === 0) {
    const all = (
      <Link className="button primary" to="/search" data-first-focus>
        Show all films
      </Link>
    );
    return (
      <Notice
        title={query ? `No film is called “${query}”` : 'Nothing is showing yet'}
        action={query ? all : undefined}
      >
        {query
          ? 'Check the spelling, or look through everything there is.'
          : 'Films appear here once they are published.'}
      </Notice>
    );
  }
  return (
    <section className="results">
      <h1>{query.trim() === '' ? 'All films' : `Results for “${query}”`}</h1>
      <p className="results-count" role="status">
        {count(found.length, 'film')}
      </p>
      <ul className="grid">
        {found.map((title) => (
          <li key={title.id}>
            <Card title={title} />
          </li>
        ))}
      </ul>
    </section>
  );
}
