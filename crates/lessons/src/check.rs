//! What only shows when everything has been read: whether links lead somewhere, terms have answers, and words have symbols.

use precopy_formats::lessons::{
    Bench, Changes, Inline, Model, Quantity, RunsShown, Setting, Source, Start, Symbol, Term, To, Turn,
};

use crate::flaw::{Flaw, Place};
use crate::library::{Library, RunsTable};
use crate::walk::{self, Found};

/// Pages that a lesson may lead to.
const PAGES: [&str; 2] = ["evidence", "plan"];

/// Checks everything; what is wrong goes to the flaws.
pub(crate) fn library(
    library: &Library,
    lessons: &[Place<'_>],
    [sheet, gallery]: [Place<'_>; 2],
    flaws: &mut Vec<Flaw>,
) {
    let ids: Vec<&str> = library.lessons.iter().map(|read| read.lesson.id.as_str()).collect();
    let figures: Vec<&str> = library.figures.iter().map(|read| read.remade.id.as_str()).collect();
    let all = All { ids: &ids, figures: &figures, symbols: &library.symbols, tables: &library.tables };
    for (at, id) in ids.iter().enumerate() {
        if ids.iter().skip(at + 1).any(|other| other == id) {
            flaws.push(Flaw { file: (*id).to_owned(), line: 1, what: "two lessons have this short name".to_owned() });
        }
    }
    for read in &library.lessons {
        let lesson = &read.lesson;
        let Some(place) = lessons.iter().find(|place| place.file == read.file) else { continue };
        let mut checks = all.checks(*place, &lesson.scenario);
        for word in &lesson.symbols {
            checks.word(word);
        }
        checks.turns(&lesson.turns);
        walk::steps(&lesson.steps, &mut |found| checks.found(found));
        read.claims.iter().flat_map(|claim| claim.holds.terms()).for_each(|term| checks.term(term));
        let set = &lesson.teacher.exercise;
        checks.changes(&set.at);
        checks.changes(&read.solution);
        checks.inlines(&set.ask);
        set.wants.iter().flat_map(|claim| claim.terms()).for_each(|term| checks.term(term));
        let may =
            |key: &str, value: &str| set.at.value(key) == Some(value) || set.turn.iter().any(|turned| turned == key);
        if let Some((key, _)) = read.solution.iter().find(|(key, value)| !may(key, value)) {
            checks.flaw(&read.solution.text(), format!("the solution turns `{key}`, which the exercise locks"));
        }
        if let Some((key, _)) = set.at.iter().find(|(key, _)| read.solution.value(key).is_none()) {
            checks.flaw(
                &read.solution.text(),
                format!("the solution leaves out `{key}`, with which the exercise begins"),
            );
        }
        flaws.append(&mut checks.flaws);
    }
    let mut checks = all.checks(sheet, &library.sheet.sheet.scenario);
    walk::steps(&library.sheet.sheet.steps, &mut |found| checks.found(found));
    library.sheet.claims.iter().flat_map(|claim| claim.holds.terms()).for_each(|term| checks.term(term));
    flaws.append(&mut checks.flaws);
    for read in &library.figures {
        let mut checks = all.checks(gallery, &read.remade.scenario);
        checks.turns(&read.remade.turns);
        checks.changes(&read.remade.opens);
        walk::figure(&read.remade.figure, &mut |found| checks.found(found));
        read.claims.iter().flat_map(|claim| claim.holds.terms()).for_each(|term| checks.term(term));
        for assumed in &read.remade.assumed {
            let is_input = precopy_formats::fields::TABLE.iter().any(|row| row.key == assumed.key);
            if !is_input {
                checks.flaw(&assumed.key, format!("there is no input `{}`", assumed.key));
            }
        }
        flaws.append(&mut checks.flaws);
    }
}

/// What there is.
struct All<'a> {
    ids: &'a [&'a str],
    figures: &'a [&'a str],
    symbols: &'a [Symbol],
    tables: &'a [RunsTable],
}

impl<'a> All<'a> {
    fn checks(&'a self, place: Place<'a>, start: &Start) -> Checks<'a> {
        let mut checks =
            Checks { all: self, place, bench: Bench::at(start.clone()), model: Model::default(), flaws: Vec::new() };
        if let Err(problem) = Setting::of(start) {
            let flaw = checks.place.problem(&start.text(), &problem);
            checks.flaws.push(flaw);
        }
        checks
    }
}

