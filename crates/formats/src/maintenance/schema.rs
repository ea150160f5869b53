//! The JSON Schema of a file of sheets, as it follows from the columns: `schema/maintenance.schema.json` is equal to it.

use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};

use super::{
    AFTERWARDS, Columns, FORMAT, HostColumn, MOST_HOSTS, MOST_TRUNKS, MOST_VMS, RULES_ALLOWED, TECHNIQUES, Takes,
    TrunkColumn, VERSION, VmColumn,
};
use crate::fields::{Word, YES_NO};

/// Set to write the file instead of comparing it.
const WRITE: &str = "PRECOPY_WRITE_SCHEMA";

#[test]
fn the_schema_follows_from_the_columns() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/maintenance.schema.json");
    let schema = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if env::var_os(WRITE).is_some() {
        fs::write(&file, &schema).unwrap();
    }
    assert!(
        fs::read_to_string(&file).unwrap_or_default() == schema,
        "schema/maintenance.schema.json is not what the columns say. Write it anew with `{WRITE}=1 cargo test -p precopy-formats`, and \
         read what changed."
    );
}

fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Precopy: maintenance",
        "description": format!(
            "Hosts, network, VMs and rules of a maintenance. Made from the columns of Precopy {} by a test, which says how.",
            env!("CARGO_PKG_VERSION"),
        ),
        "type": "object",
        "required": ["format", "version"],
        "additionalProperties": false,
        "properties": {
            "$schema": { "type": "string" },
            "format": { "const": FORMAT },
            "version": { "const": VERSION, "description": "Of this format. A newer one is refused." },
            "precopy": { "type": "string", "description": "The version of Precopy that wrote the file." },
            "title": { "type": "string" },
            "product": {
                "type": "string",
                "description": "The product that moves the VMs, and what is entered for it, as in a link.",
                "examples": ["hv=qemu&max-downtime=30ms"],
                "default": "hv=qemu",
            },
            "afterwards": {
                "enum": ids(AFTERWARDS),
                "description": "What becomes of a host once it is empty.",
                "default": "stay-on",
            },
            "techniques": { "enum": ids(TECHNIQUES), "description": "How memory is moved.", "default": "pre-copy" },
            "productLimits": {
                "type": "boolean",
                "description": "Whether the product's own limits on concurrency are rules as well.",
                "default": true,
            },
            "hosts": { "type": "array", "maxItems": MOST_HOSTS, "items": row::<HostColumn>() },
            "trunks": { "type": "array", "maxItems": MOST_TRUNKS, "items": row::<TrunkColumn>() },
            "vms": { "type": "array", "maxItems": MOST_VMS, "items": row::<VmColumn>() },
            "rules": { "type": "array", "items": { "type": "string" }, "examples": [RULES_ALLOWED] },
        },
    })
}

fn ids(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.id).collect()
}

fn row<C: Columns>() -> Value {
    let columns = || C::ALL.iter().map(|column| column.column());
    let needed: Vec<&str> = columns().filter(|column| column.is_needed()).map(|column| column.key).collect();
    let mut properties = serde_json::Map::new();
    for column in columns() {
        let mut said = match column.takes {
            Takes::Name | Takes::HostName | Takes::SwitchName | Takes::Amount(_) | Takes::Speed | Takes::Power => {
                json!({ "type": "string", "examples": [column.takes.example()] })
            }
            Takes::Number | Takes::Count => json!({ "type": ["number", "string"], "minimum": 0 }),
            Takes::Words(words) => {
                let mut all: Vec<Value> = words.iter().map(|word| json!(word.id)).collect();
                if words == YES_NO {
                    all.extend([json!(true), json!(false)]);
                }
                json!({ "enum": all })
            }
        };
        said["description"] = json!(if column.default_said.is_empty() {
            column.help.to_owned()
        } else {
            format!("{} Where it is left out: {}.", column.help, column.default_said)
        });
        properties.insert(column.key.to_owned(), said);
    }
    json!({ "type": "object", "required": needed, "additionalProperties": false, "properties": properties })
}
