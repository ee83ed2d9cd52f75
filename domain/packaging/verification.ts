import type { Timeline } from '../media/encode-plan';
import { frameSeconds, gridFaults, measureBitRates, seconds, type TrackFacts, timeline } from './tracks';

/** One check and how it went; `detail` names what failed, or how much was looked at. */
export interface Check {
  name: string;
  passed: boolean;
  detail: string;
}

/** A check passes when it found no fault. */
export const check = (name: string, faults: readonly string[], looked: string): Check => ({
  name,
  passed: faults.length === 0,
  detail: faults.length === 0 ? looked : `${faults.slice(0, 5).join('; ')}${faults.length > 5 ? '; and more' : ''}`,
});

/** Whether two numbers are this close. What is no number is close to nothing. */
const isNear = (one: number, other: number, slack: number): boolean => Math.abs(one - other) <= slack;

/** One track of the package: measured from its files, and as its playlist has it. */
export interface VerifiedTrack {
  kind: 'video' | 'audio' | 'text';
  name: string;
  /** Absent for text. */
  facts?: TrackFacts;
  /** Segments of the HLS media playlist, sizes as stored. */
  playlist: { path: string; seconds: number; bytes: number }[];
  target: number;
}

/** A variant as the multivariant playlist has it. */
export interface VerifiedVariant {
  video: string;
  audio: string[];
  bandwidth: number;
  averageBandwidth: number;
  codecs: string[];
  width: number;
  height: number;
}

/** Every rung starts its segments on the same frames, with an IDR, and holds every frame of the title. */
export function checkGrid(tracks: readonly VerifiedTrack[], title: Timeline): Check {
  const video = tracks.filter(({ kind }) => kind === 'video');
  const faults = video.flatMap(({ name, facts }) => (facts ? gridFaults(facts, title).map((f) => `${name} ${f}`) : []));
  return check('segment-grid', faults, `${video.length} rungs of ${title.frames} frames`);
}

/** Files, playlists and source begin at the beginning and last equally long: within a frame of picture, and for audio within one of its own frames more. */
export function checkDurations(tracks: readonly VerifiedTrack[], title: Timeline, mpdSeconds: number): Check {
  const programme = frameSeconds(title.frames, title.frameRate);
  const frame = frameSeconds(1, title.frameRate);
  const faults: string[] = [];
  const compare = (what: string, value: number, slack: number): void => {
    if (!isNear(value, programme, slack + 1e-4))
      faults.push(`${what} lasts ${value.toFixed(3)} s, the programme ${programme.toFixed(3)} s`);
  };
  for (const { kind, name, facts, playlist } of tracks) {
    const slack = frame + (facts && kind === 'audio' ? 1024 / (facts.init.sampleRate || 48000) : 0);
    if (facts) compare(`${kind} ${name}`, seconds(facts), slack);
    const [first] = facts ? timeline(facts) : [];
    const late = facts && first ? first.start / facts.init.timescale : 0;
    if (!isNear(late, 0, slack)) faults.push(`${kind} ${name} begins after ${late.toFixed(3)} s`);
    compare(`the playlist of ${kind} ${name}`, total(playlist), slack);
  }
  compare('the MPD', mpdSeconds, frame);
  return check('durations', faults, `${tracks.length} tracks of ${programme.toFixed(3)} s`);
}

const total = (segments: readonly { seconds: number }[]): number =>
  segments.reduce((sum, segment) => sum + segment.seconds, 0);

