import { emptyForm, missing, orderOfForm, slugOf } from './form';

it('makes an address of a name', () => {
  expect(slugOf('Canción & Cía.')).toBe('cancion-cia');
});

it('says what is missing, one thing after the other', () => {
  const form = { ...emptyForm(), name: 'Meadow TV' };
  expect(missing(emptyForm(), true)).toMatch(/name/);
  expect(missing(form, true)).toMatch(/airs/);
  expect(missing({ ...form, titles: ['tit_1'] }, true)).toBeUndefined();
  expect(missing(form, false)).toBeUndefined();
});

it('sends pictures tallest first, minutes as seconds, and rules of the template', () => {
  const order = orderOfForm({ ...emptyForm(), name: 'Meadow TV', rungs: ['360', '1080'], titles: ['tit_1'] });
  expect(order.slug).toBe('meadow-tv');
  expect(order.format.rungs).toEqual([
    { name: '1080p', height: 1080 },
    { name: '360p', height: 360 },
  ]);
  expect(order.format.dvr_seconds).toBe(900);
  expect(order.schedule).toMatchObject({ blocks: [{ pick: { titles: ['tit_1'] } }] });
});
