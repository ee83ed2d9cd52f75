import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectStore } from '../../adapters/object-store/port';
import { isHeadendError } from '../../domain/failures';

const POLL_MS = 150;
const KEPT = 'private, max-age=3600';
/** The playlist grows, so nobody may keep it. */
const PLAYLIST = { contentType: 'application/vnd.apple.mpegurl', cacheControl: 'no-cache' };

export interface ProxyUploadOptions {
  store: Pick<ObjectStore, 'put' | 'putFile'>;
  /** Where ffmpeg writes `index.m3u8`, `init.mp4` and segments. */
  directory: string;
  /** Object key prefix, ends with `/`. */
  prefix: string;
  signal?: AbortSignal;
  /** The stored playlist names so many segments already: a shorter one does not take its place before the end. */
  atLeast?: number;
  /** The segments will be written again by another run, so nobody may keep them. */
  passing?: boolean;
  /** Called once, when the first playlist is in the store. */
  onPlayable?: () => Promise<void>;
}

/**
 * Carries a growing HLS rendition from a local directory to the object store, segment by segment; the playlist follows
 * each batch, so it never names a segment that is not there yet. Uploaded segments are deleted locally.
 */
export class ProxyUpload {
  private readonly uploaded = new Set<string>();
  private published = '';
  private over = false;

  constructor(private readonly options: ProxyUploadOptions) {}

  /** Something of the rendition can be played from the store. */
  get playable(): boolean {
    return this.published !== '';
  }

  /**
   * Carry over while `work` writes; whichever fails first stops the other. Both have ended when this settles.
   * Rejects with the first failure or the cancellation. {@link finish} carries over the rest.
   */
  async during(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const failed = new AbortController();
    const signals = [failed.signal, ...(this.options.signal ? [this.options.signal] : [])];
    const signal = AbortSignal.any(signals);
    const stop = (error: unknown): void => failed.abort(error);
    const ended = (): void => {
      this.over = true;
    };
    await Promise.all([work(signal).catch(stop).finally(ended), this.follow(signal).catch(stop)]);
    signal.throwIfAborted();
  }

  /** Carry over the rest and the last playlist, however short. */
  async finish(): Promise<void> {
    await this.sync(0, this.options.signal);
  }

  private async follow(signal: AbortSignal): Promise<void> {
    while (!this.over) {
      await this.sync(this.options.atLeast ?? 0, signal);
      await sleep(POLL_MS, undefined, { signal });
    }
  }

  /** Carry over everything the local playlist names by now. */
  private async sync(atLeast: number, signal: AbortSignal | undefined): Promise<void> {
    const { store, directory, prefix, passing, onPlayable } = this.options;
    const playlist = await readFile(path.join(directory, 'index.m3u8'), 'utf8').catch(() => '');
    if (playlist === this.published) return;
    const meta = { contentType: 'video/mp4', cacheControl: passing ? 'no-cache' : KEPT };
    for (const name of filesOf(playlist)) {
      if (this.uploaded.has(name)) continue;
      signal?.throwIfAborted();
      const local = path.join(directory, name);
      await store.putFile(prefix + name, local, meta);
      this.uploaded.add(name);
      await rm(local);
    }
    if (segmentsOf(playlist).length < Math.max(1, atLeast)) return;
    signal?.throwIfAborted();
    await store.put(`${prefix}index.m3u8`, Buffer.from(playlist), PLAYLIST);
    const first = this.published === '';
    this.published = playlist;
    if (first) await onPlayable?.();
  }
}

/** Segments that an unfinished playlist in the store names; 0 when there is none, or a finished one. */
export async function playableSegments(store: Pick<ObjectStore, 'read'>, key: string): Promise<number> {
  const playlist = await store.read(key).catch((error: unknown) => {
    if (isHeadendError(error) && error.code === 'media/not-found') return Buffer.alloc(0);
    throw error;
  });
  const text = playlist.toString('utf8');
  return text.includes('#EXT-X-ENDLIST') ? 0 : segmentsOf(text).length;
}

const segmentsOf = (playlist: string): string[] =>
  playlist.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/** Files a media playlist names, initialisation segment first. */
function filesOf(playlist: string): string[] {
  const init = /#EXT-X-MAP:URI="([^"]+)"/.exec(playlist)?.[1];
  return [...(init ? [init] : []), ...segmentsOf(playlist)];
}
