import fc from 'fast-check';
import { base64UrlOfKid, clearKeyLicence, readClearKeyRequest } from './clear-key';

describe('Clear Key messages', () => {
  it('reads the key ids it writes', () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 100 }), (kids) => {
        expect(readClearKeyRequest({ kids: kids.map(base64UrlOfKid), type: 'temporary' })).toEqual({
          kids,
          type: 'temporary',
        });
      }),
    );
  });

  it('reads the example of the specification', () => {
    const kid = '6b19b6b1-ce8b-4d2b-9d2c-50f3ef0ac6c8';
    expect(base64UrlOfKid(kid)).toBe('axm2sc6LTSudLFDz7wrGyA');
    expect(JSON.parse(clearKeyLicence([{ kid, key: new Uint8Array(16) }]))).toEqual({
      keys: [{ kty: 'oct', kid: 'axm2sc6LTSudLFDz7wrGyA', k: 'AAAAAAAAAAAAAAAAAAAAAA' }],
      type: 'temporary',
    });
  });

  it.each([
    null,
    'text',
    [],
    {},
    { kids: [] },
    { kids: 'AAAAAAAAAAAAAAAAAAAAAA' },
    { kids: [7] },
    { kids: ['AAAAAAAAAAAAAAAAAAAAAB'] },
    { kids: ['AAAAAAAAAAAAAAAAAAAAAA=='] },
    { kids: ['AAAA'] },
    { kids: ['AAAAAAAAAAAAAAAAAAAAAA'], type: 'persistent-license' },
    { kids: Array(101).fill('AAAAAAAAAAAAAAAAAAAAAA') },
  ])('takes %j for no request', (body) => {
    expect(readClearKeyRequest(body)).toBeUndefined();
  });
});
