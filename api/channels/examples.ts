import { problem } from '../../domain/linear/read-schedule';

/** Examples of channels for the document. */

const CHANNEL = 'chn_01M83B8D6M2P7S1W4Y9Z3F5G0J';
const FILM = 'tit_01M82AESHWJF0ABN4NDZ500S08';
const SLATE = 'tit_01M82AESHWJF0ABN4NDZ500S09';
const VERSION = 'ver_01M82AH2X7Q0C4T6B9K3M5N8PR';
const NOW = '2026-11-23T18:00:00.000Z';
const END = '2026-11-23T18:10:00.000Z';
const SEALED = '2026-11-23T18:15:00.000Z';

const schedule = {
  blocks: [{ name: 'Round the clock', from: '00:00', until: '24:00', pick: { titles: [FILM] } }],
};
const request = {
  ...{ slug: 'meadow', name: 'Meadow TV', number: 1, category: 'Nature', time_zone: 'Europe/Berlin' },
  format: {
    rungs: [
      { name: '720p', height: 720 },
      { name: '360p', height: 360 },
    ],
    ...{ audio: ['en', 'es'], captions: ['en'], target_seconds: 6, dvr_seconds: 900 },
  },
  ...{ schedule, variants: ['ZZ', 'DE'], slate_id: SLATE },
};
const channel = {
  ...{ id: CHANNEL, ...request, description: null, state: 'on_air', logo_url: null, revision: 3 },
  signalling: { legacy_cues: false, interstitials: false, no_leading_discontinuity: false },
  ...{ on_air_since: '2026-11-20T06:00:00.000Z', hls: '/live/meadow/index.m3u8', dash: '/live/meadow/manifest.mpd' },
  ...{ updated_by: 'Scheduling', created_at: '2026-11-19T10:00:00.000Z', updated_at: '2026-11-22T09:30:00.000Z' },
};
const item = {
  ...{ air_start: NOW, air_end: END, kind: 'programme', title_id: FILM, name: 'Big Buck Bunny', version_id: VERSION },
  ...{ segments: { from: 0, to: 100 }, airing_id: `${FILM}-mibbjw00`, break_id: null, max_height: null },
  ...{ window_id: null, sealed: true, ordinal: 412 },
};
const refusal = {
  ...{ at: END, title_id: FILM, name: 'Big Buck Bunny', block: 'Round the clock', code: 'playback/window-closed' },
  ...{ reason: 'Its rights end while it would be on air.', replaced_by: null },
};
const effect = { effects: [{ variant: 'ZZ', from: END, until: SEALED }] };

const programme = {
  ...{ start: NOW, stop: END, title_id: FILM, title: 'Big Buck Bunny', series: null, season: null, episode: null },
  ...{ description: 'A giant rabbit takes revenge.', genres: ['animated', 'comedy'], poster: null },
};

export const CHANNEL_EXAMPLES = {
  listChannels: { answer: { data: [channel] } },
  createChannel: { request, answer: { ...channel, state: 'off', on_air_since: null, revision: 1 } },
  getChannel: { answer: channel },
  changeChannel: { request, answer: channel },
  turnChannel: { request: { state: 'on_air' }, answer: channel },
  getChannelSchedule: {
    answer: {
      ...{
        channel_id: CHANNEL,
        variant: 'ZZ',
        revision: 3,
        sealed_until: SEALED,
        planned_until: '2026-12-07T18:00:00.000Z',
      },
      ...{ planned_at: NOW, items: [item], refusals: [refusal], not_carried: [] },
    },
  },
  listChannelTemplates: {
    answer: {
      data: [
        {
          ...{
            name: 'in-order',
            version: 1,
            description: 'Chosen titles, one after the other.',
            format: channel.format,
          },
          needs: [{ name: 'titles', of: 'title', description: 'What it airs.', optional: false }],
          schedule: { blocks: [{ name: 'Day', from: '00:00', until: '24:00', pick: { titles: ['$titles'] } }] },
        },
      ],
    },
  },
  previewChannelSchedule: {
    request: { schedule },
    answer: {
      ...{ variant: 'ZZ', from: SEALED, until: '2026-11-30T18:15:00.000Z', refusals: [refusal] },
      items: [{ ...item, sealed: false, ordinal: null }],
      changes: [{ change: 'moved', title_id: FILM, name: 'Big Buck Bunny', at: SEALED, before: END }],
      warnings: [problem('empty-pick', '/schedule/filler/collections/0', 'col_2 has nothing that is published.')],
    },
  },
  breakIn: { request: { seconds: 60, reason: 'Rights dispute' }, answer: effect },
  replaceAiring: { request: { variant: 'ZZ', airing_id: item.airing_id, title_id: SLATE }, answer: effect },
  insertBreak: { request: { at: '2026-11-23T20:15:00+01:00', seconds: 120 }, answer: effect },
  conditionTitle: {
    request: { title_id: FILM },
    answer: {
      ...{ title_id: FILM, version_id: VERSION, layout: '6s-720-540-360' },
      workflow_id: `condition-title:${VERSION}:6s-720-540-360`,
    },
  },
  getChannelAsRun: {
    answer: {
      ...{ channel_id: CHANNEL, variant: 'ZZ' },
      data: [
        {
          ...{ ordinal: 412, kind: 'programme', title_id: FILM, name: 'Big Buck Bunny', airing_id: item.airing_id },
          ...{ air_start: NOW, air_end: END, segments: 100, seen: 100, faults: [] },
        },
      ],
      parity: {
        ...{ kept: 1, seen_share: 1 },
        airings: [
          {
            ...{ airing_id: item.airing_id, title_id: FILM, name: 'Big Buck Bunny', verdict: 'kept' },
            ...{ planned_start: NOW, planned_end: END, aired_start: NOW, aired_end: END, off_ms: 0 },
            ...{ segments: 100, seen: 100, faults: 0, cause: null },
          },
        ],
      },
    },
  },
  getChannelAsRunTable: { answer: undefined },
  getGuide: {
    answer: {
      ...{ from: '2026-11-23T15:00:00.000Z', until: '2026-11-24T15:00:00.000Z' },
      channels: [
        {
          ...{ id: CHANNEL, slug: 'meadow', name: 'Meadow TV', number: 1, category: 'Nature', logo_url: null },
          ...{ hls: channel.hls, dash: channel.dash, now: programme, next: null, programmes: [programme] },
        },
      ],
    },
  },
};
