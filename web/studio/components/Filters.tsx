import { Link, useSearchParams } from 'react-router';

/** Filters of a list as links: each lives in the address as `status`. */
export function Filters({ options, label }: { options: [value: string, name: string][]; label: string }) {
  const [params] = useSearchParams();
  const current = params.get('status') ?? '';
  return (
    <nav className="filters" aria-label={label}>
      {options.map(([value, name]) => (
        <Link key={value} to={value ? `?status=${value}` : '?'} aria-current={value === current ? 'true' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
