import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { repositoryRoot } from '../../adapters/environment/root';
import { createFileKms } from '../../adapters/kms/file-kms';
import { createContentKeys } from '../../adapters/postgres/content-keys';
import { type Database, openDatabase } from '../../adapters/postgres/database';
import { newId } from '../../adapters/postgres/ids';
import { testStack } from '../../tests/stack/use';
import { rotateKek } from './rotate-kek';

const kek = (version: string): string => `${version} ${randomBytes(32).toString('base64')}\n`;
const [before, after] = [kek('kill-1'), kek('kill-2')];
const own = { in: ['kill-1', 'kill-2'] };

let database: Database;
let directory: string;
beforeAll(async () => {
  database = openDatabase({ url: testStack().database });
  directory = await mkdtemp(path.join(tmpdir(), 'headend-keks-'));
});
afterAll(async () => {
  await database.contentKey.deleteMany({ where: { kekVersion: own } });
  await database.$disconnect();
  await rm(directory, { recursive: true, force: true });
});

const file = async (name: string, text: string): Promise<string> => {
  await writeFile(path.join(directory, name), text);
  return path.join(directory, name);
};
const hex = (keys: readonly { key: Uint8Array }[]) => keys.map(({ key }) => Buffer.from(key).toString('hex'));

it('loses no key when it is killed, however often, while keys are read and made', async () => {
  const kekFile = await file('kek.txt', before);
  const keys = createContentKeys(database, createFileKms(kekFile));
  const stale = createContentKeys(database, createFileKms(await file('stale.txt', before)));
  const want = () => ({ tenantId: newId('ten'), versionId: newId('ver'), scheme: 'cbcs' as const });
  const titles = [];
  for (let count = 0; count < 250; count++) {
    const title = want();
    titles.push({ ...title, made: await keys.ensure({ ...title, labels: ['AUDIO', 'SD', 'HD'] }) });
  }
  await writeFile(kekFile, after + before);
  const under = (kekVersion: string) => database.contentKey.count({ where: { kekVersion } });

  const env = { ...process.env, DATABASE_URL: testStack().database, KEK_FILE: kekFile };
  for (const share of [50, 300]) {
    const main = path.join(repositoryRoot(), 'dist/api/cli/main.js');
    const child = spawn(process.execPath, [main, 'keys', 'rotate-kek'], { env, stdio: 'ignore' });
    while ((await under('kill-2')) < share && child.exitCode === null) await wait(2);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    for (const { tenantId, made } of titles.slice(0, 60)) {
      const kids = made.map(({ kid }) => kid);
      expect(hex(await keys.open(tenantId, kids))).toEqual(hex(made));
    }
  }
  expect(await under('kill-1')).toBeGreaterThan(0);

  const rotation = rotateKek({ databaseUrl: testStack().database, kekFile }, () => undefined);
  while ((await under('kill-1')) > 0) await wait(5);
  const late = want();
  const made = await stale.ensure({ ...late, labels: ['SD'] }); // by a process that has not looked at the file yet
  titles.push({ ...late, made });
  await rotation;

  await writeFile(kekFile, after);
  const later = createContentKeys(database, createFileKms(kekFile));
  for (const { tenantId, made } of titles) {
    const kids = made.map(({ kid }) => kid);
    expect(hex(await later.open(tenantId, kids))).toEqual(hex(made));
  }
}, 60_000);
