import type { KeyLabel } from './content-key';

/** Audience of licence tokens. */
export const LICENCE_AUDIENCE = 'licence';

/** Longest token (DASH-IF licence request model: 5000 characters). */
export const MAX_TOKEN_CHARACTERS = 5000;

/** Clocks of nodes may differ by so much, seconds. */
const SKEW_S = 5;

/** What a licence token says. Instants are epoch seconds, as in every JWT. */
export interface LicenceClaims {
  iss: string;
  aud: typeof LICENCE_AUDIENCE;
  /** The viewer. */
  sub: string;
  /** The playback session. */
  sid: string;
  tenant: string;
  title: string;
  version: string;
  /** Every key that a licence may hold, as UUIDs. */
  kids: string[];
  iat: number;
  nbf: number;
  exp: number;
  jti: string;
  /** Serves one request. */
  once?: true;
  /** Of a channel: its keys are those of what it airs when a licence is asked for. */
  channel?: ChannelClaim;
}

/** What a licence of a channel may hold. */
export interface ChannelClaim {
  id: string;
  /** Territory of the variant. */
  variant: string;
  /** Labels of the keys that the device may have. */
  labels: KeyLabel[];
}

/** The claims in what a signature vouches for; undefined when one is missing or is not what it should be. */
export function licenceClaims(payload: unknown): LicenceClaims | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const claims = payload as Record<string, unknown>;
  const texts = ['iss', 'sub', 'sid', 'tenant', 'title', 'version', 'jti'].every((name) => isText(claims[name]));
  const times = ['iat', 'nbf', 'exp'].every((name) => Number.isSafeInteger(claims[name]));
  const { kids, aud, once, channel } = claims;
  const list = Array.isArray(kids) && kids.length <= 100 && kids.every(isText);
  const right =
    texts && times && list && aud === LICENCE_AUDIENCE && (once === undefined || once === true) && isChannel(channel);
  return right ? (payload as LicenceClaims) : undefined;
}

function isChannel(claim: unknown): boolean {
  if (claim === undefined) return true;
  const { id, variant, labels } = (claim ?? {}) as Record<string, unknown>;
  return isText(id) && isText(variant) && Array.isArray(labels) && labels.length <= 10 && labels.every(isText);
}

/** Is now inside the time of the token? */
export function tokenTime({ nbf, exp }: LicenceClaims, now: number): 'early' | 'good' | 'over' {
  const seconds = now / 1000;
  if (seconds + SKEW_S < nbf) return 'early';
  return seconds - SKEW_S >= exp ? 'over' : 'good';
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 200;
