import { MOST_WORDS, searchExpressions } from '../../domain/search/query';
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
 * Find entries by what somebody typed: every word, unfinished at the end, with typos forgiven. Where nothing has them all, words are
 * dropped from the end, as Meilisearch does. The typo is matched against the vocabulary first, so the size of the catalogue
 * counts for the full text search alone.
 */
export async function searchEntries(
  database: Database,
  tenantId: string,
  search: EntrySearch,
  asker: VisibleTo,
): Promise<Found> {
  const words = await askedWords(database, tenantId, search);
  for (let taken = words.length; taken > 0; taken -= 1) {
    const some = words.slice(0, taken);
    const name = some.map(({ word }) => word).join(' ');
    const found = await readPrepared<Candidate>(
      database,
      ranked({ tenantId, name, expressions: searchExpressions(some), search, asker }),
    );
    if (found.length > 0) return page(database, tenantId, found, search, asker);
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
      CASE WHEN length(word) < 5 THEN '{}' ELSE ARRAY(
        SELECT known.word FROM search_words known
        WHERE known.tenant_id = ${tenantId} AND known.spellings && near_spellings(asked.word)
          AND abs(length(known.word) - length(asked.word)) <= 2
        LIMIT 300
      ) END AS candidates
    FROM string_to_table(search_text(${text}), ' ') WITH ORDINALITY AS asked(word, place)
    WHERE word <> '' ORDER BY place LIMIT ${MOST_WORDS}`,
  );

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
    WHERE e.tenant_id = ${tenantId} AND ${condition} AND ${filtered(search, asker.territory)} AND ${visibleEntry(asker)}`;
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
