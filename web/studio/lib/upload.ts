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
  /** Name of a quality policy. */
  policy: string | null;
  captions: CaptionFile[];
  /** Shown instead of a frame of the film. */
  poster: File | undefined;
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
  { master, title, externalId, profile, policy, captions, poster }: Delivery,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<Ingest> {
  const files = [master, ...captions.map(({ file }) => file), ...(poster ? [poster] : [])];
  const sources: { upload_id: string }[] = [];
  for (const [index, file] of files.entries()) {
    const report = (share: number) => onProgress({ file: file.name, index, count: files.length, share });
    sources.push(await send(file, report, signal));
  }
  const order: IngestOrder = {
    external_id: externalId,
    title,
    source: sources[0]!,
    ...(profile ? { profile } : {}),
    ...(policy ? { quality_policy: policy } : {}),
    sidecars: [
      ...captions.map(({ language }, index) => ({ role: 'captions' as const, language, source: sources[index + 1]! })),
      ...(poster ? [{ role: 'poster' as const, source: sources[sources.length - 1]! }] : []),
    ],
  };
  return operator.order(order);
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
  const upload = await operator.upload(file.name, file.type || undefined);
  await sendFile(upload.upload_url, file, onShare, signal);
  return { upload_id: upload.id };
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

const PICTURES = /\.(jpe?g|png|webp)$/i;
export const isPicture = (file: File): boolean => PICTURES.test(file.name);
export const isMaster = (file: File): boolean => !isCaptions(file) && !isPicture(file);
