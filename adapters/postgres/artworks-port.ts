import type { ArtworkRole, ArtworkSize } from '../../domain/catalog/artwork';
import type { Doer } from './catalog-port';

/** A picture that an editor uploaded for a title. */
export interface ArtworkRecord {
  id: string;
  titleId: string;
  role: ArtworkRole;
  /** Such as `2:3`; `any` of a logo. */
  ratio: string;
  /** BCP 47; undefined when it carries no words. */
  locale?: string;
  width: number;
  height: number;
  bytes: number;
  sha256: string;
  /** Of its objects, ends with a slash. */
  prefix: string;
  mediaToken: string;
  /** Largest first. */
  sizes: ArtworkSize[];
  createdAt: Date;
}

export type NewArtwork = Omit<ArtworkRecord, 'id' | 'createdAt'> & { tenantId: string };

/** Pictures of titles: one for each role, shape and locale. */
export interface Artworks {
  /** Put a picture in its place. @returns what stands there now, and the prefix of what stood there before */
  put(artwork: NewArtwork, doer: Doer): Promise<{ record: ArtworkRecord; replaced?: string }>;
  /** The picture that was made of the same file for the same role and locale, where it still stands. */
  same(
    tenantId: string,
    titleId: string,
    file: Pick<ArtworkRecord, 'role' | 'locale' | 'sha256'>,
  ): Promise<ArtworkRecord | undefined>;
  /** Of titles of a tenant. */
  list(tenantId: string, titleIds: readonly string[]): Promise<ArtworkRecord[]>;
  /** @returns the prefix of its objects @throws {HeadendError} `request/not-found` */
  remove(tenantId: string, titleId: string, id: string, doer: Doer): Promise<string>;
}
