import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Registry } from 'prom-client';
import { requestContext } from './context';
import { healthRouter } from './health';
import { createLogger } from './logger';

let server: http.Server;
let asked = 0;
const away = new Set<string>();

beforeAll(async () => {
  const check = (name: string) => async () => {
    asked++;
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (away.has(name)) throw new Error(`secret of ${name}`);
  };
  const app = express();
  app.use(requestContext(createLogger('silent'), () => undefined));
  app.use(healthRouter({ database: check('database'), temporal: check('temporal') }, new Registry()));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = 0;
  away.clear();
});

const ready = async (query = '') => {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/readyz${query}`);
  return { status: answer.status, body: await answer.json() };
};

it('is ready when all answers, and names what does not', async () => {
  expect(await ready()).toEqual({
    status: 200,
    body: { status: 'ready', checks: { database: 'ok', temporal: 'ok' } },
  });
  away.add('temporal');
  expect(await ready()).toEqual({
    status: 503,
    body: { status: 'waiting', checks: { database: 'ok', temporal: 'down' } },
  });
});

it('leaves out what the caller can do without', async () => {
  away.add('temporal');
  expect(await ready('?exclude=temporal')).toEqual({
    status: 200,
    body: { status: 'ready', checks: { database: 'ok' } },
  });
  away.add('database');
  expect((await ready('?exclude=temporal&exclude=store')).status).toBe(503);
});

it('checks once for all who ask at the same time', async () => {
  await Promise.all(Array.from({ length: 20 }, () => ready()));
  expect(asked).toBeLessThan(20);
});
