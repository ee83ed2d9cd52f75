import type { Pool } from 'pg';

/** What a catalogue of the benches holds. */
export interface CatalogSize {
  titles: number;
  /** Different words that titles and synopses are made of, the first ones by far the most frequent. */
  vocabulary: number;
}

/** Where windows grant: every title has three of them, each for three or four of these. */
export const BENCH_TERRITORIES = [
  ...[
    'AR',
    'AT',
    'AU',
    'BE',
    'BR',
    'CA',
    'CH',
    'CL',
    'CO',
    'CZ',
    'DE',
    'DK',
    'EE',
    'ES',
    'FI',
    'FR',
    'GB',
    'GR',
    'HU',
    'ID',
  ],
  ...[
    'IE',
    'IN',
    'IT',
    'JP',
    'KR',
    'LT',
    'LV',
    'MX',
    'MY',
    'NL',
    'NO',
    'NZ',
    'PH',
    'PL',
    'PT',
    'RO',
    'SE',
    'SK',
    'TH',
    'US',
  ],
];

const GENRES = [
  'action',
  'animation',
  'comedy',
  'crime',
  'documentary',
  'drama',
  'family',
  'fantasy',
  'horror',
  'romance',
];

/** Rows that the triggers would write one by one are written in sets, after the rest. */
const SET_BASED = ['titles_published_entry', 'rights_windows_look_at', 'rights_windows_places'];

/**
 * Fill a tenant with titles, their words, versions and windows, the same for the same numbers. Takes some minutes for a million.
 *
 * @param say told what is being written
 */
