import type { RightsFacts } from '../rights/types';
import type { LinearAsset } from './types';

/** A title that the rules of a channel name, with all that planning asks about it. */
export interface PickableTitle {
  titleId: string;
  name: string;
  /** movie, episode, extra, … */
  kind: string;
  seriesId?: string;
  season?: number;
  episode?: number;
  /** Collections that it is in, with its place there. */
  collections: readonly { id: string; position: number }[];
  genres: readonly string[];
  /** Of its current version, milliseconds from the beginning, in order. */
  chapters: readonly number[];
  rights: RightsFacts;
  /** What the channel airs: a package that was conditioned for it, or else its current version. Undefined: it cannot be carried. */
  asset?: LinearAsset;
  /** Its current version. */
  current?: CurrentVersion;
}

/** The current version of a title, and how far a package of it for the channel is. */
export interface CurrentVersion {
  versionId: string;
  /** As it was read; undefined: nobody has read it yet, or it could not be read. */
  asset?: LinearAsset;
  conditioning?: Conditioning;
}

/** How far a package for channels is. `refused`: the source stands in the way; `failed`: it is tried again. */
export interface Conditioning {
  state: 'running' | 'done' | 'refused' | 'failed';
  /** 0..1 */
  progress: number;
  stage?: string;
  code?: string;
  detail?: string;
  updatedAt: Date;
}

/** A title as rules pick it. */
export interface LibraryTitle {
  titleId: string;
  name: string;
  kind: string;
  seriesId?: string;
  season?: number;
  episode?: number;
  collections: readonly { id: string; position: number }[];
  genres: readonly string[];
  /** Milliseconds from the beginning. */
  chapters: readonly number[];
  /** Undefined: the channel cannot carry it. */
  asset?: LinearAsset;
}

/** A title that the channel can carry. */
export type CarriedTitle = LibraryTitle & { asset: LinearAsset };
