import { type ReadPlaylist, type ReadSegment, readPlaylist } from './read-playlist';

/** A media playlist as it was fetched. */
export interface PolledPlaylist {
  /** Which one; the same at every fetch. */
  name: string;
  /** Epoch milliseconds. */
  at: number;
  text: string;
}

/** A rule that a playlist broke. Rules are those of RFC 8216bis as reference/fast-ads.md, 5 numbers them, and Apple's authoring. */
export interface PollFinding {
  rule: string;
  name: string;
  at: number;
  /** One sentence. */
  message: string;
}

/** What a checker may know beside the playlists. */
export interface PollKnowledge {
  /** Whether a segment is encrypted; undefined: not known. */
  encrypted?: (uri: string) => boolean | undefined;
}

/** Instants of one segment may differ by so much, milliseconds: by rounding in one playlist, by a frame of sound between two. */
const SAME_MS = 2;
const ALIKE_MS = 50;

/** What is remembered of a playlist from fetch to fetch. */
interface Memory {
  list: ReadPlaylist;
  /** When a new segment was seen last. */
  newAt: number;
}

type Tell = (rule: string, message: string) => void;

/**
 * Checks the live playlists of a presentation as a player that keeps asking would: each fetch against the one before, and the
 * playlists of one round against each other.
 */
export function livePoller(knowledge: PollKnowledge = {}): (round: readonly PolledPlaylist[]) => PollFinding[] {
  const memories = new Map<string, Memory>();
  return (round) => {
    const findings: PollFinding[] = [];
    const lists = round.map(({ name, at, text }) => {
      const tell: Tell = (rule, message) => findings.push({ rule, name, at, message });
      const list = readPlaylist(text);
      checkAlone(list, knowledge, tell);
      const memory = memories.get(name);
      if (memory) checkSince(memory, list, at, tell);
      const grown = !memory || (list.segments.at(-1)?.msn ?? -1) > (memory.list.segments.at(-1)?.msn ?? -1);
      memories.set(name, { list, newAt: grown ? at : memory.newAt });
      return { name, at, list };
    });
    const [reference, ...others] = lists;
    for (const { name, at, list } of others)
      checkTogether(reference!.list, list, (rule, message) => findings.push({ rule, name, at, message }));
    return findings;
  };
}

function checkAlone(list: ReadPlaylist, { encrypted }: PollKnowledge, tell: Tell): void {
  const { segments, targetDuration = Number.NaN } = list;
  if (!list.header || !Number.isInteger(targetDuration)) tell('4.4.3.1', 'It has no header or no target duration.');
  if (list.type !== undefined || list.ended) tell('6.2.2-M12', 'A live playlist has a type or an end.');
  if (list.discontinuitySequence === undefined) tell('8.17', 'It has no discontinuity sequence.');
  const total = segments.reduce((sum, { duration }) => sum + duration, 0);
  if (!(total >= 3 * targetDuration)) tell('6.2.2-M6', `It holds ${total.toFixed(3)} s, less than three targets.`);
  const needed = segments.some(({ map }) => map !== undefined)
    ? 6
    : segments.some(({ keys }) => keys.length > 0)
      ? 5
      : 3;
  if (list.version !== needed) tell('8', `It says version ${list.version} and needs ${needed}.`);
  for (const id of list.contradictory) tell('M2i', `The tags of the range ${id} contradict each other.`);
  segments.forEach((segment, place) => {
    const { msn, duration, uri, keys, gap } = segment;
    if (!(Math.round(duration) <= targetDuration))
      tell('M1', `Segment ${msn} lasts ${duration} s, the target is ${targetDuration} s.`);
    const secret = encrypted?.(uri);
    if (secret === true && keys.length === 0 && !gap) tell('6.2.3-M5', `Segment ${msn} is encrypted and has no key.`);
    if (secret === false && keys.length > 0) tell('6.2.3-M2', `Segment ${msn} is in the clear and under a key.`);
    checkNeighbour(segments[place - 1], segment, tell);
  });
}

function checkNeighbour(before: ReadSegment | undefined, segment: ReadSegment, tell: Tell): void {
  const { msn } = segment;
  if (segment.at === undefined) tell('8.4', `Nothing says when segment ${msn} airs.`);
  if (segment.discontinuity && segment.told === undefined) tell('S6', `Nothing says when what begins at ${msn} airs.`);
  if (!before) return;
  if (before.map !== segment.map && !segment.discontinuity)
    tell('M5', `Segment ${msn} has another map and no discontinuity.`);
  const worked = (before.at ?? 0) + before.duration * 1000;
  const apart = Math.abs((segment.told ?? worked) - worked);
  if (apart > (segment.discontinuity ? ALIKE_MS : SAME_MS))
    tell('M14', `Segment ${msn} airs ${Math.round(apart)} ms beside the end of the one before.`);
}

