import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerOf, once, type Schemas } from '../../api/client/client';
import { type Stack, startStack } from '../../infra/local/stack';
import { makeCodedClip } from '../fixtures/clips';
import { eventually } from '../support/eventually';
import { Partner } from '../support/partner';
import { asRunTroubles, ledgerTroubles, numberTroubles, readLedger, watchGuide } from './channel-truth';
import { Killer } from './killer';
import { mulberry32, numberOption } from './options';
import { orphansOf } from './orphans';
import { say, verdicts } from './say';
import { withSecondNode } from './second-node';
import { type Watched, watch } from './watcher';

const TARGET_S = 2;
/** Names, and lengths in seconds: the film is long enough for breaks. */
const TITLES = [
  ['slate', 4],
  ['short-1', 14],
  ['short-2', 19],
  ['film', 320],
] as const;
const POLL_MS = 500;
/** So long everything is watched before the first kill and after the last. */
const CALM_MS = 20_000;

type ChannelBody = Schemas['ChannelRequest'];

/**
 * Kill API nodes, workers, Temporal, PostgreSQL and the object store at random beside a channel on air, break into it and change its
 * rules meanwhile, then keep PostgreSQL away for `--away` seconds. All the while its playlists are read from two API nodes. Nothing that
 * was published changes, no rule of live playlists is broken, while PostgreSQL is away nobody notices, the ledger has
 * neither overlap nor hole, and what guides told was on air within a segment.
 */
export async function channels(): Promise<boolean> {
  const kills = numberOption('--kills', 9);
  const awayS = numberOption('--away', 120);
  const random = mulberry32(numberOption('--seed', Date.now() % 1_000_000));
  const dataDir = await mkdtemp(path.join(tmpdir(), 'headend-chaos-'));
  const stack = await startStack({ dataDir, env: { LOG_LEVEL: 'info' } });
  const verdict = verdicts();
  const { check } = verdict;
  try {
    const operator = new Partner(stack.urls.api, stack.keys.operator);
    const channel = await onAir(stack, operator);
    const two = await withSecondNode(stack);
    const watching = watch(two.nodes, await mediaPlaylists(stack.urls.api, channel), POLL_MS);
    const guide = watchGuide(stack, channel.slug);
    await sleep(CALM_MS);

    const killer = new Killer(two, random, kills);
    const [breakIns] = await Promise.all([edits(operator, channel), killer.work()]);
    say(`${killer.done} kills: ${killer.tally()}`);
    await stack.waitReady(120_000);
    await sleep(CALM_MS);

    say(`PostgreSQL is away for ${awayS} s`);
    const gone = Date.now();
    await stack.away('postgres', awayS * 1000);
    const back = Date.now();
    await stack.waitReady(120_000);
    const late = await breakIn(operator, channel, 'after the database came back');
    await sleep(CALM_MS + (late - Date.now()));

    const watched = await watching.end();
    const told = await guide.end();
    const during = watched.outages.filter(({ from, until }) => until > gone && from < back);
    tell(watched);
    check('playlists went on while PostgreSQL was away', during.length === 0, JSON.stringify(during));
    check('no number that was published changed', watched.changed.length === 0, some(watched.changed));
    check(
      'the poller found nothing',
      watched.findings.length === 0,
      some(watched.findings.map((one) => JSON.stringify(one))),
    );
    const ledger = await readLedger(stack.urls.database, channel.id);
    check('the ledger has neither overlap nor hole', ...holds(ledgerTroubles(ledger)));
    check('what was published is what was sealed', ...holds(numberTroubles(watched.published, ledger)));
    const editions = new Set(ledger.filter(({ cause }) => cause === 'break-in').map(({ edition }) => edition)).size;
    check(`each break-in broke in once: ${breakIns + 1}`, editions === breakIns + 1, `${editions} editions`);
    check(
      `guide and as-run agree: ${told.length} looks`,
      ...holds(await asRunTroubles(operator.api, channel.id, told, TARGET_S)),
    );
    await two.stopSecond();
  } finally {
    await stack.stop();
  }
  const orphans = await orphansOf(dataDir);
  check('no process is left', orphans.length === 0, orphans.join(', '));
  if (verdict.sound) await rm(dataDir, { recursive: true, force: true });
  else say(`Logs: ${path.join(dataDir, 'logs')}`);
  return verdict.sound;
}

const some = (all: readonly string[]): string => `${all.length}: ${all.slice(0, 5).join('\n     ')}`;
const holds = (troubles: readonly string[]): [boolean, string] => [troubles.length === 0, some(troubles)];

