//! All lessons, the formula sheet and the gallery, read together.

use std::fs;
use std::path::Path;

use precopy_formats::lessons::{Changes, Lesson, RunsOf, Scored, Sheet, Source, Symbol};
use precopy_formats::runs;
use precopy_model::records::Run;

use crate::body::{parts, steps};
use crate::check;
use crate::fields::Fields;
use crate::flaw::{Flaw, Place};
use crate::front::{Claimed, claims, front, scenario};
use crate::gallery::{ReadFigure, gallery, symbols};
use crate::walk::{Found, steps as walk};

/// A lesson, with what a test holds it to.
#[derive(Clone, Debug)]
pub struct ReadLesson {
    /// The file.
    pub file: String,
    /// The lesson.
    pub lesson: Lesson,
    /// Its claims.
    pub claims: Vec<Claimed>,
    /// Changes of its start that meet its exercise.
    pub solution: Changes,
}

/// The formula sheet, with what a test holds it to.
#[derive(Clone, Debug)]
pub struct ReadSheet {
    /// The sheet.
    pub sheet: Sheet,
    /// Its claims.
    pub claims: Vec<Claimed>,
}

/// A table of recorded runs.
#[derive(Clone, Debug)]
pub struct RunsTable {
    /// Its name, without its ending.
    pub name: String,
    /// The runs.
    pub runs: Vec<Run>,
}

/// Everything.
#[derive(Clone, Debug)]
pub struct Library {
    /// The lessons, in the order of their files.
    pub lessons: Vec<ReadLesson>,
    /// The formula sheet.
    pub sheet: ReadSheet,
    /// The gallery.
    pub figures: Vec<ReadFigure>,
    /// The words that have symbols.
    pub symbols: Vec<Symbol>,
    /// The tables of recorded runs.
    pub tables: Vec<RunsTable>,
}

const SYMBOLS: &str = "symbols.toml";
const SHEET: &str = "formulas.md";
const GALLERY: &str = "gallery.toml";

/// What the files of recorded runs end in.
const RUNS: &str = "-runs.csv";

impl Library {
    /// Reads the lessons of a folder, with the recorded runs of another.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn read(folder: &Path, recorded: &Path) -> Result<Self, Vec<Flaw>> {
        let mut flaws = Vec::new();
        let tables = tables(recorded, &mut flaws);
        let text = |name: &str, flaws: &mut Vec<Flaw>| match fs::read_to_string(folder.join(name)) {
            Ok(text) => text.replace("\r\n", "\n"),
            Err(error) => {
                flaws.push(Flaw { file: name.to_owned(), line: 1, what: error.to_string() });
                String::new()
            }
        };
        let (symbols_text, gallery_text) = (text(SYMBOLS, &mut flaws), text(GALLERY, &mut flaws));
        let sheet_text = text(SHEET, &mut flaws);
        let files: Vec<(String, String)> =
            names(folder).into_iter().map(|name| (name.clone(), text(&name, &mut flaws))).collect();

        let symbols = symbols(Place::of(SYMBOLS, &symbols_text), &mut flaws);
        let figures = gallery(Place::of(GALLERY, &gallery_text), &mut flaws);
        let sheet = sheet(Place::of(SHEET, &sheet_text), &mut flaws);
        let mut lessons = Vec::new();
        for (name, text) in &files {
            lessons.extend(lesson(Place::of(name, text), &mut flaws));
        }
        let Some(sheet) = sheet else { return Err(flaws) };
        let mut library = Self { lessons, sheet, figures, symbols, tables };
        let texts: Vec<Place<'_>> = files.iter().map(|(name, text)| Place::of(name, text)).collect();
        check::library(
            &library,
            &texts,
            [Place::of(SHEET, &sheet_text), Place::of(GALLERY, &gallery_text)],
            &mut flaws,
        );
        if !flaws.is_empty() {
            return Err(flaws);
        }
        for read in &mut library.lessons {
            read.lesson.scores = scores(&read.lesson, &read.claims, &library.tables);
        }
        Ok(library)
    }
}

/// The files of lessons: a number, a stroke, and the lesson's short name.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".md") && name.starts_with(|letter: char| letter.is_ascii_digit()));
    names.sort();
    names
}

fn tables(folder: &Path, flaws: &mut Vec<Flaw>) -> Vec<RunsTable> {
    let mut tables = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(RUNS) {
            continue;
        }
        match fs::read_to_string(entry.path()) {
            Ok(text) => {
                tables.push(RunsTable { name: name.trim_end_matches(".csv").to_owned(), runs: runs::read(&text).runs })
            }
            Err(error) => flaws.push(Flaw { file: name, line: 1, what: error.to_string() }),
        }
    }
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    tables
}

fn lesson(file: Place<'_>, flaws: &mut Vec<Flaw>) -> Option<ReadLesson> {
    let parts = parts(file).map_err(|flaw| flaws.push(flaw)).ok()?;
    let front = Fields::read(parts.front).and_then(front).map_err(|flaw| flaws.push(flaw)).ok()?;
    let named = file.file.split_once('-').map_or("", |(_, rest)| rest.trim_end_matches(".md"));
    // A file may be called by less than the lesson's short name, but by some of it.
    if named.is_empty() {
        flaws.push(file.flaw("id", "a lesson's file is called by a number and a name"));
    }
    let steps = steps(parts.body, &front.turns, flaws);
    let lesson = Lesson {
        id: front.id,
        title: front.title,
        minutes: front.minutes,
        aim: front.aim,
        scenario: front.scenario,
        symbols: front.symbols,
        turns: front.turns,
        teacher: front.teacher,
        steps,
        scores: Vec::new(),
    };
    Some(ReadLesson { file: file.file.to_owned(), lesson, claims: front.claims, solution: front.solution })
}

/// What the model says of the recorded runs that a lesson asks for.
fn scores(lesson: &Lesson, claims: &[Claimed], tables: &[RunsTable]) -> Vec<Scored> {
    let mut wanted: Vec<RunsOf> = Vec::new();
    let mut want = |of: &Source| {
        if let Source::Runs(runs) = of
            && !wanted.contains(runs)
        {
            wanted.push(runs.clone());
        }
    };
    walk(&lesson.steps, &mut |found| {
        if let Found::Term(term) = found {
            want(&term.of);
        }
    });
    claims.iter().flat_map(|claim| claim.holds.terms()).for_each(|term| want(&term.of));
    let of = |of: &RunsOf| {
        let table = tables.iter().find(|table| table.name == of.table);
        table.map(|table| Scored::all(of, &table.runs)).unwrap_or_default()
    };
    wanted.iter().flat_map(of).collect()
}

fn sheet(file: Place<'_>, flaws: &mut Vec<Flaw>) -> Option<ReadSheet> {
    let parts = parts(file).map_err(|flaw| flaws.push(flaw)).ok()?;
    let read = |mut fields: Fields<'_>| {
        let (id, title) = (fields.text("id")?, fields.text("title")?);
        let (scenario, claims) = (scenario(&mut fields)?, claims(&mut fields)?);
        fields.done().map(|()| (id, title, scenario, claims))
    };
    let (id, title, scenario, claims) =
        Fields::read(parts.front).and_then(read).map_err(|flaw| flaws.push(flaw)).ok()?;
    let steps = steps(parts.body, &[], flaws);
    Some(ReadSheet { sheet: Sheet { id, title, scenario, steps }, claims })
}
