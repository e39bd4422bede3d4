use serde::{Deserialize, Serialize};

use crate::data::Data;

/// What children and families said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoicePart {
    /// What a person chose for this period; the first is for the summary.
    pub said: Vec<SaidPart>,
}

/// One thing that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidPart {
    /// The words.
    pub said: String,
    /// Who, in general: `a young person in care`.
    pub who: String,
    /// The id of the theme that it belongs to, if any.
    pub theme: Option<String>,
}

pub(crate) fn part(data: &Data<'_>) -> VoicePart {
    let told = data.figures.programme.told(data.spec.period);
    let said: Vec<SaidPart> = told
        .flat_map(|one| &one.voice)
        .map(|one| SaidPart {
            said: one.said.trim().to_owned(),
            who: one.who.clone(),
            theme: one.theme.clone(),
        })
        .collect();
    VoicePart { said }
}
