import fc from 'fast-check';
import { keyTags } from '../packaging/protection';
import { cpixFault } from './cpix-schema';
import { parseXml } from './cpix-xml';
import { readPlayReadyObject } from './playready';
import { readPsshBoxes, SYSTEM_IDS } from './pssh';
import { answerSpeke, readSpekeRequest, SpekeRefusal } from './speke';
import { contractFault } from './speke-contract';

const [SD, HD, SOUND] = [
  'cff143cc-f7ba-4f45-b7dc-11e789c70c1c',
  'acd5dbee-1b29-451c-9125-4dbb7fd3f4b2',
  'faa20e04-b929-4959-85f7-3c2788cce887',
];

interface Changes {
  root?: string;
  keys?: string;
  systems?: string;
  rules?: string;
}

const key = (kid: string, scheme = 'cbcs'): string =>
  `<cpix:ContentKey kid="${kid}" commonEncryptionScheme="${scheme}"></cpix:ContentKey>`;
const system = (kid: string, id: string): string =>
  `<cpix:DRMSystem kid="${kid}" systemId="${id}"><cpix:PSSH/><cpix:ContentProtectionData/>` +
  '<cpix:HLSSignalingData playlist="media"></cpix:HLSSignalingData><cpix:HLSSignalingData playlist="master"/></cpix:DRMSystem>';
const rule = (kid: string, type: string, filter: string): string =>
  `<cpix:ContentKeyUsageRule kid="${kid}" intendedTrackType="${type}">${filter}</cpix:ContentKeyUsageRule>`;
const KEYS = key(SD) + key(HD) + key(SOUND);
const RULES =
  rule(SD, 'SD', '<cpix:VideoFilter maxPixels="589824"/>') +
  rule(HD, 'HD', '<cpix:VideoFilter minPixels="589825"/>') +
  rule(SOUND, 'AUDIO', '<cpix:AudioFilter/>');
const SYSTEMS = [SYSTEM_IDS.widevine, SYSTEM_IDS.playready, SYSTEM_IDS.fairplay]
  .flatMap((id) => [SD, HD, SOUND].map((kid) => system(kid, id)))
  .join('');

