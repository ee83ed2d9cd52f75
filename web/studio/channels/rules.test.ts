import { readRules, rulesText } from './rules';

it('reads what it wrote, and JSON', () => {
  const block = { name: 'Day', from: '00:00', until: '24:00', pick: { everything: true } };
  const schedule = { blocks: [block], breaks: { every_minutes: 15, seconds: 60 } };
  expect(readRules(rulesText(schedule), 'UTC').schedule).toEqual(schedule);
  expect(readRules(JSON.stringify(schedule), 'UTC').schedule).toEqual(schedule);
});

it('writes what a block is before what it does', () => {
  const block = { until: '24:00', pick: { titles: ['tit_1'] }, airings: 1, from: '00:00', name: 'All day' };
  expect(rulesText({ blocks: [block] })).toMatch(/name:.*from:.*until:.*pick:.*airings:/s);
});

it('says where a text breaks off', () => {
  expect(readRules('blocks:\n  - name: "Morning', 'UTC').problems).toMatchObject([{ line: 2 }]);
  expect(readRules('- 1', 'UTC').problems).toMatchObject([{ line: 1, message: 'is an object.' }]);
  expect(readRules('', 'UTC').problems).toHaveLength(1);
});

it('points to the line of a fault, or to what is around it', () => {
  const text = `blocks:
  - name: Day
    from: "06:00"
    until: "18:00"
    pick: { titles: [tit_1] }
  - name: Other
    from: "17:00"
    until: 9 pm
`;
  const { problems, lineOf } = readRules(text, 'UTC');
  expect(problems).toMatchObject([
    { line: 6, code: 'missing-field', field: '/schedule/blocks/1/pick' },
    { line: 8, code: 'wrong-value', field: '/schedule/blocks/1/until' },
  ]);
  expect(lineOf('/schedule/blocks/0/pick/titles/0')).toBe(5);
  expect(lineOf('/schedule/filler')).toBe(1);
});
