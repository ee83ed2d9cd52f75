-- What viewers find: one row per published entry, made from its snapshot by a trigger, whoever publishes
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE TABLE "published_entries" (
    "title_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parent_id" TEXT,
    "position" INTEGER,
    "published_at" TIMESTAMP(3) NOT NULL,
    "release_year" INTEGER,
    "genres" TEXT[],
    "languages" TEXT[],
    "names" TEXT[],
    "words" tsvector NOT NULL,
    CONSTRAINT "published_entries_pkey" PRIMARY KEY ("title_id")
);
ALTER TABLE "published_entries" ADD CONSTRAINT "published_entries_title_id_fkey"
    FOREIGN KEY ("title_id") REFERENCES "titles"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "published_entries_newest_idx" ON "published_entries"("tenant_id", "published_at" DESC, "title_id" DESC) WHERE "parent_id" IS NULL;
CREATE INDEX "published_entries_kind_idx" ON "published_entries"("tenant_id", "kind", "published_at" DESC, "title_id" DESC);
CREATE INDEX "published_entries_parent_idx" ON "published_entries"("parent_id", "position");
CREATE INDEX "published_entries_genres_idx" ON "published_entries" USING gin ("genres");
CREATE INDEX "published_entries_names_idx" ON "published_entries" USING gin ("names");
CREATE INDEX "published_entries_words_idx" ON "published_entries" USING gin ("words");

-- The vocabulary of each tenant, against which typos are matched
CREATE TABLE "search_words" (
    "tenant_id" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "spellings" TEXT[],
    CONSTRAINT "search_words_pkey" PRIMARY KEY ("tenant_id", "word")
);
CREATE INDEX "search_words_spellings_idx" ON "search_words" USING gin ("spellings");

