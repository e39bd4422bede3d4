//! Shares in JSON: `[part, whole]`.

use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};
use sightline_engine::rollup::Share;

pub(super) fn serialize<S: Serializer>(share: &Share, to: S) -> Result<S::Ok, S::Error> {
    (share.part, share.whole).serialize(to)
}

pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Share, D::Error> {
    let (part, whole) = <(u64, u64)>::deserialize(from)?;
    Ok(Share::of(part, whole))
}

/// The same where there may be none.
pub(super) mod option {
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};
    use sightline_engine::rollup::Share;

    #[expect(clippy::ref_option, reason = "the form that is asked for")]
    pub(in super::super) fn serialize<S: Serializer>(
        share: &Option<Share>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        share.map(|share| (share.part, share.whole)).serialize(to)
    }

    pub(in super::super) fn deserialize<'d, D: Deserializer<'d>>(
        from: D,
    ) -> Result<Option<Share>, D::Error> {
        let share = <Option<(u64, u64)>>::deserialize(from)?;
        Ok(share.map(|(part, whole)| Share::of(part, whole)))
    }
}
