import type { XmlElement } from './xml';

/** Something that a receiver of a feed would refuse an entry for. */
export interface FeedProblem {
  /** Where, in the words of the feed: `advisoryRatings`, `Offers/FreeOffer/Regions`. */
  at: string;
  /** One sentence for people. */
  message: string;
  /** What an editor or operator does next. */
  fix: string;
}

/** What editors do about what is missing. */
export const FIXES = {
  name: 'Give the title a name in one language at least.',
  synopsis: 'Write a synopsis in the language of the title’s name.',
  release: 'Tell the release date or year in the editor.',
  rating: 'Add an age rating of a board that the receiver knows.',
  genre: 'Add a genre that the receiver knows.',
  picture: 'Deliver a poster with the title.',
  media: 'Order the media again: the length of the title is not known.',
  parent: 'Publish the series and season that it stands under, with their numbers.',
  number: 'Give the season or episode its number.',
  price: 'Tell a retail price (term SRP with a currency) in the window.',
  rental: 'Tell in the window for how long a rental may be watched (rental_finish_by_seconds).',
  rights: 'Look at the rights of the title: its availability tells which window decides.',
  format: 'Tell the makers of Headend: the feed is written wrongly.',
} as const;
export type Fix = keyof typeof FIXES;

/** A problem whose fix is one of {@link FIXES}. */
export const problem = (at: string, message: string, fix: Fix): FeedProblem => ({ at, message, fix: FIXES[fix] });

/** How often a child stands in a sequence: once, at most once, any number, at least once (XML Schema 1.0, minOccurs, maxOccurs). */
export type Occurrence = '1' | '?' | '*' | '+';

/** A child of a sequence, and what to do when it is missing. */
export type SequenceRule = readonly [name: string, occurrence: Occurrence, fix?: Fix];

/** Children as an XML Schema sequence wants them: those that have to be there, none too often, none unknown, all in order. */
export function checkSequence({ name, children }: XmlElement, rules: readonly SequenceRule[]): FeedProblem[] {
  const place = (child: string): number => rules.findIndex(([known]) => known === child);
  const unknown = children.filter((child) => place(child.name) < 0);
  const known = children.filter((child) => place(child.name) >= 0);
  const disordered = known.find((child, index) => index > 0 && place(child.name) < place(known[index - 1]!.name));
  return [
    ...unknown.map((child) => problem(`${name}/${child.name}`, `${name} has no ${child.name}.`, 'format')),
    ...(disordered ? [problem(`${name}/${disordered.name}`, `${disordered.name} comes too late.`, 'format')] : []),
    ...rules.flatMap(([child, occurrence, fix]) => {
      const count = children.filter((each) => each.name === child).length;
      const missing = count === 0 && (occurrence === '1' || occurrence === '+');
      const tooMany = count > 1 && (occurrence === '1' || occurrence === '?');
      return [
        ...(missing ? [problem(`${name}/${child}`, `${name} needs ${child}.`, fix ?? 'format')] : []),
        ...(tooMany ? [problem(`${name}/${child}`, `${name} has ${count} ${child}, one is allowed.`, 'format')] : []),
      ];
    }),
  ];
}

/** The children of a name. */
export const childrenOf = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.filter((child) => child.name === name);

/** Attributes that have to be there. */
export const checkAttributes = ({ name, attributes }: XmlElement, wanted: readonly string[]): FeedProblem[] =>
  wanted.flatMap((each) => (attributes[each] ? [] : [problem(`${name}@${each}`, `${name} needs ${each}.`, 'format')]));

/** Is it an absolute address of the web? */
export const isWebUrl = (text: unknown): boolean =>
  typeof text === 'string' && /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text);

/** Is it an instant with a zone (ISO 8601, as RFC 3339 has it)? */
export const isInstant = (text: unknown): boolean =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
  !Number.isNaN(Date.parse(text));
