import { newId } from '../../adapters/postgres/ids';
import type {
  NewPlaybackSession,
  PlaybackSessionRecord,
  PlaybackSessions,
  SessionDevice,
} from '../../adapters/postgres/playback-port';
import type { LicenceTokens } from '../../adapters/tokens/port';
import { addressPrefix } from '../../domain/delivery/path-token';
import { holdsStream, type LicencePolicy, linesWithout, type PlaybackTerms, termsOf } from '../../domain/drm/policy';
import { HeadendError, isHeadendError } from '../../domain/failures';
import type { LiveLedger } from '../../domain/linear/live/channel';
import { countryOf as territoryCountry, toldPlace } from '../../domain/rights/territory';
import { requireScope } from '../http/auth';
import { readCursor, writeCursor } from '../http/cursor';
import { type Caller, type Route, route } from '../http/operation';
import { mayUse } from '../http/scopes';
import type { z } from '../http/zod';
import { type AdmissionParts, type Admitted, admitPlay, sessionsInTheWay } from './admission';
import { admitLive, type LiveAdmitted, liveAddresses, liveNow } from './channel-sessions';
import { type AddressTokens, type DeliverySettings, mediaAddresses } from './delivery';
import { LICENCE_PATH } from './licence-door';
import type { DrmView, PlaybackSessionRequest, SessionView } from './schemas';
import {
  createPlaybackSession,
  endPlaybackSession,
  heartbeatPlaybackSession,
  listLicenceRequests,
  listPlaybackSessions,
} from './specs';
import { vendorSystems } from './vendor-systems';

/** How long a session lasts without a heartbeat, milliseconds; each heartbeat makes it last so long again. */
const SESSION_MS = 6 * 3_600_000;
/** It ends so long after its beginning, whoever keeps it alive: the files of an old version wait for nobody longer. */
const LONGEST_SESSION_MS = 24 * 3_600_000;
/** Heartbeats come so often within the grace time that two may be lost. */
const BEATS_PER_GRACE = 3;

export interface PlaybackParts extends AdmissionParts, AddressTokens {
  playbackSessions: PlaybackSessions;
  liveLedger: LiveLedger;
  tokens: LicenceTokens;
  delivery: DeliverySettings;
  policies: ReadonlyMap<string, LicencePolicy>;
}

type Asked = z.output<typeof PlaybackSessionRequest>;

