import { isDeepStrictEqual } from 'node:util';
import type { ChannelRecord, Channels, ChannelTerms } from '../../adapters/postgres/channels-port';
import { UpdateRefused, type WorkflowEngine } from '../../adapters/temporal/port';
import { HeadendError, isFailureCode, isHeadendError } from '../../domain/failures';
import { asRunCsv, asRunOf } from '../../domain/linear/as-run';
import { layoutOf } from '../../domain/linear/conditioning';
import { planDiff } from '../../domain/linear/diff';
import { airEnd } from '../../domain/linear/seal';
import type { AirItem } from '../../domain/linear/types';
import { checkChannel, doubtsOf, planVariant, wishOf } from '../../domain/linear/variant-plan';
import {
  breakIn as breakInUpdate,
  CHANNEL_PROCESS,
  type ChannelOrder,
  CONDITION_TITLE,
  CONDITIONING_PRIORITY,
  type ConditioningOrder,
  channelChanged,
  channelProcessId,
  conditionTitleId,
  type EditDone,
  insertBreak as insertBreakUpdate,
  replaceAiring as replaceAiringUpdate,
} from '../../workflows/channels/contract';
import { SUPPLY_CHAIN_QUEUE } from '../../workflows/supply-chain/contract';
import { type Caller, type Route, route } from '../http/operation';
import { requireMatch } from '../http/preconditions';
import { mayUse } from '../http/scopes';
import * as specs from './specs';
import { asRunView, channelView, iso, itemView, notCarriedView, refusalView, scheduleView, termsOf } from './views';

export interface ChannelParts {
  channels: Channels;
  engine: WorkflowEngine;
}

const DAY_MS = 86_400_000;
/** As far as a channel is planned, and a little. */
const LONGEST_SPAN_MS = 16 * DAY_MS;
const LONGEST_PREVIEW_MS = 28 * DAY_MS;
/** The database keeps instants until 9999, and what is on at the end of a span is looked for beyond it. */
const LAST_MS = Date.UTC(9998, 0);

