import http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createPurgeVersion } from '../../activities/supply-chain/purge-version';
import { createRenewAddresses } from '../../activities/supply-chain/renew-addresses';
import { createMemoryStore } from '../../adapters/object-store/memory';
import type { VersionRecord } from '../../adapters/postgres/port';
import { createMediaPathTokens } from '../../adapters/tokens/media-tokens';
import type { AddressRevocationOrder } from '../../workflows/supply-chain/contract';
import { addressRoutes } from '../drm/addresses';
import { requestContext } from '../http/context';
import { createLogger } from '../http/logger';
import { type DeliverySettings, mediaAddresses } from './delivery';
import { mediaRouter } from './media';
import { mediaGrants } from './media-tokens';
import { type Edge, startEdge, withNginx } from './testing/edge';

const ring = [{ id: 'k1', algorithm: 'HS256' as const, secret: Buffer.alloc(32, 1) }];
const prefix = 'titles/t/1/v/';
/** The row of the only version, and that of another title. */
const version = {
  ...{ id: 'ver_1', prefix, mediaToken: 'a'.repeat(32), publishedAt: new Date() },
  outputs: ['hls', 'dash'].map((kind) => ({ kind, objectKey: `${prefix}${kind === 'hls' ? 'master.m3u8' : 'x.mpd'}` })),
} as unknown as VersionRecord;
const other = { ...version, id: 'ver_2', mediaToken: 'b'.repeat(32) };
const rows = [version, other];
const pathTokens = createMediaPathTokens(ring);

/** What the database does with these rows. */
const mediaTokens = {
  resolve: async (token: string) => {
    const row = rows.find(({ mediaToken }) => mediaToken === token);
    return (
      row && { tenantId: 'ten_1', versionId: row.id, prefix: row.prefix, kind: 'version' as const, immutable: true }
    );
  },
};
const records = {
  mediaTokenOf: async (id: string) => rows.find((row) => row.id === id)?.mediaToken,
  renewMediaToken: async (id: string, mediaToken: string) => {
    const row = rows.find((each) => each.id === id && each.mediaToken === mediaToken);
    if (row) row.mediaToken = 'n'.repeat(32);
  },
};

/** What a session or its heartbeat hands out: the folder of the manifest, whose name is the token. */
async function handedOut(row: VersionRecord): Promise<string> {
  const delivery: DeliverySettings = { token: 'path', tokenHours: 1, binding: [], pathways: [] };
  const { hls } = await mediaAddresses(row, { pathTokens }, delivery, {}, Date.now());
  return /^\/media\/([^/]+)\/master\.m3u8$/.exec(hls ?? '')?.[1] ?? '';
}

/** The order that `revoke-addresses` gives the workflow. */
async function revoked(): Promise<AddressRevocationOrder> {
  const orders: unknown[] = [];
  const titles = { versions: async () => [version] };
  const engine = { start: async ({ input }: { input?: unknown }) => void orders.push(input) };
  const [route] = addressRoutes({ titles, engine } as unknown as Parameters<typeof addressRoutes>[0]);
  await route?.handle({ params: { id: 'tit_1' }, caller: { tenantId: 'ten_1' } } as never);
  return orders[0] as AddressRevocationOrder;
}

withNginx('addresses that leaked, with nginx in front of the API', () => {
  let edge: Edge;
  let server: http.Server;
  beforeAll(async () => {
    const store = createMemoryStore();
    for (const file of ['master.m3u8', 'video/1.m4s', 'video/2.m4s'])
      await store.put(prefix + file, Buffer.from(file), { contentType: 'x/y' });
    const app = express();
    app.use(requestContext(createLogger('silent'), () => undefined));
    const contentKeys = { ofVersion: async () => [] };
    app.use(mediaRouter({ store, resolveToken: mediaGrants({ mediaTokens, contentKeys, pathTokens }) }));
    server = http.createServer(app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    edge = await startEdge(server.address() as AddressInfo, ring);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await edge?.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const seen = async (token: string, file: string): Promise<[status: number, copy: string | null]> => {
    const { status, headers } = await edge.get(token, file);
    return [status, headers.get('x-cache-status')];
  };

  it('open nothing once they are revoked, purged, and asked for anew; new ones do', async () => {
    const [old, plain, elsewhere] = [await handedOut(version), version.mediaToken, await handedOut(other)];
    for (const token of [old, plain, elsewhere]) expect(await seen(token, 'video/1.m4s')).toEqual([200, 'MISS']);
    expect(await seen(old, 'video/1.m4s')).toEqual([200, 'HIT']);
    const order = await revoked();

    await createRenewAddresses({ records })({ versions: order.versions });
    // The edge knows of no revocation, and the API remembers what it looked up.
    expect(await seen(old, 'video/1.m4s')).toEqual([200, 'HIT']);
    expect(await seen(old, 'master.m3u8')).toEqual([200, 'MISS']);

    const later = Date.now() + order.forgottenMs;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
    expect(await seen(old, 'video/2.m4s')).toEqual([404, 'MISS']);
    const purge = createPurgeVersion({ cdn: await edge.cdn(), records });
    for (const each of order.versions) expect(await purge({ ...each, mode: 'hard' })).toEqual({ cdns: ['edge'] });

    for (const token of [old, plain])
      for (const file of ['video/1.m4s', 'video/1.m4s', 'video/2.m4s', 'master.m3u8'])
        expect(await seen(token, file)).toEqual([404, 'MISS']);
    expect(await (await edge.get(old, 'video/1.m4s')).json()).toMatchObject({ code: 'media/not-found' });
    const fresh = await handedOut(version);
    expect(await seen(fresh, 'video/1.m4s')).toEqual([200, 'MISS']);
    expect(await seen(fresh, 'video/1.m4s')).toEqual([200, 'HIT']);
    expect(await (await edge.get(fresh, 'master.m3u8')).text()).toBe('master.m3u8');
    expect(await seen(elsewhere, 'video/1.m4s')).toEqual([200, 'HIT']);
  });
});
