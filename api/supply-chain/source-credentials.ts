import { createHash } from 'node:crypto';
import { allowsPrivate, type GuardOptions } from '../../adapters/http-source/guard';
import type {
  SealedSecret,
  SourceCredentialRecord,
  SourceCredentials,
} from '../../adapters/postgres/source-credentials-port';
import type { SecretBox } from '../../adapters/secrets/port';
import { HeadendError } from '../../domain/failures';
import {
  type CredentialBinding,
  type CredentialKind,
  type CredentialSecret,
  secretText,
} from '../../domain/sources/credentials';
import { readCursor, writeCursor } from '../http/cursor';
import { type Route, route } from '../http/operation';
import { entityTag, requireMatch } from '../http/preconditions';
import type { z } from '../http/zod';
import {
  createSourceCredential,
  deleteSourceCredential,
  getSourceCredential,
  listSourceCredentials,
  type SecretBody,
  type SourceCredentialRequest,
  type SourceCredentialView,
  updateSourceCredential,
} from './source-credentials-specs';
import { checkedInTime } from './sources';

export interface SourceCredentialDeps extends GuardOptions {
  sourceCredentials: SourceCredentials;
  secrets: SecretBox;
}

/** Source credentials of a tenant. Those of test mode live in its sandbox. */
export const sourceCredentialRoutes = ({ sourceCredentials, secrets, allowPrivate }: SourceCredentialDeps): Route[] => [
  route(createSourceCredential, async ({ body, caller, requestKey }) => {
    checkEnd(body.expires_at);
    const credentials = await sourceCredentials.create({
      tenantId: caller.tenantId,
      name: body.name,
      binding: await bindingOf(body, { allowPrivate }),
      secret: sealed(secrets, secretOf(body.secret)),
      expiresAt: body.expires_at,
      requestKey,
    });
    return {
      body: credentialView(credentials),
      location: `/v1/source-credentials/${credentials.id}`,
      etag: tagOf(credentials),
    };
  }),

  route(listSourceCredentials, async ({ query, caller }) => {
    const { limit, cursor, kind } = query;
    const scope = { list: listSourceCredentials.id, kind };
    const after = readCursor(cursor, scope);
    const { items, next } = await sourceCredentials.list({ tenantId: caller.tenantId, limit, after, kind });
    return { body: { data: items.map(credentialView), next_cursor: writeCursor(next, scope) } };
  }),

  route(getSourceCredential, async ({ params, caller }) => {
    const credentials = await existing(sourceCredentials, caller.tenantId, params.id);
    return { body: credentialView(credentials), etag: tagOf(credentials) };
  }),

  route(updateSourceCredential, async ({ params, body, caller, ifMatch }) => {
    const { binding } = await existing(sourceCredentials, caller.tenantId, params.id);
    checkEnd(body.expires_at ?? undefined);
    const secret = body.secret && secretOf(body.secret);
    if (secret && kindOf(secret) !== binding.kind) throw invalid('secret', `is none of the kind ${binding.kind}`);
    const credentials = await sourceCredentials.update(
      caller.tenantId,
      params.id,
      { secret: secret && sealed(secrets, secret), expiresAt: body.expires_at },
      (current) => requireMatch(ifMatch, tagOf(current)),
    );
    return { body: credentialView(credentials), etag: tagOf(credentials) };
  }),

  route(deleteSourceCredential, async ({ params, caller, ifMatch }) => {
    const check = (current: SourceCredentialRecord) => requireMatch(ifMatch, tagOf(current));
    await sourceCredentials.remove(caller.tenantId, params.id, check);
    return { body: undefined };
  }),
];

async function existing(
  sourceCredentials: SourceCredentials,
  tenantId: string,
  id: string,
): Promise<SourceCredentialRecord> {
  const credentials = await sourceCredentials.find(tenantId, id);
  if (credentials?.id === id) return credentials;
  throw new HeadendError('request/not-found', `There are no source credentials ${id}.`);
}

