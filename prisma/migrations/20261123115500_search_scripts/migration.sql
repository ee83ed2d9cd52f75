-- Search in scripts without spaces, typos in unfinished words, and names of genres and people as they are now

-- Han, Kana, Thai, Lao, Burmese and Khmer: the pairs of letters of each run, a letter alone as it is
CREATE FUNCTION pairs_of_letters(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value ~ '[\u0E01-\u0E4E\u0E81-\u0ECD\u1000-\u1049\u1780-\u17D3\u3005\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0002FA1F]' THEN (
        SELECT string_agg(CASE WHEN run !~ '[\u0E01-\u0E4E\u0E81-\u0ECD\u1000-\u1049\u1780-\u17D3\u3005\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0002FA1F]' OR length(run) = 1 THEN run
            ELSE (SELECT string_agg(substr(run, at, 2), ' ' ORDER BY at) FROM generate_series(1, length(run) - 1) AS at) END, ' ' ORDER BY place)
        FROM string_to_table(regexp_replace(value, '(' || '[\u0E01-\u0E4E\u0E81-\u0ECD\u1000-\u1049\u1780-\u17D3\u3005\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0002FA1F]' || '+)', ' \1 ', 'g'), ' ') WITH ORDINALITY AS runs(run, place)
        WHERE run <> ''
    ) ELSE value END
$$;

-- The letters of these scripts one by one, for questions of one letter
CREATE FUNCTION search_letters(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce((SELECT string_agg(DISTINCT letter[1], ' ') FROM regexp_matches(value, '[\u0E01-\u0E4E\u0E81-\u0ECD\u1000-\u1049\u1780-\u17D3\u3005\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0002FA1F]', 'g') AS letter), '')
$$;

-- Lower case, without accents, words apart by one space: entries and questions go through the same. Vowel signs of the scripts of
-- India and South-East Asia belong to their words. Of scripts that write no spaces every two letters in a row are a word
CREATE OR REPLACE FUNCTION search_text(value TEXT) RETURNS TEXT LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(value) = length(value)
        THEN trim(regexp_replace(lower(value COLLATE "und-x-icu"), '[^[:alnum:]]+', ' ', 'g'))
        ELSE pairs_of_letters(trim(regexp_replace(lower(unaccent(coalesce(value, '')) COLLATE "und-x-icu"),
            '[^[:alnum:]\u0900-\u0963\u0966-\u0DFF\u0E01-\u0E4E\u0E81-\u0ECD\u1000-\u1049\u1780-\u17D3]+', ' ', 'g'))) END
$$;

-- The first five letters of a word, and what is left of them without one but the first: words that share one of these begin
-- alike but for a typo. The mark keeps them apart from whole words
CREATE FUNCTION near_beginnings(word TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(word) < 5 THEN '{}'::text[] ELSE (
        SELECT array_agg(DISTINCT '^' || overlay(left(word, 5) placing '' from at for CASE at WHEN 1 THEN 0 ELSE 1 END))
        FROM generate_series(1, 5) AS at
    ) END
$$;
UPDATE search_words SET spellings = spellings || near_beginnings(word) WHERE length(word) >= 5;

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
        UNION ALL SELECT told.id, 'B', 'simple', search_text(known.name)
            FROM told, jsonb_array_elements(coalesce(said->'people', '[]')) p
            JOIN people known ON known.id = p->>'person_id' AND known.name <> p->>'name' WHERE known.tenant_id = told.tenant_id
        UNION ALL SELECT told.id, 'C', 'simple', 'person' || md5(p->>'person_id')
            FROM told, jsonb_array_elements(coalesce(said->'people', '[]')) p WHERE p->>'person_id' IS NOT NULL
        UNION ALL SELECT told.id, 'C', 'simple', search_text(c)
            FROM told, jsonb_array_elements(coalesce(said->'people', '[]')) p, jsonb_array_elements_text(coalesce(p->'characters', '[]')) c
        UNION ALL SELECT told.id, 'C', 'simple', search_text(k)
            FROM told, jsonb_array_elements_text(coalesce(said->'keywords', '[]')) k
        UNION ALL SELECT told.id, 'C', 'simple', search_text(g) || ' genre' || md5(g)
            FROM told, jsonb_array_elements_text(coalesce(said->'genres', '[]')) g
    ), spoken AS (
        SELECT id, weight, value AS name,
            CASE WHEN octet_length(value) = length(value) THEN value ELSE value || ' ' || search_letters(value) END AS value
        FROM texts WHERE value <> ''
    ), indexed AS (
        SELECT id,
            to_tsvector('simple', string_agg(value, ' ')) AS plain,
            to_tsvector('simple', coalesce(string_agg(value, ' ') FILTER (WHERE weight = 'A'), '')) AS name_words,
            setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'A'), '')), 'A')
            || setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'B'), '')), 'B')
            || setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'C'), '')), 'C')
            || setweight(to_tsvector('simple', coalesce(string_agg(value, ' , ') FILTER (WHERE weight = 'D'), '')), 'D') AS words,
            array_agg(DISTINCT name) FILTER (WHERE weight = 'A') AS names
        FROM spoken GROUP BY id
    ), stems AS (
        SELECT id, tsvector_agg(setweight(to_tsvector(search_config(locale), value), weight::"char")) AS words,
            tsvector_agg(to_tsvector(search_config(locale), value)) FILTER (WHERE weight = 'A') AS name_words
        FROM texts WHERE value <> '' AND search_config(locale) <> 'simple'::regconfig GROUP BY id
    ), vocabulary AS (
        INSERT INTO search_words (tenant_id, word, spellings)
        SELECT tenant_id, word, near_spellings(word) || near_beginnings(word) FROM (
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

-- A person is found by the name that is in the list now, and by the one that was published
-- The runner of migrations cuts at semicolons, also within a body, so there they are written by their code
CREATE FUNCTION refresh_entries_of_person() RETURNS trigger AS E'
BEGIN
    PERFORM refresh_published_entries(ARRAY(
        SELECT title_id FROM published_entries
        WHERE tenant_id = NEW.tenant_id AND words @@ to_tsquery(''simple'', ''person'' || md5(NEW.id))
    ))\x3B
    RETURN NULL\x3B
END
' LANGUAGE plpgsql;
CREATE TRIGGER people_renamed AFTER UPDATE OF name ON people
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION refresh_entries_of_person();

-- Of two windows of one title that are written at the same instant the second waits for the first, then sees it, as do a window and
-- the publication of its title
CREATE OR REPLACE FUNCTION refresh_places_of_window() RETURNS trigger AS E'
BEGIN
    PERFORM FROM titles WHERE id IN (OLD.title_id, NEW.title_id) ORDER BY id FOR NO KEY UPDATE\x3B
    IF TG_OP <> ''INSERT'' AND OLD.title_id IS NOT NULL THEN
        PERFORM refresh_places(OLD.title_id)\x3B
    END IF\x3B
    IF TG_OP <> ''DELETE'' AND NEW.title_id IS NOT NULL AND (TG_OP = ''INSERT'' OR NEW.title_id IS DISTINCT FROM OLD.title_id) THEN
        PERFORM refresh_places(NEW.title_id)\x3B
    END IF\x3B
    RETURN NULL\x3B
END
' LANGUAGE plpgsql;

-- What is published already, so many at a time
DO E'
DECLARE batch TEXT[]\x3B
BEGIN
    FOR batch IN SELECT array_agg(title_id) FROM
        (SELECT title_id, row_number() OVER (ORDER BY title_id) / 5000 AS part FROM published_entries) t GROUP BY part
    LOOP
        PERFORM refresh_published_entries(batch)\x3B
    END LOOP\x3B
END
' LANGUAGE plpgsql;
