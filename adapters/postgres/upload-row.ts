import type { Prisma } from '../../prisma/client/client';
import type { TusState, UploadProtocol, UploadRecord, UploadState } from './port';

/** A row as the house reads it. */
export const uploadOf = (row: Prisma.UploadGetPayload<object>): UploadRecord => ({
  ...row,
  contentType: row.contentType ?? undefined,
  protocol: row.protocol as UploadProtocol,
  status: row.status as UploadState,
  bytes: row.bytes === null ? undefined : Number(row.bytes),
  received: Number(row.received),
  sha256: row.sha256 ?? undefined,
  multipartId: row.multipartId ?? undefined,
  partBytes: row.partBytes === null ? undefined : Number(row.partBytes),
  tus: (row.tus ?? undefined) as TusState | undefined,
  ingestId: row.ingestId ?? undefined,
  failureCode: row.failureCode ?? undefined,
  failureDetail: row.failureDetail ?? undefined,
  etag: row.etag ?? undefined,
  completedAt: row.completedAt ?? undefined,
  collectedAt: row.collectedAt ?? undefined,
});
