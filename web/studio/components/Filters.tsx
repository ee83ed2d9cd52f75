import { Link, useSearchParams } from 'react-router';

/** Filters of a list as links: each lives in the address, as `status` when not named otherwise. */
export function Filters({
  options,
  label,
  name: parameter = 'status',
}: {
  options: [value: string, name: string][];
  label: string;
  name?: string;
}) {
  const [params] = useSearchParams();
  const current = params.get(parameter) ?? '';
  const to = (value: string) => {
    const next = new URLSearchParams(params);
    // A cursor belongs to the filter it came with.
    next.delete('cursor');
    if (value) next.set(parameter, value);
    else next.delete(parameter);
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
