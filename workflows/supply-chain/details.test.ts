import type { IngestStatusView } from './contract';
import { detailsTable } from './details';

const EVIL = '[log in](https://evil.example)\n# <img src=x> `x`';

it('shows partners\u2019 words in the table of a run as words', () => {
  const finding = { code: 'captions/unreadable', severity: 'hold', stage: 'captions', message: EVIL, fix: '' } as const;
  const view: IngestStatusView = {
    stage: 'hold',
    stages: [{ name: 'receive', state: 'done', progress: 1, note: `${EVIL} | x` }],
    progress: 0.5,
    chunks: [],
    held: { since: 0, expiresAt: 1, findings: [finding] },
  };
  const table = detailsTable(view, 0, EVIL);
  expect(table).not.toMatch(/(?<!\\)\[|https:\/\/|<img|^#|`x`/m);
  expect(table.match(/\\\[log in\\\]/g)).toHaveLength(3);
  expect(table.split('\n').at(-1)).toMatch(/\\\| x \|$/);
});

it('says of an ended run that what it did not come to was not reached', () => {
  const view: IngestStatusView = {
    stage: 'done',
    stages: [
      { name: 'inspect', state: 'failed', progress: 0 },
      { name: 'publish', state: 'waiting', progress: 0 },
    ],
    progress: 0,
    chunks: [],
  };
  expect(detailsTable(view, 0, 'T')).toContain('waiting | publish');
  const ended = detailsTable({ ...view, outcome: { result: 'cancelled' } }, 0, 'T');
  expect(ended).toContain('not reached | publish');
  expect(ended).not.toContain('waiting');
});
