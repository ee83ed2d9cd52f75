import { MOST_SHORT, TITLE_KINDS } from '../../domain/catalog/document';
import { IdParams } from '../http/operation';
import { instantText, isCount, NO_COUNT } from '../http/storable';
import { z } from '../http/zod';

const instant = z.string().openapi({ format: 'date-time', example: '2026-11-23T05:00:00.000Z' });
const locale = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 locale such as pt-BR')
  .openapi({ example: 'pt-BR' });
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 country such as DE');
const words = (most: number) => z.string().trim().min(1).max(most);
const kind = z.enum(TITLE_KINDS);

const texts = {
  title: words(500),
  sort_title: words(500),
  tagline: words(500),
  synopsis_short: words(2_000).openapi({ description: `For lists; more than ${MOST_SHORT} characters are an error.` }),
  synopsis_long: words(10_000),
};
const LocalTextView = z.object(texts).partial().openapi('LocalText');

const contributor = z
  .strictObject({
    name: words(200),
    role: words(100),
    characters: z.array(words(200)).max(20).optional(),
    person_id: z.string().max(64).optional(),
  })
  .openapi('Contributor');

const rating = z
  .strictObject({
    system: words(40).openapi({ description: 'The board, such as FSK, BBFC, MPA or TVPG.' }),
    value: words(40),
    country: country.optional().openapi({ description: 'Its own country when left out.' }),
    reasons: z.array(words(100)).max(20).optional(),
  })
  .openapi('AgeRating');

const lists = {
  required_locales: z.array(locale).max(100),
  countries: z.array(country).max(50),
  genres: z.array(words(100)).max(50),
  keywords: z.array(words(100)).max(200),
  people: z.array(contributor).max(1000),
  ratings: z.array(rating).max(50),
};
const singles = {
  default_locale: locale,
  original_title: words(500),
  original_language: locale,
  release_year: z.int().min(1870).max(2200),
  release_date: z.iso.date(),
  copyright: words(500),
};

const externalId = words(200);
const register = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'a word such as imdb');

/** A document as it is told. Wide in what lies stored. */
export const DocumentView = z
  .object({
    locales: z.record(z.string(), LocalTextView),
    ...lists,
    required_locales: z.array(z.string()),
    people: z.array(z.object({ ...contributor.shape })),
    ratings: z.array(z.object({ ...rating.shape, country: z.string().optional() })),
    countries: z.array(z.string()),
    external_ids: z.record(z.string(), z.string()),
    default_locale: z.string().optional(),
    original_title: z.string().optional(),
    original_language: z.string().optional(),
    release_year: z.int().optional(),
    release_date: z.string().optional(),
    copyright: z.string().optional(),
  })
  .openapi('TitleDocument', {
    description: 'What the entry says of itself. Registers checked: eidr, imdb, gracenote.',
  });

const nullable = <Shape extends Record<string, z.ZodType>>(shape: Shape) =>
  Object.fromEntries(Object.entries(shape).map(([name, type]) => [name, type.nullable().optional()])) as {
    [Name in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Name]>>;
  };

/** JSON Merge Patch (RFC 7396) of a document: null takes away, lists are replaced whole. */
export const DocumentPatch = z
  .strictObject({
    locales: z.record(locale, z.strictObject(nullable(texts)).nullable()).optional(),
    ...nullable(lists),
    ...nullable(singles),
    external_ids: z.record(register, externalId.nullable()).optional(),
  })
  .openapi('TitleDocumentPatch', {
    description: 'JSON Merge Patch (RFC 7396): what is left out stays, null takes away, lists are replaced whole.',
  });

const place = {
  kind: kind.optional(),
  parent_id: z.string().min(1).max(64).nullable().optional().openapi({ description: 'What it stands under.' }),
  position: z
    .int()
    .min(0)
    .max(100_000)
    .nullable()
    .optional()
    .openapi({ description: 'Number of a season or episode.' }),
};

export const TitleRequest = z
  .strictObject({
    external_id: z.string().trim().min(1).max(200),
    name: words(300).openapi({ description: 'What lists call it until it is published.' }),
    ...place,
    document: DocumentPatch.optional(),
  })
  .openapi('TitleRequest');

export const DraftChange = z
  .strictObject({ ...place, document: DocumentPatch.optional() })
  .refine((change) => Object.keys(change).length > 0, 'changes nothing')
  .openapi('DraftChange');

export const IssueView = z
  .object({
    severity: z.enum(['error', 'warning', 'hint']).openapi({ description: 'With an error nothing is published.' }),
    code: z.string(),
    path: z.string().openapi({ description: 'JSON pointer into the document, or parent_id, position, artwork.' }),
    message: z.string(),
  })
  .openapi('TitleIssue');

