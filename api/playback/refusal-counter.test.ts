import { refusalCounter } from './refusal-counter';

it('takes 240 refusals of a session in a minute, and those of others as ever', () => {
  let now = 1_000;
  const refusals = refusalCounter(() => now);
  for (let count = 0; count < 240; count++) expect(refusals.note('one')).toBe(true);
  expect([refusals.note('one'), refusals.note('other')]).toEqual([false, true]);
  now += 60_000;
  expect(refusals.note('one')).toBe(true);
});
