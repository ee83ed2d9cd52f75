import type { Rational, Size } from './rational';

export type DynamicRange = 'SDR' | 'HDR10' | 'HLG';
export type FieldOrder = 'progressive' | 'top-first' | 'bottom-first' | 'mixed';

/** Colour as ffprobe names it (`bt709`, `smpte2084`, `bt2020nc`, `tv`); `unknown` when the file does not say. */
export interface ColourTags {
  primaries: string;
  transfer: string;
  matrix: string;
  range: string;
}

/** A crop rectangle in coded pixels of the upright picture. */
export interface Crop extends Size {
  x: number;
  y: number;
}

/** The programme's video track, as the rest of the pipeline needs to know it. */
export interface VideoProbe {
  /** ffmpeg stream index in the master. */
  streamIndex: number;
  codec: string;
  profile: string;
  /** Coded size, before rotation and sample aspect ratio. */
  coded: Size;
  sampleAspect: Rational;
  /** Clockwise quarter turns needed to show the picture upright, in degrees. */
  rotation: 0 | 90 | 180 | 270;
  /** Upright, square-pixel size a viewer sees; rungs are planned from it. */
  display: Size;
  /** Snapped to the standard set within 0.1 %. */
  frameRate: Rational;
  rateMode: 'constant' | 'variable';
  /** Frames on the constant-rate timeline. */
  frames: number;
  /** Presentation time of the first frame, microseconds. */
  startUs: number;
  /** Longest distance between key frames, in frames; 1 for intra-only. */
  gopFrames: number;
  /** A seek lands on a key frame (MP4, MOV, Matroska); false for containers that only know positions. */
  seeksToKeyFrames?: boolean;
  fieldOrder: FieldOrder;
  pixelFormat: string;
  bitDepth: number;
  chroma: '4:0:0' | '4:2:0' | '4:2:2' | '4:4:4';
  colour: ColourTags;
  dynamicRange: DynamicRange;
  /** x265-style mastering display string and light levels where the file carries them. */
  mastering?: { display?: string; maxCll?: number; maxFall?: number };
  /** Bits per second of the track, 0 when unknown. */
  bitRate: number;
  /** Start timecode such as `01:00:00:00` (`;` before frames marks drop-frame). */
  timecode?: string;
  /** Active picture inside black bars, when bars were found. */
  activePicture?: Crop;
}

export interface AudioProbe {
  streamIndex: number;
  codec: string;
  sampleRate: number;
  channels: number;
  /** ffmpeg layout name (`stereo`, `5.1`, `mono`); made from the channel count when the file does not say. */
  layout: string;
  /** BCP 47, `und` when not tagged. */
  language: string;
  title?: string;
  startUs: number;
  durationUs: number;
}

/** A text track inside the master. */
export interface TextProbe {
  streamIndex: number;
  codec: string;
  language: string;
}

/** Where a part of the programme begins, as whoever made the file marked it. */
export interface ChapterProbe {
  /** After the first frame, milliseconds. */
  startMs: number;
  title?: string;
}

/** What a master is. Small enough to travel in workflow history. */
export interface MasterProbe {
  /** ffprobe format name, such as `mov,mp4,m4a,3gp,3g2,mj2`. */
  container: string;
  bytes: number;
  durationUs: number;
  video: VideoProbe;
  audio: AudioProbe[];
  text: TextProbe[];
  /** EIA-608/708 captions ride in the video. */
  closedCaptions: boolean;
  /** In order; left out: the file has none, or was inspected before they were read. */
  chapters?: ChapterProbe[];
}
