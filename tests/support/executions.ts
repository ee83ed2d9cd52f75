import { Client, Connection } from '@temporalio/client';
import { encodeGroupId, titleIngestId } from '../../workflows/supply-chain/contract';
import type { TestStack } from '../stack/use';

/** What a run really made, as its histories tell it. */
export interface Encoded {
  /** Chunks that were encoded, not found. */
  chunks: number;
  /** Ids of audio tracks that were encoded, not found. */
  audio: string[];
  /** Every step by name, in the order they were asked for. */
  steps: string[];
}

/** Count what the run of an ingest encoded. @param groups names of the rendition groups of its profile */
export async function encodedBy(stack: TestStack, ingestId: string, groups = ['h264']): Promise<Encoded> {
  const connection = await Connection.connect({ address: stack.temporal });
  try {
    const client = new Client({ connection, namespace: stack.env.TEMPORAL_NAMESPACE });
    const own = await stepsOf(client, titleIngestId(ingestId));
    const children = own.children.filter((id) => groups.some((group) => id === encodeGroupId(ingestId, group)));
    const inGroups = await Promise.all(children.map(async (id) => (await stepsOf(client, id)).steps));
    const all = [...own.steps, ...inGroups.flat()];
    const fresh = all.filter(({ result }) => result?.reused !== true);
    return {
      chunks: fresh.filter(({ name }) => name === 'encodeChunk').length,
      audio: fresh.filter(({ name }) => name === 'encodeAudio').map(({ result }) => String(result?.id)),
      steps: own.steps.map(({ name }) => name),
    };
  } finally {
    await connection.close();
  }
}

interface Step {
  name: string;
  result?: { reused?: boolean; id?: string };
}

async function stepsOf(client: Client, workflowId: string): Promise<{ steps: Step[]; children: string[] }> {
  const { events = [] } = await client.workflow.getHandle(workflowId).fetchHistory();
  const steps = new Map<string, Step>();
  const children: string[] = [];
  for (const event of events ?? []) {
    const { activityTaskScheduledEventAttributes: asked, activityTaskCompletedEventAttributes: done } = event;
    if (asked) steps.set(String(event.eventId), { name: asked.activityType?.name ?? '' });
    const child = event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowId;
    if (child) children.push(child);
    const step = done && steps.get(String(done.scheduledEventId));
    const data = done?.result?.payloads?.[0]?.data;
    if (step && data && data.length > 0) step.result = JSON.parse(Buffer.from(data).toString('utf8')) as Step['result'];
  }
  return { steps: [...steps.values()], children };
}
