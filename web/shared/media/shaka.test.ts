import { HeadendProblem } from '../api/problem';
import { playerProblem } from './shaka';

const shakaError = (code: number, ...data: unknown[]) => ({ category: 6, code, data });

it('tells why a heartbeat was refused that came before a licence request', () => {
  const refused = HeadendProblem.of('playback/too-many-streams', 'Two streams.');
  expect(playerProblem(shakaError(6007, shakaError(1006, refused)), 'At 3 s')).toBe(refused);
});

it('tells what the licence service answered, and that nothing came when nothing did', () => {
  const answer = JSON.stringify({ code: 'licence/session-ended', detail: 'x', title: 'x', status: 403 });
  const told = playerProblem(shakaError(6007, shakaError(1001, 'url', 403, answer)), 'At 3 s');
  expect(told).toMatchObject({ code: 'licence/session-ended' });
  expect(playerProblem(shakaError(6007, shakaError(1002)), 'At 3 s')).toMatchObject({ code: 'playback/network' });
});
