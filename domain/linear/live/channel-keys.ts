import type { ContentKeyId, KeyLabel } from '../../drm/content-key';
import { labelOfPicture } from '../../drm/key-plan';
import { kidOfBytes } from '../../drm/kid';
import { keysFor } from '../../drm/policy';
import { airEnd } from '../seal';
import type { LedgerRow, LinearAsset, LinearTrack } from '../types';
import type { LiveChannel, LiveVariant } from './channel';
import { attributesOf } from './m3u8';

/** A key of an item of a channel. */
export interface AiredKey extends ContentKeyId {
  titleId: string;
  versionId: string;
}

/** Players ask for keys of the next item while the one before still plays: so long before it airs, milliseconds. */
export const KEYS_AHEAD_MS = 120_000;

/** The keys of a version, as its own playlists name them. */
export function keysOfAsset(asset: LinearAsset): readonly ContentKeyId[] {
  const known = KEYS.get(asset);
  if (known) return known;
  const keys = new Map<string, ContentKeyId>();
  for (const track of asset.video) addKey(keys, track, labelOfPicture(track));
  for (const track of asset.audio) addKey(keys, track, 'AUDIO');
  KEYS.set(asset, [...keys.values()]);
  return [...keys.values()];
}

const KEYS = new WeakMap<LinearAsset, readonly ContentKeyId[]>();

function addKey(keys: Map<string, ContentKeyId>, { keyLines }: LinearTrack, label: KeyLabel): void {
  for (const line of keyLines) {
    const { METHOD, KEYFORMAT, URI = '' } = attributesOf(line);
    if (KEYFORMAT !== 'org.w3.clearkey') continue;
    const kid = kidOfBytes(Buffer.from(URI.replace(/^.*,/, ''), 'base64'));
    keys.set(kid, { kid, label, scheme: METHOD === 'SAMPLE-AES' ? 'cbcs' : 'cenc' });
  }
}

/**
 * The keys of what airs in a span, each once, without those of pictures higher than the rights of their items.
 *
 * @param from epoch milliseconds
 * @param until excluded
 */
export function keysAired(
  { assets }: Pick<LiveChannel, 'assets'>,
  { rows }: Pick<LiveVariant, 'rows'>,
  from: number,
  until: number,
): AiredKey[] {
  const keys = new Map<string, AiredKey>();
  const airs = (row: LedgerRow): boolean => row.airStart < until && airEnd(row) > from;
  for (const row of rows.filter(airs)) {
    const asset = assets.get(row.versionId);
    const { granted } = keysFor(asset ? keysOfAsset(asset) : [], {}, { maxHeight: row.maxHeight });
    for (const key of granted) keys.set(key.kid, { ...key, titleId: row.titleId, versionId: row.versionId });
  }
  return [...keys.values()];
}
