import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createFileKms } from '../../adapters/kms/file-kms';
import { type Database, openDatabase } from '../../adapters/postgres';
import { createContentKeys } from '../../adapters/postgres/content-keys';
import { newId } from '../../adapters/postgres/ids';
import { createLicenceTokens } from '../../adapters/tokens/licence-tokens';
import { testStack } from '../../tests/stack/use';
import { startApiProcess } from '../testing/api-process';
import { ask } from '../testing/ask';
import { LICENCE_PATH } from './licence-door';
import { challenge } from './testing/watching';

const ISSUER = 'http://headend.test';
const VIEWERS = 40;
const ASKED_EACH = 25;

let database: Database;
let directory: string;
beforeAll(async () => {
  database = openDatabase({ url: testStack().database });
  directory = await mkdtemp(path.join(tmpdir(), 'headend-licence-kill-'));
});
afterAll(async () => {
  await database.$disconnect();
  await rm(directory, { recursive: true, force: true });
});

/** A session with keys sealed as in production. */
async function session(kekFile: string, oneTime: boolean) {
  const about = { tenantId: newId('ten'), versionId: newId('ver') };
  const keys = await createContentKeys(database, createFileKms(kekFile)).ensure({
    ...{ ...about, scheme: 'cbcs', labels: ['AUDIO', 'SD', 'HD'] },
  });
  const kids = keys.map(({ kid }) => kid);
  const row = {
    ...{ id: newId('pbs'), ...about, titleId: 'tit_kill', subject: 'ann', keyId: 'key_kill', policy: 'default' },
    ...{ device: {}, terms: {}, kids, oneTime, expiresAt: new Date(Date.now() + 3_600_000) },
  };
  await database.playbackSession.create({ data: row });
  return row;
}

it('writes each licence down once, though the API is killed while thousands are asked for', async () => {
  const kekFile = path.join(directory, 'kek.txt');
  await writeFile(kekFile, `one ${randomBytes(32).toString('base64')}\n`);
  const secret = randomBytes(32);
  const [once, often] = [await session(kekFile, true), await session(kekFile, false)];
  const tokens = createLicenceTokens([{ id: 'k1', algorithm: 'HS256', secret }], ISSUER);
  const tokenOf = ({ id, tenantId, versionId, kids, oneTime }: typeof once) =>
    tokens.issue({
      ...{ sub: 'ann', sid: id, tenant: tenantId, title: 'tit_kill', version: versionId, kids, iat: 1, nbf: 1 },
      ...{ exp: 2 ** 31, jti: randomUUID(), ...(oneTime ? { once: true as const } : {}) },
    });
  const env = { KEK_FILE: kekFile, PLAYBACK_KEYS: `k1=${secret.toString('base64')}`, PUBLIC_URL: ISSUER };
  let api = await startApiProcess(undefined, env);
  const port = Number(new URL(api.url).port);

  /** Like a player: the same request again until it is answered. */
  const licence = async (token: string, kids: string[]): Promise<number> => {
    const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': randomUUID() };
    for (let tries = 0; tries < 400; tries++) {
      const answer = await ask(`http://127.0.0.1:${port}${LICENCE_PATH}`, { headers, body: challenge(kids) }).catch(
        () => undefined,
      );
      if (answer) return answer.status;
      await wait(25);
    }
    return 0;
  };
  const shared = tokenOf(often);
  const viewers = Array.from({ length: VIEWERS }, async () => {
    const seen: number[] = [];
    for (let count = 0; count < ASKED_EACH; count++)
      seen.push(await licence(tokenOf(once), once.kids), await licence(shared, often.kids));
    return seen;
  });
  for (let kills = 0; kills < 3; kills++) {
    const written = await database.licenceRequest.count({ where: { sessionId: often.id } });
    while ((await database.licenceRequest.count({ where: { sessionId: often.id } })) < written + 150) await wait(5);
    await api.kill();
    api = await startApiProcess(port, env);
  }
  const statuses = (await Promise.all(viewers)).flat();
  await api.stop();

  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  for (const { id } of [once, often])
    expect(await database.licenceRequest.count({ where: { sessionId: id } })).toBeGreaterThanOrEqual(
      VIEWERS * ASKED_EACH,
    );
}, 120_000);
