import type { ContentKeys } from '../../adapters/content-keys/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { KeyLabel } from '../../domain/drm/content-key';
import { labelOfPicture } from '../../domain/drm/key-plan';
import { kidHex, kidOfBytes } from '../../domain/drm/kid';
import { boxes, boxHeader } from '../../domain/packaging/boxes';
import type { InitFacts } from '../../domain/packaging/fmp4';
import { LAYOUT } from '../../domain/packaging/package-facts';
import { sampleSizes } from '../../domain/packaging/samples';
import type { SegmentFacts, TrackFacts } from '../../domain/packaging/tracks';
import { type Check, check, type VerifiedTrack } from '../../domain/packaging/verification';
import type { VerifyTask } from '../../workflows/supply-chain/contract';
import { beat } from './beat';
import { decryptSegment } from './decrypt-segment';
import { inParallel } from './in-parallel';
import type { StoredPackage } from './stored-package';

/** Segments in hand at once. */
const SEGMENTS = 4;

/** The keys of a version under verification. They stay in this process. */
export interface Locks {
  /** The segment as it was before encryption; a clear one as it is. */
  decrypt(segment: Buffer, init: InitFacts): Buffer;
  /** The same with another key than the right one. */
  decryptWrongly(segment: Buffer, init: InitFacts): Buffer;
}

/** Open the keys that a version says it has. @throws {HeadendError} `drm/kek-missing`, `drm/key-unreadable` */
export async function openLocks(
  contentKeys: Pick<ContentKeys, 'open'>,
  { pack: { protection }, tenantId = '' }: VerifyTask,
): Promise<Locks> {
  const kids = (protection?.keys ?? []).map(({ kid }) => kid);
  const opened = kids.length > 0 ? await contentKeys.open(tenantId, kids) : [];
  const keys = new Map(opened.map(({ kid, key }) => [kid, key]));
  const keyOf = ({ protection: own }: InitFacts): Uint8Array => {
    const key = keys.get(own?.kid ?? '');
    if (!key) throw new RangeError(`There is no key ${own?.kid}`);
    return key;
  };
  return {
    decrypt: (segment, init) => (init.protection ? decryptSegment(segment, init, keyOf(init)) : segment),
    decryptWrongly: (segment, init) =>
      decryptSegment(
        segment,
        init,
        keyOf(init).map((byte) => byte ^ 0xff),
      ),
  };
}

/**
 * The KID of each track is that of its label, and headers, HLS playlists and MPD name the same one; a version in the clear
 * has none.
 */
export async function checkKeyIds(
  stored: StoredPackage,
  tracks: readonly VerifiedTrack[],
  { pack: { protection }, renditions }: VerifyTask,
): Promise<Check> {
  const mpd = readMpdKids(await stored.text(LAYOUT.dash));
  const faults: string[] = [];
  for (const { kind, name, facts } of tracks) {
    if (!facts) continue;
    const label = kind === 'audio' ? 'AUDIO' : labelOf(renditions, name);
    const wanted = protection?.keys.find((key) => key.label === label)?.kid;
    const compare = (where: string, kids: readonly string[]): void => {
      const seen = [...new Set(kids)].join(' and ') || 'no key';
      if (seen !== (wanted ?? 'no key'))
        faults.push(`${where} of ${kind} ${name} has ${seen}, not ${wanted ?? 'none'}`);
    };
    const { protection: own } = facts.init;
    compare('the header', own ? [own.kid] : []);
    if (own && own.scheme !== protection?.scheme) faults.push(`${kind} ${name} is encrypted with ${own.scheme}`);
    compare('the playlist', playlistKids(await stored.text(LAYOUT.playlist(folderOf(facts)))));
    compare('the MPD', mpd.get(facts.initPath) ?? []);
  }
  const [offered, all] = [kidsOfTags(await stored.text(LAYOUT.master), 'SESSION-KEY'), protection?.keys ?? []].map(
    (each) => [...new Set(each.map((key) => (typeof key === 'string' ? key : key.kid)))].sort().join(' and '),
  );
  if (offered !== all) faults.push(`${LAYOUT.master} has session keys of ${offered || 'nothing'}, not of ${all}`);
  return check('key-ids', faults, `${protection?.keys.length ?? 0} keys`);
}

