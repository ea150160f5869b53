//! Reads a file of scenarios: what is right, and all that is wrong, each with its place.

use precopy_model::explore::Input;
use precopy_model::problem::Problem;
use precopy_model::quantity::text::written_out;

use super::kept::{self, Kept, MOST_CHARACTERS, MOST_IN_NOTE};
use super::{FORMAT, MOST_BYTES, MOST_SCENARIOS, VERSION};
use crate::fields::row;
use crate::json_tree::{Flaw, Flaws, Tree, below};
use crate::targets::{Targets, Want};
use crate::uncertain::{Known, LARGEST_SEED};

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The scenarios with which all is well, in their order.
    pub scenarios: Vec<Kept>,
    /// All that is wrong, in the order of the file.
    pub flaws: Vec<Flaw>,
}

/// Reads a file.
///
/// ```
/// let file = r#"{ "format": "precopy-scenarios", "version": 1, "scenarios": [
///     { "name": "Good", "inputs": { "memory": "8 GiB" } },
///     { "name": "Bad", "inputs": { "hotSet": "lots" } } ] }"#;
/// let read = precopy_formats::scenario_file::parse(file);
/// assert_eq!((read.scenarios.len(), &*read.scenarios[0].name), (1, "Good"));
/// assert!(read.flaws[0].to_string().starts_with("scenarios[1].inputs.hotSet: "));
/// ```
#[must_use]
pub fn parse(text: &str) -> Read {
    let mut read = Reading::default();
    if MOST_BYTES < text.len() {
        read.flaws.add("", Problem::general("This file is larger than any file of scenarios.").allowed("up to 1 MiB"));
        return read.done();
    }
    // Some editors begin a file with a mark of their own.
    match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(tree) => file(&mut read, &tree),
        Err(error) => read.flaws.add("", Problem::general(format!("This is not JSON: {error}."))),
    }
    read.done()
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    scenarios: Vec<Kept>,
    flaws: Flaws,
}

impl Reading {
    fn done(self) -> Read {
        Read { scenarios: self.scenarios, flaws: self.flaws.0 }
    }
}

fn file(read: &mut Reading, tree: &Tree) {
    // What a newer version means by its entries is not known here, so that nothing else is said of it.
    if let Tree::Object(members) = tree {
        let find = |wanted: &str| members.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
        if let (Some(Tree::Text(format)), Some(Tree::Number(version))) = (find("format"), find("version"))
            && format == FORMAT
            && f64::from(VERSION) < *version
        {
            let problem =
                Problem::general("This file was written by a newer Precopy, whose files cannot be read here.");
            read.flaws.add("version", problem.given(written_out(*version)).allowed(format!("{VERSION}")));
            return;
        }
    }
    let [format, version, _, _, scenarios] =
        read.flaws.members("", tree, ["format", "version", "precopy", "$schema", "scenarios"]);
    if !matches!(tree, Tree::Object(_)) {
        return;
    }
    match format {
        None => read.flaws.missing("format"),
        Some(Tree::Text(word)) if word == FORMAT => {}
        Some(Tree::Text(word)) => {
            let shown: String = word.chars().take(60).collect();
            read.flaws.add("format", Problem::general("This is no file of scenarios.").given(shown).allowed(FORMAT));
        }
        Some(other) => read.flaws.wrong_kind("format", other, FORMAT),
    }
    match version {
        None => read.flaws.missing("version"),
        Some(Tree::Number(number)) if *number == f64::from(VERSION) => {}
        Some(Tree::Number(number)) => {
            let problem = Problem::general("There is no such version of the format.");
            read.flaws.add("version", problem.given(written_out(*number)).allowed(format!("{VERSION}")));
        }
        Some(other) => read.flaws.wrong_kind("version", other, "1"),
    }
    // A file that does not say what it is holds nothing that could be taken for scenarios.
    let is_ours = read.flaws.0.iter().all(|flaw| !matches!(flaw.path.as_str(), "format" | "version"));
    match scenarios {
        None => read.flaws.missing("scenarios"),
        Some(Tree::List(list)) => {
            for (index, tree) in list.iter().enumerate().take(MOST_SCENARIOS) {
                scenario(read, &format!("scenarios[{index}]"), tree);
            }
            if MOST_SCENARIOS < list.len() {
                let problem =
                    Problem::general("These are more scenarios than one file may hold; the rest is not read.");
                read.flaws.add(
                    "scenarios",
                    problem.given(format!("{}", list.len())).allowed(format!("up to {MOST_SCENARIOS}")),
                );
            }
        }
        Some(other) => read.flaws.wrong_kind("scenarios", other, "a list"),
    }
    if !is_ours {
        read.scenarios.clear();
    }
}

