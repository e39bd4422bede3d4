-- The first shape of a store. A file in this folder never changes once it is released: the next change is the next file.
--
-- Tables hold what is kept, as few bytes as it takes. The views at the end show it as a reader expects it: one row an
-- answer, a finding, a grade, a moderation. Nothing that was stored is changed or removed; triggers see to that.

CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  made_by TEXT NOT NULL               -- the version of Sightline that applied it
) STRICT;

-- ---- Templates: every version that ever scored an audit, with the text it was read from, and its words ----

CREATE TABLE template (
  id INTEGER PRIMARY KEY,
  template TEXT NOT NULL,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  title TEXT NOT NULL,
  scale TEXT,                         -- of its grades; null where it has none
  scale_title TEXT,
  good_enough INTEGER,                -- place of the lowest grade that is no concern
  strength INTEGER,                   -- place of the lowest grade that is a strength
  UNIQUE (template, version)
) STRICT;

CREATE TABLE template_source (
  template INTEGER NOT NULL REFERENCES template (id),
  place INTEGER NOT NULL,
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (template, place)
) STRICT, WITHOUT ROWID;

-- Places count from 0, in the template's order; a code or a bit of an audit is a place.
CREATE TABLE template_grade (
  template INTEGER NOT NULL REFERENCES template (id),
  place INTEGER NOT NULL,
  grade TEXT NOT NULL,
  label TEXT NOT NULL,
  letter TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (template, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE template_section (
  template INTEGER NOT NULL REFERENCES template (id),
  place INTEGER NOT NULL,
  section TEXT NOT NULL,
  title TEXT NOT NULL,
  weight TEXT NOT NULL,
  PRIMARY KEY (template, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE template_question (
  template INTEGER NOT NULL REFERENCES template (id),
  place INTEGER NOT NULL,
  question TEXT NOT NULL,
  ask TEXT NOT NULL,
  section INTEGER NOT NULL,           -- place of its section
  weight TEXT NOT NULL,
  critical INTEGER NOT NULL,
  PRIMARY KEY (template, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE template_question_theme (
  template INTEGER NOT NULL REFERENCES template (id),
  question INTEGER NOT NULL,
  place INTEGER NOT NULL,             -- in the order the question names them
  theme INTEGER NOT NULL,
  PRIMARY KEY (template, question, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE template_answer (
  template INTEGER NOT NULL REFERENCES template (id),
  question INTEGER NOT NULL,
  place INTEGER NOT NULL,             -- the answer's code is 4 more
  answer TEXT NOT NULL,
  label TEXT NOT NULL,
  value TEXT,                         -- what it is worth, 0 to 1; null where it is not scored
  PRIMARY KEY (template, question, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE template_theme (
  template INTEGER NOT NULL REFERENCES template (id),
  place INTEGER NOT NULL,
  theme TEXT NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (template, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE template_rule (
  template INTEGER NOT NULL REFERENCES template (id),
  kind TEXT NOT NULL CHECK (kind IN ('limit', 'alert', 'action')),
  place INTEGER NOT NULL,
  rule TEXT NOT NULL,                 -- its id; an action has none
  says TEXT NOT NULL,                 -- why a limit holds, who an alert tells, what an action is
  PRIMARY KEY (template, kind, place)
) STRICT, WITHOUT ROWID;

-- ---- Cases: the facts that audits were scored with ----

CREATE TABLE case_record (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  facts TEXT NOT NULL,                -- JSON by name
  UNIQUE (case_id, revision)
) STRICT;

-- ---- Counts: kept while audits are stored, so that a report never reads the audits ----

CREATE TABLE tally (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,              -- the year in which the financial year starts
  quarter INTEGER NOT NULL,           -- 1 to 4, from April
  template INTEGER NOT NULL REFERENCES template (id),
  team TEXT NOT NULL,                 -- empty where it was not said
  service TEXT NOT NULL,              -- empty where it was not said
  counts BLOB NOT NULL,
  UNIQUE (year, quarter, template, team, service)
) STRICT;

-- ---- Audits: one row a revision ----

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  audit TEXT NOT NULL,
  revision INTEGER NOT NULL,
  tally INTEGER NOT NULL REFERENCES tally (id),           -- quarter, template version, team and service
  case_record INTEGER NOT NULL REFERENCES case_record (id),
  auditor TEXT,
  date TEXT NOT NULL,
  codes BLOB NOT NULL,                -- a byte a question; template_answer says what each means
  scored BLOB NOT NULL,               -- what scoring worked out; the views unpack it
  numerator INTEGER,                  -- of the overall score; null where there is none
  denominator INTEGER,
  recorded INTEGER,                   -- place of the auditor's own grade
  engine TEXT NOT NULL,
  supersedes INTEGER REFERENCES audit (id),
  UNIQUE (audit, revision)
) STRICT;

CREATE UNIQUE INDEX audit_superseded ON audit (supersedes) WHERE supersedes IS NOT NULL;

-- Free text of an audit, apart from what is counted.
CREATE TABLE audit_text (
  audit INTEGER PRIMARY KEY REFERENCES audit (id),
  scripts TEXT,                       -- JSON: what scripts added, or why one failed
  notes TEXT,                         -- JSON: [[question, kind, text], …]
  voices TEXT,                        -- JSON by voice and question
  recorded_reason TEXT
) STRICT;

CREATE TABLE moderation (
  id INTEGER PRIMARY KEY,
  audit INTEGER NOT NULL REFERENCES audit (id),           -- the revision that was newest
  audit_id TEXT NOT NULL,
  grade INTEGER NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('random', 'targeted', 'calibration')),
  moderator TEXT NOT NULL,
  date TEXT NOT NULL
) STRICT;

CREATE INDEX moderation_of ON moderation (audit_id);

-- ---- Bytes and bits, for the views ----

CREATE TABLE byte (byte BLOB PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO byte
  WITH RECURSIVE n (value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < 255)
  SELECT unhex(printf('%02X', value)), value FROM n;

-- A row for every bit that is set in a byte.
CREATE TABLE bit (byte BLOB NOT NULL, bit INTEGER NOT NULL, PRIMARY KEY (byte, bit)) STRICT, WITHOUT ROWID;
INSERT INTO bit
  WITH RECURSIVE n (bit) AS (SELECT 0 UNION ALL SELECT bit + 1 FROM n WHERE bit < 7)
  SELECT byte.byte, n.bit FROM byte, n WHERE (byte.value >> n.bit) & 1;

CREATE TABLE status (place INTEGER PRIMARY KEY, status TEXT NOT NULL) STRICT;
INSERT INTO status VALUES
  (0, 'graded'), (1, 'ungraded'), (2, 'insufficient-evidence'), (3, 'not-eligible'), (4, 'failed');

CREATE TABLE answer_state (code INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT;
INSERT INTO answer_state VALUES
  (0, 'unanswered'), (1, 'not applicable'), (2, 'not enough evidence'), (3, 'answered');

-- ---- Nothing that was stored is changed or removed ----

CREATE TRIGGER template_is_not_changed BEFORE UPDATE ON template
  BEGIN SELECT RAISE (ABORT, 'a template version is never changed'); END;
CREATE TRIGGER template_is_not_removed BEFORE DELETE ON template
  BEGIN SELECT RAISE (ABORT, 'a template version is never removed'); END;
CREATE TRIGGER template_source_is_not_changed BEFORE UPDATE ON template_source
  BEGIN SELECT RAISE (ABORT, 'a template version is never changed'); END;
CREATE TRIGGER template_source_is_not_removed BEFORE DELETE ON template_source
  BEGIN SELECT RAISE (ABORT, 'a template version is never removed'); END;
CREATE TRIGGER template_grade_is_not_changed BEFORE UPDATE ON template_grade
  BEGIN SELECT RAISE (ABORT, 'a template version is never changed'); END;
CREATE TRIGGER template_grade_is_not_removed BEFORE DELETE ON template_grade
  BEGIN SELECT RAISE (ABORT, 'a template version is never removed'); END;
CREATE TRIGGER template_section_is_not_changed BEFORE UPDATE ON template_section
  BEGIN SELECT RAISE (ABORT, 'a template version is never changed'); END;
CREATE TRIGGER template_section_is_not_removed BEFORE DELETE ON template_section
  BEGIN SELECT RAISE (ABORT, 'a template version is never removed'); END;
CREATE TRIGGER template_question_is_not_changed BEFORE UPDATE ON template_question
  BEGIN SELECT RAISE (ABORT, 'a template version is never changed'); END;
CREATE TRIGGER template_question_is_not_removed BEFORE DELETE ON template_question
  BEGIN SELECT RAISE (ABORT, 'a template version is never removed'); END;
CREATE TRIGGER template_question_theme_is_not_changed BEFORE UPDATE ON template_question_theme
  BEGIN SELECT RAISE (ABORT, 'a template version is never changed'); END;
CREATE TRIGGER template_question_theme_is_not_removed BEFORE DELETE ON template_question_theme
  BEGIN SELECT RAISE (ABORT, 'a template version is never removed'); END;
CREATE TRIGGER template_answer_is_not_changed BEFORE UPDATE ON template_answer
  BEGIN SELECT RAISE (ABORT, 'a template version is never changed'); END;
CREATE TRIGGER template_answer_is_not_removed BEFORE DELETE ON template_answer
  BEGIN SELECT RAISE (ABORT, 'a template version is never removed'); END;
CREATE TRIGGER template_theme_is_not_changed BEFORE UPDATE ON template_theme
  BEGIN SELECT RAISE (ABORT, 'a template version is never changed'); END;
CREATE TRIGGER template_theme_is_not_removed BEFORE DELETE ON template_theme
  BEGIN SELECT RAISE (ABORT, 'a template version is never removed'); END;
CREATE TRIGGER template_rule_is_not_changed BEFORE UPDATE ON template_rule
  BEGIN SELECT RAISE (ABORT, 'a template version is never changed'); END;
CREATE TRIGGER template_rule_is_not_removed BEFORE DELETE ON template_rule
  BEGIN SELECT RAISE (ABORT, 'a template version is never removed'); END;
CREATE TRIGGER case_record_is_not_changed BEFORE UPDATE ON case_record
  BEGIN SELECT RAISE (ABORT, 'a case record is never changed'); END;
CREATE TRIGGER case_record_is_not_removed BEFORE DELETE ON case_record
  BEGIN SELECT RAISE (ABORT, 'a case record is never removed'); END;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN SELECT RAISE (ABORT, 'an audit is never changed'); END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
  BEGIN SELECT RAISE (ABORT, 'an audit is never removed'); END;
CREATE TRIGGER audit_text_is_not_changed BEFORE UPDATE ON audit_text
  BEGIN SELECT RAISE (ABORT, 'an audit is never changed'); END;
CREATE TRIGGER audit_text_is_not_removed BEFORE DELETE ON audit_text
  BEGIN SELECT RAISE (ABORT, 'an audit is never removed'); END;
CREATE TRIGGER moderation_is_not_changed BEFORE UPDATE ON moderation
  BEGIN SELECT RAISE (ABORT, 'a moderation is never changed'); END;
CREATE TRIGGER moderation_is_not_removed BEFORE DELETE ON moderation
  BEGIN SELECT RAISE (ABORT, 'a moderation is never removed'); END;
