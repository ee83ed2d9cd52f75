import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './ingest-command';

/** Where secrets are read from; the standard input of the process. */
export type SecretInput = NodeJS.ReadableStream & { isTTY?: boolean };

/**
 * Read a secret: one line of a terminal, not shown while it is typed, or the first line of a pipe. Arguments of a command
 * are seen by every user of the machine and stay in the history of the shell, so secrets never come that way.
 *
 * @throws {UsageError} when there is none
 */
export async function readSecret(what: string, input: SecretInput, prompt: NodeJS.WritableStream): Promise<string> {
  if (input.isTTY) prompt.write(`${what}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: input.isTTY ?? false });
  try {
    for await (const line of lines) if (line) return line;
  } finally {
    lines.close();
    if (input.isTTY) prompt.write('\n');
  }
  throw new UsageError(`No ${what} came on standard input.`);
}
