//! The typefaces that come with the program, so that a page looks the same everywhere and nothing is looked for.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;

/// Liberation Sans (SIL Open Font License 1.1), as wide as Arial letter by letter, and DejaVu Sans Mono (Bitstream Vera
/// license) for code and for letters that the first has not. Their licenses lie beside them.
const FILES: [&[u8]; 5] = [
    include_bytes!("../../fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSans-Bold.ttf"),
    include_bytes!("../../fonts/LiberationSans-Italic.ttf"),
    include_bytes!("../../fonts/LiberationSans-BoldItalic.ttf"),
    include_bytes!("../../fonts/DejaVuSansMono.ttf"),
];

/// All of them.
pub(super) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files = FILES.into_iter().map(Bytes::new);
    files.flat_map(Font::iter).collect()
});

/// Whether a letter can be printed.
pub(super) fn has(letter: char) -> bool {
    FONTS
        .iter()
        .any(|font| font.info().coverage.contains(letter.into()))
}
