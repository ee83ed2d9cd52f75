import type { ContentKeyId, KeyLabel } from './content-key';

/** Levels of HDCP that a device claims, weakest first. */
export const HDCP_LEVELS = ['none', '1.0', '1.4', '2.0', '2.1', '2.2', '2.3'] as const;
export type HdcpLevel = (typeof HDCP_LEVELS)[number];

/** Where a device keeps keys and decoded pictures, weakest first. */
export const ROBUSTNESS_LEVELS = ['software', 'hardware'] as const;
export type Robustness = (typeof ROBUSTNESS_LEVELS)[number];

/** What a device says of itself. Claims: only the DRM systems of devices can prove them, ClearKey cannot. */
export interface DeviceClaims {
  hdcp?: HdcpLevel;
  robustness?: Robustness;
  /** Lines of the highest picture it shows. */
  maxHeight?: number;
}

/** What a device needs for a key. */
export interface KeyRule {
  hdcp?: HdcpLevel;
  robustness?: Robustness;
}

/** How long and on what a title plays. Durations in milliseconds. */
export interface LicencePolicy {
  name: string;
  /** A licence token works this long; after it the session asks for a new one, so that ended rights are noticed. */
  licenceMs: number;
  /** From the start of the rental to the last moment of a first play. */
  rentalMs?: number;
  /** From the first play to the end. */
  playbackMs?: number;
  /** Sessions that a known viewer may have at once. */
  streams?: number;
  /** A session without a heartbeat for so long holds no stream any more. */
  graceMs: number;
  /** A licence token serves one licence request. */
  oneTimeTokens: boolean;
  rules: Partial<Record<KeyLabel, KeyRule>>;
}

/** When a session may play. Instants are epoch milliseconds, ends are exclusive. */
export interface PlaybackTerms {
  opensAt?: number;
  closesAt?: number;
  /** Last moment of a first play. */
  startBy?: number;
  /** Last moment of any play, whenever it began. */
  finishBy?: number;
  /** From the first play to the end. */
  playbackMs?: number;
}

export type TermsVerdict =
  | { allowed: true /** When it ends; undefined when it does not. */; until?: number }
  | { allowed: false; reason: TermsRefusal /** When the answer may be another one. */; nextChangeAt?: number };

/** Why terms refuse: not begun, over, never started in time, played to its end. */
export type TermsRefusal = 'not-open' | 'closed' | 'start-by-passed' | 'playback-over';

/**
 * Do the terms allow play at this instant?
 *
 * @param firstPlayAt epoch milliseconds of the first licence under the same entitlement; undefined before
 */
export function termsAt(terms: PlaybackTerms, firstPlayAt: number | undefined, now: number): TermsVerdict {
  const { opensAt, closesAt, startBy, finishBy, playbackMs } = terms;
  if (opensAt !== undefined && now < opensAt) return { allowed: false, reason: 'not-open', nextChangeAt: opensAt };
  if (closesAt !== undefined && now >= closesAt) return { allowed: false, reason: 'closed' };
  if (finishBy !== undefined && now >= finishBy) return { allowed: false, reason: 'playback-over' };
  if (firstPlayAt === undefined && startBy !== undefined && now >= startBy)
    return { allowed: false, reason: 'start-by-passed' };
  const played = playbackMs === undefined ? undefined : (firstPlayAt ?? now) + playbackMs;
  if (played !== undefined && now >= played) return { allowed: false, reason: 'playback-over' };
  return { allowed: true, until: earliest(closesAt, finishBy, played) };
}

/** The terms of a policy for a rental that begins now. */
export const termsOf = (policy: LicencePolicy, rentedAt: number): PlaybackTerms => ({
  startBy: policy.rentalMs === undefined ? undefined : rentedAt + policy.rentalMs,
  playbackMs: policy.playbackMs,
});

/** A key that a device may not have, and what it lacks. */
export interface WithheldKey {
  label: KeyLabel;
  kid: string;
  lacks: 'hdcp' | 'robustness' | 'height';
}

/** Pictures of a key are higher than this. */
const ABOVE_LINES: Partial<Record<KeyLabel, number>> = { HD: 576, UHD: 1080 };

/**
 * Leave out the keys that a device may not have: what is left plays, in a lower quality. A device that claims nothing has the
 * weakest of everything, and shows any height.
 */
export function keysFor<Key extends ContentKeyId>(
  keys: readonly Key[],
  rules: LicencePolicy['rules'],
  device: DeviceClaims,
): { granted: Key[]; withheld: WithheldKey[] } {
  const granted: Key[] = [];
  const withheld: WithheldKey[] = [];
  for (const key of keys) {
    const lacks = lackOf(key.label, rules[key.label] ?? {}, device);
    if (lacks) withheld.push({ label: key.label, kid: key.kid, lacks });
    else granted.push(key);
  }
  return { granted, withheld };
}

/** Lines of the highest picture that plays without the keys left out; undefined when none of a picture is. */
export function linesWithout(withheld: readonly Pick<WithheldKey, 'label'>[]): number | undefined {
  const limits = withheld.flatMap(({ label }) => ABOVE_LINES[label] ?? []);
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

function lackOf(label: KeyLabel, rule: KeyRule, device: DeviceClaims): WithheldKey['lacks'] | undefined {
  if (device.maxHeight !== undefined && device.maxHeight <= (ABOVE_LINES[label] ?? 0)) return 'height';
  if (rank(HDCP_LEVELS, device.hdcp) < rank(HDCP_LEVELS, rule.hdcp)) return 'hdcp';
  return rank(ROBUSTNESS_LEVELS, device.robustness) < rank(ROBUSTNESS_LEVELS, rule.robustness)
    ? 'robustness'
    : undefined;
}

const rank = <Level extends string>(levels: readonly Level[], level: Level | undefined): number =>
  level === undefined ? 0 : levels.indexOf(level);

/** A session as the count of streams sees it. Instants in epoch milliseconds. */
export interface StreamSession {
  id: string;
  heartbeatAt: number;
  expiresAt: number;
  endedAt?: number;
}

/** Does a session hold a stream at this instant? */
export const holdsStream = (session: StreamSession, graceMs: number, now: number): boolean =>
  session.endedAt === undefined && session.expiresAt > now && session.heartbeatAt + graceMs > now;

/** The sessions that stand in the way of one more, oldest first; empty when there is room. */
export function competing<Session extends StreamSession>(
  sessions: readonly Session[],
  { streams, graceMs }: Pick<LicencePolicy, 'streams' | 'graceMs'>,
  now: number,
): Session[] {
  const active = sessions.filter((session) => holdsStream(session, graceMs, now));
  return streams === undefined || active.length < streams ? [] : active;
}

/**
 * The keys of a licence: those asked for that the token names, in the order asked. The rest is left out without a word
 * (DASH-IF licence request model); when none is left the licence is denied.
 */
export function licensed(asked: readonly string[], authorised: readonly string[]): string[] {
  const allowed = new Set(authorised);
  return [...new Set(asked)].filter((kid) => allowed.has(kid));
}

const earliest = (...instants: (number | undefined)[]): number | undefined => {
  const known = instants.filter((instant) => instant !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
};
