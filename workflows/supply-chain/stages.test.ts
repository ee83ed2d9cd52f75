import { type StageName, stageUnderWay } from './stages';

const running = (...names: StageName[]) => names.map((name) => ({ name, state: 'running', progress: 0 }) as const);

describe('the stage a run is shown in', () => {
  it.each<[StageName, StageName[]]>([
    ['encode', ['quality', 'encode', 'audio', 'captions']],
    ['quality', ['quality', 'audio']],
    ['hold', ['encode', 'captions', 'hold']],
    ['inspect', ['inspect']],
  ])('is %s while %j are under way', (shown, under) => {
    expect(stageUnderWay(running(...under))).toBe(shown);
  });

  it('is a stage beside the picture only where that is all that is waited for', () => {
    expect(stageUnderWay([{ name: 'encode', state: 'done', progress: 1 }, ...running('audio')])).toBe('audio');
  });

  it('is none before the first and between two', () => {
    expect(stageUnderWay([{ name: 'inspect', state: 'done', progress: 1 }])).toBeUndefined();
  });
});
