import { imageBandwidth, type TextFile } from './hls';
import {
  type AudioTrack,
  groupBy,
  LAYOUT,
  type PackageFacts,
  type TextTrack,
  type ThumbnailTrack,
  type VideoTrack,
} from './package-facts';
import { protectionDescriptors } from './protection';
import { bitRatesOf, frameSeconds, type TrackFacts, targetDuration, timeline } from './tracks';

/**
 * The DASH MPD of a package (ISO/IEC 23009-1; DASH-IF IOP), written from the same measured facts as the HLS playlists,
 * so that both say the same whichever tool cut the segments. Elements stand in the order of the schema.
 */
export function dashManifest(facts: PackageFacts): TextFile {
  const tracks = [...facts.video, ...facts.audio].map((track) => track.facts);
  const target = targetDuration(tracks);
  const pictures = [...groupBy(facts.video, (track) => `${family(track.facts)} ${kidOf(track.facts)}`).values()];
  const sets = [
    ...pictures.map((group) => videoSet(facts, group, target, switchable(pictures, group))),
    ...facts.audio.map((track, index) => audioSet(facts, track, index, target)),
    ...facts.text.map(textSet),
    ...(facts.thumbnails ? [imageSet(facts.thumbnails)] : []),
    ...trickSets(facts, pictures, target),
  ];
  const total = duration(frameSeconds(facts.frames, facts.frameRate));
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"${facts.protection ? NAMESPACES : ''} profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static" minBufferTime="PT${target}S" maxSegmentDuration="${maxSegment(tracks)}" mediaPresentationDuration="${total}">`,
    `<Period id="0" start="PT0S" duration="${total}">`,
    ...sets.map((set, id) => set.replace('<AdaptationSet', `<AdaptationSet id="${id}"`)),
    '</Period>',
    '</MPD>',
    '',
  ].join('\n');
  return { path: LAYOUT.dash, text };
}

const NAMESPACES = ' xmlns:cenc="urn:mpeg:cenc:2013" xmlns:mspr="urn:microsoft:playready"';

const kidOf = ({ init }: TrackFacts): string => init.protection?.kid ?? '';

/** Ids of the other sets that a player may switch to: the same codec under another key. Sets are numbered from the first. */
const switchable = (sets: readonly VideoTrack[][], own: readonly VideoTrack[]): number[] =>
  sets.flatMap((set, id) => (set !== own && set[0] && own[0] && sameFamily(set[0], own[0]) ? [id] : []));

const sameFamily = (a: VideoTrack, b: VideoTrack): boolean => family(a.facts) === family(b.facts);

/** DASH-IF IOP 7.7.1: one set per key, and a set says which others it switches with (ISO/IEC 23009-1, 5.3.3.5). */
const protection = (facts: PackageFacts, track: TrackFacts, others: number[] = []): string[] => [
  ...(facts.protection && track.init.protection
    ? protectionDescriptors(facts.protection, track.init.protection.kid).map(({ attributes, children }) =>
        element('ContentProtection', attributes, ...children.map(([name, text]) => `<${name}>${text}</${name}>`)),
      )
    : []),
  ...(others.length > 0
    ? [
        element('SupplementalProperty', {
          schemeIdUri: 'urn:mpeg:dash:adaptation-set-switching:2016',
          value: others.join(','),
        }),
      ]
    : []),
];

const duration = (value: number): string => `PT${Number(value.toFixed(6))}S`;

const maxSegment = (tracks: readonly TrackFacts[]): string =>
  duration(Math.max(...tracks.flatMap((track) => timeline(track).map((s) => s.duration / track.init.timescale))));

/** `avc1` of `avc1.64001f`: what players can switch between inside one set. */
const family = ({ init }: TrackFacts): string => init.codec.split('.')[0] ?? '';

const escaped = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`).replace(/[\r\n]+/g, ' ');

const element = (name: string, values: Record<string, string | number | undefined>, ...children: string[]): string => {
  const attributes = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  return children.length === 0
    ? `<${name}${attributes}/>`
    : `<${name}${attributes}>\n${children.join('\n')}\n</${name}>`;
};

const role = (value: string): string => element('Role', { schemeIdUri: 'urn:mpeg:dash:role:2011', value });

const label = (text: string): string => `<Label>${escaped(text)}</Label>`;

function videoSet(facts: PackageFacts, group: readonly VideoTrack[], target: number, others: number[]): string {
  const { num, den } = facts.frameRate;
  const widths = group.map(({ facts: { init } }) => init.width ?? 0);
  const heights = group.map(({ facts: { init } }) => init.height ?? 0);
  const attributes = {
    contentType: 'video',
    mimeType: 'video/mp4',
    segmentAlignment: 'true',
    startWithSAP: 1,
    maxWidth: Math.max(...widths),
    maxHeight: Math.max(...heights),
    maxFrameRate: den === 1 ? num : `${num}/${den}`,
  };
  const representations = group.map(({ name, facts: track }) =>
    element(
      'Representation',
      {
        id: `video-${name}`,
        codecs: track.init.codec,
        bandwidth: bitRatesOf(track, target).peak,
        width: track.init.width,
        height: track.init.height,
        sar: '1:1',
        frameRate: den === 1 ? num : `${num}/${den}`,
      },
      segmentTemplate(track),
    ),
  );
  const [first] = group;
  const sealed = first ? protection(facts, first.facts, others) : [];
  return element('AdaptationSet', attributes, ...sealed, role('main'), ...representations);
}

