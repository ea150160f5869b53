//! The TypeScript definitions, as they follow from the Rust types and from the field table: `js/scenario.d.ts`, `js/results.d.ts` and
//! `js/answers.d.ts` are equal to them.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use precopy_formats::fields::{Row, TABLE, Takes, YES_NO, row};
use precopy_model::scenario::presets;
use ts_rs::{Config, TS};

use super::comparison::Comparison;
use super::prediction::Knot;
use super::preset::{Setting, Value};
use super::simulation::Round;
use super::*;

/// Set to write the file instead of comparing it.
const WRITE: &str = "PRECOPY_WRITE_TYPES";

#[test]
fn the_definitions_follow_from_the_types() {
    for (name, definitions) in
        [("scenario.d.ts", of_scenarios()), ("results.d.ts", of_results()), ("answers.d.ts", of_answers())]
    {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("js").join(name);
        if env::var_os(WRITE).is_some() {
            fs::write(&file, &definitions).unwrap();
        }
        let written = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            written == definitions,
            "js/{name} is not what the Rust types say. Write it anew with `{WRITE}=1 cargo test -p precopy-embed`, and read what \
             changed."
        );
    }
}

fn beginning(what: &str) -> String {
    format!("// {what}\n// Made from the Rust types and the field table by a test of crates/embed, which says how.\n")
}

fn of_results() -> String {
    let mut text = beginning("What comes out, and the words that are handed over.");
    text.push_str("\nimport type { Field, NumberField, PresetId, Scenario } from \"./scenario.js\";\n");
    told::<Predictor>(&mut text);
    told::<Quantity>(&mut text);
    told::<Sharing>(&mut text);
    told::<Summary>(&mut text);
    // The fields of a summary, and more.
    definition::<Prediction>(&mut text, &Summary::name(&Config::default()), &fields::<Summary>());
    told::<Outcome>(&mut text);
    told::<EndedBy>(&mut text);
    told::<Knot>(&mut text);
    told::<Simulation>(&mut text);
    told::<Round>(&mut text);
    told::<Then>(&mut text);
    told::<Comparison>(&mut text);
    told::<Step>(&mut text);
    told::<Unit>(&mut text);
    told::<Preset>(&mut text);
    told::<Setting>(&mut text);
    told::<Value>(&mut text);
    told::<Source>(&mut text);
    told::<Mark>(&mut text);
    told::<Parsed>(&mut text);
    told::<Other>(&mut text);
    told::<Problem>(&mut text);
    text
}

fn of_answers() -> String {
    let mut text = beginning("What questions over predictions are answered with.");
    text.push_str("\nimport type { Source, Summary, Unit } from \"./results.js\";\n");
    text.push_str("import type { Field, Scenario } from \"./scenario.js\";\n");
    told::<Solution>(&mut text);
    told::<Input>(&mut text);
    told::<Answer>(&mut text);
    told::<Side>(&mut text);
    told::<Amount>(&mut text);
    told::<Span>(&mut text);
    // An amount, and more.
    definition::<Turned>(&mut text, &Amount::name(&Config::default()), &fields::<Amount>());
    told::<Counsel>(&mut text);
    told::<Headroom>(&mut text);
    told::<Advice>(&mut text);
    told::<Change>(&mut text);
    told::<Disturbance>(&mut text);
    told::<Snippet>(&mut text);
    told::<Language>(&mut text);
    told::<Acts>(&mut text);
    text
}

/// Adds the definition of a type.
fn told<T: TS>(text: &mut String) {
    definition::<T>(text, "", &[]);
}

/// Adds the definition of a type that has these fields of another one.
fn definition<T: TS>(text: &mut String, base: &str, of_base: &[Property]) {
    let config = Config::default();
    text.push('\n');
    comment(text, "", &lines_of(&T::docs().unwrap_or_default()));
    let (name, inline) = (T::name(&config), T::inline(&config));
    if !inline.starts_with('{') {
        writeln!(text, "export type {name} ={};", union(&inline)).unwrap();
        return;
    }
    let extends = if base.is_empty() { String::new() } else { format!("extends {base} ") };
    writeln!(text, "export interface {name} {extends}{{").unwrap();
    for property in fields::<T>().iter().filter(|property| !of_base.contains(property)) {
        comment(text, "  ", &property.documentation);
        writeln!(text, "  {};", property.declaration).unwrap();
    }
    text.push_str("}\n");
}

/// A field as it is declared, with its documentation.
#[derive(PartialEq)]
struct Property {
    declaration: String,
    documentation: Vec<String>,
}

fn fields<T: TS>() -> Vec<Property> {
    let inline = T::inline(&Config::default());
    let inside = inline.trim_start_matches('{').trim_end_matches('}');
    let mut all = Vec::new();
    let mut documentation = String::new();
    for line in inside.lines().map(str::trim) {
        match line.strip_suffix(',') {
            Some(declaration) if !line.starts_with(['/', '*']) => {
                let documentation = lines_of(&std::mem::take(&mut documentation));
                all.push(Property { declaration: declaration.to_owned(), documentation });
            }
            _ => writeln!(documentation, "{line}").unwrap(),
        }
    }
    assert_eq!(documentation.trim(), "", "{inline} is not understood");
    all
}

