import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { newWebhookSecret, signedHeaders } from '../../adapters/webhooks/signature';
import { eventually } from '../../tests/support/eventually';
import { HeadendClient } from './client';
import { listenToWebhooks } from './webhooks-listen';

const secret = newWebhookSecret();
let api: http.Server;
let calls: { line: string; body: { url?: string; events?: string[] } }[];
let client: HeadendClient;

beforeEach(async () => {
  calls = [];
  api = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    calls.push({ line: `${request.method} ${request.url}`, body: text ? JSON.parse(text) : {} });
    if (request.method === 'DELETE') response.writeHead(204).end();
    else response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id: 'whe_1', secret }));
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  client = new HeadendClient({ api: `http://127.0.0.1:${(api.address() as AddressInfo).port}`, key: 'hk_x' });
});
afterEach(() => {
  api.closeAllConnections();
  api.close();
});

const body = JSON.stringify({
  id: 'evt_1',
  type: 'ingest.failed',
  timestamp: '2026-11-22T19:08:02.118Z',
  sequence: 7,
  data: { id: 'ing_1', title: 'Bad\u001b[2J film', status: 'failed', failure: { code: 'master/empty' } },
});

describe('headend webhooks listen', () => {
  it('prints what is signed, refuses what is not, and takes its endpoint away', async () => {
    const written: string[] = [];
    const text = () => written.join('');
    const stop = new AbortController();
    const screen = { write: (more: string) => written.push(more) };
    const running = listenToWebhooks(client, { events: ['ingest.*'] }, screen, stop.signal, { NO_COLOR: '1' });
    await eventually(async () => expect(text()).toContain('Listening for ingest.*'));
    const { url = '', events } = calls[0]?.body ?? {};
    expect(events).toEqual(['ingest.*']);

    const send = (by: string) =>
      fetch(url, { method: 'POST', body, headers: signedHeaders({ id: 'evt_1', body, secrets: [by] }, new Date()) });
    expect((await send(secret)).status).toBe(204);
    expect((await send(secret)).status).toBe(204);
    expect((await send(newWebhookSecret())).status).toBe(400);
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(400);

    stop.abort();
    expect(await running).toBe(0);
    expect(calls.at(-1)?.line).toBe('DELETE /v1/webhook-endpoints/whe_1');
    const [, first, second, third] = text().split('\n');
    expect(first).toBe('✓ 19:08:02.118  #7  ingest.failed       ing_1  Bad\uFFFD[2J film  failed  master/empty');
    expect(second).toMatch(/\(again\)$/);
    expect(third).toMatch(/^✗ not an event of this endpoint: No matching signature/);
    await expect(fetch(url)).rejects.toThrow();
  });
});
