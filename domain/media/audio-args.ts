import type { AudioTrackPlan } from './encode-plan';
import type { AudioProbe, VideoProbe } from './probe';

/** The sound of a file and the picture it belongs to, as far as making tracks needs them. */
export interface SoundProbe {
  /** `startUs` on the clock of the file that holds the sound. */
  video: Pick<VideoProbe, 'startUs' | 'frames' | 'frameRate'>;
  audio: AudioProbe[];
}

/** What EBU R128 measured; silence reads -70 LUFS and -100 dBTP. */
export interface Loudness {
  /** Integrated loudness, LUFS. */
  integrated: number;
  /** True peak, dBTP. */
  truePeak: number;
}

/** Loudness below which a track is silence and is not lifted, LUFS (the absolute gate of ITU-R BS.1770). */
export const SILENCE_LUFS = -70;
/** Lossy coding moves peaks: the limiter stops so much lower than the track may peak, dB. */
export const CODING_HEADROOM_DB = 0.5;
/** More than this is noise brought to the front, dB. */
const MAX_GAIN_DB = 30;

/** Plain gain, and the ceiling of the limiter behind it when peaks would pass it. */
export interface LoudnessCorrection {
  gainDb: number;
  /** dBTP; undefined when no peak comes near. */
  ceilingDb?: number;
}

/** How to bring a measured track to its target. Silence stays as it is. */
export function planCorrection(
  before: Loudness,
  { targetLufs, maxTruePeakDbtp }: AudioTrackPlan['loudness'],
  headroomDb = CODING_HEADROOM_DB,
): LoudnessCorrection {
  const gainDb =
    before.integrated <= SILENCE_LUFS
      ? 0
      : Math.min(MAX_GAIN_DB, Math.max(-MAX_GAIN_DB, round2(targetLufs - before.integrated)));
  const ceilingDb = round2(maxTruePeakDbtp - headroomDb);
  return before.truePeak + gainDb > ceilingDb ? { gainDb, ceilingDb } : { gainDb };
}

const round2 = (value: number): number => Math.round(value * 100) / 100;

/** Samples of the programme at 48 kHz: audio is made exactly as long as the picture. */
export const programmeSamples = ({ video }: Pick<SoundProbe, 'video'>): number =>
  Math.round((video.frames * video.frameRate.den * 48_000) / video.frameRate.num);

/**
 * The filter graph that makes one track out of the master: aligned to the first picture, joined, mixed, 48 kHz, cut or
 * padded to the programme. Needs `-copyts`. A track without sources is silence. The output is labelled `[track]`.
 */
export function trackGraph(track: AudioTrackPlan, probe: SoundProbe, tail: string[] = []): string {
  if (track.sources.length === 0) return silence(track, probe, tail);
  const picture = Math.round((probe.video.startUs * 48_000) / 1e6);
  const align = (streamIndex: number | undefined): string => {
    const startUs = probe.audio.find((stream) => stream.streamIndex === streamIndex)?.startUs ?? probe.video.startUs;
    const first = Math.min(picture, Math.round((startUs * 48_000) / 1e6));
    // async=1 fills gaps and drops overlaps by timestamp without stretching; first_pts pads a late start with silence.
    // An early start is cut to the sample.
    return `aresample=48000:async=1:first_pts=${first},atrim=start_pts=${picture}`;
  };
  const finish = ['asetpts=N/SR/TB', 'apad', `atrim=end_sample=${programmeSamples(probe)}`, ...tail].join(',');
  const [only] = track.sources;
  if (track.sources.length === 1) return `[0:${only}]${[align(only), ...mix(track, probe), finish].join(',')}[track]`;
  const parts = track.sources.map(
    (source, index) => `[0:${source}]${align(source)},aformat=channel_layouts=mono[m${index}]`,
  );
  const labels = track.sources.map((_, index) => `[m${index}]`).join('');
  const channels = CHANNELS[track.layout].map((name, index) => `${index}.0-${name}`).join('|');
  const join = `join=inputs=${track.sources.length}:channel_layout=${track.layout}:map=${channels}`;
  return [...parts, `${labels}${join},${finish}[track]`].join(';');
}

