import type { ProtectionPlan } from '../drm/key-plan';
import type { AudioTrackPlan } from '../media/encode-plan';
import type { EncodeProfile, RungProfile } from '../media/profile';
import { type Rational, toNumber } from '../media/rational';
import { planTimeline } from '../media/timeline-plan';
import { RUNT_SECONDS } from '../packaging/tracks';
import type { Conditioning, PickableTitle } from './library';
import { type ConformityFinding, conformity } from './live/conformity';
import type { ChannelFormat, LinearAsset } from './types';

/** What packages for channels have in common: the same heights and the same grid, whatever else the channels differ in. */
export interface LinearLayout {
  /** Longest segment, whole seconds. */
  targetSeconds: number;
  /** Lines of the rungs, tallest first. */
  heights: readonly number[];
}

/** The name of a channel's layout, part of ids: `6s-720-540-360`. Channels with the same one share what was conditioned. */
export const layoutOf = ({ targetSeconds, rungs }: Pick<ChannelFormat, 'targetSeconds' | 'rungs'>): string =>
  [`${targetSeconds}s`, ...new Set(rungs.map(({ height }) => height).sort((a, b) => b - a))].join('-');

/** The inverse of {@link layoutOf}. @throws {RangeError} for anything else */
export function readLayout(layout: string): LinearLayout {
  const [, target, heights] = /^(\d{1,2})s((?:-\d{1,4})+)$/.exec(layout) ?? [];
  if (!target || !heights) throw new RangeError(`${layout} is no layout of a channel`);
  return { targetSeconds: Number(target), heights: heights.slice(1).split('-').map(Number) };
}

/** The format of a channel as far as a package for it is judged: languages differ from channel to channel. */
export const formatOf = ({ targetSeconds, heights }: LinearLayout): ChannelFormat => ({
  ...{ targetSeconds, audio: [], captions: [], dvrMs: targetSeconds * 3000 },
  rungs: heights.map((height) => ({ name: `${height}p`, height })),
});

/** What a package with another encode would not have. */
const CURABLE: ReadonlySet<ConformityFinding['code']> = new Set([
  ...(['no-sound', 'segment-too-long', 'segment-grid', 'segment-counts'] as const),
  ...(['sound-layout', 'rung-missing'] as const),
]);

/**
 * What of a version conditioning would mend, so that it can be carried, or carried better. Empty: nothing, or something stands in
 * the way that no encode changes.
 */
export function curable(asset: LinearAsset, format: ChannelFormat): ConformityFinding[] {
  const findings = conformity(asset, format);
  if (findings.some(({ code, blocks }) => blocks && !CURABLE.has(code))) return [];
  return findings.filter(({ code }) => CURABLE.has(code));
}

/**
 * The profile that makes a package in a layout: rungs of these heights with the qualities of a profile, and segments that are
 * never longer than the target, even with a runt folded into the last one.
 *
 * @param base whose encoder, qualities and loudness are taken
 * @param picture of the source
 */
export function linearProfile(
  base: EncodeProfile,
  { targetSeconds, heights }: LinearLayout,
  picture: { frameRate: Rational },
): EncodeProfile {
  const [group] = base.video;
  if (!group) throw new RangeError(`The profile ${base.name} has no picture`);
  const { protection: _, ...rest } = base;
  return {
    ...rest,
    name: 'linear',
    video: [{ ...group, rungs: heights.map((height) => rungOf(group.rungs, height)) }],
    ...gridFor(targetSeconds, picture.frameRate, base.maxFrameRate),
    audio: { ...base.audio, surround: false },
  };
}

/** Bits grow more slowly than pixels do. */
function rungOf(rungs: readonly RungProfile[], height: number): RungProfile {
  const distance = (rung: RungProfile) => Math.abs(Math.log(rung.height / height));
  const near = rungs.reduce((best, rung) => (distance(rung) < distance(best) ? rung : best));
  const scaled = (bits: number) => Math.round(bits * (height / near.height) ** 1.5);
  return {
    ...{ name: `${height}p`, height, crf: near.crf },
    ...{ maxBitrate: scaled(near.maxBitrate), bufferSize: scaled(near.bufferSize) },
  };
}

