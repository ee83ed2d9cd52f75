import { lookerQuery } from '../http/looker';
import { IdParams, NoContent, operation } from '../http/operation';
import { z } from '../http/zod';
import * as schemas from './schemas';

const ONE = '/v1/channels/{id}';
const one = { tag: 'Channels', params: IdParams } as const;
const span = {
  from: schemas.instant.optional(),
  until: schemas.instant.optional(),
  variant: schemas.variant.optional(),
};

export const listChannels = operation({
  id: 'listChannels',
  method: 'get',
  path: '/v1/channels',
  tag: 'Channels',
  summary: 'List channels',
  description: 'By number, then name. Viewers see those that are on air.',
  scope: 'channels:read',
  answer: {
    status: 200,
    schema: z.object({ data: z.array(schemas.ChannelView) }).openapi('ChannelList'),
    description: 'All channels.',
  },
  failures: [],
});

export const createChannel = operation({
  id: 'createChannel',
  method: 'post',
  path: '/v1/channels',
  tag: 'Channels',
  summary: 'Make a channel',
  description: 'It is off until `POST …/state` puts it on air.',
  scope: 'channels:write',
  audit: 'own',
  body: schemas.ChannelRequest,
  answer: { status: 201, schema: schemas.ChannelView, description: 'The channel.', location: 'The channel.' },
  failures: ['channels/slug-taken', 'channels/schedule-invalid', 'request/not-found'],
});

export const listTemplates = operation({
  id: 'listChannelTemplates',
  method: 'get',
  path: '/v1/channel-templates',
  tag: 'Channels',
  summary: 'List templates of channels',
  description:
    'Formats and rules to begin with: put the ids of each need in the place of `$name`, and make a channel of it.',
  scope: 'channels:write',
  answer: {
    status: 200,
    schema: z.object({ data: z.array(schemas.TemplateView) }).openapi('ChannelTemplateList'),
    description: 'By name.',
  },
  failures: [],
});

export const getChannel = operation({
  ...one,
  id: 'getChannel',
  method: 'get',
  path: ONE,
  summary: 'Read a channel',
  description: 'By its id or its slug.',
  scope: 'channels:read',
  conditional: true,
  answer: { status: 200, schema: schemas.ChannelView, description: 'The channel.' },
  failures: ['request/not-found'],
});

export const changeChannel = operation({
  ...one,
  id: 'changeChannel',
  method: 'put',
  path: ONE,
  summary: 'Change a channel',
  description:
    'Replaces all it says. What is sealed, a quarter of an hour, airs as it is; everything after it is planned anew at once. Try a schedule with `POST …/schedule/preview` first.',
  scope: 'channels:write',
  conditional: true,
  audit: 'own',
  body: schemas.ChannelRequest,
  answer: { status: 200, schema: schemas.ChannelView, description: 'The channel.' },
  failures: ['request/not-found', 'channels/slug-taken', 'channels/schedule-invalid', 'channels/on-air'],
});

export const turnChannel = operation({
  ...one,
  id: 'turnChannel',
  method: 'post',
  path: `${ONE}/state`,
  summary: 'Put a channel on air, pause it, take it off',
  description: 'Numbering goes on where it was, however long a channel was off.',
  scope: 'channels:write',
  audit: 'own',
  body: schemas.StateRequest,
  answer: { status: 200, schema: schemas.ChannelView, description: 'The channel.' },
  failures: ['request/not-found', 'precondition/failed'],
});

export const getSchedule = operation({
  ...one,
  id: 'getChannelSchedule',
  method: 'get',
  path: `${ONE}/schedule`,
  summary: 'Read what airs when',
  description:
    'What is sealed and what is planned, with airings that were refused. From now on for a day when nothing is said, 16 days at most.',
  scope: 'channels:write',
  query: z.strictObject(span),
  answer: { status: 200, schema: schemas.ScheduleView, description: 'The schedule.' },
  failures: ['request/not-found', 'request/invalid'],
});

export const previewSchedule = operation({
  ...one,
  id: 'previewChannelSchedule',
  method: 'post',
  path: `${ONE}/schedule/preview`,
  summary: 'Try a schedule',
  description: 'What would air with it after what is sealed, and what would change. Changes nothing.',
  scope: 'channels:write',
  audit: 'none',
  body: schemas.PreviewRequest,
  answer: { status: 200, schema: schemas.PreviewView, description: 'What would air.' },
  failures: ['request/not-found', 'request/invalid', 'channels/schedule-invalid'],
});

