import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { HeadendError, isHeadendError } from '../../domain/failures';
import { arraySplitter, lineSplitter, type Piece, type Splitter } from './document-splitter';
import { checkDepth, validated } from './validate';
import { z } from './zod';

/** What a document of many lines may be. */
export interface DocumentLimits {
  lines: number;
  bytes: number;
  lineBytes: number;
}

/** One line of a document: a value, or why it is none. */
export type DocumentLine = { line: number } & ({ value: unknown } | { refusal: HeadendError });

/** A document of many lines as it was sent. */
export interface LineDocument {
  /** SHA-256 over its bytes, hex. */
  digest: string;
  /** Numbered from 1: physical lines of NDJSON, elements of a JSON array. */
  lines: DocumentLine[];
}

/** Media types read by {@link readDocument}. */
export const DOCUMENT_TYPES = ['application/json', 'application/x-ndjson'] as const;

/**
 * Read a document of many lines as it arrives. A line that is no good is refused by itself; only what makes the whole
 * document unreadable refuses the document. What comes after a refusal is read and dropped, so that its sender hears it.
 *
 * @throws {HeadendError} `request/unsupported-media-type`, `request/malformed`, `bulk/too-large`, `bulk/too-many-lines`,
 *   `bulk/empty`
 */
export async function readDocument(request: Request, limits: DocumentLimits): Promise<LineDocument> {
  const type = request.is([...DOCUMENT_TYPES, 'application/ndjson']);
  if (!type)
    throw new HeadendError('request/unsupported-media-type', `The body is not one of ${DOCUMENT_TYPES.join(', ')}.`);
  if (Number(request.get('content-length') ?? 0) > limits.bytes) throw tooLarge(limits);
  const splitter = type === 'application/json' ? arraySplitter(limits.lineBytes) : lineSplitter(limits.lineBytes);
  const reading = new Reading(splitter, limits);
  for await (const chunk of request as AsyncIterable<Buffer>) reading.add(chunk);
  return reading.end();
}

const tooLarge = ({ bytes }: DocumentLimits): HeadendError =>
  new HeadendError('bulk/too-large', `The document has more than ${bytes} bytes.`);

class Reading {
  readonly #hash = createHash('sha256');
  readonly #lines: DocumentLine[] = [];
  #bytes = 0;
  #refusal: HeadendError | undefined;

  constructor(
    private readonly splitter: Splitter,
    private readonly limits: DocumentLimits,
  ) {}

  add(chunk: Buffer): void {
    this.#bytes += chunk.length;
    // Nobody sends without end to be told no.
    if (this.#bytes > 2 * this.limits.bytes) throw tooLarge(this.limits);
    if (this.#bytes > this.limits.bytes) this.#refusal ??= tooLarge(this.limits);
    if (this.#refusal) return;
    this.#hash.update(chunk);
    this.#guard(() => this.splitter.add(chunk));
  }

  end(): LineDocument {
    if (!this.#refusal) this.#guard(() => this.splitter.end());
    if (this.#refusal) throw this.#refusal;
    if (this.#lines.length === 0) throw new HeadendError('bulk/empty', 'The document holds no line.');
    return { digest: this.#hash.digest('hex'), lines: this.#lines };
  }

  #guard(pieces: () => Iterable<Piece>): void {
    try {
      for (const piece of pieces()) this.#take(piece);
    } catch (error) {
      if (!isHeadendError(error)) throw error;
      this.#refusal = error;
    }
  }

  #take({ line, text }: Piece): void {
    if (this.#lines.length === this.limits.lines)
      throw new HeadendError('bulk/too-many-lines', `The document has more than ${this.limits.lines} lines.`);
    try {
      this.#lines.push({ line, value: lineValue(text, this.limits) });
    } catch (error) {
      if (!isHeadendError(error)) throw error;
      this.#lines.push({ line, refusal: error });
    }
  }
}

/** @throws {HeadendError} `bulk/line-too-large`, `bulk/line-malformed`, `request/invalid` for what cannot be stored */
function lineValue(text: string | undefined, { lineBytes }: DocumentLimits): unknown {
  if (text === undefined) throw new HeadendError('bulk/line-too-large', `The line has more than ${lineBytes} bytes.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HeadendError('bulk/line-malformed', 'The line is not valid JSON.');
  }
  checkDepth(value);
  return validated(z.unknown(), value, 'body');
}
