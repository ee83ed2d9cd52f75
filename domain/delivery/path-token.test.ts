import fc from 'fast-check';
import { addressPrefix, readPathToken, signedText, unsignedPathToken } from './path-token';

const token = fc.record({
  expiresAt: fc.integer({ min: 1, max: 4e9 }),
  keyId: fc.stringMatching(/^[A-Za-z0-9-]{1,16}$/),
  mediaToken: fc.stringMatching(/^[a-z0-9]{32}$/),
  binds: fc.record({ country: fc.boolean(), address: fc.boolean() }),
});
const MAC = 'A'.repeat(43);

describe('path tokens', () => {
  it('read as they were written', () => {
    fc.assert(
      fc.property(token, (parts) => {
        expect(readPathToken(`${unsignedPathToken(parts)}.${MAC}`)).toEqual({ ...parts, mac: MAC });
      }),
    );
  });

  it.each([
    '',
    'v1',
    `v2.a.k1.${'a'.repeat(32)}.${MAC}`,
    `v1.a.k1.${'a'.repeat(32)}-.${MAC}`,
    `v1.a.k1.${'a'.repeat(31)}.${MAC}`,
  ])('are not %j', (text) => {
    expect(readPathToken(text)).toBeUndefined();
  });

  it('are signed over what they are bound to', () => {
    const binding = { country: 'AT', addressPrefix: '203.0.113' };
    expect(signedText('t', { country: false, address: false }, binding)).toBe('t');
    expect(signedText('t', { country: true, address: true }, binding)).toBe('t\nAT\n203.0.113');
    expect(signedText('t', { country: true, address: false }, {})).toBe('t\n');
  });

  it.each([
    ['203.0.113.7', '203.0.113'],
    ['::ffff:203.0.113.7', '203.0.113'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1'],
    ['2001:0db8:0001::1', '2001:db8:1'],
    ['2001:db8::1', '2001:db8:0'],
    ['::1', '0:0:0'],
    ['unknown', undefined],
    ['', undefined],
    ['1:2', undefined],
  ])('bind %s to its network %s', (address, network) => {
    expect(addressPrefix(address)).toBe(network);
  });
});
