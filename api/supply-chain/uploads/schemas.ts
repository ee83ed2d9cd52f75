import { z } from '../../http/zod';

/** Shapes of uploads as clients see them. Requests are strict: an unknown field is an error, not a silence. */

export const UPLOAD_STATES = [
  'waiting',
  'uploading',
  'uploaded',
  'ingested',
  'errored',
  'cancelled',
  'timed_out',
] as const;

const instant = z.string().openapi({ format: 'date-time', example: '2026-11-22T15:00:00.000Z' });
const sha256 = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, '64 hexadecimal digits')
  .openapi({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' });
/** S3's limit. */
const partNumber = z.int().min(1).max(10_000);
const MOST_URLS = 100;

export const UploadRequest = z
  .strictObject({
    file_name: z.string().min(1).max(255).openapi({ example: 'master.mov' }),
    bytes: z.int().min(0).optional().openapi({
      description: 'Length of the file. Told, it is checked, and parts are cut to fit.',
      example: 2147483648,
    }),
    content_type: z
      .string()
      .max(200)
      .regex(/^[\w.+-]+\/[\w.+-]+(?:\s*;\s*[\w.+-]+=[\w.+"-]+)*$/, 'a media type such as video/quicktime')
      .optional(),
    checksum: z
      .strictObject({ sha256 })
      .optional()
      .openapi({ description: 'Compared when the file is complete (up to 64 MiB) or when the ingest receives it.' }),
    protocol: z
      .enum(['single', 'multipart'])
      .default('single')
      .openapi({ description: 'One presigned PUT, or presigned parts. tus has its own address: /v1/uploads/tus.' }),
  })
  .openapi('UploadRequest');

export const UploadView = z
  .object({
    id: z.string().openapi({ example: 'upl_01JD…' }),
    file_name: z.string(),
    content_type: z.string().nullable(),
    protocol: z.enum(['single', 'multipart', 'tus']),
    status: z.enum(UPLOAD_STATES),
    bytes: z.int().nullable().openapi({ description: 'As declared; what arrived, once it is uploaded.' }),
    received_bytes: z.int().openapi({ description: 'Safely stored so far, as last known.' }),
    checksum: z.object({ sha256: z.string() }).nullable(),
    upload_url: z.string().nullable().openapi({
      description: 'Of a single upload: PUT the bytes here in one request until expires_at. Of tus: where to go on.',
    }),
    part_bytes: z.int().nullable().openapi({ description: 'Size of every part but the last.' }),
    ingest_id: z.string().nullable().openapi({ description: 'The ingest that took it last.' }),
    failure: z.object({ code: z.string(), title: z.string(), detail: z.string(), fix: z.string() }).nullable(),
    expires_at: instant,
    created_at: instant,
    completed_at: instant.nullable(),
  })
  .openapi('Upload');

export const UploadPartsRequest = z
  .strictObject({ from: partNumber, to: partNumber })
  .refine(({ from, to }) => to >= from && to - from < MOST_URLS, {
    path: ['to'],
    message: `is not from ${'`from`'} to ${MOST_URLS - 1} more`,
  })
  .openapi('UploadPartsRequest');

export const UploadPartUrls = z
  .object({
    data: z.array(z.object({ number: z.int(), url: z.string() })),
    part_bytes: z.int(),
    expires_at: instant,
  })
  .openapi('UploadPartUrls');

export const UploadPartsView = z
  .object({
    data: z.array(z.object({ number: z.int(), bytes: z.int(), etag: z.string() })),
    part_bytes: z.int(),
    part_count: z.int().nullable().openapi({ description: 'How many there will be, where the length was declared.' }),
  })
  .openapi('UploadParts');

export const UploadCompletion = z
  .strictObject({
    parts: z
      .array(z.strictObject({ number: partNumber, etag: z.string().min(1).max(200) }))
      .max(10_000)
      .optional()
      .openapi({ description: 'All that arrived when left out.' }),
  })
  .openapi('UploadCompletion');
