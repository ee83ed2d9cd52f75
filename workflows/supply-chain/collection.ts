/** What the rounds of collection remove; see upload-collection.ts. */

/** How long things stay, as configured. */
export interface CollectionOrder {
  /** Bytes of an ingested upload, after its ingest was published; milliseconds. */
  graceMs: number;
  /** A complete upload that no order names; milliseconds. */
  unusedMs: number;
  /** Intermediates that no ingest uses; milliseconds. */
  workMs: number;
}

/** Uploads that were brought to an end, or whose bytes were removed. */
export interface CollectedUploads {
  /** Open ones that were found whole: a presigned PUT tells nobody that it is done. */
  found: number;
  timedOut: number;
  /** Uploads whose bytes were removed, and how many those were. */
  removed: number;
  bytes: number;
}

/** What kills and broken connections have left. */
export interface CollectedLeftovers {
  objects: number;
  /** Objects that were begun in parts and never completed. */
  unfinished: number;
}

export interface CollectedWork {
  /** Contents whose intermediates were removed. */
  contents: number;
  objects: number;
}

/** One round of collection. */
export interface Collection {
  uploads: CollectedUploads;
  leftovers: CollectedLeftovers;
  work: CollectedWork;
}

/** The steps of a round. Each may be repeated at any time; what one cannot finish the next round does. */
export interface SupplyChainCollectionActivities {
  collectUploads(order: CollectionOrder): Promise<CollectedUploads>;
  collectLeftovers(): Promise<CollectedLeftovers>;
  collectWork(order: CollectionOrder): Promise<CollectedWork>;
}
