import fc from 'fast-check';
import { type Pathway, pathwayPriority, steered, steeringDocument } from './steering';

const pathways: fc.Arbitrary<Pathway[]> = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 6 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) => fc.record({ id: fc.constant(id), host: fc.constant('cdn.example'), weight: fc.nat(100) })),
    ),
  );
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('pathwayPriority', () => {
  it('names every pathway once', () => {
    fc.assert(
      fc.property(pathways, place, (given, at) => {
        expect([...pathwayPriority(given, at)].sort()).toEqual(given.map(({ id }) => id).sort());
      }),
    );
  });

  it('sends viewers by weight', () => {
    const given = [
      { id: 'a', host: 'a.example', weight: 70 },
      { id: 'b', host: 'b.example', weight: 30 },
      { id: 'c', host: 'c.example', weight: 0 },
    ];
    const first = Array.from({ length: 100 }, (_, at) => pathwayPriority(given, at / 100)[0]);
    expect(first.filter((id) => id === 'a')).toHaveLength(70);
    expect(first.filter((id) => id === 'b')).toHaveLength(30);
    expect(pathwayPriority(given, 0.9)).toEqual(['b', 'a', 'c']);
  });

  it('puts last what did not deliver', () => {
    fc.assert(
      fc.property(pathways, place, (given, at) => {
        const bad = given[0]?.id ?? '';
        expect(pathwayPriority(given, at, new Set([bad])).at(-1)).toBe(bad);
      }),
    );
  });
});

it('describes each pathway as the own one on another host, and the own one as the last resort', () => {
  const given = [{ id: 'fast', host: 'cdn.example:8443', weight: 1 }];
  expect(steeringDocument(given, ['fast'], 300, '/steering')).toEqual({
    VERSION: 1,
    TTL: 300,
    'RELOAD-URI': '/steering',
    'PATHWAY-PRIORITY': ['fast', '.'],
    'PATHWAY-CLONES': [{ 'BASE-ID': '.', ID: 'fast', 'URI-REPLACEMENT': { HOST: 'cdn.example:8443' } }],
  });
});

it('tells manifests of the document', () => {
  expect(steered('hls', '#EXTM3U\n#EXT-X-VERSION:7\n', '/steering')).toBe(
    '#EXTM3U\n#EXT-X-CONTENT-STEERING:SERVER-URI="/steering",PATHWAY-ID="."\n#EXT-X-VERSION:7\n',
  );
  expect(steered('dash', '<MPD type="static"><Period/></MPD>', '/steering')).toBe(
    '<MPD type="static"><BaseURL serviceLocation=".">./</BaseURL><ContentSteering defaultServiceLocation=".">/steering</ContentSteering><Period/></MPD>',
  );
});
