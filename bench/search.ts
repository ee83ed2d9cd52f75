import type { Pool } from 'pg';
import type { Stack } from '../infra/local/stack';
import { viewerRequest, withCatalog } from './catalog';
import { BENCH_TERRITORIES } from './catalog-data';
import { askHard } from './load';
import { printMetric } from './metric';

const CONNECTIONS = 1;
const WARM_UP_S = 3;
const SECONDS = 15;
const QUESTIONS = 400;
const TOP = 3;

/** A title to be found, and the question with a typo that should find it. */
interface Sought {
  id: string;
  q: string;
  country: string;
}

/**
 * Search a catalogue of a million titles with a typo in a word of five letters or more: how long the answers take, and how often the
 * title that was meant is among the first three. Beside it, how long PostgreSQL takes to find the same by trigrams of the whole title.
 */
export const search = (args: string[]): Promise<void> => withCatalog(args, measureSearch);

/** The search of a catalogue that is there. */
export async function measureSearch(stack: Stack, pool: Pool): Promise<void> {
  const sought = await titlesSought(pool);
  const url = ({ q }: Sought) => `/v1/search?${new URLSearchParams({ q, limit: '20', locale: 'en' })}`;
  let top = 0;
  for (const each of sought)
    if ((await found(stack.urls.api + url(each), stack.keys.viewer, each)).includes(each.id)) top += 1;
  const requests = sought.map((each) => viewerRequest(stack, url(each), each.country));
  const port = Number(new URL(stack.urls.api).port);
  const load = { port, requests, connections: CONNECTIONS };
  await askHard({ ...load, seconds: WARM_UP_S });
  const report = await askHard({ ...load, seconds: SECONDS });
  if (report.failed > 0) throw new Error(`${report.failed} searches were refused.`);
  const trigrams = await byTrigrams(pool, sought.slice(0, 40));
  const baseline = `similar titles by trigrams alone (name % question): p99 ${trigrams.toFixed(0)} ms`;
  const metric = { bench: 'search', baseline };
  printMetric({ ...metric, metric: 'p99_ms', value: report.p99, unit: 'ms', goal: '<= 50' });
  printMetric({ ...metric, metric: 'p50_ms', value: report.p50, unit: 'ms', goal: 'reported' });
  printMetric({ ...metric, metric: 'top3_rate', value: top / sought.length, unit: 'share', goal: '>= 0.9' });
}

/** Titles that are open in a country, each with one letter of a word of five or more wrong. */
async function titlesSought(pool: Pool): Promise<Sought[]> {
  const { rows } = await pool.query<{ id: string; name: string; country: string }>(
    `SELECT t.id, t.name, w.territories[1] AS country FROM titles t
     JOIN LATERAL (SELECT territories FROM rights_windows w
       WHERE w.title_id = t.id AND starts_at <= now() AND ends_at > now() LIMIT 1) w ON true
     WHERE t.id IN (SELECT 'tit_b' || (n * 2477) FROM generate_series(1, $1::int) n) AND t.name ~ '[a-z]{5}'
       AND NOT EXISTS (SELECT 1 FROM titles other WHERE other.name = t.name AND other.id <> t.id)
     ORDER BY t.id LIMIT $2`,
    [QUESTIONS * 3, QUESTIONS],
  );
  return rows
    .filter(({ country }) => BENCH_TERRITORIES.includes(country))
    .map(({ id, name, country }, at) => ({ id, country, q: misspelt(name.toLowerCase(), at) }));
}

/** One letter left out, doubled, swapped with its neighbour or another one, never the first. */
function misspelt(name: string, at: number): string {
  const words = name.split(' ');
  const long = words.map((word, place) => ({ word, place })).filter(({ word }) => word.length >= 5);
  const chosen = long[at % long.length];
  if (!chosen) return name;
  const { word, place } = chosen;
  const letter = 1 + (at % (word.length - 2));
  const [before, here, after] = [word.slice(0, letter), word[letter] ?? '', word.slice(letter + 1)];
  words[place] = [
    `${before}${after}`,
    `${before}${here}${here}${after}`,
    `${before}${after[0] ?? ''}${here}${after.slice(1)}`,
    `${before}${here === 'e' ? 'o' : 'e'}${after}`,
  ][at % 4] as string;
  return words.join(' ');
}

async function found(url: string, key: string, { country }: Sought): Promise<string[]> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}`, 'x-viewer-country': country } });
  const { data } = (await answer.json()) as { data: { id: string }[] };
  return data.slice(0, TOP).map(({ id }) => id);
}

/** Milliseconds. */
async function byTrigrams(pool: Pool, sought: Sought[]): Promise<number> {
  const times: number[] = [];
  for (const { q } of sought) {
    const begun = performance.now();
    await pool.query('SELECT id FROM titles WHERE name % $1 ORDER BY similarity(name, $1) DESC LIMIT 20', [q]);
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
}
