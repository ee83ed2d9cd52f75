import { createHash } from 'node:crypto';
import type { ListPosition } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';

/** An opaque cursor: a place in a list, bound to the list's filters. */
export const writeCursor = (position: ListPosition | undefined, filters: object): string | null =>
  position
    ? Buffer.from(JSON.stringify([position.at.getTime(), position.id, mark(filters)])).toString('base64url')
    : null;

/** @throws {HeadendError} `cursor/invalid` when the cursor is not one of ours or belongs to other filters */
export function readCursor(cursor: string | undefined, filters: object): ListPosition | undefined {
  if (cursor === undefined) return undefined;
  const [at, id, marked] = parsed(cursor);
  if (typeof at !== 'number' || typeof id !== 'string' || id.includes('\0') || Number.isNaN(new Date(at).getTime())) {
    throw new HeadendError('cursor/invalid', 'The cursor was not made by this API.', { field: 'cursor' });
  }
  if (marked !== mark(filters)) {
    throw new HeadendError('cursor/invalid', 'The cursor belongs to a list with other filters.', { field: 'cursor' });
  }
  return { at: new Date(at), id };
}

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

const mark = (filters: object): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        Object.entries(filters)
          .filter(([, value]) => value !== undefined)
          .sort(),
      ),
    )
    .digest('base64url')
    .slice(0, 8);
