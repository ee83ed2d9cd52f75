import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import type { PlaybackTerms } from '../../domain/drm/policy';
import { guarded } from './errors';
import type { LicenceLedger, LicensedSession } from './playback-port';
import { together } from './together';

/** Rows of one statement, and statements of one kind under way at once. */
const ROUND = { items: 200, rounds: 2 };
const POOL_SIZE = 5;
const TIMEOUT_MS = 5_000;
/** A write whose answer was lost is tried again: its rows have their ids already. */
const TRIES = 3;
const PAUSE_MS = 100;

interface SessionRow {
  id: string;
  tenant_id: string;
  family: string | null;
  kids: string[];
  terms: PlaybackTerms;
  one_time: boolean;
  policy: string;
  viewer_id: string | null;
  heartbeat_at: number;
  expires_at: number;
  first_played_at: number | null;
  ended_at: number | null;
}

/** {@link LicenceLedger} in PostgreSQL, in plain SQL: licences are asked for by thousands a second when a match begins. */
export function createLicenceLedger({ url }: { url: string }): LicenceLedger {
  const pool = new Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS + 1_000,
    application_name: 'headend licences',
  });
  // A connection that breaks while nobody uses it is replaced by the next use.
  pool.on('error', () => undefined);
  return {
    session: together((ids: string[]) => guarded(() => sessions(pool, ids)), ROUND),
    use: together((tokens: UsedToken[]) => tried(() => useUp(pool, tokens)), ROUND),
    record: together((entries: Entry[]) => tried(() => insert(pool, entries)), ROUND),
    sweep: () =>
      guarded(async () => {
        const { rowCount } = await pool.query("DELETE FROM used_tokens WHERE expires_at < now() - interval '1 day'");
        return rowCount ?? 0;
      }),
    close: () => pool.end(),
  };
}

type UsedToken = Parameters<LicenceLedger['use']>[0];
type Entry = Parameters<LicenceLedger['record']>[0];

async function tried<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let round = 1; ; round++) {
    try {
      return await guarded(work);
    } catch (error) {
      if (round === TRIES) throw error;
      await sleep(PAUSE_MS * round);
    }
  }
}

/** Sessions of an entitlement share its first play, also when they were opened while it was written down. */
const SESSIONS = {
  name: 'licensed-sessions',
  text: `SELECT id, tenant_id, device->>'family' AS family, kids, terms, one_time, policy, viewer_id,
      (extract(epoch FROM heartbeat_at) * 1000)::float8 AS heartbeat_at,
      (extract(epoch FROM expires_at) * 1000)::float8 AS expires_at,
      (extract(epoch FROM CASE WHEN first_played_at IS NULL AND entitlement IS NOT NULL THEN (
        SELECT min(o.first_played_at) FROM playback_sessions o WHERE o.tenant_id = s.tenant_id
          AND o.entitlement = s.entitlement AND o.title_id = s.title_id AND o.subject = s.subject
      ) ELSE first_played_at END) * 1000)::float8 AS first_played_at,
      (extract(epoch FROM ended_at) * 1000)::float8 AS ended_at
    FROM playback_sessions s WHERE id = ANY($1)`,
};

async function sessions(pool: Pool, ids: string[]): Promise<(LicensedSession | undefined)[]> {
  const { rows } = await pool.query<SessionRow>({ ...SESSIONS, values: [[...new Set(ids)]] });
  const found = new Map(rows.map((row) => [row.id, licensedSession(row)]));
  return ids.map((id) => found.get(id));
}

const licensedSession = (row: SessionRow): LicensedSession => ({
  id: row.id,
  tenantId: row.tenant_id,
  device: row.family ?? undefined,
  kids: row.kids,
  terms: row.terms,
  oneTime: row.one_time,
  policy: row.policy,
  viewerId: row.viewer_id ?? undefined,
  heartbeatAt: row.heartbeat_at,
  expiresAt: row.expires_at,
  firstPlayedAt: row.first_played_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
});

/** A retry of the request that used a token is answered so long, seconds: that of a player that never got its answer. */
const RETRIES_S = 30;

