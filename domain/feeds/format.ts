import type { FeedProblem } from './check';
import type { FeedOffer } from './offers';
import type { FeedPicture, FeedRequest, FeedTitle } from './title';

/** A title that may be told of, with all that an entry about it says. */
export interface FeedItem {
  title: FeedTitle;
  /** Never empty. Of a series or season: of what is listed under it. */
  offers: readonly FeedOffer[];
  /** Of the title, or else of the first thing listed under it. */
  pictures: readonly FeedPicture[];
  /** The published series and season that it stands under. */
  series?: FeedTitle;
  season?: FeedTitle;
}

/** A kind of feed: how a title becomes an entry of it, what its receiver would refuse, and the text around. */
export interface FeedFormat<Entry = unknown> {
  /** Of the feed's address: `/feeds/{name}.{extension}`. */
  name: string;
  extension: 'xml' | 'json';
  mediaType: string;
  /** Where the receiver's specification is. */
  spec: string;
  /** Family of devices that it is for, where nobody says another one. */
  device?: string;
  /** Entries cannot say what holds where: one place at a time. */
  oneTerritory?: boolean;
  /** How many days before they open titles are told where nobody says otherwise; 0 where receivers may not heed the start. */
  aheadDays: number;
  /** Ids that the receiver gave, without which the feed means nothing to it. */
  needs?: readonly ('teamId' | 'catalogId' | 'serviceId')[];
  /** A series or season has an entry of its own; nothing stands under one that is not listed. */
  containers: boolean;
  /** Sold and rented titles have to tell their price. */
  priced: boolean;
  /** Undefined: the feed has no entries for titles of this kind. */
  entry(item: FeedItem, request: FeedRequest): Entry | undefined;
  /** Why the receiver would refuse the entry; empty when it would not. */
  check(entry: Entry): FeedProblem[];
  write(entry: Entry): string;
  /** Text before the first entry, between two, and after the last one. */
  head(request: FeedRequest): string;
  separator: string;
  foot: string;
}

/** Keeps the type of the entries within the format. */
export const feedFormat = <Entry>(format: FeedFormat<Entry>): FeedFormat => format as unknown as FeedFormat;
