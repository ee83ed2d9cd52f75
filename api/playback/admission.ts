import type { ContentKeys } from '../../adapters/content-keys/port';
import type { DrmVendor } from '../../adapters/drm-vendors/port';
import type { Billing } from '../../adapters/postgres/billing-port';
import type { PlaybackSessionRecord, SessionDevice } from '../../adapters/postgres/playback-port';
import type { Titles, VersionRecord } from '../../adapters/postgres/port';
import type { Rights } from '../../adapters/postgres/rights-port';
import type { ContentKeyId } from '../../domain/drm/content-key';
import { keysFor, type LicencePolicy, type PlaybackTerms, termsAt, type WithheldKey } from '../../domain/drm/policy';
import { HeadendError } from '../../domain/failures';
import { mayPlay, playsUntil } from '../../domain/rights/may-play';
import type { Asker, Grant, LicenceType, RightsFacts } from '../../domain/rights/types';
import { type Entitled, entitledBy } from './entitlement';

/** The key system that the licence service speaks (W3C Encrypted Media Extensions, 9). */
export const CLEAR_KEY = 'org.w3.clearkey';

/** A title that may be played now, and with which keys. */
export interface Admitted {
  version: VersionRecord;
  keys: ContentKeyId[];
  withheld: WithheldKey[];
  /** With what the rights say of rentals. */
  terms: PlaybackTerms;
  /** KIDs of pictures higher than the rights allow: nothing that a device proves gives them. */
  beyondRights: string[];
  /** Epoch milliseconds; undefined when nothing ends it. */
  until?: number;
}

export interface AdmissionParts {
  titles: Pick<Titles, 'version'>;
  rights: Pick<Rights, 'facts'>;
  billing: Pick<Billing, 'customer' | 'entitled'>;
  contentKeys: Pick<ContentKeys, 'ofVersion' | 'open'>;
  /** Makes licences for key systems beside Clear Key. */
  vendor?: Pick<DrmVendor, 'systems' | 'licences'>;
}

/** Who asks, under what policy and terms, and when under the same entitlement the first play was. */
export interface PlayRequest {
  tenantId: string;
  titleId: string;
  /** Version that is under way already; undefined: the current one. */
  versionId?: string;
  /** ISO 3166; undefined when nobody knows. */
  territory?: string;
  /** What was bought or rented, where somebody told. */
  entitlement?: string;
  /** Whose subscriptions are asked; without one, everybody has one. */
  customerId?: string;
  device: SessionDevice;
  policy: LicencePolicy;
  terms: PlaybackTerms;
  firstPlayAt?: number;
  /** When the rental began, of a session that is opened: what the rights say of rentals becomes part of its terms. */
  rentedAt?: number;
  now: number;
}

/** Ways to watch that need no purchase, and those that do. */
const WITH_ANY_SUBSCRIPTION: readonly LicenceType[] = ['SVOD', 'AVOD'];
const BOUGHT: readonly LicenceType[] = ['EST', 'VOD'];

/**
 * Every gate before a playback session and at each of its heartbeats, in the order in which a viewer understands the refusals:
 * the title and its rights, the time, the device. What is under way goes on with its own version.
 *
 * @throws {HeadendError} `request/not-found`, `playback/…`
 */
export async function admitPlay(parts: AdmissionParts, request: PlayRequest): Promise<Admitted> {
  const { tenantId, device, now } = request;
  const { versionId, grant, endsAt } = await checkRights(parts, request);
  const terms = rentedTerms(request, grant);
  const until = lower(checkTerms(terms, request.firstPlayAt, now), endsAt);
  const version = await parts.titles.version(tenantId, request.versionId ?? versionId);
  if (!version) throw new HeadendError('playback/session-expired', 'The version under way is not there any more.');
  checkCodecs(version, device.codecs);
  const all = await parts.contentKeys.ofVersion(tenantId, version.id);
  if (all.length > 0) checkSystems(device.drmSystems, parts.vendor?.systems ?? []);
  const maxHeight = lower(device.maxHeight, grant.maxHeight);
  const { granted: keys, withheld } = keysFor(all, request.policy.rules, { ...device, maxHeight });
  const beyondRights = keysFor(all, {}, { maxHeight: grant.maxHeight }).withheld.map(({ kid }) => kid);
  requirePicture(keys, withheld, request.policy);
  return { version, keys, withheld, beyondRights, terms, until };
}

/**
 * Sound alone is no title and no channel.
 *
 * @throws {HeadendError} `playback/no-key-allowed`
 */
export function requirePicture(
  keys: readonly Pick<ContentKeyId, 'label'>[],
  withheld: readonly WithheldKey[],
  { name }: Pick<LicencePolicy, 'name'>,
): void {
  if (keys.every(({ label }) => label === 'AUDIO') && withheld.length > 0)
    throw new HeadendError('playback/no-key-allowed', `The policy ${name} allows the device no picture.`);
}

