import { createHash } from 'node:crypto';
import type { ListPosition } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';

/** What a cursor is bound to: the list, by the id of its operation, and its filters. */
export type CursorScope = { list: string } & Readonly<Record<string, unknown>>;

/** Year 10000: PostgreSQL and JavaScript agree on every instant before. */
const END_OF_TIME_MS = 253_402_300_800_000;

/** An opaque cursor: a place in a list. */
export const writeCursor = (position: ListPosition | undefined, scope: CursorScope): string | null =>
  position ? sealed([position.at.getTime(), position.id], scope) : null;

/** @throws {HeadendError} `cursor/invalid` when the cursor is not one of ours, or of another list or other filters */
export function readCursor(cursor: string | undefined, scope: CursorScope): ListPosition | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = opened(cursor, scope);
  if (typeof at !== 'number' || typeof id !== 'string' || !/^\w{1,64}$/.test(id)) throw foreign();
  if (!(Number.isInteger(at) && at >= 0 && at < END_OF_TIME_MS)) throw foreign();
  return { at: new Date(at), id };
}

/** An opaque cursor around the token of a list that another system pages. */
export const wrapToken = (token: string | undefined, scope: CursorScope): string | null =>
  token ? sealed([token], scope) : null;

/** @throws {HeadendError} `cursor/invalid` as {@link readCursor} */
export function unwrapToken(cursor: string | undefined, scope: CursorScope): string | undefined {
  if (cursor === undefined) return undefined;
  const [token] = opened(cursor, scope);
  if (typeof token !== 'string') throw foreign();
  return token;
}

const foreign = () => new HeadendError('cursor/invalid', 'The cursor was not made by this API.', { field: 'cursor' });

const sealed = (place: unknown[], scope: CursorScope): string =>
  Buffer.from(JSON.stringify([mark(scope), ...place])).toString('base64url');

function opened(cursor: string, scope: CursorScope): unknown[] {
  const [marked, ...place] = parsed(cursor);
  if (typeof marked !== 'string') throw foreign();
  if (marked === mark(scope)) return place;
  throw new HeadendError('cursor/invalid', 'The cursor belongs to another list or to other filters.', {
    field: 'cursor',
  });
}

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const mark = (scope: CursorScope): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        Object.entries(scope)
          .filter(([, value]) => value !== undefined)
          .sort(),
      ),
    )
    .digest('base64url')
    .slice(0, 8);
