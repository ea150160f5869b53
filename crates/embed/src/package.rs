//! The package as npm sees it goes with the crate.

use std::fs;
use std::path::Path;

use serde_json::Value;

#[test]
fn the_package_has_the_version_and_licence_of_the_workspace() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("js/package.json");
    let package: Value = serde_json::from_str(&fs::read_to_string(package).unwrap()).unwrap();
    assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(package["license"], env!("CARGO_PKG_LICENSE"));
}

/// What a bundler takes for free of effects is never run when it only hands on: these two load the wasm.
#[test]
fn what_loads_the_wasm_is_marked() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("js/package.json");
    let package: Value = serde_json::from_str(&fs::read_to_string(package).unwrap()).unwrap();
    assert_eq!(package["sideEffects"], serde_json::json!(["./index.js", "./node.js"]));
}
