import { operation } from '../http/operation';
import { PlaybackSessionRequest, PlaybackSessionView } from './schemas';

export const createPlaybackSession = operation({
  id: 'createPlaybackSession',
  method: 'post',
  path: '/v1/playback-sessions',
  tag: 'Playback',
  summary: 'Ask to play a title',
  description: 'Answers where to play it, or a problem that says why not. Addresses are relative to the API.',
  scope: 'playback:start',
  audit: 'none',
  body: PlaybackSessionRequest,
  answer: { status: 201, schema: PlaybackSessionView, description: 'Manifests and artwork of the current version.' },
  failures: ['request/not-found', 'playback/not-published'],
});

/** Every operation of the slice. */
export const PLAYBACK_OPERATIONS = [createPlaybackSession];
