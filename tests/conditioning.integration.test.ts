import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readConfig } from '../adapters/environment/config';
import { createObjectStore } from '../adapters/object-store/s3';
import { openDatabase } from '../adapters/postgres';
import type { components } from '../api/client/schema';
import { testStack } from './stack/use';
import { eventually } from './support/eventually';
import { Partner } from './support/partner';
import { testTools } from './support/tools';

/** Titles that a channel cannot carry as they are, from their order to the channel's playlists, through the real pipeline. */
const stack = testStack();
const partner = new Partner(stack.api, stack.keys.partner);
const { api } = new Partner(stack.api, stack.keys.operator);
const run = promisify(execFile);
const ffmpeg = stack.tools.ffmpeg ?? '';
const database = openDatabase({ url: stack.database });
const store = createObjectStore(readConfig('worker', stack.env).objectStore);
const PATIENCE_MS = 280_000;
jest.setTimeout(PATIENCE_MS);

type Schedule = components['schemas']['ChannelSchedule'];
const once = () => ({ 'Idempotency-Key': randomUUID() });
const FORMAT = {
  rungs: [
    { name: '180p', height: 180 },
    { name: '100p', height: 100 },
  ],
  ...{ audio: ['en'], captions: [], target_seconds: 2, dvr_seconds: 60 },
};

describe('conditioning', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'headend-conditioning-'));
  });
  afterAll(async () => {
    await database.$disconnect();
    await rm(dir, { recursive: true, force: true });
  });

  const clip = async (name: string, rate: string, seconds: number, sound: boolean): Promise<string> => {
    const out = path.join(dir, name);
    const tone = sound ? ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=44100:duration=${seconds}`] : [];
    await run(ffmpeg, [
      ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=${rate}:duration=${seconds}`, ...tone],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-y', out],
    ]);
    return out;
  };
  const titleOf = async (file: string, profile: string): Promise<string> => {
    const upload_id = await partner.upload(file);
    const about = { external_id: `condition-${randomUUID()}`, title: path.basename(file), quality_policy: 'lenient' };
    const { id } = await partner.order({ ...about, profile, source: { upload_id } });
    const ended = await partner.ended(id, PATIENCE_MS);
    expect(ended).toMatchObject({ status: 'published', failure: null });
    return ended.title_id;
  };
  const channelOf = async (titles: string[]): Promise<{ id: string; hls: string }> => {
    const slug = `c-${randomUUID().slice(0, 8)}`;
    const schedule = { blocks: [{ name: 'All', from: '00:00', until: '24:00', pick: { titles }, order: 'in_order' }] };
    const body = { slug, name: slug, time_zone: 'UTC', format: FORMAT, schedule };
    const { data } = await api.POST('/v1/channels', { params: { header: once() }, body });
    const { id, hls } = data!;
    const params = { path: { id }, header: once() };
    await api.POST('/v1/channels/{id}/state', { params, body: { state: 'on_air' } });
    return { id, hls };
  };
  const schedule = async (id: string): Promise<Schedule> => {
    await sleep(1000); // a fortnight of short titles is much to ask for
    const { data } = await api.GET('/v1/channels/{id}/schedule', { params: { path: { id } } });
    return data!;
  };

  it('makes what a channel cannot carry into packages on its grid, and airs them with clean joins', async () => {
    const titles = await Promise.all([
      clip('film.mp4', '24000/1001', 63, true).then((file) => titleOf(file, 'house')),
      testTools().then(({ bikes }) => titleOf(bikes, 'test')),
    ]);
    const channel = await channelOf(titles);
    const seen = new Set<string>();
    await eventually(async () => {
      const { not_carried, items } = await schedule(channel.id);
      for (const { findings, conditioning } of not_carried)
        for (const { code } of findings) if (conditioning) seen.add(`${code} ${conditioning.state}`);
      expect(not_carried).toEqual([]);
      expect(new Set(items.map(({ title_id }) => title_id))).toEqual(new Set(titles));
    }, 200_000);
    expect(seen).toEqual(new Set(['segment-too-long running', 'no-sound running']));

    const media = new URL(channel.hls, stack.api);
    await eventually(async () => expect((await fetch(media)).status).toBe(200), 60_000);
    const decoded = await run(ffmpeg, [
      ...['-v', 'error', '-xerror', '-live_start_index', '0', '-t', '40', '-i', media.href],
      ...['-map', '0:v:0', '-map', '0:a:0', '-f', 'null', '-'],
    ]);
    expect(decoded.stderr).toBe('');
    // What viewers get on demand stays what it was.
    for (const title of titles) {
      const { versions } = await partner.title(title);
      expect(versions.map(({ number }) => number)).toEqual([1]);
    }
  });

  it('keeps encrypted titles encrypted, folds runts, takes the package where the master is gone, and leaves out what is too short', async () => {
    // 30 segments of two seconds, and 0.3 s.
    const film = await clip('locked.mp4', '25', 60.3, true).then((file) => titleOf(file, 'demo'));
    const short = await clip('short.mp4', '25', 1.2, false).then((file) => titleOf(file, 'test'));
    const { masterId } = await database.version.findFirstOrThrow({ where: { titleId: film } });
    const master = await database.master.findUniqueOrThrow({ where: { id: masterId } });
    await store.remove(master.objectKey);
    const channel = await channelOf([film, short]);
    await eventually(async () => {
      const { not_carried, items } = await schedule(channel.id);
      expect(not_carried).toEqual([]);
      expect(new Set(items.map(({ title_id }) => title_id))).toEqual(new Set([film]));
    }, 200_000);
    const made = await database.version.findFirstOrThrow({ where: { titleId: film, layout: '2s-180-100' } });
    const playlist = String(await store.read(`${made.prefix}video/h264-180p.m3u8`));
    const lengths = [...playlist.matchAll(/EXTINF:([\d.]+)/g)].map(([, length]) => Number(length));
    expect([lengths.length, lengths[0]]).toEqual([30, 2]);
    expect(lengths.at(-1)).toBeCloseTo(2.3, 1);
    const kids = (versionId: string) => database.contentKey.findMany({ where: { versionId }, select: { kid: true } });
    expect((await kids(made.id)).length).toBe(2);
    expect(playlist).toContain('METHOD=SAMPLE-AES');
  });
});
