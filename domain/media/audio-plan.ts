import { HeadendError } from '../failures';
import type { AudioFileProbe } from './audio-file';
import type { AudioTrackPlan } from './encode-plan';
import { languageName, languageTag } from './language';
import type { AudioProbe } from './probe';
import type { AudioProfile } from './profile';
import type { AudioKind } from './title-parts';

/** A programme sound of the master: one stream, or several mono streams that belong together. */
interface Sound {
  sources: number[];
  language: string;
  title?: string;
  /** The best layout it can be given as. */
  layout: AudioTrackPlan['layout'];
  /** Stereo made for it by its producer; otherwise stereo is mixed down from `sources`. */
  stereo?: number[];
  /** The file it is in; the master when left out. */
  sidecar?: number;
  kind?: AudioKind;
  /** What the order calls it. */
  label?: string;
}

/** An audio file of the order: its place in it, what the order says of it, and what it holds. */
export interface AudioSidecar {
  index: number;
  language: string;
  kind?: AudioKind;
  label?: string;
  probe: AudioFileProbe;
}

/**
 * Which audio tracks a title gets.
 *
 * Every sound of the master becomes a stereo (or mono) track, surround sounds a 5.1 track beside it where the profile
 * keeps surround. Runs of mono streams in one language are put together: two make stereo, six make 5.1, eight make 5.1
 * and the stereo pair after it (channel order of SMPTE ST 2035: L R C LFE Ls Rs, Lt Rt). An audio file gives one sound, and
 * takes the place of what the master has in its language. The first main sound is the default.
 *
 * @throws {HeadendError} `master/too-many-tracks` when that makes more tracks than the profile allows
 */
export function planAudio(audio: AudioProbe[], profile: AudioProfile, files: AudioSidecar[] = []): AudioTrackPlan[] {
  const served = new Set(
    files.filter(({ kind = 'main' }) => kind === 'main').map(({ language }) => languageTag(language)),
  );
  const own = sounds(audio).filter(({ language }) => !served.has(language));
  const all = [...own, ...files.flatMap(soundOfFile)];
  const tracks = all.flatMap((sound) => tracksOf(sound, profile));
  if (tracks.length > profile.maxTracks)
    throw new HeadendError(
      'master/too-many-tracks',
      `The sounds of the order make ${tracks.length} tracks; the profile takes at most ${profile.maxTracks}.`,
    );
  const first = tracks.findIndex(({ kind = 'main' }) => kind === 'main');
  const taken = new Map<string, number>();
  return tracks.map((track, index) => {
    const count = (taken.get(track.id) ?? 0) + 1;
    taken.set(track.id, count);
    const another = count > 1 ? { id: `${track.id}-${count}`, label: `${track.label} ${count}` } : {};
    return { ...track, ...another, default: index === Math.max(0, first) };
  });
}

/** Of several sounds in one file the widest is the programme; a stereo one beside it was made for it. */
function soundOfFile({ index, language, kind, label, probe }: AudioSidecar): Sound[] {
  const found = sounds(probe.audio);
  const wide = found.find(({ layout }) => layout === '5.1');
  const sound = wide ?? found[0];
  if (!sound) return [];
  const stereo = wide && (wide.stereo ?? found.find(({ layout }) => layout === 'stereo')?.sources);
  const tag = languageTag(language);
  return [{ ...sound, title: undefined, language: tag, sidecar: index, ...optional({ kind, label, stereo }) }];
}

const optional = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

function tracksOf(sound: Sound, profile: AudioProfile): AudioTrackPlan[] {
  const track = (layout: AudioTrackPlan['layout'], sources: number[]): AudioTrackPlan => ({
    id: [sound.language.toLowerCase(), ...kindOf(sound), layout === '5.1' ? 'surround' : layout].join('-'),
    sources,
    ...optional({ sidecar: sound.sidecar, kind: sound.kind }),
    language: sound.language,
    label: label(sound, layout),
    layout,
    sampleRate: 48000,
    bitrate: bitrateOf(layout, profile),
    loudness: profile.loudness,
    default: false,
  });
  if (sound.layout !== '5.1') return [track(sound.layout, sound.sources)];
  const stereo = track('stereo', sound.stereo ?? sound.sources);
  return profile.surround ? [stereo, track('5.1', sound.sources)] : [stereo];
}

const kindOf = ({ kind }: Sound): AudioKind[] => (kind === undefined || kind === 'main' ? [] : [kind]);

const KIND_SUFFIX: Record<AudioKind, string> = {
  main: '',
  description: ' (audio description)',
  commentary: ' (commentary)',
};

const label = (sound: Sound, layout: AudioTrackPlan['layout']): string => {
  const { language, title, kind = 'main' } = sound;
  if (sound.label) return `${sound.label}${layout === '5.1' ? ' 5.1' : ''}`;
  const about = title && !/^(sound|stereo|mono|surround|5\.1|audio)\b/i.test(title) ? ` (${title})` : '';
  return `${languageName(language)}${about}${KIND_SUFFIX[kind]}${layout === '5.1' ? ' 5.1' : ''}`;
};

const bitrateOf = (layout: AudioTrackPlan['layout'], profile: AudioProfile): number =>
  layout === '5.1'
    ? profile.surroundBitrate
    : layout === 'mono'
      ? Math.round(profile.stereoBitrate / 2)
      : profile.stereoBitrate;

/** The sounds in the order of the master's streams. */
function sounds(audio: AudioProbe[]): Sound[] {
  const [first, ...rest] = audio;
  if (!first) return [];
  if (first.channels !== 1) return [single(first), ...sounds(rest)];
  const run = runOfMono(audio);
  return [...assemble(run), ...sounds(audio.slice(run.length))];
}

const single = ({ streamIndex, language, title, channels }: AudioProbe): Sound => ({
  sources: [streamIndex],
  language,
  title,
  layout: channels >= 6 ? '5.1' : 'stereo',
});

/** The mono streams at the head of the list that may belong together. */
function runOfMono(audio: AudioProbe[]): AudioProbe[] {
  const [first] = audio;
  const end = audio.findIndex(
    ({ channels, language, sampleRate }) =>
      channels !== 1 || language !== first?.language || sampleRate !== first?.sampleRate,
  );
  return end < 0 ? audio : audio.slice(0, end);
}

function assemble(run: AudioProbe[]): Sound[] {
  const [first] = run;
  if (!first) return [];
  const indexes = run.map(({ streamIndex }) => streamIndex);
  const { language, title } = first;
  if (run.length >= 8)
    return [
      { sources: indexes.slice(0, 6), stereo: indexes.slice(6, 8), language, title, layout: '5.1' },
      ...assemble(run.slice(8)),
    ];
  if (run.length >= 6)
    return [{ sources: indexes.slice(0, 6), language, title, layout: '5.1' }, ...assemble(run.slice(6))];
  if (run.length >= 2)
    return [{ sources: indexes.slice(0, 2), language, title, layout: 'stereo' }, ...assemble(run.slice(2))];
  return [{ sources: indexes, language, title, layout: 'mono' }];
}
