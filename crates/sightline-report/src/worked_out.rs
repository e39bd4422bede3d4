//! What a report can say, worked out for whoever reads it.

use crate::context::{self, Context};
use crate::data::Data;
use crate::digest;
use crate::error::ReportError;
use crate::figures::Figures;
use crate::public::{self, Published};
use crate::searched;
use crate::spec::{Audience, Spec};

/// Works out everything a report can say.
///
/// For [`Audience::Public`] every number that could tell of one child is hidden; see [`crate::disclose`].
pub fn context(figures: &Figures, spec: &Spec) -> Result<Context, ReportError> {
    let (context, _) = worked_out(figures, spec)?;
    if spec.audience == Audience::Public {
        searched::context(&context, spec, &searched::sources(figures, spec, None))?;
    }
    Ok(context)
}

/// The same, with what a public report shows and hides.
pub(crate) fn worked_out(
    figures: &Figures,
    spec: &Spec,
) -> Result<(Context, Vec<Published>), ReportError> {
    match spec.audience {
        Audience::Internal => {
            let data = Data::new(figures, spec);
            let mut context = context::internal(&data);
            context.method.digest = digest::of_audits(&data, &context);
            Ok((context, Vec::new()))
        }
        Audience::Public => {
            let (mut context, published) = public::context(figures, spec)?;
            context.method.digest = digest::of_what_is_told(&context);
            Ok((context, published))
        }
    }
}
