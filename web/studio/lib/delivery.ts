import { FAILURES } from '../../../domain/failures';
import type { IngestOrder } from '../../shared/api/types';

type Sidecar = NonNullable<IngestOrder['sidecars']>[number];

/** What text is for: words, words with sounds, or what is always shown. */
export type TextRole = Extract<Sidecar['role'], 'captions' | 'subtitles' | 'forced'>;

/** A captions file and the language it is in (BCP 47). */
export interface CaptionFile {
  file: File;
  role: TextRole;
  language: string;
}

/** What an audio track is for. */
export type AudioKind = 'main' | 'description' | 'commentary';

/** Sound of one language in a file of its own. */
export interface AudioFile {
  file: File;
  kind: AudioKind;
  language: string;
}

/** What a picture is delivered as: a poster is shown instead of a frame of the film, artwork is kept with the title. */
export type PictureRole = Extract<Sidecar['role'], 'poster' | 'artwork'>;

/** A picture beside the master. */
export interface Picture {
  file: File;
  role: PictureRole;
  /** BCP 47, of the words on it; empty when there are none or they are read everywhere. */
  language: string;
}

/** A file that was not taken, and why. */
export interface Refusal {
  name: string;
  title: string;
  detail: string;
  fix: string;
}

/** A delivery while it is filled in. */
export interface Draft {
  /** Left out for an update that keeps the master. */
  master: File | undefined;
  /** The order changes a title that is there; its master may stay. */
  update: boolean;
  title: string;
  externalId: string;
  profile: string | null;
  /** Name of a quality policy. */
  policy: string | null;
  /** 1 is worked on first, 5 last. */
  priority: number;
  captions: CaptionFile[];
  audios: AudioFile[];
  pictures: Picture[];
  metadata: File | undefined;
}

/** A draft that was looked through by {@link isComplete}. */
export type Delivery = Draft;

export const BLANK: Draft = {
  master: undefined,
  update: false,
  title: '',
  externalId: '',
  profile: null,
  policy: null,
  priority: 3,
  captions: [],
  audios: [],
  pictures: [],
  metadata: undefined,
};

/** What the API takes for a language: a BCP 47 tag. */
export const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

const CAPTIONS = /\.(srt|vtt|ttml|dfxp|xml)$/i;
const PICTURES = /\.(jpe?g|jfif|png|webp|gif|bmp|tiff?|heic|heif|avif|svg|psd|ico)$/i;
const AUDIO = /\.(wav|wave|bwf|rf64|w64|aiff?|flac|m4a|mka|mp3|aac|ac3|eac3|ec3|opus|ogg)$/i;
const METADATA = /\.(json|mrss|rss)$/i;
/** Nothing that a programme is delivered in. */
const NO_MASTER = /\.(pdf|docx?|xlsx?|pptx?|txt|csv|ya?ml|html?|md|zip|rar|7z|gz|tar|exe|dmg|iso|scc|stl|cap)$/i;

type Kind = 'master' | 'captions' | 'audio' | 'picture' | 'metadata' | 'unknown';

/** What a file is delivered as, by its name and the type the browser gives it. */
export function kindOf({ name, type }: Pick<File, 'name' | 'type'>): Kind {
  if (CAPTIONS.test(name)) return 'captions';
  if (METADATA.test(name)) return 'metadata';
  if (AUDIO.test(name) || type.startsWith('audio/')) return 'audio';
  if (PICTURES.test(name) || type.startsWith('image/')) return 'picture';
  return NO_MASTER.test(name) || type.startsWith('text/') ? 'unknown' : 'master';
}

/** `Big_Buck-Bunny.mov` -> `Big Buck Bunny`. */
export const titleFrom = (fileName: string): string =>
  fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[._-]+/g, ' ')
    .trim();

/** The language in a captions file's name, such as `film.pt-BR.srt`. */
export const languageFrom = (fileName: string): string =>
  /(?:^|[._-])([a-z]{2,3}(?:-[A-Za-z]{2,4})?)(?:[._-](?:forced|sdh|ad|description|commentary))?\.[^.]+$/.exec(
    fileName,
  )?.[1] ?? 'en';

const textRoleFrom = (fileName: string): TextRole => (/[._-]forced\./i.test(fileName) ? 'forced' : 'captions');

const audioKindFrom = (fileName: string): AudioKind =>
  /[._-](ad|description)\./i.test(fileName)
    ? 'description'
    : /[._-]commentary\./i.test(fileName)
      ? 'commentary'
      : 'main';

/** What artwork shows, as one word of its file name: `Film_Wide.png` -> `film-wide`. */
export const artworkKind = (fileName: string): string =>
  fileName
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40) || 'artwork';

/** The image types that are taken in, told by their first bytes, whatever the name says. */
export function isImage(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(0, 12));
  return (
    text.startsWith('\xff\xd8\xff') ||
    text.startsWith('\x89PNG\r\n\x1a\n') ||
    (text.startsWith('RIFF') && text.endsWith('WEBP'))
  );
}

