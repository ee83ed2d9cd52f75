import { readSchedule } from '../../../domain/linear/read-schedule';
import { readRules, rulesText, TEMPLATES } from './rules';

it.each(Object.entries(TEMPLATES))('%s is a schedule that the API takes', (_, { schedule }) => {
  const { problems } = readSchedule(schedule(['tit_1', 'tit_2']), 'Europe/Berlin');
  expect(problems).toEqual([]);
});

it('reads what it wrote, and JSON', () => {
  const schedule = TEMPLATES.everything.schedule();
  expect(readRules(rulesText(schedule)).schedule).toEqual(schedule);
  expect(readRules(JSON.stringify(schedule)).schedule).toEqual(schedule);
});

it('writes what a block is before what it does', () => {
  const block = { until: '24:00', pick: { titles: ['tit_1'] }, airings: 1, from: '00:00', name: 'All day' };
  expect(rulesText({ blocks: [block] })).toMatch(/name:.*from:.*until:.*pick:.*airings:/s);
});

it('says where a text breaks off', () => {
  expect(readRules('blocks:\n  - name: "Morning').problem).toMatch(/line 2/);
  expect(readRules('- 1').problem).toMatch(/blocks/);
});
