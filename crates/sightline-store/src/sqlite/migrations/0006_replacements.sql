-- Samples: which reserve stood in for a case that could not be audited. The register of the draw stays as it was written.

CREATE TABLE replacement (
  id INTEGER PRIMARY KEY,
  draw TEXT NOT NULL REFERENCES draw (draw),
  case_id TEXT NOT NULL,              -- drawn, or itself a reserve that had stood in
  reserve TEXT NOT NULL,
  reason TEXT NOT NULL,
  date TEXT NOT NULL,
  UNIQUE (draw, case_id),
  UNIQUE (draw, reserve)
) STRICT;

CREATE TRIGGER replacement_is_not_changed BEFORE UPDATE ON replacement
  BEGIN SELECT RAISE (ABORT, 'a replacement is never changed'); END;
CREATE TRIGGER replacement_is_not_removed BEFORE DELETE ON replacement
  BEGIN SELECT RAISE (ABORT, 'a replacement is never removed'); END;
