import { CHANNEL_STATES } from '../../adapters/postgres/channels-port';
import { PARITY_VERDICTS } from '../../domain/linear/parity';
import { isTerritory } from '../../domain/rights/territory';
import { instantText, isCount, NO_COUNT } from '../http/storable';
import { z } from '../http/zod';

/** Players and ledgers know the members of a list by their names. */
const once = <Member>(of: (member: Member) => string) => ({
  check: (all: readonly Member[]): boolean =>
    new Set(all.map((member) => of(member).toLowerCase())).size === all.length,
  message: 'names something twice',
});
const named = once(({ name }: { name: string }) => name);
const distinct = once((name: string) => name);

const text = (max: number) => z.string().trim().min(1).max(max);
const id = z.string().min(1).max(60);
const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag of BCP 47')
  .max(35);
export const variant = z.string().refine(isTerritory, 'an ISO 3166 code, EU or ZZ').openapi({ example: 'ZZ' });

/** Lists and pages of others show it as it is. */
const isPicture = (address: string): boolean => {
  const { protocol = '', username = '', password = '' } = URL.canParse(address) ? new URL(address) : {};
  return /^https?:$/.test(protocol) && !username && !password && !/[\s"'<>\\]/.test(address);
};

const Format = z
  .strictObject({
    rungs: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,19}$/, 'lower-case letters, digits and dashes'),
          height: z.int().min(100).max(4320),
        }),
      )
      .min(1)
      .max(10)
      .refine(named.check, named.message)
      .openapi({ description: 'Tallest first. Of each item the tallest rendition that fits is shown.' }),
    audio: z
      .array(languageTag)
      .min(1)
      .max(16)
      .refine(distinct.check, distinct.message)
      .openapi({ description: 'The first is the default.' }),
    captions: z.array(languageTag).max(16).refine(distinct.check, distinct.message).default([]),
    target_seconds: z.int().min(2).max(10).default(6).openapi({
      description: 'EXT-X-TARGETDURATION, for ever. Titles with longer segments cannot be carried.',
    }),
    dvr_seconds: z.int().min(60).max(14_400).default(900).openapi({ description: 'How far back players may wind.' }),
  })
  .openapi('ChannelFormat');

const Signalling = z.strictObject({
  legacy_cues: z.boolean().default(false).openapi({ description: 'EXT-X-CUE-OUT and its kin beside SCTE-35.' }),
  interstitials: z.boolean().default(false).openapi({ description: 'HLS Interstitials, and alternative MPD events.' }),
  no_leading_discontinuity: z.boolean().default(false).openapi({
    description: 'Leaves out an EXT-X-DISCONTINUITY that would be the first of a playlist.',
  }),
});

export const ChannelRequest = z
  .strictObject({
    slug: z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, 'lower-case letters, digits and dashes')
      .openapi({
        description: 'Its address: `/live/{slug}/index.m3u8`. No other channel of anybody has it.',
      }),
    name: text(200),
    description: text(2000).nullish(),
    number: z.int().min(1).max(99_999).nullish(),
    category: text(100).nullish(),
    time_zone: text(64).openapi({
      description: 'IANA, such as `Europe/Berlin`: clock times of the schedule are meant there.',
    }),
    format: Format,
    schedule: z.record(z.string(), z.unknown()).openapi({ description: 'Its rules: docs/channels-scheduling.md.' }),
    signalling: Signalling.default({ legacy_cues: false, interstitials: false, no_leading_discontinuity: false }),
    variants: z.array(variant).min(1).max(40).refine(distinct.check, distinct.message).default(['ZZ']).openapi({
      description: 'Territories with rights of their own. The first is for everybody else.',
    }),
    slate_id: id.nullish().openapi({ description: 'Title that is shown where nothing else may.' }),
    logo_url: z
      .url()
      .max(2000)
      .refine(isPicture, 'is an address of http or https, without a user, blanks and quotes')
      .nullish(),
  })
  .openapi('ChannelRequest');

const nullable = <Value extends z.ZodType>(value: Value) => value.nullable();

