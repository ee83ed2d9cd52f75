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

const NAMES = new Intl.DisplayNames(['en'], { type: 'language' });

/** A language in words, such as `English` or `Brazilian Portuguese`. */
export const languageName = (tag: string): string => (tag === 'und' ? 'Original' : (NAMES.of(tag) ?? tag));
