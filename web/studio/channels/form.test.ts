import type { ChannelTemplate } from '../../shared/api/types';
import { emptyForm, missing, orderOfForm, slugOf, withTemplate } from './form';

const template: ChannelTemplate = {
  ...{ name: 'one', version: 1, description: 'One.' },
  needs: [
    { name: 'titles', of: 'title', description: 'What is shown.', optional: false },
    { name: 'promos', of: 'title', description: 'Promos.', optional: true },
  ],
  format: { rungs: [{ name: '540p', height: 540 }], audio: ['de'], captions: [], target_seconds: 4, dvr_seconds: 600 },
  schedule: {
    blocks: [{ name: 'Day', from: '00:00', until: '24:00', pick: { titles: ['$titles'] } }],
    promos: { titles: ['$promos'] },
  },
};

it('makes an address of a name', () => {
  expect(slugOf('Canción & Cía.')).toBe('cancion-cia');
});

it('says what is missing, one thing after the other', () => {
  const form = { ...emptyForm(), name: 'Meadow TV' };
  expect(missing(emptyForm(), true)).toMatch(/name/);
  expect(missing(form, true)).toMatch(/begins with/);
  const chosen = { ...form, ...withTemplate(template) };
  expect(missing(chosen, true)).toMatch(/What is shown/);
  expect(missing({ ...chosen, given: { titles: ['tit_1'] } }, true)).toBeUndefined();
  expect(missing(form, false)).toBeUndefined();
});

it('takes the format of a template', () => {
  expect(withTemplate(template)).toMatchObject({ rungs: ['540'], audio: ['de'], target: 4, dvr: 10 });
});

it('sends pictures tallest first, minutes as seconds, and rules of the template', () => {
  const form = { ...emptyForm(), ...withTemplate(template), given: { titles: ['tit_1'] } };
  const order = orderOfForm({ ...form, name: 'Meadow TV', rungs: ['360', '1080'], dvr: 15 });
  expect(order.slug).toBe('meadow-tv');
  expect(order.format.rungs).toEqual([
    { name: '1080p', height: 1080 },
    { name: '360p', height: 360 },
  ]);
  expect(order.format.dvr_seconds).toBe(900);
  expect(order.schedule).toEqual({
    blocks: [{ name: 'Day', from: '00:00', until: '24:00', pick: { titles: ['tit_1'] } }],
  });
});
