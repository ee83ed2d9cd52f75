import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { liveAnswers, liveRouter } from '../api/channels/live';
import { liveDoor } from '../api/channels/live-door';
import { benchChannel } from './linear-channels';

/** The addresses of channels alone, as the API serves them, in a process of its own. `CHANNELS` is how many there are; segments of each end at other instants. */
const channels = new Map(
  Array.from({ length: Number(process.env.CHANNELS ?? 1) }, (_, number) => {
    const channel = benchChannel(number, Date.now() - 300_000 - number * 137, 3_600_000);
    return [channel.slug, channel] as const;
  }),
);
const app = express();
app.disable('x-powered-by');
app.set('etag', false);
app.set('query parser', 'simple');
const live = liveAnswers({
  ledger: { channel: async (name) => channels.get(name) },
  addressOf: ({ versionId }) => `/media/v1.bench.k1.${versionId}/`,
});
app.use(liveRouter({ live }));
const server = http.createServer(liveDoor({ live, next: app, observe: () => undefined }));
// As the API: connections are kept between two segments.
server.keepAliveTimeout = 75_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
