import { BREAK_IN_AHEAD_MS, segmentsOf } from '../seal';
import type { LedgerRow } from '../types';
import { type AirWindow, lastPublished, windowMs } from './air';
import { breaksIn, type Run, signalOf, spliceOf } from './breaks';
import type { AddressOf, LiveChannel, LiveVariant } from './channel';
import { instantText } from './m3u8';
import { adaptationSets, duration, element, escaped } from './periods';
import { rowCache, rowsToKeep } from './row-cache';

/** Where players ask for the time. */
export const TIME_PATH = '/live/time';

/**
 * Target durations that the MPD tells ahead of the edge: until the next segment, the next update after it, and until players have it.
 * Never what a break-in may still change, milliseconds.
 */
const AHEAD = 3;
const MOST_AHEAD_MS = BREAK_IN_AHEAD_MS - 2_000;
/** Players stay so many target durations behind the edge. */
const DELAY = 3;

/** What an MPD is to hold. */
export interface MpdRequest {
  channel: LiveChannel;
  variant: LiveVariant;
  window: AirWindow;
  /** Window of a start-over, milliseconds; the channel's own when left out. */
  depthMs?: number;
  /** Appended to the address of the next update. */
  query?: string;
}

/**
 * Writes live MPDs (ISO/IEC 23009-1; DASH-IF timing model): a Period for each row, begun where it airs and never moved, with its
 * segments in a timeline of its own. Only the last one grows. The next segments are told ahead of time, since players ask only
 * every target duration.
 *
 * @param addressOf keeps what it knows: it is asked for every row of every MPD
 */
export function mpdWriter({ addressOf }: { addressOf: AddressOf }): (request: MpdRequest) => string {
  const known = rowCache<{ asset: unknown; address: string; sets: string }>();
  return (request) => {
    const { channel, variant, window } = request;
    const list = `${channel.id} ${variant.territory}`;
    const setsOf = (row: LedgerRow, from: number, to: number): string => {
      const asset = channel.assets.get(row.versionId);
      if (!asset || asset.video.length === 0) return '';
      const whole = from === 0 && to === segmentsOf(row);
      const kept = whole ? known.get(list, row) : undefined;
      const address = addressOf(row);
      if (kept && kept.asset === asset && kept.address === address) return kept.sets;
      const sets = adaptationSets(channel, { row, asset, address, from, to });
      if (whole) known.set(list, row, { asset, address, sets }, rowsToKeep(window.first.index, window.last.index));
      return sets;
    };
    return liveMpd(request, setsOf);
  };
}

type SetsOf = (row: LedgerRow, from: number, to: number) => string;

