import fc from 'fast-check';
import { playReadyObject, playReadyPssh, readPlayReadyObject, wrmHeader } from './playready';
import { commonPssh, psshBox, readPsshBoxes, SYSTEM_IDS, widevinePssh } from './pssh';

const [A, B] = ['11111111-1111-1111-1111-111111111111', '22222222-2222-2222-2222-222222222222'];

/** Boxes that Shaka Packager 3.8 made of the same key ids. */
const SHAKA = {
  common:
    '0000004470737368010000001077efecc0b24d02ace33c1e52e2fb4b00000002111111111111111111111111111111112222222222222222222222222222222200000000',
  cbcs: '0000004a7073736800000000edef8ba979d64acea3c827dcd51d21ed0000002a12101111111111111111111111111111111112102222222222222222222222222222222248f3c6899b06',
  cenc: '0000004a7073736800000000edef8ba979d64acea3c827dcd51d21ed0000002a12101111111111111111111111111111111112102222222222222222222222222222222248e3dc959b06',
};

describe('protection headers', () => {
  it('are byte for byte those of Shaka Packager', () => {
    expect(commonPssh([A, B]).toString('hex')).toBe(SHAKA.common);
    expect(widevinePssh([A, B], 'cbcs').toString('hex')).toBe(SHAKA.cbcs);
    expect(widevinePssh([A, B], 'cenc').toString('hex')).toBe(SHAKA.cenc);
  });

  it('come back from their boxes', () => {
    const pssh = fc.record({
      systemId: fc.uuid(),
      kids: fc.option(fc.array(fc.uuid()), { nil: undefined }),
      data: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    });
    fc.assert(
      fc.property(fc.array(pssh), (list) => {
        expect(readPsshBoxes(Buffer.concat(list.map(psshBox)))).toEqual(list);
      }),
    );
  });

  it('are refused when they are cut short or say more than they hold', () => {
    const box = commonPssh([A, B]);
    for (let length = 1; length < box.length; length++)
      expect(() => readPsshBoxes(box.subarray(0, length))).toThrow(RangeError);
    const liar = Buffer.from(box);
    liar.writeUInt32BE(4_000_000, 28);
    expect(() => readPsshBoxes(liar)).toThrow('within its KIDs');
  });
});

describe('a PlayReady header', () => {
  it('is of version 4.3 for cbcs, without a checksum', () => {
    expect(wrmHeader({ kid: B, scheme: 'cbcs' })).toBe(
      '<WRMHEADER xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader" version="4.3.0.0"><DATA><PROTECTINFO><KIDS>' +
        '<KID ALGID="AESCBC" VALUE="IiIiIiIiIiIiIiIiIiIiIg=="></KID></KIDS></PROTECTINFO></DATA></WRMHEADER>',
    );
  });

  it('is of version 4.0 for cenc, with a checksum', () => {
    expect(wrmHeader({ kid: B, scheme: 'cenc', checksum: 'EFpno/KGOCY=' })).toBe(
      '<WRMHEADER xmlns="http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader" version="4.0.0.0"><DATA><PROTECTINFO>' +
        '<KEYLEN>16</KEYLEN><ALGID>AESCTR</ALGID></PROTECTINFO><KID>IiIiIiIiIiIiIiIiIiIiIg==</KID>' +
        '<CHECKSUM>EFpno/KGOCY=</CHECKSUM></DATA></WRMHEADER>',
    );
  });

  it('comes back from its object and its box', () => {
    const key = { kid: B, scheme: 'cbcs' as const };
    const object = playReadyObject(key);
    expect(object.readUInt32LE(0)).toBe(object.length);
    expect(readPlayReadyObject(object)).toBe(wrmHeader(key));
    const [box] = readPsshBoxes(playReadyPssh(key));
    expect(box?.systemId).toBe(SYSTEM_IDS.playready);
    expect(readPlayReadyObject(box?.data ?? new Uint8Array())).toBe(wrmHeader(key));
    expect(() => readPlayReadyObject(object.subarray(1))).toThrow(RangeError);
  });
});
