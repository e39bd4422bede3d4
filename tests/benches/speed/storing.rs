//! Storing scored audits against bare inserts into SQLite.

use std::path::Path;
use std::time::{Duration, Instant};

use sightline_engine::CompiledTemplate;
use sightline_engine::scored::Scored;
use sightline_store::{NewTemplate, SqliteStore, Store as _};

use super::audits::{self, Made};
use super::bare;
use super::rows;
use super::timer::{Contestant, factor, race, thousands};
use super::workload::{self, Decided};

const BATCH: usize = 1000;

/// Times three ways of storing the same audits durably.
pub fn run(audits: usize) {
    println!("\n## Storing\n");
    println!(
        "{} audits of the workload, scored beforehand, in durable transactions of {BATCH}.",
        thousands(audits as f64)
    );
    let folder = tempfile::tempdir().unwrap();
    let template = workload::template(Decided::Declared);
    let made: Vec<(Made, Scored)> = (0..audits)
        .map(|n| {
            let made = audits::make(n);
            let scored = made.score(&template);
            (made, scored)
        })
        .collect();

    // Audits come in as they are done, so a transaction has those of few quarters; numbers are given as they come in.
    let mut in_order = made.clone();
    in_order.sort_by_key(|(made, _)| made.audit.date);
    for ((one, _), (by_number, _)) in in_order.iter_mut().zip(&made) {
        one.audit.id.clone_from(&by_number.audit.id);
        one.audit.case.clone_from(&by_number.audit.case);
    }
    // What an importer stores it has just read, and the bare insert's rows lie in memory as they are taken. Copies that
    // are made in order lie in order too; sorting alone leaves their text strewn over memory.
    let in_order: Vec<(Made, Scored)> = in_order.to_vec();
    let first = folder.path().join("first.sqlite");
    ours(&first, &template, &in_order);
    let taken = bare::take(&first);
    assert_eq!(taken.len(), audits);

    let mut sizes = [0_u64; 4];
    let [bare_size, our_size, mixed_size, rows_size] = &mut sizes;
    let path = folder.path().join("bare.sqlite");
    let (of_bare, of_ours, of_rows) = (
        path,
        folder.path().join("ours.sqlite"),
        folder.path().join("rows.sqlite"),
    );
    let placed = race(
        "Storing: aggregates, history and checks included, against bare inserts of the same bytes",
        "audits",
        audits,
        7,
        &mut [
            Contestant::timed("bare SQLite, the same columns", || {
                let took = bare::store(&of_bare, &taken, BATCH);
                *bare_size = size(&of_bare);
                took
            }),
            Contestant::timed("our store", || {
                let took = ours(&of_ours, &template, &in_order);
                *our_size = size(&of_ours);
                took
            }),
            Contestant::timed(
                "our store, every transaction with audits of eight quarters",
                || {
                    let took = ours(&of_ours, &template, &made);
                    *mixed_size = size(&of_ours);
                    took
                },
            ),
            Contestant::timed("bare SQLite, a row an answer", || {
                let took = rows::store(&of_rows, &in_order, BATCH);
                *rows_size = size(&of_rows);
                took
            }),
        ],
    );
    println!("\n| | bytes an audit |\n| --- | ---: |");
    for (one, size) in placed.iter().zip(sizes) {
        println!(
            "| {} | {} |",
            one.name,
            thousands(size as f64 / audits as f64)
        );
    }
    println!(
        "\nOur store takes {} the time of the bare insert (goal: within 1.5x) and stores {} as many audits a second as a row an answer (goal: at least 8x).",
        factor(placed[1].ratio),
        factor(placed[1].ahead_of(&placed[3]))
    );
}

/// Makes a new store, and times keeping the audits in it.
fn ours(path: &Path, template: &CompiledTemplate, made: &[(Made, Scored)]) -> Duration {
    let mut store = prepare(path, template, made.len());
    let start = Instant::now();
    for batch in made.chunks(BATCH) {
        let mut txn = store.write().unwrap();
        for (made, scored) in batch {
            txn.add_audit(&made.to_store(template, scored)).unwrap();
        }
        txn.commit().unwrap();
    }
    drop(store);
    start.elapsed()
}

/// A new store with the template and the cases.
pub fn prepare(path: &Path, template: &CompiledTemplate, audits: usize) -> SqliteStore {
    remove(path);
    let mut store = sightline_store::open(path).unwrap();
    let mut txn = store.write().unwrap();
    txn.add_template(&NewTemplate {
        reference: template.reference(),
        template: template.template(),
        sources: &template.sources(),
    })
    .unwrap();
    for case in audits::cases(audits) {
        txn.put_case(&case).unwrap();
    }
    txn.commit().unwrap();
    store
}

/// Removes a database with what SQLite keeps beside it.
pub fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        drop(std::fs::remove_file(name));
    }
}

/// The size of a file.
pub fn size(path: &Path) -> u64 {
    std::fs::metadata(path).unwrap().len()
}
