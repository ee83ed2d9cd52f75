import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../environment/root';
import { loadEncodeProfiles, ProfileError, parseEncodeProfile } from './encode-profiles';

const shipped = path.join(repositoryRoot(), 'profiles', 'encode');
const yaml = readFileSync(path.join(shipped, 'test.yaml'), 'utf8');
const problemsOf = (text: string): string => {
  try {
    parseEncodeProfile(text, 'x.yaml');
  } catch (error) {
    if (error instanceof ProfileError) return error.problems.join('\n');
    throw error;
  }
  return '';
};

describe('encode profiles', () => {
  it('reads every profile that is shipped', () => {
    expect([...loadEncodeProfiles(shipped).keys()].sort()).toEqual([
      'av1',
      'cenc',
      'default',
      'demo',
      'hevc',
      'house',
      'test',
    ]);
  });

  it('reads bit rates and field names into the domain type', () => {
    const profile = parseEncodeProfile(yaml, 'test.yaml');
    expect(profile.video[0]?.rungs[0]).toEqual({
      name: '180p',
      height: 180,
      crf: 24,
      maxBitrate: 600_000,
      bufferSize: 1_000_000,
    });
    expect(profile.audio.loudness).toEqual({ targetLufs: -23, maxTruePeakDbtp: -1 });
    expect(profile.gopMs).toBe(1000);
  });

  it.each<[string, (text: string) => string, string]>([
    ['a rung name twice', (text) => text.replace('name: 90p', 'name: 180p'), 'rung "180p" is there twice'],
    ['a height twice', (text) => text.replace('height: 90', 'height: 180'), 'height 180 is there twice'],
    ['no rungs', (text) => text.replace(/rungs:[\s\S]*?gop_ms/, 'rungs: []\ngop_ms'), 'at least one rung'],
    ['no groups', (text) => text.replace(/video:[\s\S]*?gop_ms/, 'video: []\ngop_ms'), 'at least one group'],
    ['an odd height', (text) => text.replace('height: 180', 'height: 181'), 'must be even'],
    ['a preset of another encoder', (text) => text.replace('ultrafast', "'8'"), 'h264 knows no preset "8"'],
    ['a bit rate in words', (text) => text.replace('600k', 'fast'), 'no bit rate'],
    ['an unknown field', (text) => `${text}\ncolour: red\n`, 'Unrecognized key'],
    [
      'a segment shorter than a GOP',
      (text) => text.replace('segment_ms: 2000', 'segment_ms: 600'),
      'shorter than a GOP',
    ],
    ['a tiny buffer', (text) => text.replace('buffer_size: 1000k', 'buffer_size: 100k'), 'less than half a second'],
  ])('refuses %s and names the profile', (_what, change, problem) => {
    const said = problemsOf(change(yaml));
    expect(said).toContain(problem);
    expect(said).toContain('profile test');
  });

  it('refuses two files with one name, and a folder without any', () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'headend-profiles-'));
    try {
      expect(() => loadEncodeProfiles(dir)).toThrow('no profile');
      writeFileSync(path.join(dir, 'a.yaml'), yaml);
      writeFileSync(path.join(dir, 'b.yaml'), yaml);
      expect(() => loadEncodeProfiles(dir)).toThrow('b.yaml: profile test: the name is taken');
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('says which file is not YAML', () => {
    expect(problemsOf('a: [')).toContain('x.yaml: not YAML');
  });
});