const refusedPicture = (name: string, detail: string): Refusal => {
  const { title, fix } = FAILURES['artwork/unreadable'];
  return { name, title, detail, fix };
};

/** Why a picture cannot be taken; undefined when it can. */
export async function refusalOf(file: File): Promise<Refusal | undefined> {
  if (file.size === 0) return refusedPicture(file.name, `${file.name} is an empty file.`);
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  return isImage(head) ? undefined : refusedPicture(file.name, `${file.name} is no JPEG, PNG or WebP image.`);
}

/** A picture the browser cannot draw is damaged: nobody would see it. */
export const damaged = (name: string): Refusal =>
  refusedPicture(name, `${name} cannot be drawn. It may be cut off or damaged.`);

const unknownFile = (name: string): Refusal => ({
  name,
  title: 'This is no part of a delivery',
  detail: `${name} is neither a master nor sound, captions, a picture or metadata.`,
  fix: 'Deliver the master as MP4, MOV, MXF, MKV or TS, sound as WAV, FLAC or M4A, captions as SRT, WebVTT or TTML, pictures as JPEG, PNG or WebP, metadata as JSON or MRSS.',
});

/** The first picture is the poster unless there is one; the others are artwork. */
const withPictures = (pictures: Picture[], files: File[]): Picture[] =>
  pictures.concat(
    files.map((file, index) => ({
      file,
      language: '',
      role: index > 0 || pictures.some(({ role }) => role === 'poster') ? 'artwork' : 'poster',
    })),
  );

/** One poster at most: the picture that was it becomes artwork. */
export const withRole = (pictures: Picture[], chosen: Picture, role: PictureRole): Picture[] =>
  pictures.map((picture) => {
    if (picture === chosen) return { ...picture, role };
    return role === 'poster' && picture.language === chosen.language ? { ...picture, role: 'artwork' } : picture;
  });

/**
 * Sort files into a draft by what they are; names are suggested, never overwritten.
 * @returns the draft, and what was not taken
 */
export async function sorted(files: File[]): Promise<{ add: (draft: Draft) => Draft; refused: Refusal[] }> {
  const of = (kind: Kind) => files.filter((file) => kindOf(file) === kind);
  const pictures = await Promise.all(of('picture').map(async (file) => ({ file, refusal: await refusalOf(file) })));
  const refused = [
    ...of('unknown').map(({ name }) => unknownFile(name)),
    ...pictures.flatMap(({ refusal }) => refusal ?? []),
  ];
  const good = pictures.filter(({ refusal }) => !refusal).map(({ file }) => file);
  const add = (draft: Draft): Draft => {
    const master = of('master')[0] ?? draft.master;
    const name = master ? titleFrom(master.name) : '';
    return {
      ...draft,
      master,
      title: draft.title || name,
      externalId: draft.externalId || name.replace(/\s+/g, '-').toUpperCase(),
      captions: [...draft.captions, ...of('captions').map(captionOf)],
      audios: [...draft.audios, ...of('audio').map(audioOf)],
      pictures: withPictures(draft.pictures, good),
      metadata: of('metadata')[0] ?? draft.metadata,
    };
  };
  return { add, refused };
}

const captionOf = (file: File): CaptionFile => ({
  file,
  role: textRoleFrom(file.name),
  language: languageFrom(file.name),
});
const audioOf = (file: File): AudioFile => ({
  file,
  kind: audioKindFrom(file.name),
  language: languageFrom(file.name),
});

/** The files beside the master in the order they are named in: the index is that of `sidecars` in problems. */
export function sidecarsOf(draft: Draft): { file: File; order: Omit<Sidecar, 'source'> }[] {
  return [
    ...draft.captions.map(({ file, role, language }) => ({ file, order: { role, language } })),
    ...draft.audios.map(({ file, kind, language }) => ({ file, order: { role: 'audio' as const, kind, language } })),
    ...draft.pictures.map(({ file, role, language }) => ({
      file,
      order: {
        role,
        ...(language ? { language } : {}),
        ...(role === 'artwork' ? { kind: artworkKind(file.name) } : {}),
      },
    })),
    ...(draft.metadata ? [{ file: draft.metadata, order: { role: 'metadata' as const } }] : []),
  ];
}

/** Whether it can be sent: a new title needs a master and a name, an update something to change. */
export const isComplete = (draft: Draft): draft is Delivery =>
  (draft.update ? draft.master !== undefined || sidecarsOf(draft).length > 0 : draft.master !== undefined) &&
  (draft.update || draft.title.trim() !== '') &&
  draft.externalId.trim() !== '' &&
  [...draft.captions, ...draft.audios].every(({ language }) => LANGUAGE.test(language)) &&
  draft.pictures.every(({ language }) => language === '' || LANGUAGE.test(language));
