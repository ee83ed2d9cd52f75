import type { z } from 'zod';
import { hashApiKey, newApiKey } from '../../adapters/postgres/ids';
import type { KeyAudit, KeyRing, KeyView, ManagedKey } from '../../adapters/postgres/keys-port';
import { HeadendError } from '../../domain/failures';
import { auditKey, requestDetail } from '../http/audit';
import { readCursor, writeCursor } from '../http/cursor';
import { type Caller, type Route, route } from '../http/operation';
import { entityTag, requireMatch } from '../http/preconditions';
import { scopesOf } from '../http/scopes';
import { checkGrant, checkWithin, managesKeys, stateOf } from './rules';
import type { ApiKeyView, RotationRequest } from './schemas';
import {
  createApiKey,
  getApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
  rotateOwnApiKey,
  updateApiKey,
} from './specs';

/** API keys of the caller's tenant. */
export const keyRoutes = ({ keyRing }: { keyRing: KeyRing }): Route[] => [
  route(createApiKey, async (request) => {
    const { body, caller, requestKey } = request;
    const grant = { role: body.role, scopes: body.scopes, testMode: body.test_mode, expiresAt: body.expires_at };
    checkGrant(grant, Date.now());
    checkWithin(caller, grant);
    const secret = newSecret(grant.testMode);
    const key = await keyRing.create(
      {
        ...grant,
        ...secret.kept,
        accountId: caller.accountId,
        label: body.label,
        rateLimit: body.rate_limit,
        createdBy: caller.id,
        requestKey,
      },
      auditOf(request),
    );
    return { body: { ...keyView(key), key: secret.key }, location: `/v1/api-keys/${key.id}`, etag: tagOf(key) };
  }),

  route(listApiKeys, async ({ query, caller }) => {
    const scope = { list: listApiKeys.id, role: query.role, test: caller.testMode };
    const { items, next } = await keyRing.list({
      ...viewOf(caller),
      limit: query.limit,
      after: readCursor(query.cursor, scope),
      role: query.role,
    });
    return { body: { data: items.map(keyView), next_cursor: writeCursor(next, scope) } };
  }),

  route(getApiKey, async ({ params, caller }) => {
    const key = existing(await keyRing.find(viewOf(caller), params.id), params.id);
    return { body: keyView(key), etag: tagOf(key) };
  }),

  route(updateApiKey, async (request) => {
    const { params, body, caller, ifMatch } = request;
    const change = {
      label: body.label,
      scopes: body.scopes,
      rateLimit: body.rate_limit,
      expiresAt: body.expires_at,
    };
    const check = (current: ManagedKey) => {
      requireMatch(ifMatch, tagOf(current));
      if (current.revokedAt) throw new HeadendError('key/not-usable', `The key ${current.id} is revoked.`);
      const expiresAt = change.expiresAt === undefined ? current.expiresAt : (change.expiresAt ?? undefined);
      const grant = { ...current, scopes: change.scopes ?? current.scopes, expiresAt };
      checkGrant(grant, change.expiresAt ? Date.now() : 0);
      checkWithin(caller, grant);
      return change;
    };
    const key = existing(
      await keyRing.update(viewOf(caller), params.id, check, managesKeys, auditOf(request)),
      params.id,
    );
    return { body: keyView(key), etag: tagOf(key) };
  }),

  // Before the one with an id, which `self` would be taken for.
  route(rotateOwnApiKey, (request) => rotated(keyRing, request, request.caller.id)),

  route(rotateApiKey, (request) => rotated(keyRing, request, request.params.id)),

  route(revokeApiKey, async (request) => {
    const { params, caller } = request;
    const key = await keyRing.revoke(viewOf(caller), params.id, managesKeys, auditOf(request));
    return { body: keyView(existing(key, params.id)) };
  }),
];

interface Rotation {
  caller: Caller;
  body: z.output<typeof RotationRequest>;
  requestId: string;
  requestKey: string;
}

async function rotated(keyRing: KeyRing, request: Rotation, id: string) {
  const { body, caller, requestKey } = request;
  const secret = newSecret(existing(await keyRing.find(viewOf(caller), id), id).testMode);
  const next = { ...secret.kept, createdBy: caller.id, requestKey };
  const overlap = {
    until: new Date(Date.now() + body.overlap_seconds * 1000),
    check: (current: ManagedKey) => checkWithin(caller, current),
  };
  const key = existing(await keyRing.rotate(viewOf(caller), id, next, overlap, auditOf(request)), id);
  return { body: { ...keyView(key), key: secret.key }, location: `/v1/api-keys/${key.id}`, etag: tagOf(key) };
}

const viewOf = ({ accountId, testMode }: Caller): KeyView => ({
  tenantId: accountId,
  testMode: testMode || undefined,
});

const auditOf = (request: { caller: Caller; requestId: string; requestKey: string }): KeyAudit => ({
  actor: request.caller.label,
  key: auditKey(request.caller, request.requestKey),
  detail: requestDetail(request),
});

/** A key and what is kept of it. */
function newSecret(testMode: boolean) {
  const key = newApiKey(testMode ? 'test' : 'live');
  return { key, kept: { hash: hashApiKey(key), hint: key.slice(-4) } };
}

function existing(key: ManagedKey | undefined, id: string): ManagedKey {
  if (!key) throw new HeadendError('request/not-found', `There is no API key ${id}.`);
  return key;
}

const tagOf = ({ id, label, scopes, rateLimit, expiresAt, revokedAt, rotatedToId }: ManagedKey): string =>
  entityTag([id, label, scopes, rateLimit, expiresAt, revokedAt, rotatedToId]);

const instant = (at: Date | undefined): string | null => at?.toISOString() ?? null;

const keyView = (key: ManagedKey): z.input<typeof ApiKeyView> => ({
  id: key.id,
  label: key.label,
  role: key.role,
  scopes: [...key.scopes],
  effective_scopes: scopesOf(key),
  test_mode: key.testMode,
  status: stateOf(key, Date.now()),
  hint: key.hint,
  rate_limit: key.rateLimit ?? null,
  created_by: key.createdBy ?? null,
  rotated_from: key.rotatedFromId ?? null,
  rotated_to: key.rotatedToId ?? null,
  created_at: key.createdAt.toISOString(),
  expires_at: instant(key.expiresAt),
  last_used_at: instant(key.lastUsedAt),
  revoked_at: instant(key.revokedAt),
});
