import type { AudioProbe, VideoProbe } from './probe';

/** One line of ffmpeg's log. */
export interface LogLine {
  /** Who speaks, outermost first, without addresses: `vist#0:0/h264`, `dec:h264`. */
  from: string[];
  level: 'panic' | 'fatal' | 'error' | 'warning' | 'info';
  text: string;
}

/** What of one track could not be decoded whole within one second of the programme. */
export interface DecodeDamage {
  /** `video`, or `audio:N` by position among the audio tracks. */
  track: string;
  /** Whole seconds from the first picture. */
  second: number;
  /** Damaged or lost pictures; for sound, lost packets. */
  count: number;
}

/**
 * Decoders that report broken blocks without marking the picture they belong to. Others mark it, and what else they say at
 * the level of errors is often harmless.
 */
const UNMARKED: ReadonlySet<string> = new Set(['hevc']);

/** Reads what ffmpeg says of the streams it decodes: damage, and changes of their format. Pure: lines in, facts out. */
export class DecodeLog {
  /** What a track changed to last, in ffmpeg's words; undefined while nothing changed. */
  change: { media: 'video' | 'audio'; to: string } | undefined;
  readonly #damage = new Map<string, { track: string; second: number; marked: number; unmarked: number }>();

  constructor(
    private readonly video: Pick<VideoProbe, 'streamIndex' | 'codec'>,
    private readonly audio: Pick<AudioProbe, 'streamIndex'>[] = [],
  ) {}

  /** Take one line. @param second of the programme that the decode has come to */
  read({ from, level, text }: LogLine, second = 0): void {
    const changed =
      /^Reconfiguring filter graph because (video|audio) parameters changed to (.*?)(, unspecified alpha)?$/.exec(text);
    if (changed) this.change = { media: changed[1] as 'video' | 'audio', to: changed[2] ?? '' };
    // One line per picture or packet, whatever the decoder had to say before.
    else if (/^(corrupt decoded frame|Error submitting packet to decoder)/.test(text)) {
      const track = this.#trackOf(from);
      if (track) this.#at(track, second).marked++;
    } else if (level === 'error' && UNMARKED.has(this.video.codec) && from.at(-1) === this.video.codec)
      this.#at('video', second).unmarked++;
  }

  /** Everything found so far, in the order it was found. */
  damage(): DecodeDamage[] {
    return [...this.#damage.values()].map(({ track, second, marked, unmarked }) => ({
      track,
      second,
      count: marked || unmarked,
    }));
  }

  #at(track: string, second: number) {
    const key = `${track} ${second}`;
    const found = this.#damage.get(key) ?? { track, second, marked: 0, unmarked: 0 };
    this.#damage.set(key, found);
    return found;
  }

  /** `vist#0:2/h264` is stream 2 of input 0. */
  #trackOf(from: string[]): string | undefined {
    const stream = from.map((name) => /^[va]ist#0:(\d+)\//.exec(name)?.[1]).find(Boolean);
    if (stream === undefined) return undefined;
    if (Number(stream) === this.video.streamIndex) return 'video';
    const track = this.audio.findIndex(({ streamIndex }) => streamIndex === Number(stream));
    return track < 0 ? undefined : `audio:${track}`;
  }
}
