import type { Rational } from '../media/rational';
import type { AudioKind } from '../media/title-parts';
import type { PackageProtection } from './protection';
import type { TrackFacts } from './tracks';

export interface VideoTrack {
  name: string;
  facts: TrackFacts;
}

export interface AudioTrack {
  id: string;
  /** BCP 47. */
  language: string;
  label: string;
  default: boolean;
  channels: number;
  /** What it is for; the programme's sound when left out. */
  kind?: AudioKind;
  facts: TrackFacts;
}

export interface TextTrack {
  id: string;
  language: string;
  label: string;
  kind: 'subtitles' | 'captions' | 'forced';
  /** Segments on the video grid, together the whole programme. */
  segments: { path: string; seconds: number; bytes: number }[];
  /** The track in one file, for DASH. */
  wholePath: string;
}

/** Sheets of equal tiles, left to right, top to bottom. */
export interface ThumbnailTrack {
  sheets: { path: string; bytes: number }[];
  tile: { width: number; height: number };
  columns: number;
  rows: number;
  /** How long one tile stands for. */
  tileSeconds: number;
}

/** Everything the playlists of a package say, measured from its files. Paths are relative to the package. */
export interface PackageFacts {
  frameRate: Rational;
  frames: number;
  segmentFrames: number;
  video: VideoTrack[];
  /** I-frames by themselves, a fragment each, in the clear; named like the rendition that they are of. */
  trick?: VideoTrack[];
  audio: AudioTrack[];
  text: TextTrack[];
  thumbnails?: ThumbnailTrack;
  /** Absent when it is in the clear. Which track has which key stands in the track's own header. */
  protection?: PackageProtection;
}

/** Where everything lies in a package, whichever tool cut it. */
export const LAYOUT = {
  master: 'master.m3u8',
  dash: 'manifest.mpd',
  inventory: 'inventory.json',
  poster: 'poster.jpg',
  thumbnailsVtt: 'thumbnails/thumbnails.vtt',
  imagePlaylist: 'thumbnails.m3u8',
  videoFolder: (name: string) => `video/${name}`,
  trickFolder: (name: string) => `video/${name}-iframes`,
  audioFolder: (id: string) => `audio/${id}`,
  init: (folder: string) => `${folder}/init.mp4`,
  /** Segments count from 1. */
  segment: (folder: string, number: number) => `${folder}/${number}.m4s`,
  playlist: (folder: string) => `${folder}.m3u8`,
  iframePlaylist: (folder: string) => `${folder}-iframes.m3u8`,
  textFolder: (id: string) => `text/${id}`,
  textSegment: (id: string, number: number) => `text/${id}/${number}.vtt`,
  textWhole: (id: string) => `text/${id}.vtt`,
  sheet: (number: number) => `thumbnails/${number}.jpg`,
} as const;

/** Tracks that may be switched seamlessly: same codec family and same channels. Insertion order is kept. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
