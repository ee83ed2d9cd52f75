import { type AskedWord, type GenreWords, MOST_WORDS, searchExpressions } from '../../domain/search/query';
import { typosAllowed } from '../../domain/search/typos';
import { Prisma } from '../../prisma/client/client';
import type { Database } from './database';
import { readPrepared } from './prepared';
import type { EntrySearch, Facets, Found } from './viewer-catalog-port';
import { filtered, readEntries } from './viewer-rows';
import { type VisibleTo, visibleEntry } from './visible';

/** Entries that are looked at in each step from the strictest match to the widest; of very many that match the rest is left. */
const MOST_OF_A_STEP = 100;
/** With so many found, no wider step is taken. */
const ENOUGH = 40;

interface Candidate {
  title_id: string;
  kind: string;
  genres: string[];
  languages: string[];
  release_year: number | null;
}

/**
 * Find entries by what somebody typed: every word, unfinished at the end, with typos forgiven, at last also in the unfinished
 * word. Where nothing has them all, words are dropped from the end, as Meilisearch does. The typo is matched against the
 * vocabulary first, so the size of the catalogue counts for the full text search alone.
 */
export async function searchEntries(
  database: Database,
  tenantId: string,
  search: EntrySearch,
  asker: VisibleTo,
): Promise<Found> {
  const [asked, genres] = await Promise.all([askedWords(database, tenantId, search), genreWords(database, tenantId)]);
  const words = asked.slice(0, MOST_WORDS);
  const found = async (some: readonly AskedWord[], name: string) =>
    readPrepared<Candidate>(
      database,
      ranked({ tenantId, name, expressions: searchExpressions(some, genres), search, asker }),
    );
  const last = words.at(-1);
  if (last) {
    // A title may have more words than count.
    const name = asked.map(({ word }) => word).join(' ');
    const all = await found(words, name);
    if (all.length > 0) return page(database, tenantId, all, search, asker);
    const beginnings = await wordsBeginning(database, tenantId, last.word);
    const begun = beginnings.length > 0 ? await found([...words.slice(0, -1), { ...last, beginnings }], name) : [];
    if (begun.length > 0) return page(database, tenantId, begun, search, asker);
  }
  for (let taken = words.length - 1; taken > 0; taken -= 1) {
    const some = words.slice(0, taken);
    const fewer = await found(some, some.map(({ word }) => word).join(' '));
    if (fewer.length > 0) return page(database, tenantId, fewer, search, asker);
  }
  return { items: [], total: 0, exact: true, facets: facetsOf([]) };
}

async function page(
  database: Database,
  tenantId: string,
  found: Candidate[],
  { offset, limit }: EntrySearch,
  asker: VisibleTo,
): Promise<Found> {
  const ids = found.slice(offset, offset + limit).map(({ title_id }) => title_id);
  return {
    items: await readEntries(database, tenantId, ids, asker),
    total: found.length,
    exact: found.length < ENOUGH,
    facets: facetsOf(found),
  };
}

/** Words that begin like the last one, of which the nearest are chosen. */
const MOST_BEGINNINGS = 2_000;
/** Genres of a tenant whose names are looked at. */
const MOST_GENRES = 500;

interface WordRow {
  word: string;
  stems: string[];
  candidates: string[];
}

/** Words as the index spells them. */
const askedWords = (database: Database, tenantId: string, { text, locale }: EntrySearch) =>
  readPrepared<WordRow>(
    database,
    Prisma.sql`
    SELECT word, tsvector_to_array(to_tsvector(search_config(${locale}), word)) AS stems,
      CASE WHEN length(word) < 5 OR place > ${MOST_WORDS} THEN '{}' ELSE ARRAY(
        SELECT known.word FROM search_words known
        WHERE known.tenant_id = ${tenantId} AND known.spellings && near_spellings(asked.word)
          AND abs(length(known.word) - length(asked.word)) <= 2
        LIMIT 300
      ) END AS candidates
    FROM string_to_table(search_text(${text}), ' ') WITH ORDINALITY AS asked(word, place)
    WHERE word <> '' ORDER BY place`,
  );

/** Words of the vocabulary that begin like a word that is not finished, but for a typo. */
async function wordsBeginning(database: Database, tenantId: string, word: string): Promise<string[]> {
  if (typosAllowed(word) === 0) return [];
  const rows = await readPrepared<{ word: string }>(
    database,
    Prisma.sql`
    SELECT word FROM search_words
    WHERE tenant_id = ${tenantId} AND spellings && near_beginnings(${word}) AND length(word) >= ${word.length - 1}
    LIMIT ${MOST_BEGINNINGS}`,
  );
  return rows.map((row) => row.word);
}