/** @throws {HeadendError} `request/not-found`, `playback/…` */
async function checkRights(
  { rights, billing }: AdmissionParts,
  { tenantId, titleId, territory, entitlement, customerId, device, now }: PlayRequest,
): Promise<{ versionId: string; grant: Grant; endsAt?: number }> {
  const title = (await rights.facts(tenantId, [titleId])).get(titleId);
  if (!title) throw new HeadendError('request/not-found', `There is no title ${titleId}.`, { field: 'title_id' });
  const entitled = customerId === undefined ? undefined : await entitledBy({ billing }, tenantId, customerId);
  const subscribed = entitled?.licenceTypes ?? WITH_ANY_SUBSCRIPTION;
  const asker = { territory, device, licenceTypes: entitlement ? [...subscribed, ...BOUGHT] : subscribed };
  const verdict = mayPlay(title.facts, asker, now);
  if (!verdict.allowed) {
    if (entitled) requireNoSubscription(title.facts, asker, now);
    throw new HeadendError(verdict.code, verdict.reason, { nextChangeAt: instantOf(verdict.nextChangeAt) });
  }
  const endsAt = playsUntil(title.facts, asker, now);
  return { ...verdict, ...limited(verdict.grant, endsAt, entitled) };
}

/** What plays for the price of a subscription ends with it, and is as tall as it is. */
function limited(grant: Grant, endsAt: number | undefined, entitled: Entitled | undefined) {
  if (!entitled || grant.licenceType !== 'SVOD') return { grant, endsAt };
  return {
    grant: { ...grant, maxHeight: lower(grant.maxHeight, entitled.maxHeight) },
    endsAt: lower(endsAt, entitled.until),
  };
}

/** @throws {HeadendError} `playback/subscription-required` where a subscription is all that is missing */
function requireNoSubscription(facts: RightsFacts, asker: Asker, now: number): void {
  if (!mayPlay(facts, { ...asker, licenceTypes: WITH_ANY_SUBSCRIPTION }, now).allowed) return;
  throw new HeadendError(
    'playback/subscription-required',
    'The title is part of a subscription that they do not have.',
  );
}

/** The sooner of what the policy gives a rental and what was licensed. */
function rentedTerms({ terms, rentedAt }: PlayRequest, { rental }: Grant): PlaybackTerms {
  if (!rental || rentedAt === undefined) return terms;
  const startBy = rental.startByMs === undefined ? undefined : rentedAt + rental.startByMs;
  return { ...terms, startBy: lower(terms.startBy, startBy), playbackMs: lower(terms.playbackMs, rental.finishByMs) };
}

const lower = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

/** @throws {HeadendError} `playback/not-now` */
export function checkTerms(terms: PlaybackTerms, firstPlayAt: number | undefined, now: number): number | undefined {
  const verdict = termsAt(terms, firstPlayAt, now);
  if (verdict.allowed) return verdict.until;
  throw new HeadendError('playback/not-now', WHY[verdict.reason], { nextChangeAt: instantOf(verdict.nextChangeAt) });
}

const WHY = {
  'not-open': 'The title is not open yet.',
  closed: 'The title is not offered any more.',
  'start-by-passed': 'The rental was not begun in time.',
  'playback-over': 'The time to watch the rental is over.',
} as const;

/** @throws {HeadendError} `playback/unsupported` when the device names codecs and none of the version's is among them */
function checkCodecs(version: VersionRecord, codecs: string[] | undefined): void {
  if (!codecs) return;
  const familyOf = (codec: string) => codec.split('.', 1)[0] ?? '';
  const known = new Set(codecs.map(familyOf));
  const offered = version.renditions.flatMap(({ kind, codec }) => (kind === 'video' && codec ? [familyOf(codec)] : []));
  if (offered.length > 0 && !offered.some((codec) => known.has(codec) || codecs.some((each) => each === codec)))
    throw new HeadendError('playback/unsupported', `The title comes as ${[...new Set(offered)].join(', ')}.`);
}

/** @throws {HeadendError} `playback/drm-unsupported` */
export function checkSystems(systems: string[] | undefined, vendors: readonly string[]): void {
  const served = [CLEAR_KEY, ...vendors];
  if (systems && !systems.some((system) => served.includes(system)))
    throw new HeadendError('playback/drm-unsupported', `Licences are given for ${served.join(', ')}.`);
}

/** Sessions as a problem tells them. @param named whoever asks may know which sessions they are, and of what */
export const sessionsInTheWay = (sessions: PlaybackSessionRecord[], named: boolean) =>
  sessions.map(({ id, titleId, device, createdAt, heartbeatAt }) => ({
    id: named ? id : null,
    title_id: named ? titleId : null,
    device: device.family ?? null,
    started_at: createdAt.toISOString(),
    heartbeat_at: heartbeatAt.toISOString(),
  }));

const instantOf = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString();
