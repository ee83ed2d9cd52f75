import { HeadendError } from '../failures';
import type { CatalogDocument } from './document';
import { languageOf, localeChain } from './locales';

/** What a picture of a title is for (MovieLabs' and the stores' common words). */
export const ARTWORK_ROLES = ['poster', 'key-art', 'background', 'still', 'logo', 'box-art'] as const;
export type ArtworkRole = (typeof ARTWORK_ROLES)[number];

interface Shape {
  /** Width to height; none: any. */
  ratios: readonly (readonly [width: number, height: number])[];
  /** Narrowest picture that is taken, pixels. */
  leastWidth: number;
}

/** The shapes that stores and devices ask for: posters 2:3, key art and stills 16:9, box art as covers. */
export const ARTWORK_SHAPES: Readonly<Record<ArtworkRole, Shape>> = {
  poster: { ratios: [[2, 3]], leastWidth: 600 },
  'key-art': { ratios: [[16, 9]], leastWidth: 1280 },
  background: { ratios: [[16, 9]], leastWidth: 1920 },
  still: { ratios: [[16, 9]], leastWidth: 1280 },
  logo: { ratios: [], leastWidth: 400 },
  'box-art': {
    ratios: [
      [1, 1],
      [3, 4],
      [4, 3],
    ],
    leastWidth: 600,
  },
};

/** Nobody sees a difference of one in a hundred; rounding to whole pixels makes less. */
const TOLERANCE = 0.01;

/** One size of a picture. */
export interface ArtworkSize {
  width: number;
  height: number;
  contentType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif';
  /** Under the picture's prefix. */
  name: string;
}

/** Widths that are made of each picture, as far as it is that wide, pixels. */
export const ARTWORK_WIDTHS = [1920, 1280, 640, 320] as const;

/**
 * The shape that a picture has for its role, such as `2:3`; `any` of a logo.
 *
 * @throws {HeadendError} `artwork/wrong-ratio` with the crop that mends it, where one does, `artwork/too-small`
 */
export function shapeOf(role: ArtworkRole, width: number, height: number): string {
  const { ratios, leastWidth } = ARTWORK_SHAPES[role];
  const [nearest] = [...ratios].sort((a, b) => distance(a, width, height) - distance(b, width, height));
  if (nearest && distance(nearest, width, height) > TOLERANCE) {
    const crop = cropped(nearest, width, height);
    const shape = nearest.join(':');
    const fix =
      crop.width < leastWidth
        ? `Send a larger one of ${shape}, ${leastWidth} pixels wide at least: cropped, this one is too small.`
        : `Crop it to ${crop.width} by ${crop.height} pixels, which is ${shape}.`;
    throw new HeadendError(
      'artwork/wrong-ratio',
      `The picture is ${width} by ${height} pixels; the ${role} is ${ratios.map((each) => each.join(':')).join(' or ')}.`,
      { field: 'role', fix },
    );
  }
  if (width < leastWidth)
    throw new HeadendError(
      'artwork/too-small',
      `The picture is ${width} pixels wide; the ${role} is ${leastWidth} at least.`,
      { field: 'role' },
    );
  return nearest ? nearest.join(':') : 'any';
}

/** How far a picture is from a ratio, as a share. */
const distance = ([wide, high]: readonly [number, number], width: number, height: number): number =>
  Math.abs(Math.log((width * high) / (height * wide)));

/** The largest part of a picture that has the ratio. */
function cropped([wide, high]: readonly [number, number], width: number, height: number) {
  const scale = Math.min(width / wide, height / high);
  return { width: Math.round(wide * scale), height: Math.round(high * scale) };
}

/**
 * Pictures as somebody is best shown them: with words in the wanted language, then without words, then as the words of the
 * title would be chosen. Those that are alike stay as they were.
 *
 * @param languageOn of the words on a picture, BCP 47; null or undefined without any
 * @param wanted BCP 47
 */
export function byLanguage<T>(
  pictures: readonly T[],
  languageOn: (picture: T) => string | null | undefined,
  document: Pick<CatalogDocument, 'default_locale' | 'original_language'>,
  wanted: string,
): T[] {
  const locales = Object.fromEntries(pictures.flatMap((each) => languageOn(each) ?? []).map((tag) => [tag, {}]));
  const { default_locale, original_language } = document;
  const chain = localeChain({ locales, default_locale, original_language }, wanted);
  const [own, others] = [true, false].map((is) =>
    chain.filter((tag) => (languageOf(tag) === languageOf(wanted)) === is),
  );
  const order: (string | undefined)[] = [...own!, undefined, ...others!];
  const rank = (picture: T) => order.indexOf(languageOn(picture) ?? undefined);
  return [...pictures].sort((a, b) => rank(a) - rank(b));
}
