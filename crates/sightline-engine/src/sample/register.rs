//! The register: a CSV with a row a case, and in its last column, once, everything else that is needed to draw again.

use csv::{ReaderBuilder, WriterBuilder};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Draw, Fate, Mistake, Plan, Row};
use crate::hex::hex;

const HEADINGS: [&str; 7] = [
    "case", "stratum", "order", "risk", "result", "reason", "draw",
];

/// What a register says of a case: the case, its stratum, order and risk, what became of it, and why.
pub(super) type Cells = [String; 6];

/// What a register says of the draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    pub(super) id: String,
    pub(super) plan: Plan,
    pub(super) cases: usize,
    pub(super) digest: String,
    pub(super) engine: String,
}

/// A register as it was read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    pub(super) about: About,
    pub(super) rows: Vec<Cells>,
}

impl Draw {
    /// The register: CSV, in which no cell can be taken for a formula.
    ///
    /// Equal draws have equal bytes.
    #[must_use]
    pub fn register(&self) -> String {
        let about = serde_json::to_string(&self.about()).unwrap_or_default();
        let mut writer = WriterBuilder::new().from_writer(Vec::new());
        let mut written = writer.write_record(HEADINGS);
        for (n, row) in self.rows.iter().enumerate() {
            let about = if n == 0 { about.as_str() } else { "" };
            let cells = cells(row);
            let cells = cells
                .iter()
                .map(String::as_str)
                .chain([about])
                .map(harmless);
            written = written.and_then(|()| writer.write_record(cells));
        }
        // Writing to memory does not fail; a register that could not be written is empty, and that is seen.
        let bytes = written.is_ok().then(|| writer.into_inner().ok()).flatten();
        bytes
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .unwrap_or_default()
    }

    pub(super) fn about(&self) -> About {
        About {
            id: self.id.clone(),
            plan: self.plan.clone(),
            cases: self.rows.len(),
            digest: self.digest.clone(),
            engine: self.engine.clone(),
        }
    }
}

impl Register {
    /// Reads a register back, in whatever order a spreadsheet has put its rows.
    ///
    /// # Errors
    /// What keeps it from being one.
    pub fn read(text: &str) -> Result<Self, Mistake> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let wrong = |why: &str| Mistake::NotARegister(why.to_owned());
        let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
        let headings = reader
            .headers()
            .map_err(|_| wrong("its headings cannot be read"))?;
        if headings.iter().ne(HEADINGS) {
            return Err(wrong(&format!(
                "its headings are not `{}`",
                HEADINGS.join(",")
            )));
        }
        let (mut about, mut rows) = (None, Vec::new());
        for (n, record) in (2..).zip(reader.records()) {
            let record = record.map_err(|_| {
                wrong(&format!(
                    "row {n} has more or fewer cells than its headings"
                ))
            })?;
            let mut cells = record.iter().map(as_it_was);
            let mut cell = || cells.next().unwrap_or_default();
            rows.push([cell(), cell(), cell(), cell(), cell(), cell()]);
            about = Some(cell()).filter(|cell| !cell.is_empty()).or(about);
        }
        let about = about.ok_or_else(|| wrong("its column `draw` is empty"))?;
        let about = serde_json::from_str(&about)
            .map_err(|_| wrong("its column `draw` does not say how to draw again"))?;
        Ok(Self { about, rows })
    }

    /// Which draw it is of.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.about.id
    }

    /// What was asked for.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.about.plan
    }

    /// Whether it still says what it said when it was written: an id is made from everything else in it.
    #[must_use]
    pub fn is_as_written(&self) -> bool {
        let about = &self.about;
        about.cases == self.rows.len()
            && about.id == id(&about.plan, &about.digest, self.rows.iter().cloned())
    }

    /// The reserve that is to stand in for a case: the first of its stratum, in their order, that does not stand in already.
    ///
    /// `stand_ins` are the reserves that do; such a one may be replaced itself. Nothing where the stratum has no reserve left.
    ///
    /// # Errors
    /// [`Mistake::NotDrawn`] for a case that is not among those to be audited.
    pub fn stand_in(&self, case: &str, stand_ins: &[&str]) -> Result<Option<&str>, Mistake> {
        let is = |result: &String, fate: &Fate| result == fate.word();
        let found = self.rows.iter().find(|[id, ..]| id == case);
        let Some([id, stratum, ..]) = found.filter(|[id, _, _, _, result, _]| {
            is(result, &Fate::Drawn) || stand_ins.contains(&id.as_str())
        }) else {
            return Err(Mistake::NotDrawn(case.to_owned()));
        };
        let reserves = self.rows.iter().filter(|[one, of, _, _, result, _]| {
            is(result, &Fate::Reserve)
                && of == stratum
                && one != id
                && !stand_ins.contains(&one.as_str())
        });
        let first =
            reserves.min_by_key(|[_, _, order, ..]| order.parse::<u64>().unwrap_or(u64::MAX));
        Ok(first.map(|[one, ..]| one.as_str()))
    }

    /// The cases that were drawn.
    pub(super) fn drawn(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(|[case, _, _, _, result, _]| {
            (result == Fate::Drawn.word()).then_some(case.as_str())
        })
    }
}

/// What the register says of a case.
pub(super) fn cells(row: &Row) -> Cells {
    let number = |n: Option<String>| n.unwrap_or_default();
    let reason = match &row.fate {
        Fate::Excluded(reason) => reason.to_string(),
        Fate::Drawn | Fate::Reserve | Fate::NotDrawn => String::new(),
    };
    [
        row.case.clone(),
        row.stratum.clone(),
        number(row.order.map(|n| n.to_string())),
        number(row.risk.map(|n| n.to_string())),
        row.fate.word().to_owned(),
        reason,
    ]
}

/// The id of a draw: the order of rows and the version of the engine are left out of it.
pub(super) fn id(plan: &Plan, digest: &str, rows: impl Iterator<Item = Cells>) -> String {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update(format!("{}\n", text.len()));
        hash.update(text);
    };
    part(&serde_json::to_string(plan).unwrap_or_default());
    part(digest);
    let mut rows: Vec<Cells> = rows.collect();
    rows.sort();
    for cell in rows.iter().flatten() {
        part(cell);
    }
    let short: String = hex(&hash.finalize()).chars().take(12).collect();
    format!("D-{short}")
}

/// Beginnings that a spreadsheet takes for a formula, and the mark that is put before them.
const MARKED: [char; 13] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\0', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    '\'',
];

fn harmless(text: &str) -> String {
    let mark = if text.starts_with(MARKED) { "'" } else { "" };
    format!("{mark}{text}")
}

fn as_it_was(text: &str) -> String {
    text.strip_prefix('\'').unwrap_or(text).to_owned()
}
