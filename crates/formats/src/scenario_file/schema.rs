//! The JSON Schema of a file of scenarios, as it follows from the field table: `schema/scenarios.schema.json` is equal to it.

use precopy_model::explore::Input;
use serde_json::{Value, json};

use super::kept::{MOST_CHARACTERS, MOST_IN_NOTE, range_name, target_name};
use super::{FORMAT, MOST_SCENARIOS, VERSION};
use crate::fields::{Row, TABLE, Takes, YES_NO};
use crate::targets::Want;
use crate::uncertain::LARGEST_SEED;

#[test]
fn the_schema_follows_from_the_field_table() {
    crate::schema_file::hold("scenarios.schema.json", &schema());
}

fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Precopy: scenarios",
        "description": format!(
            "Named scenarios of live migrations. Made from the field table of Precopy {} by a test, which says how.",
            env!("CARGO_PKG_VERSION"),
        ),
        "type": "object",
        "required": ["format", "version", "scenarios"],
        "additionalProperties": false,
        "properties": {
            "$schema": { "type": "string" },
            "format": { "const": FORMAT },
            "version": { "const": VERSION, "description": "Of this format. A newer one is refused." },
            "precopy": { "type": "string", "description": "The version of Precopy that wrote the file." },
            "scenarios": { "type": "array", "maxItems": MOST_SCENARIOS, "items": { "$ref": "#/$defs/scenario" } },
        },
        "$defs": { "scenario": scenario(), "inputs": inputs() },
    })
}

fn scenario() -> Value {
    let range = json!({ "type": "string", "examples": ["2 GiB..6 GiB"] });
    let ranges: serde_json::Map<String, Value> =
        Input::ALL.into_iter().map(|input| (range_name(input).to_owned(), range.clone())).collect();
    let target = |want: Want| {
        let description = match want {
            Want::Downtime => "The downtime that is wanted at most.",
            Want::Time => "The migration time that is wanted at most.",
            Want::Warning => "How far ahead a failure is foretold.",
            Want::Reaction => "Detection and decision, which take of the warning.",
            Want::PerMonth => "Migrations a month.",
        };
        match want {
            Want::PerMonth => json!({ "type": ["integer", "string"], "description": description }),
            _ => json!({ "type": "string", "description": description, "examples": ["90 s"] }),
        }
    };
    let targets: serde_json::Map<String, Value> =
        Want::ALL.into_iter().map(|want| (target_name(want).to_owned(), target(want))).collect();
    json!({
        "type": "object",
        "required": ["name", "inputs"],
        "additionalProperties": false,
        "properties": {
            "name": { "type": "string", "minLength": 1, "maxLength": MOST_CHARACTERS },
            "note": { "type": "string", "minLength": 1, "maxLength": MOST_IN_NOTE },
            "inputs": { "$ref": "#/$defs/inputs" },
            "targets": { "type": "object", "additionalProperties": false, "properties": targets },
            "ranges": {
                "type": "object",
                "description": "What is known of inputs that are not known exactly: least..most, least..likeliest..most, or ~median..95th percentile.",
                "additionalProperties": false,
                "properties": ranges,
            },
            "seed": {
                "type": "integer", "minimum": 0, "maximum": LARGEST_SEED, "description": "Of what is drawn from the ranges.",
            },
        },
    })
}

fn inputs() -> Value {
    let mut properties = serde_json::Map::new();
    properties.insert("version".to_owned(), json!({ "const": crate::entries::VERSION }));
    let mut never_both = Vec::new();
    for row in TABLE {
        properties.insert(row.text.to_owned(), text_of(row));
        if let Some(number) = row.number {
            let description = format!("The same as a number: instead of {}.", row.text);
            let types = if is_unlimited(row) { json!(["number", "null"]) } else { json!("number") };
            properties.insert(number.to_owned(), json!({ "type": types, "minimum": 0, "description": description }));
            never_both.push(json!({ "not": { "required": [row.text, number] } }));
        }
    }
    json!({
        "type": "object",
        "description": "What is left out has its default, or the product's own value.",
        "additionalProperties": false,
        "properties": properties,
        "allOf": never_both,
    })
}

fn text_of(row: &Row) -> Value {
    let mut said = match row.takes {
        Takes::Amount(kind) => {
            let mut types = vec!["string"];
            if row.number.is_none() {
                types.push("number");
            }
            if is_unlimited(row) {
                types.push("null");
            }
            json!({ "type": types, "examples": [kind.example()] })
        }
        Takes::Words(words) => {
            let mut all: Vec<Value> = words.iter().map(|word| json!(word.id)).collect();
            if words == YES_NO {
                all.extend([json!(true), json!(false)]);
            }
            json!({ "enum": all })
        }
        Takes::Preset => json!({ "enum": row.words().iter().map(|word| word.id).collect::<Vec<_>>() }),
        Takes::Shape => json!({ "type": "string" }),
    };
    said["description"] = json!(row.help);
    if !row.default.is_empty() {
        said["default"] = json!(row.default);
    }
    said
}

fn is_unlimited(row: &Row) -> bool {
    matches!(row.takes, Takes::Amount(kind) if kind.allows_unlimited())
}
