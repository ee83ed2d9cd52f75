/** A picture as it is shown to everybody: bounded, without anything but its pixels. */
export interface ShownPicture {
  /** JPEG, or PNG where it is transparent, as logos are; sRGB. */
  bytes: Buffer;
  contentType: 'image/jpeg' | 'image/png';
  width: number;
  height: number;
  /** As it was delivered, upright, before it was bounded: by this its shape is judged. */
  delivered: { width: number; height: number };
}

/** One size of a picture. */
export interface SizedPicture {
  bytes: Buffer;
  contentType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif';
  width: number;
  height: number;
}

/** Makes pictures of partners fit to be shown. */
export interface ArtworkMaker {
  /**
   * Decode a delivered picture whole and write it anew. What does not end as pixels is not carried over: metadata, colour
   * profiles, further images, whatever follows the image.
   *
   * @param name of the picture, for messages
   * @throws {HeadendError} `artwork/unreadable`
   */
  make(delivered: Buffer, name: string): Promise<ShownPicture>;

  /** The same picture narrower, each width as WebP, as it is and as AVIF; none wider than it is. */
  sizes(shown: ShownPicture, widths: readonly number[]): Promise<SizedPicture[]>;
}
