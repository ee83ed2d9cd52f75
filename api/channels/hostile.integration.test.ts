import { sealItems } from '../../domain/linear/seal';
import { ask } from '../testing/ask';
import { as, at, created, startApiWorld, world } from '../testing/world';

/** What people send who mean harm, or do not look: each gets a code and a field, nothing is kept of it. */
startApiWorld();

let count = 0;
const DAY = { name: 'Day', from: '06:00', until: '18:00', pick: { everything: true } };
const format = (more: object = {}) => ({ rungs: [{ name: '720p', height: 720 }], audio: ['en'], ...more });
const request = (more: object = {}) => ({
  ...{ slug: `h-${Date.now()}-${count++}`, name: 'Meadow TV', time_zone: 'Europe/Berlin', format: format() },
  ...{ schedule: { blocks: [DAY] }, ...more },
});
const post = (path: string, body: object) => ask(at(`/v1/channels${path}`), { ...as('operator'), body });
const events = (...instants: string[]) => ({
  schedule: { blocks: [DAY], events: instants.map((instant) => ({ at: instant, title: 'tit_x' })) },
});

const CHANNELS: [what: string, channel: object, field: string][] = [
  [
    'two rungs of one name',
    {
      format: format({
        rungs: [
          { name: 'a', height: 720 },
          { name: 'a', height: 360 },
        ],
      }),
    },
    'format.rungs',
  ],
  ['a language twice', { format: format({ audio: ['en', 'EN'] }) }, 'format.audio'],
  ['captions twice', { format: format({ captions: ['de', 'de'] }) }, 'format.captions'],
  ['a territory twice', { variants: ['DE', 'DE'] }, 'variants'],
  ['a logo that runs', { logo_url: 'javascript:alert(1)' }, 'logo_url'],
  ['a logo of the machine', { logo_url: 'file:///etc/passwd' }, 'logo_url'],
  ['a logo that breaks out of its attribute', { logo_url: 'https://a.example/"b' }, 'logo_url'],
  ['a logo with a password', { logo_url: `https://${'me:word'}@a.example/b.png` }, 'logo_url'],
  ['a path for an address', { slug: '../x' }, 'slug'],
  ['a NUL', { name: 'a\u0000b' }, 'name'],
  ['a collection of nothing', { schedule: { blocks: [{ ...DAY, pick: { collections: [] } }] } }, 'collections'],
  ['501 blocks', { schedule: { blocks: Array.from({ length: 501 }, (_, n) => ({ ...DAY, name: `${n}` })) } }, 'blocks'],
  ['two hard events at an instant', events('2026-12-24T20:15', '2026-12-24T20:15+01:00'), 'events'],
  ['two in the hour left out', events('2027-03-28T02:30', '2027-03-28T03:30'), 'events'],
  ['a day that is in no calendar', events('2026-02-30T20:15'), 'events'],
  ['an instant before there were channels', events('0000-01-01T00:00Z'), 'events'],
  ['an instant that nothing keeps', events('+275760-09-13T00:00:00Z'), 'events'],
  ['a number for an instant', events('1'), 'events'],
  ['a break of nothing', { schedule: { blocks: [DAY], breaks: { every_minutes: 10, seconds: 0 } } }, 'seconds'],
];

it.each(CHANNELS)('refuses a channel with %s', async (_what, more, field) => {
  const answer = await post('', request(more));
  expect(answer).toMatchObject({ status: 422, body: { code: expect.any(String), fix: expect.any(String) } });
  expect(answer.body.errors.map((each) => each.field.replaceAll('/', '.')).join()).toContain(field);
});

it('answers questions about any time with the time or a refusal', async () => {
  const { id } = (await post('', request())).body;
  const spans = [
    ['from=0001-01-01T00:00:00Z', 'from'],
    ['from=9999-12-31T23:59:59Z', 'until'],
    ['from=1960-01-01T00:00:00Z', 'from'],
    ['from=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z', 'until'],
    ['from=2026-01-01T00:00:00Z&until=2026-01-01T00:00:00Z', 'until'],
    ['from=2026-02-30T00:00:00Z', 'from'],
  ] as const;
  const paths = [...['schedule', 'as-run', 'as-run.csv'].map((name) => `/v1/channels/${id}/${name}`), '/v1/guide'];
  for (const path of paths)
    for (const [query, field] of spans) {
      const answer = await ask(at(`${path}?${query}`), as('operator'));
      expect(answer).toMatchObject({ status: 422, body: { code: 'request/invalid', errors: [{ field }] } });
    }
  for (const path of paths)
    expect(await ask(at(`${path}?from=9997-12-01T00:00:00Z`), as('operator'))).toMatchObject({ status: 200 });
});

it('finds nothing under odd paths of live channels', async () => {
  const { body } = await post('', request());
  const { slug } = body as unknown as { slug: string };
  const odd = ['%2e%2e', '..%2f..%2fetc%2fpasswd', 'x%00', '%E0%A4%A', '__proto__', 'constructor', 'a'.repeat(5000)];
  const paths = [...odd.map((name) => `${name}/index.m3u8`), `${slug}/__proto__/video/..%2f..%2fx.m3u8`];
  for (const path of paths)
    expect(await ask(at(`/live/${path}`))).toMatchObject({ status: 404, body: { code: expect.any(String) } });
  for (const start of [
    'NaN',
    '-1',
    '1e9',
    '',
    '%00',
    '0x10',
    '9999-01-01T00:00:00Z',
    '2026-13-45T00:00:00Z',
    '1&start=2',
  ])
    expect(await ask(at(`/live/${slug}/index.m3u8?start=${start}`))).toMatchObject({
      status: 400,
      body: { code: 'channels/start-invalid', errors: [{ field: 'start' }] },
    });
});

it('writes names that mean harm as names, in every form', async () => {
  const evil = '=cmd|"x"\u0007\u202e\r\n#EXTINF:-1,<b>&';
  const { title_id: titleId } = await created({ title: evil });
  const { channels } = world.server.repositories;
  const { id } = (await post('', request({ name: evil, category: '" tvg-logo="x' }))).body;
  await post(`/${id}/state`, { state: 'on_air' });
  const airStart = Math.floor(Date.now() / 1000) * 1000 - 60_000;
  const item = { airStart, durationMs: 600_000, kind: 'programme' as const, titleId, versionId: 'ver_x' };
  const rows = sealItems([{ ...item, segFrom: 0, segTo: 100, airingId: 'one' }], undefined, 0);
  await channels.seal(id, 'ZZ', async () => ({ rows }));
  const list = await ask(at('/channels.m3u'), as('partner'));
  expect(list.text.trim().split('\n')).toHaveLength(3);
  expect(list.text).toContain(`group-title="' tvg-logo='x",=cmd|'x' #EXTINF:-1,<b>&\n`);
  const guide = await ask(at('/epg.xml'), as('partner'));
  expect(guide.text).toContain('&lt;b&gt;&amp;</title>');
  expect(guide.text.match(/<title[^>]*>[^<]*<\/title>/g)).toHaveLength(1);
  const table = await ask(at(`/v1/channels/${id}/as-run.csv`), as('operator'));
  expect(table.text).toContain(`,"'=cmd|""x""`);
});
