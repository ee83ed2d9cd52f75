import { base64UrlOfKid } from '../../domain/drm/clear-key';
import { kidOfBytes } from '../../domain/drm/kid';
import { type Licence, PlaybackBroken } from './playback-check';

/** What a playback session says of an encrypted title. */
export interface LicenceOffer {
  /** Absolute, or relative to the API. */
  license_url: string;
  token: string;
  key_ids: string[];
}

/** Ask the Clear Key licence service for every key of a session at once, as a player's browser would. */
export function clearKeyLicence(api: string, offer: LicenceOffer): Licence {
  let asked: Promise<ReadonlyMap<string, Uint8Array>> | undefined;
  return () => {
    asked ??= askAll(new URL(offer.license_url, api).href, offer);
    return asked;
  };
}

async function askAll(url: string, { token, key_ids }: LicenceOffer): Promise<ReadonlyMap<string, Uint8Array>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kids: key_ids.map(base64UrlOfKid), type: 'temporary' }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new PlaybackBroken(`The licence service answered HTTP ${response.status}`);
  const { keys } = (await response.json()) as { keys: { kid: string; k: string }[] };
  return new Map(keys.map(({ kid, k }) => [kidOfBytes(Buffer.from(kid, 'base64url')), Buffer.from(k, 'base64url')]));
}
