/** Who may watch, when and for what (ActionAccessSpecification). */
export interface GoogleAccess {
  '@type': 'ActionAccessSpecification';
  category: 'free' | 'subscription' | 'rental' | 'purchase';
  availabilityStarts: string;
  availabilityEnds: string;
  eligibleRegion: { '@type': 'Country'; name: string }[];
  requiresSubscription?: { '@type': 'MediaSubscription'; '@id': string; name: string; commonTier: boolean };
  expectsAcceptanceOf?: {
    '@type': 'Offer';
    price: number;
    priceCurrency: string;
    seller: { '@type': 'Organization'; name: string };
  };
}

/** Where to watch it, and who may (WatchAction). */
export interface GoogleAction {
  '@type': 'WatchAction';
  target: { '@type': 'EntryPoint'; urlTemplate: string; actionPlatform: string[] };
  actionAccessibilityRequirement: GoogleAccess;
}

/** A picture, and what it is (reference/data-specification/image-properties). */
export interface GoogleImage {
  '@context': 'http://schema.org';
  '@type': 'ImageObject';
  contentUrl: string;
  /** Of the words on it; has to be there when it has a title. */
  inLanguage?: string;
  additionalProperty: { '@type': 'PropertyValue'; name: 'contentAttributes'; value: string[] }[];
}

/** An entity of the catalogue (content markup). */
export interface GoogleEntity {
  '@context': readonly ['http://schema.org', { '@language': string }];
  '@type': 'Movie' | 'TVSeries' | 'TVEpisode';
  '@id': string;
  url: string;
  name?: string;
  potentialAction: GoogleAction[];
  partOfSeries?: { '@type': 'TVSeries'; '@id': string; name?: string };
  partOfSeason?: { '@type': 'TVSeason'; '@id': string; seasonNumber?: number };
  episodeNumber?: number;
  image?: GoogleImage[];
  [more: string]: unknown;
}
