import { Button } from '@mantine/core';
import { ChevronRight, ChevronsLeft } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';

/** Cursor paging in the address: the browser's back button is the way to the page before. */
export function Pager({
  next,
  words = ['Newest', 'Older'],
}: {
  next: string | null;
  /** The way to the first page, and to the next one. */
  words?: [string, string];
}) {
  const [params] = useSearchParams();
  const here = params.get('cursor');
  const to = (cursor: string | null) => {
    const search = new URLSearchParams(params);
    if (cursor) search.set('cursor', cursor);
    else search.delete('cursor');
    return `?${search}`;
  };
  if (!here && !next) return null;
  return (
    <nav className="pager" aria-label="Pages">
      {here ? (
        <Button
          component={Link}
          to={to(null)}
          variant="default"
          size="xs"
          leftSection={<ChevronsLeft size={14} aria-hidden="true" />}
        >
          {words[0]}
        </Button>
      ) : (
        <span />
      )}
      {next && (
        <Button
          component={Link}
          to={to(next)}
          variant="default"
          size="xs"
          rightSection={<ChevronRight size={14} aria-hidden="true" />}
        >
          {words[1]}
        </Button>
      )}
    </nav>
  );
}
