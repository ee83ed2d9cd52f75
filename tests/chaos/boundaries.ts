import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { DEMO_TENANT, type Stack, startStack } from '../../infra/local/stack';
import { Killer } from './killer';
import { mulberry32, numberOption } from './options';
import { orphansOf } from './orphans';
import { say, verdicts } from './say';

/** Windows that open at each boundary, and as many that close and that are moved away just then. */
const WINDOWS = 50;
/** Between boundaries, milliseconds: what was killed is back by the next. */
const APART_MS = 9_000;
/** The first boundary, after the windows were written. */
const FIRST_MS = 15_000;
/** The kill strikes so long before or after the boundary at most. */
const AROUND_MS = 400;
const PATIENCE_S = 120;

const [OPENING, CLOSING, MOVED] = ['opening', 'closing', 'moved'] as const;

/**
 * Kill a process at each of N instants at which windows open and close, from 0.4 s before to 0.4 s after, while others are moved away
 * from just then. Each transition is noted and told once, none is missing, and what was made known is what the windows say.
 */
export async function boundaries(): Promise<boolean> {
  const kills = numberOption('--kills', 10);
  const random = mulberry32(numberOption('--seed', Date.now() % 1_000_000));
  const dataDir = await mkdtemp(path.join(tmpdir(), 'headend-chaos-'));
  const stack = await startStack({ dataDir, env: { LOG_LEVEL: 'info' } });
  const verdict = verdicts();
  const { check } = verdict;
  try {
    const begun = await write(stack, kills);
    const killer = new Killer(stack, random, kills);
    for (let boundary = 0; boundary < kills; boundary += 1) {
      const at = begun + FIRST_MS + boundary * APART_MS;
      await sleep(Math.max(0, at - AROUND_MS - Date.now()));
      const moving = moveAway(stack, boundary);
      await sleep(Math.max(0, at + (random() * 2 - 1) * AROUND_MS - Date.now()));
      killer.strike();
      await moving;
    }
    say(`${killer.done} kills: ${killer.tally()}`);
    await stack.waitReady(120_000);
    const found = await settled(stack, kills * WINDOWS);
    say(`Made known after the boundary: ${found.p50} ms in the middle, ${found.most} ms at most`);
    const each = kills * WINDOWS;
    check(`every window that opened was noted and told once: ${found.opened}`, found.opened === `${each}/${each}`);
    check(`every window that closed was noted and told once: ${found.closed}`, found.closed === `${each}/${each}`);
    check(`windows that were moved away were told as often as noted: ${found.moved}`, isEven(found.moved));
    check('what was made known is what the windows say', found.drift === 0, `${found.drift} windows differ`);
  } finally {
    await stack.stop();
  }
  const orphans = await orphansOf(dataDir);
  check('no process is left', orphans.length === 0, orphans.join(', '));
  if (verdict.sound) await rm(dataDir, { recursive: true, force: true });
  else say(`Logs: ${path.join(dataDir, 'logs')}`);
  return verdict.sound;
}

const isEven = (counts: string): boolean => new Set(counts.split('/')).size === 1;

async function withDatabase<T>(stack: Stack, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = new Pool({ connectionString: stack.urls.database, max: 1 });
  // It may be the one that is killed.
  pool.on('error', () => undefined);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

const titleOf = (what: string): string => `tit_chaos_${what}`;

/** Write all windows. @returns the instant that boundaries are counted from */
const write = (stack: Stack, boundaryCount: number): Promise<number> =>
  withDatabase(stack, async (pool) => {
    const begun = Date.now();
    for (const what of [OPENING, CLOSING, MOVED])
      await pool.query(
        `WITH title AS (
           INSERT INTO titles (id, tenant_id, external_id, name, updated_at) VALUES ($1, $2, $1, 'Boundaries of chaos', now()) RETURNING id
         )
         INSERT INTO rights_windows (id, tenant_id, external_id, title_id, license_type, territories, starts_at, ends_at, created_by)
         SELECT $1 || '_' || boundary || '_' || n || $9, $2, $1, title.id, 'SVOD', ARRAY['DE'],
           CASE WHEN $3 THEN edge - interval '1 day' ELSE edge END, CASE WHEN $3 THEN edge END, 'chaos'
         FROM title, generate_series(0, $4::int - 1) boundary, generate_series(1, $5::int) n,
           LATERAL (SELECT $6::timestamp + ($7::int + boundary * $8::int) * interval '1 millisecond' AS edge) edges`,
        [
          ...[titleOf(what), DEMO_TENANT.id, what === CLOSING, boundaryCount, WINDOWS],
          ...[new Date(begun).toISOString(), FIRST_MS, APART_MS, randomUUID()],
        ],
      );
    return begun;
  });

/** Move windows of a boundary to another month; what is killed just then may keep it from that, which is sound as well. */
const moveAway = (stack: Stack, boundary: number): Promise<void> =>
  withDatabase(stack, async (pool) => {
    await pool.query(
      `UPDATE rights_windows SET starts_at = starts_at + interval '30 days', version = version + 1, updated_at = now() AT TIME ZONE 'UTC'
       WHERE title_id = $1 AND id LIKE $1 || '_' || $2::int || '_%'`,
      [titleOf(MOVED), boundary],
    );
  }).catch(() => undefined);

interface Settled {
  /** Noted and told, with a stroke between. */
  opened: string;
  closed: string;
  moved: string;
  drift: number;
  /** Milliseconds. */
  p50: number;
  most: number;
}

/** What became of the windows, once all was made known or patience is at its end. */
const settled = (stack: Stack, each: number): Promise<Settled> =>
  withDatabase(stack, async (pool) => {
    for (let waited = 0; ; waited += 1) {
      const { rows } = await pool.query<Settled>(SETTLED, [titleOf(OPENING), titleOf(CLOSING), titleOf(MOVED)]);
      const [found] = rows;
      if (!found) throw new Error('Nothing was counted.');
      const done = found.opened === `${each}/${each}` && found.closed === `${each}/${each}` && found.drift === 0;
      if (done || waited >= PATIENCE_S) return found;
      await sleep(1000);
    }
  });

const counts = (title: string, edge: string): string => `
  (SELECT count(*) FROM window_transitions t JOIN rights_windows w ON w.id = t.window_id WHERE w.title_id = ${title} AND t.edge = '${edge}')
  || '/' || (SELECT count(*) FROM events WHERE subject = ${title} AND type = 'window.${edge === 'open' ? 'opened' : 'closed'}')`;

const SETTLED = `
  SELECT ${counts('$1', 'open')} AS opened, ${counts('$2', 'close')} AS closed,
    ${counts('$3', 'open')} AS moved,
    (SELECT count(*)::int FROM rights_windows WHERE title_id IN ($1, $2, $3) AND announced_open IS DISTINCT FROM
      (starts_at <= now() AT TIME ZONE 'UTC' AND (ends_at IS NULL OR ends_at > now() AT TIME ZONE 'UTC'))) AS drift,
    late.p50, late.most
  FROM (SELECT coalesce(round(extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY t.applied_at - t.due_at)) * 1000), 0)::int AS p50,
      coalesce(round(extract(epoch FROM max(t.applied_at - t.due_at)) * 1000), 0)::int AS most
    FROM window_transitions t JOIN rights_windows w ON w.id = t.window_id
    WHERE (w.title_id = $1 AND t.edge = 'open') OR (w.title_id = $2 AND t.edge = 'close')) late`;
