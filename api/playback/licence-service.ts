import type { ContentKey, ContentKeys } from '../../adapters/content-keys/port';
import { keyedId, newId } from '../../adapters/postgres/ids';
import type { LicenceLedger, LicenceRecord, LicensedSession } from '../../adapters/postgres/playback-port';
import type { LicenceTokens } from '../../adapters/tokens/port';
import { type ClearKeyRequest, readClearKeyRequest } from '../../domain/drm/clear-key';
import { type ChannelClaim, type LicenceClaims, tokenTime } from '../../domain/drm/licence-claims';
import { type LicencePolicy, licensed, termsAt } from '../../domain/drm/policy';
import { type FailureCode, HeadendError, isHeadendError } from '../../domain/failures';
import { type LiveLedger, LONGEST_START_OVER_MS } from '../../domain/linear/live/channel';
import { type AiredKey, KEYS_AHEAD_MS, keysAired } from '../../domain/linear/live/channel-keys';
import { refusalCounter } from './refusal-counter';

export interface LicenceServiceParts {
  tokens: LicenceTokens;
  keys: Pick<ContentKeys, 'open'>;
  ledger: LicenceLedger;
  policies: ReadonlyMap<string, LicencePolicy>;
  /** Channels in memory: what they air now decides about keys. */
  channels: LiveLedger;
}

/** A licence request as it came in. */
export interface LicenceAsk {
  token?: string;
  /** The challenge as text; undefined when it is too large to be read. */
  challenge: string | undefined;
  /** `Idempotency-Key`, where the client sent one: its retries for the same keys are one request. */
  retryKey?: string;
  /** Address of the client, as far as proxies are believed. */
  address?: string;
  /** `performance.now()` at its arrival. */
  arrivedAt: number;
}

/**
 * The Clear Key licence service after the DASH-IF licence request model: the token is the proof of authorisation, of the keys
 * asked for those that it allows are given, and every request whose token is ours has its row in the log before its answer
 * leaves. Requests with foreign tokens are nobody's: they are refused and counted, not written down.
 *
 * @returns the keys of the licence, at least one
 * @throws {HeadendError} `licence/…`, `database/unavailable`
 */
export const createLicenceService = ({ tokens, keys, ledger, policies, channels }: LicenceServiceParts) => {
  const refusals = refusalCounter();
  return async (ask: LicenceAsk): Promise<ContentKey[]> => {
    const claims = proofOf(tokens, ask.token);
    const request = ask.challenge === undefined ? 'too-large' : readChallenge(ask.challenge);
    const asked = kidsOf(request);
    const id = newId('lic');
    // Who repeats a request for the same keys from the same place repeats it because its answer was lost.
    const use = ask.retryKey ? keyedId('lic', [claims.jti, ask.retryKey, ask.address, ...asked].join(' ')) : id;
    const session = await ledger.session(claims.sid);
    const aired = claims.channel && (await airedKeys(channels, claims, claims.channel));
    const decided = await settled(async () => {
      const allowed = allowedKids(claims, session, request, aired);
      if (session) checkStream(session, policies);
      const opened = given(await keys.open(claims.tenant, allowed));
      if (claims.once) await takeToken(ledger, claims, use);
      return opened;
    });
    // Whoever asks in vain for ever fills the log no further; what is good is answered all the same.
    if (decided.refusal && !refusals.note(claims.sid))
      throw refusal('licence/too-many-refusals', `The session ${claims.sid} asks in vain.`);
    const granted = decided.refusal ? [] : decided.keys.map(({ kid }) => kid);
    const outcome = { asked, granted, reason: decided.refusal?.code };
    // Retries are requests of their own here: the log tells every licence that was given.
    const key = aired?.find(({ kid }) => granted.includes(kid));
    const title = key ? { title: key.titleId, version: key.versionId } : claims;
    await ledger.record(entryOf(id, { ...claims, ...title }, session, outcome, ask.arrivedAt));
    if (decided.refusal) throw decided.refusal;
    return decided.keys;
  };
};

/** @throws {HeadendError} `licence/token-missing`, `licence/token-invalid` */
function proofOf(tokens: LicenceTokens, token: string | undefined): LicenceClaims {
  if (!token) throw new HeadendError('licence/token-missing', 'The licence request carries no token.');
  const read = tokens.read(token);
  if (!read.good) throw new HeadendError('licence/token-invalid', read.why);
  return read.claims;
}

type ReadChallenge = ClearKeyRequest | 'too-large' | undefined;

const kidsOf = (request: ReadChallenge): string[] => (typeof request === 'object' ? request.kids : []);

