/** ISO 639-2 bibliographic codes that differ from the terminologic ones. */
const BIBLIOGRAPHIC: Readonly<Record<string, string>> = {
  alb: 'sq',
  arm: 'hy',
  baq: 'eu',
  bur: 'my',
  chi: 'zh',
  cze: 'cs',
  dut: 'nl',
  fre: 'fr',
  geo: 'ka',
  ger: 'de',
  gre: 'el',
  ice: 'is',
  mac: 'mk',
  mao: 'mi',
  may: 'ms',
  per: 'fa',
  rum: 'ro',
  slo: 'sk',
  tib: 'bo',
  wel: 'cy',
};

/** A language tag of a media file (ISO 639-2 or BCP 47) as canonical BCP 47; `und` when it says nothing. */
export function languageTag(tag: string | undefined): string {
  const text = (tag ?? '').trim().replaceAll('_', '-');
  if (/^(|und|unk|mis|mul|zxx|qaa)$/i.test(text)) return 'und';
  try {
    return Intl.getCanonicalLocales(BIBLIOGRAPHIC[text.toLowerCase()] ?? text)[0] ?? 'und';
  } catch {
    return 'und';
  }
}

/** Does a tag name a language? `und` (ISO 639-2, RFC 5646 4.1) stands where one must be written and none is known. */
export const isDeclared = (tag: string): boolean => !/^und(-|$)/i.test(tag);

/**
 * A language in words, such as `English` or `Brazilian Portuguese`; the tag itself when it has no name. What nobody declared
 * is `Original`: `Intl` has no word for it that a viewer would understand.
 *
 * @param locale BCP 47 tag of the reader's language
 */
export function languageName(tag: string, locale = 'en'): string {
  if (!isDeclared(tag)) return 'Original';
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
