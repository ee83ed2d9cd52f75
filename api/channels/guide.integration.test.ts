import { XMLParser } from 'fast-xml-parser';
import type { ChannelTerms } from '../../adapters/postgres/channels-port';
import { newId } from '../../adapters/postgres/ids';
import { sealItems } from '../../domain/linear/seal';
import type { AirItem } from '../../domain/linear/types';
import { ask } from '../testing/ask';
import { as, at, created, startApiWorld, world } from '../testing/world';

startApiWorld();

const MINUTE = 60_000;

const terms = (slug: string): ChannelTerms => ({
  ...{ slug, name: 'Meadow <TV>', number: 7, category: 'Nature', timeZone: 'Europe/Berlin' },
  format: {
    ...{ rungs: [{ name: '720p', height: 720 }], audio: ['en'], captions: [] },
    ...{ targetSeconds: 6, dvrMs: 900_000 },
  },
  ...{ schedule: { blocks: [] }, signalling: {}, variants: ['ZZ', 'DE'] },
});

const item = (titleId: string, airStart: number, minutes: number, kind: AirItem['kind'] = 'programme'): AirItem => ({
  ...{ kind, titleId, versionId: 'ver_x', airingId: `${titleId}-${airStart}`, airStart },
  ...{ durationMs: minutes * MINUTE, segFrom: 0, segTo: minutes * 10 },
});

/** A channel on which the first film ended 20 minutes ago; something broke into the second; the third is planned. */
async function channelOnAir() {
  const { channels } = world.server.repositories;
  const slug = newId('chn').toLowerCase().replace('_', '-');
  const doer = { actor: 'Test' };
  const made = await channels.create(world.tenant.id, terms(slug), doer);
  const channel = await channels.turn(made, 'on_air', doer);
  if (!channel) throw new Error('It was not turned on');
  const titles = [];
  for (const title of ['First & <best>', 'Second', 'Third', 'News']) titles.push((await created({ title })).title_id);
  const [first = '', second = '', third = '', news = ''] = titles;
  const begin = Math.floor(Date.now() / 1000) * 1000 - 50 * MINUTE;
  const sealed = [
    item(first, begin, 25),
    item(first, begin + 25 * MINUTE, 5, 'filler'),
    item(second, begin + 30 * MINUTE, 60),
  ];
  for (const variant of channel.variants)
    await channels.seal(channel.id, variant, async () => ({ rows: sealItems(sealed, undefined, 0) }));
  await channels.seal(channel.id, 'ZZ', async () => {
    const before = sealItems(sealed.slice(0, 2), undefined, 0).at(-1);
    const film = { ...item(second, begin + 30 * MINUTE, 10), airingId: sealed[2]?.airingId ?? '' };
    return { rows: sealItems([film, item(news, begin + 40 * MINUTE, 50)], before, 1), cause: 'break-in' };
  });
  for (const variant of channel.variants) {
    const span = { from: begin + 90 * MINUTE, until: begin + 120 * MINUTE };
    const items = [item(third, span.from, 30)];
    const plan = { variant, revision: channel.revision, ...span, items, refusals: [], diff: [], plannedAt: begin };
    await channels.keepPlan(channel.id, plan);
  }
  return { channel, slug, begin, first, second, third, news };
}

interface Told {
  start: string;
  stop: string;
  title: string;
}
const guideFor = async (query: string, role: 'viewer' | 'operator' = 'viewer', headers = {}) => {
  const answer = await ask(at(`/v1/guide${query}`), { ...as(role), headers });
  const { channels } = answer.body as unknown as { channels: { programmes: Told[]; now: Told; next: Told }[] };
  return { answer, channels };
};
const xmltvMs = (time: string) =>
  Date.parse(time.replace(/^(....)(..)(..)(..)(..)(..) (...)(..)$/, '$1-$2-$3T$4:$5:$6$7:$8'));

