/**
 * Seals small secrets for rest in the database: signing secrets of webhooks, a partner's storage credentials.
 *
 * What is sealed for one owner does not open for another, so a row copied to another id is worthless.
 */
export interface SecretBox {
  /** @param owner id of the row that the secret belongs to; bound into the seal */
  seal(text: string, owner: string): Uint8Array<ArrayBuffer>;
  /** @throws {HeadendError} `secrets/unreadable` when no configured key opens it, or it was sealed for another owner */
  open(sealed: Uint8Array, owner: string): string;
  /**
   * Digests that nobody without the keys can make, hex, the first key's first: what they are of cannot be guessed from them,
   * and one that was kept is found again after another key was put in front.
   */
  digests(text: string): string[];
}