export const ChannelView = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    description: nullable(z.string()),
    number: nullable(z.int()),
    category: nullable(z.string()),
    time_zone: z.string(),
    state: z.enum(CHANNEL_STATES),
    format: Format,
    schedule: z.record(z.string(), z.unknown()),
    signalling: Signalling,
    variants: z.array(z.string()),
    slate_id: nullable(z.string()),
    logo_url: nullable(z.string()),
    revision: z.int(),
    on_air_since: nullable(z.string()),
    hls: z.string().openapi({ description: 'Path of the multivariant playlist.' }),
    dash: z.string(),
    updated_by: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .openapi('Channel');

export const TemplateView = z
  .object({
    name: z.string(),
    version: z.int(),
    description: z.string(),
    needs: z
      .array(
        z.object({
          name: z.string().openapi({ description: 'Stands in the rules as `$name`.' }),
          of: z.enum(['title', 'series', 'collection', 'genre']),
          description: z.string(),
          optional: z.boolean().openapi({ description: 'What it stands for may be left out.' }),
        }),
      )
      .openapi({ description: 'What a channel brings along.' }),
    format: Format,
    schedule: z.record(z.string(), z.unknown()).openapi({ description: 'Rules, with `$name` for each need.' }),
  })
  .openapi('ChannelTemplate');

export const StateRequest = z
  .strictObject({
    state: z.enum(CHANNEL_STATES).openapi({
      description: '`paused`: what is sealed plays out, then the slate. `off`: nothing plays any more.',
    }),
    reason: text(500).optional(),
  })
  .openapi('ChannelStateRequest');

const Item = z.object({
  air_start: z.string(),
  air_end: z.string(),
  kind: z.enum(['programme', 'filler', 'bumper', 'promo', 'slate', 'ad', 'live']),
  title_id: z.string(),
  name: nullable(z.string()),
  version_id: z.string(),
  segments: z.object({ from: z.int(), to: z.int() }),
  airing_id: z.string(),
  break_id: nullable(z.string()),
  max_height: nullable(z.int()),
  window_id: nullable(z.string()),
  sealed: z.boolean().openapi({ description: 'Nothing changes it but a break-in.' }),
  ordinal: nullable(z.int()).openapi({ description: 'Discontinuity sequence, once it is sealed.' }),
});

const Refusal = z.object({
  at: z.string(),
  title_id: z.string(),
  name: nullable(z.string()),
  block: nullable(z.string()),
  code: z.string(),
  reason: z.string(),
  replaced_by: nullable(z.string()),
});

export const ScheduleView = z
  .object({
    channel_id: z.string(),
    variant: z.string(),
    revision: z.int(),
    sealed_until: nullable(z.string()),
    planned_until: nullable(z.string()),
    planned_at: nullable(z.string()),
    items: z.array(Item),
    refusals: z.array(Refusal).openapi({ description: 'What the rules wanted and may not air, and why.' }),
    not_carried: z.array(
      z.object({
        title_id: z.string(),
        name: nullable(z.string()),
        findings: z.array(z.object({ code: z.string(), message: z.string() })),
        conditioning: nullable(
          z.object({
            state: z.enum(['running', 'done', 'refused', 'failed']).openapi({
              description: '`refused`: its source stands in the way. `failed`: it is tried again within the hour.',
            }),
            stage: nullable(z.string()),
            progress: z.number(),
            code: nullable(z.string()),
            reason: nullable(z.string()),
          }),
        ).openapi({ description: 'How far a package of it for the channel is; null: none was begun.' }),
      }),
    ),
  })
  .openapi('ChannelSchedule');

export const ConditioningRequest = z.strictObject({ title_id: z.string() }).openapi('ConditioningRequest');

export const ConditioningView = z
  .object({ title_id: z.string(), version_id: z.string(), layout: z.string(), workflow_id: z.string() })
  .openapi('Conditioning');

const Change = z.object({
  change: z.enum(['added', 'removed', 'moved']),
  title_id: z.string(),
  name: nullable(z.string()),
  at: nullable(z.string()),
  before: nullable(z.string()),
});

export const PreviewRequest = z
  .strictObject({
    schedule: z.record(z.string(), z.unknown()),
    variant: variant.optional(),
    until: instantText.optional().openapi({ description: 'A week ahead when left out, four weeks at most.' }),
  })
  .openapi('SchedulePreviewRequest');

const Warning = z
  .object({
    code: z.string(),
    field: z.string().openapi({ description: 'JSON pointer into the channel.', example: '/schedule/blocks/0/pick' }),
    message: z.string(),
    fix: z.string(),
  })
  .openapi('ScheduleProblem');

