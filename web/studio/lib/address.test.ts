import fc from 'fast-check';
import { addressParts } from './address';

it('breaks before the port and after slashes, and nowhere in a number', () => {
  expect(addressParts('https://files.example.com:41234/hooks/in?a=1&b=2')).toEqual([
    'https://',
    'files',
    '.example',
    '.com',
    ':41234/',
    'hooks/',
    'in',
    '?a=1',
    '&b=2',
  ]);
});

it('loses no letter of an address', () => {
  fc.assert(fc.property(fc.webUrl({ withQueryParameters: true }), (url) => addressParts(url).join('') === url));
});
