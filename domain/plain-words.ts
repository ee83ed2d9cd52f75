/** Controls, line and paragraph separators, and marks that turn the direction of what follows. */
const UNSHOWN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f]+/gu;
/** Invisible, and no part of any address: words joined by it are read as before and linked no more. */
const JOINER = '\u2060';
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '`': '\u02cb' };

/**
 * Foreign text as Markdown that shows just these words: no link, image, HTML, heading, list, table or code can come of it,
 * whatever stands around it. It is one line; backticks become the letter that looks like one, so that a code span around it
 * stays closed. Bare addresses are not linked either: GitHub's Markdown finds them after escapes are gone.
 *
 * @see CommonMark 0.31 2.4 (backslash escapes), 2.5 (entities); GFM 6.9 (autolinks)
 */
export const plainWords = (text: string): string =>
  text
    .replace(UNSHOWN, ' ')
    .trim()
    .replace(/[\\*_[\]#|~!{}$^]/g, '\\$&')
    .replace(/[&<>`]/g, (found) => ENTITIES[found] ?? '')
    .replace(/:(?=\/\/)|@|(?<=\S)\.(?=\S)|(?:mailto|xmpp|javascript|data):/giu, `$&${JOINER}`)
    .replace(/^([-+=:]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}${JOINER}` : `\\${start}`));
