import type { VersionRecord } from '../../adapters/postgres/port';
import type { CommonAccessTokens, MediaPathTokens } from '../../adapters/tokens/port';
import type { MediaBinding } from '../../domain/delivery/path-token';
import type { Pathway } from '../../domain/delivery/steering';
import { outputPath } from '../catalog/contract';

/** How media addresses are handed out. */
export interface DeliverySettings {
  /** Whether addresses carry our own path token or a Common Access Token. */
  token: 'path' | 'cat';
  /** They play so long, hours. */
  tokenHours: number;
  /** What they are bound to. */
  binding: readonly ('country' | 'network')[];
  /** Header in which a trusted proxy tells the viewer's country. */
  countryHeader?: string;
  /** CDNs that players are steered to; none: no steering. */
  pathways: readonly Pathway[];
  /** Most memory for segments that many watch, bytes; without it none are kept. */
  memoryBytes?: number;
}

/** Where a viewer is, as far as somebody trusted told. */
export interface ViewerPlace {
  addressPrefix?: string;
  country?: string;
}

/** What signs addresses: Common Access Tokens where they are configured. */
export interface AddressTokens {
  pathTokens: MediaPathTokens;
  accessTokens?: CommonAccessTokens;
}

/** Addresses of a version for one viewer. Relative addresses in its playlists carry the token along. */
export async function mediaAddresses(
  version: VersionRecord,
  { pathTokens, accessTokens }: AddressTokens,
  settings: DeliverySettings,
  place: ViewerPlace,
  now: number,
) {
  const lifeMs = settings.tokenHours * 3_600_000;
  const binding = bindingOf(settings, place);
  const { mediaToken } = version;
  const token =
    settings.token === 'cat' && accessTokens
      ? `${await accessTokens.issue(mediaToken, now, lifeMs, binding)}/${mediaToken}`
      : pathTokens.issue(mediaToken, now + lifeMs, binding);
  const path = (kind: string) => outputPath({ ...version, mediaToken: token }, kind);
  // Posters are public, and kept by caches under one address for everybody.
  return {
    hls: path('hls'),
    dash: path('dash'),
    thumbnails: path('thumbnails'),
    poster: outputPath(version, 'poster'),
  };
}

/** What nobody told cannot be bound to: the address is then good everywhere. */
function bindingOf({ binding }: DeliverySettings, { addressPrefix, country }: ViewerPlace): MediaBinding {
  return {
    country: binding.includes('country') ? country : undefined,
    addressPrefix: binding.includes('network') ? addressPrefix : undefined,
  };
}
