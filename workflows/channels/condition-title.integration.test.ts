import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { saveHistory } from '../../tests/support/histories';
import { openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import {
  type EncodeAudioTask,
  type PackageTask,
  SUPPLY_CHAIN_QUEUE,
  type SupplyChainDeskActivities,
  type SupplyChainEncodeActivities,
  type SupplyChainIoActivities,
} from '../supply-chain/contract';
import {
  CONDITION_TITLE,
  type ConditioningActivities,
  type ConditioningBrief,
  type ConditioningOrder,
  type ConditioningOutcome,
  conditioningStatus,
  conditionTitleId,
} from './contract';

jest.setTimeout(60_000);

const order = (): ConditioningOrder => ({
  ...{ tenantId: 'demo', titleId: 'tit_1', versionId: `ver_${randomUUID()}`, layout: '6s-720-360' },
});
const video = {
  ...{ streamIndex: 0, frameRate: { num: 25, den: 1 }, frames: 500, startUs: 0, display: { width: 640, height: 360 } },
  ...{ dynamicRange: 'SDR', rateMode: 'constant', fieldOrder: 'progressive' },
};
const brief = (versionId: string): ConditioningBrief =>
  ({
    ...{ versionId, prefix: 'titles/demo/tit_1/x/', testMode: false, sidecars: [], sounds: [] },
    source: {
      master: { masterId: 'mst_1', objectKey: 'masters/demo/1', sha256: 'abc', bytes: 1 },
      inspection: { probe: { video, audio: [], text: [], durationUs: 20_000_000 }, findings: [] },
    },
    profile: {
      ...{ name: 'house', version: 1, gopMs: 2000, segmentMs: 6000, chunkMs: 10_000, maxFrameRate: 60 },
      video: [{ name: 'h264', codec: 'h264', preset: 'veryfast', rungs: [{ name: '720p', height: 720, crf: 22 }] }],
      audio: { stereoBitrate: 1, surround: false, maxTracks: 2, loudness: { targetLufs: -23, maxTruePeakDbtp: -1 } },
      ...{ captions: {}, thumbnails: {} },
    },
    protection: { scheme: 'cbcs', clearLeadSegments: 0 },
  }) as unknown as ConditioningBrief;

type Steps = ConditioningActivities &
  Pick<SupplyChainDeskActivities, 'planTitle'> &
  Pick<SupplyChainIoActivities, 'joinRendition' | 'packageTitle' | 'verifyPackage'> &
  Pick<SupplyChainEncodeActivities, 'encodeChunk' | 'encodeAudio'>;

let workshop: Workshop;
let packaged: PackageTask[];
let sounds: EncodeAudioTask[];
let ended: unknown[];
let opened: () => Awaited<ReturnType<ConditioningActivities['openConditioning']>>;
let encoding: () => void;

beforeAll(async () => {
  quietRuntime();
  const chunk = { start: 0, end: 250 };
  const activities: Steps = {
    conditioningDue: async () => [],
    openConditioning: async () => opened(),
    reportConditioning: async () => undefined,
    recordConditioned: async () => undefined,
    endConditioning: async (_order, how) => {
      ended.push(how);
    },
    planTitle: async () =>
      ({
        ...{ hash: 'h', timeline: { frameRate: video.frameRate, frames: 500, gopFrames: 50, segmentFrames: 150 } },
        ...{ conform: {}, audio: [], captions: [], thumbnails: {} },
        groups: [{ name: 'h264', rungs: [{ name: 'h264-360p' }], chunks: [chunk, { start: 250, end: 500 }] }],
      }) as unknown as Awaited<ReturnType<Steps['planTitle']>>,
    encodeChunk: async () => {
      encoding();
      return { keys: [], bytes: 1, reused: false, encodeMs: 1 };
    },
    joinRendition: async ({ rung, outputKey }) => ({ rung, objectKey: outputKey, bytes: 1, frames: 500 }),
    encodeAudio: async (task) => {
      sounds.push(task);
      const { id, language, label, default: first } = task.track;
      const silent = { integrated: -70, truePeak: -100 };
      return {
        ...{ id, language, label, default: first, channels: 2, objectKey: task.outputKey, bytes: 1, durationUs: 1 },
        loudness: { before: silent, after: silent },
      };
    },
    packageTitle: async (task) => {
      packaged.push(task);
      const { versionId, prefix } = task;
      const keys = { hlsKey: 'm', dashKey: 'd', inventoryKey: 'i', packager: 'shaka' };
      return { versionId, prefix, objects: 9, bytes: 9, ...keys };
    },
    verifyPackage: async () => ({ checks: [] }),
  };
  workshop = await openWorkshop(testStack().temporal, activities);
});
afterAll(async () => {
  await workshop?.stop();
  await Runtime.instance().shutdown();
});

async function begin(given: ConditioningOrder) {
  [packaged, sounds, ended, encoding] = [[], [], [], () => undefined];
  return workshop.client.workflow.start<(order: ConditioningOrder) => Promise<ConditioningOutcome>>(CONDITION_TITLE, {
    ...{ workflowId: conditionTitleId(given), taskQueue: SUPPLY_CHAIN_QUEUE, args: [given] },
  });
}

it('encodes on the grid of the layout, gives silence to what has no sound, packages under the keys of its own, records', async () => {
  opened = () => brief('ver_new');
  const handle = await begin(order());
  expect(await handle.result()).toEqual({ result: 'done', versionId: 'ver_new' });
  expect(sounds).toMatchObject([{ track: { sources: [], layout: 'stereo' } }]);
  expect(packaged).toMatchObject([
    { versionId: 'ver_new', protection: { scheme: 'cbcs' }, renditions: [{ frames: 500 }] },
  ]);
  expect(packaged[0]).not.toHaveProperty('thumbnails');
  expect(await handle.query(conditioningStatus)).toMatchObject({ stage: 'done', chunks: { done: 2, total: 2 } });
  expect(ended).toEqual([]);
  await saveHistory('condition-done', handle, 'channels');
});

it('does nothing for what is made already, or is no current version any more', async () => {
  opened = () => ({ done: { versionId: 'ver_old' } });
  expect(await (await begin(order())).result()).toEqual({ result: 'done', versionId: 'ver_old' });
  opened = () => ({ gone: true });
  expect(await (await begin(order())).result()).toEqual({ result: 'gone' });
  expect(packaged).toEqual([]);
});

it('ends with the reason when the source stands in the way', async () => {
  opened = () => brief('ver_new');
  const given = order();
  const handle = await begin(given);
  encoding = () => {
    throw ApplicationFailure.nonRetryable('The picture is damaged.', 'master/undecodable');
  };
  expect(await handle.result()).toMatchObject({ result: 'refused', code: 'master/undecodable' });
  expect(ended).toEqual([{ state: 'refused', code: 'master/undecodable', detail: 'The picture is damaged.' }]);
  await saveHistory('condition-refused', handle, 'channels');
});

it('fails, to be tried again later, when the house stands in the way', async () => {
  opened = () => {
    throw ApplicationFailure.nonRetryable('The packager is missing.', 'tool/missing');
  };
  await expect((await begin(order())).result()).rejects.toThrow();
  expect(ended).toEqual([{ state: 'failed', code: 'tool/missing', detail: 'The packager is missing.' }]);
});
