import { randomUUID } from 'node:crypto';
import { Runtime } from '@temporalio/worker';
import type { Finding } from '../../domain/qc/finding';
import { testStack } from '../../tests/stack/use';
import { saveHistory } from '../../tests/support/histories';
import { type TestWorld, testOrder, testWorld, type WorldOptions } from '../../tests/support/ingest-world';
import { eventually, openWorkshop, quietRuntime, type Workshop } from '../../tests/support/temporal';
import {
  type IngestOrder,
  type IngestOutcome,
  ingestStatus,
  type KeptPart,
  type PublishTask,
  type SidecarOrder,
  type StageName,
  SUPPLY_CHAIN_QUEUE,
  TITLE_INGEST,
  titleIngestId,
} from './contract';

jest.setTimeout(60_000);

const kept = (name: string, more: Partial<KeptPart> = {}): KeptPart => ({
  ...{ kind: 'kept', objectKey: `sidecars/${name}`, bytes: 10, sha256: `sha-${name}`, ingestId: 'ing_before' },
  ...more,
});
const MASTER = kept('master', { objectKey: 'masters/t/ing_before', masterId: 'mst_1' });
const upload = (id: string) => ({ kind: 'upload' as const, uploadId: id, objectKey: `uploads/t/${id}` });
const BASE = { versionId: 'ver_1', number: 1, policy: 'default' };
const sound = { container: 'wav', originUs: 0, audio: [] };
const captions = (source: SidecarOrder['source']): SidecarOrder => ({ role: 'captions', language: 'en', source });
const audio = (language: string, source: SidecarOrder['source']): SidecarOrder => ({ role: 'audio', language, source });

