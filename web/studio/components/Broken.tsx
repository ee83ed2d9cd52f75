import { Button } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { useRouteError } from 'react-router';
import { Empty } from './States';

/** A page that failed by itself: said in words, with the way back. */
export function Broken() {
  const error = useRouteError();
  const reload = (
    <Button leftSection={<RotateCcw size={16} aria-hidden="true" />} onClick={() => location.reload()}>
      Load the page again
    </Button>
  );
  return (
    <div role="alert">
      <Empty title="This page stopped working" action={reload}>
        {error instanceof Error ? error.message : 'The studio was perhaps renewed while the page was open.'}
      </Empty>
    </div>
  );
}
