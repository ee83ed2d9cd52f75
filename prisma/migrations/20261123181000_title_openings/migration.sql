-- Where and when grants of a published title hold, a row for each place and unbroken time: where little is open, lists begin here.
-- What has no windows may be anywhere (*). Bars, devices and licences are left to the gate
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE "title_openings" (
    "title_id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "opens_at" TIMESTAMP(3) NOT NULL,
    "closes_at" TIMESTAMP(3) NOT NULL,
    "tenant_id" TEXT NOT NULL,

    CONSTRAINT "title_openings_pkey" PRIMARY KEY ("title_id", "place", "opens_at", "closes_at"),
    CONSTRAINT "title_openings_title_id_fkey" FOREIGN KEY ("title_id") REFERENCES "titles"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "title_openings_reach_idx" ON "title_openings" USING gist ("tenant_id", "place", tsrange("opens_at", "closes_at"));

CREATE FUNCTION refresh_openings(ids TEXT[]) RETURNS void LANGUAGE sql AS $$
    WITH told AS (
        SELECT t.id, t.tenant_id FROM titles t
        WHERE t.id = ANY(ids) AND t.status = 'published' AND t.kind NOT IN ('series', 'season', 'collection')
    ), wanted AS (
        SELECT told.id AS title_id, granted.place, lower(during) AS opens_at, upper(during) AS closes_at, told.tenant_id
        FROM told CROSS JOIN LATERAL (
            SELECT place, range_agg(tsrange(coalesce(w.starts_at, '-infinity'), coalesce(w.ends_at, 'infinity'))) AS times
            FROM rights_windows w, unnest(w.territories) place
            WHERE w.title_id = told.id AND w.status = 'active' AND w.kind = 'grant'
                AND coalesce(w.starts_at, '-infinity') < coalesce(w.ends_at, 'infinity')
            GROUP BY place
        ) granted, unnest(granted.times) during
        UNION ALL
        SELECT told.id, '*', '-infinity', 'infinity', told.tenant_id
        FROM told WHERE NOT EXISTS (SELECT 1 FROM rights_windows w WHERE w.title_id = told.id)
    ), gone AS (
        DELETE FROM title_openings o WHERE o.title_id = ANY(ids) AND NOT EXISTS (
            SELECT 1 FROM wanted w
            WHERE (w.title_id, w.place, w.opens_at, w.closes_at) = (o.title_id, o.place, o.opens_at, o.closes_at))
    )
    INSERT INTO title_openings (title_id, place, opens_at, closes_at, tenant_id)
    SELECT title_id, place, opens_at, closes_at, tenant_id FROM wanted
    ON CONFLICT DO NOTHING
$$;

-- A series, season or collection is open where something in it is, whatever windows it has itself: the gate says so, too
CREATE OR REPLACE FUNCTION reach_of(title TEXT, OUT places TEXT[], OUT opens_at TIMESTAMP, OUT closes_at TIMESTAMP)
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH own AS (
        SELECT w.* FROM rights_windows w
        WHERE w.title_id = title
            AND NOT EXISTS (SELECT 1 FROM titles t WHERE t.id = title AND t.kind IN ('series', 'season', 'collection'))
    )
    SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM own) THEN ARRAY['*']
            ELSE coalesce((SELECT array_agg(DISTINCT place ORDER BY place) FROM own w, unnest(w.territories) place
                WHERE w.status = 'active' AND w.kind = 'grant'), '{}') END,
        coalesce(min(coalesce(w.starts_at, '-infinity')), '-infinity'), coalesce(max(coalesce(w.ends_at, 'infinity')), 'infinity')
    FROM own w WHERE w.status = 'active' AND w.kind = 'grant'
$$;

-- The runner of migrations cuts at semicolons, also within a body, so there they are written by their code
CREATE OR REPLACE FUNCTION refresh_published_entry() RETURNS trigger AS E'
BEGIN
    PERFORM refresh_published_entries(ARRAY[NEW.id])\x3B
    PERFORM refresh_openings(ARRAY[NEW.id])\x3B
    RETURN NULL\x3B
END
' LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION refresh_places_of_window() RETURNS trigger AS E'
BEGIN
    PERFORM FROM titles WHERE id IN (OLD.title_id, NEW.title_id) ORDER BY id FOR NO KEY UPDATE\x3B
    IF TG_OP <> ''INSERT'' AND OLD.title_id IS NOT NULL THEN
        PERFORM refresh_places(OLD.title_id), refresh_openings(ARRAY[OLD.title_id])\x3B
    END IF\x3B
    IF TG_OP <> ''DELETE'' AND NEW.title_id IS NOT NULL AND (TG_OP = ''INSERT'' OR NEW.title_id IS DISTINCT FROM OLD.title_id) THEN
        PERFORM refresh_places(NEW.title_id), refresh_openings(ARRAY[NEW.title_id])\x3B
    END IF\x3B
    RETURN NULL\x3B
END
' LANGUAGE plpgsql;

-- What is published already, so many at a time
DO E'
DECLARE batch TEXT[]\x3B
BEGIN
    FOR batch IN SELECT array_agg(id) FROM
        (SELECT id, row_number() OVER (ORDER BY id) / 5000 AS part FROM titles WHERE status = ''published'') t GROUP BY part
    LOOP
        PERFORM refresh_openings(batch)\x3B
    END LOOP\x3B
END
' LANGUAGE plpgsql;
UPDATE published_entries e SET places = reach.places, opens_at = reach.opens_at, closes_at = reach.closes_at
    FROM titles t CROSS JOIN LATERAL reach_of(t.id) reach WHERE t.id = e.title_id AND e.kind IN ('series', 'season', 'collection');
