//! Runs every golden case below `cases/`.

use acceptance::CASES;
use acceptance::case::Case;

/// Runs all cases whose file lies below a folder; at least `least` of them must exist.
fn run(folder: &str, least: usize) {
    let mut failures = Vec::new();
    let mut count = 0;
    for embedded in CASES.iter().filter(|case| case.name.starts_with(&format!("cases/{folder}/"))) {
        count += 1;
        let case = match Case::read(embedded.text) {
            Ok(case) => case,
            Err(error) => {
                failures.push(format!("{}: {error}", embedded.name));
                continue;
            }
        };
        let differences = case.differences();
        match case.known_gap {
            None => failures.extend(differences.iter().map(|difference| format!("{}: {difference}", embedded.name))),
            Some(reason) if differences.is_empty() => {
                failures.push(format!("{}: passes now; remove its known_gap ({reason})", embedded.name));
            }
            Some(reason) => println!("{}: known gap: {reason}", embedded.name),
        }
    }
    assert!(failures.is_empty(), "{} of {count} cases:\n{}", failures.len(), failures.join("\n"));
    assert!(least <= count, "only {count} cases below {folder}");
    println!("{count} cases below {folder}");
}

#[test]
fn paper() {
    run("paper", 54);
}

#[test]
fn bound() {
    run("bound", 37);
}

#[test]
fn presets() {
    run("presets", 110);
}

#[test]
fn link() {
    run("link", 25);
}

#[test]
fn rounds() {
    run("rounds", 82);
}

#[test]
fn patterns() {
    run("patterns", 14);
}

#[test]
fn every_case_belongs_to_a_feature() {
    for case in CASES {
        let feature = case.name.split('/').nth(1).unwrap_or_default();
        assert!(["paper", "bound", "presets", "link", "rounds", "patterns"].contains(&feature), "{}", case.name);
    }
}
