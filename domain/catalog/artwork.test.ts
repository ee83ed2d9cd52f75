import fc from 'fast-check';
import { ARTWORK_ROLES, ARTWORK_SHAPES, byLanguage, shapeOf } from './artwork';

const side = fc.integer({ min: 1, max: 8000 });
const role = fc.constantFrom(...ARTWORK_ROLES);

describe('the shape of a picture', () => {
  it.each([
    ['poster', 1000, 1500, '2:3'],
    ['poster', 1001, 1500, '2:3'],
    ['key-art', 1920, 1080, '16:9'],
    ['box-art', 900, 1200, '3:4'],
    ['logo', 500, 90, 'any'],
  ] as const)('of a %s of %i by %i is %s', (name, width, height, shape) =>
    expect(shapeOf(name, width, height)).toBe(shape),
  );

  it('says how to crop what has another one', () => {
    expect(() => shapeOf('poster', 1000, 1400)).toThrow(
      expect.objectContaining({
        code: 'artwork/wrong-ratio',
        message: 'The picture is 1000 by 1400 pixels; the poster is 2:3.',
        context: { field: 'role', fix: 'Crop it to 933 by 1400 pixels, which is 2:3.' },
      }),
    );
  });

  it('asks for a larger picture where no crop would be large enough', () => {
    expect(() => shapeOf('poster', 700, 800)).toThrow(
      expect.objectContaining({
        code: 'artwork/wrong-ratio',
        context: {
          field: 'role',
          fix: 'Send a larger one of 2:3, 600 pixels wide at least: cropped, this one is too small.',
        },
      }),
    );
  });

  it('is not taken of what is too small', () =>
    expect(() => shapeOf('background', 1280, 720)).toThrow(expect.objectContaining({ code: 'artwork/too-small' })));

  it('is taken once it is cropped as the refusal says, when it is large enough', () =>
    fc.assert(
      fc.property(role, side, side, (name, width, height) => {
        try {
          shapeOf(name, width, height);
        } catch (error) {
          const { code, context } = error as { code: string; context: { fix?: string } };
          if (code === 'artwork/too-small') return expect(width).toBeLessThan(ARTWORK_SHAPES[name].leastWidth);
          if (context.fix?.startsWith('Send a larger one')) return;
          const [, w = 0, h = 0] = /(\d+) by (\d+)/.exec(context.fix ?? '')?.map(Number) ?? [];
          expect(w).toBeLessThanOrEqual(width);
          expect(h).toBeLessThanOrEqual(height);
          expect(shapeOf(name, w, h)).toMatch(/^\d+:\d+$/);
        }
      }),
    ));
});

describe('pictures for a viewer', () => {
  const pictures = [{ l: 'en' }, { l: 'fr' }, { l: null }, { l: 'de-AT' }, { l: 'de' }];
  const ordered = (wanted: string, document = {}) =>
    byLanguage(pictures, ({ l }) => l, document, wanted).map(({ l }) => l);

  it('have words of the viewer’s language first, then none, then as the words of the title fall back', () => {
    expect(ordered('de')).toEqual(['de', 'de-AT', null, 'en', 'fr']);
    expect(ordered('de-at')).toEqual(['de-AT', 'de', null, 'en', 'fr']);
    expect(ordered('pl', { original_language: 'fr' })).toEqual([null, 'fr', 'en', 'de', 'de-AT']);
  });

  it('stay as they were where they are alike', () => {
    const alike = [1, 2, 3].map((n) => ({ n }));
    expect(byLanguage(alike, () => undefined, {}, 'en')).toEqual(alike);
  });
});
