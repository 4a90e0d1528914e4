-- Who had overridden the score and what the model said (JSON); null where nobody had.
ALTER TABLE snapshots ADD COLUMN overridden TEXT;