/** Playback sessions: the gates, then where to play and with which keys. */
export const playbackRoutes = (parts: PlaybackParts): Route[] => [
  route(createPlaybackSession, async ({ body, caller, address, header }) => {
    if (body.policy ?? body.entitlement ?? body.terms ?? body.territory ?? body.customer_id)
      requireScope(caller, 'playback:grant');
    const policy = policyOf(parts, body.policy ?? 'default');
    const now = Date.now();
    const place = placeOf(parts, {
      territory: body.territory ?? countryOf(parts, header),
      address: body.viewer_address ?? address,
    });
    const { tenantId } = caller;
    const live =
      body.channel_id === undefined
        ? undefined
        : await liveNow(parts.liveLedger, { tenantId, channelId: body.channel_id, ...place }, now);
    const titleId = live?.row.titleId ?? body.title_id ?? '';
    const { draft, rentedAt } = await draftOf(parts, { body, titleId, caller, policy, now, place });
    const firstPlayAt = draft.firstPlayedAt?.getTime();
    const asked = { ...draft, policy, firstPlayAt, rentedAt, now };
    const admitted = live ? admitLive(parts, live, asked) : await admitPlay(parts, asked);
    const versionId = 'live' in admitted ? admitted.live.row.versionId : admitted.version.id;
    const kids = admitted.keys.map(({ kid }) => kid);
    const session = { ...draft, terms: admitted.terms, versionId, channelId: live?.channel.id, kids };
    const taken = await parts.playbackSessions.open(session, policy);
    if (taken.length > 0) throw tooMany(taken, policy, caller);
    return { body: await startView(parts, session, admitted, policy) };
  }),

  route(heartbeatPlaybackSession, async ({ params, caller, header }) => {
    requireSession(parts, params.id, caller, header('session-token'));
    const now = Date.now();
    const before = await parts.playbackSessions.find(caller.tenantId, params.id);
    if (!before) throw noSession(params.id);
    const policy = parts.policies.get(before.policy) ?? policyOf(parts, 'default');
    const firstPlayAt = (before.firstPlayedAt ?? (await parts.playbackSessions.begun(before)).playedAt)?.getTime();
    const admitted = await admitAgain(parts, before, { policy, firstPlayAt, now }).catch(async (error: unknown) => {
      // Its stream is free for whoever may play.
      if (isHeadendError(error) && error.code.startsWith('playback/'))
        await parts.playbackSessions.end(caller.tenantId, params.id);
      throw error;
    });
    const expiresAt = new Date(Math.min(now + SESSION_MS, before.createdAt.getTime() + LONGEST_SESSION_MS));
    const { session, inTheWay } = await parts.playbackSessions.heartbeat(caller.tenantId, params.id, expiresAt, policy);
    if (inTheWay.length > 0) throw tooMany(inTheWay, policy, caller);
    if (!session) throw new HeadendError('playback/session-expired', `The session ${params.id} has ended.`);
    // Those of a channel change as it goes on.
    const keys = admitted.keys.filter(({ kid }) => 'live' in admitted || session.kids.includes(kid));
    const drm = await drmView(parts, session, { ...admitted, keys }, policy, now);
    const { poster, ...addresses } = await addressesOf(parts, admitted, session, now);
    const body = { id: session.id, ...addresses, drm, heartbeat_s: beatOf(policy) };
    return { body: { ...body, expires_at: expiresAt.toISOString() } };
  }),

  route(endPlaybackSession, async ({ params, caller, header }) => {
    requireSession(parts, params.id, caller, header('session-token'));
    if (await parts.playbackSessions.end(caller.tenantId, params.id)) return { body: undefined };
    throw noSession(params.id);
  }),

  route(listPlaybackSessions, async ({ query, caller }) => {
    const scope = { list: listPlaybackSessions.id, title_id: query.title_id };
    const after = readCursor(query.cursor, scope);
    const about = { tenantId: caller.tenantId, limit: query.limit, after, titleId: query.title_id };
    const { items, next } = await parts.playbackSessions.list(about);
    const data = items.map((each) => sessionView(each, parts.policies.get(each.policy)));
    return { body: { data, next_cursor: writeCursor(next, scope) } };
  }),

  route(listLicenceRequests, async ({ query, caller }) => {
    const { title_id: titleId, session_id: sessionId } = query;
    const scope = { list: listLicenceRequests.id, titleId, sessionId };
    const after = readCursor(query.cursor, scope);
    const about = { tenantId: caller.tenantId, limit: query.limit, after, titleId, sessionId };
    const { items, next } = await parts.playbackSessions.licences(about);
    return { body: { data: items.map(licenceView), next_cursor: writeCursor(next, scope) } };
  }),
];

/** The gates once more, of a title or of a channel. */
async function admitAgain(
  parts: PlaybackParts,
  session: PlaybackSessionRecord,
  asked: { policy: LicencePolicy; firstPlayAt?: number; now: number },
): Promise<Admitted | LiveAdmitted> {
  const { channelId } = session;
  if (channelId === undefined) return admitPlay(parts, { ...session, ...asked });
  return admitLive(parts, await liveNow(parts.liveLedger, { ...session, channelId }, asked.now), {
    ...session,
    ...asked,
  });
}

/**
 * Many viewers share a key: who brings a session's secret was given the session, everybody else has nothing to do with it.
 *
 * @throws {HeadendError} `request/not-found`, as if it were not there
 */
function requireSession({ tokens }: PlaybackParts, id: string, caller: Caller, token: string | undefined): void {
  if (mayUse(caller, 'playback:grant') || tokens.isSessionToken(id, token ?? '')) return;
  throw noSession(id);
}

const noSession = (id: string) => new HeadendError('request/not-found', `There is no playback session ${id}.`);

/** @throws {HeadendError} `playback/policy-unknown` */
function policyOf({ policies }: PlaybackParts, name: string): LicencePolicy {
  const policy = policies.get(name);
  if (policy) return policy;
  const known = [...policies.keys()].sort().join(', ');
  throw new HeadendError('playback/policy-unknown', `There is no policy ${name}. Known: ${known}.`, {
    field: 'policy',
  });
}