const document = ({
  root = 'contentId="film" version="2.3"',
  keys = KEYS,
  systems = SYSTEMS,
  rules = RULES,
}: Changes = {}) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<cpix:CPIX ${root} xmlns:cpix="urn:dashif:org:cpix" xmlns:pskc="urn:ietf:params:xml:ns:keyprov:pskc">` +
  `<cpix:ContentKeyList>${keys}</cpix:ContentKeyList><cpix:DRMSystemList>${systems}</cpix:DRMSystemList>` +
  `<cpix:ContentKeyPeriodList><cpix:ContentKeyPeriod id="p1" index="0"/></cpix:ContentKeyPeriodList>` +
  `<cpix:ContentKeyUsageRuleList>${rules}</cpix:ContentKeyUsageRuleList></cpix:CPIX>`;

const answered = (xml = document()): string => {
  const asked = readSpekeRequest(xml);
  const keys = asked.keys.map(({ kid }, at) => ({
    kid,
    key: new Uint8Array(16).fill(at),
    iv: new Uint8Array(16).fill(9),
  }));
  return answerSpeke(asked, keys);
};
const decoded = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64');

describe('a SPEKE v2.0 request', () => {
  it('names content, scheme, and each key with the tracks it is for', () => {
    expect(readSpekeRequest(document())).toMatchObject({
      contentId: 'film',
      scheme: 'cbcs',
      keys: [
        { kid: SD, trackType: 'SD' },
        { kid: HD, trackType: 'HD' },
        { kid: SOUND, trackType: 'AUDIO' },
      ],
    });
  });

  const both = SYSTEMS + system(SD, SYSTEM_IDS.fairplay);
  it.each<[string, Changes, string]>([
    ['no content id', { root: 'version="2.3"' }, 'Missing CPIX@contentId'],
    ['an empty content id', { root: 'contentId="" version="2.3"' }, 'Missing CPIX@contentId'],
    ['no version', { root: 'contentId="film"' }, 'Missing CPIX@version'],
    ['the version after', { root: 'contentId="film" version="2.4"' }, 'Unsupported CPIX@version'],
    [
      'a key without a scheme',
      { keys: `<cpix:ContentKey kid="${SD}"/>${key(HD)}${key(SOUND)}` },
      `Missing ContentKey@commonEncryptionScheme for KID ${SD}`,
    ],
    [
      'two schemes',
      { keys: key(SD) + key(HD, 'cenc') + key(SOUND) },
      'Non compliant ContentKey@commonEncryptionScheme combination',
    ],
    [
      'FairPlay with cenc',
      { keys: key(SD, 'cenc') + key(HD, 'cenc') + key(SOUND, 'cenc'), systems: both },
      `ContentKey@commonEncryptionScheme non compatible with DRMSystem ${SYSTEM_IDS.fairplay}`,
    ],
    ['no filters', { rules: rule(SD, 'SD', '') + rule(HD, 'HD', '') }, 'Missing CPIX encryption contract'],
    ['no rules', { rules: '' }, 'Missing CPIX encryption contract'],
    [
      'a key without a rule',
      { keys: KEYS + key('3aa729cd-b693-4377-960d-bd0c3c217897') },
      'Malformed encryption contract',
    ],
    [
      'a rule without a key',
      { keys: key(SD) + key(HD), systems: system(SD, SYSTEM_IDS.widevine) },
      'Malformed encryption contract',
    ],
    ['a key twice', { keys: KEYS + key(SD) }, 'Malformed encryption contract'],
    ['no systems', { systems: '' }, 'Missing CPIX DRMSystemList'],
    [
      'no keys',
      { keys: '', systems: system(SD, SYSTEM_IDS.widevine) },
      'Requested CPIX encryption contract not supported',
    ],
    ['a key id that is none', { keys: key('17') }, 'Malformed encryption contract'],
    [
      'a system that nobody knows',
      { systems: system(SD, '00000000-0000-0000-0000-000000000000') },
      'Requested CPIX encryption contract not supported',
    ],
    [
      'a scheme without players',
      { keys: key(SD, 'cens'), systems: '' },
      'Requested CPIX encryption contract not supported',
    ],
  ])('with %s is refused in the words of the specification', (_, changes, words) => {
    expect(() => readSpekeRequest(document(changes))).toThrow(expect.objectContaining({ message: words, status: 422 }));
  });

  it('is judged by the names that prefixes stand for, and by the schema', () => {
    const foreign = document().replaceAll('urn:dashif:org:cpix', 'urn:another');
    for (const xml of [
      foreign,
      document().replace('id="p1" index="0"', 'id="p1" index="first"'),
      document().replace('playlist="media"', 'playlist="multiVariant"'),
      document().replace('<cpix:ContentKeyPeriodList>', '<cpix:ContentKeyPeriodList><cpix:Surprise/>'),
      document({
        rules: RULES.replace('<cpix:AudioFilter/>', '<cpix:KeyPeriodFilter periodId="p9"/><cpix:AudioFilter/>'),
      }),
    ])
      expect(() => readSpekeRequest(xml)).toThrow(
        expect.objectContaining({ message: expect.stringMatching(/schema of CPIX 2\.3: /), status: 422 }),
      );
  });

  it('may have its lists in any order; the answer has them in that of the schema', () => {
    const lists = document().match(/<cpix:(\w+List)>.*?<\/cpix:\1>/g) ?? [];
    const turned = document().replace(lists.join(''), [...lists].reverse().join(''));
    expect(turned).not.toBe(document());
    expect(answered(turned)).toBe(answered());
    expect(cpixFault(parseXml(answered(turned)))).toBeUndefined();
  });

  it.each([
    ['that is cut off', document().slice(0, 400)],
    ['that is empty', ''],
    ['that is JSON', '{}'],
    ['of another kind', '<feed/>'],
    ['with entities', document().replace('<cpix:CPIX', '<!DOCTYPE x [<!ENTITY a "b">]><cpix:CPIX')],
    ['with an external entity', document().replace('<cpix:CPIX', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><cpix:CPIX')],
    [
      'of a billion laughs',
      `<!DOCTYPE x [<!ENTITY a "ha">${[...'bcdefghi'].map((name, at) => `<!ENTITY ${name} "${`&${'abcdefgh'[at]};`.repeat(10)}">`).join('')}]>${document({ root: 'contentId="&i;" version="2.3"' }).replace(/^<\?.*\?>/, '')}`,
    ],
    ['nested without end', `<cpix:CPIX>${'<a>'.repeat(500)}${'</a>'.repeat(500)}</cpix:CPIX>`],
  ])('%s is refused with status 400', (_, xml) => {
    expect(() => readSpekeRequest(xml)).toThrow(expect.objectContaining({ name: 'SpekeRefusal', status: 400 }));
  });

  it('never fails in another way, whatever comes', () => {
    const piece = fc.constantFrom(
      '<cpix:CPIX ',
      'contentId="a" ',
      'version="2.3"',
      '>',
      '</cpix:CPIX>',
      KEYS,
      RULES,
      SYSTEMS,
      '<![CDATA[',
      '&x;',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (xml) => {
          try {
            readSpekeRequest(xml);
          } catch (error) {
            expect(error).toBeInstanceOf(SpekeRefusal);
          }
        },
      ),
    );
  });
});

describe('the encryption contract', () => {
  const video = (...types: string[]) =>
    types.map((trackType, at) => ({
      kid: `v${at}`,
      trackType,
      video: trackType.split('+').map(() => ({})),
      audio: [],
    }));
  const audio = (...types: string[]) =>
    types.map((trackType, at) => ({ kid: `a${at}`, trackType, video: [], audio: [{}] }));
  const fault = (rules: Parameters<typeof contractFault>[0]) =>
    contractFault(
      rules,
      rules.map(({ kid }) => kid),
    );

  it.each([
    [[...video('VIDEO'), ...audio('AUDIO')]],
    [[...video('SD', 'HD'), ...audio('STEREO_AUDIO', 'MULTICHANNEL_AUDIO')]],
    [
      [
        ...video('SD', 'HD1', 'HD2', 'UHD1', 'UHD2'),
        ...audio('STEREO_AUDIO', 'MULTICHANNEL_AUDIO_3_6', 'MULTICHANNEL_AUDIO_7'),
      ],
    ],
    [video('SD+HD1', 'HD2', 'UHD')],
    [audio('AUDIO')],
    [[{ kid: 'x', trackType: 'ALL', video: [{}], audio: [{}] }]],
  ])('may be preset %#', (rules) => {
    expect(fault(rules)).toBeUndefined();
  });

  it.each([
    [video('SD')],
    [video('SD', 'SD')],
    [video('HD', 'UHD', 'SD', 'SD')],
    [[...video('VIDEO'), ...audio('SD')]],
    [[...video('VIDEO'), { kid: 'x', trackType: 'ALL', video: [{}], audio: [{}] }]],
    [[{ kid: 'x', trackType: 'ALL', video: [{}], audio: [] }]],
    [[{ kid: 'x', trackType: 'ALL', video: [{ maxPixels: '1' }], audio: [{}] }]],
    [[{ kid: 'x', trackType: 'VIDEO', video: [{ minPixels: '10', maxPixels: '9' }], audio: [] }]],
    [[{ kid: 'x', trackType: 'VIDEO', video: [{}, {}], audio: [] }]],
    [[...video('HD2', 'UHD'), { kid: 'x', trackType: 'SD+HD1', video: [{}], audio: [] }]],
    [[{ kid: 'x', trackType: 'VIDEO', video: [{}], audio: [{}] }]],
  ])('may not be %#', (rules) => {
    expect(fault(rules)).toBe('Malformed encryption contract');
  });
});

describe('the answer', () => {
  const elements = (xml: string, kid: string, id: string): RegExpMatchArray | null =>
    xml.match(new RegExp(`<cpix:DRMSystem kid="${kid}" systemId="${id}">([\\s\\S]*?)</cpix:DRMSystem>`));
  const of = (xml: string, element: string): string | undefined =>
    xml.match(new RegExp(`<cpix:${element}[^>]*>([^<]*)<`))?.[1];

  it('holds each key under its own id, with an initialisation vector', () => {
    const found = [
      ...answered().matchAll(
        /<cpix:ContentKey kid="([^"]+)"[^>]*explicitIV="([^"]+)"[\s\S]*?<pskc:PlainValue>([^<]+)</g,
      ),
    ];
    expect(found.map(([, kid]) => kid)).toEqual([SD, HD, SOUND]);
    expect(found.map(([, , , value]) => decoded(value)[0])).toEqual([0, 1, 2]);
    for (const [, , iv] of found) expect(decoded(iv)).toHaveLength(16);
  });

  it('gives everything else back as it came', () => {
    const xml = answered();
    for (const same of [
      'contentId="film"',
      'version="2.3"',
      'id="p1" index="0"',
      'minPixels="589825"',
      'intendedTrackType="AUDIO"',
    ])
      expect(xml).toContain(same);
    expect(readSpekeRequest(xml).keys).toEqual(readSpekeRequest(document()).keys);
  });

  it('signals Widevine, PlayReady and FairPlay for each key alone', () => {
    const xml = answered();
    const widevine = elements(xml, HD, SYSTEM_IDS.widevine)?.[1] ?? '';
    const [box] = readPsshBoxes(decoded(of(widevine, 'PSSH')));
    expect(box?.systemId).toBe(SYSTEM_IDS.widevine);
    expect(Buffer.from(box?.data ?? []).toString('hex')).toContain(HD.replaceAll('-', ''));
    expect(decoded(of(widevine, 'ContentProtectionData')).toString()).toBe(
      `<cenc:pssh xmlns:cenc="urn:mpeg:cenc:2013">${of(widevine, 'PSSH')}</cenc:pssh>`,
    );

    const playready = elements(xml, SD, SYSTEM_IDS.playready)?.[1] ?? '';
    const [header] = readPsshBoxes(decoded(of(playready, 'PSSH')));
    expect(readPlayReadyObject(header?.data ?? new Uint8Array())).toContain('version="4.3.0.0"');
    expect(decoded(of(playready, 'ContentProtectionData')).toString()).toContain('<mspr:pro xmlns:mspr=');

    const fairplay = elements(xml, SD, SYSTEM_IDS.fairplay)?.[1] ?? '';
    expect(decoded(of(fairplay, 'HLSSignalingData playlist="media"')).toString()).toBe(
      `#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://${SD}",KEYFORMAT="com.apple.streamingkeydelivery",KEYFORMATVERSIONS="1"`,
    );
    expect(decoded(of(fairplay, 'HLSSignalingData playlist="master"')).toString()).toMatch(
      /^#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,/,
    );
    expect(keyTags({ scheme: 'cenc', keys: [{ kid: SD, label: 'SD', scheme: 'cenc' }] }, SD)).toHaveLength(3);
  });
});