struct Checks<'a> {
    all: &'a All<'a>,
    place: Place<'a>,
    bench: Bench,
    model: Model,
    flaws: Vec<Flaw>,
}

impl Checks<'_> {
    fn flaw(&mut self, given: &str, what: impl Into<String>) {
        let flaw = self.place.flaw(given, what);
        if !self.flaws.contains(&flaw) {
            self.flaws.push(flaw);
        }
    }

    fn found(&mut self, found: Found<'_>) {
        match found {
            Found::Term(term) => self.term(term),
            Found::Link(to) => self.link(to),
            Found::Word(word) => self.word(word),
            Found::Changes(changes) => self.changes(changes),
            // A name that reads names something that is there.
            Found::Plan(_) => {}
            Found::Runs(runs) => self.runs(runs),
            // Ends that read in their own field have been checked; which of them the scenario takes, the slider finds out.
            Found::Across(_) | Found::Question(_) => {}
        }
    }

    fn inlines(&mut self, text: &[Inline]) {
        walk::inlines(text, &mut |found| self.found(found));
    }

    /// A term has an answer. Plans are played by tests: that takes long.
    fn term(&mut self, term: &Term) {
        match &term.of {
            Source::Plan(_) => {}
            Source::Runs(runs) => self.table(&runs.table),
            // A thousand predictions are left to tests too: what may be wrong is the link.
            Source::Scenario if matches!(term.quantity, Quantity::Quantile(..) | Quantity::CompletesShare) => {
                self.changes(&term.at.clone().unwrap_or_default());
            }
            Source::Scenario => {
                if let Err(problem) = self.model.answer(term, &self.bench) {
                    self.flaw(&term.text(), format!("“{}”: {problem}", term.text()));
                }
            }
        }
    }

    fn changes(&mut self, changes: &Changes) {
        if let Err(problem) = Setting::of(&self.bench.start.changed(changes)) {
            self.flaw(&changes.text(), format!("“{}”: {problem}", changes.text()));
        }
    }

    fn turns(&mut self, turns: &[Turn]) {
        for turn in turns {
            for end in [&turn.from, &turn.to] {
                let mut changes = Changes::default();
                changes.set(&turn.key, end);
                if let Err(problem) = Setting::of(&self.bench.start.changed(&changes).settled()) {
                    self.flaw(&format!("key = \"{}\"", turn.key), format!("turned to {end}: {problem}"));
                }
            }
        }
    }

    fn link(&mut self, to: &To) {
        let leads = |known: bool| if known { None } else { Some("this leads nowhere") };
        let (given, what) = match to {
            To::Calculator(changes) => return self.changes(changes),
            To::Lesson(id) => (id, leads(self.all.ids.contains(&id.as_str()))),
            To::Page(id) => (id, leads(PAGES.contains(&id.as_str()))),
            To::Gallery(id) => (id, leads(self.all.figures.contains(&id.as_str()))),
            To::Formulas(()) => return,
        };
        if let Some(what) = what {
            self.flaw(&format!(":{given}"), format!("“{given}”: {what}"));
        }
    }

    fn word(&mut self, word: &str) {
        if !self.all.symbols.iter().any(|symbol| symbol.word == word) {
            self.flaw(word, format!("“{word}” is none of the words that have symbols"));
        }
    }

    fn table(&mut self, table: &str) {
        if !self.all.tables.iter().any(|known| known.name == table) {
            self.flaw(table, format!("there is no table `{table}`"));
        }
    }

    fn runs(&mut self, shown: &RunsShown) {
        let Some(table) = self.all.tables.iter().find(|known| known.name == shown.of.table) else {
            return self.table(&shown.of.table);
        };
        let is_shown = |run: &&precopy_model::records::Run| {
            (shown.id.is_empty() || run.id == shown.id)
                && (shown.block.is_empty() || run.block == shown.block)
                && (shown.regime.is_empty() || run.settings.regime().id() == shown.regime)
        };
        if table.runs.iter().filter(is_shown).count() == 0 {
            self.flaw(&shown.id, "no recorded run is left to show");
        }
    }
}
