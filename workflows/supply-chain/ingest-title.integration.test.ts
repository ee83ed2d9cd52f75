import { randomUUID } from 'node:crypto';
import { WorkflowFailedError, type WorkflowHandle, WorkflowUpdateFailedError } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import { testStack } from '../../tests/stack/use';
import { saveHistory as save } from '../../tests/support/histories';
import { type TestWorld, testOrder, testWorld, type WorldOptions } from '../../tests/support/ingest-world';
import { eventually, openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import {
  decide,
  type IngestOrder,
  type IngestOutcome,
  ingestStatus,
  SUPPLY_CHAIN_IO_QUEUE,
  SUPPLY_CHAIN_PULL_QUEUE,
  SUPPLY_CHAIN_QUEUE,
  TITLE_INGEST,
  titleIngestId,
} from './contract';

jest.setTimeout(60_000);
const PEOPLE = { by: 'olga', reason: 'The black is meant.' };

describe('titleIngest', () => {
  let workshop: Workshop;
  let world: TestWorld;
  // The activities of the one set of workers look up the world of the test that runs.
  const stage = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: never[]) =>
          (world.activities as never as Record<string, (...a: never[]) => unknown>)[name as string]?.(...args),
      ownKeys: () => Object.keys(testWorld().activities),
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  );

  beforeAll(async () => {
    quietRuntime();
    workshop = await openWorkshop(testStack().temporal, stage);
  });
  afterAll(async () => {
    await workshop?.stop();
    await Runtime.instance().shutdown();
  });

  async function begin(options: WorldOptions = {}, change: Partial<IngestOrder> = {}) {
    world = testWorld(options);
    const order = testOrder(`ing_${randomUUID()}`, change);
    const handle = await workshop.client.workflow.start<(order: IngestOrder) => Promise<IngestOutcome>>(TITLE_INGEST, {
      workflowId: titleIngestId(order.ingestId),
      taskQueue: SUPPLY_CHAIN_QUEUE,
      args: [order],
    });
    return { order, handle };
  }

  const given = (step: string) => world.given.filter((call) => call.step === step);

  const untilHeld = (handle: WorkflowHandle) =>
    eventually(async () => {
      const { held } = await handle.query(ingestStatus);
      if (!held) throw new Error('not held yet');
    });

  it('takes a sound master through every stage to published', async () => {
    const { order, handle } = await begin();
    const outcome = await handle.result();
    expect(outcome).toEqual({
      result: 'published',
      titleId: 'tit_1',
      versionId: `ver_${order.ingestId}`,
      hls: '/media/x/master.m3u8',
      dash: '/media/x/manifest.mpd',
    });
    expect(world.calls.filter((name) => name === 'encodeChunk')).toHaveLength(3);
    expect(world.calls.slice(-5)).toEqual([
      'reserveVersion',
      'packageTitle',
      'verifyPackage',
      'publishVersion',
      'recordOutcome',
    ]);
    const view = await handle.query(ingestStatus);
    expect(view.stages.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'receive done',
      'inspect done',
      'quality done',
      'plan done',
      'encode done',
      'audio skipped',
      'captions skipped',
      'hold skipped',
      'package done',
      'verify done',
      'publish done',
    ]);
    expect(view.chunks).toEqual([{ group: 'h264', rungs: ['h264-720p', 'h264-360p'], total: 3, done: 3 }]);
    await save('published', handle);
    await saveChild('group', handle, workshop, order.ingestId);
  });

  it('shows the first seconds of an upload while the master is received, and measures only after', async () => {
    const { handle } = await begin({ previewMs: 'forever', receiveMs: 500 });
    await expect(handle.result()).resolves.toMatchObject({ result: 'published' });
    const at = (name: string) => world.calls.indexOf(name);
    expect(at('previewMaster')).toBeGreaterThanOrEqual(0);
    expect(at('previewMaster')).toBeLessThan(at('inspectMaster'));
    expect(at('previewMaster ended')).toBeLessThan(at('analyseMaster'));
  });

  it('publishes although the preview fails', async () => {
    const { handle } = await begin({ fail: { step: 'previewMaster', code: 'internal/unexpected' } });
    await expect(handle.result()).resolves.toMatchObject({ result: 'published' });
    expect(world.outcomes).toHaveLength(1);
    await save('preview-failed', handle);
  });

  it('pulls a URL in a line of its own, and asks for no preview of it, as it is read only once', async () => {
    const { handle } = await begin({}, { source: { kind: 'url', url: 'https://partner.example/film.mp4' } });
    await expect(handle.result()).resolves.toMatchObject({ result: 'published' });
    expect(world.calls).not.toContain('previewMaster');
    expect(given('receiveMaster')).toMatchObject([{ queue: SUPPLY_CHAIN_PULL_QUEUE }]);
    expect(given('packageTitle')).toMatchObject([{ queue: SUPPLY_CHAIN_IO_QUEUE }]);
    await save('pulled', handle);
  });

  it('takes an upload in without waiting for partners’ servers', async () => {
    const { handle } = await begin();
    await handle.result();
    expect(given('receiveMaster')).toMatchObject([{ queue: SUPPLY_CHAIN_IO_QUEUE }]);
  });

  it('has the version that was current before collected', async () => {
    const { order, handle } = await begin({ supersedes: 'ver_old' });
    await handle.result();
    const id = `version-collection:ver_old:ver_${order.ingestId}`;
    await workshop.client.workflow.getHandle(id).result();
    expect(given('collectVersion')).toMatchObject([{ input: { versionId: 'ver_old', graceMs: 1 } }]);
    await save('superseding', handle);
    await save('collection', workshop.client.workflow.getHandle(id));
  });

  it('reports progress that only grows', async () => {
    const { handle } = await begin({ chunks: 8 });
    await handle.result();
    const progress = world.reports.map((report) => report.progress);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(world.reports.map(({ sequence }) => sequence)).toEqual(world.reports.map((_, index) => index + 1));
    expect(progress.at(-1)).toBe(1);
  });

  it('rejects by quality and cancels the encode that was under way', async () => {
    const { handle } = await begin({ verdict: 'rejected', chunkMs: 'forever' });
    await expect(handle.result()).resolves.toMatchObject({
      result: 'rejected',
      code: 'ingest/rejected-by-quality',
      findings: [{ code: 'video/black' }],
    });
    expect(world.calls).not.toContain('publishVersion');
    expect(world.cancelledChunks).toBe(world.calls.filter((name) => name === 'encodeChunk').length);
    await save('rejected', handle);
  });

  it('holds, keeps encoding meanwhile, and publishes once an operator approves', async () => {
    const { handle } = await begin({ verdict: 'held' });
    await untilHeld(handle);
    await eventually(async () => expect(world.calls.filter((name) => name === 'joinRendition')).toHaveLength(2));
    expect(world.calls).not.toContain('packageTitle');
    await eventually(async () => expect(world.reports.at(-1)?.status).toBe('held'));
    await expect(handle.executeUpdate(decide, { args: [{ decision: 'approve', ...PEOPLE }] })).resolves.toEqual({
      accepted: true,
      decision: 'approve',
    });
    await expect(handle.result()).resolves.toMatchObject({ result: 'published' });
    expect(world.calls).toContain('recordDecision');
    await save('held-approved', handle);
  });

  it('ends rejected with the operator’s reason', async () => {
    const { handle } = await begin({ verdict: 'held' });
    await untilHeld(handle);
    await handle.executeUpdate(decide, { args: [{ decision: 'reject', by: 'olga', reason: 'Wrong cut.' }] });
    await expect(handle.result()).resolves.toMatchObject({
      result: 'rejected',
      code: 'ingest/rejected-by-operator',
      reason: 'Wrong cut.',
    });
  });

  it('holds a sound picture whose captions nobody can read', async () => {
    const { handle } = await begin({ unreadableCaptions: true });
    await untilHeld(handle);
    expect((await handle.query(ingestStatus)).held?.findings).toMatchObject([{ code: 'captions/unreadable' }]);
    expect(world.calls).toContain('recordFindings');
    await handle.executeUpdate(decide, { args: [{ decision: 'approve', ...PEOPLE }] });
    await expect(handle.result()).resolves.toMatchObject({ result: 'published' });
    await save('captions-held', handle);
  });

  it('starts again with the replacement master', async () => {
    const { handle } = await begin({ verdicts: ['held', 'passed'] });
    await untilHeld(handle);
    await handle.executeUpdate(decide, {
      args: [
        { decision: 'replace', ...PEOPLE, source: { kind: 'upload', uploadId: 'upl_2', objectKey: 'uploads/t/upl_2' } },
      ],
    });
    await expect(handle.result()).resolves.toMatchObject({ result: 'published' });
    expect(world.calls.filter((name) => name === 'receiveMaster')).toHaveLength(2);
    expect(world.calls.indexOf('recordDecision')).toBeLessThan(world.calls.lastIndexOf('receiveMaster'));
    await save('held-replaced', handle);
  });

  it('shows the first seconds of a replacement, too, and mixes nothing of it with the first master', async () => {
    const { handle, order } = await begin({ verdicts: ['held', 'passed'] });
    await untilHeld(handle);
    const source = { kind: 'upload' as const, uploadId: 'upl_2', objectKey: 'uploads/t/upl_2' };
    await handle.executeUpdate(decide, { args: [{ decision: 'replace', ...PEOPLE, source }] });
    await handle.result();
    const prefixes = ['upl_1', 'upl_2'].map((upload) => `previews/t/${order.ingestId}/${upload}/`);
    for (const step of ['previewMaster', 'analyseMaster'])
      expect(given(step).map(({ input }) => (input as { prefix: string }).prefix)).toEqual(prefixes);
    expect(given('previewMaster')[1]).toMatchObject({ input: { source } });
  });

  it('reminds, then lets an undecided hold expire', async () => {
    const { handle } = await begin({ verdict: 'held' }, { hold: { expiryMs: 1500, remindersMs: [300] } });
    await expect(handle.result()).resolves.toMatchObject({ result: 'rejected', code: 'ingest/hold-expired' });
    expect(world.calls.filter((name) => name === 'remindOperators')).toHaveLength(1);
    await save('hold-expired', handle);
  });

  it('refuses a decision on an ingest that is not held', async () => {
    const { handle } = await begin({ chunkMs: 'forever' });
    await expect(handle.executeUpdate(decide, { args: [{ decision: 'approve', ...PEOPLE }] })).rejects.toThrow(
      WorkflowUpdateFailedError,
    );
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
  });

  it('cancels children and chunks, cleans up and records it', async () => {
    const { handle, order } = await begin({ chunkMs: 'forever', chunks: 4 });
    await eventually(async () => expect(world.calls.filter((name) => name === 'encodeChunk')).toHaveLength(4));
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect((await handle.describe()).status.name).toBe('CANCELLED');
    expect(
      (await workshop.client.workflow.getHandle(`encode-group:${order.ingestId}:h264`).describe()).status.name,
    ).toBe('CANCELLED');
    expect(world.cancelledChunks).toBe(4);
    expect(world.calls).toContain('discardPartial');
    expect(world.outcomes).toEqual([{ result: 'cancelled' }]);
    await save('cancelled', handle);
  });

  it('answers a master that only the partner can mend with a rejection, not a failed run', async () => {
    const { handle } = await begin({ fail: { step: 'inspectMaster', code: 'master/no-video' } });
    await expect(handle.result()).resolves.toMatchObject({
      result: 'rejected',
      code: 'master/no-video',
      reason: 'It went wrong.',
    });
    expect(world.outcomes).toHaveLength(1);
    await save('rejected-master', handle);
  });

  it('fails the run, visibly, when the house is at fault', async () => {
    const { handle } = await begin({ fail: { step: 'verifyPackage', code: 'package/verification' } });
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect((await handle.describe()).status.name).toBe('FAILED');
    expect(world.outcomes).toEqual([{ result: 'failed', code: 'package/verification', reason: 'It went wrong.' }]);
    expect(world.calls).not.toContain('publishVersion');
    await save('failed', handle);
  });

  it('ends every step before it tells that one failed', async () => {
    const fail = { step: 'encodeAudio', code: 'encode/failed' } as const;
    const { handle, order } = await begin({ chunkMs: 'forever', audio: true, fail });
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    const group = workshop.client.workflow.getHandle(`encode-group:${order.ingestId}:h264`);
    expect((await group.describe()).status.name).toBe('CANCELLED');
    expect(world.calls.indexOf('chunk cancelled')).toBeLessThan(world.calls.indexOf('recordOutcome'));
    expect(world.outcomes).toEqual([{ result: 'failed', code: 'encode/failed', reason: 'It went wrong.' }]);
    await save('audio-failed', handle);
  });

  it('stops judging when a chunk cannot be encoded', async () => {
    const { handle } = await begin({ verdict: 'held', fail: { step: 'encodeChunk', code: 'encode/seam' } });
    await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
    expect(world.outcomes).toEqual([{ result: 'failed', code: 'encode/seam', reason: 'It went wrong.' }]);
  });

  it('asks for a window of chunks at a time, not for all', async () => {
    const { handle } = await begin({ chunks: 60, chunkMs: 20 });
    await handle.result();
    expect(world.calls.filter((name) => name === 'encodeChunk')).toHaveLength(60);
    expect(world.peakChunks).toBeLessThanOrEqual(16);
    await save('many-chunks', handle);
  });

  it('keeps its history small: fifty reports at most, whatever the length', async () => {
    const { handle } = await begin({ chunks: 120 });
    await handle.result();
    expect(Number((await handle.describe()).historyLength)).toBeLessThan(600);
  });
});

const saveChild = (name: string, _: WorkflowHandle, { client }: Workshop, ingestId: string): Promise<void> =>
  save(name, client.workflow.getHandle(`encode-group:${ingestId}:h264`));
