//! Schemas as files beside the sources: each is equal to what follows from its table.

use std::path::Path;
use std::{env, fs};

use serde_json::Value;

/// Set to write the files instead of comparing them.
const WRITE: &str = "PRECOPY_WRITE_SCHEMA";

/// Holds a file below `schema/` against what it has to be.
pub(crate) fn hold(name: &str, schema: &Value) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name);
    let schema = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if env::var_os(WRITE).is_some() {
        fs::write(&file, &schema).unwrap();
    }
    assert!(
        fs::read_to_string(&file).unwrap_or_default() == schema,
        "schema/{name} is not what follows from its table. Write it anew with `{WRITE}=1 cargo test -p precopy-formats`, and read what changed."
    );
}