describe('every preset with every set of systems', () => {
  const { widevine, playready, fairplay, common } = SYSTEM_IDS;
  const sets = [
    [widevine],
    [playready],
    [fairplay],
    [widevine, playready],
    [widevine, fairplay],
    [playready, fairplay],
    [widevine, playready, fairplay, common],
    [common],
  ];
  const contracts = [
    ['VIDEO', 'AUDIO'],
    ['SD', 'HD', 'UHD', 'STEREO_AUDIO', 'MULTICHANNEL_AUDIO'],
    [...['SD', 'HD1', 'HD2', 'UHD1', 'UHD2'], ...['STEREO_AUDIO', 'MULTICHANNEL_AUDIO_3_6', 'MULTICHANNEL_AUDIO_7']],
    ['SD+HD1', 'HD2', 'UHD1', 'UHD2', 'STEREO_AUDIO', 'MULTICHANNEL_AUDIO'],
    ['SD', 'HD'],
    ['STEREO_AUDIO', 'MULTICHANNEL_AUDIO'],
  ];
  const cases = contracts.flatMap((types) => sets.map((ids) => [types, ids] as const));

  it.each(cases)('%j %j is answered by the schema, every element filled', (types, ids) => {
    const scheme = ids.includes(fairplay) ? 'cbcs' : 'cenc';
    const kids = types.map((_, at) => SD.replace(/^../, `0${at}`));
    const filters = (type: string) =>
      type.split('+').map(() => (type.includes('AUDIO') ? '<cpix:AudioFilter/>' : '<cpix:VideoFilter/>'));
    const xml = answered(
      document({
        keys: kids.map((kid) => key(kid, scheme)).join(''),
        systems: ids.flatMap((id) => kids.map((kid) => system(kid, id))).join(''),
        rules: types.map((type, at) => rule(kids[at] ?? '', type, filters(type).join(''))).join(''),
      }),
    );
    expect(cpixFault(parseXml(xml))).toBeUndefined();
    expect(xml.match(/<pskc:PlainValue>[^<]{24}</g)).toHaveLength(types.length);
    expect(xml).not.toMatch(/<cpix:(?:PSSH|ContentProtectionData|HLSSignalingData)[^>]*(?:\/>|>\s*<)/);
  });
});