/** Of two requests with one token the first one to write its id has it, also when it writes twice within a short time. */
const USE = {
  name: 'use-tokens',
  text: `INSERT INTO used_tokens (token_id, request_id, expires_at, used_at)
    SELECT DISTINCT ON (token_id) *, now() AT TIME ZONE 'UTC' FROM unnest($1::text[], $2::text[], $3::timestamp[]) AS t(token_id, request_id, expires_at)
    ORDER BY token_id
    ON CONFLICT (token_id) DO UPDATE SET request_id = used_tokens.request_id
    RETURNING token_id, request_id, used_at > (now() AT TIME ZONE 'UTC') - interval '${RETRIES_S} seconds' AS fresh`,
};

async function useUp(pool: Pool, tokens: UsedToken[]): Promise<boolean[]> {
  const columns = [
    tokens.map(({ tokenId }) => tokenId),
    tokens.map(({ requestId }) => requestId),
    tokens.map(({ expiresAt }) => expiresAt.toISOString()),
  ];
  const { rows } = await pool.query<{ token_id: string; request_id: string; fresh: boolean }>({
    ...USE,
    values: columns,
  });
  const users = new Map(rows.map((row) => [row.token_id, row.fresh ? row.request_id : undefined]));
  return tokens.map(({ tokenId, requestId }) => users.get(tokenId) === requestId);
}

const COLUMNS =
  'id, tenant_id, session_id, title_id, version_id, subject, device, system, asked, granted, result, reason, token_id, ms, created_at';

/** Lists travel as text, since rows of an array of arrays must all be of one length. */
const ENTRY = `entry AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::float8[], $15::timestamp[]) AS e(${COLUMNS}))`;
const INSERT = `INSERT INTO licence_requests (${COLUMNS})
    SELECT id, tenant_id, session_id, title_id, version_id, subject, device, system, string_to_array(asked, ' '),
      string_to_array(granted, ' '), result, reason, token_id, ms, created_at FROM entry
    ON CONFLICT (id) DO NOTHING`;

const RECORD = { name: 'record-licences', text: `WITH ${ENTRY} ${INSERT}` };
/**
 * The sessions of an entitlement share the first play, also those that were opened before it. Rows are locked in one order, so
 * that no two rounds wait for each other.
 */
const RECORD_FIRST = {
  name: 'record-first-licences',
  text: `WITH ${ENTRY}, inserted AS (${INSERT}),
    played AS (
      SELECT s.*, e.played_at FROM playback_sessions s
        JOIN (SELECT session_id, min(created_at) AS played_at FROM entry WHERE result = 'granted' GROUP BY session_id) e
          ON s.id = e.session_id),
    together AS (
      SELECT id, played_at FROM played
      UNION ALL
      SELECT s.id, p.played_at FROM (SELECT * FROM played WHERE entitlement IS NOT NULL) p JOIN playback_sessions s
        ON s.tenant_id = p.tenant_id AND s.entitlement = p.entitlement AND s.title_id = p.title_id AND s.subject = p.subject),
    due AS (
      SELECT id FROM playback_sessions WHERE id IN (SELECT id FROM together) AND first_played_at IS NULL
        ORDER BY id FOR UPDATE)
    UPDATE playback_sessions s
      SET first_played_at = (SELECT min(played_at) FROM together t WHERE t.id = s.id)
      FROM due WHERE s.id = due.id AND s.first_played_at IS NULL`,
};

async function insert(pool: Pool, entries: Entry[]): Promise<undefined[]> {
  const column = <T>(of: (entry: Entry) => T): T[] => entries.map(of);
  await pool.query({
    ...(entries.some(({ firstPlay }) => firstPlay) ? RECORD_FIRST : RECORD),
    values: [
      column(({ id }) => id),
      column(({ tenantId }) => tenantId),
      column(({ sessionId }) => sessionId),
      column(({ titleId }) => titleId),
      column(({ versionId }) => versionId),
      column(({ subject }) => subject),
      column(({ device }) => device ?? null),
      column(({ system }) => system),
      column(({ asked }) => asked.join(' ')),
      column(({ granted }) => granted.join(' ')),
      column(({ result }) => result),
      column(({ reason }) => reason ?? null),
      column(({ tokenId }) => tokenId),
      column(({ ms }) => ms),
      column(({ createdAt }) => createdAt.toISOString()),
    ],
  });
  return entries.map(() => undefined);
}