const labelOf = (renditions: VerifyTask['renditions'], name: string): KeyLabel | undefined => {
  const rung = renditions.find((rendition) => rendition.rung.name === name)?.rung;
  return rung && labelOfPicture(rung);
};

const folderOf = ({ initPath }: TrackFacts): string => initPath.replace(/\/[^/]+$/, '');

/** KIDs that the key tags of a playlist name. */
export const playlistKids = (playlist: string): string[] => kidsOfTags(playlist, 'KEY');

/** By their key id, and in the addresses of FairPlay. */
const kidsOfTags = (playlist: string, tag: 'KEY' | 'SESSION-KEY'): string[] =>
  playlist
    .split('\n')
    .filter((line) => line.startsWith(`#EXT-X-${tag}:`))
    .flatMap((line) => [...line.matchAll(/KEYID=0x([0-9a-f]{32})|"skd:\/\/([0-9a-f-]{36})"/gi)])
    .map(([, hex = '', uuid = '']) => kidOfBytes(Buffer.from(kidHex(hex || uuid), 'hex')));

/** Default KIDs by the path of the initialisation segments in their set. */
function readMpdKids(mpd: string): Map<string, string[]> {
  const kids = new Map<string, string[]>();
  for (const set of mpd.split(/<AdaptationSet(?=\s)/).slice(1)) {
    const own = [...set.matchAll(/cenc:default_KID="([^"]+)"/g)].map(([, kid = '']) => kid);
    for (const [, init = ''] of set.matchAll(/initialization="([^"]+)"/g)) kids.set(init, own);
  }
  return kids;
}

/**
 * Every encrypted segment, decrypted, holds byte for byte what the encode stage made, and with another key it does not. What
 * is equal byte for byte decodes to the same frames, so nothing needs to be decoded for it.
 */
export async function checkDecryption(
  stored: StoredPackage,
  tracks: readonly VerifiedTrack[],
  task: VerifyTask,
  locks: Locks,
): Promise<Check> {
  const faults: string[] = [];
  let segments = 0;
  for (const { kind, name, facts } of tracks) {
    if (!facts) continue;
    const source = kind === 'video' ? task.renditions.find(({ rung }) => rung.name === name) : soundOf(task, name);
    if (!source) {
      faults.push(`nothing is known of the encode of ${kind} ${name}`);
      continue;
    }
    const clear = await ClearMedia.open(stored.store, source);
    const total = facts.segments.reduce((sum, segment) => sum + mediaBytes(segment), 0);
    if (total !== clear.bytes) faults.push(`${kind} ${name} has ${total} bytes of media, its encode ${clear.bytes}`);
    faults.push(...(await trackFaults(stored, facts, clear, locks, task.pack.protection?.clearLeadSegments ?? 0)));
    segments += facts.segments.length;
  }
  return check('decryption', faults, `${segments} segments`);
}

const soundOf = ({ audio }: VerifyTask, name: string) => audio.find(({ id }) => id === name);

const mediaBytes = ({ fragments }: SegmentFacts): number => fragments.reduce((sum, each) => sum + each.mediaBytes, 0);

