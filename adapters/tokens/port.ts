import type { MediaBinding } from '../../domain/delivery/path-token';
import type { LicenceClaims } from '../../domain/drm/licence-claims';

/** A key that signs what playback hands out. */
export interface SigningKey {
  /** Named in every token, so that a ring of keys can rotate. */
  id: string;
  algorithm: 'HS256' | 'ES256';
  /** The secret of HS256 (at least 32 bytes), or the private key of ES256 as PKCS#8 DER. */
  secret: Buffer;
}

/** What a licence token turned out to be. Its time is not judged here. */
export type ReadToken = { good: true; claims: LicenceClaims } | { good: false; why: string };

/** Tokens that prove to a licence service what a player may have (DASH-IF licence request model, proof of authorisation). */
export interface LicenceTokens {
  /** Sign with the newest key of the ring. */
  issue(claims: Omit<LicenceClaims, 'iss' | 'aud'>): string;
  /** Check length, form, algorithm, signature, issuer and audience. Never throws on foreign text. */
  read(token: string): ReadToken;
  /** Proof that its bearer was given the session: who knows no more than its id cannot make it. Nothing of it is stored. */
  sessionToken(sessionId: string): string;
  /** Was the text made by {@link sessionToken}, with any key of the ring? Takes as long whatever the text is. */
  isSessionToken(sessionId: string, text: string): boolean;
}

/** What a path token turned out to be. `elsewhere`: it is bound to a country or network, and this viewer is not there. */
export type ReadPathToken = { state: 'good'; mediaToken: string } | { state: 'expired' | 'foreign' | 'elsewhere' };

/** Tokens in media addresses: relative addresses in playlists carry them along, and no cache keeps them. */
export interface MediaPathTokens {
  /** @param expiresAt epoch milliseconds */
  issue(mediaToken: string, expiresAt: number, binding: MediaBinding): string;
  /** @param now epoch milliseconds */
  read(text: string, viewer: MediaBinding, now: number): ReadPathToken;
}

/** What a Common Access Token turned out to be. */
export type ReadCommonAccessToken =
  | { state: 'expired' | 'foreign' | 'elsewhere' }
  | {
      state: 'good';
      /** Makes the token that takes its place; undefined while it is not due, and once it was renewed for long enough. */
      renewed?: () => Promise<string>;
    };

/** Common Access Tokens (CTA-5007) in media addresses, for CDNs that check them by themselves. */
export interface CommonAccessTokens {
  /**
   * @param now epoch milliseconds
   * @param lifeMs it is good so long, milliseconds
   */
  issue(mediaToken: string, now: number, lifeMs: number, binding: MediaBinding): Promise<string>;
  /** @param mediaToken the version that is asked for with it */
  read(token: string, mediaToken: string, viewer: MediaBinding, now: number): Promise<ReadCommonAccessToken>;
}
