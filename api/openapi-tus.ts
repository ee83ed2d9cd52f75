import type { FailureCode } from '../domain/failures';
import { z } from './http/zod';

/**
 * A request of tus 1.0.0 as the document tells it. These are headers and bytes, not JSON: supply-chain/uploads/tus serves them
 * itself, beside the operations that are mounted from their schemas.
 */
export interface TusOperation {
  id: string;
  method: 'options' | 'post' | 'head' | 'patch' | 'delete';
  path: `/${string}`;
  summary: string;
  description: string;
  /** Whether bytes of the file come with the request, and whether they must. */
  bytes?: 'needed' | 'possible';
  /** Headers of the request, beside `Authorization` and `Tus-Resumable`. */
  headers?: z.ZodRawShape;
  answer: { status: 200 | 201 | 204; description: string; headers: Readonly<Record<string, string>> };
  /** Every code that it may answer. OPTIONS is answered without a key and without looking at anything. */
  failures: FailureCode[];
}

const count = z.string().regex(/^\d{1,15}$/);
const checksum = z
  .string()
  .regex(/^(sha1|sha256|sha512|md5) [A-Za-z0-9+/]{22,88}={0,2}$/)
  .optional()
  .openapi({
    description: 'Algorithm and Base64 digest of the bytes of this request, which then count as a whole or not at all.',
    example: 'sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=',
  });

const LIST = '/v1/uploads/tus';
const ONE = '/v1/uploads/tus/{id}';
const OFFSET = 'Bytes that are stored; they stay stored.';
const EXPIRES = 'When the upload is given up, as an HTTP date.';

/** What any of them may answer but OPTIONS. */
const EVERY: FailureCode[] = [
  'auth/missing',
  'auth/invalid',
  'auth/forbidden',
  'auth/origin',
  'tus/version',
  'request/rate-limited',
  'database/unavailable',
  'store/unavailable',
  'internal/unexpected',
];
const OF_ONE: FailureCode[] = ['request/not-found', 'upload/other-protocol', 'upload/ended', 'upload/locked', ...EVERY];
/** What the bytes of a request may meet. */
const OF_BYTES: FailureCode[] = [
  'tus/invalid',
  'upload/too-long',
  'upload/chunk-damaged',
  'upload/offset-conflict',
  'upload/checksum-mismatch',
  'upload/size-mismatch',
  'upload/busy',
];

/** The requests of tus, creation to termination. */
export const TUS_OPERATIONS: readonly TusOperation[] = [
  {
    id: 'describeTus',
    method: 'options',
    path: LIST,
    summary: 'Ask what the tus server can do',
    description: 'Answered without a key.',
    answer: {
      status: 204,
      description: 'Versions, extensions and limits.',
      headers: {
        'Tus-Version': '`1.0.0`.',
        'Tus-Extension': 'Extensions served, separated by commas.',
        'Tus-Checksum-Algorithm': 'Algorithms of `Upload-Checksum`.',
        'Tus-Max-Size': 'Bytes that a file may have.',
      },
    },
    failures: [],
  },
  {
    id: 'createTusUpload',
    method: 'post',
    path: LIST,
    summary: 'Begin an upload by tus',
    description:
      'Exactly one of `Upload-Length` and `Upload-Defer-Length` is needed. The first bytes may come along. The last part of `Location` is the id that an order names.',
    bytes: 'possible',
    headers: {
      'Upload-Length': count.optional().openapi({ description: 'Bytes of the file.', example: '104857600' }),
      'Upload-Defer-Length': z.literal('1').optional().openapi({ description: 'The length comes with a later PATCH.' }),
      'Upload-Metadata': z.string().max(4000).optional().openapi({
        description: 'Keys with Base64 values; `filename`, `filetype` and `sha256` are understood.',
        example: 'filename bWFzdGVyLm1vdg==',
      }),
      'Upload-Checksum': checksum,
    },
    answer: {
      status: 201,
      description: 'The upload is open.',
      headers: {
        Location: 'Path of the upload, for HEAD, PATCH and DELETE.',
        'Upload-Offset': `With bytes only. ${OFFSET}`,
        'Upload-Expires': EXPIRES,
      },
    },
    failures: [...OF_BYTES, 'upload/locked', ...EVERY],
  },
  {
    id: 'getTusUpload',
    method: 'head',
    path: ONE,
    summary: 'Ask where an upload goes on',
    description: 'A request that still writes to it is stopped, and what it brought is kept.',
    answer: {
      status: 200,
      description: 'Where it stands.',
      headers: {
        'Upload-Offset': OFFSET,
        'Upload-Length': 'Bytes of the file, once that is known.',
        'Upload-Defer-Length': '`1` until then.',
        'Upload-Metadata': 'As it came.',
        'Upload-Expires': EXPIRES,
      },
    },
    failures: ['upload/checksum-mismatch', 'upload/size-mismatch', ...OF_ONE],
  },
  {
    id: 'appendTusUpload',
    method: 'patch',
    path: ONE,
    summary: 'Send bytes of an upload',
    description:
      'They must begin at `Upload-Offset`. When the connection breaks, what has arrived is kept; ask by HEAD where to go on.',
    bytes: 'needed',
    headers: {
      'Upload-Offset': count.openapi({ description: 'Where these bytes belong in the file.', example: '0' }),
      'Upload-Length': count.optional().openapi({ description: 'Of an upload that was begun without one.' }),
      'Upload-Checksum': checksum,
    },
    answer: {
      status: 204,
      description: 'The bytes are stored.',
      headers: { 'Upload-Offset': OFFSET, 'Upload-Expires': EXPIRES },
    },
    failures: ['request/unsupported-media-type', ...OF_BYTES, ...OF_ONE],
  },
  {
    id: 'terminateTusUpload',
    method: 'delete',
    path: ONE,
    summary: 'Give an upload by tus up',
    description: 'Its bytes are removed.',
    answer: { status: 204, description: 'It is gone.', headers: {} },
    failures: OF_ONE,
  },
];
