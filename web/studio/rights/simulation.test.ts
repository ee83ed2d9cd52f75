import { addressOf, isAsked, sentenceOf, simulationOf } from './simulation';

const NOW = '2026-11-23T08:00:00.000Z';
const read = (address: string) => sentenceOf(new URLSearchParams(address));

describe('the sentence of the simulator', () => {
  it('is in the address, and comes back from it', () => {
    const sentence = read(`in=DE,US-CA&on=tv&titles=tit_1,tit_2&by=SVOD,AVOD&at=${NOW}`);
    const params = Object.entries(addressOf(sentence)).filter(([, value]) => value) as [string, string][];
    expect(sentenceOf(new URLSearchParams(params))).toEqual(sentence);
    expect(isAsked(sentence)).toBe(true);
  });

  it('leaves out what is no place and no licence, and asks nothing without titles', () => {
    expect(read('in=DE,EU,Mars&by=SVOD,GOLD')).toMatchObject({ territories: ['DE'], licences: ['SVOD'] });
    expect([read('in=DE'), read('every=1'), read('titles=tit_1')].map(isAsked)).toEqual([false, true, true]);
  });

  it('asks for every place at once, now or at every change of a time', () => {
    expect(simulationOf(read('in=DE,FR&on=tv&by=SVOD'), ['tit_1'], NOW)).toEqual({
      title_ids: ['tit_1'],
      askers: [
        { territory: 'DE', device: 'tv', license_types: ['SVOD'] },
        { territory: 'FR', device: 'tv', license_types: ['SVOD'] },
      ],
      at: [NOW],
    });
    const until = '2027-01-01T00:00:00.000Z';
    const { askers, between } = simulationOf(read(`until=${until}`), ['tit_1'], NOW);
    expect(between).toEqual({ from: NOW, to: until });
    expect(askers).toHaveLength(1);
    expect(askers?.[0]?.license_types).toHaveLength(6);
  });
});
