//! Layouts and mappings: joins across tables, feedback to whoever writes one, and drafts.

use crate::support::{File, read, read_by, show, snapshot};
use sightline_engine::SourceFile;
use sightline_records::{SHIPPED, Source, draft, load_layout};

fn csv(name: &str, text: &str) -> File {
    (name.to_owned(), text.as_bytes().to_vec())
}

#[test]
fn the_standard_dataset_joins_reviews_through_periods_of_care() {
    let files = [
        csv(
            "ssd_cla_reviews.csv",
            "clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date,clar_cla_review_cancelled,clar_cla_review_participation\nR1,C9,2025-01-20,2025-01-18,N,PN1\nR2,C9,2025-07-18,,N,\nR3,C8,2025-01-01,2025-01-01,N,PN2\n",
        ),
        csv(
            "ssd_cla_episodes.csv",
            "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_id,clae_entered_care_date\nE1,41,2024-12-20T00:00:00,C9,2024-12-20\n",
        ),
        csv(
            "ssd_person.csv",
            "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob\n41,Ann,Bee,F,2012-05-01\n",
        ),
        csv(
            "ssd_cp_plans.csv",
            "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,cppl_cp_plan_latest_category\nP1,41,2019-02-01,2019-11-01,NEG\nP2,41,2023-02-01,NULL,EMO\n",
        ),
    ];
    let read = read("ssd", &files);
    assert_eq!((read.report.cases, read.report.rejected), (1, 1));
    assert!(
        read.says(&["row 4", "SL424", "which child"]),
        "{:?}",
        read.problems()
    );
    let case = &read.cases[0];
    let reviews = &case.history["reviews"];
    assert_eq!(
        reviews.len(),
        2,
        "a review that is due and not held is kept"
    );
    assert_eq!(show(&case.facts["previous_plans"]), "1");
    assert_eq!(show(&case.facts["previous_plan_ended_on"]), "2019-11-01");
    assert_eq!(show(&case.facts["category_now"]), "EMO");
    assert!(
        !format!("{:?}", read.text()).contains("Ann"),
        "names are never read"
    );
}

#[test]
fn the_standard_dataset_is_read_whole_and_says_who_are_siblings() {
    let files = [
        csv(
            "ssd_person.csv",
            "pers_person_id,pers_sex,pers_dob\n41,F,2012-05-01\n42,M,2014-05-01\n",
        ),
        csv(
            "ssd_family.csv",
            "fami_table_id,fami_family_id,fami_person_id\n1,F9,41\n2,F9,42\n",
        ),
        csv(
            "ssd_version_log.csv",
            "version_number,release_date,description,is_current\n1.0,2025-01-01,first,1\n",
        ),
    ];
    let read = read("ssd", &files);
    assert_eq!((read.report.cases, read.report.rejected), (2, 0));
    let family = |case: &sightline_engine::model::Case| show(&case.facts["family"]);
    assert!(read.cases.iter().all(|case| family(case) == "F9"));
}

#[test]
fn every_mistake_in_a_mapping_has_its_place_and_a_way_out() {
    let text = "layout: ours\ndates: sideways\ncomplete: nearly\nspam: 1\ntables:\n  plans:\n    colums: {}\n    columns:\n      Name: nevr-read\n      Start: plan.started_on\n      End: plans.finished\n      Note: {to: note}\n      Sex: {to: sex, codes: gender}\n      Width: {to: case, width: wide}\n      Big: {to: BIG, type: text}\n      Empty:\n      Began: plans.started_on\n      Start of plan: plans.started_on\n      Enquiry: {through: enquiry}\n  enquiries:\n    columns:\n      Person: case\n      Enquiry: {gives: enquiries}\n";
    let (layout, diagnostics) = load_layout(&SourceFile::new("ours.yaml", text));
    assert!(layout.is_none());
    snapshot("mapping_mistakes", &format!("{diagnostics}\n"));
}

#[test]
fn shipped_layouts_use_no_name_twice_and_no_stranger() {
    for (id, text) in SHIPPED {
        let (layout, diagnostics) = load_layout(&SourceFile::new(*id, *text));
        assert!(
            layout.is_some() && diagnostics.is_empty(),
            "{id}: {diagnostics}"
        );
    }
}

