import { IdParams, listQuery, operation, pageOf } from '../../http/operation';
import { z } from '../../http/zod';
import {
  UPLOAD_STATES,
  UploadCompletion,
  UploadPartsRequest,
  UploadPartsView,
  UploadPartUrls,
  UploadRequest,
  UploadView,
} from './schemas';

/** `status=waiting,uploading`: any of several states. */
const statuses = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(UPLOAD_STATES)).min(1))
  .optional()
  .openapi({ type: 'string', description: 'One state or several, separated by commas.', example: 'waiting,uploading' });

export const createUpload = operation({
  id: 'createUpload',
  method: 'post',
  path: '/v1/uploads',
  tag: 'Uploads',
  summary: 'Announce a file and get an address for its bytes',
  description:
    'With `protocol: single` (files up to 5 GB), PUT the bytes to `upload_url` in one request before `expires_at`. With `protocol: multipart`, cut the file into parts of `part_bytes`, ask for addresses with `/parts`, PUT the parts in any order and complete the upload. Then name the upload as the source of an ingest or of a sidecar.',
  scope: 'uploads:write',
  body: UploadRequest,
  answer: {
    status: 201,
    schema: UploadView,
    description: 'The upload, waiting for its bytes.',
    location: 'Path of the upload.',
  },
  failures: ['store/unavailable', 'master/too-large'],
});

export const listUploads = operation({
  id: 'listUploads',
  method: 'get',
  path: '/v1/uploads',
  tag: 'Uploads',
  summary: 'List uploads, newest first',
  description:
    'Optionally only those in some states. `received_bytes` of a multipart upload is as of the last look at its parts.',
  scope: 'uploads:read',
  query: z.strictObject({ ...listQuery, status: statuses }),
  answer: { status: 200, schema: pageOf('UploadPage', UploadView), description: 'A page of uploads.' },
  failures: ['cursor/invalid'],
});

export const getUpload = operation({
  id: 'getUpload',
  method: 'get',
  path: '/v1/uploads/{id}',
  tag: 'Uploads',
  summary: 'Read one upload',
  description:
    'A single upload whose bytes have been PUT becomes `uploaded` here, when it is completed, or when an order names it.',
  scope: 'uploads:read',
  params: IdParams,
  answer: { status: 200, schema: UploadView, description: 'The upload, with a fresh address while it waits.' },
  failures: ['request/not-found', 'store/unavailable'],
});

export const createUploadParts = operation({
  id: 'createUploadParts',
  method: 'post',
  path: '/v1/uploads/{id}/parts',
  tag: 'Uploads',
  summary: 'Get addresses to PUT parts to',
  description:
    'Up to 100 parts a call, in any order, as often as needed. Each PUT is answered with an `ETag`. A part that is sent again takes the place of the one before.',
  scope: 'uploads:write',
  params: IdParams,
  body: UploadPartsRequest,
  answer: { status: 200, schema: UploadPartUrls, description: 'An address per part.' },
  failures: ['request/not-found', 'upload/ended', 'upload/other-protocol', 'store/unavailable'],
});

export const listUploadParts = operation({
  id: 'listUploadParts',
  method: 'get',
  path: '/v1/uploads/{id}/parts',
  tag: 'Uploads',
  summary: 'List the parts that have arrived',
  description: 'After a restart a client sends only those that are missing. Empty once the upload is complete.',
  scope: 'uploads:read',
  params: IdParams,
  answer: { status: 200, schema: UploadPartsView, description: 'Every part that has arrived, by number.' },
  failures: ['request/not-found', 'upload/other-protocol', 'store/unavailable'],
});

export const completeUpload = operation({
  id: 'completeUpload',
  method: 'post',
  path: '/v1/uploads/{id}/complete',
  tag: 'Uploads',
  summary: 'Make the file of its parts',
  description:
    'Parts may be named in any order, or left out: then all that arrived are taken. A second call is answered like the first. Of a single or tus upload, checks that its bytes are whole.',
  scope: 'uploads:write',
  params: IdParams,
  body: UploadCompletion,
  answer: { status: 200, schema: UploadView, description: 'The upload, uploaded.' },
  failures: [
    'request/not-found',
    'upload/ended',
    'upload/no-bytes',
    'upload/incomplete',
    'upload/part-mismatch',
    'upload/size-mismatch',
    'upload/too-long',
    'upload/checksum-mismatch',
    'master/too-large',
    'store/unavailable',
  ],
});

export const abortUpload = operation({
  id: 'abortUpload',
  method: 'delete',
  path: '/v1/uploads/{id}',
  tag: 'Uploads',
  summary: 'Give an upload up and free its bytes',
  description: 'An upload that an order has taken stays. A second call is answered like the first.',
  scope: 'uploads:write',
  params: IdParams,
  answer: { status: 200, schema: UploadView, description: 'The upload, cancelled.' },
  failures: ['request/not-found', 'upload/ended', 'store/unavailable'],
});

/** Every operation on uploads. */
export const UPLOAD_OPERATIONS = [
  createUpload,
  listUploads,
  getUpload,
  createUploadParts,
  listUploadParts,
  completeUpload,
  abortUpload,
];
