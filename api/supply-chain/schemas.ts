import { SIDECAR_ROLES } from '../../domain/media/title-parts';
import { STAGE_STATES, STAGES } from '../../workflows/supply-chain/contract';
import { z } from '../http/zod';

export { UploadRequest, UploadView } from './uploads/schemas';

/** Shapes of the supply-chain slice as clients see them. Requests are strict: an unknown field is an error, not a silence. */

const instant = z.string().openapi({ format: 'date-time', example: '2026-11-22T15:00:00.000Z' });
const BY_SESSION = 'Null for an encrypted title: a playback session (`POST /v1/playback-sessions`) has its addresses.';
const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 language tag such as en or pt-BR')
  .openapi({ example: 'en' });

export const SourceRequest = z
  .union([
    z.strictObject({ upload_id: z.string().min(1).max(64) }),
    z.strictObject({
      url: z.string().min(1).max(4096).openapi({
        description: 'http or https; `s3://bucket/key` with credentials of the kind s3, the key as it stands.',
        example: 'https://files.example.com/master.mov',
      }),
      credentials: z.string().min(1).max(64).optional().openapi({
        description: 'Name or id of source credentials made for this origin or bucket.',
        example: 'studio-7',
      }),
    }),
  ])
  .openapi('Source', { description: 'Exactly one of upload_id and url.' });

const kind = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a word in lower case')
  .openapi({
    description: 'Audio: main (left out), description or commentary. Artwork: what it shows, such as backdrop or logo.',
    example: 'main',
  });

export const SidecarRequest = z
  .strictObject({
    role: z.enum(SIDECAR_ROLES),
    source: SourceRequest,
    language: language
      .optional()
      .openapi({ description: 'Required for text and audio. Of artwork: the language of the words on it.' }),
    kind: kind.optional(),
    label: z.string().max(100).optional(),
  })
  .openapi('SidecarRequest');

export const RemovalRequest = z
  .strictObject({ role: z.enum(SIDECAR_ROLES), language: language.optional(), kind: kind.optional() })
  .openapi('Removal', { description: 'Parts of the current version to drop: all that fit what is given.' });

export const IngestRequest = z
  .strictObject({
    external_id: z
      .string()
      .min(1)
      .max(200)
      .openapi({ description: 'Your id of the title, unique in your tenant.', example: 'BBB-2008' }),
    title: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .openapi({ description: 'Required for a new title; an update keeps the name.', example: 'Big Buck Bunny' }),
    source: SourceRequest.optional().openapi({
      description: 'The master. Left out for an update: the master of the current version is taken over.',
    }),
    checksum: z.strictObject({ sha256: z.string().regex(/^[0-9a-fA-F]{64}$/, '64 hexadecimal digits') }).optional(),
    sidecars: z.array(SidecarRequest).max(50).default([]),
    take_over: z.boolean().default(true).openapi({
      description:
        'Whether an update takes over what it does not deliver: the sidecars of the current version, each by role, language and kind. False makes the version of this order alone.',
    }),
    remove: z.array(RemovalRequest).max(50).default([]),
    profile: z.string().max(100).optional().openapi({
      description: 'Name of an encode profile; the default one, or that of the current version, when left out.',
    }),
    quality_policy: z.string().max(100).optional(),
    priority: z.int().min(1).max(5).default(3),
    credit: z.string().max(500).optional(),
    rights: z
      .record(z.string(), z.unknown())
      .optional()
      .openapi({ description: 'Kept with the ingest; read by the rights slice.' }),
    passthrough: z
      .record(z.string(), z.unknown())
      .optional()
      .openapi({ description: 'Returned as it came; at most 10 kB.' }),
  })
  .openapi('IngestRequest');

/** An order as its schema leaves it. */
export type OrderBody = z.output<typeof IngestRequest>;

export const FindingView = z
  .object({
    code: z.string().openapi({ example: 'video/black' }),
    severity: z.enum(['info', 'warning', 'hold', 'reject']),
    stage: z.enum(['inspect', 'quality', 'captions', 'metadata', 'artwork', 'package']),
    track: z.string().nullable(),
    range: z.object({ start_ms: z.int(), end_ms: z.int() }).nullable(),
    measured: z.string().nullable(),
    limit: z.string().nullable(),
    message: z.string(),
    fix: z.string(),
    docs: z.string().openapi({ example: '/docs/codes/video/black' }),
    frame_url: z.string().nullable().openapi({
      description: 'A JPEG of the first frame of `range`, upright and at most 640 pixels on its longer edge.',
      example: '/media/…/findings/375.jpg',
    }),
    middle_frame_url: z.string().nullable().openapi({ description: 'The same from the middle of a long one.' }),
  })
  .openapi('Finding');

