import type { RightsWindow } from '../../shared/api/types';
import { emptyForm, formOf, missing, orderOf, soldLanguage } from './form';

const WINDOW = {
  ...{ kind: 'grant', license_type: 'VOD', territories: ['EU'], excluded_territories: ['FR'] },
  ...{ starts_at: '2026-12-01T10:20:30.400Z', ends_at: null, start_condition: null },
  end_condition: { event: 'Broadcast', lag_seconds: -172_800 },
  ...{
    languages: [{ language: 'de' }, { language: 'en', asset: 'subtitle' }],
    holdback_languages: ['fr'],
    format_profile: 'HD',
    device_families: ['tv'],
  },
  ...{ exclusive: false, runs: 3, rental_start_by_seconds: 60, rental_finish_by_seconds: 30 },
  ...{ terms: [{ name: 'WSP', value: '1' }], exception: true, exception_text: 'x', transaction_id: 't' },
  ...{ contract_id: 'c', licensor: 'l' },
} as unknown as RightsWindow;

describe('the form of a window', () => {
  it('says again what was read when nothing is touched', () => {
    expect(orderOf(formOf(WINDOW), WINDOW)).toEqual(WINDOW);
  });

  it('takes languages, times of rentals and terms as they are typed', () => {
    const form = {
      ...formOf(WINDOW),
      ...{
        languages: ['pt-BR', 'de  subdub'],
        holdbacks: ['it'],
        startBy: 720,
        finishBy: '' as const,
        runs: '' as const,
      },
      terms: [
        { name: ' SRP ', value: '3.99', currency: 'eur' },
        { name: '', value: ' ', currency: '' },
      ],
    };
    expect(orderOf(form, WINDOW)).toMatchObject({
      languages: [{ language: 'pt-BR' }, { language: 'de', asset: 'subdub' }],
      ...{ holdback_languages: ['it'], rental_start_by_seconds: 2_592_000, rental_finish_by_seconds: null, runs: null },
      terms: [{ name: 'SRP', value: '3.99', currency: 'EUR' }],
    });
  });

  it('takes what is typed for UTC, and leaves alone what it does not show', () => {
    const form = formOf(WINDOW);
    const end = { ...form.end, how: 'at' as const, at: '2027-01-01T00:00' };
    const asked = orderOf({ ...form, start: { ...form.start, how: 'open' }, end }, WINDOW);
    expect(asked).toMatchObject({ starts_at: null, ends_at: '2027-01-01T00:00:00.000Z', end_condition: null, runs: 3 });
  });

  it('tells what is missing', () => {
    const form = emptyForm('2026-12-01T00:00:00.000Z');
    expect(missing(form)).toBe('Name a territory.');
    const there = { ...form, territories: ['DE'] };
    expect(missing(there)).toBeUndefined();
    expect(missing({ ...there, licence: '' })).toBe('A grant needs a licence.');
    expect(missing({ ...there, licence: '', kind: 'blackout' })).toBeUndefined();
    expect(missing({ ...there, end: { ...form.end, how: 'at' } })).toBe('Say when the end is.');
    expect(missing({ ...there, end: { ...form.start } })).toBe('The end must be after the start.');
    expect(missing({ ...there, languages: ['German'] })).toMatch(/^German is no language/);
    expect(missing({ ...there, holdbacks: ['de audio'] })).toMatch(/^de audio is no language/);
    expect(missing({ ...there, terms: [{ name: 'SRP', value: '', currency: '' }] })).toMatch(/name and a value/);
    expect(missing({ ...there, terms: [{ name: 'SRP', value: '1', currency: 'Euro' }] })).toMatch(
      /^Euro is no currency/,
    );
  });

  it.each(['de_AT', 'de sound', '', 'd'])('knows that %p is no language', (typed) => {
    expect(soldLanguage(typed)).toBeUndefined();
  });
});
