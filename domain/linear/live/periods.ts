import { languageName } from '../../media/language';
import { LAYOUT } from '../../packaging/package-facts';
import type { LedgerRow, LinearAsset, LinearTrack, LinearVideoTrack } from '../types';
import type { LiveChannel } from './channel';
import { audioFor, textFor, videoFor } from './tracks';

/** Segments `from` to `to` of a row, counted from its first, `to` not in it. */
export interface PeriodPart {
  row: LedgerRow;
  asset: LinearAsset;
  /** What stands before the paths of its tracks. */
  address: string;
  from: number;
  to: number;
}

/** Ids of adaptation sets, the same in every Period: pictures by key, then sound and captions by language. */
const FIRST_ID = { video: 1, audio: 20, text: 60 } as const;

/**
 * The adaptation sets of a row (ISO/IEC 23009-1). Presentation time 0 of the Period is the first sample of the row's first segment in
 * the picture, for sound and captions too, so that they stay together as they were packaged.
 */
export function adaptationSets(channel: Pick<LiveChannel, 'format'>, part: PeriodPart): string {
  const { format } = channel;
  const pictures = new Map<string, LinearVideoTrack[]>();
  const named = new Map<LinearVideoTrack, string>();
  for (const rung of format.rungs) {
    const track = videoFor(part.asset, rung, part.row);
    if (!track || named.has(track)) continue;
    named.set(track, rung.name);
    pictures.set(track.contentProtection, [...(pictures.get(track.contentProtection) ?? []), track]);
  }
  const keys = [...pictures.keys()];
  const video = keys.map((key, place) => {
    const others = keys.flatMap((_, other) => (other === place ? [] : [FIRST_ID.video + other]));
    const representations = (pictures.get(key) ?? []).map((track) =>
      representation(part, track, {
        ...{ id: named.get(track), width: track.width, height: track.height, sar: '1:1', frameRate: track.frameRate },
      }),
    );
    const children = [key, switching(others), role('main'), ...representations];
    return set({ id: FIRST_ID.video + place, contentType: 'video', mimeType: 'video/mp4' }, children);
  });
  const audio = format.audio.flatMap((language, place) => {
    const track = audioFor(part.asset, language);
    if (!track) return [];
    const more = { id: `audio-${language}`, audioSamplingRate: track.sampleRate };
    const body = [
      track.contentProtection,
      label(language),
      role(place === 0 ? 'main' : 'alternate'),
      representation(part, track, more, channelsOf(track.channels)),
    ];
    return [set({ id: FIRST_ID.audio + place, contentType: 'audio', mimeType: 'audio/mp4', lang: language }, body)];
  });
  const text = format.captions.flatMap((language, place) => {
    const track = textFor(part.asset, language);
    if (!track) return [];
    const body = [label(language), role('subtitle'), representation(part, track, { id: `text-${language}` })];
    return [set({ id: FIRST_ID.text + place, contentType: 'text', mimeType: 'text/vtt', lang: language }, body)];
  });
  return [...video, ...audio, ...text].join('\n');
}

const set = (values: Record<string, string | number>, children: readonly string[]): string =>
  element('AdaptationSet', { ...values, segmentAlignment: 'true', startWithSAP: 1 }, ...children.filter(Boolean));

const label = (language: string): string => `<Label>${escaped(languageName(language))}</Label>`;

const role = (value: string): string => element('Role', { schemeIdUri: 'urn:mpeg:dash:role:2011', value });

/** Sets under another key that a player may switch to (ISO/IEC 23009-1, 5.3.3.5). */
const switching = (others: readonly number[]): string =>
  others.length === 0
    ? ''
    : element('SupplementalProperty', {
        schemeIdUri: 'urn:mpeg:dash:adaptation-set-switching:2016',
        value: others.join(','),
      });

const channelsOf = (value: number): string =>
  element('AudioChannelConfiguration', {
    schemeIdUri: 'urn:mpeg:dash:23003:3:audio_channel_configuration:2011',
    value,
  });

function representation(
  part: PeriodPart,
  track: LinearTrack,
  values: Record<string, string | number | undefined>,
  ...children: string[]
): string {
  const text = track.contentProtection === '' && track.codec === 'wvtt';
  const codecs = text ? undefined : track.codec;
  return element(
    'Representation',
    { ...values, codecs, bandwidth: track.bandwidth },
    ...children,
    template(part, track, text),
  );
}

function template({ row, asset, address, from, to }: PeriodPart, track: LinearTrack, text: boolean): string {
  const first = row.segFrom + from;
  return element(
    'SegmentTemplate',
    {
      timescale: track.timescale,
      presentationTimeOffset: mediaTime(asset, row.segFrom, track),
      ...(text ? {} : { initialization: address + LAYOUT.init(track.folder) }),
      media: `${address}${track.folder}/$Number$.${text ? 'vtt' : 'm4s'}`,
      startNumber: first + 1,
    },
    element('SegmentTimeline', {}, ...timeline(track, first, row.segFrom + to)),
  );
}

/** Where a segment of the picture begins, in ticks of another track. */
function mediaTime({ video: [reference] }: LinearAsset, segment: number, track: LinearTrack): number {
  if (!reference) return startOf(track, segment);
  return Math.round((startOf(reference, segment) * track.timescale) / reference.timescale);
}

/** Presentation time of a segment in ticks. */
function startOf({ startTicks, ticks }: LinearTrack, segment: number): number {
  let start = startTicks;
  for (let before = 0; before < segment; before++) start += ticks[before] ?? 0;
  return start;
}

/** Equal lengths one after another are one entry. */
function timeline(track: LinearTrack, from: number, to: number): string[] {
  const entries: { d: number; r: number }[] = [];
  for (let segment = from; segment < to; segment++) {
    const d = track.ticks[segment] ?? 0;
    const last = entries.at(-1);
    if (last?.d === d) last.r++;
    else entries.push({ d, r: 0 });
  }
  const start = startOf(track, from);
  return entries.map(({ d, r }, place) => element('S', { t: place === 0 ? start : undefined, d, r: r || undefined }));
}

export const escaped = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\r\n]+/g, ' ');

/** An element; attributes that are undefined are left out. */
export const element = (
  name: string,
  values: Record<string, string | number | undefined>,
  ...children: string[]
): string => {
  const attributes = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  return children.length === 0
    ? `<${name}${attributes}/>`
    : `<${name}${attributes}>\n${children.join('\n')}\n</${name}>`;
};

/** ISO 8601 duration. @param ms milliseconds */
export const duration = (ms: number): string => `PT${Math.round(ms) / 1000}S`;