#[test]
fn the_standard_dataset_gives_factors_to_the_assessment_they_are_of() {
    let files = [
        // Read first, and of an assessment that stands in a later file.
        csv(
            "ssd_assessment_factors.csv",
            "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\nT1,A2,\"[\"\"1A\"\",\"\"16A\"\"]\"\nT2,A1,\"{\"\"1A\"\":\"\"No\"\",\"\"3B\"\":\"\"Yes\"\",\"\"21\"\":true}\"\nT3,A9,\"[]\"\nT4,A4,\"[\"\"1A\"\"]\"\n",
        ),
        csv(
            "ssd_cin_assessments.csv",
            "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date,cina_assessment_team\nA1,41,2024-12-20T00:00:00,2025-01-20,North\nA2,41,2025-05-02,,North\nA3,42,2025-05-02,,South\nA4,42,,2025-05-03,South\n",
        ),
    ];
    let read = read("ssd", &files);
    // One is of an assessment that nobody has, one of an assessment without a date, which is refused too.
    assert_eq!((read.report.cases, read.report.rejected), (2, 3));
    let case = read.cases.iter().find(|case| case.id == "41").unwrap();
    let factors: Vec<String> = case.history["assessments"]
        .iter()
        .map(|one| {
            let team = one.values.get("team").map(show).unwrap_or_default();
            format!("{team}: {}", show(&one.values["factors"]))
        })
        .collect();
    assert_eq!(factors, ["North: 3B; 21", "North: 1A; 16A"]);
    assert_eq!(show(&case.facts["assessment_factors"]), "1A; 16A");
}

#[test]
fn the_standard_dataset_joins_a_conference_to_its_enquiry() {
    let files = [
        csv(
            "ssd_initial_cp_conference.csv",
            "icpc_icpc_id,icpc_s47_enquiry_id,icpc_person_id,icpc_icpc_target_date,icpc_icpc_date,icpc_icpc_outcome_cp_flag,icpc_icpc_transfer_in\nI1,Q1,41,2025-01-27,2025-01-24,Y,N\nI2,Q9,42,2025-03-01,2025-03-05,N,N\nI3,NULL,43,,2025-04-02,Y,Y\n",
        ),
        csv(
            "ssd_s47_enquiry.csv",
            "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date\nQ1,41,2025-01-06,2025-01-15\nQ2,42,2025-02-03,2025-02-10\n",
        ),
    ];
    let read = read("ssd", &files);
    assert_eq!((read.report.cases, read.report.rejected), (3, 0));
    assert!(
        read.says(&["row 3:", "SL425", "enquiry"]),
        "{:?}",
        read.problems()
    );
    let of = |id: &str, list: &str| {
        let case = read.cases.iter().find(|case| case.id == id).unwrap();
        let events = case.history.get(list).cloned().unwrap_or_default();
        let text = |event: &sightline_engine::model::Event| {
            let values = event.values.iter();
            let values: Vec<String> = values
                .map(|(name, value)| format!("{name} {}", show(value)))
                .collect();
            values.join(", ")
        };
        events.iter().map(text).collect::<Vec<String>>().join("; ")
    };
    assert_eq!(
        of("41", "section_47"),
        "conference_due_on 2025-01-27, conference_on 2025-01-24, ended_on 2025-01-15, led_to_plan yes, started_on 2025-01-06, transfer_in no"
    );
    assert_eq!(
        of("42", "section_47"),
        "ended_on 2025-02-10, started_on 2025-02-03"
    );
    assert_eq!(
        (
            of("42", "conferences").as_str(),
            of("43", "section_47").as_str()
        ),
        (
            "due_on 2025-03-01, held_on 2025-03-05, led_to_plan no, transfer_in no",
            ""
        )
    );
}

#[test]
fn an_id_that_a_database_wrote_as_null_is_none() {
    let text =
        "pers_person_id,pers_sex,pers_dob\n41,F,2012-05-01\nNULL,M,2014-05-01\nNULL,NULL,NULL\n";
    let read = read("ssd", &[csv("ssd_person.csv", text)]);
    assert_eq!((read.report.cases, read.report.rejected), (1, 1));
    assert!(
        read.says(&["row 3", "SL424", "whose it is"]),
        "{:?}",
        read.problems()
    );
}

