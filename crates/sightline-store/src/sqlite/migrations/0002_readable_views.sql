-- What the tables hold, as a reader expects it. Each view shows the newest revision of every audit.

-- Where the parts of `audit.scored` begin, counted from 1 as substr counts; its shape is described in record/scored.rs.
CREATE VIEW audit_parts AS
  SELECT
    audit.id,
    tally.template,
    status.value AS status_place,
    sections.value AS n_sections,
    12 AS sections_at,
    12 + 2 * sections.value AS shown_at,
    8 * words.value AS shown_bytes,
    12 + 2 * sections.value + 8 * words.value AS concerns_at,
    concerns.value AS concerns_bytes,
    12 + 2 * sections.value + 8 * words.value + concerns.value AS strengths_at,
    strengths.value AS strengths_bytes,
    12 + 2 * sections.value + 8 * words.value + concerns.value + strengths.value AS limits_at,
    limits.value AS limits_bytes,
    12 + 2 * sections.value + 8 * words.value + concerns.value + strengths.value + limits.value AS alerts_at,
    alerts.value AS alerts_bytes,
    12 + 2 * sections.value + 8 * words.value + concerns.value + strengths.value + limits.value + alerts.value AS actions_at,
    actions.value AS actions_bytes
  FROM audit
  JOIN tally ON tally.id = audit.tally
  JOIN byte AS status ON status.byte = substr(audit.scored, 2, 1)
  JOIN byte AS sections ON sections.byte = substr(audit.scored, 5, 1)
  JOIN byte AS words ON words.byte = substr(audit.scored, 6, 1)
  JOIN byte AS concerns ON concerns.byte = substr(audit.scored, 7, 1)
  JOIN byte AS strengths ON strengths.byte = substr(audit.scored, 8, 1)
  JOIN byte AS limits ON limits.byte = substr(audit.scored, 9, 1)
  JOIN byte AS alerts ON alerts.byte = substr(audit.scored, 10, 1)
  JOIN byte AS actions ON actions.byte = substr(audit.scored, 11, 1)
  WHERE NOT EXISTS (SELECT 1 FROM audit AS later WHERE later.supersedes = audit.id);

-- What is said of an audit beside every row of the other views.
CREATE VIEW audits AS
  SELECT
    audit.audit,
    audit.revision,
    case_record.case_id AS "case",
    template.template,
    template.version,
    printf('%d-%02d-Q%d', tally.year, (tally.year + 1) % 100, tally.quarter) AS quarter,
    nullif(tally.service, '') AS service,
    nullif(tally.team, '') AS team,
    audit.auditor,
    audit.date,
    audit.engine,
    audit.id AS row
  FROM audit
  JOIN tally ON tally.id = audit.tally
  JOIN template ON template.id = tally.template
  JOIN case_record ON case_record.id = audit.case_record
  WHERE NOT EXISTS (SELECT 1 FROM audit AS later WHERE later.supersedes = audit.id);

-- The moderation that counts for an audit: the last one on its template version that is not an exercise.
CREATE VIEW moderation_that_counts AS
  SELECT
    audit.id AS row,
    (
      SELECT moderation.id
      FROM moderation
      JOIN audit AS seen ON seen.id = moderation.audit
      JOIN tally AS seen_tally ON seen_tally.id = seen.tally
      WHERE moderation.audit_id = audit.audit
        AND moderation.basis <> 'calibration'
        AND seen_tally.template = tally.template
      ORDER BY moderation.id DESC
      LIMIT 1
    ) AS moderation
  FROM audit
  JOIN tally ON tally.id = audit.tally;

