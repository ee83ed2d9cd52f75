import { FAILURES } from '../../../domain/failures';
import type { IngestOrder } from '../../shared/api/types';

type Sidecar = NonNullable<IngestOrder['sidecars']>[number];

/** A captions file and the language it is in (BCP 47). */
export interface CaptionFile {
  file: File;
  language: string;
}

/** What a picture is delivered as: a poster is shown instead of a frame of the film, artwork is kept with the title. */
export type PictureRole = Extract<Sidecar['role'], 'poster' | 'artwork'>;

/** A picture beside the master. */
export interface Picture {
  file: File;
  role: PictureRole;
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
  master: File | undefined;
  title: string;
  externalId: string;
  profile: string | null;
  /** Name of a quality policy. */
  policy: string | null;
  captions: CaptionFile[];
  pictures: Picture[];
}

/** A delivery that can be sent. */
export type Delivery = Draft & { master: File };

export const BLANK: Draft = {
  master: undefined,
  title: '',
  externalId: '',
  profile: null,
  policy: null,
  captions: [],
  pictures: [],
};

/** What the API takes for a language: a BCP 47 tag. */
export const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

const CAPTIONS = /\.(srt|vtt|ttml|dfxp|xml)$/i;
const PICTURES = /\.(jpe?g|jfif|png|webp|gif|bmp|tiff?|heic|heif|avif|svg|psd|ico)$/i;
/** Nothing that a programme is delivered in. */
const NO_MASTER = /\.(pdf|docx?|xlsx?|pptx?|txt|csv|json|ya?ml|html?|md|zip|rar|7z|gz|tar|exe|dmg|iso|scc|stl|cap)$/i;

type Kind = 'master' | 'captions' | 'picture' | 'unknown';

/** What a file is delivered as, by its name and the type the browser gives it. */
export function kindOf({ name, type }: Pick<File, 'name' | 'type'>): Kind {
  if (CAPTIONS.test(name)) return 'captions';
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
  /[._-]([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.[^.]+$/.exec(fileName)?.[1] ?? 'en';

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
  detail: `${name} is neither a master nor captions nor a picture.`,
  fix: 'Deliver the master as MP4, MOV, MXF, MKV or TS, captions as SRT, WebVTT or TTML, pictures as JPEG, PNG or WebP.',
});

/** The first picture is the poster unless there is one; the others are artwork. */
const withPictures = (pictures: Picture[], files: File[]): Picture[] =>
  pictures.concat(
    files.map((file, index) => ({
      file,
      role: index > 0 || pictures.some(({ role }) => role === 'poster') ? 'artwork' : 'poster',
    })),
  );

/** One poster at most: the picture that was it becomes artwork. */
export const withRole = (pictures: Picture[], chosen: Picture, role: PictureRole): Picture[] =>
  pictures.map((picture) => {
    if (picture === chosen) return { ...picture, role };
    return role === 'poster' ? { ...picture, role: 'artwork' } : picture;
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
      captions: [...draft.captions, ...of('captions').map((file) => ({ file, language: languageFrom(file.name) }))],
      pictures: withPictures(draft.pictures, good),
    };
  };
  return { add, refused };
}

export const isComplete = (draft: Draft): draft is Delivery =>
  draft.master !== undefined &&
  draft.title.trim() !== '' &&
  draft.externalId.trim() !== '' &&
  draft.captions.every(({ language }) => LANGUAGE.test(language));
