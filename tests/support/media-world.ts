import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEncodeAudio } from '../../activities/supply-chain/encode-audio';
import { createEncodeChunk } from '../../activities/supply-chain/encode-chunk';
import { createInspectMaster } from '../../activities/supply-chain/inspect-master';
import { createJoinRendition } from '../../activities/supply-chain/join-rendition';
import { createPlanTitle } from '../../activities/supply-chain/plan-title';
import type { Ffmpeg, Ffprobe } from '../../adapters/ffmpeg/port';
import { createLocalCopies } from '../../adapters/local-copies/local-copies';
import type { LocalCopies } from '../../adapters/local-copies/port';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { ObjectStore } from '../../adapters/object-store/port';
import type { EncodePlan } from '../../domain/media/encode-plan';
import type { EncodeProfile } from '../../domain/media/profile';
import type {
  EncodeChunkTask,
  EncodedChunk,
  IngestOrder,
  Inspection,
  JoinedRendition,
  MasterRef,
} from '../../workflows/supply-chain/contract';
import { type TestTools, testMediaTools } from './tools';

/** Real ffmpeg, a store in memory and a folder of its own: all the encode steps need. */
export interface MediaWorld {
  dir: string;
  tools: TestTools;
  ffmpeg: Ffmpeg;
  ffprobe: Ffprobe;
  store: ObjectStore;
  copies: LocalCopies;
  /** Put a file into the store as a received master. */
  receive(file: string): Promise<MasterRef>;
  inspect(master: MasterRef): Promise<Inspection>;
  plan(master: MasterRef, inspection: Inspection, profile: EncodeProfile): Promise<EncodePlan>;
  encodeChunk(task: EncodeChunkTask): Promise<EncodedChunk>;
  /** Encode every chunk of every group, and join; the renditions in plan order, and their files. */
  encodeTitle(
    master: MasterRef,
    inspection: Inspection,
    plan: EncodePlan,
  ): Promise<{ rendition: JoinedRendition; file: string }[]>;
  encodeAudio: ReturnType<typeof createEncodeAudio>;
  /** Bring an object to a file in the folder. */
  fetch(key: string): Promise<string>;
  close(): Promise<void>;
}

export async function createMediaWorld(): Promise<MediaWorld> {
  const { ffmpeg, ffprobe, tools } = await testMediaTools();
  const dir = await mkdtemp(path.join(tmpdir(), 'headend-media-'));
  const store = createMemoryStore();
  const scratchDir = path.join(dir, 'scratch');
  const copies = createLocalCopies({ store, cacheDir: path.join(dir, 'cache'), cacheBytes: 2e9, scratchDir });
  const ports = { store, copies, ffmpeg, ffprobe, threads: 2 };
  const encodeChunk = createEncodeChunk(ports);
  const join = createJoinRendition(ports);
  let files = 0;

  const fetch = async (key: string): Promise<string> => {
    const file = path.join(dir, `fetched-${files++}.mp4`);
    await writeFile(file, await store.read(key));
    return file;
  };

  return {
    ...{ dir, tools, ffmpeg, ffprobe, store, copies, fetch, encodeChunk },
    encodeAudio: createEncodeAudio(ports),
    async receive(file) {
      const objectKey = `masters/test/${files++}`;
      const { bytes } = await store.putFile(objectKey, file, { contentType: 'application/octet-stream' });
      return { masterId: objectKey, objectKey, sha256: `sha-${files}`, bytes };
    },
    inspect: (master) => createInspectMaster(ports)({ ingestId: 'ingest', tenantId: 'test', master }),
    plan: (master, { probe }, profile) =>
      createPlanTitle()({ order: { profile } as IngestOrder, master, probe, sidecars: [] }),
    async encodeTitle(master, { probe }, plan) {
      const made: { rendition: JoinedRendition; file: string }[] = [];
      for (const group of plan.groups) {
        const prefix = `work/test/${master.sha256}/${plan.hash}/${group.name}`;
        const chunks: { key: string; frames: number }[][] = group.rungs.map(() => []);
        for (const range of group.chunks) {
          const task = { ingestId: 'ingest', master, video: probe.video, ...plan, group: group.name, range, prefix };
          const { keys } = await encodeChunk({ ...task, rungs: group.rungs });
          const frames = range.end - range.start;
          for (const [index, key] of keys.entries()) chunks[index]?.push({ key, frames });
        }
        for (const [index, rung] of group.rungs.entries()) {
          const outputKey = `${prefix}/${rung.name}.mp4`;
          const rendition = await join({ rung, timeline: plan.timeline, chunks: chunks[index] ?? [], outputKey });
          made.push({ rendition, file: await fetch(outputKey) });
        }
      }
      return made;
    },
    close: () => rm(dir, { recursive: true, force: true }),
  };
}

/** The shipped `test` profile with shorter pieces: GOPs and segments of half a second, chunks of one. */
export const shortPieces = (profile: EncodeProfile): EncodeProfile => ({
  ...profile,
  gopMs: 500,
  segmentMs: 500,
  chunkMs: 1000,
});
