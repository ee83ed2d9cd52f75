import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Ffmpeg } from '../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../adapters/local-copies/port';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { SupplyChainRecords } from '../../adapters/postgres/port';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { DecodeLog, type LogLine } from '../../domain/media/decode-log';
import type { MasterProbe } from '../../domain/media/probe';
import { toNumber } from '../../domain/media/rational';
import {
  type AnalysisPlan,
  analysisInputOptions,
  analysisOutputArgs,
  loudnessFile,
  PACKET_FILE,
  PROXY_PLAYLIST,
  planAnalysis,
  posterFile,
  posterFrames,
  spriteFile,
} from '../../domain/qc/analysis-args';
import { BitRateLog } from '../../domain/qc/bit-rate-log';
import { FrameMeter, METER_FRAME_BYTES } from '../../domain/qc/frame-meter';
import { FrameSplitter } from '../../domain/qc/frame-splitter';
import { LoudnessLog } from '../../domain/qc/loudness-log';
import { choosePoster } from '../../domain/qc/poster';
import type { LoudnessSeries, MeasurementSeries } from '../../domain/qc/series';
import { sheetCount, spriteVtt } from '../../domain/qc/sprites';
import type { Analysis, EncodeHeartbeat, SupplyChainEncodeActivities } from '../../workflows/supply-chain/contract';
import { beat, cancelSignal } from './beat';
import { ProxyUpload, playableSegments } from './proxy-upload';

/** Grows when the same master would be measured differently, so that stored analyses are made again. */
const ANALYSER_VERSION = 3;

/** So long decoders may take to find out what they decode. */
const SETTLED_SECONDS = 1;

export interface AnalyseMasterPorts {
  store: ObjectStore;
  copies: LocalCopies;
  ffmpeg: Ffmpeg;
  records: Pick<SupplyChainRecords, 'saveProxy'>;
}

type Input = Parameters<SupplyChainEncodeActivities['analyseMaster']>[0];

/** Says that an analysis is complete; written last. */
interface Marker {
  version: number;
  masterSha256: string;
  thumbnails: Input['thumbnails'];
  analysis: Analysis;
}

/**
 * The one decode of a master: measurements, studio proxy (playable while it grows), sprite sheets and a poster.
 * An analysis that is already complete for the same bytes is answered without decoding.
 *
 * @throws {HeadendError} `master/undecodable`, `master/format-changes`, `encode/…`, `store/unavailable`
 */
export const createAnalyseMaster =
  ({ store, copies, ...ports }: AnalyseMasterPorts): SupplyChainEncodeActivities['analyseMaster'] =>
  async (input) => {
    const done = await completed(store, input);
    if (done) return done;
    const signal = cancelSignal();
    return copies.use(
      input.master.objectKey,
      (master) =>
        copies.scratch('analyse', async (directory) => {
          const run = new AnalysisRun({ store, ...ports }, input, directory, signal);
          return run.finish(await run.decode(master));
        }),
      { signal, onProgress: (bytes) => beat({ bytes }) },
    );
  };

async function completed(store: ObjectStore, input: Input): Promise<Analysis | undefined> {
  const marker = await store.read(`${input.prefix}analysis.json`).catch((error: unknown) => {
    if (isHeadendError(error) && error.code === 'media/not-found') return undefined;
    throw error;
  });
  if (!marker) return undefined;
  const { version, masterSha256, thumbnails, analysis } = JSON.parse(marker.toString('utf8')) as Marker;
  const same =
    version === ANALYSER_VERSION &&
    masterSha256 === input.master.sha256 &&
    thumbnails.everyMs === input.thumbnails.everyMs &&
    thumbnails.width === input.thumbnails.width;
  return same ? analysis : undefined;
}

class AnalysisRun {
  private readonly plan: AnalysisPlan;
  private readonly meter: FrameMeter;
  private readonly log: DecodeLog;

  constructor(
    private readonly ports: Omit<AnalyseMasterPorts, 'copies'>,
    private readonly input: Input,
    private readonly directory: string,
    private readonly signal: AbortSignal | undefined,
  ) {
    const { video } = input.probe;
    this.plan = planAnalysis(input.probe, input.thumbnails);
    this.log = new DecodeLog(video, input.probe.audio);
    this.meter = new FrameMeter({
      frameRate: this.plan.frameRate,
      range: video.colour.range === 'pc' ? 'full' : 'limited',
      transfer: video.colour.transfer,
      detailEvery: this.plan.poster.everyFrames,
    });
  }

  /** Run ffmpeg and carry the proxy over meanwhile; whichever fails first stops the other. */
  async decode(master: string): Promise<MeasurementSeries> {
    const { store, records } = this.ports;
    const { ingestId } = this.input;
    const proxyKey = this.input.prefix + PROXY_PLAYLIST;
    const proxyDirectory = path.join(this.directory, path.dirname(PROXY_PLAYLIST));
    await mkdir(proxyDirectory);
    const upload = new ProxyUpload({
      store,
      directory: proxyDirectory,
      prefix: `${this.input.prefix}proxy/`,
      signal: this.signal,
      atLeast: await playableSegments(store, proxyKey),
      // The run's own report comes later and says the same.
      onPlayable: () => records.saveProxy(ingestId, proxyKey).catch(() => undefined),
    });
    await upload.during((signal) => this.runFfmpeg(master, signal));
    if (this.meter.frames === 0)
      throw new HeadendError('master/undecodable', 'No frame of the video could be decoded.');
    await upload.finish();
    return {
      version: 1,
      masterSha256: this.input.master.sha256,
      video: this.meter.finish(),
      audio: await this.readLoudness(),
      damage: this.log.damage(),
      videoBitRate: await this.readBitRate(),
    };
  }