/// Reads one scenario, and takes it when nothing is wrong with it.
fn scenario(read: &mut Reading, path: &str, tree: &Tree) {
    let before = read.flaws.0.len();
    let names = ["name", "note", "inputs", "targets", "ranges", "seed"];
    let [name, note, inputs, targets, ranges, seed] = read.flaws.members(path, tree, names);
    if !matches!(tree, Tree::Object(_)) {
        return;
    }
    let mut one = Kept::default();
    match name {
        None => read.flaws.missing(below(path, "name")),
        Some(tree) => one.name = line(read, below(path, "name"), tree, MOST_CHARACTERS, kept::name),
    }
    if let Some(tree) = note {
        one.note = line(read, below(path, "note"), tree, MOST_IN_NOTE, kept::note);
    }
    match inputs {
        None => read.flaws.missing(below(path, "inputs")),
        Some(tree) => read_inputs(read, &below(path, "inputs"), tree, &mut one),
    }
    if let Some(tree) = targets {
        read_targets(read, &below(path, "targets"), tree, &mut one.targets);
    }
    if let Some(tree) = ranges {
        read_ranges(read, &below(path, "ranges"), tree, &mut one);
    }
    match seed {
        None => {}
        Some(Tree::Number(seed)) if seed.fract() == 0.0 && (0.0..=LARGEST_SEED as f64).contains(seed) => {
            one.varied.set_seed(*seed as u64);
        }
        Some(Tree::Number(seed)) => {
            let problem = Problem::general("The seed is not a whole number.").given(written_out(*seed));
            read.flaws.add(below(path, "seed"), problem.allowed(format!("0 to {LARGEST_SEED}")));
        }
        Some(other) => read.flaws.wrong_kind(below(path, "seed"), other, "a number"),
    }
    if read.flaws.0.len() == before {
        // Only now it is known of what they are ranges.
        let found = one.inputs.scenario().and_then(|scenario| one.varied.distributions(&scenario).map(|_| ()));
        for problem in found.err().into_iter().flatten() {
            let at = problem.field.map_or("", |field| row(field).text);
            read.flaws.add(below(&below(path, "ranges"), at), problem);
        }
    }
    if read.flaws.0.len() == before {
        read.scenarios.push(one);
    }
}

/// A text for a person, as it can be kept.
fn line(read: &mut Reading, path: String, tree: &Tree, most: usize, tidy: fn(&str) -> String) -> String {
    let Tree::Text(text) = tree else {
        read.flaws.wrong_kind(path, tree, "a text");
        return String::new();
    };
    let tidied = tidy(text);
    if most < text.trim().chars().count() {
        read.flaws.add(path, Problem::general("This is too long.").allowed(format!("up to {most} characters")));
    } else if tidied != *text.trim() {
        read.flaws.add(path, Problem::general("This holds characters that cannot be shown."));
    } else if tidied.is_empty() {
        read.flaws.add(path, Problem::general("This is empty."));
    }
    tidied
}

fn read_inputs(read: &mut Reading, path: &str, tree: &Tree, one: &mut Kept) {
    let Tree::Object(members) = tree else {
        read.flaws.wrong_kind(path, tree, "an object");
        return;
    };
    match Tree::entries(members).inputs() {
        Ok(inputs) => one.inputs = inputs,
        Err(problems) => {
            for problem in problems {
                let path = match entry_of(&problem, members) {
                    Some(name) => below(path, name),
                    None => path.to_owned(),
                };
                read.flaws.add(path, problem);
            }
        }
    }
}

/// The name of the entry that a problem is about, as the file spells it.
fn entry_of<'a>(problem: &Problem, members: &'a [(String, Tree)]) -> Option<&'a str> {
    let names = || members.iter().map(|(name, _)| name.as_str());
    match problem.field.map(row) {
        Some(row) => names().find(|name| *name == row.text || Some(*name) == row.number).or(Some(row.text)),
        // A name that is not known is given as far as it can be shown.
        None => match &problem.given {
            Some(given) => names().find(|name| name.starts_with(given.as_str())),
            None => names().find(|name| *name == "version"),
        },
    }
}

fn read_targets(read: &mut Reading, path: &str, tree: &Tree, targets: &mut Targets) {
    let found = read.flaws.members(path, tree, Want::ALL.map(kept::target_name));
    for (want, tree) in Want::ALL.into_iter().zip(found) {
        let Some(tree) = tree else { continue };
        let said = match tree {
            Tree::Text(text) => text.clone(),
            Tree::Number(number) if want == Want::PerMonth => written_out(*number),
            other => {
                let wanted = if want == Want::PerMonth { "a number" } else { "a text with a unit, such as “90 s”" };
                read.flaws.wrong_kind(below(path, kept::target_name(want)), other, wanted);
                continue;
            }
        };
        match want.parse(&said) {
            Ok(number) => targets.set(want, Some(number)),
            Err(problem) => read.flaws.add(below(path, kept::target_name(want)), problem),
        }
    }
}

fn read_ranges(read: &mut Reading, path: &str, tree: &Tree, one: &mut Kept) {
    let names = Input::ALL.map(kept::range_name);
    let found = read.flaws.members(path, tree, names);
    for ((input, name), tree) in Input::ALL.into_iter().zip(names).zip(found) {
        match tree {
            None => {}
            Some(Tree::Text(text)) => match Known::parse(input.field(), text) {
                Ok(known) => one.varied.set(input, known),
                Err(problem) => read.flaws.add(below(path, name), problem),
            },
            Some(other) => read.flaws.wrong_kind(below(path, name), other, "a text, such as “2 GiB..6 GiB”"),
        }
    }
}
