import type { ProtectionPlan } from '../drm/key-plan';
import type { Crop, DynamicRange } from './probe';
import type { Rational, Size } from './rational';
import type { AudioKind } from './title-parts';

/** Frames `[start, end)` on the constant-rate timeline. */
export interface FrameRange {
  start: number;
  end: number;
}

/** The one clock of a title: every rung, chunk and segment is counted in its frames. */
export interface Timeline {
  frameRate: Rational;
  /** Total frames. */
  frames: number;
  /** GOP length in frames; every rung has an IDR at each multiple. */
  gopFrames: number;
  /** Segment length in frames, a multiple of `gopFrames`. */
  segmentFrames: number;
  /** A last segment shorter than half a second is part of the one before it. */
  foldRunt?: true;
}

/** What must happen to the decoded picture before it is scaled to rungs. */
export interface Conform {
  /** Resample a variable or too high frame rate to the timeline's. */
  toConstantRate: boolean;
  deinterlace: boolean;
  /** Tone-map to SDR BT.709 from this range; undefined for SDR masters. */
  toneMapFrom?: Exclude<DynamicRange, 'SDR'>;
  crop?: Crop;
  /** Burn TEST into the picture: the title is made in test mode. */
  watermark?: true;
}

/** One rung as it will be encoded. Sizes are even, square-pixel, never above the master's. */
export interface Rung extends Size {
  /** Unique in the title, such as `h264-720p`. */
  name: string;
  codec: 'h264' | 'h265' | 'av1';
  preset: string;
  crf: number;
  /** Bits per second. */
  maxBitrate: number;
  /** Bits. */
  bufferSize: number;
}

/** Rungs that share one decode of the master. */
export interface EncodeGroup {
  name: string;
  rungs: Rung[];
  chunks: FrameRange[];
}

/** One output audio track. */
export interface AudioTrackPlan {
  /** Unique in the title and usable in file names, such as `en-stereo`. */
  id: string;
  /** Stream indexes of the master, or of the sidecar, that make the track; several mono streams are joined in order, none is silence. */
  sources: number[];
  /** Place in the order of the audio file that the track is made of; the master when left out. */
  sidecar?: number;
  /** What the track is for; `main` when left out. */
  kind?: AudioKind;
  language: string;
  /** What a player shows. */
  label: string;
  layout: 'mono' | 'stereo' | '5.1';
  sampleRate: 48000;
  bitrate: number;
  loudness: { targetLufs: number; maxTruePeakDbtp: number };
  default: boolean;
}

/** One output caption track, from a sidecar of the order or a text stream of the master. */
export interface CaptionTrackPlan {
  id: string;
  language: string;
  label: string;
  kind: 'subtitles' | 'captions' | 'forced';
  source: { sidecar: number } | { streamIndex: number };
}

/** Everything the encode stage will make, decided once. */
export interface EncodePlan {
  /** SHA-256 over everything that shapes the video outputs; part of their object keys. */
  hash: string;
  timeline: Timeline;
  conform: Conform;
  groups: EncodeGroup[];
  audio: AudioTrackPlan[];
  captions: CaptionTrackPlan[];
  thumbnails: { everyMs: number; width: number };
  /** How the packages are encrypted; absent for titles in the clear. */
  protection?: ProtectionPlan;
}
