-- input: a number for all that the evaluation could see; null where it was not kept yet. It says whether history was imported since.
ALTER TABLE snapshots ADD COLUMN input INTEGER;
