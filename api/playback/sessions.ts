import { newId } from '../../adapters/postgres/ids';
import type { Titles } from '../../adapters/postgres/port';
import { HeadendError } from '../../domain/failures';
import { mayPlay } from '../../domain/rights/may-play';
import { outputPath } from '../catalog/contract';
import { type Route, route } from '../http/operation';
import { createPlaybackSession } from './specs';

/** How long a session's addresses are promised to work, milliseconds. */
const SESSION_MS = 6 * 3_600_000;

/** Playback sessions: the gate, then where to play. */
export const playbackRoutes = ({ titles }: { titles: Titles }): Route[] => [
  route(createPlaybackSession, async ({ body, caller }) => {
    const now = Date.now();
    const title = await titles.find(caller.tenantId, body.title_id);
    if (!title)
      throw new HeadendError('request/not-found', `There is no title ${body.title_id}.`, { field: 'title_id' });
    const device = { family: body.device.family, maxHeight: body.device.max_height };
    const verdict = mayPlay(title, { tenantId: caller.tenantId, territory: body.territory, device }, now);
    if (!verdict.allowed) throw new HeadendError(verdict.code, verdict.reason);
    const hls = outputPath(title.current, 'hls');
    const dash = outputPath(title.current, 'dash');
    if (!hls || !dash) throw new HeadendError('playback/not-published', 'The title has no manifests.');
    return {
      body: {
        id: newId('pbs', now),
        title_id: title.id,
        version_id: verdict.versionId,
        hls,
        dash,
        drm: null,
        thumbnails: outputPath(title.current, 'thumbnails'),
        poster: outputPath(title.current, 'poster'),
        ads: null,
        expires_at: new Date(now + SESSION_MS).toISOString(),
      },
    };
  }),
];
