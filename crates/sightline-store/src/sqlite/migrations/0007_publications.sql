-- Reports that were signed off, as they were: a report of an old period comes out the same, and a restated one is another row.

CREATE TABLE publication (
  id INTEGER PRIMARY KEY,
  report TEXT NOT NULL,               -- what was made, of which period, for whom: the same words, the same report
  date TEXT NOT NULL,                 -- the day it was signed off
  because TEXT NOT NULL,              -- why it was restated; empty for the first
  body TEXT NOT NULL                  -- the text, the numbers and what a public report hides, in JSON
) STRICT;
CREATE INDEX publication_by_report ON publication (report, id);

CREATE TRIGGER publication_is_not_changed BEFORE UPDATE ON publication
  BEGIN SELECT RAISE (ABORT, 'a signed-off report is never changed'); END;
CREATE TRIGGER publication_is_not_removed BEFORE DELETE ON publication
  BEGIN SELECT RAISE (ABORT, 'a signed-off report is never removed'); END;