#[test]
fn a_draft_says_of_which_kind_reviews_and_visits_are() {
    let mut all = String::new();
    for (name, headings) in [
        (
            "cp_reviews.csv",
            "Person ID,Review Date,Review Due Date,Quorate",
        ),
        ("rcpc.csv", "Person ID,Date,Due Date"),
        ("reviews.csv", "Person ID,LAC Review Date,Due Date"),
        ("reviews.csv", "Person ID,Review Date,Due Date"),
        ("visits.csv", "Person ID,Visit Date,Seen Alone"),
        ("reviews.csv", "Person ID,Review Date,Due Date,Kind"),
    ] {
        let text = format!("{headings}\n00123,01/07/2025,03/07/2025,cp\n");
        let file: (&str, &[u8]) = (name, text.as_bytes());
        let text = draft(&file as &dyn Source).unwrap().unwrap();
        let (_, tables) = text.split_once("tables:\n").unwrap();
        all.push_str(tables);
        let (layout, diagnostics) = load_layout(&SourceFile::new("draft.yaml", text.as_str()));
        assert!(layout.is_some(), "{text}{diagnostics}");
    }
    snapshot("draft_kinds", &all);
}

#[test]
fn a_draft_of_json_is_a_mapping_that_can_be_used() {
    let lines = "{\"Person ID\":\"00123\",\"CP Plan Start Date\":\"2024-04-13\",\"Team Name\":\"North\"}\n{\"Person ID\":\"00124\",\"CP Plan Start Date\":\"2024-05-13\",\"CP Plan End Date\":\"2025-01-30\",\"Tags\":[1]}\n";
    let whole = "{\n \"cp plans\":[{\"Person ID\":\"00123\",\"Start Date\":\"2024-04-13\"}],\n \"cp reviews\":[{\"Person ID\":\"00123\",\"Review Date\":\"2024-07-13\"}],\"made\":\"today\"}";
    let mut all = String::new();
    for (name, text, cases) in [("plans.jsonl", lines, 2), ("export.json", whole, 1)] {
        let file: File = (name.to_owned(), text.as_bytes().to_vec());
        let source: (&str, &[u8]) = (name, text.as_bytes());
        let text = draft(&source as &dyn Source).unwrap().unwrap();
        let (layout, diagnostics) = load_layout(&SourceFile::new("draft.yaml", text.as_str()));
        let layout = layout.unwrap_or_else(|| panic!("{text}{diagnostics}"));
        let read = read_by(&layout, &[file], None);
        assert_eq!(read.report.cases, cases, "{text}");
        all.push_str(&text);
    }
    snapshot("draft_json", &all);
}

#[test]
fn a_draft_is_a_mapping_that_can_be_used() {
    let export = "Child protection plans,,,,,,,\nRun on 01/10/2026,,,,,,,\nPerson ID,Person Name,DOB,CP Plan Start Date,CP Plan End Date,Latest Category,Team Name,Shoe Size\n00123,Ann Bee,21/02/2015,13/04/2024,,Neglect,North,3\n";
    let file: (&str, &[u8]) = ("mosaic_cp_plans.csv", export.as_bytes());
    let text = draft(&file as &dyn Source).unwrap().unwrap();
    snapshot("draft", &text);
    let (layout, diagnostics) = load_layout(&SourceFile::new("draft.yaml", text));
    let layout = layout.unwrap_or_else(|| panic!("{diagnostics}"));
    let read = crate::support::read_by(&layout, &[(file.0.to_owned(), file.1.to_vec())], None);
    assert_eq!(
        (read.report.cases, read.report.rejected),
        (1, 0),
        "{:?}",
        read.problems()
    );
    assert_eq!(
        show(&read.cases[0].history["plans"][0].values["category"]),
        "NEG"
    );
    let not_a_table: (&str, &[u8]) = ("a.xml", b"<a/>");
    assert!(draft(&not_a_table).unwrap().is_err());
}

