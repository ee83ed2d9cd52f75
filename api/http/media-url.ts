/**
 * Public path of an object under a token's prefix: `/media/{token}/{rest of the key}`.
 *
 * @returns null when the key is not under the prefix
 */
export const mediaPath = (token: string, prefix: string, key: string | undefined): string | null =>
  key?.startsWith(prefix)
    ? `/media/${token}/${key.slice(prefix.length).split('/').map(encodeURIComponent).join('/')}`
    : null;
