import { useEffect } from 'react';
import { Link } from 'react-router';
import { Notice } from '../components/Notice';

export function NotFound() {
  useEffect(() => {
    document.title = 'Not found · Headend';
  }, []);
  const home = (
    <Link className="button primary" to="/" data-first-focus>
      All films
    </Link>
  );
  return (
    <Notice title="There is no such page" action={home}>
      The address leads nowhere. Perhaps the film has moved.
    </Notice>
  );
}