/** The session as it will be written, before the gates have told its version and keys. */
async function draftOf(
  { playbackSessions }: PlaybackParts,
  {
    body,
    titleId,
    caller,
    policy,
    now,
    place,
  }: { body: Asked; titleId: string; caller: Caller; policy: LicencePolicy; now: number; place: Place },
): Promise<{ draft: Omit<NewPlaybackSession, 'versionId'>; rentedAt: number }> {
  const about = {
    tenantId: caller.tenantId,
    titleId,
    subject: body.viewer_id ?? body.customer_id ?? caller.id,
    entitlement: body.entitlement,
  };
  const { openedAt, playedAt } = await playbackSessions.begun(about);
  const rentedAt = openedAt?.getTime() ?? now;
  const draft = {
    ...about,
    ...place,
    id: newId('pbs', now),
    viewerId: body.viewer_id ?? body.customer_id,
    customerId: body.customer_id,
    keyId: caller.id,
    policy: policy.name,
    device: deviceOf(body.device),
    terms: { ...termsOf(policy, rentedAt), ...givenTerms(body.terms) },
    kids: [],
    oneTime: policy.oneTimeTokens,
    createdAt: new Date(now),
    expiresAt: new Date(now + SESSION_MS),
    firstPlayedAt: playedAt,
  };
  return { draft, rentedAt };
}

type Place = Pick<NewPlaybackSession, 'territory' | 'viewerNetwork'>;

/** What a session keeps of where its viewer is: of the address nothing, unless media addresses are bound to it. */
const placeOf = (
  { delivery }: PlaybackParts,
  { territory, address }: { territory?: string; address?: string },
): Place => ({
  territory,
  viewerNetwork: delivery.binding.includes('network') && address ? addressPrefix(address) : undefined,
});

/** The country that a trusted proxy told. */
const countryOf = ({ delivery }: PlaybackParts, header: (name: string) => string | undefined): string | undefined =>
  delivery.countryHeader ? toldPlace(header(delivery.countryHeader)) : undefined;

const deviceOf = (device: Asked['device']): SessionDevice => ({
  family: device.family,
  codecs: device.codecs,
  maxHeight: device.max_height,
  drmSystems: device.drm_systems,
  hdcp: device.hdcp,
  robustness: device.robustness,
});

function givenTerms(terms: Asked['terms']): PlaybackTerms {
  const entries = Object.entries({
    opensAt: terms?.not_before,
    closesAt: terms?.not_after,
    startBy: terms?.start_by,
    finishBy: terms?.finish_by,
  });
  return Object.fromEntries(entries.flatMap(([name, at]) => (at === undefined ? [] : [[name, Date.parse(at)]])));
}

function tooMany(taken: PlaybackSessionRecord[], { streams }: LicencePolicy, caller: Caller): HeadendError {
  const named = mayUse(caller, 'playback:grant');
  const detail = `The viewer may watch ${streams} ${streams === 1 ? 'stream' : 'streams'} at once.`;
  return new HeadendError('playback/too-many-streams', detail, { sessions: sessionsInTheWay(taken, named) });
}

async function startView(
  parts: PlaybackParts,
  session: NewPlaybackSession,
  admitted: Admitted | LiveAdmitted,
  policy: LicencePolicy,
) {
  const now = session.createdAt.getTime();
  return {
    id: session.id,
    session_token: parts.tokens.sessionToken(session.id),
    title_id: session.titleId,
    version_id: session.versionId,
    channel_id: session.channelId ?? null,
    ...(await addressesOf(parts, admitted, session, now)),
    drm: await drmView(parts, session, admitted, policy, now),
    ads: null,
    policy: policy.name,
    heartbeat_s: beatOf(policy),
    expires_at: session.expiresAt.toISOString(),
  };
}

