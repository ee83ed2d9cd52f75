import { isIP } from 'node:net';
import { VENDOR_KEY_SYSTEMS } from '../../adapters/drm-vendors/port';
import { HDCP_LEVELS, ROBUSTNESS_LEVELS } from '../../domain/drm/policy';
import { isPlace } from '../../domain/rights/territory';
import { instantText } from '../http/storable';
import { z } from '../http/zod';

const instant = instantText;
const name = z.string().min(1).max(100);

const address = z
  .string()
  .max(45)
  .refine((text) => isIP(text) !== 0, 'an IPv4 or IPv6 address');

export const PlaybackSessionRequest = z
  .strictObject({
    title_id: z.string().min(1).max(64).optional(),
    channel_id: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .openapi({ description: 'Id or slug of a channel, instead of `title_id`: one of the two.' }),
    territory: z
      .string()
      .refine(isPlace, 'an ISO 3166-1 alpha-2 country code such as GB, or an ISO 3166-2 one such as US-CA')
      .optional()
      .openapi({
        description:
          'Where the viewer is, where a server knows; otherwise the country that a trusted proxy tells. Needs the scope `playback:grant`.',
      }),
    viewer_address: address.optional().openapi({
      description: 'Address of the viewer, where a server asks for them: media addresses may be bound to its network.',
    }),
    viewer_id: name.optional().openapi({
      description: 'Your name for whoever watches. Streams are counted, and rentals kept, per viewer.',
    }),
    device: z
      .strictObject({
        family: z.string().max(50).optional().openapi({ description: 'Such as `chrome`, `ios`, `tv`.' }),
        codecs: z.array(name).max(50).optional().openapi({ description: 'RFC 6381, such as `avc1.640028`.' }),
        max_height: z.int().positive().optional().openapi({
          description:
            'Lines of the highest picture it shows. Keys of the classes wholly above it are left out: HD is above 576 lines, UHD above 1080.',
        }),
        drm_systems: z.array(name).max(10).optional().openapi({ description: 'EME key systems. All when left out.' }),
        hdcp: z.enum(HDCP_LEVELS).optional().openapi({ description: 'What it claims of its output.' }),
        robustness: z.enum(ROBUSTNESS_LEVELS).optional().openapi({ description: 'Where it keeps keys and pictures.' }),
      })
      .default({}),
    customer_id: name.optional().openapi({
      description:
        'Id of a customer, or your name for them: what their subscriptions grant counts, at the start and at each heartbeat. Without it the title plays as to somebody who has every subscription. Needs the scope `playback:grant`.',
    }),
    policy: name.optional().openapi({
      description: 'A file of profiles/playback; `default` when left out. Needs the scope `playback:grant`.',
    }),
    entitlement: name.optional().openapi({
      description:
        'What was bought or rented: plays under it share the instant of the first play. Needs the scope `playback:grant`.',
    }),
    terms: z
      .strictObject({
        not_before: instant.optional(),
        not_after: instant.optional(),
        start_by: instant.optional().openapi({ description: 'Last moment of a first play.' }),
        finish_by: instant.optional().openapi({ description: 'Last moment of any play.' }),
      })
      .optional()
      .openapi({
        description: 'When it may be played, beside what the policy says. Needs the scope `playback:grant`.',
      }),
  })
  .refine(({ title_id, channel_id }) => (title_id === undefined) !== (channel_id === undefined), {
    path: ['title_id'],
    message: 'either title_id or channel_id',
  })
  .openapi('PlaybackSessionRequest');

const LABELS = ['AUDIO', 'SD', 'HD', 'UHD'] as const;

