ALTER TABLE snapshots DROP COLUMN drivers;
ALTER TABLE snapshots DROP COLUMN dimensions;
ALTER TABLE snapshots DROP COLUMN signals;
