//! All that the typesetter can reach: two texts and the typefaces. It has no files, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World};

use super::fonts::FONTS;
use crate::error::ReportError;

/// What the report's text takes its looks from.
pub(super) const STYLE: &str = "style.typ";

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // The cells that head rows and columns are marked as such by functions of this feature.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// A report's text and its looks.
pub(super) struct Sandbox {
    report: Source,
    style: Source,
}

impl Sandbox {
    pub(super) fn new(report: String) -> Result<Self, ReportError> {
        Ok(Self {
            report: Source::new(place("report.typ")?, report),
            style: Source::new(place(STYLE)?, include_str!("style.typ").to_owned()),
        })
    }
}

fn place(name: &str) -> Result<FileId, ReportError> {
    let path = VirtualPath::new(name)
        .map_err(|error| ReportError::Typesetting(format!("{name}: {error:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Sandbox {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.report.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.report, &self.style]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
