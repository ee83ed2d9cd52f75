/** One place at which two documents differ. A member is absent where the document had nothing there. */
export interface Change {
  /** JSON pointer (RFC 6901). Members of lists are named by what tells them apart, such as `/ratings/FSK`. */
  path: string;
  before?: unknown;
  after?: unknown;
}

/** Where two documents differ, by path. Lists are compared by their members, not by their places. */
export function diffDocuments(before: unknown, after: unknown, path = ''): Change[] {
  if (same(before, after)) return [];
  const [old, now] = [membersOf(before), membersOf(after)];
  if (!old || !now) return [{ path, ...told('before', before), ...told('after', after) }];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  const changes = names.flatMap((name) => diffDocuments(own(old, name), own(now, name), `${path}/${escaped(name)}`));
  // The same members in another order.
  return changes.length > 0 ? changes : [{ path, before, after }];
}

const own = (members: Record<string, unknown>, name: string): unknown =>
  Object.hasOwn(members, name) ? members[name] : undefined;

const told = (name: 'before' | 'after', value: unknown) => (value === undefined ? {} : { [name]: value });

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

function membersOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return value as Record<string, unknown>;
  const members: Record<string, unknown> = Object.create(null);
  for (const item of value) {
    const name = nameOf(item);
    let free = name;
    for (let nth = 2; free in members; nth++) free = `${name} ${nth}`;
    members[free] = item;
  }
  return members;
}

/** What tells a member of a list apart from the others. */
function nameOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { id, system, name, role } = item as Record<string, unknown>;
  return [id ?? system ?? name, role].filter((part) => typeof part === 'string').join(' ') || 'item';
}

function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
  );
}
