import { createHash } from 'node:crypto';
import type { IngestRecord, NewIngest, StandingTitle } from '../../adapters/postgres/port';
import type { WorkflowEngine } from '../../adapters/temporal/port';
import { canonicalJson } from '../../domain/canonical-json';
import { HeadendError } from '../../domain/failures';
import { plainWords } from '../../domain/plain-words';
import {
  type IngestOrder,
  SUPPLY_CHAIN_QUEUE,
  TITLE_INGEST,
  titleIngestId,
} from '../../workflows/supply-chain/contract';
import { defaultName, type IngestSettings } from './contract';
import { baseOf, orderedParts } from './order-parts';
import type { OrderBody } from './schemas';
import type { SourceDeps } from './sources';

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

/** What an order is read with. */
export interface OrderDeps extends SourceDeps {
  settings: Pick<IngestSettings, 'profiles' | 'policies' | 'holdExpiryHours' | 'versionGraceHours'>;
}

/**
 * Read an order into what is written down and run: every part found, what it does not bring taken over from the title's
 * current version.
 *
 * @throws {HeadendError} `ingest/profile-unknown`, `request/invalid`, `upload/…`, `source/…`, `ingest/part-gone`
 */
export async function readOrder(
  body: OrderBody,
  tenantId: string,
  standing: StandingTitle | undefined,
  deps: OrderDeps,
): Promise<Omit<NewIngest, 'requestKey'>> {
  const { settings } = deps;
  const before = baseOf(body, standing)?.parts;
  // An update is made as its version was, unless it says otherwise or the name is gone.
  const asBefore = (known: ReadonlyMap<string, unknown>, name: string | undefined) =>
    name !== undefined && known.has(name) ? name : undefined;
  const { profiles, policies } = settings;
  const profile = chosen(profiles, body.profile ?? asBefore(profiles, before?.profile), 'profile');
  const policy = chosen(policies, body.quality_policy ?? asBefore(policies, before?.policy), 'quality_policy');
  const { delivered, ...parts } = await orderedParts(body, standing, tenantId, deps);
  const title = body.title ?? standing?.name ?? body.external_id;
  return {
    tenantId,
    externalId: body.external_id,
    title,
    credit: body.credit,
    names: { name: body.title, credit: body.credit },
    passthrough: body.passthrough,
    rights: body.rights,
    profile: profile.name,
    priority: body.priority,
    uploadIds: delivered.flatMap(({ uploadId }) => uploadId ?? []),
    secretUrls: Object.fromEntries(delivered.flatMap(({ secret }) => (secret ? [secret] : []))),
    digest: digestOf(body),
    baseVersionId: parts.base?.versionId,
    order: {
      externalId: body.external_id,
      title,
      ...parts,
      expectedSha256: body.checksum?.sha256.toLowerCase(),
      profile,
      policy,
      priority: body.priority,
      hold: holdTimes(settings.holdExpiryHours),
      versionGraceMs: settings.versionGraceHours * 3_600_000,
    },
  };
}

const digestOf = (body: OrderBody): string => createHash('sha256').update(canonicalJson(body)).digest('hex');

/** Whether what a row keeps as its order is one that a run can take: rows outlive releases. */
export function isIngestOrder(stored: unknown): stored is IngestOrder {
  const order = stored as Partial<IngestOrder> | null;
  return Boolean(typeof order?.title === 'string' && order.source?.kind && order.profile?.name && order.policy?.name);
}

/**
 * Start the run of an ingest; nothing happens when it is under way.
 *
 * @throws {HeadendError} `internal/unexpected` where the stored order is none
 */
export async function startIngest(engine: WorkflowEngine, ingest: IngestRecord, publicUrl: string): Promise<void> {
  if (!isIngestOrder(ingest.order))
    throw new HeadendError('internal/unexpected', `The order of ingest ${ingest.id} cannot be read.`);
  const studioUrl = `${publicUrl}/studio/ingests/${ingest.id}`;
  const order: IngestOrder = { ...ingest.order, studioUrl };
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
    summary: cut(`${plainWords(order.title)} (${plainWords(ingest.externalId)})`, 180),
    details: details(ingest, order),
    priority: ingest.priority,
    fairnessKey: ingest.tenantId,
  });
}

const details = (ingest: IngestRecord, order: IngestOrder): string =>
  [
    `**${plainWords(cut(order.title, 200))}**, external id ${plainWords(ingest.externalId)}`,
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