/** A playlist names each file of its track once, in order, with its true length, and none longer than its target. */
export function checkPlaylists(tracks: readonly VerifiedTrack[]): Check {
  const faults: string[] = [];
  for (const { kind, name, facts, playlist, target } of tracks) {
    for (const { path, seconds: length } of playlist)
      if (!(Math.round(length) <= target)) faults.push(`${path} lasts longer than the target duration of ${target} s`);
    if (!facts) continue;
    const placed = timeline(facts);
    if (placed.map(({ path }) => path).join() !== playlist.map(({ path }) => path).join())
      faults.push(`the playlist of ${kind} ${name} does not name its segments in order`);
    placed.forEach(({ path, duration }, index) => {
      const stated = playlist[index]?.seconds ?? Number.NaN;
      const real = duration / facts.init.timescale;
      if (!isNear(stated, real, 1e-3)) faults.push(`${path} lasts ${real.toFixed(3)} s, its EXTINF says ${stated}`);
    });
  }
  const targets = new Set(tracks.map(({ target }) => target));
  if (targets.size > 1) faults.push(`target durations differ: ${[...targets].join(', ')}`);
  return check('playlists', faults, `${tracks.length} media playlists`);
}

/** The multivariant playlist has every rendition and language, and what it and the MPD say of codecs and sizes stands in the headers. */
export function checkCodecs(
  tracks: readonly VerifiedTrack[],
  variants: readonly VerifiedVariant[],
  mpdCodecs: readonly string[],
): Check {
  const faults: string[] = [];
  const init = (kind: string, name: string) =>
    tracks.find((track) => track.kind === kind && track.name === name)?.facts?.init;
  for (const { video, audio, codecs, width, height } of variants) {
    const picture = init('video', video);
    const real = new Set([picture?.codec, ...audio.map((name) => init('audio', name)?.codec)]);
    if (new Set(codecs).size !== real.size || codecs.some((codec) => !real.has(codec)))
      faults.push(`CODECS of ${video} is ${codecs.join(',')}, the headers say ${[...real].join(',')}`);
    if (picture?.width !== width || picture?.height !== height)
      faults.push(`RESOLUTION of ${video} is ${width}x${height}, the header says ${picture?.width}x${picture?.height}`);
  }
  const offered = new Set(
    variants.flatMap(({ video, audio }) => [`video ${video}`, ...audio.map((id) => `audio ${id}`)]),
  );
  for (const { kind, name } of tracks)
    if (kind !== 'text' && !offered.has(`${kind} ${name}`)) faults.push(`no variant has ${kind} ${name}`);
  const headers = tracks.flatMap(({ facts }) => (facts ? [facts.init.codec] : []));
  if ([...headers].sort().join() !== [...mpdCodecs].sort().join())
    faults.push(`the MPD names ${mpdCodecs.join(', ')}, the headers say ${headers.join(', ')}`);
  return check('codecs', faults, `${variants.length} variants`);
}

/** BANDWIDTH and AVERAGE-BANDWIDTH lie within a tenth of what the stored files give (Apple HLS authoring 1.26, 1.27). */
export function checkBandwidth(tracks: readonly VerifiedTrack[], variants: readonly VerifiedVariant[]): Check {
  const faults: string[] = [];
  const rates = (kind: string, name: string) => {
    const track = tracks.find((each) => each.kind === kind && each.name === name);
    return measureBitRates(track?.playlist ?? [], track?.target ?? 1);
  };
  const compare = (what: string, stated: number, real: number): void => {
    if (!isNear(stated, real, real * 0.1)) faults.push(`${what} is ${stated}, measured ${real}`);
  };
  for (const { video, audio, bandwidth, averageBandwidth } of variants) {
    const own = rates('video', video);
    const sound = audio.map((name) => rates('audio', name));
    const most = (of: 'peak' | 'average'): number => own[of] + Math.max(0, ...sound.map((each) => each[of]));
    compare(`BANDWIDTH of ${video}`, bandwidth, most('peak'));
    compare(`AVERAGE-BANDWIDTH of ${video}`, averageBandwidth, most('average'));
    if (averageBandwidth > bandwidth) faults.push(`AVERAGE-BANDWIDTH of ${video} is above its BANDWIDTH`);
  }
  return check('bandwidth', faults, `${variants.length} variants`);
}

/** The segments that are decoded: first, middle and last, each once. */
export const sampled = <T>(segments: readonly T[]): T[] =>
  [...new Set([0, Math.floor((segments.length - 1) / 2), segments.length - 1])].flatMap(
    (index) => segments[index] ?? [],
  );
