/** The steps of a round over the watch folders; see watch-folders.ts. Each may be repeated at any time. */
export interface SupplyChainWatchActivities {
  /** Ids of the folders that are looked into. */
  findWatchFolders(): Promise<string[]>;
  /** Look into one folder, and order what has come to rest. */
  pollWatchFolder(folderId: string): Promise<WatchLook>;
}

/** What one look into a folder came to. */
export interface WatchLook {
  files: number;
  ordered: number;
  refused: number;
}