-- Lower case, without accents, words apart by one space: entries and questions go through the same
CREATE FUNCTION search_text(value TEXT) RETURNS TEXT LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT trim(regexp_replace(lower(unaccent(coalesce(value, '')) COLLATE "und-x-icu"), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- How words of a locale are stemmed
CREATE FUNCTION search_config(locale TEXT) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (CASE split_part(lower(locale), '-', 1)
        WHEN 'ar' THEN 'arabic' WHEN 'hy' THEN 'armenian' WHEN 'eu' THEN 'basque' WHEN 'ca' THEN 'catalan'
        WHEN 'da' THEN 'danish' WHEN 'nl' THEN 'dutch' WHEN 'en' THEN 'english' WHEN 'fi' THEN 'finnish'
        WHEN 'fr' THEN 'french' WHEN 'de' THEN 'german' WHEN 'el' THEN 'greek' WHEN 'hi' THEN 'hindi'
        WHEN 'hu' THEN 'hungarian' WHEN 'id' THEN 'indonesian' WHEN 'ga' THEN 'irish' WHEN 'it' THEN 'italian'
        WHEN 'lt' THEN 'lithuanian' WHEN 'ne' THEN 'nepali' WHEN 'no' THEN 'norwegian' WHEN 'nb' THEN 'norwegian'
        WHEN 'nn' THEN 'norwegian' WHEN 'pt' THEN 'portuguese' WHEN 'ro' THEN 'romanian' WHEN 'ru' THEN 'russian'
        WHEN 'sr' THEN 'serbian' WHEN 'es' THEN 'spanish' WHEN 'sv' THEN 'swedish' WHEN 'ta' THEN 'tamil'
        WHEN 'tr' THEN 'turkish' WHEN 'yi' THEN 'yiddish' ELSE 'simple' END)::regconfig
$$;

-- A word and what is left of it without one letter, from nine letters on also without two: two words that share one of these are
-- one typo (two typos) apart, a swap of neighbours included. From five letters on, as Meilisearch counts
CREATE FUNCTION near_spellings(word TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH RECURSIVE left_over(spelling, dropped) AS (
        SELECT word, 0
        UNION
        SELECT left(spelling, at - 1) || substr(spelling, at + 1), dropped + 1
        FROM left_over, generate_series(1, length(spelling)) AS at
        WHERE dropped < CASE WHEN length(word) > 30 OR length(word) < 4 THEN 0 WHEN length(word) >= 8 THEN 2 ELSE 1 END
    )
    SELECT array_agg(DISTINCT spelling) FROM left_over
$$;

CREATE AGGREGATE tsvector_agg(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');

-- Write the rows of these titles anew, and take away those that are not published any more
CREATE FUNCTION refresh_published_entries(ids TEXT[]) RETURNS void LANGUAGE sql AS $$
    WITH gone AS (
        DELETE FROM published_entries e USING titles t
        WHERE e.title_id = ANY(ids) AND t.id = e.title_id AND (t.status <> 'published' OR t.snapshot_id IS NULL)
    ), told AS (
        SELECT t.id, t.tenant_id, t.kind, t.parent_id, t.position, coalesce(t.published_at, s.published_at, t.created_at) AS published_at,
            t.name, t.current_version_id, s.document AS said
        FROM titles t JOIN title_snapshots s ON s.id = t.snapshot_id
        WHERE t.id = ANY(ids) AND t.status = 'published'
    ), texts AS (
        SELECT told.id, 'A' AS weight, 'simple' AS locale, search_text(told.name) AS value FROM told
        UNION ALL SELECT told.id, 'A', coalesce(said->>'original_language', 'simple'), search_text(said->>'original_title') FROM told
        UNION ALL SELECT told.id, f.weight, l.key, search_text(l.value->>f.field)
            FROM told, jsonb_each(coalesce(said->'locales', '{}')) l,
                (VALUES ('A', 'title'), ('B', 'tagline'), ('D', 'synopsis_short'), ('D', 'synopsis_long')) f(weight, field)
        UNION ALL SELECT told.id, 'B', 'simple', search_text(p->>'name')
            FROM told, jsonb_array_elements(coalesce(said->'people', '[]')) p
        UNION ALL SELECT told.id, 'C', 'simple', search_text(c)
            FROM told, jsonb_array_elements(coalesce(said->'people', '[]')) p, jsonb_array_elements_text(coalesce(p->'characters', '[]')) c
        UNION ALL SELECT told.id, 'C', 'simple', search_text(k)
            FROM told, jsonb_array_elements_text(coalesce(said->'keywords', '[]')) k
        UNION ALL SELECT told.id, 'C', n.key, search_text(n.value)
            FROM told, jsonb_array_elements_text(coalesce(said->'genres', '[]')) g
            JOIN genres ON genres.key = g, jsonb_each_text(genres.names) n WHERE genres.tenant_id = told.tenant_id
        UNION ALL SELECT told.id, 'C', 'simple', search_text(g)
            FROM told, jsonb_array_elements_text(coalesce(said->'genres', '[]')) g
    ), indexed AS (
        SELECT id,
            to_tsvector('simple', string_agg(value, ' ')) AS plain,
            setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'A'), '')), 'A')
            || setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'B'), '')), 'B')
            || setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'C'), '')), 'C')
            || setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'D'), '')), 'D') AS words,
            array_agg(DISTINCT value) FILTER (WHERE weight = 'A' AND value <> '') AS names
        FROM texts WHERE value <> '' GROUP BY id
    ), stems AS (
        SELECT id, tsvector_agg(setweight(to_tsvector(search_config(locale), value), weight::"char")) AS words
        FROM texts WHERE value <> '' AND search_config(locale) <> 'simple'::regconfig GROUP BY id
    ), vocabulary AS (
        INSERT INTO search_words (tenant_id, word, spellings)
        SELECT tenant_id, word, near_spellings(word) FROM (
            SELECT DISTINCT told.tenant_id, w.lexeme AS word
            FROM told JOIN indexed ON indexed.id = told.id, unnest(indexed.plain) w
            WHERE length(w.lexeme) BETWEEN 4 AND 30
        ) used
        WHERE NOT EXISTS (SELECT 1 FROM search_words s WHERE s.tenant_id = used.tenant_id AND s.word = used.word)
        ORDER BY 1, 2
        ON CONFLICT DO NOTHING
    )
    INSERT INTO published_entries (title_id, tenant_id, kind, parent_id, position, published_at, release_year, genres, languages, names, words)
    SELECT told.id, told.tenant_id, told.kind, told.parent_id, told.position, told.published_at,
        (said->>'release_year')::int,
        ARRAY(SELECT jsonb_array_elements_text(coalesce(said->'genres', '[]'))),
        ARRAY(SELECT DISTINCT r.language FROM renditions r
            WHERE r.version_id = told.current_version_id AND r.kind = 'audio' AND r.language IS NOT NULL ORDER BY 1),
        coalesce(indexed.names, '{}'), coalesce(indexed.words, '') || coalesce(stems.words, '')
    FROM told LEFT JOIN indexed ON indexed.id = told.id LEFT JOIN stems ON stems.id = told.id
    ON CONFLICT (title_id) DO UPDATE SET (kind, parent_id, position, published_at, release_year, genres, languages, names, words)
        = (EXCLUDED.kind, EXCLUDED.parent_id, EXCLUDED.position, EXCLUDED.published_at, EXCLUDED.release_year, EXCLUDED.genres,
           EXCLUDED.languages, EXCLUDED.names, EXCLUDED.words)
$$;

-- What plays behind a series, a season or a collection, where all between is published
CREATE FUNCTION titles_within(entry TEXT) RETURNS SETOF TEXT LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE part(id, kind, depth) AS (
        SELECT id, kind, 0 FROM titles WHERE id = entry
        UNION
        SELECT c.id, c.kind, depth + 1
        FROM part, LATERAL (
            SELECT t.id, t.kind, t.status FROM titles t WHERE t.parent_id = part.id AND t.kind <> 'extra'
            UNION ALL
            SELECT t.id, t.kind, t.status FROM collection_items i JOIN titles t ON t.id = i.title_id WHERE i.collection_id = part.id
        ) c
        WHERE part.kind IN ('series', 'season', 'collection') AND c.status = 'published' AND depth < 4
    )
    SELECT id FROM part WHERE kind NOT IN ('series', 'season', 'collection')
$$;

-- The runner of migrations cuts at semicolons, also within a body, so there they are written by their code
CREATE FUNCTION refresh_published_entry() RETURNS trigger AS E'
BEGIN
    PERFORM refresh_published_entries(ARRAY[NEW.id])\x3B
    RETURN NULL\x3B
END
' LANGUAGE plpgsql;
CREATE TRIGGER titles_published_entry AFTER INSERT OR UPDATE OF
    status, snapshot_id, current_version_id, kind, parent_id, position, published_at, name ON titles
    FOR EACH ROW EXECUTE FUNCTION refresh_published_entry();
