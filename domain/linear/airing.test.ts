import { breakPoints } from './airing';
import { title } from './testing/plans';
import type { LinearAsset } from './types';

const MINUTE = 60_000;
/** An hour in segments of six seconds: ten of them are a minute. */
const asset = title('film', 3600).asset as LinearAsset;
const minutes = (rules: Parameters<typeof breakPoints>[2], chapters: number[]) =>
  breakPoints(
    asset,
    asset.segments,
    rules,
    chapters.map((each) => each * MINUTE),
  ).map((segment) => segment / 10);

describe('breaks of a programme', () => {
  const rules = { every_minutes: 15, seconds: 60 };

  it('stand at intervals, or at a chapter within two minutes', () => {
    expect(minutes(rules, [])).toEqual([15, 30, 45]);
    expect(minutes(rules, [5, 14, 33, 44.95])).toEqual([14, 30, 45]);
  });

  it('stand at chapters only where the rules say so, each so far from the one before', () => {
    const at = { ...rules, at: 'chapters' as const };
    expect(minutes(at, [5, 16, 20, 33, 58])).toEqual([16, 33]);
  });

  it('stand at intervals where no chapter can be kept to', () => {
    const at = { ...rules, at: 'chapters' as const };
    expect(minutes(at, [])).toEqual([15, 30, 45]);
    expect(minutes(at, [2, 59])).toEqual([15, 30, 45]);
  });

  it('are left out of short programmes', () => {
    expect(minutes({ ...rules, min_programme_minutes: 61 }, [16])).toEqual([]);
  });
});
