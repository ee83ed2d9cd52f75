import { TITLE_KINDS } from '../../domain/catalog/document';
import { MOST_RAILS, MOST_TITLES, PERSONAL_SLOTS, RAIL_STYLES } from '../../domain/catalog/layout';
import { instantText, isCount, NO_COUNT } from '../http/storable';
import { z } from '../http/zod';
import { TitleView } from './schemas';

const instant = z.string().openapi({ format: 'date-time', example: '2026-12-24T17:00:00.000Z' });
const year = z.int().min(1870).max(2200);
const word = (most: number) => z.string().min(1).max(most);

const common = {
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'letters, digits, - and _')
    .openapi({ description: 'Unlike that of any other rail; stays when the rail is moved or renamed.' }),
  names: z
    .record(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().max(100))
    .openapi({ description: 'By locale, BCP 47.', example: { en: 'New this week' } }),
  style: z.enum(RAIL_STYLES).default('wide'),
  territories: z
    .array(word(10))
    .max(300)
    .default([])
    .openapi({ description: 'Where it is shown; everywhere when empty.' }),
  device_families: z.array(word(40)).max(20).default([]).openapi({ description: 'On what; on all when empty.' }),
};

const RailDocument = z
  .discriminatedUnion('kind', [
    z.strictObject({
      ...common,
      kind: z.literal('editorial'),
      titles: z.array(word(64)).max(500).openapi({ description: 'Ids, in order.' }),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('rule'),
      filters: z
        .strictObject({
          kinds: z.array(z.enum(TITLE_KINDS)).min(1).max(6),
          genre: word(60).openapi({ description: 'Key of a genre.' }),
          from_year: year,
          to_year: year,
          language: z.string().min(2).max(35).openapi({ description: 'Of the sound, BCP 47.' }),
          collection_id: word(64).openapi({ description: 'Its members, in their order.' }),
        })
        .partial()
        .openapi({ description: 'Every one has to fit. The newest publication comes first.' }),
      limit: z.int().min(1).max(MOST_TITLES).default(MOST_TITLES),
    }),
    z.strictObject({
      ...common,
      kind: z.literal('personal'),
      slot: z.enum(PERSONAL_SLOTS).openapi({ description: 'Whoever draws the page fills it.' }),
    }),
  ])
  .openapi('LayoutRail');

/** Rails from top to bottom, as sent and as told. */
export const LayoutDocumentView = z
  .strictObject({ rails: z.array(RailDocument).max(200) })
  .openapi('LayoutDocument', { description: `Rails from top to bottom; ${MOST_RAILS} may be published.` });

export const LayoutRequest = z
  .strictObject({
    key: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a lower-case word')
      .openapi({ description: 'Which page it is; `home` is the first that viewers see.' }),
    name: z.string().trim().min(1).max(100),
    document: LayoutDocumentView.optional().openapi({
      description: 'What `home` shows without a layout, when left out.',
    }),
  })
  .openapi('LayoutRequest');

export const LayoutChange = z
  .strictObject({ name: z.string().trim().min(1).max(100), document: LayoutDocumentView })
  .partial()
  .openapi('LayoutChange');

export const LayoutView = z
  .object({
    ...{ id: z.string(), key: z.string(), name: z.string() },
    revision: z.int().openapi({ description: 'Counts the changes of the draft.' }),
    document: LayoutDocumentView,
    issues: z
      .array(z.object({ code: z.string(), path: z.string(), message: z.string(), fix: z.string() }))
      .openapi({ description: 'What keeps the draft from being published.' }),
    updated_by: z.string(),
    updated_at: instant,
  })
  .openapi('Layout');

export const LayoutPublishRequest = z
  .strictObject({
    at: instantText.optional().openapi({
      description: 'When viewers see it; at once when left out or past.',
    }),
    note: z.string().trim().min(1).max(500).optional(),
    version: z.int().min(1).refine(isCount, NO_COUNT).optional().openapi({
      description: 'An earlier version to publish again; the draft when left out.',
    }),
    revision: z.int().min(1).optional().openapi({
      description: 'Of the draft that was looked at: one that has changed since is not published.',
    }),
  })
  .openapi('LayoutPublishRequest');

export const LayoutVersionView = z
  .object({
    number: z.int(),
    state: z.enum(['waiting', 'live', 'past', 'cancelled']),
    note: z.string().nullable(),
    goes_live_at: instant,
    created_by: z.string(),
    created_at: instant,
    document: LayoutDocumentView,
  })
  .openapi('LayoutVersion');

const ShownRail = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['editorial', 'rule', 'personal']),
    style: z.enum(RAIL_STYLES),
    slot: z.enum(PERSONAL_SLOTS).nullable().openapi({ description: 'Of a personal rail, which comes without titles.' }),
    titles: z.array(TitleView),
  })
  .openapi('ShownRail');

export const ShownLayout = z
  .object({
    key: z.string(),
    version: z.int().nullable().openapi({ description: 'Null: what is shown without a layout, or a draft.' }),
    rails: z.array(ShownRail),
    next_change_at: z.string().nullable().openapi({
      description:
        'When the page may look different by what is planned now: a good instant to ask again. Null in previews.',
    }),
  })
  .openapi('ShownLayout');
