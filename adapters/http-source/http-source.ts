import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { HeadendError } from '../../domain/failures';
import type { Approach } from './approach';
import { type GuardOptions, guardedConnector } from './guard';
import { httpApproach } from './http';
import type { HttpSource } from './port';
import { type Answer, asFailure, ask, fileNameOf } from './request';
import { s3Approach } from './s3';

/** Longest silence of a server while it connects, answers or sends, unless told otherwise; milliseconds. */
const STALL_MS = 30_000;
/** A server slower than this holds a slot for days without ever falling silent, bytes per second. */
const LEAST_PACE = 8 * 1024;
/** Broken transfers in a row that brought no byte: with the pauses between them, a server has a while to start again. */
const MAX_IDLE_RESUMES = 5;
/** The pause before the second of them, milliseconds; each further one is twice as long. */
const PAUSE_MS = 1_000;

type OpenOptions = Omit<Parameters<HttpSource['open']>[1], 'access'>;

/**
 * {@link HttpSource} over undici. Of S3 only the signature is the client library's.
 *
 * @param longestSilenceMs of a server while it connects, answers or sends
 */
export const createHttpSource = (guard: GuardOptions, longestSilenceMs = STALL_MS): HttpSource => ({
  async open(text, { stallMs = longestSilenceMs, access, ...given }) {
    const approach = access?.kind === 's3' ? s3Approach(text, access) : httpApproach(text, access);
    const options = { ...given, stallMs };
    const agent = new Agent({
      connect: guardedConnector(guard, stallMs),
      headersTimeout: stallMs,
      bodyTimeout: stallMs,
      keepAliveTimeout: 1,
    });
    try {
      const first = await ask(approach, { agent, signal: options.signal });
      if (first.bytes !== undefined && first.bytes > options.maxBytes) {
        first.body.destroy();
        throw tooLarge(options.maxBytes);
      }
      const transfer = new Transfer(approach, agent, first, options);
      const body = Readable.from(transfer.chunks(), { objectMode: false, highWaterMark: 1 << 20 });
      body.once('close', () => void agent.destroy()); // also when nobody ever read from it
      return { body, contentLength: first.bytes, fileName: fileNameOf(first) };
    } catch (error) {
      await agent.destroy();
      throw asFailure(error, approach, options.signal);
    }
  },
});

const tooLarge = (maxBytes: number): HeadendError =>
  new HeadendError('master/too-large', `The file is larger than ${maxBytes} bytes.`);

/** One file on its way: counts, resumes what breaks, and notices a file that changed. */
class Transfer {
  #received = 0;
  #idle = 0;
  /** Since the pace was last looked at: time spent waiting for the server, not for whoever reads, and what it brought. */
  #window = { waitedMs: 0, bytes: 0 };

  constructor(
    private readonly approach: Approach,
    private readonly agent: Agent,
    private readonly first: Answer,
    private readonly options: OpenOptions,
  ) {}

  async *chunks(): AsyncGenerator<Buffer> {
    let answer = this.first;
    try {
      for (;;) {
        try {
          yield* this.#read(answer);
          return;
        } catch (error) {
          answer = await this.#resumed(error);
        }
      }
    } catch (error) {
      throw asFailure(error, this.approach, this.options.signal);
    } finally {
      answer.body.destroy();
    }
  }

  async *#read({ body, skip }: Answer): AsyncGenerator<Buffer> {
    let left = skip;
    let asked = Date.now();
    for await (const chunk of body as AsyncIterable<Buffer>) {
      this.#watchPace(Date.now() - asked, chunk.length);
      const fresh = chunk.subarray(left);
      left = Math.max(0, left - chunk.length);
      asked = Date.now();
      if (fresh.length === 0) continue;
      this.#received += fresh.length;
      this.#idle = 0;
      if (this.#received > this.options.maxBytes) throw tooLarge(this.options.maxBytes);
      yield fresh;
      asked = Date.now();
    }
    const { bytes } = this.first;
    if (bytes !== undefined && this.#received < bytes) throw new BrokenOff();
  }

  /** @throws {HeadendError} `source/stalled` when the server trickles */
  #watchPace(waitedMs: number, bytes: number): void {
    const window = { waitedMs: this.#window.waitedMs + waitedMs, bytes: this.#window.bytes + bytes };
    const enough = window.waitedMs >= 2 * (this.options.stallMs ?? STALL_MS);
    if (enough && window.bytes * 1000 < LEAST_PACE * window.waitedMs)
      throw new HeadendError(
        'source/stalled',
        `${this.approach.host} sends less than ${LEAST_PACE / 1024} kB a second.`,
      );
    this.#window = enough ? { waitedMs: 0, bytes: 0 } : window;
  }

  /** Go on where the transfer broke. @throws what broke it, when the server does not let us */
  async #resumed(cause: unknown): Promise<Answer> {
    const { validator } = this.first;
    const mayResume = !(cause instanceof HeadendError) && !this.options.signal?.aborted && validator !== undefined;
    if (!mayResume || ++this.#idle > MAX_IDLE_RESUMES) throw cause;
    const range = { from: this.#received, validator };
    let answer: Answer;
    try {
      await this.#pause();
      answer = await ask(this.approach, { agent: this.agent, signal: this.options.signal, range });
    } catch (error) {
      if (error instanceof HeadendError && !error.failure.retry) throw error;
      return this.#resumed(error);
    }
    const changed = answer.validator !== validator || (answer.bytes !== undefined && answer.bytes !== this.first.bytes);
    if (!changed) return answer;
    answer.body.destroy();
    throw new HeadendError('source/changed', 'The file was replaced while it was being fetched.');
  }

  async #pause(): Promise<void> {
    if (this.#idle < 2) return;
    const longest = (this.options.stallMs ?? STALL_MS) / 4;
    await sleep(Math.min(PAUSE_MS * 2 ** (this.#idle - 2), longest), undefined, { signal: this.options.signal });
  }
}

/** The connection closed before the promised length. */
class BrokenOff extends Error {
  readonly code = 'ECONNRESET';
}
