-- The store is compared with the rows: each key of the store is looked for here.
CREATE INDEX idx_files_storage_key ON app.files(storage_key);
CREATE INDEX idx_files_thumbnail_key ON app.files(thumbnail_key) WHERE thumbnail_key IS NOT NULL;
