import { createHash } from 'node:crypto';
import { HeadendError } from '../../domain/failures';

/**
 * Entity tag of a resource that can be changed, strong: a digest of `state`, which is everything a change can touch. What
 * only the house writes, such as the last use of a key, is left out, so that it spoils nobody's change. RFC 9110, 8.8.3.
 */
export const entityTag = (state: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)}"`;

/**
 * Hold a change to the state its sender has seen. Call it on the row as the change's own transaction holds it, so that of
 * two changes at the same time one is refused.
 *
 * @param ifMatch header of the request: one tag, several, or `*`
 * @throws {HeadendError} `precondition/required` without the header, `precondition/failed` when the resource has changed
 */
export function requireMatch(ifMatch: string | undefined, current: string): void {
  if (ifMatch === undefined) {
    throw new HeadendError('precondition/required', 'The request carries no If-Match header.');
  }
  checkMatch(ifMatch, current);
}

/** {@link requireMatch} for changes that may come without the header. @throws {HeadendError} `precondition/failed` */
export function checkMatch(ifMatch: string | undefined, current: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  if (tagsOf(ifMatch).includes(current)) return;
  throw new HeadendError('precondition/failed', `The resource has changed; its entity tag is ${current} now.`);
}

/** Weak tags never match here. RFC 9110, 13.1.1. */
const tagsOf = (header: string): string[] => header.match(/(?:W\/)?"[^"]*"/g) ?? [];
