//! The custom element's list of inputs, and its types, against the field table.

use precopy_formats::fields::TABLE;

const LIST: &str = include_str!("../web/element/fields.js");
const TYPES: &str = include_str!("../web/element/precopy-calculator.d.ts");

#[test]
fn the_element_knows_every_input_and_no_other() {
    let listed: Vec<&str> = LIST.lines().map(str::trim).filter(|line| line.starts_with('[')).collect();
    let table: Vec<String> = TABLE.iter().map(|row| format!("[\"{}\", \"{}\"],", row.key, row.text)).collect();
    assert_eq!(listed, table);
}

#[test]
fn its_types_name_every_spelling_and_no_other() {
    let (_, rest) = TYPES.split_once("export interface Scenario {").unwrap();
    let (scenario, rest) = rest.split_once('}').unwrap();
    let written: Vec<&str> = scenario.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut expected = vec!["version?: number;".to_owned()];
    for row in TABLE {
        expected.push(format!("{}?: string;", row.text));
        expected.extend(row.number.map(|number| format!("{number}?: number;")));
    }
    assert_eq!(written, expected);
    let (_, class) = rest.split_once("export class PrecopyCalculator").unwrap();
    let (properties, _) = class.split_once("getState").unwrap();
    let properties: Vec<&str> =
        properties.lines().map(str::trim).filter(|line| line.ends_with("string | null;")).collect();
    let table: Vec<String> = TABLE.iter().map(|row| format!("{}: string | null;", row.text)).collect();
    assert_eq!(properties, table);
}
