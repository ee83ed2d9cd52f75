import { PROFILE_HEIGHT, type RightsWindow, type SoldLanguage } from './types';

/** What a window that is about to open waits for. `error`: viewers would get nothing, `warning`: less than was sold. */
export interface Missing {
  code:
    | 'title-missing'
    | 'not-published'
    | 'no-version'
    | 'locale-incomplete'
    | 'audio-missing'
    | 'captions-missing'
    | 'quality-below'
    | 'artwork-missing';
  severity: 'error' | 'warning';
  /** One sentence for people. */
  message: string;
}

/** What there is of a title. */
export interface ReadinessFacts {
  /** The catalogue entry is published now. */
  published: boolean;
  /** The next change of that which is scheduled, epoch milliseconds. */
  schedules: readonly { action: 'publish' | 'unpublish'; at: number }[];
  /** Its entry appears by itself with its first version. */
  publishesItself: boolean;
  hasVersion: boolean;
  /** Of the current version. */
  renditions: readonly { kind: 'video' | 'audio' | 'text'; language?: string; width?: number; height?: number }[];
  artworkRoles: readonly string[];
  /** Required locales that lack a title or a short synopsis. */
  incompleteLocales: readonly string[];
}

/**
 * What is missing for a window to open as it was sold?
 *
 * @param facts undefined while the title itself is not there
 * @param opensAt epoch milliseconds
 */
export function missingOf(
  window: Pick<RightsWindow, 'licenceType' | 'languages' | 'formatProfile'>,
  facts: ReadinessFacts | undefined,
  opensAt: number,
): Missing[] {
  if (!facts) return [error('title-missing', 'No title of this name is there.')];
  const entry = [
    ...(publishedAt(facts, opensAt)
      ? []
      : [error('not-published', 'The entry is not published, and not scheduled to be when the window opens.')]),
    ...facts.incompleteLocales.map((locale) =>
      warning('locale-incomplete', `The entry lacks its title or short synopsis in ${locale}.`),
    ),
    ...(facts.artworkRoles.length === 0 ? [warning('artwork-missing', 'The entry has no artwork.')] : []),
  ];
  // A pre-order is taken before the release; nothing plays under it.
  if (window.licenceType === 'POEST') return entry;
  if (!facts.hasVersion) return [error('no-version', 'The title has no published version.'), ...entry];
  return [...entry, ...mediaGaps(window, facts)].sort(errorsFirst);
}

/** Will the entry be published at an instant, as far as is known? */
function publishedAt({ published, schedules, publishesItself, hasVersion }: ReadinessFacts, at: number): boolean {
  const last = schedules.filter((each) => each.at <= at).reduce((a, b) => (b.at >= a.at ? b : a), NEVER);
  return last === NEVER ? published || (publishesItself && !hasVersion) : last.action === 'publish';
}
const NEVER: ReadinessFacts['schedules'][number] = { action: 'unpublish', at: Number.NEGATIVE_INFINITY };

function mediaGaps(
  { languages, formatProfile }: Pick<RightsWindow, 'languages' | 'formatProfile'>,
  { renditions }: ReadinessFacts,
): Missing[] {
  const spoken = renditions.filter(({ kind }) => kind === 'audio');
  const written = renditions.filter(({ kind }) => kind === 'text');
  const lacks = (among: typeof renditions, { language }: SoldLanguage) =>
    !among.some((each) => each.language && alike(each.language, language));
  const gaps = languages.flatMap((sold) => {
    const asAny = sold.asset === undefined && !lacks(written, sold);
    const audio = sold.asset !== 'subtitle' && !asAny && lacks(spoken, sold);
    const captions = (sold.asset === 'subtitle' || sold.asset === 'subdub') && lacks(written, sold);
    return [
      ...(audio ? [warning('audio-missing', `${sold.language} is sold, and there is no sound in it.`)] : []),
      ...(captions ? [warning('captions-missing', `${sold.language} is sold, and there are no captions in it.`)] : []),
    ];
  });
  if (!formatProfile || formatProfile === 'SD' || reaches(renditions, formatProfile)) return gaps;
  const tallest = Math.max(0, ...renditions.map(({ height }) => height ?? 0));
  return [...gaps, warning('quality-below', `${formatProfile} is sold, and the best picture has ${tallest} lines.`)];
}

/** A picture is of a class when it is above the one below in either direction: wide films have fewer lines. */
const reaches = (renditions: ReadinessFacts['renditions'], profile: 'HD' | 'UHD'): boolean => {
  const [lines, columns] = profile === 'HD' ? [PROFILE_HEIGHT.SD, 1024] : [PROFILE_HEIGHT.HD, 1920];
  return renditions.some(({ kind, width = 0, height = 0 }) => kind === 'video' && (height > lines || width > columns));
};

/** `pt` and `pt-BR` are alike, `pt-BR` and `pt-PT` are not. */
const alike = (one: string, other: string): boolean => {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);
};

const error = (code: Missing['code'], message: string): Missing => ({ code, severity: 'error', message });
const warning = (code: Missing['code'], message: string): Missing => ({ code, severity: 'warning', message });
const errorsFirst = (a: Missing, b: Missing): number => Number(b.severity === 'error') - Number(a.severity === 'error');
