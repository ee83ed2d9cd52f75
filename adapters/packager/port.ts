import type { KeyLabel, ProtectionScheme } from '../../domain/drm/content-key';
import type { TrickPlay } from '../../domain/drm/key-plan';
import type { Rational } from '../../domain/media/rational';
import type { AudioKind } from '../../domain/media/title-parts';

/** Joined renditions and tracks, as local files, ready to be cut into segments. */
export interface PackageRequest {
  video: {
    name: string;
    path: string;
    codec: 'h264' | 'h265' | 'av1';
    height: number;
    /** The key that encrypts it; needed with `protection`. */
    keyLabel?: KeyLabel;
  }[];
  audio: {
    id: string;
    path: string;
    language: string;
    label: string;
    default: boolean;
    channels: number;
    /** What it is for; the programme's sound when left out. */
    kind?: AudioKind;
  }[];
  /** WebVTT files, already clean. */
  text: { id: string; path: string; language: string; label: string; kind: 'subtitles' | 'captions' | 'forced' }[];
  frameRate: Rational;
  segmentFrames: number;
  /** Put a last segment shorter than half a second into the one before it. */
  foldRunt?: true;
  /** Fragment length inside a segment, so that each GOP can be read by itself (dense I-frame playlists). Default: the segment. */
  gopFrames?: number;
  /** Sprite sheets and the WebVTT that names their tiles, as the quality check left them. */
  thumbnails?: { vttPath: string; sheetPaths: string[] };
  /** Left out, the package is in the clear. Sound is encrypted with the key AUDIO. */
  protection?: ProtectionRequest;
  /** Directory the packager fills; must be empty. */
  output: string;
}

/** How a package is encrypted, with the keys themselves. Never to be logged, stored or put into a history. */
export interface ProtectionRequest {
  scheme: ProtectionScheme;
  /** Segments at the front of each track that stay in the clear. */
  clearLeadSegments: number;
  /** With `clear` the renditions with the lowest key have their I-frames by themselves too, not encrypted. `sd` when left out. */
  trickPlay?: TrickPlay;
  /** One per label, 16 bytes each. */
  keys: readonly {
    kid: string;
    label: KeyLabel;
    key: Uint8Array /** Of cbcs, where it does not follow from the key. */;
    iv?: Uint8Array;
  }[];
}

/**
 * Cuts tracks into CMAF segments and writes `master.m3u8`, media and I-frame playlists and `manifest.mpd` into `output`,
 * in this layout, whichever tool does it:
 * `video/{name}/init.mp4`, `video/{name}/{n}.m4s`, `audio/{id}/init.mp4`, `audio/{id}/{n}.m4s`, `text/{id}/{n}.vtt`,
 * `video/{name}.m3u8`, `video/{name}-iframes.m3u8`, `audio/{id}.m3u8`, `text/{id}.m3u8`, `text/{id}.vtt` (the whole track, for DASH),
 * with I-frames in the clear `video/{name}-iframes/init.mp4`, `video/{name}-iframes/{n}.m4s`,
 * and with thumbnails `thumbnails.m3u8`, `thumbnails/{n}.jpg`, `thumbnails/thumbnails.vtt`. Numbers count from 1.
 * Names are those of LAYOUT in domain/packaging/package-facts.ts.
 *
 * With `protection` the samples are encrypted (Common Encryption, ISO/IEC 23001-7); keys reach the tool on a private descriptor.
 *
 * @throws {HeadendError} `drm/packager-unable` when the tool cannot encrypt as asked; `package/failed`; `package/verification` when the tracks do not share one segment grid
 */
export interface Packager {
  readonly kind: 'shaka' | 'bento4';
  package(request: PackageRequest, signal?: AbortSignal): Promise<{ wallMs: number }>;
}

/** Independent reader of what the packager wrote (Bento4's mp4info and mp4dump). */
export interface Mp4Inspector {
  /** Whether the tools are there; verification says so when they are not. */
  available(): Promise<boolean>;
  info(path: string): Promise<Mp4Info>;
  /** Box tree as JSON. */
  dump(path: string): Promise<unknown[]>;
}

export interface Mp4Info {
  tracks: { id: number; type: string; codecString?: string; width?: number; height?: number; language?: string }[];
  raw: unknown;
}
