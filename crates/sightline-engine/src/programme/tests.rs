use super::load_programme;
use crate::catalog::Catalog;
use crate::source::SourceFile;

const VISIT: &str = include_str!("../../examples/visit.yaml");

fn catalog() -> Catalog {
    let (catalog, found) = Catalog::load(&[SourceFile::new("visit/template.yaml", VISIT)]);
    assert!(!found.has_errors(), "{found}");
    catalog
}

#[test]
fn every_mistake_is_named_and_the_rest_is_read() {
    let text = "\
quarters:
  2025-Q2:
    planned: []
  2025-26-Q2:
    planned:
      - {template: visits, audits: 8, allocated: 8}
      - {template: visit, team: North, audits: 6, cancelled: 1}
    exempted:
      - {template: visit, audits: 1, by: the director}
    alerts:
      - {concern: Delay, stage: formel, opened: 2}
learning:
  - {what: Training, on: 2025-05-01, template: visit, question: V9}
";
    let file = SourceFile::new("programme.yaml", text);
    let (programme, found) = load_programme(&file, &catalog());
    let said: Vec<String> = found
        .iter()
        .map(|one| format!("{}:{}", one.at.line_column().0, one.message))
        .collect();
    assert_eq!(
        said,
        [
            "2:`2025-Q2` is not a quarter",
            "6:there is no template `visits`",
            "9:the exemption has no `because`",
            "11:`stage` cannot be `formel`",
            "13:`visit` has no question `V9`",
        ]
    );
    let told = programme
        .told("2025-26-H1".parse().unwrap())
        .next()
        .unwrap();
    assert_eq!(told.planned[1].audits, 6);
    assert_eq!(told.planned[1].team.as_deref(), Some("North"));
}

#[test]
fn what_a_child_said_is_not_in_a_log() {
    let text = "quarters: {2025-26-Q2: {voice: [{said: a secret, who: a young person}]}}";
    let (programme, found) = load_programme(&SourceFile::new("p.yaml", text), &catalog());
    assert!(found.is_empty(), "{found}");
    assert!(!format!("{programme:?}").contains("secret"));
}
