import { z } from '../http/zod';

export const PlaybackSessionRequest = z
  .strictObject({
    title_id: z.string().min(1).max(64),
    territory: z
      .string()
      .regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 country code')
      .optional(),
    device: z
      .strictObject({ family: z.string().max(50).optional(), max_height: z.int().positive().optional() })
      .default({}),
  })
  .openapi('PlaybackSessionRequest');

export const PlaybackSessionView = z
  .object({
    id: z.string(),
    title_id: z.string(),
    version_id: z.string(),
    hls: z.string(),
    dash: z.string(),
    drm: z.null().openapi({ description: 'Null while titles are in the clear.' }),
    thumbnails: z.string().nullable().openapi({ description: 'WebVTT of sprite tiles for the scrub bar.' }),
    poster: z.string().nullable(),
    ads: z.null(),
    expires_at: z.string(),
  })
  .openapi('PlaybackSession');
