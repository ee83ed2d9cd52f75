import type { ApiKeyRecord, ManagedKey } from '../../adapters/postgres/keys-port';
import { HeadendError } from '../../domain/failures';
import { mayUse, ROLE_SCOPES, scopesOf } from '../http/scopes';

/** What a key amounts to. */
export type Grant = Pick<ApiKeyRecord, 'role' | 'scopes' | 'testMode' | 'expiresAt'>;

/**
 * A key can never grant more than its maker has: not by a scope, not by leaving test mode, not by lasting longer. Whoever
 * changes or rotates a key counts as its maker.
 *
 * @throws {HeadendError} `key/exceeds-maker`
 */
export function checkWithin(maker: Grant, grant: Grant): void {
  const own = scopesOf(maker);
  const lacking = scopesOf(grant).filter((scope) => !own.includes(scope));
  if (lacking.length > 0)
    throw exceeds(`It would have ${lacking.join(', ')}, which the key that makes it lacks.`, 'scopes');
  if (maker.testMode && !grant.testMode) throw exceeds('A test-mode key makes test-mode keys only.', 'test_mode');
  if (maker.expiresAt && !(grant.expiresAt && grant.expiresAt <= maker.expiresAt)) {
    throw exceeds(
      `It would outlast the key that makes it, which ends at ${maker.expiresAt.toISOString()}.`,
      'expires_at',
    );
  }
}

const exceeds = (detail: string, field: string) => new HeadendError('key/exceeds-maker', detail, { field });

/** What the schema cannot say. @throws {HeadendError} `request/invalid` */
export function checkGrant({ role, scopes, expiresAt }: Grant, now: number): void {
  const foreign = scopes.filter((scope) => !(ROLE_SCOPES[role] as readonly string[]).includes(scope));
  if (foreign.length > 0) throw invalid('scopes', `holds ${foreign.join(', ')}, which the role ${role} lacks`);
  if (expiresAt && expiresAt.getTime() <= now) throw invalid('expires_at', 'is not in the future');
}

const invalid = (field: string, message: string) =>
  new HeadendError('request/invalid', `The body has a wrong field: ${field} ${message}.`, {
    errors: [{ field, message }],
  });

/** Can it make and end keys? */
export const managesKeys = (key: Grant): boolean => mayUse(key, 'keys:manage');

/** Where a key stands at an instant. */
export function stateOf(
  key: Pick<ManagedKey, 'revokedAt' | 'expiresAt'>,
  now: number,
): 'active' | 'expired' | 'revoked' {
  if (key.revokedAt) return 'revoked';
  return key.expiresAt && key.expiresAt.getTime() <= now ? 'expired' : 'active';
}
