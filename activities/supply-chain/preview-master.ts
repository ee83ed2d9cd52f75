import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { Ffmpeg, Ffprobe } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { SupplyChainRecords } from '../../adapters/postgres/port';
import { isHeadendError } from '../../domain/failures';
import { PROXY_PLAYLIST } from '../../domain/qc/analysis-args';
import { type PreviewPlan, planPreview, previewInputOptions, previewOutputArgs } from '../../domain/qc/preview-args';
import type { SupplyChainEncodeActivities } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';
import { ProxyUpload } from './proxy-upload';

const MIB = 1024 * 1024;
/** Enough for the header and the first seconds of most masters. */
const HEAD_BYTES = 24 * MIB;
/** More than this is not fetched for a preview, whatever the bit rate. */
const MOST_HEAD_BYTES = 128 * MIB;
/** An index at the end of an MP4 file: one of 8 MiB describes about an hour. */
const TAIL_BYTES = 8 * MIB;

export interface PreviewMasterPorts {
  store: ObjectStore;
  copies: Pick<LocalCopies, 'scratch'>;
  ffmpeg: Ffmpeg;
  ffprobe: Ffprobe;
  records: Pick<SupplyChainRecords, 'saveProxy'>;
}

/**
 * The first seconds of an uploaded master as the beginning of its studio proxy, from the first and the last bytes of the
 * object: a copy that is a hole in between is all that ffmpeg needs.
 *
 * @throws {HeadendError} only what another try may mend, such as `store/unavailable`
 */
export const createPreviewMaster =
  (ports: PreviewMasterPorts): SupplyChainEncodeActivities['previewMaster'] =>
  async ({ ingestId, prefix, source }) => {
    const { store, copies, records } = ports;
    const signal = cancelSignal();
    const proxyKey = prefix + PROXY_PLAYLIST;
    const shown = () => records.saveProxy(ingestId, proxyKey);
    beat();
    if (await store.find(proxyKey)) {
      // An earlier try got as far, or an earlier run on this master much further: nothing of it may be cut short.
      await shown();
      return { playable: true };
    }
    const object = await store.find(source.objectKey);
    if (!object) return { playable: false };
    return copies.scratch('preview', async (directory) => {
      const proxyDirectory = path.join(directory, path.dirname(PROXY_PLAYLIST));
      await mkdir(proxyDirectory);
      const upload = new ProxyUpload({
        store,
        directory: proxyDirectory,
        prefix: `${prefix}proxy/`,
        signal,
        passing: true,
        onPlayable: shown,
      });
      await upload.during((stop) => makeProxy(ports, object, directory, stop).catch(unlessPassing(stop)));
      await upload.finish();
      return { playable: upload.playable };
    });
  };

/** A file that cannot be shown is no failure here: inspection will say what is wrong with it. */
const unlessPassing =
  (signal: AbortSignal) =>
  (error: unknown): void => {
    signal.throwIfAborted();
    if (isHeadendError(error) && /^(master|encode)\//.test(error.code)) return;
    throw error;
  };

async function makeProxy(
  { store, ffmpeg, ffprobe }: PreviewMasterPorts,
  object: { key: string; bytes: number },
  directory: string,
  signal: AbortSignal,
): Promise<void> {
  const file = path.join(directory, 'master');
  const copy = new PartialCopy(store, object, file, signal);
  await copy.ends();
  const preview: PreviewPlan = planPreview(await ffprobe.describe(file, signal));
  beat();
  await copy.head(Math.min(preview.headBytes, MOST_HEAD_BYTES));
  await ffmpeg.run({
    inputs: [{ path: file, options: previewInputOptions() }],
    outputArgs: previewOutputArgs(preview),
    cwd: directory,
    signal,
    onProgress: ({ frame }) => beat({ frame }),
  });
}

/** A local file of an object's full size that holds its first and last bytes only. */
class PartialCopy {
  private filled = 0;

  constructor(
    private readonly store: Pick<ObjectStore, 'getRange'>,
    private readonly object: { key: string; bytes: number },
    private readonly file: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Make the file and fill both of its ends. */
  async ends(): Promise<void> {
    const { bytes } = this.object;
    const tail = Math.max(Math.min(HEAD_BYTES, bytes), bytes - TAIL_BYTES);
    await this.opened('w', async (handle) => {
      await handle.truncate(bytes);
      await this.fill(handle, 0, HEAD_BYTES);
      await this.fill(handle, tail, bytes);
    });
    this.filled = HEAD_BYTES;
  }

  /** Fill at least so much of the beginning. */
  async head(bytes: number): Promise<void> {
    if (bytes <= this.filled) return;
    await this.opened('r+', (handle) => this.fill(handle, this.filled, bytes));
    this.filled = bytes;
  }

  private async opened(flags: string, work: (handle: FileHandle) => Promise<void>): Promise<void> {
    const handle = await open(this.file, flags);
    await work(handle).finally(() => handle.close());
  }

  /** @param end exclusive */
  private async fill(handle: FileHandle, start: number, end: number): Promise<void> {
    const last = Math.min(end, this.object.bytes) - 1;
    if (last < start) return;
    let at = start;
    for await (const chunk of (await this.store.getRange(this.object.key, start, last)) as AsyncIterable<Buffer>) {
      this.signal.throwIfAborted();
      await handle.write(chunk, 0, chunk.length, at);
      at += chunk.length;
      beat({ bytes: at - start });
    }
  }
}