function readChallenge(text: string): ClearKeyRequest | undefined {
  try {
    return readClearKeyRequest(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A refusal is written down like a licence, and so is a key that does not open; a database that is away is neither. */
async function settled(
  decide: () => Promise<ContentKey[]>,
): Promise<{ keys: ContentKey[]; refusal?: undefined } | { keys?: undefined; refusal: HeadendError }> {
  try {
    return { keys: await decide() };
  } catch (error) {
    if (isHeadendError(error) && /^(licence|drm)\//.test(error.code)) return { refusal: error };
    throw error;
  }
}

/** What a channel airs, aired as far back as anybody may wind, and airs next, for a device of these labels. None when it is gone. */
async function airedKeys(
  channels: LiveLedger,
  { tenant }: LicenceClaims,
  { id, variant, labels }: ChannelClaim,
): Promise<AiredKey[]> {
  const channel = await channels.channel(id);
  const rows = channel?.variants.find(({ territory }) => territory === variant);
  if (!channel || !rows || channel.tenantId !== tenant) return [];
  const now = Date.now();
  const all = keysAired(channel, rows, now - LONGEST_START_OVER_MS - channel.format.dvrMs, now + KEYS_AHEAD_MS);
  return all.filter(({ label }) => labels.includes(label));
}

function allowedKids(
  claims: LicenceClaims,
  session: LicensedSession | undefined,
  request: ReadChallenge,
  aired: AiredKey[] | undefined,
): string[] {
  const now = Date.now();
  const time = tokenTime(claims, now);
  if (time === 'early') throw refusal('licence/token-expired', 'The token is not valid yet.');
  if (time === 'over') throw refusal('licence/token-expired', 'The token has expired.');
  if (request === 'too-large') throw refusal('licence/challenge-too-large', 'A challenge of this size is not read.');
  if (!request) throw refusal('licence/challenge-invalid', 'The challenge is no Clear Key licence request.');
  if (!session || session.tenantId !== claims.tenant)
    throw refusal('licence/not-authorized', 'The token names a session that is not there.');
  if (session.endedAt !== undefined || session.expiresAt <= now)
    throw refusal('licence/session-ended', `The session ${session.id} has ended.`);
  const terms = termsAt(session.terms, session.firstPlayedAt, now);
  if (!terms.allowed) {
    const nextChangeAt = terms.nextChangeAt === undefined ? undefined : new Date(terms.nextChangeAt).toISOString();
    throw new HeadendError('licence/not-now', `The terms of the session refuse: ${terms.reason}.`, { nextChangeAt });
  }
  const authorised = aired ? aired.map(({ kid }) => kid) : licensed(claims.kids, session.kids);
  return licensed(request.kids, authorised);
}

/**
 * A session that fell silent has let its stream go, and others may have taken it: the next heartbeat finds out.
 *
 * @throws {HeadendError} `licence/session-silent`
 */
function checkStream(
  { id, viewerId, policy, heartbeatAt }: LicensedSession,
  policies: LicenceServiceParts['policies'],
) {
  const limits = policies.get(policy) ?? policies.get('default');
  if (!viewerId || limits?.streams === undefined || Date.now() < heartbeatAt + limits.graceMs) return;
  throw refusal('licence/session-silent', `The session ${id} fell silent and holds no stream.`);
}

/** @throws {HeadendError} `licence/not-authorized` when none is left */
function given(keys: ContentKey[]): ContentKey[] {
  if (keys.length > 0) return keys;
  throw refusal('licence/not-authorized', 'The token allows none of the keys asked for.');
}

async function takeToken(ledger: LicenceLedger, { jti, exp }: LicenceClaims, requestId: string): Promise<void> {
  const mine = await ledger.use({ tokenId: jti, requestId, expiresAt: new Date(exp * 1000) });
  if (!mine) throw refusal('licence/token-used', 'The token was used by an earlier request.');
}

const refusal = (code: FailureCode, detail: string) => new HeadendError(code, detail);

const entryOf = (
  id: string,
  claims: LicenceClaims,
  session: LicensedSession | undefined,
  { asked, granted, reason }: { asked: string[]; granted: string[]; reason?: string },
  arrivedAt: number,
): LicenceRecord & { firstPlay: boolean } => ({
  id,
  tenantId: claims.tenant,
  sessionId: claims.sid,
  titleId: claims.title,
  versionId: claims.version,
  subject: claims.sub,
  device: session?.device,
  system: 'clearkey',
  asked,
  granted,
  result: reason ? 'refused' : 'granted',
  reason,
  tokenId: claims.jti,
  firstPlay: granted.length > 0 && session?.firstPlayedAt === undefined,
  ms: performance.now() - arrivedAt,
  createdAt: new Date(),
});
