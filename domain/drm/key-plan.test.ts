import fc from 'fast-check';
import { keyPlan, labelOfPicture } from './key-plan';
import { kidBytes, kidGuidBytes, kidOfBytes, skdUri } from './kid';

const KID = '01234567-89ab-4cde-8f01-23456789abcd';

describe('the key of a picture', () => {
  it.each([
    [320, 180, 'SD'],
    [720, 576, 'SD'],
    [1024, 578, 'HD'],
    [1280, 720, 'HD'],
    [1920, 804, 'HD'],
    [1080, 1920, 'HD'],
    [1920, 1080, 'HD'],
    [2560, 1440, 'UHD'],
    [3840, 2160, 'UHD'],
  ])('of %i by %i is %s', (width, height, label) => {
    expect(labelOfPicture({ width, height })).toBe(label);
  });
});

it('plans each key once, sound first, then pictures from small to large', () => {
  const sizes = [
    { width: 3840, height: 2160 },
    { width: 640, height: 360 },
    { width: 1280, height: 720 },
    { width: 426, height: 240 },
  ];
  expect(keyPlan(sizes, 2)).toEqual(['AUDIO', 'SD', 'HD', 'UHD']);
  expect(keyPlan(sizes.slice(1, 2), 0)).toEqual(['SD']);
});

describe('a key id', () => {
  it('is written as bytes in its order, and for PlayReady as Windows keeps a GUID', () => {
    expect(kidBytes(KID).toString('hex')).toBe('0123456789ab4cde8f0123456789abcd');
    expect(kidGuidBytes(KID).toString('hex')).toBe('67452301ab89de4c8f0123456789abcd');
    expect(skdUri(KID)).toBe('skd://01234567-89ab-4cde-8f01-23456789abcd');
  });

  it('comes back from its bytes', () => {
    fc.assert(fc.property(fc.uuid(), (kid) => kidOfBytes(kidBytes(kid)) === kid));
    expect(() => kidOfBytes(new Uint8Array(15))).toThrow('16 bytes, not 15');
  });
});
