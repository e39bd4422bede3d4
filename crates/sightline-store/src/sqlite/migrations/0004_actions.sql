-- Actions: what was to be done, and everything that was recorded of it since. How an action stands is what its events come to.

CREATE TABLE action (
  id INTEGER PRIMARY KEY,
  action TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL CHECK (origin IN ('hand', 'audit', 'programme')),
  audit TEXT,                         -- the audit that asked for it, its case and template
  case_id TEXT,
  template TEXT,
  programme TEXT,                     -- the programme of work that it is a row of, and the row's number there
  number TEXT,
  CHECK ((origin = 'audit') = (audit IS NOT NULL AND case_id IS NOT NULL AND template IS NOT NULL)),
  CHECK ((origin = 'programme') = (programme IS NOT NULL))
) STRICT;

-- A column is null where the event does not change it, and empty where it takes away what was there.
CREATE TABLE action_event (
  action INTEGER NOT NULL REFERENCES action (id),
  n INTEGER NOT NULL,                 -- counted from 1; the first made the action
  date TEXT NOT NULL,                 -- the day it happened, which may be before the day it was recorded
  by TEXT,
  via TEXT NOT NULL CHECK (via IN ('hand', 'import', 'audit')),
  what TEXT,
  owner TEXT,
  team TEXT,
  when_written TEXT,
  due TEXT,                           -- what that means: a day, `ongoing`, or why no day can be told
  status TEXT CHECK (status IN ('open', 'done', 'dropped')),
  rag TEXT CHECK (rag IN ('red', 'amber', 'green')),
  commentary TEXT,
  evidence TEXT,
  difference TEXT,
  repeats TEXT,                       -- the action that it is again, or `none`
  PRIMARY KEY (action, n),
  CHECK ((when_written IS NULL) = (due IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER action_is_not_changed BEFORE UPDATE ON action
  BEGIN SELECT RAISE (ABORT, 'an action is never changed; add an event'); END;
CREATE TRIGGER action_is_not_removed BEFORE DELETE ON action
  BEGIN SELECT RAISE (ABORT, 'an action is never removed; add an event'); END;
CREATE TRIGGER action_event_is_not_changed BEFORE UPDATE ON action_event
  BEGIN SELECT RAISE (ABORT, 'what was recorded of an action is never changed'); END;
CREATE TRIGGER action_event_is_not_removed BEFORE DELETE ON action_event
  BEGIN SELECT RAISE (ABORT, 'what was recorded of an action is never removed'); END;

-- One row an action: how it stands now.
CREATE VIEW actions AS
  SELECT
    action.action,
    action.origin,
    action.audit,
    action.case_id AS "case",
    action.template,
    action.programme,
    action.number,
    (SELECT date FROM action_event AS one WHERE one.action = action.id AND one.n = 1) AS made_on,
    (SELECT what FROM action_event AS one WHERE one.action = action.id AND what IS NOT NULL ORDER BY n DESC LIMIT 1) AS what,
    (SELECT nullif(owner, '') FROM action_event AS one WHERE one.action = action.id AND owner IS NOT NULL ORDER BY n DESC LIMIT 1) AS owner,
    (SELECT nullif(team, '') FROM action_event AS one WHERE one.action = action.id AND team IS NOT NULL ORDER BY n DESC LIMIT 1) AS team,
    (SELECT when_written FROM action_event AS one WHERE one.action = action.id AND due IS NOT NULL ORDER BY n DESC LIMIT 1) AS when_written,
    (SELECT due FROM action_event AS one WHERE one.action = action.id AND due IS NOT NULL ORDER BY n DESC LIMIT 1) AS due,
    coalesce((SELECT status FROM action_event AS one WHERE one.action = action.id AND status IS NOT NULL ORDER BY n DESC LIMIT 1), 'open') AS status,
    (SELECT rag FROM action_event AS one WHERE one.action = action.id AND rag IS NOT NULL ORDER BY n DESC LIMIT 1) AS rag,
    (SELECT nullif(commentary, '') FROM action_event AS one WHERE one.action = action.id AND commentary IS NOT NULL ORDER BY n DESC LIMIT 1) AS commentary,
    (SELECT nullif(evidence, '') FROM action_event AS one WHERE one.action = action.id AND evidence IS NOT NULL ORDER BY n DESC LIMIT 1) AS evidence,
    (SELECT nullif(difference, '') FROM action_event AS one WHERE one.action = action.id AND difference IS NOT NULL ORDER BY n DESC LIMIT 1) AS difference,
    (SELECT repeats FROM action_event AS one WHERE one.action = action.id AND repeats IS NOT NULL ORDER BY n DESC LIMIT 1) AS repeats,
    (SELECT count(*) FROM action_event AS one WHERE one.action = action.id) AS events
  FROM action;
