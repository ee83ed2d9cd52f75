import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { DEMO_TENANT } from '../../infra/local/stack';

const WINDOWS = 100;
/** Their edges lie this far ahead, evenly, seconds. */
const SPREAD_S = 60;
const PATIENCE_S = 120;

/** Windows that open one after the other while things are killed. */
export interface OpeningWindows {
  /** Wait until all have opened. @returns what is wrong; empty when each was made known once */
  troubles(): Promise<string[]>;
}

/** Put windows onto a title of their own. */
export async function openWindows(databaseUrl: string): Promise<OpeningWindows> {
  const titleId = `tit_chaos_${randomUUID()}`;
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await pool.query(
      `INSERT INTO titles (id, tenant_id, external_id, name, updated_at) VALUES ($1, $2, $1, 'Windows of chaos', now())`,
      [titleId, DEMO_TENANT.id],
    );
    await pool.query(
      `INSERT INTO rights_windows (id, tenant_id, external_id, title_id, license_type, territories, starts_at, created_by)
       SELECT 'win_' || $1 || n, $2, $1, $1, 'SVOD', ARRAY['DE'],
         (now() AT TIME ZONE 'UTC') + n * $4::int * interval '1 second' / $3::int, 'chaos'
       FROM generate_series(1, $3::int) n`,
      [titleId, DEMO_TENANT.id, WINDOWS, SPREAD_S],
    );
  } finally {
    await pool.end();
  }
  return { troubles: () => troublesOf(databaseUrl, titleId) };
}

async function troublesOf(databaseUrl: string, titleId: string): Promise<string[]> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    for (let waited = 0; ; waited += 1) {
      const { rows } = await pool.query<{ turned: number; told: number }>(
        `SELECT (SELECT count(*)::int FROM window_transitions t JOIN rights_windows w ON w.id = t.window_id
             WHERE w.title_id = $1 AND t.edge = 'open') AS turned,
           (SELECT count(*)::int FROM events WHERE subject = $1 AND type = 'window.opened') AS told`,
        [titleId],
      );
      const { turned = 0, told = 0 } = rows[0] ?? {};
      if (turned === WINDOWS && told === WINDOWS) return [];
      if (turned > WINDOWS || told > WINDOWS || waited >= PATIENCE_S)
        return [`${turned} transitions and ${told} events of ${WINDOWS} windows`];
      await sleep(1000);
    }
  } finally {
    await pool.end();
  }
}
