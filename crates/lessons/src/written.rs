//! What is handed on to the page: one file of what there is, one for each lesson, the sheet, the gallery.

use std::fs;
use std::io;
use std::path::Path;

use precopy_formats::lessons::{Contents, Lesson, Listed, ListedFigure, Plain, Remade};

use crate::library::Library;

/// The file that lists what there is.
pub const CONTENTS: &str = "contents.json";
/// The formula sheet.
pub const SHEET: &str = "formulas.json";
/// The gallery.
pub const GALLERY: &str = "gallery.json";

/// All files: name and text.
#[must_use]
pub fn files(library: &Library) -> Vec<(String, String)> {
    let lessons = library.lessons.iter().map(|read| &read.lesson);
    let listed = |lesson: &Lesson| Listed {
        id: lesson.id.clone(),
        title: lesson.title.clone(),
        minutes: lesson.minutes,
        aim: lesson.aim.clone(),
    };
    let figures: Vec<Remade> = library.figures.iter().map(|read| read.remade.clone()).collect();
    let listed_figure = |figure: &Remade| ListedFigure {
        id: figure.id.clone(),
        title: figure.title.clone(),
        place: format!("{}, {}", figure.paper, figure.place),
    };
    let contents = Contents {
        lessons: lessons.clone().map(listed).collect(),
        figures: figures.iter().map(listed_figure).collect(),
        symbols: library.symbols.clone(),
    };
    let mut files = vec![
        (CONTENTS.to_owned(), contents.tree().written()),
        (SHEET.to_owned(), library.sheet.sheet.tree().written()),
        (GALLERY.to_owned(), figures.tree().written()),
    ];
    files.extend(lessons.map(|lesson| (format!("{}.json", lesson.id), lesson.tree().written())));
    files
}

/// Writes them into a folder, which is made where it is missing.
///
/// # Errors
/// What the system says.
pub fn write(library: &Library, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    files(library).into_iter().try_for_each(|(name, text)| fs::write(folder.join(name), text))
}
