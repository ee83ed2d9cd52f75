import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Empty } from '../components/States';
import { useTitleBar } from '../lib/useTitleBar';

export function NotFound() {
  useTitleBar('Not found');
  const action = (
    <Button component={Link} to="/ingests">
      Go to the ingests
    </Button>
  );
  return (
    <Empty title="There is no such page" action={action}>
      The address leads nowhere in the studio.
    </Empty>
  );
}
