import type { ChannelRecord } from '../../adapters/postgres/channels-port';
import { HeadendError } from '../../domain/failures';
import type { PickableTitle } from '../../domain/linear/library';
import { airingId, readAiringId } from '../../domain/linear/picking';
import { airEnd, BREAK_IN_AHEAD_MS, repeated } from '../../domain/linear/seal';
import type { LedgerRow } from '../../domain/linear/types';
import { mayAir, withBreak, withReplacement } from '../../domain/linear/variant-plan';
import type {
  BreakInWord,
  ChannelActivities,
  ChannelOrder,
  EditDone,
  InsertBreakWord,
  ReplaceAiringWord,
} from '../../workflows/channels/contract';
import { type ChannelPorts, channelOf, openPlanner, type Planner } from './ports';
import { lazily, resealed } from './sealing';

/** A slate is aired so long where nobody says how long. */
const SLATE_MS = 60_000;

/** What people change of a channel that runs. */
export const createChannelEdits = (
  ports: ChannelPorts,
): Pick<ChannelActivities, 'breakInChannel' | 'replaceChannelAiring' | 'insertChannelBreak' | 'turnChannel'> => ({
  breakInChannel: (word) => breakIn(ports, word),
  replaceChannelAiring: (word) => replaceAiring(ports, word),
  insertChannelBreak: (word) => insertBreak(ports, word),

  async turnChannel({ channelId, state, actor, reason }) {
    const channel = await channelOf(ports, channelId);
    if (channel.state === 'off') throw offAir(channel);
    if (channel.state !== state && !(await ports.channels.turn(channel, state, { actor, detail: { reason } })))
      throw changedMeanwhile(channel);
    return { effects: await sealedEnds(ports, channel) };
  },
});

async function breakIn(ports: ChannelPorts, word: ChannelOrder & BreakInWord): Promise<EditDone> {
  const channel = await channelOf(ports, word.channelId);
  if (channel.state === 'off') throw offAir(channel);
  const planner = await openPlanner(ports, channel);
  const title = pickedTitle(planner, channel, word.titleId ?? channel.slateId);
  const effects: EditDone['effects'] = [];
  for (const variant of channel.variants.filter((each) => !word.variant || each === word.variant)) {
    const insert = (from: number) => {
      const until = word.lengthMs ?? (word.titleId ? undefined : SLATE_MS);
      const items = repeated(itemOf(channel, title, from), title.asset, from, until && from + until);
      requireRights(channel, variant, title, from, airEnd(items.at(-1) ?? { airStart: from, durationMs: 0 }));
      return items;
    };
    const made = async (tail: LedgerRow | undefined, now: number) => {
      const at = now + BREAK_IN_AHEAD_MS;
      const rows = tail ? await ports.channels.ledger(channel.id, variant, now - 1, airEnd(tail) + 1) : [];
      const wish = { channel, variant, rows, at, now, planner: lazily(async () => planner), insert };
      return { rows: await resealed(ports, wish), cause: 'break-in' };
    };
    const sealed = await ports.channels.seal(channel.id, variant, made, word.editId);
    if (sealed.length === 0) throw offAir(channel);
    effects.push(effectOf(variant, sealed));
  }
  return { effects };
}

/** What was put in, and not what was cut for it or follows it. */
const effectOf = (variant: string, rows: readonly LedgerRow[]): EditDone['effects'][number] => {
  const inserted = rows.filter(({ airingId: id }) => readAiringId(id)?.source === 'break-in');
  const last = inserted.at(-1);
  return { variant, from: inserted[0]?.airStart ?? 0, until: last ? airEnd(last) : 0 };
};

const itemOf = (channel: ChannelRecord, { titleId }: PickableTitle, from: number) => ({
  ...{ kind: titleId === channel.slateId ? ('slate' as const) : ('programme' as const), titleId },
  airingId: airingId({ source: 'break-in', round: 0, from }),
});

type Carried = PickableTitle & { asset: NonNullable<PickableTitle['asset']> };

