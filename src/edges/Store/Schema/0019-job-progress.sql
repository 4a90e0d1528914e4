-- progress: 0 to 1 by whoever does it; null where that is not told. cancel_us: when somebody asked that it stop.
ALTER TABLE jobs ADD COLUMN progress REAL;
ALTER TABLE jobs ADD COLUMN cancel_us INTEGER;