describe('an order of several files, and its updates', () => {
  let workshop: Workshop;
  let world: TestWorld;
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

  async function begin(options: WorldOptions, change: Partial<IngestOrder>) {
    world = testWorld(options);
    const order = testOrder(`ing_${randomUUID()}`, change);
    const handle = await workshop.client.workflow.start<(order: IngestOrder) => Promise<IngestOutcome>>(TITLE_INGEST, {
      workflowId: titleIngestId(order.ingestId),
      taskQueue: SUPPLY_CHAIN_QUEUE,
      args: [order],
    });
    return { order, handle };
  }
  const finished = async (options: WorldOptions, change: Partial<IngestOrder>) => {
    const { order, handle } = await begin(options, change);
    const outcome = await handle.result();
    const { stages } = await handle.query(ingestStatus);
    const stateOf = (name: StageName) => stages.find((each) => each.name === name)?.state;
    return { order, outcome, stateOf, handle, published: given<PublishTask>('publishVersion')[0] };
  };
  const given = <T = Record<string, unknown>>(step: string): T[] =>
    world.given.filter((call) => call.step === step).map(({ input }) => input as T);
  const update = (sidecars: SidecarOrder[], change: Partial<IngestOrder> = {}): Partial<IngestOrder> => ({
    ...{ source: MASTER, base: BASE, sidecars, ...change },
  });

  it('receives each audio file by itself, looks at each, and tells what the version was made from', async () => {
    const sidecars = [audio('en', upload('a')), captions(upload('b')), audio('de', upload('c'))];
    const { published, order, handle } = await finished({}, { sidecars });
    expect(
      given('receiveAudio')
        .map(({ index }) => index)
        .sort(),
    ).toEqual([0, 2]);
    expect(given('receiveSidecars')).toMatchObject([{ only: [1] }]);
    expect(given('inspectAudio')).toHaveLength(2);
    expect(given('judgeQuality')).toMatchObject([{ separateSound: true }]);
    const made = given<{ master: { objectKey: string }; outputKey: string }>('encodeAudio');
    expect(made.map(({ master, outputKey }) => [master.objectKey, outputKey.split('/')[2]]).sort()).toEqual([
      ['sidecars/0', 'sha-0'],
      ['sidecars/2', 'sha-2'],
    ]);
    expect(published?.parts).toMatchObject({
      format: 1,
      master: { sha256: 'ab', ingestId: order.ingestId, analysis: { frames: 600 } },
      sidecars: [
        { role: 'audio', language: 'en', ingestId: order.ingestId, sound: { container: 'wav' } },
        { role: 'captions', language: 'en' },
        { role: 'audio', language: 'de' },
      ],
    });
    await saveHistory('several-files', handle);
  });

  it('encodes, measures and inspects nothing for a new caption file', async () => {
    const sidecars = [audio('en', kept('en', { sound })), captions(upload('b'))];
    const { outcome, stateOf, published, handle } = await finished({}, update(sidecars));
    expect(outcome.result).toBe('published');
    for (const step of [
      'encodeChunk',
      'joinRendition',
      'analyseMaster',
      'inspectMaster',
      'receiveAudio',
      'previewMaster',
    ])
      expect([step, given(step).length]).toEqual([step, 0]);
    for (const name of ['inspect', 'quality', 'encode', 'audio'] as const)
      expect([name, stateOf(name)]).toEqual([name, 'reused']);
    expect(stateOf('receive')).toBe('done');
    expect(given('inspectAudio')).toMatchObject([{ known: sound }]);
    await saveHistory('caption-update', handle);
    expect(published?.parts).toMatchObject({
      master: { ingestId: 'ing_before' },
      sidecars: [{ ingestId: 'ing_before' }, {}],
    });
  });

  it('calls everything reused when an update only drops a part', async () => {
    const { stateOf } = await finished({}, update([captions(kept('en'))]));
    expect([stateOf('receive'), stateOf('inspect'), stateOf('encode')]).toEqual(['reused', 'reused', 'reused']);
  });

  it('encodes a picture again whose renditions are gone, from what is still known of it', async () => {
    const { outcome, stateOf } = await finished({ forgotten: ['renditions'] }, update([]));
    expect(outcome.result).toBe('published');
    expect(given('encodeChunk')).toHaveLength(3);
    expect(given('inspectMaster')).toHaveLength(0);
    expect([stateOf('quality'), stateOf('encode')]).toEqual(['reused', 'done']);
  });

  it('looks at a master again of which nothing is known any more', async () => {
    const { outcome } = await finished({ forgotten: ['inspection', 'analysis'] }, update([]));
    expect(outcome.result).toBe('published');
    expect([given('inspectMaster').length, given('analyseMaster').length]).toEqual([1, 1]);
  });

  it('does not hold again what was let through, by the same policy', async () => {
    const { outcome, stateOf } = await finished({ verdict: 'held' }, update([captions(upload('b'))]));
    expect(outcome.result).toBe('published');
    expect(stateOf('hold')).toBe('skipped');
  });

  it('judges a master that is kept anew by another policy', async () => {
    const { outcome } = await finished({ verdict: 'rejected' }, update([], { base: { ...BASE, policy: 'strict' } }));
    expect(outcome).toMatchObject({ result: 'rejected', code: 'ingest/rejected-by-quality' });
  });

  it('holds for metadata that cannot be read, not for metadata that was kept', async () => {
    const finding: Finding = {
      code: 'metadata/unreadable',
      severity: 'hold',
      stage: 'metadata',
      message: 'm',
      fix: 'f',
    };
    const metadata = (source: SidecarOrder['source']): SidecarOrder => ({ role: 'metadata', source });
    const options: WorldOptions = { metadataFindings: [finding], verdict: 'held' };
    expect((await finished(options, update([metadata(kept('m'))]))).outcome.result).toBe('published');
    const { handle } = await begin(options, update([metadata(upload('m'))]));
    await eventually(async () => {
      if (!(await handle.query(ingestStatus)).held) throw new Error('not held yet');
    });
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow();
  });

  it('forgets what it knows of a master that is replaced', async () => {
    const { outcome } = await finished({}, { ...update([captions(kept('en'))]), source: upload('better') });
    expect(outcome.result).toBe('published');
    expect([given('recallVersion').length, given('inspectMaster').length]).toEqual([0, 1]);
    expect(given('receiveSidecars')).toHaveLength(1);
  });
});
