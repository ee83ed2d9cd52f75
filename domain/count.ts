/** `1 track`, `2 tracks`. @param noun in the singular; its plural ends in `s` */
export const count = (number: number | bigint, noun: string): string =>
  `${number} ${noun}${Number(number) === 1 ? '' : 's'}`;
