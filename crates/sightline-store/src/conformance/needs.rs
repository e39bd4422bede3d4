//! What an audit refers to is there, or the audit is refused.

use super::audits::prepared;
use super::example::{ExampleAudit, ExampleTemplate, case};
use super::{Story, Told, refused, same};
use crate::{Kept, Store};

pub(super) const STORIES: &[Story] = &[
    Story {
        name: "an audit needs its template and its case",
        run: needs,
    },
    Story {
        name: "what was dropped is nothing that an audit can need",
        run: dropped,
    },
];

fn needs(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let help = "is not stored; check the spelling, or import it first";
    let mut txn = store.write()?;
    let no_case = ExampleAudit::new("A-0001", "C-0009", &template, 1);
    refused(
        txn.add_audit(&no_case.new_audit()),
        &format!("case `C-0009` {help}"),
    )?;
    let unknown = ExampleTemplate::new("life-story", "2.0.0", 70);
    let no_template = ExampleAudit::new("A-0001", "C-0001", &unknown, 1);
    refused(
        txn.add_audit(&no_template.new_audit()),
        &format!("version 2.0.0 of `life-story` {help}"),
    )?;
    let changed = ExampleTemplate::new("life-story", "1.0.0", 69);
    let wrong = ExampleAudit::new("A-0001", "C-0001", &changed, 1);
    refused(
        txn.add_audit(&wrong.new_audit()),
        "version 1.0.0 of `life-story` was already published with other content; give the changed template a new version",
    )?;
    refused(txn.audit("A-0001", None), &format!("audit `A-0001` {help}"))
}

fn dropped(store: &mut dyn Store) -> Told {
    let template = prepared(store)?;
    let other = ExampleTemplate::new("life-story", "2.0.0", 70);
    let of_other = ExampleAudit::new("A-0001", "C-0001", &other, 1);
    let of_case = ExampleAudit::new("A-0001", "C-0002", &template, 1);
    let mut txn = store.write()?;
    txn.add_template(&other.new_template())?;
    txn.put_case(&case("C-0002", "adoption"))?;
    txn.add_audit(&of_other.new_audit())?;
    drop(txn);
    let mut txn = store.write()?;
    let help = "is not stored; check the spelling, or import it first";
    refused(
        txn.add_audit(&of_other.new_audit()),
        &format!("version 2.0.0 of `life-story` {help}"),
    )?;
    refused(
        txn.add_audit(&of_case.new_audit()),
        &format!("case `C-0002` {help}"),
    )?;
    same(txn.put_case(&case("C-0002", "adoption"))?, Kept::New)?;
    same(txn.add_audit(&of_case.new_audit())?, Kept::New)?;
    txn.commit()?;
    Ok(())
}
