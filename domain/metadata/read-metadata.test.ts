import fc from 'fast-check';
import { readMetadata } from './read-metadata';

const read = (document: unknown, delivered: string[] = []) =>
  readMetadata(Buffer.from(typeof document === 'string' ? document : JSON.stringify(document)), delivered);
const codes = (document: unknown, delivered?: string[]) => read(document, delivered).findings.map(({ code }) => code);

const FILM = {
  locales: {
    en: { title: 'Big Buck Bunny', short_description: 'A giant rabbit loses his patience.' },
    'pt-BR': { title: 'Grande Coelho' },
  },
  kind: 'short',
  year: 2008,
  release_date: '2008-05-30',
  countries: ['NL'],
  genres: ['Animation', 'Comedy'],
  people: [{ name: 'Sacha Goedegebure', role: 'director' }],
  ratings: [{ system: 'FSK', value: '0', region: 'DE' }],
  ids: { eidr: '10.5240/7791-8534-2C23-9030-8610-5' },
  artwork: [{ file_name: 'poster-en.jpg', kind: 'poster', language: 'en' }],
};

describe('metadata in JSON', () => {
  it('is kept as it was delivered when all of it is right', () => {
    expect(read(FILM, ['poster-en.jpg'])).toEqual({ metadata: FILM, findings: [] });
  });

  it.each<[string, object, string]>([
    ['year', { ...FILM, year: '2008' }, 'year is no whole number from 1870 to 2200; it is left out.'],
    [
      'release_date',
      { ...FILM, release_date: '30.05.2008' },
      'release_date is not a date such as 2008-05-30 but "30.05.2008"; it is left out.',
    ],
    ['countries', { ...FILM, countries: 'NL' }, 'countries is no list; it is left out.'],
    ['kind', { ...FILM, kind: 'film' }, 'kind is none of movie, episode, short, trailer, clip, other; it is left out.'],
  ])('leaves a wrong %s out and keeps the rest', (field, document, message) => {
    const { metadata, findings } = read(document, ['poster-en.jpg']);
    const { [field as 'year']: _, ...rest } = FILM;
    expect(metadata).toEqual(rest);
    expect(findings).toMatchObject([
      { code: 'metadata/field', severity: 'warning', stage: 'metadata', measured: field, message },
    ]);
  });

  it('names the item of a list that is wrong', () => {
    const people = [FILM.people[0], { name: 'Nobody' }, { name: 7, role: 'actor' }];
    const { metadata, findings } = read({ ...FILM, people }, ['poster-en.jpg']);
    expect(metadata?.people).toEqual([FILM.people[0]]);
    expect(findings.map(({ measured }) => measured)).toEqual(['people.1.role', 'people.2.name', 'people.2.name']);
  });

  it('tells fields it does not know and pictures that were not delivered', () => {
    expect(codes({ ...FILM, colour: 'red' }, [])).toEqual(['metadata/unknown-field', 'metadata/artwork-missing']);
  });

  it.each<[string, string | Buffer]>([
    ['no JSON', '{"locales": '],
    ['a list', '[]'],
    ['nothing', ''],
    ['Latin-1', Buffer.from('{"title": "D\xe9j\xe0"}', 'latin1')],
  ])('holds the title when the document is %s', (_, document) => {
    const { metadata, findings } = readMetadata(Buffer.from(document as string), []);
    expect(metadata).toBeUndefined();
    expect(findings).toMatchObject([{ code: 'metadata/unreadable', severity: 'hold' }]);
  });

  it('takes any JSON without an error, never keeps what it does not know, and finds no end of findings', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 6 }),
        fc.dictionary(fc.constantFrom(...Object.keys(FILM), '__proto__'), fc.jsonValue()),
        (json, fields) => {
          for (const document of [json, JSON.stringify(fields)]) {
            const { metadata, findings } = read(document);
            for (const key of Object.keys(metadata ?? {})) expect(Object.keys(FILM)).toContain(key);
            expect(findings.length).toBeLessThanOrEqual(150);
          }
        },
      ),
    );
    expect(read({ keywords: Array.from({ length: 10_000 }, () => 7) }).findings.length).toBeLessThanOrEqual(50);
  });
});

const feed = (item: string, media = 'media') => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:${media}="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Feed</title><language>en</language>${item}</channel></rss>`;
const ITEM = `<item><title>Item title</title><pubDate>Fri, 30 May 2008 09:00:00 GMT</pubDate>
<media:group><media:title>Big Buck Bunny &amp; friends</media:title><media:description type="plain">A rabbit.</media:description>
<media:keywords>rabbit, squirrel</media:keywords><media:category>Animation</media:category><media:category>Comedy</media:category>
<media:rating scheme="urn:mpaa">g</media:rating><media:credit role="director" scheme="urn:ebu">Sacha Goedegebure</media:credit>
<media:copyright>Blender Foundation</media:copyright><media:thumbnail url="https://x/y/still.jpg?w=1"/>
<media:content url="https://x/film.mp4"/></media:group></item>`;

describe('metadata in MRSS', () => {
  const expected = {
    locales: { en: { title: 'Big Buck Bunny & friends', description: 'A rabbit.' } },
    release_date: '2008-05-30',
    genres: ['Animation', 'Comedy'],
    keywords: ['rabbit', 'squirrel'],
    people: [{ name: 'Sacha Goedegebure', role: 'director' }],
    ratings: [{ system: 'mpaa', value: 'g' }],
    copyright: 'Blender Foundation',
    artwork: [{ file_name: 'still.jpg', kind: 'thumbnail' }],
  };

  it('becomes the same document as JSON', () => {
    expect(read(feed(ITEM), ['still.jpg'])).toEqual({ metadata: expected, findings: [] });
  });

  it('is read under any prefix', () => {
    expect(read(feed(ITEM.replaceAll('media:', 'm:'), 'm'), ['still.jpg']).metadata).toEqual(expected);
  });

  it('falls back to the words of RSS', () => {
    expect(read(feed('<item><title>Plain</title></item>')).metadata).toEqual({ locales: { en: { title: 'Plain' } } });
  });

  it('takes the first of several items and says so', () => {
    expect(codes(feed('<item><title>A</title></item><item><title>B</title></item>'))).toEqual([
      'metadata/several-items',
    ]);
  });

  it.each<[string, string]>([
    ['a DOCTYPE', feed(ITEM).replace('<rss', '<!DOCTYPE rss [<!ENTITY a "b">]><rss')],
    ['no item', feed('')],
    ['broken tags', feed('<item><title>A</item>')],
    ['another document', '<html><body/></html>'],
    ['endless nesting', feed(`<item>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</item>`)],
  ])('holds the title for %s', (_, document) => {
    expect(read(document)).toMatchObject({ findings: [{ code: 'metadata/unreadable', severity: 'hold' }] });
    expect(read(document).metadata).toBeUndefined();
  });
});
