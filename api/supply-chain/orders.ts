import type { IngestRecord } from '../../adapters/postgres/port';
import type { WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError } from '../../domain/failures';
import {
  type IngestOrder,
  SUPPLY_CHAIN_QUEUE,
  TITLE_INGEST,
  titleIngestId,
} from '../../workflows/supply-chain/contract';
import { defaultName } from './contract';

const HOUR_MS = 3_600_000;

/** Reminders of a hold: after a day, after three, and a day before it expires. */
export const holdTimes = (expiryHours: number): IngestOrder['hold'] => ({
  expiryMs: expiryHours * HOUR_MS,
  remindersMs: [...new Set([24, 72, expiryHours - 24])]
    .filter((hours) => hours > 0 && hours < expiryHours)
    .sort((a, b) => a - b)
    .map((hours) => hours * HOUR_MS),
});

/** The profile of an order, or the default one. @throws {HeadendError} `ingest/profile-unknown` naming the known ones */
export function chosen<T>(known: ReadonlyMap<string, T>, name: string | undefined, field: string): T {
  const value = known.get(name ?? defaultName(known));
  if (value) return value;
  const names = [...known.keys()].sort().join(', ');
  throw new HeadendError('ingest/profile-unknown', `There is no ${field.replace('_', ' ')} ${name}. Known: ${names}.`, {
    field,
  });
}

/** Start the run of an ingest; nothing happens when it is under way. */
export async function startIngest(engine: WorkflowEngine, ingest: IngestRecord, publicUrl: string): Promise<void> {
  const studioUrl = `${publicUrl}/studio/ingests/${ingest.id}`;
  const order: IngestOrder = { ...(ingest.order as IngestOrder), studioUrl };
  await engine.start({
    type: TITLE_INGEST,
    id: titleIngestId(ingest.id),
    queue: SUPPLY_CHAIN_QUEUE,
    input: order,
    attributes: [
      { name: 'TenantId', type: 'keyword', value: ingest.tenantId },
      { name: 'TitleId', type: 'keyword', value: ingest.titleId },
      { name: 'IngestId', type: 'keyword', value: ingest.id },
      { name: 'Stage', type: 'keyword', value: 'receive' },
      { name: 'Profile', type: 'keyword', value: ingest.profile },
      { name: 'Priority', type: 'int', value: ingest.priority },
    ],
    summary: cut(`${order.title} (${ingest.externalId})`, 180),
    details: details(ingest, order),
    priority: ingest.priority,
    fairnessKey: ingest.tenantId,
  });
}

const details = (ingest: IngestRecord, order: IngestOrder): string =>
  [
    `**${cut(order.title, 200)}**, external id \`${ingest.externalId}\``,
    '',
    `Profile \`${ingest.profile}\`, policy \`${order.policy.name}\`, priority ${ingest.priority}, attempt ${ingest.attempt}`,
    '',
    `[Open in the studio](${order.studioUrl})`,
  ].join('\n');

/** Temporal limits summaries to 200 bytes, not characters. */
function cut(text: string, bytes: number): string {
  let kept = text;
  while (Buffer.byteLength(kept) > bytes) kept = `${[...kept].slice(0, -2).join('')}…`;
  return kept;
}
