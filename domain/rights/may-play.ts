import { covers, mayCover } from './territory';
import {
  type Asker,
  type Grant,
  type LicenceType,
  PROFILE_HEIGHT,
  RIGHTS_REFUSALS,
  type RightsFacts,
  type RightsRefusal,
  type RightsWindow,
  type Verdict,
} from './types';

/**
 * May this asker play this title at this instant? The one gate: playback sessions, licences, catalogue, search, feeds and
 * channels ask it, or its SQL form (adapters/postgres/visible.ts), which a property test holds equal to it.
 *
 * A window that sells to keep (EST) ends the sale: who owns the title plays on after its end. Every other window ends
 * playback with it.
 *
 * @param instant epoch milliseconds
 */
export function mayPlay(facts: RightsFacts, asker: Asker, instant: number): Verdict {
  const verdict = verdictAt(facts, asker, instant, 'play');
  return { ...verdict, nextChangeAt: nextChange(facts, asker, instant, 'play', verdict) };
}

/** May this title be sold or offered now? As {@link mayPlay}, but the end of an EST window counts. */
export function mayOffer(facts: RightsFacts, asker: Asker, instant: number): Verdict {
  const verdict = verdictAt(facts, asker, instant, 'offer');
  return { ...verdict, nextChangeAt: nextChange(facts, asker, instant, 'offer', verdict) };
}

/** What happens to an answer, the first one at `from`; each holds until the next one. @param to epoch milliseconds, excluded */
export function* answersBetween(facts: RightsFacts, asker: Asker, from: number, to: number) {
  for (let at: number | undefined = from; at !== undefined && at < to; ) {
    const verdict: Verdict = mayPlay(facts, asker, at);
    yield { at, verdict };
    at = verdict.nextChangeAt;
  }
}

/** When what plays now ends; undefined when nothing ends it. A change to another row that grants is no end. */
export function playsUntil(facts: RightsFacts, asker: Asker, instant: number): number | undefined {
  for (const { at, verdict } of answersBetween(facts, asker, instant, Number.POSITIVE_INFINITY))
    if (!verdict.allowed) return at;
  return undefined;
}

/** When what is offered now ends, as {@link playsUntil} has it of what plays: the end of the last window, or a bar before it. */
export function offeredUntil(facts: RightsFacts, asker: Asker, instant: number): number | undefined {
  for (let at: number | undefined = instant; at !== undefined; ) {
    const verdict: Verdict = mayOffer(facts, asker, at);
    if (!verdict.allowed) return at;
    at = verdict.nextChangeAt;
  }
  return undefined;
}

type Purpose = 'play' | 'offer';

function verdictAt(facts: RightsFacts, asker: Asker, at: number, purpose: Purpose): Verdict {
  if (!facts.published || !facts.currentVersionId) return refused('playback/not-published');
  if (facts.windows.length === 0) {
    if (facts.rightsRequired) return refused('playback/no-rights');
    return { allowed: true, versionId: facts.currentVersionId, grant: { languages: [], holdbackLanguages: [] } };
  }
  const standing = facts.windows.filter(({ withdrawn }) => !withdrawn);
  const bars = standing.filter(({ kind }) => kind !== 'grant').sort(blackoutsFirst);
  const judged = standing
    .filter((window) => window.kind === 'grant')
    .map((window) => judge(window, bars, asker, at, purpose));
  const granting = judged.flatMap(({ window, code }) => (code ? [] : [window])).sort(bestFirst);
  const [best] = granting;
  if (best) return { allowed: true, versionId: facts.currentVersionId, grant: grantOf(best) };
  const [nearest] = judged.sort(nearestFirst);
  return nearest?.code ? refused(nearest.code, nearest.decidedBy) : refused('playback/no-rights');
}

interface Judged {
  window: RightsWindow;
  /** Undefined: it grants. */
  code?: RightsRefusal;
  /** The bar, or the window itself. */
  decidedBy: RightsWindow;
}

function judge(window: RightsWindow, bars: RightsWindow[], asker: Asker, at: number, purpose: Purpose): Judged {
  const code = refusalOf(window, asker, at, purpose);
  if (code) return { window, code, decidedBy: window };
  const bar = bars.find((each) => forbids(each, window.licenceType, asker, at));
  if (!bar) return { window, decidedBy: window };
  return { window, code: bar.kind === 'blackout' ? 'playback/blackout' : 'playback/holdback', decidedBy: bar };
}

function refusalOf(window: RightsWindow, asker: Asker, at: number, purpose: Purpose): RightsRefusal | undefined {
  const place = placed(window, asker.territory);
  if (place) return place;
  if (!window.licenceType || !asker.licenceTypes.includes(window.licenceType)) return 'playback/not-licensed';
  // A pre-order is taken before the release; nothing plays under it.
  if (purpose === 'play' && window.licenceType === 'POEST') return 'playback/not-licensed';
  if (!fitsDevice(window, asker)) return 'playback/device';
  if (asker.language && !sells(window, asker.language)) return 'playback/language';
  if (window.awaitsApproval) return 'playback/not-approved';
  if (window.unresolved.includes('start')) return 'playback/window-unresolved';
  if (window.startsAt !== undefined && at < window.startsAt) return 'playback/not-yet';
  const owned = purpose === 'play' && window.licenceType === 'EST';
  if (!owned && window.endsAt !== undefined && at >= window.endsAt) return 'playback/window-closed';
  return undefined;
}

/** Everywhere needs no place; anything else does. */
function placed({ territories, excludedTerritories }: RightsWindow, place: string | undefined) {
  if (place === undefined)
    return territories.includes('ZZ') && excludedTerritories.length === 0 ? undefined : 'playback/territory-unknown';
  return covers(territories, place) && !mayCover(excludedTerritories, place) ? undefined : 'playback/territory';
}

