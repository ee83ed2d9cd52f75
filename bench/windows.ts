import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'pg';
import { DEMO_TENANT, startStack } from '../infra/local/stack';
import { printMetric } from './metric';

const WINDOWS = 1_000_000;
/** Windows of each title. */
const OF_A_TITLE = 10;
const AT_ONCE = 10_000;
/** From the moment the windows are moved until they open: the calendar looks at each that was moved first. */
const AHEAD_S = 45;
const PATIENCE_S = 300;

/**
 * How late the calendar makes known that 10,000 of a million windows open at one instant: each with its transition and its event,
 * by the workers of the stack. Beside it the time PostgreSQL takes to note as many transitions and events in one bare statement.
 */
export async function windows(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-bench-'));
  const env = { LOG_LEVEL: 'warn' };
  const stack = await startStack({ dataDir: path.join(folder, 'data'), withWorkers: ['orchestration', 'io'], env });
  const pool = new Pool({ connectionString: stack.urls.database, max: 2 });
  try {
    await fill(pool);
    const bare = await bareSeconds(pool);
    const edge = new Date(Math.ceil(Date.now() / 1000 + AHEAD_S) * 1000);
    await pool.query(
      `UPDATE rights_windows SET starts_at = $1 WHERE id IN (SELECT 'win_b' || n * 7 FROM generate_series(1, $2::int) n)`,
      [edge.toISOString().replace('Z', ''), AT_ONCE],
    );
    const lags = await transitions(pool, edge);
    tell(lags, bare);
  } finally {
    await pool.end();
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function tell(lags: readonly number[], bare: number): void {
  const baseline = `one statement that notes ${AT_ONCE} transitions and events: ${bare.toFixed(2)} s`;
  const metric = { bench: 'windows', unit: 's', baseline };
  const at = (share: number) => lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] ?? Number.NaN;
  printMetric({ ...metric, metric: 'lag_p99_s', value: at(0.99), goal: '<= 10' });
  printMetric({ ...metric, metric: 'lag_p50_s', value: at(0.5), goal: 'reported' });
}

/** Windows that open next year, on titles with nothing else: somebody said `go`, so nobody is told that they are not ready. */
async function fill(pool: Pool): Promise<void> {
  const far = `now() + interval '1 year'`;
  await pool.query(
    `INSERT INTO titles (id, tenant_id, external_id, name, updated_at)
     SELECT 'tit_b' || n, $1, 'b' || n, 'Title ' || n, now() FROM generate_series(0, $2::int - 1) n`,
    [DEMO_TENANT.id, WINDOWS / OF_A_TITLE],
  );
  await pool.query('ALTER TABLE rights_windows DISABLE TRIGGER rights_windows_look_at');
  await pool.query(
    `INSERT INTO rights_windows (id, tenant_id, external_id, title_id, license_type, territories, starts_at, ends_at, created_by, look_at, decision)
     SELECT 'win_b' || n, $1, 'b' || n / $3::int, 'tit_b' || n / $3::int, 'SVOD', ARRAY['DE'], ${far}, ${far} + interval '1 year',
       'bench', ${far}, 'go'
     FROM generate_series(0, $2::int - 1) n`,
    [DEMO_TENANT.id, WINDOWS, OF_A_TITLE],
  );
  await pool.query('ALTER TABLE rights_windows ENABLE TRIGGER rights_windows_look_at');
  await pool.query('VACUUM ANALYZE rights_windows');
}

/** Rolled back: what it costs to write as much and nothing else. */
async function bareSeconds(pool: Pool): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const begun = performance.now();
    await client.query(
      `WITH turned AS (
         INSERT INTO window_transitions (window_id, edge, window_version, tenant_id, due_at)
         SELECT 'win_b' || n * 7, 'open', 0, $1, now() FROM generate_series(1, $2::int) n RETURNING window_id
       )
       INSERT INTO events (id, tenant_id, type, subject, data)
       SELECT 'evt_' || window_id, $1, 'window.opened', window_id, jsonb_build_object('id', window_id) FROM turned`,
      [DEMO_TENANT.id, AT_ONCE],
    );
    return (performance.now() - begun) / 1000;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** Seconds from the edge to the moment each was made known, sorted. @throws {Error} when not all were in time, or one twice */
async function transitions(pool: Pool, edge: Date): Promise<number[]> {
  const until = edge.getTime() + PATIENCE_S * 1000;
  for (;;) {
    const { rows } = await pool.query<{ lag: number }>(
      `SELECT extract(epoch FROM applied_at - $1::timestamp)::float8 AS lag FROM window_transitions WHERE edge = 'open' ORDER BY 1`,
      [edge.toISOString().replace('Z', '')],
    );
    if (rows.length > AT_ONCE) throw new Error(`${rows.length} transitions of ${AT_ONCE} windows.`);
    if (rows.length === AT_ONCE) return rows.map(({ lag }) => lag);
    if (Date.now() > until) throw new Error(`${rows.length} of ${AT_ONCE} windows were made known.`);
    await wait(1000);
  }
}
