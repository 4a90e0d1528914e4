-- feedback: what who worked on a task says of it; null where nobody has said.
ALTER TABLE tasks ADD COLUMN feedback TEXT CHECK (feedback IN ('valid', 'false', 'premature'));
ALTER TABLE tasks ADD COLUMN feedback_by TEXT;
ALTER TABLE tasks ADD COLUMN feedback_us INTEGER;
