import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { listedEntries } from '../adapters/postgres/viewer-listing';
import type { EntryFilters } from '../domain/catalog/entry-filters';
import { DEMO_TENANT, type Stack, startStack } from '../infra/local/stack';
import type { BareQuery } from './catalog-bare';
import { BENCH_TERRITORIES, fillCatalog } from './catalog-data';
import { askHard, type LoadReport } from './load';
import { median, printMetric } from './metric';

const TITLES = 1_000_000;
const VOCABULARY = 200_000;
const CONNECTIONS = 2;
const WARM_UP_S = 3;
const DEFAULT_S = 5;
/** They take turns, so that a busy moment of the machine is everybody's; medians are compared. */
const ROUNDS = 3;
const COUNTRY = 'x-viewer-country';

/** What is asked for. */
interface Question extends EntryFilters {
  territory: string;
}

/** A stack with a catalogue of the benches; `--titles N` makes it smaller. */
export async function withCatalog(args: string[], work: (stack: Stack, pool: Pool) => Promise<void>): Promise<void> {
  const titles = Number(args[args.indexOf('--titles') + 1]) || TITLES;
  const folder = await mkdtemp(path.join(tmpdir(), 'headend-bench-'));
  const env = { LOG_LEVEL: 'warn', COUNTRY_HEADER: COUNTRY, RATE_LIMIT_PER_MINUTE: '100000000' };
  const stack = await startStack({ dataDir: path.join(folder, 'data'), withWorkers: false, env });
  const pool = new Pool({ connectionString: stack.urls.database, max: 4 });
  try {
    const size = { titles, vocabulary: Math.min(VOCABULARY, titles) };
    await fillCatalog(pool, DEMO_TENANT.id, size, (what) => process.stderr.write(`${what}\n`));
    await work(stack, pool);
  } finally {
    await pool.end();
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A GET as a viewer in a country. */
export const viewerRequest = (stack: Stack, url: string, country: string): Buffer =>
  Buffer.from(
    `GET ${url} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${stack.keys.viewer}\r\n${COUNTRY}: ${country}\r\n\r\n`,
  );

/**
 * Filtered lists of a million titles, as viewers in 40 countries ask for them, from the API; beside bare Express and pg with the
 * same statement, which checks nobody and shapes nothing. `--titles N` makes the catalogue smaller, `--seconds N` each round longer.
 */
export const catalog = (args: string[]): Promise<void> => withCatalog(args, (stack) => measureLists(stack, args));

/** The lists of a catalogue that is there. */
export async function measureLists(stack: Stack, args: string[]): Promise<void> {
  const seconds = Number(args[args.indexOf('--seconds') + 1]) || DEFAULT_S;
  const questions = questionsOf();
  const requests = questions.map((question) => viewerRequest(stack, urlOf(question), question.territory));
  const bare = await startBare(stack.urls.database, questions);
  try {
    const bareRequests = questions.map((_, at) => Buffer.from(`GET /${at} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`));
    const port = Number(new URL(stack.urls.api).port);
    const rounds: Record<'api' | 'bare', LoadReport[]> = { api: [], bare: [] };
    const load = { connections: CONNECTIONS, seconds };
    await askHard({ ...load, seconds: WARM_UP_S, port, requests });
    await askHard({ ...load, seconds: WARM_UP_S, port: bare.port, requests: bareRequests });
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.bare.push(await askHard({ ...load, port: bare.port, requests: bareRequests }));
      rounds.api.push(await askHard({ ...load, port, requests }));
    }
    tell(rounds);
  } finally {
    bare.child.kill();
  }
}

function tell({ api, bare }: Record<'api' | 'bare', LoadReport[]>): void {
  const failed = [...api, ...bare].reduce((sum, each) => sum + each.failed, 0);
  if (failed > 0) throw new Error(`${failed} answers were refused.`);
  const rate = (reports: LoadReport[]) => median(reports.map(({ requests, seconds }) => requests / seconds));
  const p99 = (reports: LoadReport[]) => median(reports.map((each) => each.p99));
  const baseline = `bare Express and pg with the same statement, ${CONNECTIONS} connections: ${rate(bare).toFixed(0)}/s, p99 ${p99(bare).toFixed(1)} ms`;
  const metric = { bench: 'catalog', baseline };
  printMetric({ ...metric, metric: 'ratio', value: rate(api) / rate(bare), unit: 'ratio', goal: '>= 0.7' });
  printMetric({ ...metric, metric: 'p99_ms', value: p99(api), unit: 'ms', goal: '<= 10' });
  printMetric({ ...metric, metric: 'per_second', value: rate(api), unit: '1/s', goal: 'reported' });
}

const GENRES = ['action', 'comedy', 'documentary', 'drama', 'horror'];

/** Newest, by genre, by genre and year: from every territory. */
const questionsOf = (): Question[] =>
  BENCH_TERRITORIES.flatMap((territory, at) => [
    { territory },
    { territory, kinds: ['movie'] },
    { territory, genre: GENRES[at % GENRES.length] },
    { territory, genre: GENRES[at % GENRES.length], fromYear: 1990 + (at % 20), toYear: 2000 + (at % 20) },
  ]);

const urlOf = ({ kinds, genre, fromYear, toYear }: Question): string => {
  const query = new URLSearchParams({ limit: '20' });
  const narrow = { kind: kinds?.join(','), genre, from_year: fromYear, to_year: toYear };
  for (const [name, value] of Object.entries(narrow)) if (value !== undefined) query.set(name, `${value}`);
  return `/v1/titles?${query}`;
};

/** The bare server runs in a process of its own, as the API does. */
function startBare(database: string, questions: Question[]): Promise<{ child: ChildProcess; port: number }> {
  const queries: BareQuery[] = questions.map(({ territory, ...filters }) => {
    const { text, values } = listedEntries(
      { tenantId: DEMO_TENANT.id, territory, now: new Date() },
      { ...filters, limit: 20 },
    );
    return { text, values };
  });
  const child = fork(path.join(__dirname, 'catalog-bare.js'), [], {
    env: { ...process.env, BENCH_DATABASE: database },
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve({ child, port: (message as { port: number }).port }));
    child.once('error', reject);
    child.send(queries);
  });
}
