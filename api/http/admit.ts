import type { Request, Response } from 'express';
import type { ApiKeys } from '../../adapters/postgres/keys-port';
import { authenticate, requireScope } from './auth';
import { contextOf } from './context';
import { checkOrigin } from './cors';
import type { KeyLimit } from './limits';
import type { Caller } from './operation';
import type { Scope } from './scopes';

/** What the door of the API asks of a request. */
export interface AdmissionDeps {
  apiKeys: ApiKeys;
  /** Counts the requests of each key. */
  limit: KeyLimit;
  /** Origins of pages, beside our own, whose scripts may use keys that do more than watch. */
  origins: readonly string[];
}

/**
 * Let a request in: its key, the limit of the key, the page it comes from, its scope. Afterwards the context knows the caller.
 *
 * @param exempt is this caller let in without the scope?
 * @throws {HeadendError} `auth/missing`, `auth/invalid`, `auth/forbidden`, `auth/origin`, `request/rate-limited`
 */
export async function admit(
  request: Request,
  response: Response,
  scope: Scope,
  { apiKeys, limit, origins }: AdmissionDeps,
  exempt: (caller: Caller) => boolean = () => false,
): Promise<Caller> {
  const context = contextOf(response);
  const caller = await authenticate(request, apiKeys);
  context.caller = caller;
  context.log = context.log.child({ tenant: caller.tenantId });
  await limit(caller, response);
  checkOrigin(request, caller, origins);
  if (!exempt(caller)) requireScope(caller, scope);
  return caller;
}
