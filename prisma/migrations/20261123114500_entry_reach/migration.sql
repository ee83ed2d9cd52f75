-- From the first opening of an entry to the last end, whatever the territory: what opens next month is passed over without asking the gate
ALTER TABLE "published_entries" ADD COLUMN "opens_at" TIMESTAMP(3) NOT NULL DEFAULT '-infinity',
    ADD COLUMN "closes_at" TIMESTAMP(3) NOT NULL DEFAULT 'infinity';

-- Where and when an entry may ever be offered, as far as its own grants say. What has no windows may be anywhere (*), at any time
CREATE FUNCTION reach_of(title TEXT, OUT places TEXT[], OUT opens_at TIMESTAMP, OUT closes_at TIMESTAMP)
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM rights_windows w WHERE w.title_id = title) THEN ARRAY['*']
            ELSE coalesce((SELECT array_agg(DISTINCT place ORDER BY place) FROM rights_windows w, unnest(w.territories) place
                WHERE w.title_id = title AND w.status = 'active' AND w.kind = 'grant'), '{}') END,
        coalesce(min(coalesce(w.starts_at, '-infinity')), '-infinity'), coalesce(max(coalesce(w.ends_at, 'infinity')), 'infinity')
    FROM rights_windows w WHERE w.title_id = title AND w.status = 'active' AND w.kind = 'grant'
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
    INSERT INTO published_entries (title_id, tenant_id, kind, parent_id, position, published_at, release_year, genres, languages, names, words, name_words, places, opens_at, closes_at)
    SELECT told.id, told.tenant_id, told.kind, told.parent_id, told.position, told.published_at,
        (said->>'release_year')::int,
        ARRAY(SELECT jsonb_array_elements_text(coalesce(said->'genres', '[]'))),
        ARRAY(SELECT DISTINCT r.language FROM renditions r
            WHERE r.version_id = told.current_version_id AND r.kind = 'audio' AND r.language IS NOT NULL ORDER BY 1),
        coalesce(indexed.names, '{}'), coalesce(indexed.words, '') || coalesce(stems.words, ''),
        strip(coalesce(indexed.name_words, '') || coalesce(stems.name_words, '')), reach.places, reach.opens_at, reach.closes_at
    FROM told CROSS JOIN LATERAL reach_of(told.id) reach LEFT JOIN indexed ON indexed.id = told.id LEFT JOIN stems ON stems.id = told.id
    ON CONFLICT (title_id) DO UPDATE SET (kind, parent_id, position, published_at, release_year, genres, languages, names, words, name_words, places, opens_at, closes_at)
        = (EXCLUDED.kind, EXCLUDED.parent_id, EXCLUDED.position, EXCLUDED.published_at, EXCLUDED.release_year, EXCLUDED.genres,
           EXCLUDED.languages, EXCLUDED.names, EXCLUDED.words, EXCLUDED.name_words, EXCLUDED.places, EXCLUDED.opens_at, EXCLUDED.closes_at)
$$;

CREATE OR REPLACE FUNCTION refresh_places(title TEXT) RETURNS void LANGUAGE sql AS $$
    UPDATE published_entries e SET places = reach.places, opens_at = reach.opens_at, closes_at = reach.closes_at
    FROM reach_of(title) reach
    WHERE e.title_id = title
        AND (e.places, e.opens_at, e.closes_at) IS DISTINCT FROM (reach.places, reach.opens_at, reach.closes_at)
$$;
DROP FUNCTION places_of(TEXT);

DROP TRIGGER rights_windows_places ON rights_windows;
CREATE TRIGGER rights_windows_places AFTER INSERT OR DELETE OR UPDATE OF title_id, territories, status, kind, starts_at, ends_at
    ON rights_windows FOR EACH ROW EXECUTE FUNCTION refresh_places_of_window();

DROP INDEX "published_entries_newest_idx";
CREATE INDEX "published_entries_newest_idx" ON "published_entries"("tenant_id", "published_at" DESC, "title_id" DESC)
    INCLUDE ("kind", "parent_id", "release_year", "genres", "languages", "places", "opens_at", "closes_at");

UPDATE published_entries e SET opens_at = reach.opens_at, closes_at = reach.closes_at
    FROM titles t CROSS JOIN LATERAL reach_of(t.id) reach WHERE t.id = e.title_id;
