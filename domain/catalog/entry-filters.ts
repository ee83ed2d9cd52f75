/** What narrows a list or a search of entries. */
export interface EntryFilters {
  /** movie, series, season, episode, extra, collection */
  kinds?: readonly string[];
  /** Key of a genre. */
  genre?: string;
  /** Years of the first release, both included. */
  fromYear?: number;
  toYear?: number;
  /** Of the sound, BCP 47. */
  language?: string;
  /** Children of this entry. */
  parentId?: string;
  /** Members of this collection. */
  collectionId?: string;
}
