import type { Title } from '../../shared/api/types';

/**
 * A title's picture of one kind for this viewer: with words in a language the viewer reads, or else without words. One
 * with words in another language is not shown.
 *
 * @param languages BCP 47 tags, the preferred one first
 */
export const pictureFor = (
  title: Pick<Title, 'artwork'>,
  kind: string,
  languages: readonly string[] = navigator.languages,
): string | undefined => found(title, kind, languages)?.url;

/** A picture and its sizes, as `srcset` and its fallback. */
export interface Shown {
  src: string | null;
  /** Of WebP, which every browser of today reads. */
  srcSet?: string;
  /** The same of AVIF, which most read. */
  avifSet?: string;
}

/** The picture of a card: key art, a still, what was delivered as poster, or a frame of the film. */
export function cardPicture(title: Title, languages: readonly string[] = navigator.languages): Shown {
  const picture = found(title, 'key-art', languages) ?? found(title, 'still', languages);
  return picture ? shown(picture) : { src: title.poster };
}

/** The picture of a card that stands upright: a poster, or what lies as a card. */
export function posterPicture(title: Title, languages: readonly string[] = navigator.languages): Shown {
  const picture = found(title, 'poster', languages);
  return picture ? shown(picture) : cardPicture(title, languages);
}

/** The picture behind a title: a background, key art, the backdrop that was delivered, or a frame of the film. */
export function backdropPicture(title: Title, languages: readonly string[] = navigator.languages): Shown {
  const [picture] = ['background', 'backdrop', 'key-art'].flatMap((kind) => found(title, kind, languages) ?? []);
  return picture ? shown(picture) : { src: title.poster };
}

const shown = ({ url, sizes }: Title['artwork'][number]): Shown => ({
  src: url,
  srcSet: setOf(sizes, 'image/webp'),
  avifSet: setOf(sizes, 'image/avif'),
});

const setOf = (sizes: Title['artwork'][number]['sizes'], type: string): string | undefined =>
  sizes
    .filter(({ content_type }) => content_type === type)
    .map(({ url, width }) => `${url} ${width}w`)
    .join(', ') || undefined;

function found({ artwork }: Pick<Title, 'artwork'>, kind: string, languages: readonly string[]) {
  const ofKind = artwork.filter((picture) => picture.kind === kind);
  const primary = (tag: string): string => tag.split('-')[0]!.toLowerCase();
  for (const wanted of languages) {
    const worded = ofKind.find(({ language }) => language !== null && primary(language) === primary(wanted));
    if (worded) return worded;
  }
  return ofKind.find(({ language }) => language === null);
}
