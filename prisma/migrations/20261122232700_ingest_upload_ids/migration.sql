-- The ingests that name an upload, found by its id: the collection of uploads asks for each one that is over.
CREATE INDEX "ingests_upload_ids_idx" ON "ingests" USING gin (jsonb_path_query_array("order", '$.**.uploadId') jsonb_path_ops);
