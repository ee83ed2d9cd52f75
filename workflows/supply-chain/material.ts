import type {
  AudioInspection,
  Inspection,
  MasterRef,
  MetadataReading,
  PartSource,
  Recollection,
  SidecarRef,
} from './contract';

/** What was received, and what it is. */
export interface Material {
  /** What the master came from. */
  source: PartSource;
  master: MasterRef;
  sidecars: SidecarRef[];
  inspection: Inspection;
  /** Of every audio file of the order. */
  sounds: AudioInspection[];
  metadata?: MetadataReading;
  /** Set when the master is taken over from the version before. */
  recalled?: Recollection;
  /** Object prefix of what is shown of this master before it is published, ends with `/`. */
  shownUnder: string;
}