describe('the guide of channels', () => {
  it('is the same for viewers, for receivers and in the report of what was on air', async () => {
    const { channel, slug, begin } = await channelOnAir();
    const { answer, channels } = await guideFor('');
    expect(answer).toMatchObject({ status: 200 });
    expect(channels).toHaveLength(1);
    const [{ programmes, now, next } = { programmes: [] as Told[], now: undefined, next: undefined }] = channels;
    expect(programmes.map(({ title }) => title)).toEqual(['First & <best>', 'Second', 'News', 'Third']);
    expect(programmes.map(({ start }) => (Date.parse(start) - begin) / MINUTE)).toEqual([0, 30, 40, 90]);
    expect(programmes.slice(0, -1).map(({ stop }) => stop)).toEqual(programmes.slice(1).map(({ start }) => start));
    expect([now?.title, next?.title]).toEqual(['News', 'Third']);

    const epg = await ask(at('/epg.xml'), as('partner'));
    expect(epg).toMatchObject({ status: 200 });
    expect(epg.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const { tv } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(epg.text);
    expect(tv.channel.id).toBe(`${slug}.headend.test`);
    expect(
      tv.programme.map((each: { start: string; stop: string; title: { '#text': string }; channel: string }) => ({
        ...{ start: xmltvMs(each.start), stop: xmltvMs(each.stop), title: each.title['#text'], channel: each.channel },
      })),
    ).toEqual(
      programmes.map(({ start, stop, title }) => ({
        ...{ start: Date.parse(start), stop: Date.parse(stop), title, channel: `${slug}.headend.test` },
      })),
    );

    const report = await ask(at(`/v1/channels/${channel.id}/as-run`), as('operator'));
    const { parity } = report.body as unknown as { parity: { airings: Record<string, unknown>[] } };
    expect(parity.airings).toMatchObject([
      { name: 'First & <best>', verdict: 'kept', aired_start: programmes[0]?.start, off_ms: 0, cause: null },
      {
        name: 'Second',
        verdict: 'cut',
        aired_start: programmes[1]?.start,
        aired_end: programmes[1]?.stop,
        cause: 'break-in',
      },
      { name: 'News', verdict: 'unplanned', aired_start: programmes[2]?.start, cause: 'break-in' },
    ]);
    const table = await ask(at(`/v1/channels/${slug}/as-run.csv`), as('operator'));
    expect(table).toMatchObject({ status: 200 });
    expect(table.headers.get('content-type')).toMatch(/^text\/csv/);
    const lines = table.text.trim().split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[3]).toContain(`,Second,`);
    expect(lines[3]).toMatch(/,cut,.*,0,break-in$/);
    expect(await ask(at(`/v1/channels/${slug}/as-run`), as('viewer'))).toMatchObject({ status: 403 });
  });

  it('is that of the territory the viewer is in', async () => {
    await channelOnAir();
    const names = ({ channels }: Awaited<ReturnType<typeof guideFor>>) =>
      channels[0]?.programmes.map(({ title }) => title);
    expect(names(await guideFor('', 'viewer', { 'x-country': 'DE' }))).toEqual(['First & <best>', 'Second', 'Third']);
    expect(names(await guideFor('?territory=DE', 'operator'))).toEqual(['First & <best>', 'Second', 'Third']);
    expect((await guideFor('?territory=DE')).answer).toMatchObject({ status: 422 });
    expect((await guideFor('?channel=nothing')).answer).toMatchObject({ status: 404 });
  });

  it('lists channels for receivers, whose key opens the guide too and nothing else', async () => {
    const { slug, channel } = await channelOnAir();
    const asked = { role: 'partner', scopes: ['feeds:read'], label: 'Receiver' };
    const made = await ask(at('/v1/api-keys'), { ...as('operator'), body: asked });
    const { key } = made.body as unknown as { key: string };
    const list = await ask(at(`/channels.m3u?territory=DE&key=${key}`));
    expect(list).toMatchObject({ status: 200 });
    expect(list.text.split('\n')).toEqual([
      `#EXTM3U url-tvg="http://headend.test/epg.xml?territory=DE&key=${key}" x-tvg-url="http://headend.test/epg.xml?territory=DE&key=${key}"`,
      `#EXTINF:-1 tvg-id="${slug}.headend.test" tvg-name="Meadow <TV>" tvg-chno="7" group-title="Nature",Meadow <TV>`,
      `http://headend.test/live/${slug}/DE/index.m3u8`,
      '',
    ]);
    const epg = await ask(at(`/epg.xml?territory=DE&key=${key}`));
    expect(epg).toMatchObject({ status: 200 });
    const headers = { 'If-None-Match': String(epg.headers.get('etag')) };
    expect(await ask(at(`/epg.xml?territory=DE&key=${key}`), { headers })).toMatchObject({ status: 304, text: '' });
    expect(await ask(at(`/epg.xml?territory=DE&channel=${slug}&key=${key}`))).toMatchObject({ status: 200 });
    expect(await ask(at(`/epg.xml?channel=nothing&key=${key}`))).toMatchObject({ status: 404 });
    const { channels } = world.server.repositories;
    const renamed = await channels.change(channel, { ...channel, name: 'Heath' }, { actor: 'Test' });
    const anew = await ask(at(`/epg.xml?territory=DE&key=${key}`), { headers });
    expect(anew).toMatchObject({ status: 200 });
    expect(anew.text).toContain('<display-name lang="en">Heath</display-name>');
    expect(await ask(at(`/epg.xml?key=${world.tenant.keys.partner}`))).toMatchObject({ status: 403 });
    expect(await ask(at('/epg.xml'))).toMatchObject({ status: 401 });
    expect(await ask(at('/channels.m3u?days=15'), as('partner'))).toMatchObject({ status: 422 });
    expect(world.server.logs.join('')).not.toContain(key);

    await channels.turn(renamed ?? channel, 'off', { actor: 'Test' });
    expect((await guideFor('')).channels).toEqual([]);
    expect((await ask(at(`/channels.m3u?key=${key}`))).text).not.toContain(slug);
  });
});
