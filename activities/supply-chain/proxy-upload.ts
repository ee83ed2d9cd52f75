import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectStore } from '../../adapters/object-store/port';

const POLL_MS = 150;
const SEGMENT = { contentType: 'video/mp4', cacheControl: 'private, max-age=3600' };
/** The playlist grows, so nobody may keep it. */
const PLAYLIST = { contentType: 'application/vnd.apple.mpegurl', cacheControl: 'no-cache' };

/**
 * Carries a growing HLS rendition from a local directory to the object store, segment by segment; the playlist follows
 * each batch, so it never names a segment that is not there yet. Uploaded segments are deleted locally.
 */
export class ProxyUpload {
  private readonly uploaded = new Set<string>();
  private published = '';
  private stopped = false;

  /**
   * @param directory where ffmpeg writes `index.m3u8`, `init.mp4` and segments
   * @param prefix object key prefix, ends with `/`
   */
  constructor(
    private readonly store: Pick<ObjectStore, 'put' | 'putFile'>,
    private readonly directory: string,
    private readonly prefix: string,
    private readonly signal?: AbortSignal,
  ) {}

  /** Carry over until {@link stop}. Rejects with the store's failure or the cancellation. */
  async follow(): Promise<void> {
    while (!this.stopped) {
      await this.sync();
      await sleep(POLL_MS, undefined, { signal: this.signal });
    }
  }

  /** End {@link follow} at its next turn. */
  stop(): void {
    this.stopped = true;
  }

  /** Carry over everything the local playlist names by now. */
  async sync(): Promise<void> {
    const playlist = await readFile(path.join(this.directory, 'index.m3u8'), 'utf8').catch(() => '');
    if (playlist === this.published) return;
    for (const name of filesOf(playlist)) {
      if (this.uploaded.has(name)) continue;
      this.signal?.throwIfAborted();
      const local = path.join(this.directory, name);
      await this.store.putFile(this.prefix + name, local, SEGMENT);
      this.uploaded.add(name);
      await rm(local);
    }
    this.signal?.throwIfAborted();
    await this.store.put(`${this.prefix}index.m3u8`, Buffer.from(playlist), PLAYLIST);
    this.published = playlist;
  }
}

/** Files a media playlist names, initialisation segment first. */
function filesOf(playlist: string): string[] {
  const init = /#EXT-X-MAP:URI="([^"]+)"/.exec(playlist)?.[1];
  const segments = playlist.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return [...(init ? [init] : []), ...segments];
}
