import { readFileSync } from 'node:fs';
import path from 'node:path';
import { planAirings } from '../../domain/linear/plan';
import { readSchedule } from '../../domain/linear/read-schedule';
import { filledTemplate } from '../../domain/linear/template';
import { HOUR, request, title } from '../../domain/linear/testing/plans';
import { repositoryRoot } from '../environment/root';
import { loadChannelTemplates, readChannelTemplate } from './channel-templates';

const shipped = path.join(repositoryRoot(), 'profiles', 'channels');
const templates = [...loadChannelTemplates(shipped)];
const yaml = readFileSync(path.join(shipped, 'movie-channel.yaml'), 'utf8');

describe('channel templates', () => {
  it.each(templates)('%s airs programmes all day once it has what it needs', (_name, template) => {
    const given = Object.fromEntries(template.needs.map(({ name }) => [name, [`${name}-id`]]));
    const { schedule, missing } = filledTemplate(template, given);
    expect(missing).toEqual([]);
    expect(readSchedule(schedule, 'Europe/Berlin').problems).toEqual([]);
    const everything = template.needs.length > 0 ? [] : [{ name: 'film', of: 'genre' as const }];
    const library = [...template.needs, ...everything].flatMap(({ name, of }) =>
      Array.from({ length: of === 'title' ? 1 : 60 }, (_, index) => {
        const short = name === 'filler' || name === 'promos';
        const id = of === 'title' ? `${name}-id` : `${name}${index}`;
        const length = short ? 18 + 6 * index : of === 'series' ? 1320 : 4800 + 60 * index;
        return title(id, length, {
          ...(of === 'series' ? { seriesId: `${name}-id`, season: 1, episode: index + 1 } : {}),
          ...(of === 'collection' ? { collections: [{ id: `${name}-id`, position: index }] } : {}),
        });
      }),
    );
    const { items } = planAirings(request(schedule, library, { timeZone: 'Europe/Berlin' }));
    const share = (kind: string) =>
      items.filter((item) => item.kind === kind).reduce((sum, { durationMs }) => sum + durationMs, 0) / (24 * HOUR);
    expect(share('programme')).toBeGreaterThan(0.7);
    expect(share('slate')).toBeLessThan(0.02);
  });

  it('say what they lack, and leave it out', () => {
    const [, series] = templates.find(([name]) => name === 'single-series') ?? [];
    const { schedule, missing } = filledTemplate(series as (typeof templates)[0][1], {});
    expect(missing.map(({ name }) => name)).toEqual(['series']);
    expect(schedule.blocks[0]).not.toHaveProperty('pick');
    expect(schedule).not.toHaveProperty('promos');
    expect(schedule).toHaveProperty('breaks');
  });

  it.each([
    ['another name', yaml.replace('name: movie-channel', 'name: films'), 'it calls itself films'],
    ['rules with a fault', yaml.replace(/until: .20:15./, 'until: "25:00"'), 'is a clock time'],
    ['a thing that it does not need', yaml.replace('$late', '$later'), '$later is not among its needs'],
    ['a need that stands nowhere', yaml.replace('name: strip,', 'name: stripe,'), '$stripe stands nowhere'],
    ['an unknown field', `${yaml}colour: red\n`, 'Unrecognized key'],
    ['no YAML', 'a: [', 'not YAML'],
  ])('are refused with %s', (_what, text, problem) => {
    expect(() => readChannelTemplate('movie-channel', text)).toThrow(problem);
  });
});
