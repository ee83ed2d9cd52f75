import { WINDOW_STATES } from '../../adapters/postgres/rights-port';
import { MILESTONE_EVENTS } from '../../domain/rights/milestones';
import { isPlace, isTerritory } from '../../domain/rights/territory';
import { LICENCE_TYPES, WINDOW_KINDS } from '../../domain/rights/types';
import { pageOf } from '../http/operation';
import { instantText, isCount, NO_COUNT } from '../http/storable';
import { z } from '../http/zod';

export const instant = instantText;
export const licenceType = z.enum(LICENCE_TYPES);
/** Where somebody is. */
export const place = z.string().refine(isPlace, 'a country of ISO 3166-1 alpha-2, or a part of one of ISO 3166-2');
/** Where a title is sold, to search by. */
export const territory = z.string().refine(isTerritory, 'an ISO 3166 code, EU or ZZ');
/** What is sold; unknown ones are refused with what is meant. */
const territories = z.array(z.string().min(2).max(10)).max(300);
const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag of BCP 47')
  .max(35);
const seconds = z.int().positive().max(315_360_000);
const text = (max: number) => z.string().trim().min(1).max(max);

const condition = z.strictObject({
  event: z.enum(MILESTONE_EVENTS),
  lag_seconds: z.int().min(-315_360_000).max(315_360_000).default(0),
});
const language = z.strictObject({ language: languageTag, asset: z.enum(['audio', 'subtitle', 'subdub']).optional() });

export const WindowRequest = z
  .strictObject({
    kind: z.enum(WINDOW_KINDS).default('grant').openapi({
      description: 'A holdback and a blackout forbid what grants allow, whatever the order of the rows.',
    }),
    license_type: licenceType.optional().openapi({ description: 'Of a grant required; a bar without one bars all.' }),
    territories: territories.min(1).openapi({
      description:
        'ISO 3166-1 alpha-2, ISO 3166-2, `EU`, or `ZZ` for the world. `XK` is Kosovo; `UK` is refused: it is `GB`.',
    }),
    excluded_territories: territories.default([]),
    starts_at: instant.nullish().openapi({ description: 'Included. Since ever when left out.' }),
    ends_at: instant.nullish().openapi({
      description: 'Not included. For ever when left out; of the year 9999 and later is read so, and `notes` tells it.',
    }),
    start_condition: condition.nullish().openapi({ description: 'In place of `starts_at`: it starts after an event.' }),
    end_condition: condition.nullish(),
    languages: z.array(language).max(100).default([]).openapi({ description: 'Any when empty.' }),
    holdback_languages: z.array(languageTag).max(100).default([]),
    format_profile: z.enum(['SD', 'HD', 'UHD']).nullish().openapi({
      description: 'The best quality that plays: up to 576, 1080 or 4320 lines. Any when left out.',
    }),
    device_families: z.array(text(50)).max(50).default([]).openapi({ description: 'All when empty.' }),
    exclusive: z.boolean().nullish(),
    runs: z
      .int()
      .positive()
      .refine(isCount, NO_COUNT)
      .nullish()
      .openapi({ description: 'Airings on linear channels.' }),
    rental_start_by_seconds: seconds.nullish().openapi({ description: 'From the rental until it must be begun.' }),
    rental_finish_by_seconds: seconds.nullish().openapi({ description: 'From the first play until it is over.' }),
    terms: z
      .array(z.strictObject({ name: text(100), value: text(1000), currency: z.string().length(3).optional() }))
      .max(100)
      .default([]),
    exception: z.boolean().default(false).openapi({ description: 'A person must approve it before it counts.' }),
    exception_text: text(2000).nullish(),
    transaction_id: text(200).nullish(),
    contract_id: text(200).nullish(),
    licensor: text(200).nullish(),
  })
  .openapi('RightsWindowRequest');

const nullableText = z.string().nullable();
const conditionView = z.object({ event: z.string(), lag_seconds: z.int() }).nullable();

export const WindowView = z
  .object({
    id: z.string(),
    title_id: nullableText.openapi({ description: 'Null until a title of the name is there.' }),
    external_id: z.string(),
    kind: z.enum(WINDOW_KINDS),
    license_type: licenceType.nullable(),
    territories: z.array(z.string()),
    excluded_territories: z.array(z.string()),
    starts_at: nullableText,
    ends_at: nullableText,
    start_condition: conditionView,
    end_condition: conditionView,
    unresolved: z.array(z.enum(['start', 'end'])).openapi({ description: 'Edges that wait for their event.' }),
    languages: z.array(z.object({ language: z.string(), asset: z.enum(['audio', 'subtitle', 'subdub']).optional() })),
    holdback_languages: z.array(z.string()),
    format_profile: z.enum(['SD', 'HD', 'UHD']).nullable(),
    device_families: z.array(z.string()),
    exclusive: z.boolean().nullable(),
    runs: z.int().nullable(),
    rental_start_by_seconds: z.int().nullable(),
    rental_finish_by_seconds: z.int().nullable(),
    terms: z.array(z.object({ name: z.string(), value: z.string(), currency: z.string().optional() })),
    exception: z.boolean(),
    exception_text: nullableText,
    approved_by: nullableText,
    transaction_id: nullableText,
    contract_id: nullableText,
    licensor: nullableText,
    delivered: z.object({ start: nullableText, end: nullableText, dialect: nullableText }).openapi({
      description: 'The edges as they were told, and the dialect of dates that read them.',
    }),
    source: z.string().openapi({ description: '`manual`, or the import of avails that wrote it last.' }),
    state: z.enum(WINDOW_STATES),
    version: z.int().openapi({ description: 'Grows with every change.' }),
    notes: z.array(z.string()).openapi({ description: 'What was read otherwise than it was written.' }),
    created_by: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .openapi('RightsWindow');

export const WindowPage = pageOf('RightsWindowPage', WindowView);

/** Windows add up to ten years to it. */
const isNear = (text: string): boolean => {
  const year = new Date(text).getUTCFullYear();
  return year >= 1870 && year <= 2200;
};

export const MilestoneRequest = z
  .strictObject({
    external_id: text(200),
    event: z.enum(MILESTONE_EVENTS),
    territory: z.string().min(2).max(10).default('ZZ').openapi({ description: '`ZZ`: everywhere.' }),
    at: instant.refine(isNear, 'is not within the years 1870 to 2200'),
  })
  .openapi('MilestoneRequest');

const milestone = {
  external_id: z.string(),
  event: z.string(),
  territory: z.string(),
  at: z.string(),
};
export const MilestoneView = z
  .object({ ...milestone, windows: z.array(z.string()).openapi({ description: 'Windows whose edges it moved.' }) })
  .openapi('RecordedMilestone');
export const MilestoneList = z
  .object({ data: z.array(z.object({ ...milestone, recorded_by: z.string(), recorded_at: z.string() })) })
  .openapi('MilestoneList');
