/** A text in some languages. */
export interface RokuText {
  value: string;
  /** ISO 639-1, lower case. */
  languages?: string[];
}

/** A way to play (PlayOption). */
export interface RokuPlayOption {
  license: 'free' | 'subscription' | 'rental' | 'purchase';
  quality: 'sd' | 'hd' | 'fhd' | 'uhd';
  playId: string;
  price?: number;
  currency?: string;
  availabilityStartTime?: string;
  availabilityEndTime?: string;
  availabilityInfo: { country: string[] };
}

/** An entry of the feed (Asset). */
export interface RokuAsset {
  id: string;
  type: 'movie' | 'series' | 'season' | 'episode' | 'shortForm';
  titles: RokuText[];
  shortDescriptions: RokuText[];
  longDescriptions?: RokuText[];
  releaseDate?: string;
  releaseYear?: number;
  genres: string[];
  credits?: { name: string; role: string }[];
  advisoryRatings: { source: string; value: string }[];
  images: { type: 'main'; url: string; languages?: string[] }[];
  durationInSeconds?: number;
  seasonInfo?: { seriesId?: string; seasonNumber?: number };
  episodeInfo?: { seriesId?: string; seasonNumber?: number; episodeNumber?: number };
  content?: { playOptions: RokuPlayOption[] };
}
