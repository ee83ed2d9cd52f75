import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Role } from '../../adapters/postgres/port';

/** Where the API is, and who speaks. */
export interface Connection {
  api: string;
  key: string;
}

/** The command line does not know where to go. The message says what to do. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection';
}

interface RunFile {
  api: string;
  keys: Partial<Record<Role, string>>;
}

/**
 * `HEADEND_API` and `HEADEND_KEY`, or the run.json that `npm start` wrote into its data folder.
 *
 * @throws {NoConnection}
 */
export async function findConnection(
  { dataDir, role }: { dataDir: string; role: Role },
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Connection> {
  const { HEADEND_API: api, HEADEND_KEY: key } = env;
  if (api && key) return { api, key };
  if (api || key) throw new NoConnection('HEADEND_API and HEADEND_KEY belong together: set both, or neither.');
  const file = path.join(dataDir, 'run.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new NoConnection(
      `There is no ${file}. Start the stack with npm start, name its folder with --data-dir, or set HEADEND_API and HEADEND_KEY.`,
    );
  }
  const { api: address, keys } = JSON.parse(text) as RunFile;
  const own = keys[role];
  if (!own) throw new NoConnection(`${file} holds no ${role} key.`);
  return { api: address, key: own };
}