/** @throws {HeadendError} `channels/nothing-to-air`, `channels/not-carried` */
function pickedTitle({ facts }: Planner, { name }: ChannelRecord, titleId: string | undefined): Carried {
  if (!titleId) throw new HeadendError('channels/nothing-to-air', `${name} has no slate to air.`);
  const title = facts.library.find((each) => each.titleId === titleId);
  if (title?.asset) return title as Carried;
  throw new HeadendError(
    'channels/not-carried',
    `The title ${titleId} is not published in a form that ${name} can carry.`,
  );
}

function requireRights(channel: ChannelRecord, variant: string, title: Carried, from: number, until: number): void {
  if (title.titleId === channel.slateId) return;
  const verdict = mayAir(title.rights, variant, from, until);
  if (!verdict.allowed)
    throw new HeadendError('channels/not-carried', `${title.name}: ${verdict.reason ?? verdict.code}`);
}

/** Rules are changed, so that it stays when the plan is made anew. */
async function replaceAiring(ports: ChannelPorts, word: ChannelOrder & ReplaceAiringWord): Promise<EditDone> {
  const channel = await channelOf(ports, word.channelId);
  const plan = (await ports.channels.plans(channel.id)).find(({ variant }) => variant === word.variant);
  const parts = plan?.items.filter(({ airingId }) => airingId === word.airingId) ?? [];
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) {
    await requireUnsealedAiring(ports, channel, word);
    throw new HeadendError('request/not-found', `There is no airing ${word.airingId} ahead.`);
  }
  await requireUnsealed(ports, channel, first.airStart);
  const schedule = withReplacement(channel, first, word);
  return changed(ports, channel, schedule, word, { from: first.airStart, until: airEnd(last) });
}

async function insertBreak(ports: ChannelPorts, word: ChannelOrder & InsertBreakWord): Promise<EditDone> {
  const channel = await channelOf(ports, word.channelId);
  await requireUnsealed(ports, channel, word.at);
  const schedule = withBreak(channel, word);
  return changed(ports, channel, schedule, word, { from: word.at, until: word.at + word.lengthMs });
}

async function changed(
  { channels }: ChannelPorts,
  channel: ChannelRecord,
  schedule: unknown,
  { actor, reason }: { actor: string; reason?: string },
  span: { from: number; until: number },
): Promise<EditDone> {
  if (!(await channels.change(channel, { ...channel, schedule }, { actor, detail: { reason } })))
    throw changedMeanwhile(channel);
  return { effects: channel.variants.map((variant) => ({ variant, ...span })) };
}

/** @throws {HeadendError} `channels/sealed` with the instant from which on it can be changed */
async function requireUnsealed(ports: ChannelPorts, channel: ChannelRecord, at: number): Promise<void> {
  const ends = (await sealedEnds(ports, channel)).map(({ from }) => from);
  const until = Math.max(0, ...ends);
  if (at >= until) return;
  const instant = new Date(until).toISOString();
  throw new HeadendError('channels/sealed', `${channel.name} is sealed until ${instant}.`, { nextChangeAt: instant });
}

/** A plan that was made anew tells nothing of what is sealed already. @throws {HeadendError} `channels/sealed` */
async function requireUnsealedAiring(
  ports: ChannelPorts,
  channel: ChannelRecord,
  { variant, airingId: wanted }: ReplaceAiringWord,
): Promise<void> {
  const now = Date.now();
  const rows = await ports.channels.ledger(channel.id, variant, now - SEALED_AROUND_MS, now + SEALED_AROUND_MS);
  const sealed = rows.find((row) => row.airingId === wanted);
  if (sealed) await requireUnsealed(ports, channel, sealed.airStart);
}

/** What is sealed, and what was on air a little before, lies within so much of the present. */
const SEALED_AROUND_MS = 24 * 3_600_000;

/** What can be changed of each variant: from the end of its last sealed row on. */
const sealedEnds = ({ channels }: ChannelPorts, { id, variants }: ChannelRecord): Promise<EditDone['effects']> =>
  Promise.all(
    variants.map(async (variant) => {
      const tail = await channels.tail(id, variant);
      const from = tail ? airEnd(tail) : 0;
      return { variant, from, until: from };
    }),
  );

const offAir = ({ name }: ChannelRecord) => new HeadendError('channels/off-air', `${name} is not on air.`);
const changedMeanwhile = ({ name }: ChannelRecord) =>
  new HeadendError('database/unavailable', `${name} was changed in this very moment; it is tried again.`);
