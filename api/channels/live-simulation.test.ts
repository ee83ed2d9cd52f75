import fc from 'fast-check';
import { parse as parseHls, type types } from 'hls-parser';
import type { LiveChannel, LiveVariant } from '../../domain/linear/live/channel';
import { renditionsOf } from '../../domain/linear/live/multivariant';
import { livePoller, type PollFinding } from '../../domain/linear/live/poller';
import { items, NOON, type TestItem, version, withRows } from '../../domain/linear/live/testing/channel';
import { airEnd, BREAK_IN_AHEAD_MS, cutRow, SEAL_AHEAD_MS, sealItems } from '../../domain/linear/seal';
import { effectiveRows, type LedgerRow } from '../../domain/linear/types';
import { liveDocuments } from './live-documents';

const VERSIONS = [
  version({ id: 'film', segments: 40, encrypted: true, film: true, tailFrames: 50 }),
  version({ id: 'show', segments: 25, languages: ['de'], captions: [] }),
  version({ id: 'secret', segments: 12, encrypted: true, tailFrames: 13, languages: ['fr', 'en'] }),
  version({ id: 'promo', segments: 5, film: true, heights: [360], captions: ['en', 'de'] }),
  version({ id: 'slate', segments: 2, tailFrames: 75 }),
];
const encrypted = (uri: string) => /\/ver_(film|secret)\//.test(uri) && !uri.endsWith('.vtt');

/** Short, so that a counterexample can be read. */
interface PlannedItem {
  of: number;
  from: number;
  length: number;
  /** Items of one number, one after another, are a break. */
  inBreak: number;
}

interface Plan {
  items: PlannedItem[];
  /** When something breaks in, milliseconds after the beginning. */
  breakInMs: number;
  /** How far clocks of two nodes differ, milliseconds. */
  skewMs: number;
  pollMs: number;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  items: fc.array(
    fc.record({
      of: fc.nat(VERSIONS.length - 1),
      from: fc.nat(1000),
      length: fc.integer({ min: 1, max: 60 }),
      inBreak: fc.nat(2),
    }),
    { minLength: 8, maxLength: 40 },
  ),
  breakInMs: fc.integer({ min: 120_000, max: 900_000 }),
  skewMs: fc.nat(900),
  pollMs: fc.integer({ min: 1_500, max: 6_000 }),
});

function itemOf({ of, from, length, inBreak }: PlannedItem): TestItem {
  const asset = VERSIONS[of]!;
  const segFrom = from % asset.segments;
  const more = inBreak > 0 ? { breakId: `brk_${inBreak}`, kind: 'promo' as const } : {};
  return { of: asset, segFrom, segTo: Math.min(asset.segments, segFrom + length), ...more };
}

/** The ledger of a channel, sealed as it goes along: what is known of it at an instant. */
function ledgerOf({ items: planned, breakInMs }: Plan, lengthMs: number) {
  const enough = Array.from({ length: 400 }, (_, at) => itemOf(planned[at % planned.length]!));
  const all = sealItems(items(NOON, enough), undefined, 0).filter(
    ({ airStart }) => airStart < NOON + lengthMs + SEAL_AHEAD_MS,
  );
  const decidedAt = NOON + breakInMs;
  const at = decidedAt + BREAK_IN_AHEAD_MS;
  const hit = all.find((row) => airEnd(row) > at);
  const cut = hit && cutRow(hit, VERSIONS.find(({ versionId }) => versionId === hit.versionId)!, at);
  const tail = cut ?? hit;
  // No break goes on in what breaks into it.
  const others = enough.slice(3).map((item) => (item.breakId ? { ...item, breakId: `${item.breakId}_news` } : item));
  const news = tail ? sealItems(items(airEnd(tail), others, tail.ordinal + 1), tail, 1) : [];
  const second = [...(cut ? [{ ...cut, edition: 1 }] : []), ...news];
  return (now: number): LedgerRow[] => {
    // Sealed in batches of five minutes.
    const sealedTo = Math.floor((now - NOON) / 300_000) * 300_000 + NOON + SEAL_AHEAD_MS;
    const known = (row: LedgerRow) => row.airStart < sealedTo;
    return effectiveRows([...all.filter(known), ...(now >= decidedAt ? second.filter(known) : [])]);
  };
}

interface Outcome {
  findings: PollFinding[];
  /** Texts of one edge that two nodes told differently. */
  unlike: number;
  rounds: number;
  texts: string[];
}

/** Poll every playlist of a channel for a while, by the clock of the plan. */
function simulate(
  plan: Plan,
  lengthMs: number,
  spoil: (text: string, name: string) => string = (text) => text,
): Outcome {
  const ledger = ledgerOf(plan, lengthMs);
  const poller = livePoller({ encrypted });
  const addressOf = ({ versionId }: LedgerRow) => `/media/${versionId}/`;
  const [node, other] = [liveDocuments(addressOf), liveDocuments(addressOf)];
  const outcome: Outcome = { findings: [], unlike: 0, rounds: 0, texts: [] };
  const told = new Map<string, string>();
  let channel = withRows([], VERSIONS);
  let refreshed = 0;
  for (let now = NOON + 61_000; now < NOON + lengthMs; now += plan.pollMs) {
    const rows = ledger(now);
    const [before] = channel.variants;
    if (rows.length !== before?.rows.length || rows.at(-1)?.edition !== before.rows.at(-1)?.edition) {
      channel = withRows(rows, VERSIONS, { signalling: { legacyCues: true, interstitials: true } });
      refreshed++;
    }
    const [variant] = channel.variants;
    const texts = playlistsAt(node, channel, variant!, now);
    const others = playlistsAt(other, channel, variant!, now - plan.skewMs);
    for (const [name, text] of [...texts, ...others]) {
      const edge = `${name} ${text.match(/#EXT-X-MEDIA-SEQUENCE:\d+/)} ${text.match(/#EXTINF/g)?.length} ${refreshed}`;
      if ((told.get(edge) ?? text) !== text) outcome.unlike++;
      told.set(edge, text);
    }
    const round = [...texts].map(([name, text]) => ({ name, at: now, text: spoil(text, name) }));
    outcome.findings.push(...poller(round));
    outcome.rounds++;
    outcome.texts = round.map(({ text }) => text);
  }
  return outcome;
}

