import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import type { GuideEntry } from './guide';
import { writeM3u } from './m3u';
import { listingId, writeXmltv, type XmltvChannel, xmltvTime } from './xmltv';

const START = Date.UTC(2026, 10, 23, 19);
const SOURCE = { at: START, name: 'Test', address: 'https://example.com/epg.xml', language: 'en' };
const entry = (over: Partial<GuideEntry> = {}): GuideEntry => ({
  ...{ start: START, stop: START + 3_600_000, name: 'Film', titleId: 'film', airingId: 'a', runningMs: 3_000_000 },
  ...over,
});
const channel = (guide: GuideEntry[], over: Partial<XmltvChannel> = {}): XmltvChannel => ({
  ...{ id: 'one.example.com', name: 'One', number: 1, logo: 'https://example.com/1.png', timeZone: 'Europe/Berlin' },
  ...{ guide, ...over },
});

/** The content models of xmltv.dtd that we use: child elements in the order in which they may stand, and how often. */
const ORDER: Record<string, string> = {
  tv: 'channel* programme*',
  channel: 'display-name+ icon* url*',
  programme:
    'title+ sub-title* desc* credits? date? category* keyword* language? orig-language? length? icon* url* country* episode-num* video? audio? previously-shown? premiere? last-chance? new? subtitles* rating* star-rating* review* image*',
  rating: 'value icon*',
};

interface Node {
  name: string;
  children: Node[];
  text: string;
}

/** The document as a tree. */
function treeOf(xml: string): Node {
  const parser = new XMLParser({ preserveOrder: true, trimValues: false, parseTagValue: false, htmlEntities: true });
  const nodeOf = (raw: Record<string, unknown>): Node => {
    const [name = '', content = []] = Object.entries(raw).find(([key]) => key !== ':@') ?? [];
    const parts = content as Record<string, unknown>[];
    const children = parts.filter((part) => !('#text' in part)).map(nodeOf);
    return { name, children, text: parts.flatMap((part) => (part['#text'] as string | undefined) ?? []).join('') };
  };
  const roots = (parser.parse(xml) as Record<string, unknown>[]).map(nodeOf);
  return roots.find(({ name }) => name === 'tv') ?? { name: '', children: [], text: '' };
}

/** What the document breaks of the DTD. */
function faultsOf(xml: string): string[] {
  const faults: string[] = [];
  const visit = ({ name, children, text: words }: Node): void => {
    const model = ORDER[name];
    const pattern = (model ?? '')
      .split(' ')
      .map((each) => each.replace(/^([a-z-]+)(.?)$/, '(?:$1 )$2'))
      .join('');
    const names = children.map((child) => `${child.name} `).join('');
    if (!new RegExp(`^${pattern}$`).test(names)) faults.push(`${name}: ${names}`);
    if (!model && name !== 'icon' && !words) faults.push(`${name} is empty`);
    if (!model && name !== 'desc' && /\n/.test(words)) faults.push(`${name}: line break`);
    children.forEach(visit);
  };
  visit(treeOf(xml));
  return faults;
}

const named = ({ name, children, text: words }: Node, wanted: string): string[] => [
  ...(name === wanted ? [words] : []),
  ...children.flatMap((child) => named(child, wanted)),
];

const text = fc.string({ unit: 'binary', maxLength: 30 });
const entries = fc.array(
  fc.record(
    {
      ...{
        name: text,
        seriesName: text,
        description: text,
        season: fc.nat(30),
        episode: fc.nat(400),
        year: fc.nat(2100),
      },
      ...{ genres: fc.array(text, { maxLength: 3 }), poster: fc.webUrl() },
      ratings: fc.array(fc.record({ system: text, value: fc.constantFrom('12', 'PG') }), { maxLength: 2 }),
    },
    { requiredKeys: ['name'] },
  ),
  { maxLength: 8 },
);