/** Made by a source of its own: nothing of the master is heard. */
const silence = ({ layout, sampleRate }: AudioTrackPlan, probe: SoundProbe, tail: string[]): string =>
  `${[`anullsrc=r=${sampleRate}:cl=${layout}`, `atrim=end_sample=${programmeSamples(probe)}`, ...tail].join(',')}[track]`;

const CHANNELS: Record<AudioTrackPlan['layout'], string[]> = {
  mono: ['FC'],
  stereo: ['FL', 'FR'],
  '5.1': ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR'],
};

/** Bring one source stream to the track's layout. */
function mix({ layout, sources }: AudioTrackPlan, probe: SoundProbe): string[] {
  const source = probe.audio.find(({ streamIndex }) => streamIndex === sources[0]);
  if (layout === 'stereo' && source?.channels === 6)
    return [
      'aformat=channel_layouts=5.1', // one name for side and back surrounds
      // Lo/Ro of ITU-R BS.775-3 annex 4, scaled so that it cannot clip; the loudness gain sets the level afterwards.
      'pan=stereo|FL=0.414*FL+0.293*FC+0.293*BL|FR=0.414*FR+0.293*FC+0.293*BR',
    ];
  return [`aformat=channel_layouts=${layout}`];
}

/** ffmpeg input options of an audio run: the master's own timestamps, audio only. */
export const AUDIO_INPUT_ARGS: readonly string[] = ['-copyts', '-vn', '-sn', '-dn'];

/** Measure without writing anything; the summary comes at the end of the log at level `info`. */
export const measureArgs = (graph: string): string[] => [
  ...['-filter_complex', graph, '-map', '[track]', '-f', 'null', '-'],
];

/** Loudness meter whose only words are its summary. */
export const METER = 'ebur128=peak=true:framelog=quiet';

/** Gain and limiter, in the order they work. */
export function correctionFilters({ gainDb, ceilingDb }: LoudnessCorrection): string[] {
  const gain = `volume=${gainDb}dB:precision=float`;
  if (ceilingDb === undefined) return [gain];
  return [
    gain,
    'aresample=192000', // the limiter sees the peaks between samples (ITU-R BS.1770, annex 2)
    `alimiter=limit=${(10 ** (ceilingDb / 20)).toFixed(5)}:level=false:attack=5:release=80:latency=true`,
    'aresample=48000',
  ];
}

/** Encode one track. The file keeps its priming in an edit list. */
export const encodeAudioArgs = (graph: string, track: AudioTrackPlan, output: string): string[] => [
  ...['-filter_complex', graph, '-map', '[track]'],
  ...['-c:a', 'aac', '-profile:a', 'aac_low', '-b:a', String(track.bitrate), '-ar', '48000'],
  ...['-map_metadata', '-1', '-map_chapters', '-1', '-metadata:s:a:0', `language=${track.language}`],
  ...['-fflags', '+bitexact', '-f', 'mp4', output],
];

/**
 * Read ebur128's summary from the end of ffmpeg's log.
 *
 * @throws {RangeError} when there is none
 */
export function readLoudness(log: string): Loudness {
  const summary = log.slice(log.lastIndexOf('Summary:'));
  const integrated = /\bI:\s+(-?[\d.]+|-?inf|nan) LUFS/.exec(summary)?.[1];
  const peak = /\bPeak:\s+(-?[\d.]+|-?inf|nan) dBFS/.exec(summary)?.[1];
  if (integrated === undefined || peak === undefined) throw new RangeError('The log holds no loudness summary.');
  return { integrated: floor(integrated, SILENCE_LUFS), truePeak: floor(peak, -100) };
}

const floor = (text: string, lowest: number): number => {
  const value = Number(text);
  return Number.isFinite(value) ? Math.max(lowest, value) : lowest;
};