/** Channels: what they are, what airs when, what aired. */
export const channelRoutes = (parts: ChannelParts): Route[] => [
  route(specs.listChannels, async ({ caller }) => {
    const all = await parts.channels.list(caller.tenantId);
    const shown = mayUse(caller, 'channels:write') ? all : all.filter(({ state }) => state !== 'off');
    return { body: { data: shown.map(channelView) } };
  }),

  route(specs.createChannel, async ({ body, caller }) => {
    const terms = await checked(parts, caller, termsOf(body));
    const channel = await parts.channels.create(caller.tenantId, terms, { actor: caller.label });
    return { ...tagged(channel), location: `/v1/channels/${channel.id}` };
  }),

  route(specs.getChannel, async ({ params, caller }) => {
    const channel = await found(parts, caller, params.id);
    if (channel.state === 'off' && !mayUse(caller, 'channels:write')) throw noChannel(params.id);
    return tagged(channel);
  }),

  route(specs.changeChannel, async ({ params, body, caller, ifMatch }) => {
    const before = await found(parts, caller, params.id);
    requireMatch(ifMatch, tagOf(before));
    const terms = await checked(parts, caller, termsOf(body));
    requireSameFormat(before, terms);
    const after = orChanged(await parts.channels.change(before, terms, { actor: caller.label }));
    await toldProcess(parts, after);
    return tagged(after);
  }),

  route(specs.turnChannel, async ({ params, body, caller }) => {
    const before = await found(parts, caller, params.id);
    const doer = { actor: caller.label, detail: { reason: body.reason } };
    const after = before.state === body.state ? before : orChanged(await parts.channels.turn(before, body.state, doer));
    await toldProcess(parts, after);
    return tagged(after);
  }),

  route(specs.getSchedule, async ({ params, query, caller }) => {
    const channel = await found(parts, caller, params.id);
    const variant = variantOf(channel, query.variant);
    const span = spanOf(query, { from: Date.now(), length: DAY_MS });
    const [sealed, plans] = await Promise.all([
      parts.channels.ledger(channel.id, variant, span.from, Math.max(span.until, Date.now() + DAY_MS)),
      parts.channels.plans(channel.id),
    ]);
    const plan = plans.find((each) => each.variant === variant);
    const { library } = await parts.channels.planning(channel.tenantId, wishOf(channel));
    const missing = library.filter(({ asset }) => !asset);
    const ids = [...sealed, ...(plan?.items ?? []), ...(plan?.refusals ?? []), ...missing].map(
      ({ titleId }) => titleId,
    );
    const titles = await titlesOf(parts, caller, ids);
    const findings = await parts.channels.assetFindings(
      caller.tenantId,
      missing.map(({ titleId }) => titleId),
    );
    return {
      body: {
        ...scheduleView(channel, variant, { sealed, plan, span, titles }),
        not_carried: missing.map((title) => notCarriedView(title, findings.get(title.titleId) ?? [], channel.format)),
      },
    };
  }),

  route(specs.previewSchedule, async ({ params, body, caller }) => {
    const before = await found(parts, caller, params.id);
    const variant = variantOf(before, body.variant);
    const terms = await checked(parts, caller, { ...before, schedule: body.schedule });
    const channel = { ...before, ...terms };
    const tail = await parts.channels.tail(before.id, variant);
    const from = Math.max(tail ? airEnd(tail) : 0, Math.floor(Date.now() / 1000) * 1000);
    const until = body.until ? Date.parse(body.until) : from + 7 * DAY_MS;
    if (until <= from || until - from > LONGEST_PREVIEW_MS)
      throw new HeadendError('request/invalid', `A preview ends after ${iso(from)} and within four weeks.`, {
        field: 'until',
      });
    const airedBefore = await parts.channels.ledger(before.id, variant, from - 14 * DAY_MS, from);
    const span = { variant, airedBefore, from, until };
    const facts = await parts.channels.planning(caller.tenantId, wishOf(channel));
    const { items, refusals } = planVariant({ ...facts, ...span, channel });
    const ahead = isDeepStrictEqual(before.schedule, terms.schedule)
      ? items
      : planVariant({ ...(await parts.channels.planning(caller.tenantId, wishOf(before))), ...span, channel: before })
          .items;
    const titles = await titlesOf(
      parts,
      caller,
      [...items, ...ahead, ...refusals].map(({ titleId }) => titleId),
    );
    return {
      body: {
        ...{ variant, from: iso(from), until: iso(until), items: items.map((item) => itemView(item, titles)) },
        refusals: refusals.map((refusal) => refusalView(refusal, titles)),
        changes: changesOf(ahead, items, titles),
        warnings: doubtsOf(channel, facts.library),
      },
    };
  }),

  route(specs.breakIn, async ({ params, body, caller, requestKey }) => {
    const channel = await found(parts, caller, params.id);
    const { title_id: titleId, seconds, variant, reason } = body;
    if (variant) variantOf(channel, variant);
    const word = { titleId, lengthMs: seconds && seconds * 1000, variant, reason, actor: caller.label };
    return edited(parts, channel, breakInUpdate.name, word, requestKey);
  }),

  route(specs.replaceAiring, async ({ params, body, caller, requestKey }) => {
    const channel = await found(parts, caller, params.id);
    const { airing_id: airingId, title_id: titleId, variant, reason } = body;
    const word = { airingId, titleId, variant: variantOf(channel, variant), reason, actor: caller.label };
    return edited(parts, channel, replaceAiringUpdate.name, word, requestKey);
  }),

  route(specs.insertBreak, async ({ params, body, caller, requestKey }) => {
    const channel = await found(parts, caller, params.id);
    const word = { at: Date.parse(body.at), lengthMs: body.seconds * 1000, reason: body.reason, actor: caller.label };
    return edited(parts, channel, insertBreakUpdate.name, word, requestKey);
  }),

  route(specs.conditionTitle, async ({ params, body, caller }) => {
    const channel = await found(parts, caller, params.id);
    const { library } = await parts.channels.planning(caller.tenantId, wishOf(channel));
    const versionId = library.find(({ titleId }) => titleId === body.title_id)?.current?.versionId;
    if (!versionId)
      throw new HeadendError('request/not-found', `${channel.name} names no published title ${body.title_id}.`, {
        field: 'title_id',
      });
    const { tenantId } = caller;
    const order = { tenantId, titleId: body.title_id, versionId, layout: layoutOf(channel.format) };
    return { body: { ...(await startConditioning(parts.engine, order)) } };
  }),

  route(specs.getAsRun, async ({ params, query, caller }) => {
    const { channel, variant, report, seen, titles } = await reported(parts, caller, params.id, query);
    return { body: asRunView(channel, variant, report, seen, titles) };
  }),

  route(specs.getAsRunTable, async ({ params, query, caller }) => {
    const { channel, report, seen, titles } = await reported(parts, caller, params.id, query);
    const text = asRunCsv(report, seen, (titleId) => titles.get(titleId)?.name);
    return {
      body: undefined,
      file: { type: 'text/csv', name: `${channel.slug}-as-run.csv`, bytes: Buffer.from(text) },
    };
  }),
];

