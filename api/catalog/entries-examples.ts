/** Examples of drafts, snapshots and schedules for the document. */

const TITLE = 'tit_01M82AESHWJF0ABN4NDZ500S08';
const SNAPSHOT = 'snp_01M82C1A3D5F7H9K1M3P5R7T9V';
const AT = '2026-11-23T05:00:00.000Z';

const document = {
  locales: {
    en: {
      title: 'Big Buck Bunny',
      tagline: 'Some fruits are better left alone.',
      synopsis_short: 'A giant rabbit takes his gentle revenge on three rodents.',
    },
    de: { title: 'Big Buck Bunny', synopsis_short: 'Ein riesiges Kaninchen rächt sich an drei Nagern.' },
  },
  default_locale: 'en',
  required_locales: ['en', 'de'],
  original_language: 'en',
  release_year: 2008,
  countries: ['NL'],
  genres: ['animation', 'comedy'],
  keywords: ['rabbit'],
  people: [{ name: 'Sacha Goedegebure', role: 'director' }],
  ratings: [{ system: 'FSK', value: '6', country: 'DE' }],
  external_ids: { imdb: 'tt1254207', eidr: '10.5240/EA73-79D7-1B2B-B378-3A73-M' },
};

const hint = {
  severity: 'hint',
  code: 'artwork-missing',
  path: '/artwork',
  message: 'There is no artwork; lists show a frame of the film.',
};

const words = ['title', 'sort_title', 'tagline', 'synopsis_short', 'synopsis_long'];
const complete = (locale: string, ...filled: string[]) => ({
  locale,
  required: true,
  filled,
  missing: words.filter((each) => !filled.includes(each)),
});

const draft = {
  id: TITLE,
  external_id: 'BBB-2008',
  name: 'Big Buck Bunny',
  kind: 'movie',
  parent: null,
  position: null,
  status: 'published',
  auto_publish: false,
  has_media: true,
  revision: 4,
  document,
  issues: [hint],
  completeness: [complete('en', 'title', 'tagline', 'synopsis_short'), complete('de', 'title', 'synopsis_short')],
  live_snapshot: 2,
  unpublished_changes: [
    { path: '/locales/en/tagline', after: 'Some fruits are better left alone.' },
    { path: '/ratings/FSK/value', before: '0', after: '6' },
  ],
  updated_at: AT,
};

const snapshot = {
  id: SNAPSHOT,
  number: 3,
  created_by: 'Desk 2',
  created_at: AT,
  published_at: null,
  live: false,
  issues: [hint],
  document,
};

const schedule = {
  id: 'sch_01M82C4T6Y9C2F5J8M1Q3S7VXZ',
  title_id: TITLE,
  action: 'publish',
  at: '2026-12-01T05:00:00.000Z',
  snapshot_id: SNAPSHOT,
  status: 'waiting',
  reason: null,
  created_by: 'Desk 2',
  created_at: AT,
  ended_at: null,
};

const season = {
  id: 'tit_01M82C7B9D1F3H5K7M9P1R3T5V',
  external_id: 'CAMINANDES-S1',
  name: 'Season 1',
  kind: 'season',
  position: 1,
  status: 'draft',
};
const member = { ...season, id: TITLE, external_id: 'BBB-2008', name: 'Big Buck Bunny', kind: 'movie' };

const genre = {
  id: 'gen_01M82C9D1F3H5K7M9P1R3T5V7X',
  key: 'animation',
  names: { en: 'Animation', de: 'Trickfilm' },
  created_at: AT,
};

const person = {
  id: 'per_01M82CB1D3F5H7K9M1P3R5T7V9',
  name: 'Sacha Goedegebure',
  sort_name: 'Goedegebure, Sacha',
  external_ids: { imdb: 'nm2993163' },
  created_at: AT,
  updated_at: AT,
};

export const ENTRY_EXAMPLES: Readonly<Record<string, { request?: unknown; answer: unknown }>> = {
  createTitle: {
    request: { external_id: 'BBB-2008', name: 'Big Buck Bunny', kind: 'movie', document: { original_language: 'en' } },
    answer: draft,
  },
  getTitleDraft: { answer: draft },
  updateTitleDraft: {
    request: {
      document: {
        locales: { en: { tagline: 'Some fruits are better left alone.' } },
        ratings: [{ system: 'FSK', value: '6' }],
      },
    },
    answer: draft,
  },
  freezeTitle: { answer: snapshot },
  listTitleSnapshots: { answer: { data: [snapshot] } },
  diffTitle: { answer: { from: 2, to: null, changes: draft.unpublished_changes } },
  publishTitle: { request: { snapshot_id: SNAPSHOT }, answer: draft },
  unpublishTitle: { answer: { ...draft, status: 'unpublished' } },
  listRelatedTitles: { answer: { data: [season] } },
  setCollectionMembers: { request: { members: [TITLE] }, answer: { data: [member] } },
  scheduleTitle: {
    request: { action: 'publish', at: schedule.at, snapshot_id: SNAPSHOT },
    answer: schedule,
  },
  listTitleSchedules: { answer: { data: [schedule] } },
  cancelTitleSchedule: { answer: undefined },
  listGenres: { answer: { data: [genre] } },
  createGenre: { request: { key: genre.key, names: genre.names }, answer: genre },
  updateGenre: { request: { names: genre.names }, answer: genre },
  deleteGenre: { answer: undefined },
  listPeople: { answer: { data: [person], next_cursor: null } },
  createPerson: { request: { name: person.name, external_ids: person.external_ids }, answer: person },
  updatePerson: { request: { sort_name: person.sort_name }, answer: person },
  deletePerson: { answer: undefined },
};
