/** Examples of layouts for the document. */

const AT = '2026-11-23T05:00:00.000Z';

const everywhere = { territories: [], device_families: [] };
const document = {
  rails: [
    {
      ...{ id: 'continue', names: { en: 'Continue watching' }, kind: 'personal', slot: 'continue_watching' },
      ...{ style: 'wide', ...everywhere },
    },
    {
      ...{ id: 'christmas', names: { en: 'Christmas', de: 'Weihnachten' }, kind: 'editorial', style: 'hero' },
      ...{ titles: ['tit_01M82AESHWJF0ABN4NDZ500S08'], territories: ['DE', 'AT'], device_families: [] },
    },
    {
      ...{ id: 'animation', names: { en: 'Animation' }, kind: 'rule', style: 'poster', ...everywhere },
      ...{ filters: { genre: 'animation', from_year: 2000 }, limit: 20 },
    },
  ],
};

const layout = {
  ...{ id: 'lay_01M82C1A3D5F7H9K1M3P5R7T9V', key: 'home', name: 'Home', revision: 7, document, issues: [] },
  ...{ updated_by: 'Desk 2', updated_at: AT },
};

const version = {
  ...{ number: 4, state: 'waiting', note: 'Christmas', goes_live_at: '2026-12-24T17:00:00.000Z' },
  ...{ created_by: 'Desk 2', created_at: AT, document },
};

const page = {
  ...{ key: 'home', version: 4, next_change_at: '2026-12-24T17:00:00.000Z' },
  rails: [
    {
      ...{ id: 'continue', name: 'Continue watching', kind: 'personal', style: 'wide' },
      ...{ slot: 'continue_watching', titles: [] },
    },
  ],
};

export const LAYOUT_EXAMPLES: Readonly<Record<string, { request?: unknown; answer: unknown }>> = {
  listLayouts: { answer: { data: [layout] } },
  createLayout: { request: { key: 'home', name: 'Home', document }, answer: layout },
  getLayout: { answer: page },
  previewLayout: { answer: page },
  getLayoutDraft: { answer: layout },
  updateLayoutDraft: { request: { document }, answer: layout },
  publishLayout: { request: { at: version.goes_live_at, note: version.note }, answer: version },
  listLayoutVersions: { answer: { data: [version] } },
  cancelLayoutVersion: { answer: undefined },
  diffLayout: {
    answer: { from: 3, to: 4, changes: [{ path: '/rails/christmas', after: document.rails[1] }] },
  },
};
