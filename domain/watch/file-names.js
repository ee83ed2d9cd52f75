"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isMaster = exports.isTemporary = void 0;
exports.groupFiles = groupFiles;
exports.roleOf = roleOf;
const MASTERS = new Set(['mov', 'mp4', 'm4v', 'mkv', 'mxf', 'ts', 'm2ts', 'mts', 'mpg', 'mpeg', 'avi', 'webm']);
const TEXTS = new Set(['srt', 'vtt', 'ttml', 'dfxp', 'scc', 'stl', 'itt', 'ass']);
const SOUNDS = new Set(['wav', 'flac', 'aac', 'm4a', 'mp3', 'ac3', 'ec3', 'eac3', 'aif', 'aiff', 'mka', 'opus']);
const PICTURES = new Set(['jpg', 'jpeg', 'png', 'webp']);
const METADATA = new Set(['json', 'xml']);
const TEXT_ROLES = {
    forced: 'forced',
    captions: 'captions',
    cc: 'captions',
    sdh: 'captions',
    subtitles: 'subtitles',
};
const SOUND_KINDS = new Set(['main', 'description', 'commentary']);
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const KIND = /^[a-z][a-z0-9-]{0,39}$/;
/** Names under which programs keep what is not whole yet, and files that systems drop. */
const isTemporary = (name) => {
    const base = name.split('/').at(-1) ?? '';
    return (base === '' ||
        base.startsWith('.') ||
        base.endsWith('~') ||
        /\.(part|partial|tmp|temp|crdownload|filepart)$/i.test(base));
};
exports.isTemporary = isTemporary;
const extensionOf = (name) => /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
const bare = (name) => name.replace(/\.[^./]+$/, '');
/** Is it a master by its name? */
const isMaster = (name) => MASTERS.has(extensionOf(name));
exports.isMaster = isMaster;
/**
 * Sort files into titles. A file belongs to the master whose name, without its ending, it begins with (the longest such
 * name); where there is no master yet, one role and one language are cut from the end of its name. Temporary names are
 * left out.
 *
 * @param nameOf path of a file within the folder
 */
function groupFiles(files, nameOf) {
    const lasting = files.filter((file) => !(0, exports.isTemporary)(nameOf(file)));
    const stems = new Set(lasting.map(nameOf).filter(exports.isMaster).map(bare));
    const groups = new Map();
    for (const file of lasting) {
        const name = nameOf(file);
        const stem = (0, exports.isMaster)(name) ? bare(name) : (longestStem(name, stems) ?? looseStem(name));
        const group = groups.get(stem) ?? { stem, files: [] };
        group.files.push({ file, role: roleOf(name, stem) });
        groups.set(stem, group);
    }
    return [...groups.values()];
}
/** The longest name of a master that a name begins with, up to a dot. */
function longestStem(name, stems) {
    for (let at = name.lastIndexOf('.'); at > 0; at = name.lastIndexOf('.', at - 1)) {
        const stem = name.slice(0, at);
        if (stems.has(stem))
            return stem;
    }
    return undefined;
}
/** The name without ending, role and language: of each at most one, so that `the.end.en.srt` belongs to `the.end`. */
function looseStem(name) {
    let stem = bare(name);
    const ending = extensionOf(name);
    const isRole = TEXTS.has(ending) ? isTextRole : SOUNDS.has(ending) ? isSoundKind : undefined;
    if (!isRole)
        return stem;
    const left = new Set(['role', 'language']);
    for (;;) {
        const word = extensionOf(stem);
        const tells = isRole(word) ? 'role' : LANGUAGE.test(word) ? 'language' : '';
        if (bare(stem) === '' || !left.delete(tells))
            return stem;
        stem = bare(stem);
    }
}
const isTextRole = (word) => Object.hasOwn(TEXT_ROLES, word.toLowerCase());
const isSoundKind = (word) => SOUND_KINDS.has(word.toLowerCase());
/** What a file is, by its ending and the words between its stem and the ending. */
function roleOf(name, stem) {
    const extension = extensionOf(name);
    if (MASTERS.has(extension))
        return { role: 'master' };
    const words = bare(name).slice(stem.length).split('.').filter(Boolean);
    if (METADATA.has(extension))
        return words.length === 0 ? { role: 'metadata' } : { role: 'unknown' };
    if (PICTURES.has(extension))
        return pictureRole(words);
    if (!TEXTS.has(extension) && !SOUNDS.has(extension))
        return { role: 'unknown' };
    const known = TEXTS.has(extension) ? isTextRole : isSoundKind;
    const [about, ...more] = words.filter(known).map((word) => word.toLowerCase());
    const [language, ...others] = words.filter((word) => !known(word));
    if (!language || !LANGUAGE.test(language) || others.length > 0 || more.length > 0)
        return { role: 'unknown' };
    if (TEXTS.has(extension))
        return { role: (about && TEXT_ROLES[about]) || 'subtitles', language };
    return { role: 'audio', language, ...(about && about !== 'main' ? { kind: about } : {}) };
}
/** `film.jpg` and `film.poster.jpg` are the poster, `film.backdrop.jpg` is artwork of that kind. */
function pictureRole([kind, ...more]) {
    if (more.length > 0)
        return { role: 'unknown' };
    if (kind === undefined || kind === 'poster')
        return { role: 'poster' };
    return KIND.test(kind) ? { role: 'artwork', kind } : { role: 'unknown' };
}
