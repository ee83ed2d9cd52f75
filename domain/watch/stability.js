"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.watchedEtag = exports.watchedId = exports.isStable = void 0;
exports.lookedAt = lookedAt;
/**
 * A file as it stands after a look: one that is new or has changed is stable since now.
 *
 * @param before what was known of it
 */
function lookedAt(seen, before, now) {
    const changed = !before || before.bytes !== seen.bytes || before.etag !== seen.etag;
    return { ...seen, stableSince: changed ? now : before.stableSince, seenAt: now, changed };
}
/** Has it been the same for so long, over at least two looks? */
const isStable = ({ stableSince, seenAt }, stableSeconds) => seenAt > stableSince && seenAt.getTime() - stableSince.getTime() >= stableSeconds * 1000;
exports.isStable = isStable;
const MARK = 'watched:';
/** Stands for a file of a watch folder where an order names uploads. It tells the very content that was ordered. */
const watchedId = (etag, index) => `${MARK}${etag.replaceAll('"', '')}:${index}`;
exports.watchedId = watchedId;
/** The etag of {@link watchedId}; undefined for the id of an upload. */
const watchedEtag = (uploadId) => uploadId.startsWith(MARK) ? uploadId.slice(MARK.length).split(':')[0] : undefined;
exports.watchedEtag = watchedEtag;
