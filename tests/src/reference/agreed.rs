//! What auditors agreed and wrote into tables (section 7).

use super::asked::Asked;
use super::audit::{Answer, Value};
use super::outcome::Done;
use super::template::{Kind, Template};

/// One for each row that says what is to be done, of each shown table whose rows are actions.
pub fn agreed(template: &Template, asked: &Asked) -> Vec<Done> {
    let mut done = Vec::new();
    for (_, question) in template.questions() {
        let Kind::Table(Some(columns)) = &question.kind else {
            continue;
        };
        let Some(Answer::Given(Value::Rows(rows))) = asked.answers.get(&question.id) else {
            continue;
        };
        for row in rows {
            let said = |column: &String| {
                let cell = row.get(column).map(|cell| cell.trim());
                cell.filter(|cell| !cell.is_empty()).map(str::to_owned)
            };
            if let Some(action) = said(&columns.action) {
                done.push(Done {
                    action,
                    owner: columns.owner.as_ref().and_then(said),
                    due: columns.due.as_ref().and_then(said),
                });
            }
        }
    }
    done
}