export const StageView = z
  .object({
    name: z.enum(STAGES),
    state: z.enum([...STAGE_STATES, 'unreached']).openapi({
      description:
        '`reused`: taken over as it was. `skipped`: there was nothing to do. `unreached`: the ingest ended before.',
    }),
    progress: z.number().min(0).max(1),
    started_at: instant.nullable(),
    ended_at: instant.nullable(),
    note: z.string().nullable(),
  })
  .openapi('Stage');

export const DecisionView = z
  .object({
    decision: z.enum(['approve', 'reject', 'replace']),
    reason: z.string(),
    by: z
      .object({ label: z.string(), key_id: z.string().nullable() })
      .nullable()
      .openapi({ description: 'The key that decided. Told to operators; null for everybody else.' }),
    attempt: z.int().openapi({ description: 'The `attempt` of the ingest that it was about.' }),
    decided_at: instant,
  })
  .openapi('IngestDecision');

export const IngestView = z
  .object({
    id: z.string().openapi({ example: 'ing_01JD…' }),
    external_id: z.string(),
    title: z.string(),
    title_id: z.string(),
    status: z.enum(['queued', 'running', 'held', 'published', 'rejected', 'cancelled', 'failed']),
    stage: z.string().nullable(),
    progress: z.number().min(0).max(1),
    stages: z.array(StageView),
    chunks: z.array(z.object({ group: z.string(), rungs: z.array(z.string()), total: z.int(), done: z.int() })),
    profile: z.string(),
    priority: z.int(),
    updates: z
      .object({ version_id: z.string(), number: z.int() })
      .nullable()
      .openapi({ description: 'The version that an update takes parts over from.' }),
    workflow: z.object({ id: z.string(), url: z.string().nullable() }),
    qc: z
      .object({
        verdict: z.enum(['passed', 'warned', 'held', 'rejected']).nullable(),
        counts: z.object({ info: z.int(), warning: z.int(), hold: z.int(), reject: z.int() }),
      })
      .nullable(),
    hold: z.object({ since: instant, expires_at: instant }).nullable(),
    decisions: z.array(DecisionView).openapi({
      description: 'What operators decided while it was held, oldest first. It can be held several times, and retried.',
    }),
    attempt: z.int().openapi({ description: '1, and one more with each retry.', example: 1 }),
    failure: z
      .object({
        code: z.string(),
        title: z.string(),
        detail: z.string(),
        fix: z.string(),
        who: z
          .string()
          .openapi({ description: 'Who can mend it: `partner`, `operator`, `viewer` or `developer` of a client.' }),
        retryable: z.boolean().openapi({
          description:
            'Whether a retry may end otherwise, once what `fix` says is done. False: the fault lies in what was uploaded; send a new order with a mended file.',
        }),
      })
      .nullable(),
    preview: z
      .object({ hls: z.string(), thumbnails: z.string().nullable() })
      .nullable()
      .openapi({ description: 'The proxy, playable while the run goes on.' }),
    outputs: z
      .object({
        version_id: z.string(),
        hls: z.string().nullable().openapi({ description: BY_SESSION }),
        dash: z.string().nullable().openapi({ description: BY_SESSION }),
        thumbnails: z.string().nullable().openapi({ description: BY_SESSION }),
        poster: z.string().nullable(),
        watch: z.string(),
      })
      .nullable(),
    passthrough: z.record(z.string(), z.unknown()).nullable(),
    created_at: instant,
    updated_at: instant,
    ended_at: instant.nullable(),
  })
  .openapi('Ingest');

/** `GET /v1/ingests/{id}/qc`: findings, and the curves a timeline is drawn from (thinned to at most 2,000 points each). */
export const QcReportView = z
  .object({
    ingest_id: z.string(),
    verdict: z.enum(['passed', 'warned', 'held', 'rejected']).nullable(),
    policy: z.string(),
    policy_version: z.int(),
    findings: z.array(FindingView),
    report_url: z.string().openapi({
      description:
        'The report as a page to read, send on and print. Whoever has the link can open it, without a key; it shows this report and nothing else.',
      example: '/reports/n3v8…',
    }),
    duration_ms: z.int().nullable(),
    probe: z.record(z.string(), z.unknown()).nullable(),
    series: z
      .object({
        luma: z.array(z.object({ t_ms: z.int(), mean: z.number() })),
        loudness: z.array(
          z.object({
            track: z.string(),
            integrated: z.number(),
            range: z.number(),
            true_peak: z.number(),
            momentary: z.array(z.object({ t_ms: z.int(), lufs: z.number() })),
          }),
        ),
        bitrate: z.array(z.object({ t_ms: z.int(), bps: z.number() })),
      })
      .nullable(),
  })
  .openapi('QcReport');

export const DecisionRequest = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('approve'), reason: z.string().min(1).max(1000) }),
    z.strictObject({ decision: z.literal('reject'), reason: z.string().min(1).max(1000) }),
    z.strictObject({ decision: z.literal('replace'), reason: z.string().min(1).max(1000), source: SourceRequest }),
  ])
  .openapi('Decision');
