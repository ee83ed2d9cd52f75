import { ask } from '../testing/ask';
import { type Doors, openDoors } from '../testing/doors';
import { addressCounter } from './limits';
import { operation, route } from './operation';
import { z } from './zod';

const getThing = operation({
  id: 'getThing',
  method: 'get',
  path: '/v1/thing',
  tag: 'Operations',
  summary: 's',
  description: 'd',
  scope: 'titles:read',
  answer: { status: 200, schema: z.object({}), description: 'd' },
  failures: [],
});

let doors: Doors;
beforeEach(async () => {
  doors = await openDoors([route(getThing, async () => ({ body: {} }))], { perMinute: 80 });
});
afterEach(() => doors.close());

const get = (key: string, path = '/v1/thing') => ask(`${doors.url}${path}`, { key });

it('lets wrong keys of one address hold up no key that was good before', async () => {
  expect((await get(doors.keys.viewer)).status).toBe(200);
  for (let at = 0; at < 60; at++) expect((await get(`hk_wrong_key_${at}`)).status).toBe(401);
  const refused = await get('hk_wrong_key_again');
  expect(refused.body).toMatchObject({ code: 'request/rate-limited', status: 429 });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await get(doors.keys.viewer)).status).toBe(200);
});

it('takes no key for good because a path is unknown', async () => {
  expect((await get('hk_wrong_key_0', '/v1/none')).status).toBe(404);
  for (let at = 0; at < 60; at++) await get('hk_wrong_key_0');
  expect((await get('hk_wrong_key_0')).body).toMatchObject({ code: 'request/rate-limited' });
});

it('tells each key what it has left', async () => {
  const told = (await get(doors.keys.partner)).headers;
  expect(told.get('ratelimit-policy')).toBe('"key";q=80;w=60');
  expect(told.get('ratelimit')).toBe('"key";r=79;t=30');
  for (let at = 0; at < 79; at++) await get(doors.keys.partner);
  const refused = await get(doors.keys.partner);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await get(doors.keys.operator)).status).toBe(200);
});

it('counts the key that all viewers share for each address', async () => {
  expect((await get(doors.keys.viewer)).headers.get('ratelimit-policy')).toBe('"address";q=80;w=60');
  doors.known.viewer.rateLimit = 5;
  expect((await get(doors.keys.viewer)).headers.get('ratelimit-policy')).toBe('"key";q=5;w=60');
});

it('begins the count of an address anew in each minute', () => {
  let now = 59_000;
  const count = addressCounter(() => now);
  expect([count('a'), count('a'), count('b')].map(({ used, endsInS }) => [used, endsInS])).toEqual([
    [1, 1],
    [2, 1],
    [1, 1],
  ]);
  now = 60_000;
  expect(count('a')).toEqual({ used: 1, endsInS: 60 });
});
