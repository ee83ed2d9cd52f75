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