describe('XMLTV', () => {
  it('keeps to the DTD whatever words it is given', () => {
    fc.assert(
      fc.property(entries, (some) => {
        const guide = some.map((words, index) => entry({ ...words, start: START + index, stop: START + index + 1 }));
        expect(faultsOf(writeXmltv([channel(guide)], SOURCE))).toEqual([]);
      }),
    );
  });

  it('gives back the words it was given', () => {
    const description = 'Line <one> & "two"\nline \'three\' ]]>';
    const xml = writeXmltv([channel([entry({ name: 'A & <B>', description })])], SOURCE);
    const root = treeOf(xml);
    expect(named(root, 'title')).toEqual(['A & <B>']);
    expect(named(root, 'desc')).toEqual([description]);
  });

  it('counts seasons and episodes from zero, and leaves out what it does not know', () => {
    const xml = writeXmltv(
      [
        channel([
          entry({ seriesName: 'Show', name: 'Pilot', season: 1, episode: 4 }),
          entry({ seriesName: 'Show', name: 'Late', episode: 2 }),
        ]),
      ],
      SOURCE,
    );
    expect(xml).toContain('<title lang="en">Show</title>\n    <sub-title lang="en">Pilot</sub-title>');
    expect(xml).toContain('<episode-num system="xmltv_ns">0.3.</episode-num>');
    expect(xml).toContain('<episode-num system="onscreen">S01E04</episode-num>');
    expect(xml).toContain('<episode-num system="xmltv_ns">.1.</episode-num>');
  });

  it('has all channels in front of all programmes, and refuses two of one id', () => {
    const two = [channel([entry()]), channel([entry()], { id: 'two.example.com' })];
    const xml = writeXmltv(two, SOURCE);
    expect(xml.lastIndexOf('<channel ')).toBeLessThan(xml.indexOf('<programme '));
    expect(() => writeXmltv([...two, channel([])], SOURCE)).toThrow('one.example.com');
  });

  it('tells entries of the channel itself without a length', () => {
    const { titleId: _none, ...own } = entry({ name: 'One' });
    expect(writeXmltv([channel([own])], SOURCE)).not.toContain('<length');
  });

  it.each([
    ['summer in Berlin', 'Europe/Berlin', '2026-10-25T00:30:00Z', '20261025023000 +0200'],
    ['the same clock an hour later', 'Europe/Berlin', '2026-10-25T01:30:00Z', '20261025023000 +0100'],
    ['half an hour of Lord Howe', 'Australia/Lord_Howe', '2026-07-01T00:00:00Z', '20260701103000 +1030'],
    ['west of Greenwich', 'America/St_Johns', '2026-01-01T00:00:00Z', '20251231203000 -0330'],
  ])('writes instants with their offset: %s', (_what, zone, at, written) => {
    expect(xmltvTime(Date.parse(at), zone)).toBe(written);
  });

  it('writes instants that read back as themselves, in every zone', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    const seconds = fc.integer({ min: 1_700_000_000, max: 2_000_000_000 });
    fc.assert(
      fc.property(zones, seconds, (zone, at) => {
        const iso = xmltvTime(at * 1000, zone).replace(
          /^(....)(..)(..)(..)(..)(..) (...)(..)$/,
          '$1-$2-$3T$4:$5:$6$7:$8',
        );
        expect(Date.parse(iso)).toBe(at * 1000);
      }),
    );
  });

  it.each([
    ['one', 'tv.example.com:8443', 'one.tv.example.com'],
    ['one', '127.0.0.1:3000', 'one.headend.internal'],
    ['one', 'localhost:3000', 'one.headend.internal'],
    ['one', '[::1]:3000', 'one.headend.internal'],
  ])('names the channel %s at %s as %s', (slug, host, id) => {
    expect(listingId(slug, host)).toBe(id);
  });
});

describe('M3U', () => {
  it('names channels with all that players ask for', () => {
    const listed = { ...channel([]), group: 'Films', address: 'https://example.com/live/one/index.m3u8' };
    expect(writeM3u([listed], 'https://example.com/epg.xml')).toBe(
      [
        '#EXTM3U url-tvg="https://example.com/epg.xml" x-tvg-url="https://example.com/epg.xml"',
        '#EXTINF:-1 tvg-id="one.example.com" tvg-name="One" tvg-chno="1" tvg-logo="https://example.com/1.png" group-title="Films",One',
        'https://example.com/live/one/index.m3u8',
        '',
      ].join('\n'),
    );
  });

  it('has two lines for each channel whatever it is called', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (names) => {
        const listed = names.map((name, index) => ({ id: `c${index}`, name, group: name, address: `/live/c${index}` }));
        const lines = writeM3u(listed, '/epg.xml').split(/\r\n|[\n\r\u2028\u2029]/);
        expect(lines).toHaveLength(names.length * 2 + 2);
        for (const line of lines.filter((each) => each.startsWith('#EXTINF')))
          expect(line).toMatch(/^#EXTINF:-1( [a-z-]+="[^"]*")+,/);
      }),
    );
  });
});