export const SnapshotView = z
  .object({
    id: z.string(),
    number: z.int(),
    created_by: z.string(),
    created_at: instant,
    published_at: instant.nullable().openapi({ description: 'When it went out last.' }),
    live: z.boolean().openapi({ description: 'Viewers see it now.' }),
    issues: z.array(IssueView),
    document: DocumentView,
  })
  .openapi('TitleSnapshot');

const change = z
  .object({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })
  .openapi('DocumentChange', { description: '`before` or `after` is absent where there is nothing.' });

export const DraftView = z
  .object({
    id: z.string(),
    external_id: z.string(),
    name: z.string(),
    kind,
    parent: z.object({ id: z.string(), kind, name: z.string() }).nullable(),
    position: z.int().nullable(),
    status: z.enum(['draft', 'published', 'unpublished']),
    auto_publish: z
      .boolean()
      .openapi({ description: 'The first media version publishes it; off once an editor does.' }),
    has_media: z.boolean(),
    revision: z.int().openapi({ description: 'Grows with every change; 0: as it was delivered.' }),
    document: DocumentView,
    issues: z.array(IssueView).openapi({ description: 'Heaviest first.' }),
    completeness: z.array(
      z.object({
        locale: z.string(),
        required: z.boolean(),
        filled: z.array(z.string()),
        missing: z.array(z.string()),
      }),
    ),
    live_snapshot: z.int().nullable().openapi({ description: 'Number of what viewers see, or saw last.' }),
    unpublished_changes: z.array(change).openapi({ description: 'From what viewers see, or saw last, to the draft.' }),
    updated_at: instant,
  })
  .openapi('TitleDraft');

export const RelatedView = z
  .object({
    id: z.string(),
    external_id: z.string(),
    name: z.string(),
    kind,
    position: z.int().nullable(),
    status: z.enum(['draft', 'published', 'unpublished']),
  })
  .openapi('RelatedTitle');

export const MembersRequest = z
  .strictObject({ members: z.array(z.string().min(1).max(64)).max(1000) })
  .openapi('MembersRequest');

export const PublishRequest = z
  .strictObject({
    snapshot_id: z.string().min(1).max(64).optional().openapi({
      description: 'An earlier one, to go back to it; the draft is frozen and goes out when left out.',
    }),
    revision: z.int().min(0).refine(isCount, NO_COUNT).optional().openapi({
      description: 'Of the draft as it was seen: if it has changed since, nothing is published.',
    }),
  })
  .openapi('PublishRequest');

export const DiffView = z
  .object({ from: z.int(), to: z.int().nullable(), changes: z.array(change) })
  .openapi('TitleDiff');

export const ScheduleRequest = z
  .strictObject({
    action: z.enum(['publish', 'unpublish']),
    at: instantText.openapi({ description: 'An instant that is past is done at once.' }),
    snapshot_id: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .openapi({ description: 'The draft as it is then, when left out.' }),
  })
  .openapi('ScheduleRequest');

export const ScheduleView = z
  .object({
    id: z.string(),
    title_id: z.string(),
    action: z.enum(['publish', 'unpublish']),
    at: instant,
    snapshot_id: z.string().nullable(),
    status: z.enum(['waiting', 'done', 'cancelled', 'failed']),
    reason: z.string().nullable().openapi({ description: 'Why it failed.' }),
    created_by: z.string(),
    created_at: instant,
    ended_at: instant.nullable(),
  })
  .openapi('TitleSchedule');

export const ScheduleParams = IdParams.extend({ schedule_id: z.string().min(1).max(64) });

const names = z
  .record(locale, words(100))
  .refine((each) => Object.keys(each).length > 0, 'names it in no locale')
  .openapi({ description: 'By BCP 47 locale.', example: { en: 'Science fiction', de: 'Science-Fiction' } });

export const GenreRequest = z
  .strictObject({
    key: z
      .string()
      .max(60)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens'),
    names,
  })
  .openapi('GenreRequest');
export const GenreChange = z.strictObject({ names }).openapi('GenreChange');
export const GenreView = z
  .object({ id: z.string(), key: z.string(), names: z.record(z.string(), z.string()), created_at: instant })
  .openapi('Genre');

const person = { name: words(200), sort_name: words(200), external_ids: z.record(register, externalId) };
export const PersonRequest = z
  .strictObject({
    ...person,
    sort_name: person.sort_name.optional().openapi({ description: 'Last name first, made of the name when left out.' }),
    external_ids: person.external_ids.optional(),
  })
  .openapi('PersonRequest');
export const PersonChange = z
  .strictObject(person)
  .partial()
  .refine((each) => Object.keys(each).length > 0, 'changes nothing')
  .openapi('PersonChange');
export const PersonView = z
  .object({
    id: z.string(),
    name: z.string(),
    sort_name: z.string(),
    external_ids: z.record(z.string(), z.string()),
    created_at: instant,
    updated_at: instant,
  })
  .openapi('Person');