async function bindingOf(
  body: z.output<typeof SourceCredentialRequest>,
  guard: GuardOptions,
): Promise<CredentialBinding> {
  if (body.kind !== 's3') return { kind: body.kind, origin: await originOf(body.origin, 'origin', guard) };
  const { kind, region, bucket, prefix, path_style: pathStyle } = body;
  return { kind, endpoint: await originOf(body.endpoint, 'endpoint', guard), region, bucket, prefix, pathStyle };
}

/**
 * The origin of a storage: https, and http only where the operator allows this very host.
 *
 * @throws {HeadendError} `request/invalid`, `source/forbidden-address`
 */
async function originOf(text: string, field: string, guard: GuardOptions): Promise<string> {
  if (!URL.canParse(text)) throw invalid(field, 'is not https://host[:port]');
  const url = new URL(text);
  if (url.username || url.password) throw invalid(field, 'holds a user name or a password');
  const bare = url.pathname === '/' && !url.search && !url.hash;
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && allowsPrivate(url, guard));
  if (!bare || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw invalid(field, 'is not https://host[:port]');
  if (!safe)
    throw invalid(
      field,
      'is not https://host[:port]; http, and addresses that are not public, need the operator to list the host and port in PULL_ALLOW_PRIVATE',
    );
  await checkedInTime(url.origin, { ...guard, field });
  return url.origin;
}

const secretOf = (body: SecretBody): CredentialSecret =>
  'access_key_id' in body
    ? {
        accessKeyId: body.access_key_id,
        secretAccessKey: body.secret_access_key,
        sessionToken: body.session_token,
      }
    : body;

function kindOf(secret: CredentialSecret): CredentialKind {
  if ('accessKeyId' in secret) return 's3';
  return 'token' in secret ? 'bearer' : 'basic';
}

const sealed = (box: SecretBox, secret: CredentialSecret): SealedSecret => ({
  seal: (id) => box.seal(secretText(secret), id),
  hint: 'accessKeyId' in secret ? hintOf(secret.accessKeyId) : undefined,
});

/** Of a short id four characters would be most of it. */
const hintOf = (accessKeyId: string): string | undefined =>
  accessKeyId.length >= 12 ? accessKeyId.slice(-4) : undefined;

function checkEnd(expiresAt: Date | undefined): void {
  if (expiresAt && expiresAt.getTime() <= Date.now()) throw invalid('expires_at', 'is not in the future');
}

const invalid = (field: string, message: string) =>
  new HeadendError('request/invalid', `The body has a wrong field: ${field} ${message}.`, {
    errors: [{ field, message }],
  });

/** What is sealed anew is another text, even of the same secret. */
const tagOf = ({ id, expiresAt, sealed }: SourceCredentialRecord): string =>
  entityTag([id, expiresAt, createHash('sha256').update(sealed).digest('hex')]);

const credentialView = (record: SourceCredentialRecord): z.input<typeof SourceCredentialView> => {
  const { binding, expiresAt } = record;
  const bucket = binding.kind === 's3' ? binding : undefined;
  return {
    id: record.id,
    name: record.name,
    kind: binding.kind,
    origin: binding.kind === 's3' ? null : binding.origin,
    endpoint: bucket?.endpoint ?? null,
    region: bucket?.region ?? null,
    bucket: bucket?.bucket ?? null,
    prefix: bucket?.prefix ?? null,
    path_style: bucket?.pathStyle ?? null,
    hint: record.hint ?? null,
    status: expiresAt && expiresAt.getTime() <= Date.now() ? 'expired' : 'active',
    expires_at: expiresAt?.toISOString() ?? null,
    last_used_at: record.lastUsedAt?.toISOString() ?? null,
    created_at: record.createdAt.toISOString(),
    updated_at: record.updatedAt.toISOString(),
  };
};