-- One row an audit: every grade it was given, and the one that counts.
CREATE VIEW grades AS
  SELECT
    audits.audit,
    audits.revision,
    audits."case",
    audits.template,
    audits.version,
    audits.quarter,
    audits.service,
    audits.team,
    audits.auditor,
    audits.date,
    status.status,
    audit.numerator || '/' || audit.denominator AS score,
    CASE
      WHEN audit.numerator BETWEEN 0 AND 100000000000000 AND audit.denominator BETWEEN 1 AND 100000000000000
      THEN printf(
        '%d.%02d',
        (audit.numerator * 20000 + audit.denominator) / (audit.denominator * 2) / 100,
        (audit.numerator * 20000 + audit.denominator) / (audit.denominator * 2) % 100
      )
    END AS percent,
    computed.grade AS computed,
    limited.grade AS grade,
    recorded.grade AS recorded,
    audit_text.recorded_reason,
    moderated.grade AS moderated,
    coalesce(moderated.grade, recorded.grade, limited.grade) AS counts,
    audits.engine
  FROM audits
  JOIN audit ON audit.id = audits.row
  JOIN audit_parts AS parts ON parts.id = audit.id
  JOIN status ON status.place = parts.status_place
  JOIN byte AS computed_place ON computed_place.byte = substr(audit.scored, 3, 1)
  JOIN byte AS limited_place ON limited_place.byte = substr(audit.scored, 4, 1)
  LEFT JOIN template_grade AS computed ON computed.template = parts.template AND computed.place = computed_place.value - 1
  LEFT JOIN template_grade AS limited ON limited.template = parts.template AND limited.place = limited_place.value - 1
  LEFT JOIN template_grade AS recorded ON recorded.template = parts.template AND recorded.place = audit.recorded
  LEFT JOIN audit_text ON audit_text.audit = audit.id
  LEFT JOIN moderation_that_counts AS last ON last.row = audit.id
  LEFT JOIN moderation ON moderation.id = last.moderation
  LEFT JOIN template_grade AS moderated ON moderated.template = parts.template AND moderated.place = moderation.grade;

-- One row an audit and section.
CREATE VIEW section_grades_long AS
  SELECT
    audits.audit,
    audits.template,
    audits.version,
    audits.quarter,
    audits.service,
    audits.team,
    section.section,
    section.title,
    section.weight,
    computed.grade AS computed,
    limited.grade AS grade
  FROM audits
  JOIN audit ON audit.id = audits.row
  JOIN audit_parts AS parts ON parts.id = audit.id
  JOIN template_section AS section ON section.template = parts.template AND section.place < parts.n_sections
  JOIN byte AS computed_place ON computed_place.byte = substr(audit.scored, parts.sections_at + 2 * section.place, 1)
  JOIN byte AS limited_place ON limited_place.byte = substr(audit.scored, parts.sections_at + 2 * section.place + 1, 1)
  LEFT JOIN template_grade AS computed ON computed.template = parts.template AND computed.place = computed_place.value - 1
  LEFT JOIN template_grade AS limited ON limited.template = parts.template AND limited.place = limited_place.value - 1;

-- Free values, comments and reasons, one row each.
CREATE VIEW notes_long AS
  SELECT
    audit_text.audit AS row,
    json_extract(note.value, '$[0]') AS question,
    json_extract(note.value, '$[1]') AS kind,
    json_extract(note.value, '$[2]') AS text
  FROM audit_text, json_each(audit_text.notes) AS note;

-- One row an audit and question.
CREATE VIEW answers_long AS
  SELECT
    audits.audit,
    audits.template,
    audits.version,
    audits.quarter,
    audits.service,
    audits.team,
    audits.date,
    section.section,
    question.question,
    question.ask,
    question.weight,
    question.critical,
    EXISTS (
      SELECT 1 FROM bit
      WHERE bit.byte = substr(audit.scored, parts.shown_at + question.place / 8, 1)
        AND bit.bit = question.place % 8
        AND question.place / 8 < parts.shown_bytes
    ) AS shown,
    coalesce(answer_state.state, 'answered') AS state,
    answer.answer,
    answer.label,
    answer.value AS worth,
    (SELECT text FROM notes_long AS note WHERE note.row = audit.id AND note.question = question.place AND note.kind = 'value') AS value,
    (SELECT text FROM notes_long AS note WHERE note.row = audit.id AND note.question = question.place AND note.kind = 'comment') AS comment,
    (SELECT text FROM notes_long AS note WHERE note.row = audit.id AND note.question = question.place AND note.kind = 'reason') AS reason,
    (SELECT text FROM notes_long AS note WHERE note.row = audit.id AND note.question = question.place AND note.kind = 'from-record') AS from_record
  FROM audits
  JOIN audit ON audit.id = audits.row
  JOIN audit_parts AS parts ON parts.id = audit.id
  JOIN template_question AS question ON question.template = parts.template
  JOIN template_section AS section ON section.template = parts.template AND section.place = question.section
  JOIN byte AS code ON code.byte = substr(audit.codes, question.place + 1, 1)
  LEFT JOIN answer_state ON answer_state.code = code.value
  LEFT JOIN template_answer AS answer
    ON answer.template = parts.template AND answer.question = question.place AND answer.place = code.value - 4;

