import type { CatalogDocument, LocalText } from './document';

/**
 * In which locales to look for words, best first: the wanted one, its parents (`zh-Hant-TW`, `zh-Hant`, `zh`; RFC 4647, 3.4),
 * others of its language, the document's default or original language, English, then whatever there is.
 *
 * @param wanted BCP 47
 */
export function localeChain(
  document: Pick<CatalogDocument, 'locales' | 'default_locale' | 'original_language'>,
  wanted: string,
): string[] {
  const there = Object.keys(document.locales);
  const like = (tag: string) => there.filter((each) => each.toLowerCase() === tag.toLowerCase());
  const parts = wanted.split('-');
  const parents = parts.map((_, dropped) => parts.slice(0, parts.length - dropped).join('-'));
  const ends = [document.default_locale, document.original_language, 'en'].flatMap((each) => each ?? []);
  return [...new Set([...parents.flatMap(like), ...ofLanguage(there, wanted), ...ends.flatMap(like), ...there.sort()])];
}

const ofLanguage = (there: string[], wanted: string): string[] =>
  there.filter((each) => languageOf(each) === languageOf(wanted)).sort();

/** Of a BCP 47 tag, in small letters. */
export const languageOf = (tag: string): string => tag.split('-')[0]!.toLowerCase();

/** Words for a viewer, each from the first locale of the chain that has it, and where the title's came from. */
export function wordsIn(
  document: Pick<CatalogDocument, 'locales' | 'default_locale' | 'original_language'>,
  wanted: string,
): LocalText & { locale?: string } {
  const chain = localeChain(document, wanted);
  const words: LocalText = {};
  for (const locale of [...chain].reverse()) Object.assign(words, filled(document.locales[locale]));
  const locale = chain.find((each) => filled(document.locales[each]).title !== undefined);
  return locale === undefined ? words : { ...words, locale };
}

const filled = (words: LocalText = {}): LocalText =>
  Object.fromEntries(Object.entries(words).filter(([, text]) => text?.trim()));
