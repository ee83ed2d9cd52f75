import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import {
  chunkKey,
  type EncodeGroupOrder,
  groupProgress,
  type JoinedRendition,
  titleIngestId,
  workPrefix,
} from './contract';
import { encoder, encodeStep, io, mediaStep } from './steps';
import { together } from './together';

/** Parts of a whole at which the parent is told, so that a long film does not fill its history with news. */
const REPORTS = 50;

/**
 * Encode the chunks of a group, a window of them at a time, and join each rung into one rendition.
 *
 * One run holds the whole group: three hours in chunks of ten seconds are about 6,000 events and 2 MB, far from the engine's
 * limits. Continuing as a new run is no way out for longer ones: a cancellation by the parent reaches the first run only.
 */
export async function encodeGroup(order: EncodeGroupOrder): Promise<JoinedRendition[]> {
  const { group, plan, master, tenantId } = order;
  const base = `${workPrefix(tenantId, master.sha256)}${plan.hash}`;
  const prefix = `${base}/${group.name}`;
  await encodeChunks(order, prefix);
  return together(
    ...group.rungs.map((rung) => () => {
      const chunks = group.chunks.map((range) => ({
        key: chunkKey(prefix, range, rung.name),
        frames: range.end - range.start,
      }));
      return io.joinRendition.executeWithOptions(mediaStep(`join ${rung.name}`), [
        { rung, timeline: plan.timeline, chunks, outputKey: `${base}/joined/${rung.name}.mp4` },
      ]);
    }),
  );
}

async function encodeChunks(order: EncodeGroupOrder, prefix: string): Promise<void> {
  const { ingestId, tenantId, master, video, plan, group, priority, window } = order;
  const { timeline, conform } = plan;
  const waiting = group.chunks.entries();
  const news = new Newsletter(order);
  const lane = async (): Promise<void> => {
    for (const [index, range] of waiting) {
      const summary = `${group.name} frames ${range.start}–${range.end} (${index + 1}/${group.chunks.length})`;
      await encoder.encodeChunk.executeWithOptions(encodeStep(summary, priority, tenantId), [
        { ingestId, master, video, timeline, conform, group: group.name, rungs: group.rungs, range, prefix },
      ]);
      await news.oneMore();
    }
  };
  await together(...Array.from({ length: Math.min(window, group.chunks.length) }, () => lane));
}

/** Tells the parent how far the group is, at most {@link REPORTS} times. */
class Newsletter {
  private done = 0;
  private told = 0;

  constructor(private readonly order: EncodeGroupOrder) {}

  async oneMore(): Promise<void> {
    const { ingestId, group, newsTo } = this.order;
    const total = group.chunks.length;
    this.done += 1;
    const due = Math.floor((this.done * REPORTS) / total);
    if (due === this.told && this.done < total) return;
    this.told = due;
    const news = { group: group.name, rungs: group.rungs.map(({ name }) => name), done: this.done, total };
    await getExternalWorkflowHandle(newsTo ?? titleIngestId(ingestId))
      .signal(groupProgress, news)
      .catch((error: unknown) => log.warn('the parent was not told', { error: String(error) }));
  }
}