-- One row an audit, theme and kind; what a script found has a row and the script's words for each finding.
CREATE VIEW findings_long AS
  SELECT audits.audit, audits.template, audits.version, audits.quarter, audits.service, audits.team,
    'concern' AS kind, theme.theme, theme.title, 'questions' AS found_by, NULL AS text
  FROM audits
  JOIN audit ON audit.id = audits.row
  JOIN audit_parts AS parts ON parts.id = audit.id
  JOIN template_theme AS theme ON theme.template = parts.template AND theme.place / 8 < parts.concerns_bytes
  JOIN bit ON bit.byte = substr(audit.scored, parts.concerns_at + theme.place / 8, 1) AND bit.bit = theme.place % 8
  UNION ALL
  SELECT audits.audit, audits.template, audits.version, audits.quarter, audits.service, audits.team,
    'strength', theme.theme, theme.title, 'questions', NULL
  FROM audits
  JOIN audit ON audit.id = audits.row
  JOIN audit_parts AS parts ON parts.id = audit.id
  JOIN template_theme AS theme ON theme.template = parts.template AND theme.place / 8 < parts.strengths_bytes
  JOIN bit ON bit.byte = substr(audit.scored, parts.strengths_at + theme.place / 8, 1) AND bit.bit = theme.place % 8
  UNION ALL
  SELECT audits.audit, audits.template, audits.version, audits.quarter, audits.service, audits.team,
    json_extract(finding.value, '$.kind'), theme.theme, theme.title, 'script', json_extract(finding.value, '$.text')
  FROM audits
  JOIN audit ON audit.id = audits.row
  JOIN tally ON tally.id = audit.tally
  JOIN audit_text ON audit_text.audit = audit.id
  JOIN json_each(audit_text.scripts, '$.findings') AS finding
  LEFT JOIN template_theme AS theme
    ON theme.template = tally.template AND theme.place = json_extract(finding.value, '$.theme');

-- One row an audit and rule that held: limits that lowered a grade, alerts, actions.
CREATE VIEW rules_long AS
  SELECT audits.audit, audits.template, audits.version, audits.quarter, audits.service, audits.team,
    rule.kind, nullif(rule.rule, '') AS rule, rule.says
  FROM audits
  JOIN audit ON audit.id = audits.row
  JOIN audit_parts AS parts ON parts.id = audit.id
  JOIN template_rule AS rule ON rule.template = parts.template
  JOIN bit ON bit.bit = rule.place % 8 AND bit.byte = substr(
    audit.scored,
    CASE rule.kind WHEN 'limit' THEN parts.limits_at WHEN 'alert' THEN parts.alerts_at ELSE parts.actions_at END + rule.place / 8,
    1
  )
  WHERE rule.place / 8 <
    CASE rule.kind WHEN 'limit' THEN parts.limits_bytes WHEN 'alert' THEN parts.alerts_bytes ELSE parts.actions_bytes END;

-- One row a moderation, beside the grades that the moderator saw.
CREATE VIEW moderations_readable AS
  SELECT
    moderation.audit_id AS audit,
    seen.revision,
    template.template,
    template.version,
    moderation.date,
    moderation.moderator,
    moderation.basis,
    limited.grade AS grade,
    recorded.grade AS recorded,
    moderated.grade AS moderated,
    moderation.grade - coalesce(seen.recorded, limited.place) AS lower_by,
    EXISTS (
      SELECT 1 FROM moderation_that_counts AS last
      JOIN audit AS newest ON newest.id = last.row
      WHERE newest.audit = moderation.audit_id AND last.moderation = moderation.id
        AND NOT EXISTS (SELECT 1 FROM audit AS later WHERE later.supersedes = newest.id)
    ) AS counts
  FROM moderation
  JOIN audit AS seen ON seen.id = moderation.audit
  JOIN tally ON tally.id = seen.tally
  JOIN template ON template.id = tally.template
  JOIN byte AS limited_place ON limited_place.byte = substr(seen.scored, 4, 1)
  LEFT JOIN template_grade AS limited ON limited.template = tally.template AND limited.place = limited_place.value - 1
  LEFT JOIN template_grade AS recorded ON recorded.template = tally.template AND recorded.place = seen.recorded
  LEFT JOIN template_grade AS moderated ON moderated.template = tally.template AND moderated.place = moderation.grade;
