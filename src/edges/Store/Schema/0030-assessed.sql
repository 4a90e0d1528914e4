-- Facts are clustered by account; what people said is looked for in all of them.
CREATE INDEX facts_assessments ON facts (workspace, account) WHERE kind = 'assessments';
