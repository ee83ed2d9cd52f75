import { HeadendError } from '../../domain/failures';

/** The text of one line; undefined when it is too large, in which case nothing of it was kept. */
export interface Piece {
  line: number;
  text: string | undefined;
}

/** Cuts a document into lines while it arrives, and never holds more of it than one line. */
export interface Splitter {
  add(chunk: Buffer): Iterable<Piece>;
  /** @throws {HeadendError} `request/malformed` when the document is cut short */
  end(): Iterable<Piece>;
}

const [NEWLINE, SPACE, TAB, RETURN] = [0x0a, 0x20, 0x09, 0x0d];
const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN, CLOSE, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];
const BYTE_ORDER_MARK = '\uFEFF';

const isSpace = (byte: number): boolean => byte === SPACE || byte === NEWLINE || byte === RETURN || byte === TAB;

/** Bytes of the line that is just arriving. */
class Pending {
  #parts: Buffer[] = [];
  #bytes = 0;
  constructor(private readonly most: number) {}

  get empty(): boolean {
    return this.#bytes === 0;
  }

  add(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes > this.most) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  /** Its text, undefined when it was too large; the next line begins. */
  take(): string | undefined {
    const text = this.#bytes > this.most ? undefined : Buffer.concat(this.#parts).toString('utf8');
    this.#parts = [];
    this.#bytes = 0;
    return text;
  }
}

/** NDJSON: one value per line; empty lines count and say nothing. @param most bytes of a line */
export function lineSplitter(most: number): Splitter {
  const pending = new Pending(most);
  let line = 0;
  function* cut(): Generator<Piece> {
    line++;
    const text = pending.take();
    const bare = line === 1 && text?.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
    if (bare?.trim() !== '') yield { line, text: bare };
  }
  return {
    *add(chunk) {
      let from = 0;
      for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
        pending.add(chunk.subarray(from, at));
        yield* cut();
        from = at + 1;
      }
      pending.add(chunk.subarray(from));
    },
    *end() {
      if (!pending.empty) yield* cut();
    },
  };
}

/** A JSON array (RFC 8259): each element is a line, numbered from 1. @param most bytes of an element */
export const arraySplitter = (most: number): Splitter => new ArraySplitter(most);

const malformed = (why: string): HeadendError =>
  new HeadendError('request/malformed', `The body is no JSON array: ${why}.`);

class ArraySplitter implements Splitter {
  readonly #pending: Pending;
  #state: 'before' | 'first' | 'next' | 'element' | 'after' = 'before';
  #line = 0;
  #depth = 0;
  #quoted = false;
  #escaped = false;
  #mark = 0;

  constructor(most: number) {
    this.#pending = new Pending(most);
  }

  *add(chunk: Buffer): Generator<Piece> {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.#state !== 'element') {
        if (!this.#begins(byte)) continue;
        from = at;
      }
      if (this.#ends(byte)) {
        this.#pending.add(chunk.subarray(from, at));
        yield { line: this.#line, text: this.#pending.take() };
        this.#state = byte === COMMA ? 'next' : 'after';
      }
    }
    if (this.#state === 'element') this.#pending.add(chunk.subarray(from));
  }

  // biome-ignore lint/correctness/useYield: there is nothing left to give
  *end(): Generator<Piece> {
    if (this.#state === 'before') throw malformed('it is empty');
    if (this.#state !== 'after') throw malformed(`it ends in the middle, after line ${this.#line}`);
  }

  /** Between elements: does one begin with this byte? */
  #begins(byte: number): boolean {
    if (isSpace(byte)) return false;
    if (this.#state === 'before') {
      // A byte order mark is EF BB BF.
      if (this.#mark < 3 && byte === [0xef, 0xbb, 0xbf][this.#mark]) this.#mark++;
      else if (byte === OPEN) this.#state = 'first';
      else throw malformed('it does not begin with [');
      return false;
    }
    if (this.#state === 'after') throw malformed('something follows its end');
    if (byte === CLOSE && this.#state === 'first') {
      this.#state = 'after';
      return false;
    }
    if (byte === CLOSE || byte === COMMA) throw malformed(`there is no value after line ${this.#line}`);
    this.#state = 'element';
    this.#line++;
    return true;
  }

  /** Within an element: is this byte the comma or bracket after it? */
  #ends(byte: number): boolean {
    if (this.#quoted) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#quoted = false;
      return false;
    }
    if (this.#depth === 0 && (byte === COMMA || byte === CLOSE)) return true;
    if (byte === QUOTE) this.#quoted = true;
    else if (byte === OPEN || byte === OPEN_BRACE) this.#depth++;
    else if (byte === CLOSE || byte === CLOSE_BRACE) this.#depth--;
    if (this.#depth < 0) throw malformed(`line ${this.#line} closes what it has not opened`);
    return false;
  }
}