/**
 * I-frames by themselves, for players that wind: a set per codec that names the set whose pictures they are (DASH-IF IOP 3.2.9).
 */
function trickSets(facts: PackageFacts, pictures: readonly VideoTrack[][], target: number): string[] {
  return [...groupBy(facts.trick ?? [], (track) => family(track.facts)).values()].map((group) => {
    const main = pictures.findIndex((set) => set.some(({ name }) => group.some((each) => each.name === name)));
    const representations = group.map(({ name, facts: track }) => {
      const pictureCount = track.segments.reduce((sum, { fragments }) => sum + fragments.length, 0);
      const values = {
        id: `trick-${name}`,
        codecs: track.init.codec,
        bandwidth: bitRatesOf(track, target).peak,
        width: track.init.width,
        height: track.init.height,
        maxPlayoutRate: Math.max(1, Math.round(facts.frames / Math.max(1, pictureCount))),
        codingDependency: 'false',
      };
      return element('Representation', values, segmentTemplate(track));
    });
    const attributes = { contentType: 'video', mimeType: 'video/mp4', segmentAlignment: 'true', startWithSAP: 1 };
    const of = element('EssentialProperty', { schemeIdUri: 'http://dashif.org/guidelines/trickmode', value: main });
    return element('AdaptationSet', attributes, of, ...representations);
  });
}

function audioSet(facts: PackageFacts, track: AudioTrack, index: number, target: number): string {
  const main = facts.audio.some((other) => other.default) ? track.default : index === 0;
  const { init } = track.facts;
  return element(
    'AdaptationSet',
    { contentType: 'audio', mimeType: 'audio/mp4', lang: track.language, segmentAlignment: 'true', startWithSAP: 1 },
    ...protection(facts, track.facts),
    label(track.label || track.language),
    ...purpose(track, main),
    element(
      'Representation',
      {
        id: `audio-${track.id}`,
        codecs: init.codec,
        bandwidth: bitRatesOf(track.facts, target).peak,
        audioSamplingRate: init.sampleRate,
      },
      element('AudioChannelConfiguration', {
        schemeIdUri: 'urn:mpeg:dash:23003:3:audio_channel_configuration:2011',
        value: track.channels,
      }),
      segmentTemplate(track.facts),
    ),
  );
}

/** Role of ISO/IEC 23009-1 table 22; a description also says who it is for (ETSI TS 103 285, 6.1.2). */
function purpose({ kind = 'main' }: AudioTrack, main: boolean): string[] {
  if (kind === 'main') return [role(main ? 'main' : 'alternate')];
  if (kind === 'commentary') return [role('commentary')];
  const visuallyImpaired = { schemeIdUri: 'urn:tva:metadata:cs:AudioPurposeCS:2007', value: 1 };
  return [element('Accessibility', visuallyImpaired), role('description')];
}

const TEXT_ROLES = { subtitles: 'subtitle', captions: 'caption', forced: 'forced-subtitle' } as const;

const textSet = (track: TextTrack): string =>
  element(
    'AdaptationSet',
    { contentType: 'text', mimeType: 'text/vtt', lang: track.language },
    label(track.label || track.language),
    role(TEXT_ROLES[track.kind]),
    element(
      'Representation',
      { id: `text-${track.id}`, bandwidth: 256 },
      `<BaseURL>${escaped(track.wholePath)}</BaseURL>`,
    ),
  );

/** Tiled thumbnails. DASH-IF IOP 6.2.6: `value` is columns x rows, width and height are those of the whole sheet. */
function imageSet(track: ThumbnailTrack): string {
  const { columns, rows, tile, tileSeconds } = track;
  return element(
    'AdaptationSet',
    { contentType: 'image', mimeType: 'image/jpeg' },
    element('SegmentTemplate', {
      timescale: 1000,
      duration: Math.round(columns * rows * tileSeconds * 1000), // of a full sheet: players divide it by the tiles
      startNumber: 1,
      media: LAYOUT.sheet(0).replace('0', '$Number$'),
    }),
    element(
      'Representation',
      { id: 'thumbnails', bandwidth: imageBandwidth(track), width: columns * tile.width, height: rows * tile.height },
      element('EssentialProperty', {
        schemeIdUri: 'http://dashif.org/guidelines/thumbnail_tile',
        value: `${columns}x${rows}`,
      }),
    ),
  );
}

function segmentTemplate(track: TrackFacts): string {
  const folder = track.initPath.replace(/\/[^/]+$/, '');
  const entries: { t: number; d: number; r: number }[] = [];
  for (const { start, duration: d } of timeline(track)) {
    const last = entries.at(-1);
    if (last?.d === d) last.r++;
    else entries.push({ t: start, d, r: 0 });
  }
  return element(
    'SegmentTemplate',
    {
      timescale: track.init.timescale,
      initialization: track.initPath,
      media: `${folder}/$Number$.m4s`,
      startNumber: 1,
    },
    element('SegmentTimeline', {}, ...entries.map(({ t, d, r }) => element('S', { t, d, r: r || undefined }))),
  );
}
