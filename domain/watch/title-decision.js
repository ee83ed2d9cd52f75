"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.WAIT_FACTOR = void 0;
exports.decideTitle = decideTitle;
exports.wantedParts = wantedParts;
const title_parts_1 = require("../media/title-parts");
const stability_1 = require("./stability");
/** What the folder refuses by name and size. It is judged anew at each look, and goes away with its cause. */
const NAMING = ['watch/unknown-role', 'watch/ambiguous', 'watch/empty-file', 'watch/name-too-long'];
/** Longest `external_id`, UTF-16 units. */
const LONGEST_STEM = 200;
/**
 * Files at rest wait so many times the folder's stable seconds for others of their name that still change. Then the title
 * goes on without those, which follow as an update once they rest.
 */
exports.WAIT_FACTOR = 10;
/**
 * Decide about the files of one title after a look. Refused files are as if they were not there.
 *
 * @param stableSeconds how long a file must have been the same to count as at rest
 */
function decideTitle({ stem, files }, stableSeconds) {
    const open = files.filter(({ file }) => file.status !== 'refused' || isNaming(file));
    const resting = open.filter(({ file }) => (0, stability_1.isStable)(file, stableSeconds));
    const refused = refusalsOf(stem, resting);
    const parts = resting.filter((part) => part.role.role !== 'unknown' && !refused.has(part.file));
    const fresh = parts.filter(({ file }) => !isTaken(file)).map(({ file }) => file);
    const restless = open.some(({ file, role }) => role.role !== 'unknown' && !(0, stability_1.isStable)(file, stableSeconds));
    const waits = restless && !fresh.some((file) => (0, stability_1.isStable)(file, stableSeconds * (1 + exports.WAIT_FACTOR)));
    return {
        stem,
        refusals: [...refused.values()].filter(({ file, code }) => file.problem?.code !== code),
        reopened: fresh.filter(({ status }) => status === 'refused'),
        parts: fresh.length > 0 && !waits ? parts : undefined,
    };
}
/**
 * The files that an order has to name: all of them for a title that is not published, else those that its version was not
 * made of. Undefined when there is nothing to order, as for sidecars that wait for their master.
 *
 * @param isPublished is the file, as it lies there, part of something published?
 */
function wantedParts(parts, { update, isPublished }) {
    const wanted = update ? parts.filter(({ file }) => !isPublished(file)) : [...parts];
    const complete = update || wanted.some(({ role }) => role.role === 'master');
    return complete && wanted.length > 0 ? wanted : undefined;
}
const isNaming = ({ problem }) => NAMING.some((code) => code === problem?.code);
const isTaken = ({ status }) => status === 'ordered' || status === 'sidecar';
function refusalsOf(stem, files) {
    const refused = new Map();
    const refuse = (file, code, detail) => refused.set(file, { file, code, detail });
    const fit = [];
    for (const { file, role } of files) {
        if (role.role === 'unknown')
            refuse(file, 'watch/unknown-role', 'The name does not tell role and language.');
        else if (stem.length > LONGEST_STEM)
            refuse(file, 'watch/name-too-long', `The external_id would have ${stem.length} characters.`);
        else if (file.bytes === 0)
            refuse(file, 'watch/empty-file', 'The file has no bytes.');
        else
            fit.push({ file, role });
    }
    for (const like of likes(fit)) {
        // What was taken before stays what it is; of several new ones, nobody can say which is meant.
        for (const { file, role } of like.length > 1 ? like.filter((part) => !isTaken(part.file)) : [])
            refuse(file, 'watch/ambiguous', `${namesOf(like)} are each the ${wordsOf(role)} of ${stem}.`);
    }
    return refused;
}
/** Files that stand for the same part of a title. */
function likes(parts) {
    const byPart = new Map();
    for (const part of parts) {
        const key = part.role.role === 'master' ? 'master' : (0, title_parts_1.partKey)(part.role);
        byPart.set(key, [...(byPart.get(key) ?? []), part]);
    }
    return [...byPart.values()];
}
const namesOf = (like) => like
    .map(({ file }) => file.objectKey.split('/').at(-1))
    .sort()
    .join(' and ');
const wordsOf = (role) => (role.role === 'master' ? 'master' : (0, title_parts_1.describePart)(role));
