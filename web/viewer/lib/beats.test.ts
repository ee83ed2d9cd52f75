import { FAILURES } from '../../../domain/failures';
import { HeadendProblem } from '../../shared/api/problem';
import type { PlaybackSession } from '../../shared/api/types';
import { isOver, keepAlive } from './beats';

const tokenOf = (name: string, claims: object = {}) =>
  `e30.${Buffer.from(JSON.stringify({ jti: name, ...claims })).toString('base64url')}.x`;
const drmOf = (token: string, lastsMs = 60_000) => ({
  token,
  key_ids: [],
  expires_at: new Date(Date.now() + lastsMs).toISOString(),
});
const mediaOf = (token: string) => ({
  hls: `/media/${token}/hls/index.m3u8`,
  dash: `/media/${token}/dash/manifest.mpd`,
});
const sessionOf = (id: string, drm: object) =>
  ({ id, session_token: 's', drm, heartbeat_s: 30, ...mediaOf('old') }) as unknown as PlaybackSession;

const mockBeats: string[] = [];
let mockNext: object;
jest.mock('../../shared/api/client', () => ({
  api: () => ({
    beat: async ({ id }: PlaybackSession) => {
      mockBeats.push(id);
      return { drm: mockNext, ...mediaOf('new') };
    },
    endPlay: async () => undefined,
  }),
}));
Object.assign(globalThis, { window: new EventTarget() });

it.each([
  'playback/too-many-streams',
  'playback/no-key-allowed',
  'playback/unsupported',
  'playback/drm-unsupported',
  'playback/session-expired',
  'request/not-found',
] as const)('is over after %s', (code) => {
  expect(isOver(HeadendProblem.of(code, 'x'))).toBe(true);
});

it('is not over when the server is in trouble, asks to wait, or is not heard', () => {
  expect(isOver(HeadendProblem.of('client/unreachable', 'x'))).toBe(false);
  expect(isOver(new TypeError('fetch failed'))).toBe(false);
  for (const [code, { status }] of Object.entries(FAILURES))
    if (status >= 500 || status === 429)
      expect(isOver(HeadendProblem.of(code as 'client/unreachable', 'x'))).toBe(false);
});

it.each([
  ['a used token that serves once', tokenOf('a', { once: true }), 60_000, 2],
  ['a token that has ended', tokenOf('b'), -1, 1],
])(
  'renews %s before it is sent, and goes on with it when the film is opened again',
  async (id, token, lastsMs, turns) => {
    const fresh = drmOf(tokenOf(`${id} renewed`));
    mockNext = fresh;
    mockBeats.length = 0;
    const session = sessionOf(id, drmOf(token, lastsMs));
    const first = keepAlive(session, () => undefined);
    for (let turn = 1; turn < turns; turn++) expect((await first.proof()).token).toBe(token);
    expect(await first.proof()).toEqual(fresh);
    first.stop();
    const again = keepAlive(session, () => undefined);
    expect(await again.proof()).toEqual(fresh);
    again.stop();
    expect(mockBeats).toEqual([id]);
  },
);

it('asks for media under the token of the last heartbeat, wherever the address says the first one', async () => {
  const beats = keepAlive(sessionOf('moving', drmOf(tokenOf('m'))), () => undefined);
  const segment = 'http://host/media/old/video/1.m4s';
  expect(beats.address(segment)).toBe(segment);
  await beats.renew();
  expect(beats.address(segment)).toBe('http://host/media/new/video/1.m4s');
  expect(beats.address('http://elsewhere/picture.jpg')).toBe('http://elsewhere/picture.jpg');
  beats.stop();
});

it('takes its stream back with a heartbeat before a licence is asked for, when the computer slept', async () => {
  const session = sessionOf('asleep', drmOf(tokenOf('s')));
  const beats = keepAlive(session, () => undefined);
  mockBeats.length = 0;
  mockNext = drmOf(tokenOf('awake'));
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 61_000);
  expect(await beats.proof()).toEqual(mockNext);
  expect(mockBeats).toEqual(['asleep']);
  jest.restoreAllMocks();
  beats.stop();
});
