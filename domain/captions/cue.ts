/** One caption on the programme's timeline; time 0 is the first video frame. */
export interface Cue {
  /** On screen during `[startMs, endMs)`, whole milliseconds, `endMs` > `startMs`. */
  startMs: number;
  endMs: number;
  /**
   * WebVTT cue text in canonical form: lines joined by `\n`, none empty; `&`, `<` and `>` escaped; only balanced
   * `<b>`, `<i>`, `<u>` and `<v Speaker>` tags.
   */
  text: string;
  /** WebVTT cue settings such as `line:0 align:start`, checked. */
  settings?: string;
}

export type CaptionFormat = 'srt' | 'webvtt' | 'ttml';

/** A caption file as it was read. */
export interface CaptionFile {
  format: CaptionFormat;
  /** In file order. */
  cues: Cue[];
  /** Places that could not be read, such as `line 12`; the first few, and how many there are. */
  broken: { count: number; places: string[] };
}

/** A full-length feature has some 2,000 cues; a file with more than this is not captions. */
export const MOST_CUES = 50_000;
/** Longest text of one cue, characters with its tags: nobody reads more in the time of a cue. A longer one is broken. */
export const MOST_CUE_CHARACTERS = 2000;
/** Characters of cue text in one file; a feature has some 100,000. */
export const MOST_TEXT_CHARACTERS = 2_000_000;
/** Largest caption file that is read, bytes. */
export const MOST_CAPTION_BYTES = 10 * 1024 * 1024;
/** No programme is longer; times beyond are nonsense. */
export const LATEST_MS = 1000 * 3_600_000;

/** Collects cues and broken places while a file is read. */
export class CueList {
  readonly cues: Cue[] = [];
  readonly broken: CaptionFile['broken'] = { count: 0, places: [] };
  #characters = 0;

  /** May the text of a cue be looked at? One that is too long is noted as broken. @param text as the file has it */
  takes(text: string, place: string): boolean {
    const fits = text.length <= MOST_CUE_CHARACTERS;
    if (fits) this.#characters += text.length;
    if (fits && this.#characters <= MOST_TEXT_CHARACTERS) return true;
    this.breakAt(place);
    return false;
  }

  /** Add a cue when its times make sense and it has text; a cue without text is passed over in silence. */
  add(cue: Cue, place: string): void {
    if (!(cue.endMs > cue.startMs) || cue.startMs < 0 || cue.endMs > LATEST_MS) this.breakAt(place);
    else if (cue.text !== '') this.cues.push(cue);
  }

  breakAt(place: string): void {
    this.broken.count++;
    if (this.broken.places.length < 5) this.broken.places.push(place);
  }

  get full(): boolean {
    return this.cues.length + this.broken.count >= MOST_CUES || this.#characters > MOST_TEXT_CHARACTERS;
  }
}
