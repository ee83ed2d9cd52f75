-- Where an entry may ever be offered, as far as its windows say: lists and search look there before they ask the gate
ALTER TABLE "published_entries" ADD COLUMN "places" TEXT[] NOT NULL DEFAULT '{}', ADD COLUMN "name_words" tsvector NOT NULL DEFAULT '';

-- Territories of the grants of a title, as they name them. What has no windows, or only holds others, may be anywhere: *
CREATE FUNCTION places_of(title TEXT) RETURNS TEXT[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM rights_windows w WHERE w.title_id = title) THEN ARRAY['*']
        ELSE ARRAY(SELECT DISTINCT unnest(w.territories) FROM rights_windows w
            WHERE w.title_id = title AND w.status = 'active' AND w.kind = 'grant' ORDER BY 1) END
$$;

CREATE OR REPLACE FUNCTION refresh_published_entries(ids TEXT[]) RETURNS void LANGUAGE sql AS $$
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
            to_tsvector('simple', coalesce(string_agg(value, ' ') FILTER (WHERE weight = 'A'), '')) AS name_words,
            setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'A'), '')), 'A')
            || setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'B'), '')), 'B')
            || setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'C'), '')), 'C')
            || setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'D'), '')), 'D') AS words,
            array_agg(DISTINCT value) FILTER (WHERE weight = 'A' AND value <> '') AS names
        FROM texts WHERE value <> '' GROUP BY id
    ), stems AS (
        SELECT id, tsvector_agg(setweight(to_tsvector(search_config(locale), value), weight::"char")) AS words,
            tsvector_agg(to_tsvector(search_config(locale), value)) FILTER (WHERE weight = 'A') AS name_words
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
    INSERT INTO published_entries (title_id, tenant_id, kind, parent_id, position, published_at, release_year, genres, languages, names, words, name_words, places)
    SELECT told.id, told.tenant_id, told.kind, told.parent_id, told.position, told.published_at,
        (said->>'release_year')::int,
        ARRAY(SELECT jsonb_array_elements_text(coalesce(said->'genres', '[]'))),
        ARRAY(SELECT DISTINCT r.language FROM renditions r
            WHERE r.version_id = told.current_version_id AND r.kind = 'audio' AND r.language IS NOT NULL ORDER BY 1),
        coalesce(indexed.names, '{}'), coalesce(indexed.words, '') || coalesce(stems.words, ''),
        strip(coalesce(indexed.name_words, '') || coalesce(stems.name_words, '')), places_of(told.id)
    FROM told LEFT JOIN indexed ON indexed.id = told.id LEFT JOIN stems ON stems.id = told.id
    ON CONFLICT (title_id) DO UPDATE SET (kind, parent_id, position, published_at, release_year, genres, languages, names, words, name_words, places)
        = (EXCLUDED.kind, EXCLUDED.parent_id, EXCLUDED.position, EXCLUDED.published_at, EXCLUDED.release_year, EXCLUDED.genres,
           EXCLUDED.languages, EXCLUDED.names, EXCLUDED.words, EXCLUDED.name_words, EXCLUDED.places)
$$;

CREATE FUNCTION refresh_places(title TEXT) RETURNS void LANGUAGE sql AS $$
    UPDATE published_entries SET places = places_of(title_id) WHERE title_id = title AND places IS DISTINCT FROM places_of(title_id)
$$;

-- The runner of migrations cuts at semicolons, also within a body, so there they are written by their code
CREATE FUNCTION refresh_places_of_window() RETURNS trigger AS E'
BEGIN
    IF TG_OP <> ''INSERT'' AND OLD.title_id IS NOT NULL THEN
        PERFORM refresh_places(OLD.title_id)\x3B
    END IF\x3B
    IF TG_OP <> ''DELETE'' AND NEW.title_id IS NOT NULL THEN
        PERFORM refresh_places(NEW.title_id)\x3B
    END IF\x3B
    RETURN NULL\x3B
END
' LANGUAGE plpgsql;
CREATE TRIGGER rights_windows_places AFTER INSERT OR DELETE OR UPDATE OF title_id, territories, status, kind ON rights_windows
    FOR EACH ROW EXECUTE FUNCTION refresh_places_of_window();


DROP INDEX "published_entries_newest_idx";
DROP INDEX "published_entries_kind_idx";
DROP INDEX "published_entries_genres_idx";
DROP INDEX "published_entries_words_idx";
-- All that narrows a list lies in the index itself
CREATE INDEX "published_entries_newest_idx" ON "published_entries"("tenant_id", "published_at" DESC, "title_id" DESC)
    INCLUDE ("kind", "parent_id", "release_year", "genres", "languages", "places");
CREATE INDEX "published_entries_facets_idx" ON "published_entries" USING gin ("genres", "languages", "places");
CREATE INDEX "published_entries_year_idx" ON "published_entries"("tenant_id", "release_year");
CREATE INDEX "published_entries_words_idx" ON "published_entries" USING gin ("words", "places");
CREATE INDEX "published_entries_name_words_idx" ON "published_entries" USING gin ("name_words", "places");

-- What is published already, so many at a time
DO E'
DECLARE batch TEXT[]\x3B
BEGIN
    FOR batch IN SELECT array_agg(id) FROM
        (SELECT id, row_number() OVER (ORDER BY id) / 5000 AS part FROM titles WHERE status = ''published'') t GROUP BY part
    LOOP
        PERFORM refresh_published_entries(batch)\x3B
    END LOOP\x3B
END
' LANGUAGE plpgsql;
