import fc from 'fast-check';
import type { AvailRow } from '../../../domain/avails/row';

/** A row of a film in the United States, to be changed as a test needs it. */
export const filmRow = (change: Partial<AvailRow> = {}): AvailRow => ({
  alid: 'md:alid:org:meridian.example:night-train',
  entryType: 'Full Extract',
  licensor: 'Meridian Pictures',
  work: {
    availType: 'single',
    workType: 'Movie',
    title: 'Night Train',
    contentId: 'md:cid:org:meridian.example:night-train',
  },
  licenceType: 'SVOD',
  territories: ['US'],
  excluded: [],
  start: { raw: '', at: '2027-01-01T00:00:00Z' },
  end: { raw: '', at: '2028-01-01T00:00:00Z' },
  allowedLanguages: [],
  assetLanguages: [],
  holdbackLanguages: [],
  formatProfile: 'HD',
  refers: [],
  terms: [],
  exception: false,
  bundled: [],
  ...change,
});

const words = fc
  .stringMatching(/^[A-Za-z0-9&<>"'ÄßéЖ漢 .,:!?-]{1,30}$/)
  .map((text) => text.trim().replace(/\s+/g, ' '));
const name = words.filter((text) => text !== '' && !text.startsWith('//'));
const id = fc.stringMatching(/^md:alid:org:[a-z]{3,9}\.example:[a-z0-9-]{1,12}$/);
const word = fc.stringMatching(/^[A-Z][A-Z0-9-]{1,8}$/);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const instant = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2190, 0, 1) / 60_000 })
  .map((minutes) => ({ raw: '', at: new Date(minutes * 60_000).toISOString().replace('.000Z', 'Z') }));
const event = fc.record({
  raw: fc.constant(''),
  condition: fc.constantFrom('ESTStart', 'EST', 'Broadcast', 'Completed', 'Theatrical') as fc.Arbitrary<'EST'>,
  lagSeconds: optional(fc.integer({ min: -8_000_000, max: 8_000_000 })),
});
const start = fc.oneof(instant, event, fc.constant({ raw: '', condition: 'Immediate' as const }));
const end = fc.oneof(instant, event, fc.constant({ raw: '', condition: 'Open' as const }));

const languages = fc.uniqueArray(
  fc.record({
    language: fc.constantFrom('en', 'de', 'pt-BR', 'zh-Hant', 'es-419'),
    asset: optional(fc.constantFrom('audio', 'subtitle', 'subdub') as fc.Arbitrary<'audio'>),
  }),
  { maxLength: 3, selector: (one) => JSON.stringify(one) },
);

const terms = fc.uniqueArray(
  fc.oneof(
    fc.record({
      name: fc.constantFrom('WSP', 'SRP', 'TPR-WSP', 'LicenseFee'),
      value: fc.integer({ min: 0, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
      currency: fc.constantFrom('USD', 'EUR', 'JPY'),
    }),
    fc.record({ name: fc.constantFrom('Tier', 'Category'), value: fc.constantFrom('4', 'A', 'x=1;y@2 100%') }),
    fc.record({ name: fc.constant('RentalDuration'), value: fc.constantFrom('P30D', 'PT48H30M', 'P2D') }),
    fc.record({ name: fc.constant('AnnounceDate'), value: fc.constantFrom('2026-05-01', '2026-05-01T10:00:00Z') }),
    fc.record({ name: fc.constant('Exclusive'), value: fc.constantFrom('true', 'false') }),
  ),
  { maxLength: 4, selector: ({ name: term }) => term },
);

const work: fc.Arbitrary<AvailRow['work']> = fc.oneof(
  fc.record({
    availType: fc.constantFrom('single', 'collection'),
    workType: fc.constantFrom('Movie', 'Short', 'Collection'),
    title: name,
    displayTitle: optional(name),
    contentId: id,
    altId: optional(word),
    titleEidr: optional(fc.constant('10.5240/7791-8534-2C23-9030-8610-5')),
    editEidr: optional(fc.constant('10.5240/EA73-79D7-1B2B-B378-3A73-M')),
  }),
  fc.record({
    availType: fc.constant('episode'),
    workType: fc.constant('Episode'),
    title: name,
    displayTitle: optional(name),
    contentId: id,
    altId: optional(word),
    seriesTitle: name,
    seriesContentId: id,
    seasonTitle: optional(name),
    seasonContentId: id,
    seasonNumber: fc.integer({ min: 1, max: 40 }).map(String),
    episodeNumber: fc.integer({ min: 1, max: 400 }).map(String),
  }),
  fc.record({
    availType: fc.constant('season'),
    workType: fc.constant('Season'),
    title: name,
    contentId: id,
    altId: optional(word),
    seriesTitle: name,
    seriesContentId: id,
    seasonNumber: fc.integer({ min: 1, max: 40 }).map(String),
  }),
);

/** Any row that a document may hold: every licence, edge, language and term. */
export const anyRow: fc.Arbitrary<AvailRow> = fc
  .record({
    alid: id,
    entryType: fc.constantFrom('Full Extract', 'Full Delete', 'Create', 'Update', 'Delete') as fc.Arbitrary<'Create'>,
    licensor: name,
    licensee: optional(name),
    serviceProvider: optional(name),
    work,
    transactionId: optional(word),
    contractId: optional(word),
    reportingId: optional(word),
    licenceType: fc.constantFrom('EST', 'VOD', 'SVOD', 'AVOD', 'FAST', 'POEST') as fc.Arbitrary<'EST'>,
    rightsDescription: optional(name),
    description: optional(name),
    territories: fc.uniqueArray(fc.constantFrom('US', 'DE', 'US-CA', 'EU', 'XK', 'ZZ'), { minLength: 1, maxLength: 4 }),
    excluded: fc.constant([] as string[]),
    start,
    end,
    windowDuration: optional(fc.integer({ min: 1, max: 9_000_000 })),
    allowedLanguages: languages,
    assetLanguages: languages,
    holdbackLanguages: languages,
    formatProfile: fc.constantFrom('SD', 'HD', 'UHD', '3DHD'),
    hdr: optional(fc.constantFrom('true', 'HDR10', 'DV')),
    refers: fc.uniqueArray(id, { maxLength: 2 }),
    terms,
    exception: fc.boolean(),
    otherInstructions: optional(name),
    bundled: fc.uniqueArray(id, { maxLength: 2 }),
  })
  .map((row) => ({ ...row, territories: [...row.territories].sort() }));
