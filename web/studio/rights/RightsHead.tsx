import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { PageHead } from '../components/PageHead';
import './rights.css';

const PAGES = [
  { to: '/rights', name: 'Calendar', end: true },
  { to: '/rights/conflicts', name: 'Conflicts' },
  { to: '/rights/expiring', name: 'Expiring soon' },
  { to: '/rights/why', name: 'Why not playable' },
  { to: '/rights/simulator', name: 'Simulator' },
];

/** The head of every page of the rights desk, with the way to the others. */
export const RightsHead = ({ meta, actions }: { meta: ReactNode; actions?: ReactNode }) => (
  <>
    <PageHead
      title="Rights"
      meta={meta}
      actions={
        actions ?? (
          <Button component={Link} to="/rights/new" leftSection={<Plus size={16} aria-hidden="true" />}>
            New window
          </Button>
        )
      }
    />
    <nav className="filters" aria-label="Rights desk">
      {PAGES.map(({ name, ...to }) => (
        <NavLink key={name} {...to} aria-current="true">
          {name}
        </NavLink>
      ))}
    </nav>
  </>
);