export const PreviewView = z
  .object({
    variant: z.string(),
    from: z.string(),
    until: z.string(),
    items: z.array(Item),
    refusals: z.array(Refusal),
    changes: z.array(Change).openapi({ description: 'Against what the rules that are saved would air.' }),
    warnings: z.array(Warning).openapi({
      description: 'What is probably not meant: picks that nothing is in, hard events that cut one another.',
    }),
  })
  .openapi('SchedulePreview');

export const BreakInRequest = z
  .strictObject({
    title_id: id.optional().openapi({ description: 'The slate when left out.' }),
    seconds: z.int().min(5).max(14_400).optional().openapi({
      description: 'The title once when left out, a minute of the slate.',
    }),
    variant: variant.optional(),
    reason: text(500).optional(),
  })
  .openapi('BreakInRequest');

export const ReplacementRequest = z
  .strictObject({
    variant: variant.default('ZZ'),
    airing_id: z.string().min(1).max(200),
    title_id: id,
    reason: text(500).optional(),
  })
  .openapi('ReplacementRequest');

export const BreakRequest = z
  .strictObject({ at: instantText, seconds: z.int().min(5).max(1800), reason: text(500).optional() })
  .openapi('ChannelBreakRequest');

export const EditView = z
  .object({
    effects: z.array(z.object({ variant: z.string(), from: z.string(), until: z.string() })).openapi({
      description: 'When it takes effect.',
    }),
  })
  .openapi('ChannelEdit');

const AsRunRow = z.object({
  ordinal: z.int(),
  kind: z.string(),
  title_id: z.string(),
  name: nullable(z.string()),
  airing_id: z.string(),
  air_start: z.string(),
  air_end: z.string(),
  segments: z.int(),
  seen: z.int().openapi({ description: 'Segments that were found in the store when they were published.' }),
  faults: z.array(z.object({ at: z.string(), code: z.string(), message: z.string() })),
});

const Parity = z
  .object({
    kept: z.int().openapi({ description: 'Airings that began and ended as told, but for one segment.' }),
    seen_share: z.number().min(0).max(1).openapi({
      description: 'Of the segments of airings that were on air, those that were found in the store.',
    }),
    airings: z.array(
      z.object({
        airing_id: z.string(),
        title_id: z.string(),
        name: nullable(z.string()),
        verdict: z.enum(PARITY_VERDICTS).openapi({ description: '`unplanned`: no guide told of it.' }),
        planned_start: nullable(z.string()),
        planned_end: nullable(z.string()),
        aired_start: nullable(z.string()),
        aired_end: nullable(z.string()),
        off_ms: nullable(z.int()).openapi({ description: 'How much later than told it began.' }),
        segments: z.int(),
        seen: z.int(),
        faults: z.int(),
        cause: nullable(z.string()).openapi({
          description: 'What changed it after it was sealed: `break-in`, `rights`.',
        }),
      }),
    ),
  })
  .openapi({ description: 'Programmes as guides told them beside what was on air.' });

export const AsRunView = z
  .object({ channel_id: z.string(), variant: z.string(), data: z.array(AsRunRow), parity: Parity })
  .openapi('ChannelAsRun');

const Programme = z.object({
  start: z.string(),
  stop: z.string(),
  title_id: nullable(z.string()),
  title: z.string(),
  series: nullable(z.string()),
  description: nullable(z.string()),
  season: nullable(z.int()),
  episode: nullable(z.int()),
  genres: z.array(z.string()),
  poster: nullable(z.string()),
});

export const GuideView = z
  .object({
    from: z.string(),
    until: z.string(),
    channels: z.array(
      z.object({
        id: z.string(),
        slug: z.string(),
        name: z.string(),
        number: nullable(z.int()),
        category: nullable(z.string()),
        logo_url: nullable(z.string()),
        hls: z.string(),
        dash: z.string(),
        now: nullable(Programme).openapi({ description: 'On at this moment.' }),
        next: nullable(Programme),
        programmes: z.array(Programme),
      }),
    ),
  })
  .openapi('Guide');

/** How many of a list, at most. */
export const number = z.coerce.number().int().min(1).refine(isCount, NO_COUNT);
export { instantText as instant };
