/**
 * How Common Access Tokens of ours begin, as base64url: the CWT and COSE_Mac0 tags and a protected header that holds the algorithm
 * HS256 and nothing else (CTA-5007; RFC 9052, 6.2). A token under any other algorithm, or none, has another beginning.
 */
const OURS = '2D3RhEOhAQWh';

/** In a media address a Common Access Token is followed by the media token that it is for. */
export const isCommonAccessToken = (text: string): boolean => text.startsWith('2D3R');

/** What a Common Access Token of ours looks like: nothing of it that is parsed is long, or written in two ways. */
export const mayBeOurs = (token: string): boolean =>
  token.startsWith(OURS) &&
  token.length <= 1024 &&
  /^[A-Za-z0-9_-]+$/.test(token) &&
  Buffer.from(token, 'base64url').toString('base64url') === token;

/** The path of a version's media as tokens name it: `/{media token}/`. */
export const pathOfVersion = (mediaToken: string): string => `/${mediaToken}/`;
