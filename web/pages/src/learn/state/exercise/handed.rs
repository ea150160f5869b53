//! Lines that students handed in: each followed by the model, and all of them as a table to be taken away.

use precopy_formats::csv_text::{Cell, print};
use precopy_formats::lessons::{Completion, Exercise, Model, Verified, verify};

use crate::learn::words::exercise as words;

/// So many lines are read.
pub const MOST: usize = 1000;

/// A line, followed.
#[derive(Clone, Debug, PartialEq)]
pub struct Handed {
    /// As it was handed in.
    pub line: String,
    /// What the model found.
    pub verified: Verified,
}

impl Handed {
    /// Follows a line.
    #[must_use]
    pub fn of(exercise: &Exercise, line: &str, model: &mut Model) -> Self {
        Self { line: line.to_owned(), verified: verify(exercise, line, model) }
    }

    /// What the line states, where it could be read.
    #[must_use]
    pub const fn stated(&self) -> Option<&Completion> {
        match &self.verified {
            Verified::Done(stated) | Verified::NotDone(stated) | Verified::OtherResult(stated, _) => Some(stated),
            Verified::Mistyped | Verified::OtherExercise | Verified::Impossible(_) => None,
        }
    }

    /// Whether it is in order.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        matches!(self.verified, Verified::Done(_))
    }

    /// Who, what was set or told, what came of it.
    #[must_use]
    pub fn cells(&self) -> [String; 3] {
        let Some(stated) = self.stated() else { return [String::new(), String::new(), String::new()] };
        let mut set: Vec<String> = stated.attempt.turned.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let told = stated.attempt.told.trim();
        if !told.is_empty() {
            set.push(told.to_owned());
        }
        [stated.name.clone(), set.join(", "), stated.result.clone()]
    }
}

/// The lines of what was pasted, without empty ones.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST)
}

/// The table as text.
#[must_use]
pub fn csv(all: &[Handed]) -> String {
    let rows: Vec<Vec<Cell>> = all
        .iter()
        .map(|one| {
            let [name, set, result] = one.cells();
            let finding = words::finding(&one.verified);
            [name, finding, result, set, one.line.clone()].iter().map(|text| Cell::from(text.as_str())).collect()
        })
        .collect();
    print(&words::CSV_HEAD.map(Cell::from), &rows)
}

#[cfg(test)]
mod tests {
    use precopy_formats::lessons::{Attempt, Changes, completion};

    use super::*;

    #[test]
    fn each_line_is_followed_and_all_make_a_table() {
        let mut model = Model::default();
        let exercise = super::super::tests::exercise();
        let attempt = Attempt { turned: Changes::read("link=100Gbit/s").unwrap(), told: String::new() };
        let good = completion(&exercise, &attempt, "=Ada, B.", &mut model).unwrap().unwrap();
        let pasted = format!("\n {good}\r\n\n{}\nhello\n", good.replace("100G", "200G"));
        let all: Vec<Handed> = lines(&pasted).map(|line| Handed::of(&exercise, line, &mut model)).collect();
        assert_eq!(all.iter().map(Handed::is_done).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(all[0].cells()[..2], ["=Ada, B.".to_owned(), "link=100Gbit/s".to_owned()]);
        let csv = csv(&all);
        assert!(csv.starts_with("name,finding,result,set or told,code\r\n\"'=Ada, B.\",done,"), "{csv}");
        assert_eq!(csv.matches("\r\n").count(), 4);
        assert!(lines(&"x\n".repeat(5000)).count() == MOST);
    }
}
