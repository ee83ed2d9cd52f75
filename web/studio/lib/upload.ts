import { sendFile } from '../../shared/api/client';
import type { Ingest, IngestOrder } from '../../shared/api/types';
import type { Delivery } from './delivery';
import { operator } from './queries';

/** Which file is under way, and its share, 0..1. */
export interface UploadProgress {
  file: string;
  index: number;
  count: number;
  share: number;
}

/**
 * Send every file, then order the ingest.
 * @throws HeadendProblem
 */
export async function deliver(
  { master, title, externalId, profile, policy, captions, pictures }: Delivery,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Ingest> {
  const count = 1 + captions.length + pictures.length;
  let index = -1;
  const next = (file: File) => {
    index += 1;
    return send(file, (share) => onProgress({ file: file.name, index, count, share }), signal);
  };
  const source = await next(master);
  const sidecars: NonNullable<IngestOrder['sidecars']> = [];
  for (const { file, language } of captions) sidecars.push({ role: 'captions', language, source: await next(file) });
  for (const { file, role } of pictures) sidecars.push({ role, source: await next(file) });
  return operator.order({
    external_id: externalId.trim(),
    title: title.trim(),
    source,
    ...(profile ? { profile } : {}),
    ...(policy ? { quality_policy: policy } : {}),
    sidecars,
  });
}

/**
 * Send one file to the object store.
 * @param onShare called with the share sent, 0..1
 * @returns the source that names it in an order or a decision
 * @throws HeadendProblem
 */
export async function send(
  file: File,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<{ upload_id: string }> {
  onShare(0);
  const upload = await operator.upload(file.name, file.type || undefined, signal);
  await sendFile(upload.upload_url, file, onShare, signal);
  return { upload_id: upload.id };
}