#[test]
fn the_page_for_analysts_lists_every_name_and_its_mappings_load() {
    use sightline_records::vocabulary::{FACTS, LISTS};
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/records.md");
    let page = std::fs::read_to_string(&path).unwrap();
    for (n, block) in page.split("```yaml mapping\n").skip(1).enumerate() {
        let text = block.split("```").next().unwrap();
        let (layout, diagnostics) = load_layout(&SourceFile::new(format!("block {n}"), text));
        assert!(layout.is_some(), "{diagnostics}");
    }
    let kind = |kind: sightline_records::vocabulary::Kind| kind.name().replace('_', " ");
    let mut table = "\n| list | what a row is | fields |\n| --- | --- | --- |\n".to_owned();
    for list in LISTS {
        let fields = list
            .fields
            .iter()
            .map(|field| format!("`{}` {}", field.name, kind(field.kind)));
        let fields: Vec<String> = fields.collect();
        table += &format!(
            "| `{}` | {} | {} |\n",
            list.name,
            list.about,
            fields.join(", ")
        );
    }
    table += "\nA row needs its first date (or the day by which it was due), and a list is in the order of it.\n\n";
    let facts: Vec<String> = FACTS
        .iter()
        .map(|fact| format!("`{}` {}", fact.name, kind(fact.kind)))
        .collect();
    table += &format!("Facts: {}.\n\n", facts.join(", "));
    let (before, rest) = page.split_once("<!-- vocabulary:").unwrap();
    let (head, rest) = rest.split_once("-->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of vocabulary -->").unwrap();
    let wanted =
        format!("{before}<!-- vocabulary:{head}-->\n{table}<!-- end of vocabulary -->{after}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, wanted).unwrap();
        return;
    }
    assert!(
        page == wanted,
        "UPDATE=1 writes the tables of docs/records.md anew"
    );
}

#[test]
fn a_draft_spells_out_what_report_writers_make_short() {
    let headings = "MOSAIC_ID;Subject Name;D.O.B.;Gndr;Ref Rec'd Dt;Ref Closed Dt;Source of Ref;NFA?;C&F Assmt Start;C&F Assmt Auth Dt;\
                    Factors identified;CYP seen?;Resp Team;Alloc Wkr ID";
    let row = "04500124;Sample, Fay;18/07/2021;F;02-Jul-2025;28-Nov-2025;Police;N;04-Jul-2025;20-Aug-2025;3A;No;East;W14";
    let file = csv(
        "referrals and assessments.csv",
        &format!("{headings}\n{row}\n"),
    );
    let file: (&str, &[u8]) = (&file.0, &file.1);
    let text = draft(&file as &dyn Source).unwrap().unwrap();
    let (layout, diagnostics) = load_layout(&SourceFile::new("draft.yaml", text.as_str()));
    assert!(layout.is_some(), "{text}{diagnostics}");
    let (_, tables) = text.split_once("tables:\n").unwrap();
    snapshot("draft_short", tables);
}

#[test]
fn a_file_that_no_table_fits_is_told_what_comes_nearest() {
    let map = "layout: ours\ntables:\n  cp plans:\n    columns:\n      Person ID: case\n      Start: plans.started_on\n      End: plans.ended_on\n";
    let (layout, diagnostics) = load_layout(&SourceFile::new("ours.yaml", map));
    let layout = layout.unwrap_or_else(|| panic!("{diagnostics}"));
    let says = |text: &str, words: &[&str]| {
        let read = read_by(&layout, &[csv("plans.csv", text)], None);
        assert!(read.says(words), "{:?}", read.problems());
    };
    says(
        "Plans,,\nPerson No,Start,End\n00123,2025-04-01,\n",
        &[
            "SL421",
            "row 2 has 2 headings of `cp plans` and not `Person ID`",
        ],
    );
    says(
        "Person ID^Start^End\n00123^2025-04-01^\n00124^2025-04-02, moved^\n",
        &["SL421", "most rows are a single cell"],
    );
    says(
        "Shoe,Hat,Coat\n1,2,3\n",
        &["SL421", "name the layout that the file was made for"],
    );
}
