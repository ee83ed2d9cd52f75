const IMPORT = 'avi_01M82B7Q4X0K9V5N3T8C6R2H1D';
const WINDOW = 'win_01M82B8D6M2P7S1W4Y9Z3F5G0J';
const SENT = '2026-11-22T19:06:49.307Z';
const CHECKED = '2026-11-22T19:06:52.118Z';
const ALID = 'md:alid:org:meridian.example:night-train';

const diff = { opened: 1, moved: 1, narrowed: 0, closed: 0, same: 12 };
const received = {
  id: IMPORT,
  status: 'received',
  file_name: 'meridian-2026-11.xlsx',
  bytes: 18_432,
  format: null,
  version: null,
  dialect: 'ema',
  issued_at: SENT,
  rows: 0,
  rows_with_error: 0,
  warnings: 0,
  findings: [],
  planned: null,
  applied: null,
  failure: null,
  created_at: SENT,
  checked_at: null,
  ended_at: null,
};
const checked = {
  ...received,
  status: 'checked',
  format: 'xlsx',
  version: '1.9',
  rows: 14,
  warnings: 1,
  planned: diff,
  checked_at: CHECKED,
};
const edge = (raw: string, at: string) => ({ raw, at, condition: null, lag_seconds: null });
const right = {
  title: 'Night Train',
  entry_type: 'Full Extract',
  licensor: 'Meridian Pictures',
  licence_type: 'SVOD',
  territories: ['DE'],
  excluded_territories: [],
  start: edge('2027-01-01', '2026-12-31T23:00:00Z'),
  end: edge('2027-06-30', '2027-06-30T22:00:00Z'),
  format_profile: 'HD',
  languages: [],
  terms: [],
  exception: false,
  transaction_id: 'MP-4711',
};
const row = {
  position: 1,
  at: 'Movies row 4',
  status: 'ok',
  alid: ALID,
  external_id: 'night-train',
  right,
  findings: [
    {
      code: 'window/hairline-gap',
      severity: 'warning',
      at: 'Movies row 4',
      message: 'Between rows 1 and 2 nothing is sold from 2027-06-30T22:00:00Z to 2027-07-01T22:00:00Z.',
      fix: 'Look whether the end was meant to be included, and choose the dialect that says so.',
    },
  ],
};
const change = {
  position: 1,
  kind: 'move',
  alid: ALID,
  title: 'Night Train',
  row: 1,
  window_id: WINDOW,
  before: { ...right, end: edge('2027-03-31', '2027-03-31T22:00:00Z') },
  after: right,
};
const page = <Item>(item: Item) => ({ data: [item], next_cursor: null });

/** Examples of the operations on avails. */
export const AVAILS_EXAMPLES = {
  createAvailsImport: { answer: received },
  listAvailsImports: { answer: page(checked) },
  exportAvails: { answer: undefined },
  getAvailsImport: { answer: checked },
  listAvailsRows: { answer: page(row) },
  listAvailsChanges: { answer: page(change) },
  applyAvailsImport: { request: { skip_errors: false }, answer: checked },
  discardAvailsImport: { answer: checked },
};
