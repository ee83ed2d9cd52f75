import { SIDECAR_ROLES } from '../../domain/media/title-parts';
import { z } from '../http/zod';

const AgeRatingView = z
  .object({
    system: z.string(),
    value: z.string(),
    country: z.string().nullable(),
    reasons: z.array(z.string()),
  })
  .openapi('PublishedRating');

const PersonView = z
  .object({ name: z.string(), role: z.string(), characters: z.array(z.string()), person_id: z.string().nullable() })
  .openapi('PublishedPerson');

export const OfferView = z
  .object({
    allowed: z.boolean(),
    code: z.string().nullable().openapi({ description: 'Why not.' }),
    reason: z.string().nullable().openapi({ description: 'Why not, in one sentence.' }),
    license_type: z.string().nullable().openapi({ description: 'By which it may be had; null where nothing is sold.' }),
    max_height: z.int().nullable(),
    next_change_at: z
      .string()
      .nullable()
      .openapi({ description: 'When the answer is another one, as far as is known.' }),
    leaves_at: z.string().nullable().openapi({
      description: 'When what may be had now cannot be had any more, of what leaves within 14 days; else null.',
    }),
  })
  .openapi('TitleOffer');

export const TitleView = z
  .object({
    id: z.string().openapi({ example: 'tit_01JD…' }),
    external_id: z.string(),
    name: z.string(),
    credit: z.string().nullable(),
    duration_ms: z.int().nullable(),
    kind: z.string().openapi({ description: 'movie, series, season, episode, extra or collection.' }),
    status: z.string().openapi({ description: 'Of the entry: draft, published or unpublished.' }),
    published: z.boolean().openapi({ description: 'The entry is published and has a version that plays.' }),
    published_at: z.string().nullable(),
    current_version_id: z.string().nullable(),
    poster: z.string().nullable().openapi({
      description:
        'The poster without words, or else the first one: of those that editors uploaded, or else that were delivered; without any, a frame of the film.',
    }),
    artwork: z
      .array(
        z.object({
          kind: z
            .string()
            .openapi({ description: 'poster, or as ordered, such as backdrop or logo; the role of an uploaded one.' }),
          language: z.string().nullable().openapi({ description: 'Of the words on it; null without any.' }),
          url: z.string(),
          ratio: z.string().nullable().openapi({ description: 'Of an uploaded one, such as 2:3.' }),
          sizes: z
            .array(z.object({ width: z.int(), height: z.int(), content_type: z.string(), url: z.string() }))
            .openapi({ description: 'Of an uploaded one, largest first.' }),
        }),
      )
      .openapi({
        description:
          'Pictures that editors uploaded, then those that were delivered for the current version; of each first those with words in the language of the answer, then those without words.',
      }),
    audio_languages: z.array(z.string()),
    caption_languages: z.array(z.string()),
    max_height: z.int().nullable(),
    parent_id: z.string().nullable().openapi({
      description: 'Series of a season, season or series of an episode, title of an extra.',
    }),
    position: z.int().nullable().openapi({ description: 'Number of a season or episode.' }),
    words: z
      .object({
        locale: z.string().nullable().openapi({ description: 'In which the title was found.' }),
        title: z.string().nullable(),
        tagline: z.string().nullable(),
        synopsis_short: z.string().nullable(),
        synopsis_long: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'As published, each from the best locale that has it; null before.' }),
    release_year: z.int().nullable(),
    genres: z.array(z.string()).openapi({ description: 'Keys of genres, as published.' }),
    ratings: z.array(AgeRatingView),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .openapi('Title');

const part = z.object({
  role: z.enum(['master', ...SIDECAR_ROLES]),
  language: z.string().nullable(),
  kind: z.string().nullable(),
  label: z.string().nullable(),
  file_name: z.string().nullable(),
  bytes: z.int(),
  sha256: z.string(),
  ingest_id: z.string().openapi({ description: 'The ingest that delivered it.' }),
});

export const VersionView = z
  .object({
    id: z.string(),
    number: z.int(),
    state: z.enum(['current', 'superseded', 'collected', 'draft']),
    ingest_id: z.string(),
    duration_ms: z.int(),
    bytes: z.int(),
    renditions: z.array(
      z.object({
        kind: z.enum(['video', 'audio', 'text']),
        name: z.string(),
        codec: z.string().nullable(),
        width: z.int().nullable(),
        height: z.int().nullable(),
        language: z.string().nullable(),
        label: z.string().nullable(),
        channels: z.int().nullable(),
        bytes: z.int(),
      }),
    ),
    parts: z
      .object({ master: part, profile: z.string(), sidecars: z.array(part) })
      .nullable()
      .openapi({ description: 'What the version was made of; an update takes over from here.' }),
    protection: z
      .object({
        scheme: z.enum(['cbcs', 'cenc']),
        keys: z.array(z.object({ label: z.enum(['AUDIO', 'SD', 'HD', 'UHD']), kid: z.string() })),
      })
      .nullable()
      .openapi({
        description: 'Key ids of an encrypted version; null in the clear. The keys themselves are never told.',
      }),
    published_at: z.string().nullable(),
    superseded_at: z.string().nullable(),
  })
  .openapi('Version');

export const TitleDetailView = TitleView.extend({
  metadata: z
    .record(z.string(), z.unknown())
    .nullable()
    .openapi({ description: 'Of the current version, as it was delivered and read.' }),
  people: z.array(PersonView),
  original_title: z.string().nullable(),
  countries: z.array(z.string()),
  offer: OfferView.nullable().openapi({
    description: 'May whoever asks watch it, or have it offered? Null unless it is asked as a viewer.',
  }),
  versions: z.array(VersionView),
}).openapi('TitleDetail');

export const TitleChange = z
  .strictObject({
    name: z.string().trim().min(1).max(300).optional(),
    credit: z.string().trim().min(1).max(1000).nullable().optional().openapi({ description: 'Null takes it away.' }),
  })
  .refine((change) => Object.keys(change).length > 0, 'changes nothing')
  .openapi('TitleChange');

export const RollbackRequest = z.strictObject({ version_id: z.string().min(1).max(64) }).openapi('RollbackRequest');
