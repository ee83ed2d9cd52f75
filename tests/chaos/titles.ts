import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Stack, startStack } from '../../infra/local/stack';
import { makeCodedClip } from '../fixtures/clips';
import { type Ingest, Partner } from '../support/partner';
import { listen } from './announced';
import { repeatedChunks } from './attempts';
import { type Fingerprint, fingerprint } from './fingerprint';
import { Killer } from './killer';
import { mulberry32, numberOption } from './options';
import { orphansOf } from './orphans';
import { say, verdicts } from './say';
import { openWindows } from './windows';

const TITLES = 3;
const ENCODE_SLOTS = 2;

/**
 * Kill workers, API, Temporal, PostgreSQL and the object store at random while three titles flow, round after round,
 * until N kills are done. Each round must end in the very titles that an undisturbed round made: same renditions, same
 * frames, same segments; each is told to a webhook endpoint, signed, under one id however often; windows that open meanwhile
 * are made known once; no chunk encoded more often than it was killed; no process left behind.
 */
export async function titles(): Promise<boolean> {
  const kills = numberOption('--kills', 10);
  const random = mulberry32(numberOption('--seed', Date.now() % 1_000_000));
  const dataDir = await mkdtemp(path.join(tmpdir(), 'headend-chaos-'));
  const stack = await startStack({ dataDir, env: { LOG_LEVEL: 'info', ENCODE_SLOTS: String(ENCODE_SLOTS) } });
  const verdict = verdicts();
  const { check } = verdict;
  try {
    const partner = new Partner(stack.urls.api, stack.keys.partner);
    const announced = await listen(partner);
    const masters = await makeMasters(stack, dataDir);
    say('An undisturbed round, to compare with');
    const calm = await playRound(stack, partner, masters, 'calm');

    const ingests: string[] = [];
    const killer = new Killer(stack, random, kills);
    for (let round = 1; killer.left > 0; round++) {
      say(`Round ${round}: ${TITLES} titles, ${killer.left} kills to go`);
      const windows = await openWindows(stack.urls.database);
      const killing = killer.work();
      const disturbed = await playRound(stack, partner, masters, `round-${round}`).finally(() => killer.rest());
      await killing;
      await stack.waitReady(60_000);
      const late = await windows.troubles();
      check('every window was opened once', late.length === 0, late.join('; '));
      ingests.push(...disturbed.ingests);
      disturbed.prints.forEach((print, index) => {
        check(
          `title ${index + 1} is the same as undisturbed`,
          print.digest === calm.prints[index]!.digest,
          `${print.summary} against ${calm.prints[index]!.summary}`,
        );
      });
    }
    await stack.waitReady(60_000);
    const repeated = await repeatedChunks(stack.urls.temporal, ingests);
    check(
      `at most the chunks in flight were encoded again: ${repeated}`,
      repeated <= killer.done * ENCODE_SLOTS,
      `${killer.done} kills with ${ENCODE_SLOTS} chunks in flight each`,
    );
    const untold = await announced.troubles([...calm.ingests, ...ingests]);
    check(`every title was told, signed: ${announced.summary()}`, untold.length === 0, untold.join('; '));
    await announced.close();
    say(`${killer.done} kills: ${killer.tally()}`);
  } finally {
    await stack.stop();
  }
  const orphans = await orphansOf(dataDir);
  check('no process is left', orphans.length === 0, orphans.join(', '));
  await rm(dataDir, { recursive: true, force: true });
  return verdict.sound;
}

/** What a round of titles came to. */
interface Round {
  prints: Fingerprint[];
  ingests: string[];
}

/** Clips with sound, of different lengths, so that nothing of one is found in another's cache. */
const makeMasters = (stack: Stack, dataDir: string): Promise<string[]> =>
  Promise.all(
    Array.from({ length: TITLES }, (_, index) =>
      makeCodedClip(stack.tools.ffmpeg.path, path.join(dataDir, `master-${index}.mp4`), {
        frames: 25 * (24 + 4 * index),
        audio: { sources: [`sine=frequency=${330 + 110 * index}:sample_rate=48000:duration=${24 + 4 * index}`] },
      }),
    ),
  );

/** Order three titles and wait until all are published. A marker in each master keeps rounds from sharing chunks. */
async function playRound(stack: Stack, partner: Partner, masters: string[], round: string): Promise<Round> {
  const ended = await Promise.all(
    masters.map(async (master, index) => {
      const marked = await markMaster(stack, master, `${round}-${index}`);
      const upload = await partner.upload(marked);
      const ordered = await partner.order({
        external_id: `${round}-${index}`,
        title: `Chaos ${round} ${index + 1}`,
        source: { upload_id: upload },
        profile: 'test',
      });
      return partner.ended(ordered.id, 900_000);
    }),
  );
  for (const ingest of ended)
    if (ingest.status !== 'published')
      throw new Error(`${ingest.id} ended ${ingest.status}: ${JSON.stringify(ingest.failure)}`);
  const prints = await Promise.all(ended.map((ingest: Ingest) => fingerprint(stack.urls.api, ingest)));
  return { prints, ingests: ended.map(({ id }) => id) };
}

/** The same pictures and sound in a file with another hash: a free box at the end, which every player skips. */
async function markMaster(stack: Stack, master: string, marker: string): Promise<string> {
  const { readFile, writeFile } = await import('node:fs/promises');
  const text = Buffer.from(marker);
  const box = Buffer.alloc(8);
  box.writeUInt32BE(8 + text.length);
  box.write('free', 4);
  const file = path.join(stack.dataDir, `marked-${marker}.mp4`);
  await writeFile(file, Buffer.concat([await readFile(master), box, text]));
  return file;
}
