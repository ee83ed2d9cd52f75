import { randomUUID } from 'node:crypto';
import type { ContentKey } from '../../../adapters/content-keys/port';
import { createLicenceTokens } from '../../../adapters/tokens/licence-tokens';
import { base64UrlOfKid } from '../../../domain/drm/clear-key';
import { ask } from '../../testing/ask';
import { TEST_SIGNING_KEY } from '../../testing/server';
import { as, at, created, published, world } from '../../testing/world';

interface Drm {
  token: string;
  key_ids: string[];
  max_height: number | null;
  license_url: string;
  withheld: object[];
}
export interface Session {
  id: string;
  session_token: string;
  drm: Drm;
}

/** A published title with a key of each label. */
export async function encryptedTitle(): Promise<{ titleId: string; keys: ContentKey[] }> {
  const ingest = await created();
  const versionId = await published(ingest);
  const wanted = { tenantId: world.tenant.id, versionId, scheme: 'cbcs' as const };
  const keys = await world.server.contentKeys.ensure({ ...wanted, labels: ['AUDIO', 'SD', 'HD'] });
  return { titleId: ingest.title_id, keys };
}

export const start = (titleId: string, more: object = {}, role: 'viewer' | 'partner' = 'partner') =>
  ask(at('/v1/playback-sessions'), { ...as(role), body: { title_id: titleId, ...more } });

export async function playing(titleId: string, more: object = {}): Promise<Session> {
  const { status, body } = await start(titleId, more);
  expect(status).toBe(201);
  return body as unknown as Session;
}

export const challenge = (kids: readonly string[]) => ({ kids: kids.map(base64UrlOfKid), type: 'temporary' });

export const licence = (token: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(at('/v1/licenses/clearkey'), { headers: { Authorization: `Bearer ${token}`, ...headers }, body });

export const kidsOf = ({ keys }: { keys?: object }) =>
  (keys as { kid: string; k: string }[]).map(({ kid }) => Buffer.from(kid, 'base64url').toString('hex'));
export const hex = (kid: string) => kid.replaceAll('-', '');

export const log = async (sessionId: string) =>
  (await ask(at(`/v1/licence-requests?session_id=${sessionId}`), as('partner'))).body.data as unknown as {
    result: string;
    reason: string | null;
    granted: string[];
    subject: string;
    device: string;
    ms: number;
  }[];

export const claims = (session: Session, more: object = {}) => ({
  sub: 'v',
  sid: session.id,
  tenant: world.tenant.id,
  title: 'tit_1',
  version: 'ver_1',
  kids: session.drm.key_ids,
  iat: 1,
  nbf: 1,
  exp: 2 ** 31,
  jti: randomUUID(),
  ...more,
});
export const signed = (session: Session, more: object = {}) =>
  createLicenceTokens([TEST_SIGNING_KEY], 'http://headend.test').issue(claims(session, more));
