-- The actions of one case together, so that a report looks at all actions there are a case at a time.

CREATE INDEX action_of_case ON action (case_id);
CREATE INDEX action_tied ON action_event (action, repeats) WHERE repeats IS NOT NULL;
