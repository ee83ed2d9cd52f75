const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** An EIDR content id, as DOI, as URN or as the part of a MovieLabs id after `eidr-s:` or `eidr-x:`. */
const EIDR = /(?:10\.5240\/|urn:eidr:10\.5240:|:eidr-[sx]:)?((?:[0-9A-F]{4}-){5})([0-9A-Z])(?=$|:)/i;

/**
 * The check character of an EIDR: ISO 7064 Mod 37,36 over its twenty hexadecimal digits.
 *
 * @param digits twenty hexadecimal digits, with or without hyphens
 */
export function eidrCheck(digits: string): string {
  let product = 36;
  for (const digit of digits.replaceAll('-', '').toUpperCase()) {
    const sum = (product + DIGITS.indexOf(digit)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return DIGITS.charAt((37 - product) % 36);
}

/** What is to be said of an id that looks like an EIDR; undefined when it is right, or none at all. */
export function eidrProblem(id: string): { expected?: string; problem: 'malformed' | 'check' } | undefined {
  if (!/10\.5240|eidr/i.test(id)) return undefined;
  const [, digits, check] = EIDR.exec(id.trim()) ?? [];
  if (digits === undefined || check === undefined) return { problem: 'malformed' };
  const expected = eidrCheck(digits);
  return expected === check.toUpperCase() ? undefined : { problem: 'check', expected };
}