async function trackFaults(
  stored: StoredPackage,
  { init, segments }: TrackFacts,
  clear: ClearMedia,
  locks: Locks,
  clearLead: number,
): Promise<string[]> {
  let at = 0;
  const placed = segments.map((segment) => {
    const place = { segment, at, bytes: mediaBytes(segment) };
    at += place.bytes;
    return place;
  });
  let isTried = false;
  const faults = await inParallel(SEGMENTS, placed, async ({ segment, at: from, bytes }, index) => {
    const sealed = await stored.read(segment.path);
    const wanted = await clear.read(from, bytes);
    beat();
    if (!mediaOf(locks.decrypt(sealed, init)).equals(wanted)) return [`${segment.path} does not decrypt to its encode`];
    if (index < clearLead) return [];
    const different = differing(sealed, wanted, init);
    if (!isEncrypted(segment) || different === false) return [`${segment.path} is in the clear`];
    const tries = !isTried && different;
    if (tries) isTried = true;
    const opensWrongly = tries && mediaOf(locks.decryptWrongly(sealed, init)).equals(wanted);
    return opensWrongly ? [`${segment.path} opens with a wrong key`] : [];
  });
  return faults.flat();
}

const isEncrypted = ({ fragments }: SegmentFacts): boolean => fragments.every(({ encrypted }) => encrypted);

/**
 * A sample of so many bytes has some that are encrypted. Shorter ones may have none: cbcs leaves what is no whole block, such as
 * frames of silence, and headers of pictures stay clear under either scheme.
 */
const SURELY_ENCRYPTED = { audio: 16, video: 4096 } as const;

/**
 * Are the fragments of a segment other bytes than those of the encode, as what is encrypted must be, whatever its boxes say?
 *
 * @returns undefined when they are too small to tell
 */
function differing(sealed: Buffer, clear: Buffer, init: InitFacts): boolean | undefined {
  let different: boolean | undefined;
  let at = 0;
  let largest = 0;
  for (const box of boxes(sealed)) {
    if (box.type === 'moof') largest = Math.max(...sampleSizes(sealed, box, init));
    if (box.type !== 'mdat') continue;
    const media = sealed.subarray(box.body, box.end);
    if (largest >= SURELY_ENCRYPTED[init.kind]) {
      different = !media.equals(clear.subarray(at, at + media.length));
      if (!different) return false;
    }
    at += media.length;
  }
  return different;
}

/** What lies in the `mdat` boxes of a segment. */
export const mediaOf = (segment: Buffer): Buffer =>
  Buffer.concat(
    [...boxes(segment)].filter(({ type }) => type === 'mdat').map(({ body, end }) => segment.subarray(body, end)),
  );

/** The samples of a file with one track, one after the other, as they lie in its `mdat` boxes. */
class ClearMedia {
  private constructor(
    readonly store: ObjectStore,
    readonly key: string,
    readonly parts: readonly { start: number; end: number }[],
  ) {}

  static async open(
    store: ObjectStore,
    { objectKey, bytes }: { objectKey: string; bytes: number },
  ): Promise<ClearMedia> {
    const parts: { start: number; end: number }[] = [];
    for (let at = 0; at < bytes; ) {
      const header = boxHeader(await readRange(store, objectKey, at, Math.min(bytes, at + 16)));
      if (!header) throw new RangeError(`${objectKey} ends within a box`);
      const size = header.size === 0 ? bytes - at : header.size;
      if (header.type === 'mdat') parts.push({ start: at + header.headerSize, end: at + size });
      at += Math.max(size, header.headerSize);
    }
    return new ClearMedia(store, objectKey, parts);
  }

  get bytes(): number {
    return this.parts.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  /** Bytes `[at, at + length)` of the media; fewer at its end. */
  async read(at: number, length: number): Promise<Buffer> {
    const found: Buffer[] = [];
    let before = 0;
    for (const { start, end } of this.parts) {
      const from = Math.max(start, start + at - before);
      const to = Math.min(end, start + at + length - before);
      if (from < to) found.push(await readRange(this.store, this.key, from, to));
      before += end - start;
    }
    return Buffer.concat(found);
  }
}

async function readRange(store: ObjectStore, key: string, start: number, end: number): Promise<Buffer> {
  const body = await store.getRange(key, start, end - 1);
  return Buffer.concat(await body.toArray());
}
