import type { RequestListener } from 'node:http';
import type { LiveAnswers } from './live';
import { LIVE_CORS, sendDocument } from './live-http';

export interface LiveDoorParts {
  live: Pick<LiveAnswers, 'playlist' | 'mpd'>;
  /** Everything else, and what goes wrong here: it tells why. */
  next: RequestListener;
  observe(method: string, status: number, seconds: number): void;
}

/** What players ask for every few seconds: media playlists and the MPD of a variant, without a start. */
const ASKED = /^\/live\/([\w-]+)\/([\w-]+)\/(?:(video|audio|text)\/([\w-]+)\.m3u8|manifest\.mpd)$/;

/**
 * Serves playlists on the bare HTTP server, before everything else: everybody who watches a channel asks for two of them with each
 * segment. What it does not know it hands on.
 */
export const liveDoor =
  ({ live, next, observe }: LiveDoorParts): RequestListener =>
  (request, response) => {
    const { url = '', method = '' } = request;
    const asked = url.startsWith('/live/') && (method === 'GET' || method === 'HEAD') ? ASKED.exec(url) : undefined;
    if (!asked) return next(request, response);
    const began = performance.now();
    const [, channel = '', variant = '', kind, track = ''] = asked;
    const found = kind ? live.playlist(channel, variant, kind, track) : live.mpd(channel, { variant });
    found.then(
      (document) => {
        for (const [name, value] of LIVE_CORS) response.setHeader(name, value);
        sendDocument(document, request, response);
        observe(method, response.statusCode, (performance.now() - began) / 1000);
      },
      () => next(request, response),
    );
  };
