-- Moderated audits counted while they are stored, so that a report on who moved whose grades never reads the moderations; and
-- the cases that a measure can count something of.

CREATE TABLE moderation_count (
  year INTEGER NOT NULL,              -- the year in which the financial year starts
  quarter INTEGER NOT NULL,           -- 1 to 4, from April
  template INTEGER NOT NULL REFERENCES template (id),
  auditor TEXT NOT NULL,              -- empty where it was not said
  basis TEXT NOT NULL,
  before INTEGER NOT NULL,            -- place of the grade before moderation; -1 for none
  after INTEGER NOT NULL,             -- place of the moderator's
  audits INTEGER NOT NULL,
  PRIMARY KEY (year, quarter, template, auditor, basis, before, after)
) STRICT, WITHOUT ROWID;

-- Newest revisions, and of each the moderation that counts: the last on its template version that is not an exercise, else
-- the last exercise.
INSERT INTO moderation_count
  SELECT tally.year, tally.quarter, tally.template, coalesce(audit.auditor, ''), last.basis,
    coalesce(audit.recorded, nullif(limited.value, 0) - 1, -1), last.grade, count(*)
  FROM moderation AS last
  CROSS JOIN audit AS seen ON seen.id = last.audit
  CROSS JOIN tally AS seen_with ON seen_with.id = seen.tally
  CROSS JOIN audit ON audit.audit = last.audit_id
  CROSS JOIN tally ON tally.id = audit.tally AND tally.template = seen_with.template
  CROSS JOIN byte AS limited ON limited.byte = substr(audit.scored, 4, 1)
  WHERE NOT EXISTS (SELECT 1 FROM audit AS later WHERE later.supersedes = audit.id)
    AND NOT EXISTS (
      SELECT 1 FROM moderation AS better
      JOIN audit AS better_seen ON better_seen.id = better.audit
      JOIN tally AS better_with ON better_with.id = better_seen.tally
      WHERE better.audit_id = last.audit_id AND better_with.template = tally.template
        AND (better.basis <> 'calibration', better.id) > (last.basis <> 'calibration', last.id))
  GROUP BY 1, 2, 3, 4, 5, 6, 7;

CREATE INDEX case_with_history ON case_record (case_id, revision) WHERE instr(facts, '"$history"') > 0;
