import type { Request } from 'express';
import { hashApiKey } from '../../adapters/postgres/ids';
import type { ApiKeys } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';
import type { Caller } from './operation';
import { mayUse, type Scope } from './scopes';

/**
 * Who sent the request, when its key may use `scope`.
 *
 * @throws {HeadendError} `auth/missing`, `auth/invalid`, `auth/forbidden`
 */
export async function authorize(request: Request, scope: Scope, keys: ApiKeys): Promise<Caller> {
  const header = request.get('authorization');
  if (!header) throw new HeadendError('auth/missing', 'The request carries no Authorization header.');
  const key = /^Bearer +(hk_[A-Za-z0-9_-]{8,200})$/i.exec(header)?.[1];
  if (!key) throw new HeadendError('auth/invalid', 'The Authorization header is not `Bearer hk_…`.');
  const caller = await keys.find(hashApiKey(key));
  if (!caller) throw new HeadendError('auth/invalid', 'No such key is in use.');
  if (!mayUse(caller.role, scope)) {
    throw new HeadendError('auth/forbidden', `A key with the role ${caller.role} lacks the scope ${scope}.`);
  }
  await keys.used(caller.id);
  return caller;
}
