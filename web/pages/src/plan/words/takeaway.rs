//! What can be taken away of a plan.

/// The head of the part.
pub const HEAD: &str = "Take it away";
/// A button.
pub const CSV: &str = "Steps as CSV";
/// A button.
pub const JSON: &str = "Steps as JSON";
/// A button.
pub const SVG: &str = "Chart as SVG";
/// A button that shows the run-book.
pub const BOOK: &str = "Run-book";
/// What it is.
pub const BOOK_LINE: &str = "Ordered commands in the words of the product, with the times at which each is expected. Read it before it is run: \
    names and addresses are those of the sheets.";
/// A button.
pub const COPY: &str = "Copy";
/// The same afterwards.
pub const COPIED: &str = "Copied";
/// A button.
pub const SAVE_BOOK: &str = "Save the run-book";
/// Before the sources.
pub const SOURCES: &str = "Commands from: ";
