import { setTimeout as sleep } from 'node:timers/promises';
import { createChannels, openDatabase } from '../../adapters/postgres';
import { type ApiClient, answerOf, createApiClient, type Schemas } from '../../api/client/client';
import type { SealedRow } from '../../domain/linear/as-run';
import { airEnd, segmentsOf } from '../../domain/linear/seal';
import { effectiveRows } from '../../domain/linear/types';
import type { Stack } from '../../infra/local/stack';
import type { Watched } from './watcher';

const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 3_000;

/** Every row that was ever sealed of a channel's first variant. */
export async function readLedger(url: string, channelId: string): Promise<SealedRow[]> {
  const database = openDatabase({ url, poolSize: 1 });
  try {
    return await createChannels(database).sealed(channelId, 'ZZ', Date.now() - DAY_MS, Date.now() + DAY_MS);
  } finally {
    await database.$disconnect();
  }
}

/** The rows that count follow each other in time and in both numbers. */
export function ledgerTroubles(sealed: readonly SealedRow[]): string[] {
  const rows = effectiveRows(sealed);
  return rows.flatMap((row, index) => {
    const before = rows[index - 1];
    if (!before) return [];
    const follows =
      row.airStart === airEnd(before) &&
      row.ordinal === before.ordinal + 1 &&
      row.msnBase === before.msnBase + segmentsOf(before);
    return follows ? [] : [`${JSON.stringify(before)} is followed by ${JSON.stringify(row)}`];
  });
}

/** Each number that was published is a segment of the row that counts, under its ordinal and in its place. */
export function numberTroubles(published: Watched['published'], sealed: readonly SealedRow[]): string[] {
  const rows = effectiveRows(sealed);
  return [...published].flatMap(([name, segments]) =>
    [...segments].flatMap(([msn, { dsn, uri }]) => {
      const row = rows.find((each) => each.msnBase <= msn && msn < each.msnBase + segmentsOf(each));
      const number = Number(/(\d+)\.\w+$/.exec(uri)?.[1]);
      const fits = row && dsn === row.ordinal && number === row.segFrom + msn - row.msnBase + 1;
      return fits ? [] : [`${name} ${msn} was ${uri} of ${dsn}, the ledger has ${JSON.stringify(row)}`];
    }),
  );
}

/** What a guide told to be on at a moment. */
export interface GuideLook {
  at: number;
  titleId: string;
  start: number;
}

/** Look into the guide throughout; an API that is down is passed over. */
export function watchGuide({ urls, keys }: Stack, channel: string) {
  const looks: GuideLook[] = [];
  const ending = new AbortController();
  const api = createApiClient({ api: urls.api, key: keys.viewer });
  const running = (async () => {
    while (!ending.signal.aborted) {
      const at = Date.now();
      const guide = await api.GET('/v1/guide', { params: { query: { channel } } }).catch(() => undefined);
      const now = guide?.data?.channels[0]?.now;
      if (now?.title_id) looks.push({ at, titleId: now.title_id, start: Date.parse(now.start) });
      await sleep(LOOK_EVERY_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();
  return {
    async end(): Promise<GuideLook[]> {
      ending.abort();
      await running;
      return looks;
    },
  };
}

/** What guides told to be on had begun then, within a segment; what was promised and did not come so has a cause. */
export async function asRunTroubles(
  api: ApiClient,
  id: string,
  looks: readonly GuideLook[],
  segmentS: number,
): Promise<string[]> {
  const { data, parity } = await answerOf(api.GET('/v1/channels/{id}/as-run', { params: { path: { id } } }));
  const began =
    ({ titleId, start }: GuideLook) =>
    (row: Schemas['ChannelAsRun']['data'][number]) =>
      row.title_id === titleId && Math.abs(Date.parse(row.air_start) - start) <= segmentS * 1000;
  const untold = looks.filter((look) => !data.some(began(look)));
  // The airing that is on now is not over: what is sealed of it may lie ahead.
  const causeless = parity.airings.filter(
    ({ verdict, cause, planned_end: end }) => verdict !== 'kept' && !cause && Date.parse(end ?? '') < Date.now(),
  );
  return [
    ...(looks.length === 0 ? ['The guide was never read.'] : []),
    ...untold.map((look) => `The guide told ${JSON.stringify(look)}, which was not on air.`),
    ...causeless.map((airing) => `Without a cause: ${JSON.stringify(airing)}`),
  ];
}
