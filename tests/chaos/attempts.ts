import { Client, Connection } from '@temporalio/client';

/**
 * How often chunks of an ingest were started again, over all its groups: attempts beyond the first, as the histories of
 * its groups tell.
 */
export async function repeatedChunks(address: string, ingestIds: string[]): Promise<number> {
  const connection = await Connection.connect({ address });
  try {
    const { workflow } = new Client({ connection });
    let repeated = 0;
    for (const id of ingestIds) {
      for await (const { workflowId, runId } of workflow.list({
        query: `WorkflowId STARTS_WITH 'encode-group:${id}:'`,
      })) {
        const { events } = await workflow.getHandle(workflowId, runId).fetchHistory();
        const chunks = new Set(
          events
            ?.filter((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'encodeChunk')
            .map((event) => String(event.eventId)),
        );
        for (const { activityTaskStartedEventAttributes: started } of events ?? [])
          if (started && chunks.has(String(started.scheduledEventId))) repeated += (started.attempt ?? 1) - 1;
      }
    }
    return repeated;
  } finally {
    await connection.close();
  }
}