/** What was published stays: playlists lose segments at the front and gain them at the end. */
function checkSince({ list: before, newAt }: Memory, list: ReadPlaylist, at: number, tell: Tell): void {
  const target = list.targetDuration ?? 0;
  if (before.targetDuration !== list.targetDuration)
    tell('M13', `The target went from ${before.targetDuration} to ${target}.`);
  if (list.mediaSequence < before.mediaSequence)
    tell('6.2.2-M3', `The media sequence fell from ${before.mediaSequence} to ${list.mediaSequence}.`);
  if ((list.discontinuitySequence ?? 0) < (before.discontinuitySequence ?? 0))
    tell(
      '6.2.2-M11',
      `The discontinuity sequence fell from ${before.discontinuitySequence} to ${list.discontinuitySequence}.`,
    );
  const [last, lastBefore] = [list.segments.at(-1)?.msn ?? 0, before.segments.at(-1)?.msn ?? 0];
  if (last < lastBefore) tell('6.2.1-M10', `Segment ${lastBefore} was taken back.`);
  if (last <= lastBefore && at - newAt > 1.5 * target * 1000) tell('6.2.1-M22', `No new segment for ${at - newAt} ms.`);
  const known = new Map(before.segments.map((segment) => [segment.msn, segment]));
  for (const segment of list.segments) {
    const was = known.get(segment.msn);
    if (was) checkSame(was, segment, segment === list.segments[0], tell);
  }
  checkRanges(before, list, tell);
}

function checkSame(was: ReadSegment, is: ReadSegment, first: boolean, tell: Tell): void {
  const { msn } = is;
  if (was.uri !== is.uri || was.duration !== is.duration || was.map !== is.map || was.gap !== is.gap)
    tell('6.2.1-M10', `Segment ${msn} was ${was.uri} and is ${is.uri}.`);
  if (was.keys.join() !== is.keys.join()) tell('6.2.3-M5', `Segment ${msn} has other keys than before.`);
  if (was.dsn !== is.dsn) tell('6.2.2-M10', `Segment ${msn} went from discontinuity ${was.dsn} to ${is.dsn}.`);
  if (was.discontinuity !== is.discontinuity && !first) tell('6.2.1-M10', `The discontinuity at ${msn} came or went.`);
  if (Math.abs((was.at ?? 0) - (is.at ?? 0)) > SAME_MS)
    tell('M14', `Segment ${msn} airs at another instant than before.`);
}

const endOf = (range: Record<string, string>): number | undefined => {
  const start = Date.parse(range['START-DATE'] ?? '');
  if (range['END-DATE']) return Date.parse(range['END-DATE']);
  const length = range.DURATION ?? range['PLANNED-DURATION'];
  return length === undefined ? undefined : start + Number(length) * 1000;
};

/** RFC 8216bis 6.2.1: a range stays until all of it has left the list, and never says otherwise than before. */
function checkRanges(before: ReadPlaylist, list: ReadPlaylist, tell: Tell): void {
  const [first, last] = [list.segments[0], list.segments.at(-1)];
  const front = first?.at ?? 0;
  const back = (last?.at ?? 0) + (last?.duration ?? 0) * 1000;
  for (const [id, was] of before.ranges) {
    const is = list.ranges.get(id);
    const begun = Date.parse(was['START-DATE'] ?? '') < back;
    const lasts = (endOf(was) ?? Number.POSITIVE_INFINITY) > front + SAME_MS;
    if (!is && begun && lasts) tell('M17', `The range ${id} went while a part of it is in the list.`);
    const altered = is && Object.keys(was).some((name) => is[name] !== undefined && is[name] !== was[name]);
    if (altered) tell('M18', `The range ${id} says otherwise than before.`);
  }
}

/** Playlists of one presentation agree wherever they speak of the same segment. */
function checkTogether(one: ReadPlaylist, other: ReadPlaylist, tell: Tell): void {
  if (one.targetDuration !== other.targetDuration)
    tell('M2d', 'It has another target duration than the first playlist.');
  const known = new Map(one.segments.map((segment) => [segment.msn, segment]));
  const shared = other.segments.filter(({ msn }) => known.has(msn));
  if (shared.length === 0) tell('8.22', 'It shares no media sequence number with the first playlist.');
  for (const segment of shared) {
    const its = known.get(segment.msn)!;
    if (its.dsn !== segment.dsn)
      tell('M2c', `Segment ${segment.msn} has discontinuity ${segment.dsn}, not ${its.dsn}.`);
    if (Math.abs((its.at ?? 0) - (segment.at ?? 0)) > ALIKE_MS)
      tell('M2h', `Segment ${segment.msn} airs at another instant than in the first playlist.`);
  }
  const same = one.mediaSequence === other.mediaSequence && one.segments.length === other.segments.length;
  const idsOf = (list: ReadPlaylist): string => JSON.stringify([...list.ranges].sort());
  if (same && one.ranges.size > 0 && other.ranges.size > 0 && idsOf(one) !== idsOf(other))
    tell('M2i', 'It has other date ranges than the first playlist.');
}
