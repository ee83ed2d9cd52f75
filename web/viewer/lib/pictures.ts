import type { Title } from '../../shared/api/types';

/**
 * A title's picture of one kind for this viewer: with words in a language the viewer reads, or else without words. One
 * with words in another language is not shown.
 *
 * @param languages BCP 47 tags, the preferred one first
 */
export function pictureFor(
  { artwork }: Pick<Title, 'artwork'>,
  kind: string,
  languages: readonly string[] = navigator.languages,
): string | undefined {
  const ofKind = artwork.filter((picture) => picture.kind === kind);
  const primary = (tag: string): string => tag.split('-')[0]!.toLowerCase();
  for (const wanted of languages) {
    const found = ofKind.find(({ language }) => language !== null && primary(language) === primary(wanted));
    if (found) return found.url;
  }
  return ofKind.find(({ language }) => language === null)?.url;
}