/** Encode the titles, make a channel of them and wait until it plays. */
async function onAir(stack: Stack, operator: Partner): Promise<Schemas['Channel']> {
  say('Titles are made');
  const partner = new Partner(stack.urls.api, stack.keys.partner);
  const ids = new Map(
    await Promise.all(
      TITLES.map(async ([name, seconds]): Promise<[string, string]> => {
        const sound = `sine=frequency=${300 + seconds}:sample_rate=48000:duration=${seconds}`;
        const file = path.join(stack.dataDir, `${name}.mp4`);
        await makeCodedClip(stack.tools.ffmpeg.path, file, { frames: 25 * seconds, audio: { sources: [sound] } });
        const source = { upload_id: await partner.upload(file) };
        const ordered = await partner.order({ external_id: name, title: name, source, profile: 'test' });
        const ended = await partner.ended(ordered.id, 600_000);
        if (ended.status !== 'published') throw new Error(`${name} ended ${ended.status}`);
        return [name, ended.title_id];
      }),
    ),
  );
  const made = await answerOf(
    operator.api.POST('/v1/channels', { params: { header: once() }, body: channelBody(ids) }),
  );
  const params = { path: { id: made.id }, header: once() };
  await answerOf(operator.api.POST('/v1/channels/{id}/state', { params, body: { state: 'on_air' } }));
  await eventually(async () => {
    const { status } = await fetch(new URL(made.hls, stack.urls.api));
    if (status !== 200) throw new Error(`The channel is not on air: ${status}.`);
  }, 120_000);
  say(`${made.slug} is on air`);
  return made;
}

const idOf = (ids: ReadonlyMap<string, string>, name: string): string => ids.get(name) ?? '';

const channelBody = (ids: ReadonlyMap<string, string>): ChannelBody => ({
  ...{ slug: 'chaos', name: 'Chaos', time_zone: 'Europe/Berlin', variants: ['ZZ'], slate_id: idOf(ids, 'slate') },
  signalling: { legacy_cues: true, interstitials: true, no_leading_discontinuity: false },
  format: {
    rungs: [
      { name: '180p', height: 180 },
      { name: '120p', height: 120 },
    ],
    ...{ audio: ['en'], captions: [], target_seconds: TARGET_S, dvr_seconds: 60 },
  },
  schedule: {
    blocks: [
      {
        ...{ name: 'Round the clock', from: '00:00', until: '24:00' },
        pick: { titles: ['short-1', 'short-2', 'film'].map((name) => idOf(ids, name)) },
      },
    ],
    breaks: { every_minutes: 1, seconds: 12, min_programme_minutes: 2 },
  },
});

async function mediaPlaylists(api: string, { hls, slug }: Schemas['Channel']): Promise<string[]> {
  const text = await (await fetch(new URL(hls, api))).text();
  const found = [...text.matchAll(/[\w/.-]+\.m3u8/g)].map(([path]) => new URL(path, new URL(hls, api)).pathname);
  if (found.length < 3) throw new Error(`${slug} has too few playlists:\n${text}`);
  return [...new Set(found)];
}

/** @returns when it takes effect, epoch milliseconds */
async function breakIn(
  operator: Partner,
  { id }: Schemas['Channel'],
  reason: string,
  header = once(),
): Promise<number> {
  const params = { path: { id }, header };
  const done = await answerOf(
    operator.api.POST('/v1/channels/{id}/break-ins', { params, body: { seconds: 8, reason } }),
  );
  return Date.parse(done.effects[0]?.from ?? '');
}

/** Break in and change the rules while processes die. @returns how many break-ins were ordered */
async function edits(operator: Partner, channel: Schemas['Channel']): Promise<number> {
  const params = { path: { id: channel.id } };
  await sleep(2_000);
  await breakIn(operator, channel, 'amid kills');
  say('broke in');
  const header = once();
  await Promise.all([1, 2].map(() => breakIn(operator, channel, 'a second click', header)));
  await Promise.all([1, 2].map((desk) => breakIn(operator, channel, `desk ${desk} at the same second`)));
  say('broke in by two clicks, and from two desks');
  await eventually(async () => {
    const { data, response } = await operator.api.GET('/v1/channels/{id}', { params });
    const header = { 'If-Match': response.headers.get('etag') ?? '' };
    const {
      id: _id,
      revision: _revision,
      state: _state,
      on_air_since: _since,
      hls: _hls,
      dash: _dash,
      ...rest
    } = data as Schemas['Channel'];
    const { updated_by: _by, created_at: _created, updated_at: _updated, ...terms } = rest;
    const body = { ...terms, schedule: { ...terms.schedule, breaks: { every_minutes: 2, seconds: 8 } } };
    await answerOf(operator.api.PUT('/v1/channels/{id}', { params: { ...params, header }, body }));
  }, 120_000);
  say('changed the rules');
  const at = new Date(Date.now() + 25 * 60_000).toISOString();
  const added = { path: { id: channel.id }, header: once() };
  await answerOf(operator.api.POST('/v1/channels/{id}/breaks', { params: added, body: { at, seconds: 30 } }));
  await sleep(5_000);
  await breakIn(operator, channel, 'again');
  say('ordered a break, and broke in again');
  return 5;
}

function tell({ rounds, outages, refusals, published }: Watched): void {
  const segments = [...published.values()].reduce((sum, list) => sum + list.size, 0);
  say(`${rounds} rounds over ${published.size} playlists, ${segments} segments published`);
  for (const { from, until, why } of outages)
    say(`no node answered for ${((until - from) / 1000).toFixed(1)} s from ${new Date(from).toISOString()}: ${why}`);
  for (const [why, times] of refusals) say(`a node answered ${why}, ${times} times`);
}