const edit = { ...one, method: 'post', scope: 'channels:write' } as const;
const edited = { status: 200, schema: schemas.EditView, description: 'What it does, by variant.' } as const;

export const breakIn = operation({
  ...edit,
  id: 'breakIn',
  path: `${ONE}/break-ins`,
  summary: 'Break in',
  description: 'Something else goes on air 20 seconds from now, at the next segment boundary, whatever is sealed.',
  body: schemas.BreakInRequest,
  answer: edited,
  failures: ['request/not-found', 'channels/off-air', 'channels/not-carried', 'channels/nothing-to-air'],
});

export const replaceAiring = operation({
  ...edit,
  id: 'replaceAiring',
  path: `${ONE}/replacements`,
  summary: 'Replace an airing',
  description:
    'Airs another title in its place. Kept in the schedule as an event of its own. What is sealed is refused, with the instant from which on it can be changed.',
  body: schemas.ReplacementRequest,
  answer: edited,
  failures: [
    'request/not-found',
    'channels/off-air',
    'channels/sealed',
    'channels/not-carried',
    'channels/schedule-invalid',
  ],
});

export const insertBreak = operation({
  ...edit,
  id: 'insertBreak',
  path: `${ONE}/breaks`,
  summary: 'Insert a break',
  description: 'At the next segment boundary, in a programme that is planned and not sealed.',
  body: schemas.BreakRequest,
  answer: edited,
  failures: ['request/not-found', 'channels/off-air', 'channels/sealed', 'channels/schedule-invalid'],
});

export const conditionTitle = operation({
  ...one,
  id: 'conditionTitle',
  method: 'post',
  path: `${ONE}/conditioning`,
  summary: 'Condition a title',
  description:
    'Makes a package of it on the grid of the channel, which airs it from then on. Channels on air ask for what they cannot carry by themselves; this is for the rest, and to try again what was refused. The schedule tells how far it is.',
  scope: 'channels:write',
  body: schemas.ConditioningRequest,
  answer: { status: 202, schema: schemas.ConditioningView, description: 'It is begun, or under way.' },
  failures: ['request/not-found'],
});

export const getAsRun = operation({
  ...one,
  id: 'getChannelAsRun',
  method: 'get',
  path: `${ONE}/as-run`,
  summary: 'Read what was on air',
  description:
    'To the segment, and set beside what guides told. The last day when nothing is said, 16 days at most; `/as-run.csv` beside it is the same as a table.',
  scope: 'channels:write',
  query: z.strictObject(span),
  answer: { status: 200, schema: schemas.AsRunView, description: 'What was on air.' },
  failures: ['request/not-found', 'request/invalid'],
});

export const getAsRunTable = operation({
  ...one,
  id: 'getChannelAsRunTable',
  method: 'get',
  path: `${ONE}/as-run.csv`,
  summary: 'Read what was on air, as a table',
  description:
    'As getChannelAsRun, in CSV (RFC 4180, UTF-8): a line for each item, and one for each airing that never came.',
  scope: 'channels:write',
  query: z.strictObject(span),
  answer: { status: 200, schema: NoContent, description: 'The table.', files: ['text/csv'] },
  failures: ['request/not-found', 'request/invalid'],
});

export const getGuide = operation({
  id: 'getGuide',
  method: 'get',
  path: '/v1/guide',
  tag: 'Channels',
  summary: 'Read the guide',
  description:
    'Programmes of all channels on air where the asker is. From three hours ago for a day when nothing is said, 16 days at most, and 1,000 days times channels. `/epg.xml` and `/channels.m3u` tell the same to receivers.',
  scope: 'channels:read',
  query: z.strictObject({
    from: schemas.instant.optional(),
    until: schemas.instant.optional(),
    territory: lookerQuery.territory,
    locale: lookerQuery.locale,
    channel: z.string().min(1).max(60).optional().openapi({ description: 'Only this one, by id or slug.' }),
  }),
  answer: { status: 200, schema: schemas.GuideView, description: 'The guide.' },
  failures: ['request/invalid', 'request/not-found'],
});

/** Operations of channels. */
export const CHANNEL_OPERATIONS = [
  ...[listTemplates, listChannels, createChannel, getChannel, changeChannel, turnChannel, getSchedule, previewSchedule],
  ...[conditionTitle, breakIn, replaceAiring, insertBreak, getAsRun, getAsRunTable, getGuide],
];
