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
  /** Undefined: nobody has read it yet, or it cannot be carried. */
  asset?: LinearAsset;
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
