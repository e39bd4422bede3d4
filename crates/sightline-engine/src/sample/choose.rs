//! Which of the cases that may be drawn are, and which are reserves.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::share::{Claim, share_out};
use super::{Entry, Fate, Method, NOT_RECORDED, Plan};

/// The stratum that a case is of; all are of the one without a name where the plan has none.
pub(super) fn stratum<'e>(plan: &Plan, entry: &'e Entry) -> &'e str {
    match plan.method.fact() {
        Some(_) => entry.stratum.as_deref().unwrap_or(NOT_RECORDED),
        None => "",
    }
}

/// Where a case stands among others, as anybody can work out.
pub(super) fn key(seed: &str, case: &str) -> [u8; 32] {
    Sha256::digest(format!("{seed}\n{case}")).into()
}

/// What becomes of cases that may be drawn, in their order.
pub(super) fn fates(plan: &Plan, order: &[&Entry]) -> Vec<Fate> {
    let mut drawn: BTreeMap<&str, Claim> = BTreeMap::new();
    for entry in order {
        drawn.entry(stratum(plan, entry)).or_default().room += 1;
    }
    ask(&plan.method, &mut drawn);
    let most = plan.method.size().unwrap_or(usize::MAX);
    let mut n_drawn = 0;
    let mut fates: Vec<Fate> = order
        .iter()
        .map(|entry| {
            let takes = n_drawn < most && take(&mut drawn, stratum(plan, entry));
            n_drawn += usize::from(takes);
            if takes { Fate::Drawn } else { Fate::NotDrawn }
        })
        .collect();
    // Reserves are shared out by what each stratum gave, which is what may have to be replaced.
    let mut reserves: BTreeMap<&str, Claim> = BTreeMap::new();
    for (entry, fate) in order.iter().zip(&fates) {
        let one = reserves.entry(stratum(plan, entry)).or_default();
        let is_drawn = usize::from(*fate == Fate::Drawn);
        one.weight += is_drawn;
        one.room += 1 - is_drawn;
    }
    share(plan.reserves, &mut reserves);
    for (entry, fate) in order.iter().zip(&mut fates) {
        if *fate == Fate::NotDrawn && take(&mut reserves, stratum(plan, entry)) {
            *fate = Fate::Reserve;
        }
    }
    fates
}

/// How many each stratum is to give.
fn ask(method: &Method, strata: &mut BTreeMap<&str, Claim>) {
    match method {
        Method::Random { size } | Method::Proportional { size, .. } => {
            for claim in strata.values_mut() {
                claim.weight = claim.room;
            }
            share(*size, strata);
        }
        Method::Equal { size, .. } => {
            for claim in strata.values_mut() {
                claim.weight = 1;
            }
            share(*size, strata);
        }
        Method::Given { numbers, .. } => {
            for (name, claim) in strata {
                claim.given = numbers.get(*name).copied().unwrap_or(0);
            }
        }
        Method::Quota { each, .. } => {
            for claim in strata.values_mut() {
                claim.given = *each;
            }
        }
    }
}

fn share(number: usize, strata: &mut BTreeMap<&str, Claim>) {
    let mut claims: Vec<Claim> = strata.values().copied().collect();
    share_out(number, &mut claims);
    for (claim, shared) in strata.values_mut().zip(claims) {
        *claim = shared;
    }
}

/// Takes one of what a stratum still has to give.
fn take(strata: &mut BTreeMap<&str, Claim>, name: &str) -> bool {
    let Some(claim) = strata.get_mut(name).filter(|claim| claim.given > 0) else {
        return false;
    };
    claim.given -= 1;
    true
}
