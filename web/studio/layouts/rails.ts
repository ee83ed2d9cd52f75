import type { LayoutRail } from '../../shared/api/types';

/** Moved by one place; unchanged at the ends. */
export function moved<T>(list: readonly T[], from: number, way: -1 | 1): T[] {
  const next = [...list];
  const [one, other] = [next[from], next[from + way]];
  if (one === undefined || other === undefined) return next;
  [next[from], next[from + way]] = [other, one];
  return next;
}

export type RailKind = LayoutRail['kind'];

export const KIND_WORDS: Record<RailKind, string> = {
  editorial: 'Chosen titles',
  rule: 'By rule',
  personal: 'Personal',
};

/** What tells one kind of rail from the others, as it begins. */
const BEGINNINGS = {
  editorial: { kind: 'editorial', titles: [] },
  rule: { kind: 'rule', filters: {}, limit: 20 },
  personal: { kind: 'personal', slot: 'continue_watching' },
} as const;

/** @param taken ids of the rails that are there */
export function newRail(kind: RailKind, taken: readonly string[]): LayoutRail {
  let nth = taken.length + 1;
  while (taken.includes(`rail-${nth}`)) nth++;
  const common = { id: `rail-${nth}`, style: 'wide' as const, territories: [], device_families: [] };
  const names = { en: kind === 'personal' ? 'Continue watching' : '' };
  switch (kind) {
    case 'editorial':
      return { ...common, names, ...BEGINNINGS.editorial, titles: [] };
    case 'rule':
      return { ...common, names, ...BEGINNINGS.rule };
    default:
      return { ...common, names, ...BEGINNINGS.personal };
  }
}

/** As it is saved: without the locales whose names were emptied, where another names it. */
export function tidied(rail: LayoutRail): LayoutRail {
  const named = Object.entries(rail.names).filter(([, name]) => name.trim() !== '');
  return named.length === 0 ? rail : { ...rail, names: Object.fromEntries(named) };
}

/** What a rail is called in the studio. */
export const titleOf = ({ names, id }: Pick<LayoutRail, 'names' | 'id'>): string =>
  names.en || Object.values(names).find(Boolean) || id;
