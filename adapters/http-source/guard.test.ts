import fc from 'fast-check';
import { checkSourceUrl, isForbiddenAddress } from './guard';

describe('isForbiddenAddress', () => {
  it.each(['93.184.215.14', '8.8.8.8', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '2001:4860:4860::8888'])(
    'lets the public address %s through',
    (address) => expect(isForbiddenAddress(address)).toBe(false),
  );

  it('refuses every private, loopback, link-local and shared IPv4 address', () => {
    const octet = fc.nat(255);
    const networks = fc.oneof(
      fc.tuple(fc.constant(10), octet, octet, octet),
      fc.tuple(fc.constant(127), octet, octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
      fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
      fc.tuple(fc.constant(0), octet, octet, octet),
    );
    fc.assert(fc.property(networks, (parts) => isForbiddenAddress(parts.join('.'))));
  });

  it('refuses every IPv6 address outside global unicast', () => {
    const group = fc.nat(0xffff);
    const outside = fc.nat(0xffff).filter((head) => head >> 13 !== 1);
    const address = fc.tuple(outside, group, group, group, group, group, group, group);
    fc.assert(fc.property(address, (parts) => isForbiddenAddress(parts.map((part) => part.toString(16)).join(':'))));
  });

  it('refuses what is no address', () => {
    for (const text of ['', 'localhost', 'fe80::1%eth0', '1.2.3.4.5']) expect(isForbiddenAddress(text)).toBe(true);
  });
});

describe('checkSourceUrl', () => {
  it('names the field of the request that is wrong', async () => {
    await expect(checkSourceUrl('http://10.0.0.1/x', { allowPrivate: [], field: 'source.url' })).rejects.toMatchObject({
      code: 'source/forbidden-address',
      context: { field: 'source.url' },
    });
  });

  it('refuses a name that resolves to a private address', () =>
    expect(checkSourceUrl('http://localhost:8080/x', { allowPrivate: [] })).rejects.toMatchObject({
      code: 'source/forbidden-address',
    }));

  it('lets an allowed host and port through, and no other port', async () => {
    const allowPrivate = ['127.0.0.1:9000', 'localhost:80'];
    await expect(checkSourceUrl('http://127.0.0.1:9000/x', { allowPrivate })).resolves.toBeInstanceOf(URL);
    await expect(checkSourceUrl('http://localhost/x', { allowPrivate })).resolves.toBeInstanceOf(URL);
    await expect(checkSourceUrl('http://127.0.0.1:9001/x', { allowPrivate })).rejects.toThrow();
  });

  it('leaves a name that does not resolve to the fetch', () =>
    expect(checkSourceUrl('http://no-such-host.invalid/x', { allowPrivate: [] })).resolves.toBeInstanceOf(URL));
});