/** What was on air, at most until now. */
async function reported(
  parts: ChannelParts,
  caller: Caller,
  id: string,
  query: { from?: string; until?: string; variant?: string },
) {
  const channel = await found(parts, caller, id);
  const variant = variantOf(channel, query.variant);
  const { from, until } = spanOf(query, { from: Date.now() - DAY_MS, length: DAY_MS });
  const [sealed, seen] = await Promise.all([
    parts.channels.sealed(channel.id, variant, from, Math.min(until, Date.now())),
    parts.channels.asRun(channel.id, variant, from, until),
  ]);
  const report = asRunOf(sealed, seen, channel.format.targetSeconds * 1000);
  const titles = await titlesOf(
    parts,
    caller,
    sealed.map(({ titleId }) => titleId),
  );
  return { channel, variant, report, seen, titles };
}

const tagOf = ({ revision }: ChannelRecord): string => `"${revision}"`;
const tagged = (channel: ChannelRecord) => ({ body: channelView(channel), etag: tagOf(channel) });
const noChannel = (id: string) => new HeadendError('request/not-found', `There is no channel ${id}.`);

async function found(
  { channels }: Pick<ChannelParts, 'channels'>,
  { tenantId }: Pick<Caller, 'tenantId'>,
  id: string,
): Promise<ChannelRecord> {
  const channel = await channels.find(tenantId, id);
  if (channel) return channel;
  throw noChannel(id);
}

function orChanged(channel: ChannelRecord | undefined): ChannelRecord {
  if (channel) return channel;
  throw new HeadendError('precondition/failed', 'The channel was changed in this very moment.');
}

/** @throws {HeadendError} `channels/schedule-invalid` with every fault, `request/not-found` for a slate that is not there */
async function checked({ channels }: ChannelParts, { tenantId }: Caller, terms: ChannelTerms): Promise<ChannelTerms> {
  const problems = checkChannel(terms);
  if (problems.length > 0) {
    const [{ field, message } = { field: '', message: '' }] = problems;
    throw new HeadendError('channels/schedule-invalid', `${field} ${message}`, { field, errors: problems });
  }
  const { slateId } = terms;
  if (slateId && !(await channels.rightsOf(tenantId, [slateId])).has(slateId))
    throw new HeadendError('request/not-found', `There is no title ${slateId}.`, { field: 'slate_id' });
  return terms;
}

/** Players keep to what they began with. */
function requireSameFormat(before: ChannelRecord, after: ChannelTerms): void {
  if (before.state === 'off') return;
  const field = (['format', 'variants'] as const).find((each) => !isDeepStrictEqual(before[each], after[each]));
  if (field) throw new HeadendError('channels/on-air', `${before.name} is on air.`, { field });
}

/** @throws {HeadendError} `request/not-found` */
function variantOf({ name, variants: [first = 'ZZ', ...others] }: ChannelRecord, wanted: string | undefined): string {
  if (wanted === undefined || wanted === first || others.includes(wanted)) return wanted ?? first;
  throw new HeadendError('request/not-found', `${name} has no variant ${wanted}.`, { field: 'variant' });
}