function liveMpd(request: MpdRequest, setsOf: SetsOf): string {
  const { channel, variant, window, query = '' } = request;
  const { targetSeconds } = channel.format;
  const { rows } = variant;
  const aheadMs = Math.min(AHEAD * targetSeconds * 1000, MOST_AHEAD_MS);
  const last = lastPublished({ rows, assets: channel.assets }, window.at + aheadMs) ?? window.last;
  const breaks = breaksIn(rows, [Math.max(0, window.first.index - 1), last.index]);
  const periods = rows.slice(window.first.index, last.index + 1).flatMap((row, place) => {
    const index = window.first.index + place;
    const from = place === 0 ? window.first.segment : 0;
    const to = index === last.index ? last.segment + 1 : segmentsOf(row);
    const sets = to > from ? setsOf(row, from, to) : '';
    if (!sets) return [];
    const events = eventStreams(channel, variant, index, breaks);
    const start = duration(row.airStart - channel.epoch);
    return [element('Period', { id: row.ordinal, start }, ...events, sets)];
  });
  const target = duration(targetSeconds * 1000);
  const attributes = {
    xmlns: 'urn:mpeg:dash:schema:mpd:2011',
    'xmlns:cenc': 'urn:mpeg:cenc:2013',
    'xmlns:mspr': 'urn:microsoft:playready',
    profiles: 'urn:mpeg:dash:profile:isoff-live:2011',
    type: 'dynamic',
    availabilityStartTime: instantText(channel.epoch),
    publishTime: instantText(window.at),
    minimumUpdatePeriod: target,
    minBufferTime: target,
    timeShiftBufferDepth: duration(request.depthMs ?? windowMs(channel.format)),
    suggestedPresentationDelay: duration(DELAY * targetSeconds * 1000),
    maxSegmentDuration: duration(targetSeconds * 1000 + 500),
  };
  const location = `<Location>${escaped(mpdPath(channel.slug, variant.territory) + query)}</Location>`;
  const clock = element('UTCTiming', { schemeIdUri: 'urn:mpeg:dash:utc:http-iso:2014', value: TIME_PATH });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('MPD', attributes, location, ...periods, clock)}\n`;
}

/** Path of the MPD of one territory, at which a player stays. */
export const mpdPath = (slug: string, territory: string): string => `/live/${slug}/${territory}/manifest.mpd`;

/** Path of a break as an MPD of its own. @param ordinal of its first row */
export const breakMpdPath = (slug: string, territory: string, ordinal: number): string =>
  `/live/${slug}/${territory}/break/${ordinal}.mpd`;

/** Events of the break that begins with a row, and of the one that ended with the row before. */
function eventStreams(channel: LiveChannel, variant: LiveVariant, index: number, breaks: readonly Run[]): string[] {
  const begun = breaks.find(({ first, plannedMs }) => first === index && plannedMs !== undefined);
  const ended = breaks.find(({ last }) => last === index - 1);
  const signals = [
    ...(ended ? [spliceEvent(channel, variant, ended, false)] : []),
    ...(begun ? [spliceEvent(channel, variant, begun, true)] : []),
  ];
  return [
    ...(signals.length > 0 ? [element('EventStream', { schemeIdUri: SCTE_35, timescale: 1000 }, ...signals)] : []),
    ...(begun && channel.signalling.interstitials ? [alternative(channel, variant, begun)] : []),
  ];
}

/** SCTE 214-1, 6.7.3: a section in Base64 inside of XML. */
const SCTE_35 = 'urn:scte:scte35:2014:xml+bin';

function spliceEvent(channel: LiveChannel, { rows }: LiveVariant, run: Run, out: boolean): string {
  const { eventId, durationMs } = spliceOf(rows, run, out);
  return element(
    'Event',
    { presentationTime: 0, duration: out ? durationMs : undefined, id: eventId * 2 + (out ? 0 : 1) },
    `<Signal xmlns="http://www.scte.org/schemas/35/2016"><Binary>${signalOf(channel, rows, run, out).base64}</Binary></Signal>`,
  );
}

/** ISO/IEC 23009-1:2025: the break as a presentation of its own, which takes the place of this one for the planned length. */
function alternative({ slug }: LiveChannel, { rows, territory }: LiveVariant, run: Run): string {
  const length = run.plannedMs ?? run.endAt - run.startAt;
  const ordinal = rows[run.first]?.ordinal ?? 0;
  return element(
    'EventStream',
    { schemeIdUri: 'urn:mpeg:dash:event:alternativeMPD:replace:2025', timescale: 1000 },
    element(
      'Event',
      { presentationTime: 0, duration: length, id: ordinal },
      element('ReplacePresentation', {
        url: breakMpdPath(slug, territory, ordinal),
        maxDuration: length,
        returnOffset: length,
      }),
    ),
  );
}

/** A break as an MPD of its own: the house's promos and slate, for alternative MPD events. Undefined when the row begins none. */
export function breakMpd(
  channel: LiveChannel,
  { rows }: LiveVariant,
  ordinal: number,
  addressOf: AddressOf,
): string | undefined {
  const first = rows.findIndex((row) => row.ordinal === ordinal);
  const [run] = first < 0 ? [] : breaksIn(rows, [first, first]);
  if (run?.first !== first) return undefined;
  const periods = rows.slice(run.first, run.last + 1).flatMap((row) => {
    const asset = channel.assets.get(row.versionId);
    if (!asset || asset.video.length === 0) return [];
    const sets = adaptationSets(channel, { row, asset, address: addressOf(row), from: 0, to: segmentsOf(row) });
    const start = duration(row.airStart - run.startAt);
    return [element('Period', { id: row.ordinal, start, duration: duration(row.durationMs) }, sets)];
  });
  if (periods.length === 0) return undefined;
  const attributes = {
    xmlns: 'urn:mpeg:dash:schema:mpd:2011',
    'xmlns:cenc': 'urn:mpeg:cenc:2013',
    'xmlns:mspr': 'urn:microsoft:playready',
    profiles: 'urn:mpeg:dash:profile:isoff-live:2011',
    type: 'static',
    minBufferTime: duration(channel.format.targetSeconds * 1000),
    mediaPresentationDuration: duration(run.endAt - run.startAt),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('MPD', attributes, ...periods)}\n`;
}
