import { isPlace } from '../../../domain/rights/territory';
import { LICENCE_TYPES, type LicenceType } from '../../../domain/rights/types';
import type { Simulation } from '../../shared/api/types';
import type { Change } from './address';

/** The sentence with blanks: who, on what, asks for what, when, by which licences. */
export interface Sentence {
  territories: string[];
  /** Empty: nobody knows. */
  device: string;
  /** Every title that has windows then, or those that are named. */
  which: 'these' | 'every';
  titles: string[];
  /** ISO; undefined: now. */
  at?: string;
  /** ISO; every change from `at` until then. */
  until?: string;
  licences: LicenceType[];
}

const listed = (text: string | null): string[] => (text ?? '').split(',').filter(Boolean);

/** @param params of the address */
export const sentenceOf = (params: URLSearchParams): Sentence => ({
  territories: listed(params.get('in')).filter(isPlace),
  device: params.get('on') ?? '',
  which: params.get('every') ? 'every' : 'these',
  titles: listed(params.get('titles')),
  at: params.get('at') ?? undefined,
  until: params.get('until') ?? undefined,
  licences: LICENCE_TYPES.filter((each) => listed(params.get('by')).includes(each)),
});

/** The address that asks it again. */
export const addressOf = ({ territories, device, which, titles, at, until, licences }: Sentence): Change => ({
  ...{ in: territories.join(), on: device, every: which === 'every' ? '1' : undefined, at, until, by: licences.join() },
  titles: which === 'these' ? titles.join() : undefined,
});

/** Is enough of it filled in? */
export const isAsked = ({ which, titles }: Sentence): boolean => which === 'every' || titles.length > 0;

/** What the API is asked. @param titles ids, at most 500 */
export function simulationOf(sentence: Sentence, titles: string[], now: string): Simulation {
  const { territories, device, at, until, licences } = sentence;
  const asker = { ...(device ? { device } : {}), license_types: licences.length > 0 ? licences : [...LICENCE_TYPES] };
  return {
    title_ids: titles,
    askers: territories.length > 0 ? territories.map((territory) => ({ ...asker, territory })) : [asker],
    ...(until ? { between: { from: at ?? now, to: until } } : { at: [at ?? now] }),
  };
}
