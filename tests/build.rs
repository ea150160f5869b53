//! Embeds the golden cases, and the bits that each gives natively, so that the parity test can run them in wasm; and those of questions.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/case.rs"]
#[allow(dead_code, unreachable_pub, missing_docs)] // the library documents and uses all of it
mod case;
#[path = "src/logs.rs"]
#[allow(unreachable_pub)]
mod logs;
#[path = "src/questions.rs"]
#[allow(dead_code, unreachable_pub)]
mod questions;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    println!("cargo::rerun-if-changed=cases");
    println!("cargo::rerun-if-changed=src/case.rs");
    println!("cargo::rerun-if-changed=src/logs.rs");
    println!("cargo::rerun-if-changed=src/questions.rs");
    let mut files = Vec::new();
    collect(&root.join("cases"), &mut files)?;
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&root)?.display().to_string().replace('\\', "/");
        let text = fs::read_to_string(&file)?;
        // A case that cannot be read fails in the golden test, with its reason; here it has no bits.
        let bits = case::Case::read(&text).ok().and_then(|case| case.bits()).unwrap_or_default();
        writeln!(code, "    Embedded {{ name: {name:?}, text: {text:?}, bits: &{bits:?} }},")?;
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("cases.rs"), code)?;
    // As above: a link that cannot be answered has no bits here, and fails in the test.
    let answers = questions::LINKS.map(|link| questions::bits(link).unwrap_or_default());
    let lists: Vec<String> = answers.iter().map(|bits| format!("&{bits:?}")).collect();
    fs::write(out.join("answers.rs"), format!("[{}]", lists.join(", ")))?;
    fs::write(out.join("log.rs"), format!("&{:?}", logs::bits().unwrap_or_default()))?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
