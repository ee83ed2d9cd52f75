import { type CatalogDocument, emptyDocument, type TitleKind } from '../../catalog/document';
import type { RightsWindow } from '../../rights/types';
import type { FeedRequest, FeedTerm, FeedTitle } from '../title';

/** The instant that tests ask about. */
export const NOW = Date.parse('2028-02-29T00:00:00Z');
export const HOUR = 3_600_000;

/** A document that every receiver takes. */
export const COMPLETE: CatalogDocument = {
  ...emptyDocument(),
  locales: {
    en: {
      title: 'Big <Buck> & "Bunny"',
      synopsis_short: 'A rabbit',
      synopsis_long: 'A large rabbit and three rodents',
    },
    de: { title: 'Großer Hase', synopsis_short: 'Ein Hase' },
  },
  original_language: 'en',
  release_date: '2008-05-30',
  countries: ['NL'],
  genres: ['animation', 'comedy'],
  keywords: ['rabbit'],
  people: [
    { name: 'Sacha Goedegebure', role: 'director' },
    { name: 'Frank', role: 'actor', characters: ['The rodent'] },
  ],
  ratings: [
    { system: 'FSK', value: '6' },
    { system: 'MPA', value: 'PG' },
  ],
  external_ids: { imdb: 'tt1254207' },
  copyright: 'Blender Foundation',
};

export const soldWindow = (more: Partial<RightsWindow> = {}): RightsWindow => ({
  ...{ id: 'win_1', version: 1, kind: 'grant', licenceType: 'SVOD', territories: ['DE'], excludedTerritories: [] },
  ...{ unresolved: [], languages: [], holdbackLanguages: [], deviceFamilies: [] },
  ...{ awaitsApproval: false, withdrawn: false },
  ...more,
});

interface Told extends Partial<Omit<FeedTitle, 'rights' | 'terms'>> {
  windows?: RightsWindow[];
  published?: boolean;
  terms?: Record<string, FeedTerm[]>;
}

/** A published title that plays, and is told of completely. */
export function feedTitle(
  id: string,
  { windows = [soldWindow()], published = true, terms = {}, ...more }: Told = {},
): FeedTitle {
  const kind: TitleKind = more.kind ?? 'movie';
  const plays = kind !== 'series' && kind !== 'season';
  return {
    ...{ id, externalId: id, kind, document: COMPLETE, updatedAt: new Date(NOW - HOUR), publishedAt: new Date(0) },
    pictures: [{ kind: 'poster', url: `https://tv.example/media/${id}.jpg`, width: 600, height: 900 }],
    ...(plays ? { media: { durationMs: 3 * HOUR, height: 1080, audio: ['en', 'de'], captions: ['en'] } } : {}),
    ...more,
    rights: {
      published,
      currentVersionId: plays ? `ver_${id}` : undefined,
      windows: plays ? windows : [],
      rightsRequired: false,
    },
    terms: new Map(Object.entries(terms)),
    children: more.children ?? [],
  };
}

/** A series of one season. */
export const seriesOf = (episodes: FeedTitle[], more: Told = {}): FeedTitle =>
  feedTitle('tit_series', {
    kind: 'series',
    children: [feedTitle('tit_season', { kind: 'season', position: 1, children: episodes })],
    ...more,
  });

export const request = (more: Partial<FeedRequest> = {}): FeedRequest => ({
  ...{ territories: ['DE'], licenceTypes: ['SVOD', 'AVOD', 'VOD', 'EST'], locale: 'en', provider: 'Example <TV>' },
  ...{ teamId: 'TEAM', catalogId: 'com.example', serviceId: 'com.example.svod', publicUrl: 'https://tv.example' },
  ...{ at: NOW, aheadMs: 0, changedAt: NOW - HOUR },
  ...more,
});
