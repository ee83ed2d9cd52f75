import { RIGHTS_REFUSALS } from '../../domain/rights/types';
import { IdParams, listQuery, NoContent, operation, pageOf } from '../http/operation';
import { z } from '../http/zod';
import { HeartbeatView, LicenceView, PlaybackSessionRequest, PlaybackSessionView, SessionView } from './schemas';

const SESSION_TOKEN = {
  'Session-Token':
    '`session_token` of the session. Without it, or with that of another one, a key that lacks the scope `playback:grant` is answered that there is no such session.',
};

const about = z.string().min(1).max(64).optional();

export const createPlaybackSession = operation({
  id: 'createPlaybackSession',
  method: 'post',
  path: '/v1/playback-sessions',
  tag: 'Playback',
  summary: 'Ask to play a title or a channel',
  description:
    'Answers where to play it and with which licence token, or a problem that says why not, with `next_change_at` where the answer will be another one. Addresses are relative to the API. The licence token of a channel is good for the keys of what it airs when a licence is asked for, as far back as players may wind, and two minutes ahead.',
  scope: 'playback:start',
  audit: 'none',
  secret: true,
  body: PlaybackSessionRequest,
  answer: {
    status: 201,
    schema: PlaybackSessionView,
    description: 'Manifests, artwork and keys of the current version.',
  },
  failures: [
    'request/not-found',
    'auth/forbidden',
    'playback/session-expired',
    ...RIGHTS_REFUSALS,
    'playback/subscription-required',
    'playback/not-now',
    'playback/too-many-streams',
    'playback/drm-unsupported',
    'playback/unsupported',
    'playback/no-key-allowed',
    'playback/policy-unknown',
    'channels/not-found',
    'channels/off-air',
  ],
});

export const heartbeatPlaybackSession = operation({
  id: 'heartbeatPlaybackSession',
  method: 'post',
  path: '/v1/playback-sessions/{id}/heartbeat',
  tag: 'Playback',
  summary: 'Say that it still plays',
  description:
    'Keeps the stream of the session and answers a new licence token and new media addresses. Send one every `heartbeat_s` seconds. Rights, terms and device are judged anew: a refusal ends the session. A session ends a day after its beginning, too.',
  scope: 'playback:start',
  audit: 'none',
  secret: true,
  headers: SESSION_TOKEN,
  params: IdParams,
  answer: { status: 200, schema: HeartbeatView, description: 'The session goes on.' },
  failures: [
    'request/not-found',
    'playback/session-expired',
    ...RIGHTS_REFUSALS,
    'playback/subscription-required',
    'playback/not-now',
    'playback/too-many-streams',
    'playback/drm-unsupported',
    'playback/unsupported',
    'playback/no-key-allowed',
    'channels/not-found',
    'channels/off-air',
  ],
});

export const endPlaybackSession = operation({
  id: 'endPlaybackSession',
  method: 'delete',
  path: '/v1/playback-sessions/{id}',
  tag: 'Playback',
  summary: 'End a session',
  description: 'Lets its stream go at once; no licence is given for it any more. Ending it twice changes nothing.',
  scope: 'playback:start',
  audit: 'none',
  headers: SESSION_TOKEN,
  params: IdParams,
  answer: { status: 204, schema: NoContent, description: 'It has ended.' },
  failures: ['request/not-found'],
});

export const listPlaybackSessions = operation({
  id: 'listPlaybackSessions',
  method: 'get',
  path: '/v1/playback-sessions',
  tag: 'Playback',
  summary: 'Playback sessions, newest first',
  description: 'Who plays, or played, what. A `silent` session sent no heartbeat for the grace time of its policy.',
  scope: 'playback:read',
  query: z.strictObject({ ...listQuery, title_id: about }),
  answer: { status: 200, schema: pageOf('PlaybackSessionPage', SessionView), description: 'A page of sessions.' },
  failures: ['cursor/invalid'],
});

export const listLicenceRequests = operation({
  id: 'listLicenceRequests',
  method: 'get',
  path: '/v1/licence-requests',
  tag: 'Playback',
  summary: 'The licence log, newest first',
  description: 'One entry for each licence request whose token was ours: whose, on what, which keys, and why not.',
  scope: 'playback:read',
  query: z.strictObject({ ...listQuery, title_id: about, session_id: about }),
  answer: { status: 200, schema: pageOf('LicenceRequestPage', LicenceView), description: 'A page of the log.' },
  failures: ['cursor/invalid'],
});

/** Every operation of the slice. */
export const PLAYBACK_OPERATIONS = [
  createPlaybackSession,
  heartbeatPlaybackSession,
  endPlaybackSession,
  listPlaybackSessions,
  listLicenceRequests,
];