/** GOPs of two seconds, of one where the target is odd; segments as long as the target allows. */
function gridFor(
  targetSeconds: number,
  frameRate: Rational,
  maxFrameRate: number,
): Pick<EncodeProfile, 'gopMs' | 'segmentMs'> {
  const gopMs = targetSeconds % 2 === 0 ? 2000 : 1000;
  for (let segmentMs = targetSeconds * 1000; segmentMs > gopMs; segmentMs -= gopMs / 2) {
    const grid = { gopMs, segmentMs, maxFrameRate };
    const { frameRate: rate, segmentFrames } = planTimeline({ frameRate, frames: 1 }, grid);
    const perSecond = toNumber(rate);
    const runtFrames = Math.ceil(RUNT_SECONDS * perSecond) - 1;
    if (Math.round((segmentFrames + runtFrames) / perSecond) <= targetSeconds) return { gopMs, segmentMs };
  }
  return { gopMs, segmentMs: gopMs };
}

/** No language at all. ISO 639-2. */
const NO_LANGUAGE = 'zxx';

/** The sound of a package for channels: every track in stereo, and silence where there is none. */
export function linearAudio(tracks: readonly AudioTrackPlan[], { audio }: EncodeProfile): AudioTrackPlan[] {
  if (tracks.length > 0) return tracks.map((track) => ({ ...track, layout: 'stereo' }));
  return [
    {
      ...{ id: `${NO_LANGUAGE}-stereo`, sources: [], language: NO_LANGUAGE, label: 'No sound', layout: 'stereo' },
      ...{ sampleRate: 48000, bitrate: audio.stereoBitrate, loudness: audio.loudness, default: true },
    },
  ];
}

/** So many titles of a channel are conditioned at once. */
const AT_ONCE = 2;
/** What failed is tried again after this, and so is what nothing was heard of for so long, milliseconds. */
const AGAIN_MS = 3_600_000;

/** A title that a channel would air better, or at all, with another encode. */
export interface ConditioningWish {
  titleId: string;
  versionId: string;
}

/**
 * Which titles of a channel are to be conditioned now: those that cannot be carried as they are go first.
 *
 * @param library what its rules name
 * @param now epoch milliseconds
 * @returns what would be better with a package of its own, made or not, and what of it is to be begun
 */
export function conditioningWishes(
  library: readonly PickableTitle[],
  format: ChannelFormat,
  now: number,
): { wanted: ConditioningWish[]; due: ConditioningWish[] } {
  const wanted = library.flatMap(({ titleId, asset, current }) =>
    current?.asset && curable(current.asset, format).length > 0
      ? [{ titleId, versionId: current.versionId, conditioning: current.conditioning, airs: asset !== undefined }]
      : [],
  );
  const age = ({ updatedAt }: Conditioning) => now - updatedAt.getTime();
  const isUnderWay = (one: Conditioning | undefined) => one?.state === 'running' && age(one) < AGAIN_MS;
  const isDue = (one: Conditioning | undefined) =>
    !one || ((one.state === 'failed' || one.state === 'running') && age(one) >= AGAIN_MS);
  const free = AT_ONCE - wanted.filter(({ conditioning }) => isUnderWay(conditioning)).length;
  const waiting = wanted
    .filter(({ conditioning }) => isDue(conditioning))
    .sort((a, b) => Number(a.airs) - Number(b.airs));
  const wishOf = ({ titleId, versionId }: ConditioningWish) => ({ titleId, versionId });
  return { wanted: wanted.map(wishOf), due: waiting.slice(0, Math.max(0, free)).map(wishOf) };
}

/** How the source is encrypted, which its package is as well, under keys of its own; undefined when it is in the clear. */
export function protectionOf({ video, audio }: LinearAsset): ProtectionPlan | undefined {
  const [locked] = [...video, ...audio].filter(({ contentProtection }) => contentProtection !== '');
  if (!locked) return undefined;
  const scheme = /value="cenc"/.test(locked.contentProtection) ? 'cenc' : 'cbcs';
  return { scheme, clearLeadSegments: 0, trickPlay: 'sd' };
}
