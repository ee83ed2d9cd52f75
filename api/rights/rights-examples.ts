/** Examples of windows and of questions about them for the document. */

const TITLE = 'tit_01M82AESHWJF0ABN4NDZ500S08';
const WINDOW = 'win_01M82B8D6M2P7S1W4Y9Z3F5G0J';
const STARTS = '2026-12-01T00:00:00.000Z';
const ENDS = '2027-06-01T00:00:00.000Z';
const WRITTEN = '2026-11-22T19:12:00.000Z';

const asked = {
  license_type: 'SVOD',
  territories: ['DE', 'AT', 'CH'],
  starts_at: '2026-12-01T01:00:00+01:00',
  ends_at: '2027-06-01T02:00:00+02:00',
  format_profile: 'HD',
};
const window = {
  ...{ id: WINDOW, title_id: TITLE, external_id: 'BBB-2008', kind: 'grant', license_type: 'SVOD' },
  ...{ territories: asked.territories, excluded_territories: [], starts_at: STARTS, ends_at: ENDS },
  ...{ start_condition: null, end_condition: null, unresolved: [], languages: [], holdback_languages: [] },
  ...{ format_profile: 'HD', device_families: [], exclusive: null, runs: null },
  ...{ rental_start_by_seconds: null, rental_finish_by_seconds: null, terms: [] },
  ...{ exception: false, exception_text: null, approved_by: null, transaction_id: null, contract_id: null },
  delivered: { start: asked.starts_at, end: asked.ends_at, dialect: null },
  ...{ licensor: null, source: 'manual', state: 'upcoming', version: 1, notes: [], created_by: 'Rights desk' },
  ...{ created_at: WRITTEN, updated_at: WRITTEN },
};
const name = 'Big Buck Bunny';
const conflict = {
  ...{ title_id: TITLE, external_id: 'BBB-2008', name, kind: 'gap' },
  ...{ windows: [WINDOW, `${WINDOW.slice(0, -1)}K`], sold: [window, { ...window, id: `${WINDOW.slice(0, -1)}K` }] },
  ...{ license_type: 'SVOD', territories: ['DE'], from: ENDS, to: '2027-07-01T00:00:00.000Z' },
};
const later = { ...window, ends_at: '2027-09-01T00:00:00.000Z', version: 2 };
const waiting = { ...window, exception: true, exception_text: 'Not on ships.', approved_by: 'Rights desk', version: 2 };

const noGrant = {
  ...{ license_type: null, max_height: null, languages: [], holdback_languages: [] },
  ...{ rental_start_by_seconds: null, rental_finish_by_seconds: null },
};
const refusal = {
  ...{ allowed: false, code: 'playback/not-yet', reason: 'The title is not open yet.' },
  ...{ window_id: WINDOW, next_change_at: STARTS },
};
const notYet = { ...refusal, ...noGrant };
const yes = { allowed: true, code: null, reason: null, window_id: WINDOW, next_change_at: ENDS };
const question = { title_id: TITLE, external_id: 'BBB-2008', asker: 0, territory: 'DE', device: null };
const questions = { title_ids: [TITLE], askers: [{ territory: 'DE' }], between: { from: WRITTEN, to: ENDS } };
const milestone = { external_id: 'BBB-2008', event: 'Theatrical', territory: 'DE', at: '2026-09-03T00:00:00.000Z' };

const readiness = {
  ...{ window_id: WINDOW, title_id: TITLE, state: 'upcoming', opens_at: STARTS, ready: false },
  missing: [{ code: 'captions-missing', severity: 'warning', message: 'de is sold, and there are no captions in it.' }],
  missing_since: WRITTEN,
  process: { state: 'waiting', looked_at: WRITTEN, next_look_at: '2026-11-24T00:00:00.000Z' },
  reminders: [{ before_seconds: 1_209_600, at: WRITTEN }],
  decision: null,
};
const closing = {
  ...{ window_id: WINDOW, title_id: TITLE, state: 'open', closes_at: ENDS },
  losses: [{ territories: ['AT', 'CH', 'DE'], devices: [] }],
  layouts: [{ key: 'home', version: 4, goes_live_at: '2027-05-28T00:00:00.000Z' }],
  process: { state: 'waiting', looked_at: '2027-05-18T00:00:00.112Z', next_look_at: '2027-05-30T00:00:00.000Z' },
  reminders: [{ before_seconds: 1_209_600, at: '2027-05-18T00:00:00.112Z' }],
  cleaned_up_at: null,
};
const held = { decision: 'hold', reason: 'The captions come on Thursday.' };

const page = (item: unknown) => ({ data: [item], next_cursor: null });

export const RIGHTS_EXAMPLES: Readonly<Record<string, { request?: unknown; answer?: unknown }>> = {
  createWindow: { request: asked, answer: window },
  listWindows: { answer: page(window) },
  getWindow: { answer: window },
  changeWindow: { request: { ...asked, ends_at: '2027-09-01T02:00:00+02:00' }, answer: later },
  withdrawWindow: { answer: { ...window, state: 'withdrawn', version: 2 } },
  approveWindow: { answer: waiting },
  getWindowReadiness: { answer: readiness },
  getWindowClosing: { answer: closing },
  decideWindowOpening: {
    request: held,
    answer: { ...readiness, state: 'waiting', decision: { ...held, by: 'Rights desk', at: WRITTEN } },
  },
  recordMilestone: { request: milestone, answer: { ...milestone, windows: [WINDOW] } },
  listMilestones: { answer: { data: [{ ...milestone, recorded_by: 'Rights desk', recorded_at: WRITTEN }] } },
  getAvailability: {
    answer: {
      ...{ title_id: TITLE, external_id: 'BBB-2008', at: WRITTEN, territory: 'DE', device: null, language: null },
      ...{ play: notYet, offers: [{ license_type: 'SVOD', offer: notYet, play: notYet }] },
      rows: [{ window, play: notYet }],
    },
  },
  simulateAvailability: {
    request: questions,
    answer: {
      data: [
        { ...question, at: WRITTEN, ...refusal, license_type: null, max_height: null },
        { ...question, at: STARTS, ...yes, license_type: 'SVOD', max_height: 1080 },
      ],
      unknown_titles: [],
    },
  },
  simulateAvailabilityTable: { request: questions },
  listWindowEdges: { answer: page({ at: STARTS, edge: 'open', window }) },
  listRightsConflicts: { answer: page(conflict) },
  listRightsDesk: {
    answer: page({
      ...{ title_id: TITLE, external_id: 'BBB-2008', name, published: true, windows: [window], conflicts: [conflict] },
    }),
  },
  listExpiringWindows: {
    answer: page({
      ...{ at: ENDS, title_id: TITLE, name, window },
      remains: [{ territories: ['AT', 'CH', 'DE'], license_types: ['AVOD'] }],
    }),
  },
  previewWindow: {
    request: { window_id: WINDOW, window: { ...asked, ends_at: '2027-09-01T02:00:00+02:00' } },
    answer: {
      ...{ title_id: TITLE, from: WRITTEN, to: '2028-11-22T19:12:00.000Z' },
      data: [
        {
          ...{ territories: ['AT', 'CH', 'DE'], license_type: 'SVOD', device: null, changed: true },
          before: [{ from: STARTS, to: ENDS, max_height: 1080 }],
          after: [{ from: STARTS, to: '2027-09-01T00:00:00.000Z', max_height: 1080 }],
        },
      ],
    },
  },
};
