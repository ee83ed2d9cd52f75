import { sendFile } from '../../shared/api/client';
import type { Ingest, IngestOrder } from '../../shared/api/types';
import { operator } from './queries';

/** A captions file and the language it is in (BCP 47). */
export interface CaptionFile {
  file: File;
  language: string;
}

/** What a person fills in for a new ingest. */
export interface Delivery {
  master: File;
  title: string;
  externalId: string;
  profile: string | null;
  captions: CaptionFile[];
}

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
  { master, title, externalId, profile, captions }: Delivery,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Ingest> {
  const files = [master, ...captions.map(({ file }) => file)];
  const uploads: string[] = [];
  for (const [index, file] of files.entries()) {
    const report = (share: number) => onProgress({ file: file.name, index, count: files.length, share });
    report(0);
    const upload = await operator.upload(file.name, file.type || undefined);
    await sendFile(upload.upload_url, file, report, signal);
    uploads.push(upload.id);
  }
  const order: IngestOrder = {
    external_id: externalId,
    title,
    source: { upload_id: uploads[0]! },
    ...(profile ? { profile } : {}),
    sidecars: captions.map(({ language }, index) => ({
      role: 'captions' as const,
      language,
      source: { upload_id: uploads[index + 1]! },
    })),
  };
  return operator.order(order);
}

/** `Big_Buck-Bunny.en.mov` -> `Big Buck Bunny`. */
export const titleFrom = (fileName: string): string =>
  fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[._-]+/g, ' ')
    .trim();

/** The language in a captions file's name, such as `film.pt-BR.srt`. */
export const languageFrom = (fileName: string): string =>
  /[._-]([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.[^.]+$/.exec(fileName)?.[1] ?? 'en';

const CAPTIONS = /\.(srt|vtt|ttml|dfxp|xml)$/i;
export const isCaptions = (file: File): boolean => CAPTIONS.test(file.name);
