//! A CSV of case records into the store, beside the least that it can cost: the `csv` crate's parse and bare inserts.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use sightline_engine::SourceFile;
use sightline_engine::model::Case;
use sightline_records::{Answers, Ids, Layout, Salt, Settings, Source, import, load_layout};
use sightline_store::Store as _;

use super::storing::remove;
use super::timer::{Contestant, peak_memory, race, thousands};

const MAPPING: &str = "
layout: bench
dates: day-first
tables:
  plans:
    columns:
      Person ID: case
      Name: never-read
      Sex: sex
      DOB: date_of_birth
      Start: [plans.started_on, plan_started_on]
      End: plans.ended_on
      Category: plans.category
      Team: team
";

/// A file that is opened anew for each pass.
struct OnDisk(PathBuf);

impl Source for OnDisk {
    fn name(&self) -> &str {
        "plans.csv"
    }

    fn size(&self) -> u64 {
        self.0.metadata().unwrap().len()
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(File::open(&self.0)?))
    }
}

/// Measures the import of files of a tenth and of all of the rows.
pub fn run(rows: usize) {
    let folder = std::env::temp_dir().join(format!("sightline-importing-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (layout, found) = load_layout(&SourceFile::new("bench.yaml", MAPPING));
    let layout = layout.unwrap_or_else(|| panic!("{found}"));
    for rows in [rows / 10, rows] {
        let path = folder.join(format!("plans-{rows}.csv"));
        write(&path, rows);
        let (floor, ours) = (folder.join("floor.db"), folder.join("ours.db"));
        let before = peak_memory("self");
        parsed(&path, &layout, &mut |_| {});
        let after = peak_memory("self");
        let title = format!("importing {} rows of CSV", thousands(rows as f64));
        race(
            &title,
            "rows",
            rows,
            if rows > 200_000 { 3 } else { 5 },
            &mut [
                Contestant::new("csv and bare inserts", || bare(&path, &floor)),
                Contestant::new("the import without a store", || {
                    parsed(&path, &layout, &mut |_| {});
                }),
                Contestant::new("the import into our store", || {
                    stored(&path, &layout, &ours)
                }),
            ],
        );
        let kib = |kib: Option<u64>| kib.map_or(f64::NAN, |kib| kib as f64 / 1024.0);
        println!(
            "\nThe import without a store took the process from {:.0} to {:.0} MiB at its peak; the file has {:.0} MiB.",
            kib(before),
            kib(after),
            OnDisk(path.clone()).size() as f64 / 1_048_576.0
        );
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Two plans a child, so that rows have to be brought together.
fn write(path: &Path, rows: usize) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    writeln!(out, "Person ID,Name,Sex,DOB,Start,End,Category,Team").unwrap();
    for row in 0..rows {
        let child = row % rows.div_ceil(2);
        let (day, month, year) = (child % 28 + 1, child % 12 + 1, 2008 + child % 14);
        let start = 2022 + row / rows.div_ceil(2);
        let end = if start == 2022 {
            format!("{day:02}/{month:02}/2023")
        } else {
            String::new()
        };
        let sex = ["F", "Male"][child % 2];
        let category = ["Neglect", "EMO", "a) Physical abuse", "Sexual abuse"][child % 4];
        writeln!(
            out,
            "{child:07},Example {child},{sex},{day:02}/{month:02}/{year},{day:02}/{month:02}/{start},{end},{category},Team {}",
            child % 40
        )
        .unwrap();
    }
}

/// A row of text for each row of the file, in one transaction.
fn bare(path: &Path, store: &Path) {
    remove(store);
    let connection = Connection::open(store).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (id INTEGER PRIMARY KEY, person TEXT, born TEXT, sex TEXT, start TEXT, end TEXT, category TEXT, team TEXT); BEGIN")
        .unwrap();
    let mut insert = connection
        .prepare("INSERT INTO row (person, born, sex, start, end, category, team) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .unwrap();
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap() {
        let cell = |n: usize| &record[n];
        insert
            .execute(params![
                cell(0),
                cell(3),
                cell(2),
                cell(4),
                cell(5),
                cell(6),
                cell(7)
            ])
            .unwrap();
    }
    drop(insert);
    connection.execute_batch("COMMIT").unwrap();
}

fn parsed(path: &Path, layout: &Layout, keep: &mut dyn FnMut(Case)) {
    let answers = Answers::default();
    let settings = Settings {
        ids: Ids::Hashed(Salt::new(b"a salt that is long enough").unwrap()),
        today: None,
        dates: None,
        answers: &answers,
    };
    let file = OnDisk(path.to_path_buf());
    let report = import(
        &[&file as &dyn Source],
        layout,
        &settings,
        &mut |_| {},
        &mut |case| {
            keep(case);
            Ok::<(), std::convert::Infallible>(())
        },
    )
    .unwrap();
    let mut wrong = String::new();
    report
        .problems
        .iter()
        .for_each(|one| writeln!(wrong, "{one}").unwrap());
    assert!(report.rejected == 0 && wrong.is_empty(), "{wrong}");
}

fn stored(path: &Path, layout: &Layout, store: &Path) {
    remove(store);
    let mut store = sightline_store::open(store).unwrap();
    let mut txn = store.write().unwrap();
    parsed(path, layout, &mut |case| {
        txn.put_case(&case).unwrap();
    });
    txn.commit().unwrap();
}