/** @throws {HeadendError} `request/invalid` */
export function spanOf(
  { from, until }: { from?: string; until?: string },
  usual: { from: number; length: number },
): { from: number; until: number } {
  const begin = from ? Date.parse(from) : usual.from;
  const end = until ? Date.parse(until) : begin + usual.length;
  const told = begin >= 0 && end <= LAST_MS;
  if (!told)
    throw new HeadendError('request/invalid', '`from` is after 1970, `until` before 9998.', {
      field: begin < 0 ? 'from' : 'until',
    });
  if (end > begin && end - begin <= LONGEST_SPAN_MS) return { from: begin, until: end };
  throw new HeadendError('request/invalid', '`until` is after `from`, by 16 days at most.', { field: 'until' });
}

const titlesOf = (
  { channels }: Pick<ChannelParts, 'channels'>,
  { tenantId }: Pick<Caller, 'tenantId'>,
  ids: string[],
) => channels.guideTitles(tenantId, ids, 'en');

const changesOf = (
  before: readonly AirItem[],
  after: readonly AirItem[],
  titles: Awaited<ReturnType<typeof titlesOf>>,
) =>
  planDiff(before, after).map(({ change, titleId, at, before: was }) => ({
    ...{ change, title_id: titleId, name: titles.get(titleId)?.name ?? null },
    ...{ at: at === undefined ? null : iso(at), before: was === undefined ? null : iso(was) },
  }));

/** One process for each channel that is on air; it looks at once. */
const toldProcess = async ({ engine }: ChannelParts, channel: ChannelRecord): Promise<void> =>
  channel.state === 'off' && channel.epoch === undefined ? undefined : startProcess(engine, channel, { tell: true });

/** @param tell have a process that is under way look at once */
const startProcess = (
  engine: WorkflowEngine,
  { id, tenantId }: Pick<ChannelRecord, 'id' | 'tenantId'>,
  { tell }: { tell: boolean },
): Promise<void> =>
  engine.start({
    type: CHANNEL_PROCESS,
    id: channelProcessId(id),
    queue: SUPPLY_CHAIN_QUEUE,
    input: { channelId: id } satisfies ChannelOrder,
    attributes: [{ name: 'TenantId', type: 'keyword', value: tenantId }],
    summary: 'keeps a channel on air',
    details: `Channel \`${id}\``,
    priority: 1,
    fairnessKey: tenantId,
    signal: tell ? channelChanged.name : undefined,
  });

/** What is under way goes on. */
async function startConditioning(engine: WorkflowEngine, order: ConditioningOrder) {
  const { tenantId, titleId, versionId, layout } = order;
  const id = conditionTitleId(order);
  await engine.start({
    ...{ type: CONDITION_TITLE, id, queue: SUPPLY_CHAIN_QUEUE, input: order },
    attributes: [
      { name: 'TenantId', type: 'keyword', value: tenantId },
      { name: 'TitleId', type: 'keyword', value: titleId },
    ],
    summary: `makes a title ready for channels of ${layout}`,
    details: `Version \`${versionId}\``,
    ...{ priority: CONDITIONING_PRIORITY, fairnessKey: tenantId },
  });
  return { title_id: titleId, version_id: versionId, layout, workflow_id: id };
}

async function edited(parts: ChannelParts, channel: ChannelRecord, update: string, word: unknown, requestKey?: string) {
  if (channel.state === 'off') throw new HeadendError('channels/off-air', `${channel.name} is not on air.`);
  await startProcess(parts.engine, channel, { tell: false });
  try {
    const { effects } = await parts.engine.update<EditDone>(channelProcessId(channel.id), update, word, requestKey);
    const view = effects.map(({ variant, from, until }) => ({ variant, from: iso(from), until: iso(until) }));
    return { body: { effects: view } };
  } catch (error) {
    if (error instanceof UpdateRefused && isFailureCode(error.type)) throw new HeadendError(error.type, error.message);
    if (isHeadendError(error) && error.code === 'run/unknown')
      throw new HeadendError('channels/off-air', `${channel.name} is not on air.`);
    throw error;
  }
}

/** A process that somebody ended begins again. */
export const lostChannels =
  ({ channels, engine }: ChannelParts): (() => Promise<void>) =>
  async () => {
    for (const channel of await channels.lost(new Date())) await startProcess(engine, channel, { tell: false });
  };
