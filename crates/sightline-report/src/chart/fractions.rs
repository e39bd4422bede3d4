//! Exact numbers in JSON: `"19/100"`.

use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer, Serializer};
use sightline_engine::Exact;

pub(super) fn serialize<S: Serializer>(number: &Exact, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&number.to_string())
}

pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Exact, D::Error> {
    let text = String::deserialize(from)?;
    read(&text).ok_or_else(|| D::Error::custom("not a fraction"))
}

fn read(text: &str) -> Option<Exact> {
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    let (above, below): (i128, i128) = (above.parse().ok()?, below.parse().ok()?);
    (below != 0).then(|| Exact::ratio(above, below))
}

/// The two ends of a range, where there is one.
pub(super) mod range {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};
    use sightline_engine::Exact;

    #[expect(clippy::ref_option, reason = "the form that is asked for")]
    pub(in super::super) fn serialize<S: Serializer>(
        range: &Option<(Exact, Exact)>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let words = range.as_ref();
        words
            .map(|(low, high)| (low.to_string(), high.to_string()))
            .serialize(to)
    }

    pub(in super::super) fn deserialize<'d, D: Deserializer<'d>>(
        from: D,
    ) -> Result<Option<(Exact, Exact)>, D::Error> {
        let Some((low, high)) = <Option<(String, String)>>::deserialize(from)? else {
            return Ok(None);
        };
        let number =
            |text: &str| super::read(text).ok_or_else(|| D::Error::custom("not a fraction"));
        Ok(Some((number(&low)?, number(&high)?)))
    }
}