  /** Store what the decode left in the working directory; the marker comes last. */
  async finish(series: MeasurementSeries): Promise<Analysis> {
    const { store } = this.ports;
    const measurementKey = `${this.input.prefix}measurement.json.gz`;
    const packed = await promisify(gzip)(JSON.stringify(series));
    await store.put(measurementKey, packed, { contentType: 'application/gzip' });
    const analysis: Analysis = {
      measurementKey,
      proxyKey: this.input.prefix + PROXY_PLAYLIST,
      thumbnails: { ...(await this.storeSprites(series.video.frames)), posterKey: await this.storePoster(series) },
      frames: series.video.frames,
    };
    const marker: Marker = {
      version: ANALYSER_VERSION,
      masterSha256: this.input.master.sha256,
      thumbnails: this.input.thumbnails,
      analysis,
    };
    this.signal?.throwIfAborted();
    await store.put(`${this.input.prefix}analysis.json`, Buffer.from(JSON.stringify(marker)), {
      contentType: 'application/json',
    });
    return analysis;
  }

  private async runFfmpeg(master: string, signal: AbortSignal): Promise<void> {
    const splitter = new FrameSplitter(METER_FRAME_BYTES, (frame) => this.meter.push(frame));
    await this.ports.ffmpeg.run({
      inputs: [{ path: master, options: analysisInputOptions() }],
      outputArgs: analysisOutputArgs(this.plan, this.input.probe),
      cwd: this.directory,
      signal,
      onStdout: (piece) => splitter.push(piece),
      onLog: (line) => this.readLog(line),
      onProgress: ({ speed }) =>
        beat({ frame: this.meter.frames, frames: this.plan.frames, speed } satisfies EncodeHeartbeat),
    });
  }

  /** The log keeps pace with the frames to about a second. */
  private readLog(line: LogLine): void {
    const seconds = this.meter.frames / toNumber(this.plan.frameRate);
    const before = this.log.change;
    this.log.read(line, Math.floor(seconds));
    const { change } = this.log;
    // Decoders learn some of the format from their first packets; that is no change of the programme.
    if (change && change !== before && seconds > SETTLED_SECONDS)
      throw new HeadendError(
        'master/format-changes',
        `After about ${Math.round(seconds)} s the ${change.media === 'video' ? 'picture' : 'sound'} changes to ${change.to}.`,
      );
  }

  private async readBitRate(): Promise<number[]> {
    const { probe } = this.input;
    const log = new BitRateLog(relativeVideoStart(probe));
    await eachLine(path.join(this.directory, PACKET_FILE), (line) => log.line(line));
    return log.finish(probe.durationUs);
  }

  private readLoudness(): Promise<LoudnessSeries[]> {
    const { probe } = this.input;
    return Promise.all(
      probe.audio.map(async ({ streamIndex, language, channels }, track) => {
        const { firstPtsUs, ...reading } = await readLog(path.join(this.directory, loudnessFile(track)));
        const startMs = Math.round((firstPtsUs - relativeVideoStart(probe)) / 1000);
        return { track, streamIndex, language, channels, startMs, ...reading };
      }),
    );
  }

  private async storeSprites(frames: number): Promise<{ vttKey: string; sprites: string[] }> {
    const { store } = this.ports;
    const sprites: string[] = [];
    for (let sheet = 0; sheet < sheetCount(this.plan.sprite, frames); sheet++) {
      const key = `${this.input.prefix}thumbnails/${spriteFile(sheet)}`;
      await store.putFile(key, path.join(this.directory, spriteFile(sheet)), { contentType: 'image/jpeg' });
      sprites.push(key);
    }
    const vttKey = `${this.input.prefix}thumbnails/thumbnails.vtt`;
    const vtt = spriteVtt(this.plan.sprite, { frames, frameRate: this.plan.frameRate }, spriteFile);
    await store.put(vttKey, Buffer.from(vtt), { contentType: 'text/vtt; charset=utf-8' });
    return { vttKey, sprites };
  }

  private async storePoster(series: MeasurementSeries): Promise<string> {
    const chosen = choosePoster(posterFrames(this.plan, series.video.frames), this.meter.details);
    const key = `${this.input.prefix}poster.jpg`;
    await this.ports.store.putFile(key, path.join(this.directory, posterFile(chosen)), { contentType: 'image/jpeg' });
    return key;
  }
}

/** ffmpeg counts time from the earliest stream's start; so does the meter's log. */
const relativeVideoStart = ({ video, audio }: MasterProbe): number =>
  video.startUs - Math.min(video.startUs, ...audio.map(({ startUs }) => startUs));

async function readLog(file: string): Promise<ReturnType<LoudnessLog['finish']>> {
  const log = new LoudnessLog();
  await eachLine(file, (line) => log.line(line));
  return log.finish();
}

async function eachLine(file: string, take: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }))
    take(line);
}