export async function fillCatalog(
  pool: Pool,
  tenantId: string,
  { titles, vocabulary }: CatalogSize,
  say: (what: string) => void,
): Promise<void> {
  const step = async (what: string, sql: string, values: unknown[] = []) => {
    const begun = Date.now();
    await pool.query(sql, values);
    say(`${what}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  };
  const ofTitle = 'md5(n::text)';
  await step('words', WORDS, [vocabulary]);
  for (const trigger of SET_BASED) await setTrigger(pool, trigger, 'DISABLE');
  await step('names', NAMES, [titles, vocabulary]);
  await step(
    'titles',
    `INSERT INTO titles (id, tenant_id, external_id, name, kind, status, auto_publish, snapshot_id, current_version_id,
       published_at, created_at, updated_at)
     SELECT 'tit_b' || n, $1, 'b' || n, name, 'movie', 'published', false, 'snp_b' || n, 'ver_b' || n,
       now() - n * interval '1 second', now() - n * interval '1 second', now()
     FROM bench_names`,
    [tenantId],
  );
  await step(
    'snapshots',
    `INSERT INTO title_snapshots (id, tenant_id, title_id, number, document, digest, created_by, published_at)
     SELECT 'snp_b' || n, $1, 'tit_b' || n, 1, jsonb_build_object(
       'locales', jsonb_build_object('en', jsonb_build_object('title', name, 'synopsis_short', synopsis)),
       'default_locale', 'en', 'required_locales', '[]'::jsonb, 'countries', '[]'::jsonb, 'keywords', '[]'::jsonb,
       'genres', jsonb_build_array(($2::text[])[1 + n % 10], ($2::text[])[1 + n * 7 / 3 % 10]), 'people', '[]'::jsonb,
       'ratings', '[]'::jsonb, 'external_ids', '{}'::jsonb, 'release_year', 1950 + (hashint4(n) & 2147483647) % 75), ${ofTitle}, 'bench', now()
     FROM bench_names`,
    [tenantId, GENRES],
  );
  await step(
    'versions',
    `INSERT INTO versions (id, tenant_id, title_id, ingest_id, master_id, number, prefix, media_token, plan_hash, duration_ms,
       frame_rate, bytes, published_at)
     SELECT 'ver_b' || n, $1, 'tit_b' || n, 'ing_b' || n, 'mst_b', 1, 'titles/b/' || n || '/', ${ofTitle}, 'p', 5400000, '25',
       1000000000, now() FROM generate_series(1, $2::int) n`,
    [tenantId, titles],
  );
  await step(
    'renditions',
    `INSERT INTO renditions (id, version_id, kind, name, height, language, bytes)
     SELECT 'ren_b' || kind || n, 'ver_b' || n, kind, kind, CASE kind WHEN 'video' THEN 1080 END,
       CASE kind WHEN 'audio' THEN (ARRAY['en', 'de', 'fr', 'es'])[1 + n % 4] END, 1
     FROM generate_series(1, $1::int) n, unnest(ARRAY['video', 'audio']) kind`,
    [titles],
  );
  await step(
    'outputs',
    `INSERT INTO outputs (id, version_id, kind, object_key)
     SELECT 'out_b' || n, 'ver_b' || n, 'poster', 'titles/b/' || n || '/poster.jpg' FROM generate_series(1, $1::int) n`,
    [titles],
  );
  await step('windows', WINDOWS, [tenantId, titles, BENCH_TERRITORIES]);
  // Without statistics the planner takes a million rows for a handful.
  await step('statistics before entries', 'ANALYZE');
  const batch = 10_000;
  for (let from = 1; from <= titles; from += batch)
    await step(
      `entries from ${from}`,
      `SELECT refresh_published_entries(ids), refresh_openings(ids)
       FROM (SELECT ARRAY(SELECT 'tit_b' || n FROM generate_series($1::int, $2::int) n)) made(ids)`,
      [from, Math.min(titles, from + batch - 1)],
    );
  for (const trigger of SET_BASED) await setTrigger(pool, trigger, 'ENABLE');
  await step('statistics', 'VACUUM ANALYZE');
}

const setTrigger = (pool: Pool, trigger: string, state: 'ENABLE' | 'DISABLE') =>
  pool.query(`ALTER TABLE ${trigger.startsWith('titles') ? 'titles' : 'rights_windows'} ${state} TRIGGER ${trigger}`);

/** Words of two to four syllables. */
const WORDS = `
  CREATE TABLE bench_words AS
  SELECT n, (SELECT string_agg((ARRAY['ba','ce','di','fo','gu','ha','ke','li','mo','nu','pa','re','si','to','va','we','xi','zo','tra','sten',
      'mar','lin','dor','gal','ven','rok','sha','bri','clo','dun','fer','hol'])[1 + get_byte(decode(md5(n::text), 'hex'), at) % 32], '' ORDER BY at)
    FROM generate_series(0, 1 + get_byte(decode(md5(n::text), 'hex'), 15) % 3) at) AS word
  FROM generate_series(0, $1::int - 1) n`;

/** Two to five words to a title and twelve to a synopsis; how often a word is used falls with the cube of its number. */
const NAMES = `
  CREATE TABLE bench_names AS
  SELECT t AS n, initcap(string_agg(w.word, ' ' ORDER BY at) FILTER (WHERE at < 2 + t % 4)) AS name,
    string_agg(w.word, ' ' ORDER BY at) FILTER (WHERE at >= 5) AS synopsis
  FROM generate_series(1, $1::int) t, generate_series(0, 16) at,
    LATERAL (SELECT (hashint8extended(t * 17 + at, 7) & 1048575) / 1048576.0 AS chance) c
    JOIN bench_words w ON w.n = floor($2::int * chance ^ 3)::int
  GROUP BY t`;

/** Two windows of three are open now. */
const WINDOWS = `
  INSERT INTO rights_windows (id, tenant_id, external_id, title_id, license_type, territories, starts_at, ends_at, created_by,
    announced_open, look_at)
  SELECT 'win_b' || n || '_' || w, $1, 'b' || n, 'tit_b' || n, (ARRAY['SVOD', 'AVOD', 'VOD'])[w],
    ARRAY[($3::text[])[1 + (n * 3 + w * 13) % 40], ($3::text[])[1 + (n * 7 + w * 5) % 40], ($3::text[])[1 + (n * 11 + w) % 40]],
    now() - interval '30 days' + CASE WHEN (n + w) % 3 = 0 THEN interval '60 days' ELSE interval '0' END,
    now() + interval '90 days' + (n % 1000) * interval '1 hour', 'bench', (n + w) % 3 <> 0, now() + interval '20 days'
  FROM generate_series(1, $2::int) n, generate_series(1, 3) w`;
