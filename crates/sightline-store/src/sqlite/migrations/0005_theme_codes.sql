-- Themes that rules propose for an auditor's comments, and what people made of each proposal. The text itself stands with the
-- audit and nowhere else; a proposal says where in it the words are.

CREATE TABLE theme_code (
  id INTEGER PRIMARY KEY,
  audit INTEGER NOT NULL REFERENCES audit (id),           -- the revision that was read
  question TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('comment', 'answer')),
  theme TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('strength', 'concern')),
  rule TEXT NOT NULL,                 -- the rule that proposed it
  found TEXT NOT NULL,                -- JSON: [[first byte, byte after the last], …] of the text
  date TEXT NOT NULL,                 -- when it was proposed
  UNIQUE (audit, question, part, theme, kind)
) STRICT;

CREATE TABLE theme_decision (
  id INTEGER PRIMARY KEY,
  theme_code INTEGER NOT NULL REFERENCES theme_code (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'recoded')),
  theme TEXT,                         -- what it was recoded as
  kind TEXT CHECK (kind IN ('strength', 'concern')),
  decided_by TEXT NOT NULL,
  date TEXT NOT NULL,
  because TEXT,
  CHECK ((verdict = 'recoded') = (theme IS NOT NULL AND kind IS NOT NULL))
) STRICT;

CREATE INDEX theme_decision_of ON theme_decision (theme_code);

-- One row a proposal of every newest revision: what was proposed, and the last word on it.
CREATE VIEW themes_from_comments AS
  SELECT
    theme_code.id AS proposal,
    audits.audit,
    audits.template,
    audits.quarter,
    audits.team,
    theme_code.question,
    theme_code.part,
    theme_code.rule,
    theme_code.theme AS proposed,
    theme_code.kind AS proposed_as,
    coalesce(last.verdict, 'waiting') AS verdict,
    CASE last.verdict WHEN 'accepted' THEN theme_code.theme WHEN 'recoded' THEN last.theme END AS theme,
    CASE last.verdict WHEN 'accepted' THEN theme_code.kind WHEN 'recoded' THEN last.kind END AS kind,
    last.decided_by,
    last.date AS decided_on
  FROM theme_code
  JOIN audits ON audits.row = theme_code.audit
  LEFT JOIN theme_decision AS last
    ON last.id = (SELECT max(one.id) FROM theme_decision AS one WHERE one.theme_code = theme_code.id);

CREATE TRIGGER theme_code_is_not_changed BEFORE UPDATE ON theme_code
  BEGIN SELECT RAISE (ABORT, 'a proposed theme is never changed'); END;
CREATE TRIGGER theme_code_is_not_removed BEFORE DELETE ON theme_code
  BEGIN SELECT RAISE (ABORT, 'a proposed theme is never removed'); END;
CREATE TRIGGER theme_decision_is_not_changed BEFORE UPDATE ON theme_decision
  BEGIN SELECT RAISE (ABORT, 'a decision on a theme is never changed'); END;
CREATE TRIGGER theme_decision_is_not_removed BEFORE DELETE ON theme_decision
  BEGIN SELECT RAISE (ABORT, 'a decision on a theme is never removed'); END;
