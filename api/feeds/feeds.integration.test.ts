import { newId } from '../../adapters/postgres/ids';
import { FEED_FORMATS } from '../../domain/feeds/formats';
import { readMrss } from '../../domain/metadata/read-mrss';
import { ask } from '../testing/ask';
import { as, at, created, published, startApiWorld, world } from '../testing/world';

startApiWorld();

const feed = (name: string, query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  ask(at(`/feeds/${name}?${new URLSearchParams({ territory: 'DE', ...query })}`), { ...as('partner'), headers });

const sold = (titleId: string, more: object = {}) =>
  ask(at(`/v1/titles/${titleId}/windows`), {
    ...as('operator'),
    body: { license_type: 'SVOD', territories: ['DE'], ...more },
  });

/** A film of the catalogue, as an editor publishes it. */
async function film(name: string): Promise<string> {
  const ingest = await created({ title: name });
  const versionId = await published(ingest);
  const objectKey = `titles/${world.tenant.id}/${ingest.title_id}/${versionId}/poster.jpg`;
  await world.server.database.output.create({ data: { id: newId('out'), versionId, kind: 'poster', objectKey } });
  const path = at(`/v1/titles/${ingest.title_id}/draft`);
  const draft = await ask(path, as('operator'));
  const { status, text } = await ask(path, {
    ...as('operator'),
    method: 'PATCH',
    headers: { 'If-Match': String(draft.headers.get('etag')) },
    body: {
      document: {
        locales: {
          en: { title: name, synopsis_short: `About ${name}`, synopsis_long: `All about ${name} & others <one>` },
          de: { title: `${name} (deutsch)`, synopsis_short: 'Kurz & <gut>' },
        },
        original_language: 'en',
        release_date: '2008-05-30',
        genres: ['animated', 'comedy'],
        people: [{ name: 'Sacha Goedegebure', role: 'director' }],
        ratings: [
          { system: 'FSK', value: '6' },
          { system: 'MPA', value: 'PG' },
        ],
      },
    },
  });
  expect({ status, text }).toMatchObject({ status: 200 });
  const out = await ask(at(`/v1/titles/${ingest.title_id}/publish`), { ...as('operator'), body: {} });
  expect(out.status).toBe(200);
  return ingest.title_id;
}

const items = (xml: string): string[] => xml.match(/<item>[\s\S]*?<\/item>/g) ?? [];

describe('the MRSS feed', () => {
  it('tells what plays in a country, and what is told can be read back', async () => {
    const [here, elsewhere] = [await film('Here'), await film('Elsewhere')];
    const window = { starts_at: '2026-01-01T00:00:00Z', ends_at: '2099-01-01T00:00:00Z' };
    expect((await sold(here, window)).status).toBe(201);
    await sold(elsewhere, { territories: ['FR'] });
    const answer = await feed('mrss.xml', { locale: 'de' });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
    expect(items(answer.text)).toHaveLength(1);
    expect(answer.text).toContain(`<media:player url="http://headend.test/watch/${here}"/>`);
    expect(answer.text).toContain('start=2026-01-01T00:00:00Z; end=2099-01-01T00:00:00Z; scheme=W3C-DTF');
    expect(readMrss(answer.text, { add: jest.fn() } as never)).toMatchObject({
      locales: { de: { title: 'Here (deutsch)', description: 'Kurz & <gut>' } },
      release_date: '2008-05-30',
      genres: ['animated', 'comedy'],
      people: [{ name: 'Sacha Goedegebure', role: 'director' }],
      ratings: [
        { system: 'fsk', value: '6' },
        { system: 'mpaa', value: 'PG' },
      ],
    });
  });
});

describe('every feed', () => {
  const apple = { team_id: 'T', catalog_id: 'c', service_id: 's' };

  it('tells of a title with absolute addresses, compressed, and is not sent again while nothing changes', async () => {
    const id = await film('Fresh');
    await sold(id, { ends_at: '2099-01-01T00:00:00Z' });
    for (const { name, extension, mediaType } of FEED_FORMATS) {
      const file = `${name}.${extension}`;
      const first = await feed(file, apple);
      expect({ file, status: first.status, text: first.text }).toMatchObject({ status: 200 });
      expect(first.headers.get('content-type')).toBe(mediaType);
      expect(first.headers.get('content-encoding')).toBe('gzip');
      expect(first.text).toContain(id);
      expect(first.headers.get('cache-control')).toBe('private, max-age=900');
      const tag = String(first.headers.get('etag'));
      expect(await feed(file, apple, { 'If-None-Match': tag })).toMatchObject({ status: 304, text: '' });
      await sold(id, { license_type: 'AVOD' });
      expect(await feed(file, apple, { 'If-None-Match': tag })).toMatchObject({ status: 200 });
    }
  });

  it('is kept no longer than until the next window opens or closes', async () => {
    const id = await film('Short');
    await sold(id, { ends_at: new Date(Date.now() + 300_000).toISOString() });
    const age = /^private, max-age=(\d+)$/.exec((await feed('roku.json')).headers.get('cache-control') ?? '')?.[1];
    expect(Number(age)).toBeLessThanOrEqual(300);
    await sold(id, { kind: 'blackout', license_type: undefined });
    expect((await feed('roku.json')).text).not.toContain(id);
  });

  it('opens to a key in its address that opens nothing else, and logs none', async () => {
    const asked = { role: 'partner', scopes: ['feeds:read'], label: 'Receiver' };
    const made = await ask(at('/v1/api-keys'), { ...as('operator'), body: asked });
    const { key } = made.body as unknown as { key: string };
    const by = (each: string) => ask(at(`/feeds/mrss.xml?territory=DE&key=${each}`));
    expect(await by(key)).toMatchObject({ status: 200 });
    expect(await ask(at('/v1/titles'), { key })).toMatchObject({ status: 403 });
    for (const other of Object.values(world.tenant.keys))
      expect(await by(other)).toMatchObject({ status: 403, body: { code: 'auth/forbidden' } });
    expect(await by(`${key}x`)).toMatchObject({ status: 401, body: { code: 'auth/invalid' } });
    expect(await ask(at('/feeds/mrss.xml?territory=DE'))).toMatchObject({
      status: 401,
      body: { code: 'auth/missing' },
    });
    expect(world.server.logs.join('')).not.toContain(key);
  });

  it.each([
    ['mrss.xml', { territory: 'DE,AT' }],
    ['roku.json', { territory: 'UK' }],
    ['roku.json', { territory: '' }],
    ['roku.json', { license_type: 'POEST' }],
    ['roku.json', { colour: 'red' }],
    ['apple-catalog.xml', {}],
  ])('%s refuses %j', async (file, query) => {
    expect(await feed(file, query)).toMatchObject({ status: 422, body: { code: 'request/invalid' } });
  });
});

describe('the report on a feed', () => {
  const report = (name: string, role: 'operator' | 'viewer' = 'operator') =>
    ask(at(`/v1/feeds/${name}/report?territory=DE`), as(role));

  it('tells what is listed, what is left out and what to do about it', async () => {
    const [good, closed] = [await film('Good'), await film('Closed')];
    await sold(good);
    await sold(closed, { territories: ['FR'] });
    const bare = await created({ title: 'Bare' });
    await published(bare);
    await sold(bare.title_id);
    const { status, body } = await report('roku');
    const lines = new Map(body.data.map((line) => [line.title_id, line]));
    expect(status).toBe(200);
    expect(lines.get(good)).toMatchObject({ state: 'listed', problems: [] });
    expect(lines.get(closed)).toMatchObject({ state: 'not_offered', problems: [{ at: 'playback/territory' }] });
    expect(lines.get(bare.title_id)).toMatchObject({
      ...{ state: 'left_out', name: 'Bare' },
      problems: expect.arrayContaining([
        { at: 'genres', message: 'genres is required.', fix: 'Add a genre that the receiver knows.' },
      ]),
    });
    expect(await report('roku', 'viewer')).toMatchObject({ status: 403 });
    expect(await report('nothing')).toMatchObject({ status: 422 });
  });
});
