import type { ProtectionPlan } from '../drm/key-plan';

/** An encode profile: what a title becomes. Loaded and validated from `profiles/encode/*.yaml`. */
export interface EncodeProfile {
  name: string;
  version: number;
  /** One group of rungs per codec; rungs of one group share a decode. */
  video: VideoGroupProfile[];
  /** Wished GOP length, milliseconds; rounded to whole frames. */
  gopMs: number;
  /** Wished segment length, milliseconds; rounded to whole GOPs. */
  segmentMs: number;
  /** Wished chunk length, milliseconds (10,000 to 20,000); rounded to whole GOPs. */
  chunkMs: number;
  /** Highest frame rate of any rung, whole frames per second; faster masters are halved. */
  maxFrameRate: number;
  audio: AudioProfile;
  captions: { maxCharactersPerLine: number; maxLines: number; maxCharactersPerSecond: number };
  thumbnails: { everyMs: number; width: number };
  /** `none` leaves titles in the clear, and so does a profile of before there was encryption. */
  protection?: { scheme: 'none' } | ProtectionPlan;
}

export interface VideoGroupProfile {
  name: string;
  codec: 'h264' | 'h265' | 'av1';
  /** Encoder speed setting: an x264/x265 preset name, or SVT-AV1's number as text. */
  preset: string;
  rungs: RungProfile[];
}

/** One step of the ladder: capped constant quality. Bit rates are bits per second. */
export interface RungProfile {
  name: string;
  /** Height of a landscape picture; width of a portrait one. */
  height: number;
  crf: number;
  maxBitrate: number;
  bufferSize: number;
}

export interface AudioProfile {
  codec: 'aac';
  stereoBitrate: number;
  surroundBitrate: number;
  /** Keep 5.1 masters as a 5.1 track beside their stereo downmix. */
  surround: boolean;
  /** Most audio tracks a title may get. */
  maxTracks: number;
  loudness: { targetLufs: number; maxTruePeakDbtp: number };
}