/** @throws {HeadendError} `playback/not-published` when the version lacks its manifests */
async function addressesOf(parts: PlaybackParts, admitted: Admitted | LiveAdmitted, session: Place, now: number) {
  if ('live' in admitted) return liveAddresses(admitted.live);
  const place = {
    addressPrefix: session.viewerNetwork,
    country: session.territory && territoryCountry(session.territory),
  };
  const { hls, dash, ...more } = await mediaAddresses(admitted.version, parts, parts.delivery, place, now);
  if (!hls || !dash) throw new HeadendError('playback/not-published', 'The title has no manifests.');
  return { hls, dash, ...more };
}

/** A licence token for the keys that are left; null in the clear. It ends with the terms, when they end first. */
async function drmView(
  parts: PlaybackParts,
  session: NewPlaybackSession,
  { keys, withheld, beyondRights, until, claim }: Omit<Admitted, 'version'> & Pick<LiveAdmitted, 'claim'>,
  policy: LicencePolicy,
  now: number,
): Promise<z.input<typeof DrmView> | null> {
  const scheme = claim?.scheme ?? keys[0]?.scheme;
  if (!scheme) return null;
  const exp = Math.floor(Math.min(now + policy.licenceMs, until ?? Number.POSITIVE_INFINITY) / 1000);
  const iat = Math.floor(now / 1000);
  const kids = keys.map(({ kid }) => kid);
  const token = parts.tokens.issue({
    sub: session.subject,
    sid: session.id,
    tenant: session.tenantId,
    title: session.titleId,
    version: session.versionId,
    kids,
    iat,
    nbf: iat,
    exp,
    jti: newId('tok', now),
    ...(session.oneTime ? { once: true as const } : {}),
    ...(claim ? { channel: { id: claim.id, variant: claim.variant, labels: claim.labels } } : {}),
  });
  const expires_at = new Date(exp * 1000).toISOString();
  return {
    scheme,
    license_url: LICENCE_PATH,
    token,
    key_ids: kids,
    withheld,
    max_height: linesWithout(withheld) ?? null,
    expires_at,
    systems: await vendorSystems(parts, session, {
      ...{ rules: policy.rules, beyondRights, expiresAt: exp * 1000, playUntil: until, now },
      kids: claim && kids,
    }),
  };
}

const beatOf = ({ graceMs }: LicencePolicy): number => Math.max(1, Math.floor(graceMs / BEATS_PER_GRACE / 1000));

const textOf = (at: Date | undefined): string | null => at?.toISOString() ?? null;

function sessionView(session: PlaybackSessionRecord, policy: LicencePolicy | undefined): z.input<typeof SessionView> {
  return {
    id: session.id,
    title_id: session.titleId,
    version_id: session.versionId,
    channel_id: session.channelId ?? null,
    subject: session.subject,
    viewer_id: session.viewerId ?? null,
    entitlement: session.entitlement ?? null,
    customer_id: session.customerId ?? null,
    policy: session.policy,
    device: session.device.family ?? null,
    state: stateOf(session, policy),
    key_ids: session.kids,
    created_at: session.createdAt.toISOString(),
    heartbeat_at: session.heartbeatAt.toISOString(),
    first_played_at: textOf(session.firstPlayedAt),
    expires_at: session.expiresAt.toISOString(),
    ended_at: textOf(session.endedAt),
  };
}

function stateOf(session: PlaybackSessionRecord, policy: LicencePolicy | undefined) {
  const now = Date.now();
  if (session.endedAt) return 'ended';
  if (session.expiresAt.getTime() <= now) return 'expired';
  const stream = { id: session.id, heartbeatAt: session.heartbeatAt.getTime(), expiresAt: session.expiresAt.getTime() };
  return holdsStream(stream, policy?.graceMs ?? SESSION_MS, now) ? 'active' : 'silent';
}

const licenceView = (entry: Awaited<ReturnType<PlaybackParts['playbackSessions']['licences']>>['items'][number]) => ({
  id: entry.id,
  session_id: entry.sessionId,
  title_id: entry.titleId,
  version_id: entry.versionId,
  subject: entry.subject,
  device: entry.device ?? null,
  system: entry.system,
  asked: entry.asked,
  granted: entry.granted,
  result: entry.result === 'granted' ? ('granted' as const) : ('refused' as const),
  reason: entry.reason ?? null,
  ms: entry.ms,
  created_at: entry.createdAt.toISOString(),
});
