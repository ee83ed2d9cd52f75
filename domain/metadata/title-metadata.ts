/** What a title says of itself in one language. */
export interface LocalMetadata {
  title?: string;
  sort_title?: string;
  tagline?: string;
  /** For lists; at most 250 characters. */
  short_description?: string;
  description?: string;
}

export interface Person {
  name: string;
  role: string;
  /** Whom an actor plays. */
  character?: string;
}

export interface Rating {
  /** Who rates, such as `FSK` or `MPA`. */
  system: string;
  value: string;
  /** ISO 3166-1 country it holds in. */
  region?: string;
}

/** A picture of the order, by the name of its file. */
export interface ArtworkReference {
  file_name: string;
  /** What it shows, such as `poster`, `backdrop`, `logo`. */
  kind: string;
  language?: string;
}

/** Descriptive metadata of a title, as partners deliver it and as it is kept. Every field may be missing. */
export interface TitleMetadata {
  /** By BCP 47 language tag. */
  locales: Record<string, LocalMetadata>;
  kind?: 'movie' | 'episode' | 'short' | 'trailer' | 'clip' | 'other';
  original_title?: string;
  original_language?: string;
  year?: number;
  /** `YYYY-MM-DD`. */
  release_date?: string;
  /** ISO 3166-1 alpha-2. */
  countries?: string[];
  genres?: string[];
  keywords?: string[];
  people?: Person[];
  ratings?: Rating[];
  copyright?: string;
  series?: { title: string; season?: number; episode?: number };
  /** Ids in other registers, such as `eidr` or `imdb`. */
  ids?: Record<string, string>;
  artwork?: ArtworkReference[];
}

/** Largest metadata document that is read, bytes. */
export const MOST_METADATA_BYTES = 1024 * 1024;
