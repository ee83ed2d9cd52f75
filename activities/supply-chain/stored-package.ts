import { parse as parseHls, setOptions, type types } from 'hls-parser';
import { parse as parseMpd } from 'mpd-parser';
import type { ObjectStore } from '../../adapters/object-store/port';
import { readInit } from '../../domain/packaging/fmp4';
import { LAYOUT } from '../../domain/packaging/package-facts';
import type { SegmentFacts, TrackFacts } from '../../domain/packaging/tracks';
import type { VerifiedTrack, VerifiedVariant } from '../../domain/packaging/verification';
import { type ReadAt, walkFragments } from '../../domain/packaging/walk';
import { beat } from './beat';
import { inParallel } from './in-parallel';

// What breaks a rule of HLS is thrown: left to itself the parser prints it and goes on.
setOptions({ strictMode: true });

/** Requests to the store at once. */
const READS = 12;
/** Enough for the headers in front of the first fragment's media; later headers cost a read each. */
const WINDOW_BYTES = 16 * 1024;

/** Reads one package as it lies in the store. Paths are relative to its prefix. */
export class StoredPackage {
  /** Path to stored size and entity tag, from one listing. */
  readonly objects = new Map<string, { bytes: number; etag: string }>();

  private constructor(
    readonly store: ObjectStore,
    readonly prefix: string,
  ) {}

  static async open(store: ObjectStore, prefix: string): Promise<StoredPackage> {
    const stored = new StoredPackage(store, prefix);
    for await (const { key, bytes, etag } of store.list(prefix))
      stored.objects.set(key.slice(prefix.length), { bytes, etag });
    return stored;
  }

  async text(path: string): Promise<string> {
    return (await this.store.read(this.prefix + path)).toString('utf8');
  }

  bytes(path: string): number {
    return this.objects.get(path)?.bytes ?? 0;
  }

  /** A whole file, such as a segment. */
  read(path: string): Promise<Buffer> {
    return this.store.read(this.prefix + path);
  }

  /** Measure a track from the files themselves. @throws {RangeError} naming the file that cannot be read */
  async measure(folder: string): Promise<TrackFacts> {
    const initPath = LAYOUT.init(folder);
    const init = await named(initPath, async () => readInit(await this.store.read(this.prefix + initPath)));
    const paths = [...this.objects.keys()]
      .filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.m4s'))
      .sort((a, b) => numberOf(a) - numberOf(b));
    const segments = await inParallel(READS, paths, async (path): Promise<SegmentFacts> => {
      const bytes = this.bytes(path);
      const fragments = await named(path, () => walkFragments(this.windowed(path, bytes), bytes, init));
      beat();
      return { path, bytes, fragments };
    });
    return { initPath, initBytes: this.bytes(initPath), init, segments };
  }

  /** Segments of a media playlist, with paths in the package. */
  async playlist(path: string): Promise<Pick<VerifiedTrack, 'playlist' | 'target'>> {
    const { segments, targetDuration } = parseHls(await this.text(path)) as types.MediaPlaylist;
    const playlist = segments.map(({ uri, duration }) => {
      const segment = resolved(path, uri);
      return { path: segment, seconds: duration, bytes: this.bytes(segment) };
    });
    return { playlist, target: targetDuration };
  }

  /** The variants that carry video and sound; I-frame variants are left out. */
  async variants(): Promise<VerifiedVariant[]> {
    const { variants } = parseHls(await this.text(LAYOUT.master)) as types.MasterPlaylist;
    return variants
      .filter(({ isIFrameOnly }) => !isIFrameOnly)
      .map(({ uri, audio, bandwidth, averageBandwidth = 0, codecs = '', resolution }) => ({
        video: nameOf(uri),
        audio: audio.map((rendition) => nameOf(rendition.uri ?? '')),
        ...{ bandwidth, averageBandwidth, codecs: codecs.split(',') },
        width: resolution?.width ?? 0,
        height: resolution?.height ?? 0,
      }));
  }

  /** The renditions whose I-frames the multivariant playlist offers. */
  async iframeStreams(): Promise<string[]> {
    const { variants } = parseHls(await this.text(LAYOUT.master)) as types.MasterPlaylist;
    return variants.filter(({ isIFrameOnly }) => isIFrameOnly).map(({ uri }) => nameOf(uri).replace(/-iframes$/, ''));
  }

  /** The MPD as mpd-parser reads it. */
  async mpd(): Promise<{ seconds: number; codecs: string[]; references: string[] }> {
    const xml = await this.text(LAYOUT.dash);
    const base = 'http://package/';
    const { duration, playlists, mediaGroups } = parseMpd(xml, { manifestUri: base + LAYOUT.dash });
    const audio = Object.values(mediaGroups.AUDIO).flatMap(Object.values) as { playlists: typeof playlists }[];
    const text = Object.values(mediaGroups.SUBTITLES).flatMap(Object.values) as { playlists: typeof playlists }[];
    const media = [...playlists, ...audio.flatMap((group) => group.playlists)];
    const all = [...media, ...text.flatMap((group) => group.playlists)];
    const uris = all.flatMap(({ segments }) => segments.flatMap(({ uri, map }) => [uri, map?.uri ?? '']));
    return {
      seconds: duration,
      codecs: media.filter((each) => !isTrickPlay(each)).map(({ attributes }) => attributes.CODECS ?? ''),
      references: uris.filter((uri) => uri !== '').map((uri) => resolved('', uri)),
    };
  }

  /** Every file the HLS playlists name, each playlist included. */
  async hlsReferences(): Promise<string[]> {
    const references: string[] = [];
    const queue: string[] = [LAYOUT.master];
    for (const path of queue) {
      references.push(path);
      if (!path.endsWith('.m3u8') || !this.objects.has(path)) continue;
      const text = await this.text(path);
      const tagged = [...text.matchAll(/URI="([^"]+)"/g)].map(([, uri]) => uri ?? '');
      const uris = tagged.filter((uri) => !/^(data|skd):/.test(uri)); // of keys, which are no files
      const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      for (const uri of [...uris, ...lines]) {
        const target = resolved(path, uri);
        if (!queue.includes(target)) queue.push(target);
      }
    }
    return references;
  }

  private windowed(path: string, size: number): ReadAt {
    let held = { at: 0, bytes: Buffer.alloc(0) };
    return async (at, length) => {
      if (at < held.at || at + length > held.at + held.bytes.length) {
        const end = Math.min(size, at + Math.max(length, WINDOW_BYTES)) - 1;
        const body = await this.store.getRange(this.prefix + path, at, end);
        held = { at, bytes: Buffer.concat(await body.toArray()) };
      }
      return held.bytes.subarray(at - held.at, at - held.at + length);
    };
  }
}

async function named<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw (error as Error).name === 'RangeError' ? new RangeError(`${path}: ${(error as Error).message}`) : error;
  }
}

/** I-frames by themselves, which mpd-parser takes for a rendition like others. */
const isTrickPlay = ({ attributes }: { attributes: { NAME?: string } }): boolean =>
  attributes.NAME?.startsWith('trick-') ?? false;

const numberOf = (path: string): number => Number(/(\d+)\.m4s$/.exec(path)?.[1]);

/** `video/720p.m3u8` is the playlist of `720p`. */
const nameOf = (uri: string): string => uri.replace(/^.*\//, '').replace(/\.m3u8$/, '');

const resolved = (from: string, uri: string): string =>
  decodeURIComponent(new URL(uri, `http://package/${from}`).pathname.slice(1));
