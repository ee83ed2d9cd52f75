import type { Request } from 'express';
import { hashApiKey } from '../../adapters/postgres/ids';
import type { ApiKeys } from '../../adapters/postgres/keys-port';
import { HeadendError } from '../../domain/failures';
import type { Caller } from './operation';
import { mayUse, rolesWith, type Scope } from './scopes';

/** The use of a key is noted when the last note is older, milliseconds. */
const USE_NOTED_EVERY_MS = 60_000;

/**
 * Who sent the request.
 *
 * @throws {HeadendError} `auth/missing`, `auth/invalid`
 */
export async function authenticate(request: Request, keys: ApiKeys): Promise<Caller> {
  const header = request.get('authorization');
  if (!header) throw new HeadendError('auth/missing', 'The request carries no Authorization header.');
  const key = /^Bearer +(hk_[A-Za-z0-9_-]{8,200})$/i.exec(header)?.[1];
  if (!key) throw new HeadendError('auth/invalid', 'The Authorization header is not `Bearer hk_…`.');
  const caller = await keys.find(hashApiKey(key));
  if (!caller) throw new HeadendError('auth/invalid', 'No such key is in use.');
  const now = Date.now();
  if (caller.expiresAt && caller.expiresAt.getTime() <= now) {
    throw new HeadendError('auth/invalid', `The key ${caller.id} expired at ${caller.expiresAt.toISOString()}.`);
  }
  if (!caller.lastUsedAt || caller.lastUsedAt.getTime() < now - USE_NOTED_EVERY_MS) await keys.used(caller.id);
  return caller;
}

/** @throws {HeadendError} `auth/forbidden` when neither role nor scopes of the key allow it */
export function requireScope(caller: Caller, scope: Scope): void {
  if (mayUse(caller, scope)) return;
  const narrowed = caller.scopes.length > 0 ? ', narrowed to scopes of its own,' : '';
  throw new HeadendError(
    'auth/forbidden',
    `A key with the role ${caller.role}${narrowed} lacks the scope ${scope}, which is of the role ${rolesWith(scope).join(' or ')}.`,
  );
}
