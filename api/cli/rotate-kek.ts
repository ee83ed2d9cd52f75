import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { ContentKeyCustody, RewrapReport } from '../../adapters/content-keys/port';
import { createFileKms } from '../../adapters/kms/file-kms';
import { addKek } from '../../adapters/kms/kek-file';
import { openDatabase } from '../../adapters/postgres';
import { createContentKeys } from '../../adapters/postgres/content-keys';
import { NoConnection } from './connection';

/** Keys of one round: a round takes well under a second. */
const ROUND = 200;
/** Processes notice a new KEK_FILE after a second; what they wrapped until then, milliseconds, has its row by now. */
const SETTLED_MS = 3000;

/** What the command works on: not the API, because content keys of every tenant are wrapped under the same key. */
interface Custody {
  databaseUrl: string;
  kekFile: string;
}

/** `headend keys rotate-kek`: wrap every content key under the newest key encryption key, while API and workers serve. */
export function rotateKekCommand(dataDir: () => string, print: (line: string) => void): Command {
  return new Command('rotate-kek')
    .description('Wrap every content key under the first key of KEK_FILE, while everything goes on. May be broken off.')
    .option('--new', 'put a new key in front of KEK_FILE first')
    .action(async ({ new: isNew }: { new?: boolean }) => {
      const custody = await findCustody(dataDir());
      if (isNew) await addKek(custody.kekFile, new Date().toISOString().replace(/[:.]/g, '-'));
      const unreadable = await rotateKek(custody, print);
      if (unreadable > 0) process.exitCode = 1;
    });
}

/** @returns how many keys did not open */
export async function rotateKek({ databaseUrl, kekFile }: Custody, print: (line: string) => void): Promise<number> {
  const database = openDatabase({ url: databaseUrl, poolSize: 2 });
  try {
    const keys = createContentKeys(database, createFileKms(kekFile));
    const first = await rewrapAll(keys);
    // Keys made meanwhile by a process that had not looked at the file yet lie under the older key.
    await sleep(SETTLED_MS);
    const last = await rewrapAll(keys);
    const unreadable = last.unreadable.length;
    for (const kid of last.unreadable) print(`Key ${kid} does not open and stays as it is.`);
    print(
      `${first.rewrapped + last.rewrapped} content keys were wrapped anew; all but ${unreadable} lie under ${last.kekVersion}.`,
    );
    if (unreadable === 0)
      print(
        'Older lines of KEK_FILE are needed by backups of the database, and by machines whose own KEK_FILE lacks the new line: run this again once all have it.',
      );
    return unreadable;
  } finally {
    await database.$disconnect();
  }
}

async function rewrapAll(keys: ContentKeyCustody): Promise<RewrapReport> {
  const report: RewrapReport = { kekVersion: '', rewrapped: 0, unreadable: [] };
  for (let after: string | undefined = ''; after !== undefined; ) {
    const round = await keys.rewrap(ROUND, after);
    report.rewrapped += round.rewrapped;
    report.unreadable.push(...round.unreadable);
    report.kekVersion = round.kekVersion;
    after = round.next;
  }
  return report;
}

/** `DATABASE_URL` and `KEK_FILE`, or what `npm start` keeps in its data folder. @throws {NoConnection} */
async function findCustody(dataDir: string): Promise<Custody> {
  const { DATABASE_URL: databaseUrl, KEK_FILE: kekFile } = process.env;
  if (databaseUrl && kekFile) return { databaseUrl, kekFile };
  const text = await readFile(path.join(dataDir, 'run.json'), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new NoConnection('Set DATABASE_URL and KEK_FILE, or name the data folder with --data-dir.');
  const { database_url } = JSON.parse(text) as { database_url: string };
  return { databaseUrl: database_url, kekFile: path.join(dataDir, 'kek.txt') };
}
