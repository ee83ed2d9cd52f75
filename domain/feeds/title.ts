import type { CatalogDocument, TitleKind } from '../catalog/document';
import type { LicenceType, RightsFacts } from '../rights/types';

/** A picture of a title, for everybody to fetch. */
export interface FeedPicture {
  /** `poster`, or what it shows, such as `background` or `logo`. */
  kind: string;
  /** Absolute. */
  url: string;
  /** BCP 47 of the words on it. */
  language?: string;
  /** Pixels, where known. */
  width?: number;
  height?: number;
}

/** A term of a window that may be a price (MovieLabs Avails 2.7, Term). */
export interface FeedTerm {
  name: string;
  value: string;
  currency?: string;
}

/** What plays of a title. */
export interface FeedMedia {
  durationMs: number;
  /** Of the best picture, pixels. */
  height?: number;
  /** BCP 47. */
  audio: string[];
  captions: string[];
}

/** All that a feed may tell of a title, with what stands under it. */
export interface FeedTitle {
  id: string;
  externalId: string;
  kind: TitleKind;
  /** Number of a season or episode. */
  position?: number;
  /** What viewers see of it. */
  document: CatalogDocument;
  media?: FeedMedia;
  pictures: FeedPicture[];
  /** Of the last change of anything about it. */
  updatedAt: Date;
  publishedAt?: Date;
  rights: RightsFacts;
  /** Terms of its windows, by their ids. */
  terms: ReadonlyMap<string, readonly FeedTerm[]>;
  children: FeedTitle[];
}

/** What whoever fetches a feed asks for: who may be told of which titles, and in whose words. */
export interface FeedRequest {
  /** ISO 3166-1 alpha-2. */
  territories: readonly string[];
  /** A title without any window is offered under the first of them that has no price. */
  licenceTypes: readonly LicenceType[];
  /** Family of the devices that the feed is for, as windows name them. */
  device?: string;
  /** BCP 47: language of feeds that have one, and the default of those that have many. */
  locale: string;
  /** Who provides the catalogue, as the receiver knows them. */
  provider: string;
  /** Ids that Apple gave (UMC: team, catalogue, service). */
  teamId: string;
  catalogId: string;
  serviceId: string;
  /** Origin of viewer pages and pictures, without a slash at its end. */
  publicUrl: string;
  /** The instant that is asked about, epoch milliseconds. */
  at: number;
  /** How long before it opens a title is told, milliseconds; 0: once it is open. */
  aheadMs: number;
  /** When what feeds are made of changed last, epoch milliseconds: what feeds tell as their own date. */
  changedAt: number;
}

/** Where a viewer watches the title. */
export const watchUrl = ({ publicUrl }: Pick<FeedRequest, 'publicUrl'>, { id }: Pick<FeedTitle, 'id'>): string =>
  `${publicUrl}/watch/${encodeURIComponent(id)}`;

/** Does it hold others and never play itself? */
export const isContainer = ({ kind }: Pick<FeedTitle, 'kind'>): boolean => kind === 'series' || kind === 'season';
