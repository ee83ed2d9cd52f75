import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createFfmpeg } from '../../../adapters/ffmpeg/ffmpeg';
import type { Ffmpeg } from '../../../adapters/ffmpeg/port';
import type { LocalCopies } from '../../../adapters/local-copies/port';
import { createMemoryStore } from '../../../adapters/object-store/memory';
import type { ObjectStore } from '../../../adapters/object-store/port';
import { createProcessRunner } from '../../../adapters/process/runner';
import type { MasterProbe } from '../../../domain/media/probe';
import type { MeasurementSeries } from '../../../domain/qc/series';
import { testTools } from '../../../tests/support/tools';
import type { Analysis } from '../../../workflows/supply-chain/contract';
import { type AnalyseMasterPorts, createAnalyseMaster } from '../analyse-master';

export const THUMBNAILS = { everyMs: 1000, width: 160 };

/** A place to make clips in and analyse them with a real ffmpeg. */
export interface AnalysisBench {
  directory: string;
  ffmpeg: Ffmpeg;
  /** Make a clip; ffmpeg's own sources are allowed here, unlike in the adapter. */
  make(name: string, ...args: string[]): Promise<string>;
  /** An activity over `store` that finds `file` as its master; `run` may be called again. */
  activity(
    file: string,
    probe: MasterProbe,
    ports?: { store?: ObjectStore; ffmpeg?: Ffmpeg; records?: AnalyseMasterPorts['records'] },
  ): Promise<{ store: ObjectStore; run(): Promise<Analysis> }>;
  analyse(
    file: string,
    probe: MasterProbe,
  ): Promise<{ analysis: Analysis; series: MeasurementSeries; store: ObjectStore }>;
  close(): Promise<void>;
}

export async function openAnalysisBench(): Promise<AnalysisBench> {
  const directory = await mkdtemp(path.join(tmpdir(), 'headend-analysis-'));
  const runner = createProcessRunner();
  const { ffmpeg: command } = await testTools();
  const ffmpeg = createFfmpeg({ path: command, runner });

  const bench: AnalysisBench = {
    directory,
    ffmpeg,
    async make(name, ...args) {
      const file = path.join(directory, name);
      await runner.run({ command, args: ['-v', 'error', '-y', ...args, file], stallMs: 60_000 });
      return file;
    },
    async activity(file, probe, ports = {}) {
      const store = ports.store ?? createMemoryStore();
      const { size: bytes } = await stat(file);
      const activity = createAnalyseMaster({
        store,
        copies: copiesOf(file, directory),
        ffmpeg: ports.ffmpeg ?? ffmpeg,
        records: ports.records ?? { saveProxy: async () => undefined },
      });
      const master = { masterId: 'm', objectKey: 'masters/t/i', sha256: 'a'.repeat(64), bytes };
      return {
        store,
        run: () =>
          activity({ ingestId: 'i', tenantId: 't', master, probe, prefix: 'previews/t/i/', thumbnails: THUMBNAILS }),
      };
    },
    async analyse(file, probe) {
      const { store, run } = await bench.activity(file, probe);
      const analysis = await run();
      const json = gunzipSync(await store.read(analysis.measurementKey)).toString();
      return { analysis, series: JSON.parse(json) as MeasurementSeries, store };
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
  return bench;
}

/** Every object's local copy is `file`; scratch directories come and go under `directory`. */
export const copiesOf = (file: string, directory: string): LocalCopies => ({
  use: (_key, work) => work(file),
  adopt: async () => {},
  async scratch(label, work) {
    const scratch = await mkdtemp(path.join(directory, `${label}-`));
    return work(scratch).finally(() => rm(scratch, { recursive: true, force: true }));
  },
});