function playlistsAt(
  documents: ReturnType<typeof liveDocuments>,
  channel: LiveChannel,
  variant: LiveVariant,
  now: number,
) {
  const edge = documents.edgeAt(channel, variant, now);
  if (!edge) throw new Error(`off air at ${now}`);
  return new Map(
    renditionsOf(channel).map((rendition) => [
      JSON.stringify(rendition),
      documents.playlist(channel, variant, rendition, edge).body.toString(),
    ]),
  );
}

const USUAL: Plan = {
  items: [0, 3, 1, 2, 3, 4, 0].map((of, at) => ({ of, from: at, length: 9 + at, inBreak: of === 3 ? 1 : 0 })),
  ...{ breakInMs: 400_000, skewMs: 700, pollMs: 5_000 },
};

describe('a channel that is polled', () => {
  it('breaks no rule of live playlists, whatever airs, through a break-in and batches of the ledger', () => {
    fc.assert(
      fc.property(plan, (random) => {
        const { findings, unlike, rounds } = simulate(random, 800_000);
        expect(findings.slice(0, 3)).toEqual([]);
        expect(unlike).toBe(0);
        expect(rounds).toBeGreaterThan(120);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('breaks none in an hour, and its playlists are read by a parser of others', () => {
    const { findings, unlike, texts } = simulate(USUAL, 3_600_000);
    expect([findings.slice(0, 3), unlike]).toEqual([[], 0]);
    for (const text of texts) {
      const read = parseHls(text) as types.MediaPlaylist;
      const told = Number(/#EXT-X-DISCONTINUITY-SEQUENCE:(\d+)/.exec(text)?.[1]);
      expect([read.targetDuration, read.discontinuitySequenceBase, read.endlist]).toEqual([6, told, false]);
      expect(read.segments).toHaveLength(text.match(/#EXTINF/g)?.length ?? 0);
      expect(read.segments.every(({ map }) => Boolean(map))).toBe(!text.includes('.vtt'));
    }
  });

  const frozen = new Map<string, string>();
  /** What a writer with a fault would write; each is told by its rule. */
  const FAULTS: Record<string, [rule: string, spoil: (text: string, name: string) => string]> = {
    'a segment longer than the target': ['M1', (text) => text.replace('#EXTINF:6.006000', '#EXTINF:6.606000')],
    'a target that changes': [
      'M13',
      (text) => (text.includes('ver_slate') ? text.replace('DURATION:6', 'DURATION:7') : text),
    ],
    'an end': ['6.2.2-M12', (text) => `${text}#EXT-X-ENDLIST\n`],
    'no discontinuity where an item begins': ['M5', (text) => text.replaceAll('#EXT-X-DISCONTINUITY\n', '')],
    'a discontinuity sequence that stays': [
      '6.2.2-M10',
      (text) => text.replace(/#EXT-X-DISCONTINUITY-SEQUENCE:\d+/, '#EXT-X-DISCONTINUITY-SEQUENCE:0'),
    ],
    'sound with other discontinuities': [
      'M2c',
      (text) =>
        text.includes('/audio/')
          ? text.replace(/(DISCONTINUITY-SEQUENCE:)(\d+)/, (_, tag, n) => tag + (Number(n) + 1))
          : text,
    ],
    'numbers that begin anew': ['6.2.2-M3', (text) => text.replace(/(#EXT-X-MEDIA-SEQUENCE:)\d*(\d)\n/, '$1$2\n')],
    'too little in the list': ['6.2.2-M6', (text) => text.split('#EXTINF').slice(0, 3).join('#EXTINF')],
    'keys that are not restated': ['6.2.3-M5', (text) => text.replace(/#EXT-X-KEY:METHOD=SAMPLE.*\n/g, '')],
    'encryption that does not end': ['6.2.3-M2', (text) => text.replaceAll('#EXT-X-KEY:METHOD=NONE\n', '')],
    'no instants': ['8.4', (text) => text.replace(/#EXT-X-PROGRAM.*\n/g, '')],
    'an instant by the clock of the node': [
      'M14',
      (text) =>
        text.replace(/DATE-TIME:(.*)/, (_, at) => `DATE-TIME:${new Date(Date.parse(at) + text.length).toISOString()}`),
    ],
    'a range that goes too soon': [
      'M17',
      (text) => (text.includes('SCTE35-IN') ? text.replace(/#EXT-X-DATERANGE:ID="chn_1-break.*\n/g, '') : text),
    ],
    'a range that is changed': [
      'M18',
      (text) => text.replace(/(break-\d+",START-DATE="[^"]*"),PLANNED-DURATION=/, `$1,PLANNED-DURATION=${text.length}`),
    ],
    'an edge that stands still': [
      '6.2.1-M22',
      (text, name) => {
        if (!frozen.has(name)) frozen.set(name, text);
        return frozen.get(name) ?? text;
      },
    ],
    'a version too high': ['8', (text) => text.replace('VERSION:6', 'VERSION:9')],
  };
  it.each(Object.entries(FAULTS))('with %s is found', (_, [rule, spoil]) => {
    const { findings } = simulate(USUAL, 420_000, spoil);
    expect([...new Set(findings.map((each) => each.rule))]).toContain(rule);
  });
});
