import { Link, useSearchParams } from 'react-router';

/** Filters of a list as links: each lives in the address as `status`. */
export function Filters({ options, label }: { options: [value: string, name: string][]; label: string }) {
  const [params] = useSearchParams();
  const current = params.get('status') ?? '';
  const to = (value: string) => {
    const next = new URLSearchParams(params);
    // A cursor belongs to the filter it came with.
    next.delete('cursor');
    if (value) next.set('status', value);
    else next.delete('status');
    return `?${next}`;
  };
  return (
    <nav className="filters" aria-label={label}>
      {options.map(([value, name]) => (
        <Link key={value} to={to(value)} aria-current={value === current ? 'true' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
