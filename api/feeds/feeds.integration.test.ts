import { readMrss } from '../../domain/metadata/read-mrss';
import { ask } from '../testing/ask';
import { as, at, created, published, startApiWorld } from '../testing/world';

startApiWorld();

const feed = (name: string, query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  ask(at(`/feeds/${name}?${new URLSearchParams({ territory: 'DE', ...query })}`), { ...as('viewer'), headers });

const sold = (titleId: string, more: object = {}) =>
  ask(at(`/v1/titles/${titleId}/windows`), {
    ...as('operator'),
    body: { license_type: 'SVOD', territories: ['DE'], ...more },
  });

/** A film of the catalogue, as an editor publishes it. */
async function film(name: string): Promise<string> {
  const ingest = await created({ title: name });
  await published(ingest);
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
          de: { title: `${name} (deutsch)`, synopsis_short: 'Kurz' },
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
      locales: { de: { title: 'Here (deutsch)', description: 'All about Here & others <one>' } },
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