const fitsDevice = ({ deviceFamilies }: RightsWindow, { device }: Asker): boolean =>
  deviceFamilies.length === 0 || (device?.family !== undefined && deviceFamilies.includes(device.family));

/** The primary subtag decides where either side names no more: `pt` sells `pt-BR`. */
const speaks = (sold: string, asked: string): boolean => {
  const [one, other] = [sold.toLowerCase(), asked.toLowerCase()];
  return one === other || other.startsWith(`${one}-`);
};

const sells = ({ languages, holdbackLanguages }: RightsWindow, asked: string): boolean =>
  !holdbackLanguages.some((held) => speaks(held, asked) || speaks(asked, held)) &&
  (languages.length === 0 || languages.some(({ language, asset }) => asset !== 'subtitle' && speaks(language, asked)));

/** What is not known forbids: an unknown place, an unknown device, an end that nobody has recorded. */
function forbids(bar: RightsWindow, licenceType: LicenceType | undefined, asker: Asker, at: number): boolean {
  if (bar.licenceType && bar.licenceType !== licenceType) return false;
  if (bar.awaitsApproval || bar.unresolved.includes('start')) return false;
  if (bar.deviceFamilies.length > 0 && asker.device?.family && !bar.deviceFamilies.includes(asker.device.family))
    return false;
  if (asker.territory !== undefined) {
    if (!mayCover(bar.territories, asker.territory) || covers(bar.excludedTerritories, asker.territory)) return false;
  }
  return (bar.startsAt === undefined || bar.startsAt <= at) && (bar.endsAt === undefined || at < bar.endsAt);
}

const heightOf = ({ formatProfile }: RightsWindow): number =>
  formatProfile ? PROFILE_HEIGHT[formatProfile] : Number.POSITIVE_INFINITY;
const endOf = ({ endsAt }: RightsWindow): number => endsAt ?? Number.POSITIVE_INFINITY;
const byId = (a: RightsWindow, b: RightsWindow): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
/** Infinities of one sign are equal. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

const blackoutsFirst = (a: RightsWindow, b: RightsWindow): number =>
  Number(b.kind === 'blackout') - Number(a.kind === 'blackout') || byId(a, b);

/** The best picture, then the longest time. */
const bestFirst = (a: RightsWindow, b: RightsWindow): number =>
  compare(heightOf(b), heightOf(a)) || compare(endOf(b), endOf(a)) || byId(a, b);

const rankOf = ({ code }: Judged): number => (code ? RIGHTS_REFUSALS.indexOf(code) : RIGHTS_REFUSALS.length);

/** The refusal that is nearest to a yes; of several that open later the first, of several that are over the last. */
const nearestFirst = (a: Judged, b: Judged): number =>
  rankOf(b) - rankOf(a) ||
  (a.code === 'playback/not-yet' ? compare(a.window.startsAt ?? 0, b.window.startsAt ?? 0) : 0) ||
  (a.code === 'playback/window-closed' ? compare(endOf(b.window), endOf(a.window)) : 0) ||
  byId(a.decidedBy, b.decidedBy);

const grantOf = (window: RightsWindow): Grant => ({
  window,
  licenceType: window.licenceType,
  maxHeight: window.formatProfile && PROFILE_HEIGHT[window.formatProfile],
  languages: window.languages,
  holdbackLanguages: window.holdbackLanguages,
  rental: window.rental,
});

/** What the refusals say to people. */
const REASONS: Readonly<Record<RightsRefusal, string>> = {
  'playback/not-published': 'The title has no published version.',
  'playback/no-rights': 'Nobody has been granted a right to play the title.',
  'playback/territory-unknown': 'The title is licensed for some places only, and where you are is not known.',
  'playback/territory': 'The title is not licensed where you are.',
  'playback/not-licensed': 'The title is not licensed in the way you may watch it.',
  'playback/device': 'The title is not licensed for this kind of device.',
  'playback/language': 'The title is not licensed in this language.',
  'playback/not-approved': 'The right to the title waits for a person to look at it.',
  'playback/window-unresolved': 'The right to the title begins with an event that has not been recorded.',
  'playback/window-closed': 'The title is not offered any more.',
  'playback/not-yet': 'The title is not open yet.',
  'playback/holdback': 'The title is held back for now.',
  'playback/blackout': 'The title is blacked out for now.',
};

const refused = (code: RightsRefusal, window?: RightsWindow): Verdict => ({
  allowed: false,
  code,
  reason: REASONS[code],
  window,
});

/** Every edge after the instant, the first one first. */
function edgesAfter({ windows }: RightsFacts, instant: number): number[] {
  const edges = windows
    .filter(({ withdrawn }) => !withdrawn)
    .flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])
    .filter((edge): edge is number => edge !== undefined && edge > instant);
  return [...new Set(edges)].sort((a, b) => a - b);
}

/** What of an answer counts as another one. */
const essence = (verdict: Verdict): string =>
  verdict.allowed
    ? `yes ${verdict.grant.window?.id} ${verdict.grant.window?.version} ${verdict.grant.maxHeight}`
    : `${verdict.code} ${verdict.window?.id}`;

function nextChange(facts: RightsFacts, asker: Asker, instant: number, purpose: Purpose, now: Verdict) {
  if (!facts.published || !facts.currentVersionId) return undefined;
  const before = essence(now);
  return edgesAfter(facts, instant).find((edge) => essence(verdictAt(facts, asker, edge, purpose)) !== before);
}