export const DrmView = z
  .object({
    scheme: z.enum(['cbcs', 'cenc']),
    license_url: z.string().openapi({ description: 'Clear Key licence service, relative to the API.' }),
    token: z.string().openapi({ description: 'Send it there as `Authorization: Bearer`. At most 5000 characters.' }),
    key_ids: z.array(z.string()).openapi({ description: 'KIDs that a licence may hold, as UUIDs.' }),
    withheld: z
      .array(z.object({ kid: z.string(), label: z.enum(LABELS), lacks: z.enum(['hdcp', 'robustness', 'height']) }))
      .openapi({ description: 'Keys left out, and what the device lacks for them: lower renditions play.' }),
    max_height: z.int().nullable().openapi({
      description:
        'Lines of the highest picture whose key a licence may hold; null when no key is left out. Set it as the limit of a player that plays HLS: there a player learns which key a rendition needs only when it has begun with it.',
    }),
    expires_at: z.string().openapi({ description: 'End of the token. A heartbeat before gives a new one.' }),
    systems: z
      .array(
        z.object({
          key_system: z.enum(VENDOR_KEY_SYSTEMS),
          license_url: z.string().openapi({ description: 'Licence service of the vendor, absolute.' }),
          certificate_url: z.string().nullable().openapi({ description: 'FairPlay application certificate.' }),
          headers: z
            .record(z.string(), z.string())
            .openapi({ description: 'Send them with the licence request. Good until `expires_at`.' }),
        }),
      )
      .openapi({
        description:
          'Key systems beside Clear Key: those that `device.drm_systems` claims and the DRM vendor of this installation serves. Empty without a vendor.',
      }),
  })
  .openapi('PlaybackDrm');

export const PlaybackSessionView = z
  .object({
    id: z.string(),
    session_token: z.string().openapi({
      description:
        'Secret of whoever plays the session: heartbeats and its end need it as the header `Session-Token`, but from keys with the scope `playback:grant`.',
    }),
    title_id: z.string().openapi({ description: 'Of a channel, what was on air when the session began.' }),
    version_id: z.string(),
    channel_id: z.string().nullable().openapi({ description: 'Null in sessions of titles.' }),
    hls: z.string(),
    dash: z.string(),
    drm: DrmView.nullable().openapi({ description: 'Null when the title is in the clear.' }),
    thumbnails: z.string().nullable().openapi({ description: 'WebVTT of sprite tiles for the scrub bar.' }),
    poster: z.string().nullable(),
    ads: z.null(),
    policy: z.string(),
    heartbeat_s: z.int().openapi({ description: 'Seconds between two heartbeats.' }),
    expires_at: z.string(),
  })
  .openapi('PlaybackSession');

export const HeartbeatView = z
  .object({
    id: z.string(),
    hls: z.string().openapi({ description: 'With a new token in its path; the old address ends by itself.' }),
    dash: z.string(),
    thumbnails: z.string().nullable(),
    drm: DrmView.nullable().openapi({ description: 'With a new token. Null when the title is in the clear.' }),
    heartbeat_s: z.int(),
    expires_at: z.string(),
  })
  .openapi('PlaybackHeartbeat');

/** A session as operators see it. */
export const SessionView = z
  .object({
    id: z.string(),
    title_id: z.string(),
    version_id: z.string(),
    channel_id: z.string().nullable().openapi({
      description:
        'Null in sessions of titles. Title and version of a channel are those that were on air when it began.',
    }),
    subject: z.string(),
    viewer_id: z.string().nullable(),
    entitlement: z.string().nullable(),
    customer_id: z.string().nullable(),
    policy: z.string(),
    device: z.string().nullable(),
    state: z.enum(['active', 'silent', 'ended', 'expired']),
    key_ids: z.array(z.string()),
    created_at: z.string(),
    heartbeat_at: z.string(),
    first_played_at: z.string().nullable(),
    expires_at: z.string(),
    ended_at: z.string().nullable(),
  })
  .openapi('PlaybackSessionRecord');

export const LicenceView = z
  .object({
    id: z.string(),
    session_id: z.string(),
    title_id: z.string(),
    version_id: z.string(),
    subject: z.string(),
    device: z.string().nullable(),
    system: z.string(),
    asked: z.array(z.string()).openapi({ description: 'KIDs asked for.' }),
    granted: z.array(z.string()).openapi({ description: 'KIDs given.' }),
    result: z.enum(['granted', 'refused']),
    reason: z.string().nullable().openapi({ description: 'Failure code of a refusal.' }),
    ms: z.number(),
    created_at: z.string(),
  })
  .openapi('LicenceRequest');
