-- Samples: the register of every draw, as it was written, so that it can be shown and drawn again.

CREATE TABLE draw (
  id INTEGER PRIMARY KEY,
  draw TEXT NOT NULL UNIQUE,
  template TEXT NOT NULL,             -- the id of the template that the cases are to be audited with
  date TEXT NOT NULL,
  register TEXT NOT NULL              -- CSV, a row a case
) STRICT;

CREATE TRIGGER draw_is_not_changed BEFORE UPDATE ON draw
  BEGIN SELECT RAISE (ABORT, 'a draw is never changed'); END;
CREATE TRIGGER draw_is_not_removed BEFORE DELETE ON draw
  BEGIN SELECT RAISE (ABORT, 'a draw is never removed'); END;
