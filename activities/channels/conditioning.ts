import { text } from 'node:stream/consumers';
import type { ConditioningRecord, ConditioningSource } from '../../adapters/postgres/conditioning-port';
import { HeadendError } from '../../domain/failures';
import { conditioningWishes, formatOf, layoutOf, protectionOf, readLayout } from '../../domain/linear/conditioning';
import { conformity, isCarried } from '../../domain/linear/live/conformity';
import { wishOf } from '../../domain/linear/variant-plan';
import { formatRational, frameToMilliseconds } from '../../domain/media/rational';
import type {
  ConditionedTask,
  ConditioningActivities,
  ConditioningBrief,
  ConditioningOrder,
} from '../../workflows/channels/contract';
import { type VersionPart, type VersionParts, versionPrefix } from '../../workflows/supply-chain/contract';
import { readPackage } from './assets';
import { type ConditioningPorts, channelOf } from './ports';

/** The steps that make packages for channels. */
export const createConditioningActivities = (ports: ConditioningPorts): ConditioningActivities => ({
  conditioningDue: createConditioningDue(ports),
  openConditioning: (order) => open(ports, order),
  reportConditioning: (order, at) => ports.conditionings.report(keyOf(order), at),
  recordConditioned: (task) => record(ports, task),
  endConditioning: (order, how) => ports.conditionings.end(keyOf(order), how),
});

const keyOf = ({ versionId, layout }: ConditioningOrder) => ({ sourceVersionId: versionId, layout });

/** What the rules of a channel name and would be aired better with another encode. */
export const createConditioningDue =
  (ports: Pick<ConditioningPorts, 'channels' | 'conditionings'>): ConditioningActivities['conditioningDue'] =>
  async ({ channelId }) => {
    const channel = await channelOf(ports, channelId);
    if (channel.state === 'off') return [];
    const { tenantId, format } = channel;
    const layout = layoutOf(format);
    const { library } = await ports.channels.planning(tenantId, wishOf(channel));
    const { wanted, due } = conditioningWishes(library, format, Date.now());
    const versionIds = wanted.map(({ versionId }) => versionId);
    if (versionIds.length > 0) await ports.conditionings.wanted(layout, versionIds);
    return due.map((wish) => ({ ...wish, tenantId, layout }));
  };

async function open(
  ports: ConditioningPorts,
  order: ConditioningOrder,
): ReturnType<ConditioningActivities['openConditioning']> {
  const opened = await ports.conditionings.open(keyOf(order));
  if (!opened) return { gone: true };
  const { record: begun, source } = opened;
  if (begun.state === 'done') return { done: { versionId: begun.versionId } };
  return brief(ports, order, begun, source);
}

async function brief(
  ports: ConditioningPorts,
  { tenantId, titleId }: ConditioningOrder,
  { versionId }: ConditioningRecord,
  source: ConditioningSource,
): Promise<ConditioningBrief> {
  const { testMode, asset } = source;
  return {
    ...{ versionId, prefix: versionPrefix(tenantId, titleId, versionId), testMode, profile: ports.linearBase },
    ...((await fromMaster(ports, source)) ?? fromPackage(source)),
    protection: asset && protectionOf(asset),
  };
}

type BriefSource = Pick<ConditioningBrief, 'source' | 'sidecars' | 'sounds'>;

/** Undefined when its master, or something beside it, is gone. */
async function fromMaster(
  { store }: ConditioningPorts,
  { parts: known }: ConditioningSource,
): Promise<BriefSource | undefined> {
  const parts = known as VersionParts | undefined;
  if (!parts) return undefined;
  const delivered = parts.sidecars.map((part, index) => ({ ...part, index })).filter(isHeardOrRead);
  const files = [parts.master.objectKey, ...delivered.map(({ objectKey }) => objectKey)];
  if (!(await Promise.all(files.map((key) => store.find(key)))).every(Boolean)) return undefined;
  const { masterId, objectKey, sha256, bytes, inspection } = parts.master;
  return {
    source: { master: { masterId, objectKey, sha256, bytes }, inspection: { probe: inspection.probe, findings: [] } },
    sidecars: delivered.map(({ sound: _, ingestId: __, ...sidecar }) => sidecar),
    sounds: delivered.flatMap(({ index, sound }) => (sound ? [{ index, probe: sound, findings: [] }] : [])),
  };
}

/** What viewers get, put together again. @throws {HeadendError} `media/not-found` when nobody could read it */
function fromPackage({ tenantId, masterId, prefix, asset }: ConditioningSource): BriefSource {
  const [picture] = asset?.video ?? [];
  if (!asset || !picture)
    throw new HeadendError('media/not-found', 'Its master is gone, and its package cannot be read.');
  const sounds = asset.audio.map(({ folder, language }) => ({ folder, language }));
  return {
    source: { lost: { tenantId, masterId, prefix, picture: picture.folder, segments: asset.segments, sounds } },
    sidecars: asset.text.map(({ folder, language }, index) => ({
      ...{ index, role: 'subtitles' as const, language, objectKey: `${prefix}${folder}.vtt`, bytes: 0 },
    })),
    sounds: [],
  };
}

const isHeardOrRead = ({ role }: VersionPart): boolean =>
  role === 'audio' || role === 'captions' || role === 'subtitles' || role === 'forced';

async function record({ store, conditionings }: ConditioningPorts, task: ConditionedTask): Promise<void> {
  const { order, pack, plan } = task;
  const { versionId, prefix } = pack;
  const read = async (path: string): Promise<string> => text(await store.get(prefix + path));
  const asset = await readPackage(read, { versionId, titleId: order.titleId });
  const blocking = conformity(asset, formatOf(readLayout(order.layout))).filter(({ blocks }) => blocks);
  if (!isCarried(blocking))
    throw new HeadendError('package/verification', blocking.map(({ message }) => message).join(' '));
  const { frames, frameRate } = plan.timeline;
  await conditionings.record({
    ...{ ...keyOf(order), prefix, planHash: plan.hash, bytes: pack.bytes, asset },
    ...{ durationMs: frameToMilliseconds(frames, frameRate), frameRate: formatRational(frameRate) },
  });
}