/** What genres are called is asked for once in this time, milliseconds. */
const GENRES_KEPT_MS = 1_000;

type KeptGenres = Map<string, { until: number; words: Promise<GenreWords[]> }>;
const kept = new WeakMap<Database, KeptGenres>();

/** The names of the genres of a tenant: they are found by what they are called now, whenever their titles were published. */
function genreWords(database: Database, tenantId: string): Promise<GenreWords[]> {
  const tenants: KeptGenres = kept.get(database) ?? new Map();
  kept.set(database, tenants);
  const known = tenants.get(tenantId);
  if (known && known.until > Date.now()) return known.words;
  const words = readPrepared<GenreWords>(
    database,
    Prisma.sql`
    SELECT 'genre' || md5(key) AS lexeme, string_to_array(name, ' ') AS words,
      tsvector_to_array(to_tsvector(search_config(locale), name)) AS stems
    FROM (
      SELECT genre.key, spoken.locale, search_text(spoken.value) AS name
      FROM (SELECT key, names FROM genres WHERE tenant_id = ${tenantId} ORDER BY key LIMIT ${MOST_GENRES}) genre,
        jsonb_each_text(names) spoken(locale, value)
    ) called`,
  );
  tenants.set(tenantId, { until: Date.now() + GENRES_KEPT_MS, words });
  words.catch(() => tenants.delete(tenantId));
  return words;
}

interface Ranking {
  tenantId: string;
  /** The words as a title would be written. */
  name: string;
  expressions: ReturnType<typeof searchExpressions>;
  search: EntrySearch;
  asker: VisibleTo;
}

/** The whole title before its words, words as written before typos, the title before other texts; then how close together, then newest. */
function ranked({ tenantId, name, expressions, search, asker }: Ranking): Prisma.Sql {
  const { written, meant } = expressions;
  const query = (expression: string) => Prisma.sql`to_tsquery('simple', ${expression})`;
  const step = (condition: Prisma.Sql) => Prisma.sql`
    SELECT e.title_id FROM published_entries e JOIN titles t ON t.id = e.title_id
    WHERE e.tenant_id = ${tenantId} AND ${condition} AND ${filtered(search, asker)} AND ${visibleEntry(asker)}`;
  const most = Prisma.sql`LIMIT ${MOST_OF_A_STEP}`;
  return Prisma.sql`
    WITH named AS MATERIALIZED (${step(Prisma.sql`e.names @> ARRAY[${name}]`)} ${most}),
    titled AS MATERIALIZED (${step(Prisma.sql`e.name_words @@ ${query(written)}`)} ${most}),
    misspelt AS MATERIALIZED (
      ${step(Prisma.sql`e.name_words @@ ${query(meant)}`)} AND (SELECT count(*) FROM titled) < ${ENOUGH} ${most}),
    told AS MATERIALIZED (
      ${step(Prisma.sql`e.words @@ ${query(meant)}`)}
        AND (SELECT count(*) FROM titled) + (SELECT count(*) FROM misspelt) < ${ENOUGH} ${most}),
    found AS (SELECT * FROM named UNION SELECT * FROM titled UNION SELECT * FROM misspelt UNION SELECT * FROM told)
    SELECT e.title_id, e.kind, e.genres, e.languages, e.release_year
    FROM found JOIN published_entries e USING (title_id)
    ORDER BY e.names @> ARRAY[${name}] DESC, e.words @@ ${query(written)} DESC, e.name_words @@ ${query(meant)} DESC,
      ts_rank_cd(e.words, ${query(meant)}, 1) DESC, e.published_at DESC, e.title_id DESC`;
}

/** How many of those found have each value. */
function facetsOf(found: readonly Candidate[]): Facets {
  const count = (values: (candidate: Candidate) => readonly (string | undefined)[]) => {
    const counts = new Map<string, number>();
    for (const value of found.flatMap((each) => [...new Set(values(each))]))
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    return Object.fromEntries([...counts].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1)));
  };
  return {
    kind: count(({ kind }) => [kind]),
    genre: count(({ genres }) => genres),
    decade: count(({ release_year: year }) => [year === null ? undefined : `${Math.floor(year / 10) * 10}`]),
    language: count(({ languages }) => languages),
  };
}
