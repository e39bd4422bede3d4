//! Files in real layouts, each read in its own.

use crate::support::{file, read, snapshot};

#[test]
fn annex_a_reads_and_its_mess_is_handled_or_listed() {
    let read = read("annex-a", &[file("annex_a_sample.xlsx")]);
    assert_eq!((read.report.rejected, read.report.questions.len()), (0, 0));
    snapshot("annex_a", &read.text());
}

#[test]
fn ssda903_tables_join_to_one_record_a_child() {
    let names = [
        "ssda903_header.csv",
        "ssda903_episodes.csv",
        "ssda903_reviews.csv",
    ];
    let read = read("ssda903", &names.map(file));
    assert_eq!((read.report.cases, read.cases.len()), (150, 150));
    snapshot("ssda903", &read.text_of(3));
}

#[test]
fn ssda903_reads_as_xml_too() {
    let read = read("ssda903", &[file("ssda903.xml")]);
    snapshot("ssda903_xml", &read.text());
}

#[test]
fn the_faults_of_the_census_are_reported_and_not_fatal() {
    let read = read("cin-census", &[file("cin_census_2026.xml")]);
    assert_eq!(read.report.cases, 2);
    snapshot("cin_census", &read.text());
}