/// The words of a union, one a line where they are many.
fn union(words: &str) -> String {
    let one_line = format!(" {words}");
    if one_line.len() < 100 { one_line } else { format!("\n  | {}", words.replace(" | ", "\n  | ")) }
}

/// What a comment says, without its stars.
fn lines_of(comment: &str) -> Vec<String> {
    let bare = comment.trim().trim_start_matches("/**").trim_end_matches("*/");
    let lines = bare.lines().map(|line| line.trim().trim_start_matches('*').trim_start());
    let mut lines: Vec<String> = lines.map(str::to_owned).collect();
    while lines.first().is_some_and(String::is_empty) {
        lines.remove(0);
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn comment(text: &mut String, indent: &str, lines: &[String]) {
    match lines {
        [] => {}
        [line] => writeln!(text, "{indent}/** {line} */").unwrap(),
        lines => {
            writeln!(text, "{indent}/**").unwrap();
            for line in lines {
                writeln!(text, "{}", format!("{indent} * {line}").trim_end()).unwrap();
            }
            writeln!(text, "{indent} */").unwrap();
        }
    }
}

/// What a scenario may hold.
fn of_scenarios() -> String {
    let mut text = beginning("What goes in.");
    let text = &mut text;
    let quoted =
        |words: Vec<&str>| union(&words.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(" | "));
    text.push_str("\n/** The short names of the products. */\n");
    writeln!(text, "export type PresetId ={};", quoted(presets::all().map(|preset| preset.id).collect())).unwrap();
    text.push_str("\n/** The fields of a scenario, as they are spelt for texts with units, and for words. */\n");
    writeln!(text, "export type Field ={};", quoted(TABLE.iter().map(|row| row.text).collect())).unwrap();
    text.push_str("\n/** The fields of a scenario, as they are spelt for numbers, with the unit in the name. */\n");
    writeln!(text, "export type NumberField ={};", quoted(TABLE.iter().filter_map(|row| row.number).collect()))
        .unwrap();
    text.push_str(
        "\n/**\n * What is to be migrated, and how. What is left out has its default, or the product's own value. Where a field has two spellings,\n \
         * a text with a unit and a number with the unit in its name, one of the two may be given.\n */\nexport interface Scenario {\n",
    );
    text.push_str("  /** The version of these names. */\n  version?: 1;\n");
    for row in TABLE {
        field(text, row);
    }
    text.push_str("}\n");
    std::mem::take(text)
}

fn field(text: &mut String, row: &Row) {
    let mut said = vec![row.help.to_owned()];
    let none = match row.takes {
        Takes::Amount(kind) => {
            said.push(format!("For example: {}.", kind.example()));
            if kind.allows_unlimited() { " | null" } else { "" }
        }
        Takes::Words(words) => {
            said.extend(
                words
                    .iter()
                    .filter(|word| word.id != word.name)
                    .map(|word| format!("- `{:?}`: {}", word.id, word.name)),
            );
            ""
        }
        Takes::Preset | Takes::Shape => "",
    };
    if !none.is_empty() {
        said.push("Null: none.".to_owned());
    }
    if !row.default.is_empty() {
        said.push(format!("Default: {}.", row.default));
    }
    let takes = match row.takes {
        Takes::Amount(_) if row.number.is_none() => "number | string".to_owned(),
        Takes::Amount(_) | Takes::Shape => "string".to_owned(),
        Takes::Words(words) => {
            let all = words.iter().map(|word| format!("{:?}", word.id)).collect::<Vec<_>>().join(" | ");
            if words == YES_NO { format!("boolean | {all}") } else { all }
        }
        Takes::Preset => "PresetId".to_owned(),
    };
    comment(text, "  ", &said);
    writeln!(text, "  {}?: {takes}{none};", row.text).unwrap();
    if let Some(number) = row.number {
        comment(text, "  ", &[format!("The same as a number: instead of `{}`.", row.text)]);
        writeln!(text, "  {number}?: number{none};").unwrap();
    }
}

#[test]
fn words_are_read_as_they_are_told() {
    fn spelt<T: TS>() -> Vec<String> {
        T::inline(&Config::default()).split(" | ").map(|word| word.trim_matches('"').to_owned()).collect()
    }
    assert!(spelt::<Predictor>().iter().eq(Predictor::NAMES.iter().map(|(word, _)| word)));
    assert!(spelt::<Quantity>().iter().eq(Quantity::NAMES.iter().map(|(word, _)| word)));
    assert!(spelt::<Input>().iter().eq(Input::NAMES.iter().map(|(word, _)| word)));
    for (name, input) in Input::NAMES {
        let field = row(input.field());
        assert!(field.text == name || (name == "firstThrottle" && !matches!(field.takes, Takes::Amount(_))), "{name}");
    }
    assert!(spelt::<Sharing>().iter().eq(Sharing::NAMES.iter().map(|(word, _)| word)));
    for (name, predictor) in Predictor::NAMES {
        assert_eq!(name, predictor.id());
    }
}
