//! The rules of the house that a compiler does not know: which way imports point, what a file begins with, where
//! numbers come from, what stays out of the repository. Each rule is a test of its own and says how to mend a breach.

use std::fs;
use std::path::{Path, PathBuf};

use precopy_model::scenario::{Hypervisor, Mark, Source, presets};

// ---------------------------------------------------------------------------------------------------------------
// The source tree

/// What is built or installed here, and what git keeps for itself.
const IGNORED: [&str; 7] = [".git", "target", "dist", ".tools", "node_modules", "screenshots", "pkg"];

/// A text file, by its path from the root of the workspace, with `/` on every system.
struct File {
    path: String,
    text: String,
}

impl File {
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    fn has_extension(&self, extensions: &[&str]) -> bool {
        self.name().rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// Every text file below a folder, in order; none when the folder is missing.
fn files(below: &str) -> Vec<File> {
    let mut found = Vec::new();
    collect(&root(), &root().join(below), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<File>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if IGNORED.contains(&name.as_str()) {
            continue;
        }
        if is_folder {
            collect(root, &path, found);
        } else if let (Ok(below_root), Ok(text)) = (path.strip_prefix(root), fs::read_to_string(&path)) {
            found.push(File { path: below_root.to_string_lossy().replace('\\', "/"), text });
        }
    }
}

fn rust_files(below: &[&str]) -> Vec<File> {
    let mut all: Vec<File> = below.iter().flat_map(|folder| files(folder)).collect();
    all.retain(|file| file.has_extension(&["rs"]));
    all
}

/// The code of a Rust file: comments and test modules are blanked, so that line numbers stay.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    let mut in_tests = false;
    while let Some(line) = lines.next() {
        let begins_tests = line == "#[cfg(test)]" && lines.peek().is_some_and(|next| next.starts_with("mod "));
        in_tests |= begins_tests;
        if !in_tests && !line.trim_start().starts_with("//") {
            code.push_str(line.split(" //").next().unwrap_or_default());
        }
        code.push('\n');
        in_tests &= !(line == "}" || (line.starts_with("mod ") && line.ends_with(';')));
    }
    code
}

/// The number of the line in which a position lies.
fn line(text: &str, position: usize) -> usize {
    text.get(..position).map_or(0, |before| before.matches('\n').count()) + 1
}

/// The name that a text begins with.
fn leading_name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[track_caller]
fn holds(breaches: &[String], what_to_do: &str) {
    assert!(breaches.is_empty(), "\n  {}\n\n{what_to_do}\n", breaches.join("\n  "));
}

#[test]
fn the_source_tree_is_found() {
    assert!(rust_files(&["crates/model/src"]).len() > 20, "no sources below {}", root().display());
    assert!(code("a\n// b\nc // d\n#[cfg(test)]\nmod tests {\n    e\n}\nf\n") == "a\n\nc\n\n\n\n\nf\n");
}

// ---------------------------------------------------------------------------------------------------------------
// Which way imports point

/// The chapters of the model in reading order.
const CHAPTERS: [&str; 8] = ["problem", "quantity", "numeric", "scenario", "predict", "explore", "plan", "records"];

/// The modules in which a file of the model lies: `src/quantity/text/parse.rs` is `quantity`, `text`, `parse`.
fn module_path(path: &str) -> Vec<&str> {
    let inside = path.trim_start_matches("crates/model/src/").trim_end_matches(".rs");
    inside.split('/').filter(|name| !["mod", "lib"].contains(name)).collect()
}

/// What a piece of code takes from the root of its crate: position and first name of each path.
fn taken_from_root(code: &str, depth: usize) -> Vec<(usize, String)> {
    let mut taken = Vec::new();
    for root in ["crate::".to_owned(), "super::".repeat(depth)] {
        if root.is_empty() {
            continue;
        }
        for (at, _) in code.match_indices(&root) {
            let before = code.get(..at).unwrap_or_default();
            let rest = code.get(at + root.len()..).unwrap_or_default();
            // `super::` has to be the whole chain, and `crate` no part of another word.
            if before.ends_with("super::") || rest.starts_with("super::") || before.ends_with(char::is_alphanumeric) {
                continue;
            }
            match rest.strip_prefix('{') {
                Some(group) => taken.extend(first_names(group).into_iter().map(|name| (at, name))),
                None => taken.push((at, leading_name(rest).to_owned())),
            }
        }
    }
    taken
}

/// The first name of each path in a group of imports, `{` already taken off.
fn first_names(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = vec![String::new()];
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(String::new()),
            _ => {
                if let (0, Some(name)) = (depth, names.last_mut()) {
                    name.push(c);
                }
            }
        }
    }
    names.iter().map(|name| leading_name(name.trim()).to_owned()).filter(|name| !name.is_empty()).collect()
}

#[test]
fn chapters_of_the_model_import_earlier_ones_only() {
    let number = |name: &str| CHAPTERS.iter().position(|&chapter| chapter == name);
    let mut breaches = Vec::new();
    for file in rust_files(&["crates/model/src"]) {
        let modules = module_path(&file.path);
        let Some(own) = modules.first().and_then(|chapter| number(chapter)) else { continue };
        let code = code(&file.text);
        for (at, name) in taken_from_root(&code, modules.len()) {
            match number(&name) {
                Some(chapter) if chapter <= own => {}
                Some(_) => {
                    breaches.push(format!("{}:{}: imports the later chapter {name}", file.path, line(&code, at)))
                }
                None => breaches.push(format!("{}:{}: takes {name} from the root", file.path, line(&code, at))),
            }
        }
    }
    holds(
        &breaches,
        "Move the thing into the earlier chapter, or hand it in as an argument: a reader goes front to back.",
    );
}

#[test]
fn every_part_of_the_model_is_a_chapter() {
    let mut breaches = Vec::new();
    for file in rust_files(&["crates/model/src"]) {
        if module_path(&file.path).first().is_some_and(|chapter| !CHAPTERS.contains(chapter)) {
            breaches.push(file.path);
        }
    }
    holds(&breaches, "Put it into a chapter, or give the new chapter its place in CHAPTERS here and in lib.rs.");
}

/// The manifests of the workspace: folder and content.
fn manifests() -> Vec<(String, toml::Table)> {
    let mut found = Vec::new();
    for folder in ["crates", "web", "tests"] {
        for file in files(folder) {
            if let (Some(folder), Ok(table)) = (file.path.strip_suffix("/Cargo.toml"), file.text.parse()) {
                found.push((folder.to_owned(), table));
            }
        }
    }
    found
}

/// The names under which a manifest depends on something; those for its tests only when wanted.
fn dependencies(manifest: &toml::Table, with_tests: bool) -> Vec<String> {
    let mut kinds = vec!["dependencies", "build-dependencies"];
    kinds.extend(with_tests.then_some("dev-dependencies"));
    let targets = manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
    let tables = targets.filter_map(|(_, target)| target.as_table()).chain([manifest]);
    tables
        .flat_map(|table| kinds.iter().filter_map(|kind| table.get(*kind)))
        .filter_map(toml::Value::as_table)
        .flat_map(|table| table.keys().cloned())
        .collect()
}

#[test]
fn the_model_depends_on_nothing_but_libm() {
    for (folder, manifest) in manifests().iter().filter(|(folder, _)| folder == "crates/model") {
        let names = dependencies(manifest, false);
        assert_eq!(names, ["libm"], "{folder} is numbers only: put what needs {names:?} into another crate");
    }
}

#[test]
fn only_formats_and_tests_know_serde() {
    // Embed hands plain objects to JavaScript; the lab talks to QEMU in JSON; the tests read golden cases.
    let allowed = ["crates/embed", "crates/formats", "crates/lab", "tests"];
    let mut breaches = Vec::new();
    for (folder, manifest) in manifests() {
        let serde = dependencies(&manifest, true).into_iter().find(|name| name.starts_with("serde"));
        if let Some(name) = serde.filter(|_| !allowed.contains(&folder.as_str())) {
            breaches.push(format!("{folder}/Cargo.toml depends on {name}"));
        }
    }
    holds(&breaches, "Text in and out belongs into crates/formats; use its functions.");
}

#[test]
fn crates_depend_one_way() {
    let may: [(&str, &[&str]); 19] = [
        ("crates/model", &[]),
        ("crates/formats", &["precopy-model"]),
        ("crates/embed", &["precopy-formats", "precopy-model"]),
        ("crates/lab", &["precopy-formats", "precopy-model"]),
        ("crates/lessons", &["precopy-formats", "precopy-model"]),
        ("crates/xtask", &[]),
        ("web/base", &["precopy-formats", "precopy-model"]),
        ("web/explore", &["precopy-base", "precopy-formats", "precopy-model"]),
        ("web/panels", &["precopy-base", "precopy-explore", "precopy-formats", "precopy-model"]),
        ("web/pages", &["precopy-base", "precopy-formats", "precopy-model"]),
        ("web", &["precopy-base", "precopy-formats", "precopy-model"]),
        ("web/programs/page", &["precopy-web"]),
        ("web/programs/shelf", &["precopy-panels"]),
        ("web/programs/plan", &["precopy-pages"]),
        ("web/programs/records", &["precopy-pages"]),
        ("web/programs/learn", &["precopy-pages"]),
        ("web/programs/evidence", &["precopy-pages"]),
        ("web/programs/whole", &["precopy-panels", "precopy-web"]),
        ("tests", &["precopy-formats", "precopy-model"]),
    ];
    let mut breaches = Vec::new();
    for (folder, manifest) in manifests() {
        let Some((_, allowed)) = may.iter().find(|(name, _)| *name == folder) else {
            breaches.push(format!("{folder} is not in the list"));
            continue;
        };
        let ours = dependencies(&manifest, true);
        for name in ours.iter().filter(|name| name.starts_with("precopy") || *name == "acceptance") {
            if !allowed.contains(&name.as_str()) {
                breaches.push(format!("{folder} depends on {name}"));
            }
        }
    }
    holds(
        &breaches,
        "model ← formats ← base ← web, formats ← embed, formats ← lessons, base ← explore ← panels, and base ← pages; page, panels and pages do not know each other, xtask knows none of them. \
         A new crate gets its line in this test.",
    );
}

/// What only the panels show is fetched with them: one word of it in the page, and the first load carries it all.
#[test]
fn the_first_load_carries_nothing_of_the_panels() {
    let mut breaches = Vec::new();
    for file in rust_files(&["web/src", "web/base/src"]) {
        let code = code(&file.text);
        for (at, _) in code.match_indices("precopy_formats::") {
            let rest = code.get(at + "precopy_formats::".len()..).unwrap_or_default();
            let names = rest.strip_prefix('{').map_or_else(|| vec![leading_name(rest).to_owned()], first_names);
            let of_panels =
                names.into_iter().filter(|name| ["ready", "dirty_rate", "workloads", "runs", "log"].contains(&&**name));
            breaches.extend(of_panels.map(|name| format!("{}:{}: {name}", file.path, line(&code, at))));
        }
    }
    holds(&breaches, "Let the panels tell the page what it needs of it, as they do with a chosen scenario.");
}

#[test]
fn only_the_browser_folder_touches_the_browser() {
    let mut breaches = Vec::new();
    let folders = ["web/src", "web/base/src", "web/explore/src", "web/panels/src", "web/pages/src"];
    for file in rust_files(&folders) {
        // Drawing on a canvas lies in browser/ too: charts are generic over their backend.
        if folders.iter().any(|folder| file.path.starts_with(&format!("{folder}/browser/"))) {
            continue;
        }
        let code = code(&file.text);
        breaches
            .extend(code.match_indices("web_sys").map(|(at, _)| format!("{}:{}: web_sys", file.path, line(&code, at))));
    }
    holds(
        &breaches,
        "Give the browser folder of its crate a function for it, so that the rest can be tested without a browser.",
    );
}

// ---------------------------------------------------------------------------------------------------------------
// What files look like

#[test]
fn every_file_says_what_it_is_for() {
    let all = rust_files(&["crates", "web", "tests"]);
    let breaches: Vec<String> =
        all.into_iter().filter(|file| !file.text.starts_with("//! ")).map(|file| file.path).collect();
    holds(&breaches, "Begin the file with `//! ` and a sentence: what stands here, or which question it answers.");
}

#[test]
fn files_stay_small() {
    const MOST: usize = 500;
    let mut breaches = Vec::new();
    for folder in ["crates", "web"] {
        for file in files(folder) {
            let lines = file.text.lines().count();
            if file.has_extension(&["rs", "js", "mjs", "ts", "css"]) && MOST < lines {
                breaches.push(format!("{}: {lines} lines", file.path));
            }
        }
    }
    holds(&breaches, "Split it by noun or by question: around 250 lines read well, 500 are too many.");
}

#[test]
fn names_say_what_is_inside() {
    let empty = ["util", "utils", "helper", "helpers", "common", "misc", "shared"];
    let mut breaches = Vec::new();
    for file in rust_files(&["crates", "web", "tests"]) {
        if file.path.trim_end_matches(".rs").split('/').any(|name| empty.contains(&name)) {
            breaches.push(file.path.clone());
        }
        let code = code(&file.text);
        for (at, _) in code.match_indices("mod ") {
            let name = leading_name(code.get(at + "mod ".len()..).unwrap_or_default());
            if empty.contains(&name) {
                breaches.push(format!("{}:{}: mod {name}", file.path, line(&code, at)));
            }
        }
    }
    holds(&breaches, "Name it after the noun that it holds or the question that it answers.");
}

#[test]
fn elementary_functions_come_from_libm() {
    let methods = [
        "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "powi", "sqrt", "cbrt", "hypot", "sin",
        "cos", "tan", "asin", "acos", "atan", "atan2", "sin_cos", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh",
        "mul_add", "gamma", "ln_gamma",
    ];
    let mut breaches = Vec::new();
    for file in rust_files(&["crates/model/src"]) {
        let code = code(&file.text);
        for method in methods {
            for call in [format!(".{method}("), format!("f64::{method}"), format!("f32::{method}")] {
                for (at, _) in code.match_indices(&call) {
                    let after = code.get(at + call.len()..).and_then(|rest| rest.chars().next());
                    if call.ends_with('(') || !after.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                        breaches.push(format!("{}:{}: {method}", file.path, line(&code, at)));
                    }
                }
            }
        }
    }
    holds(&breaches, "Use libm::…: the system's own functions differ in the last bit, and native and wasm must agree.");
}

// ---------------------------------------------------------------------------------------------------------------
// Where numbers come from

/// Every constant's source, by name. Without `..`, so that a new constant has to be added.
fn sources(hypervisor: &Hypervisor) -> [(&'static str, Source); 19] {
    let Hypervisor {
        id: _,
        name: _,
        family,
        bandwidth_cap,
        cap_in_stop,
        threshold,
        round_limit,
        volume_limit,
        time_limit,
        on_limit,
        throttle,
        empty_pages,
        empty_page,
        page_header,
        page_size,
        device_state,
        setup,
        compression,
        shared_by,
        streams,
        stream_limit,
    } = hypervisor;
    [
        ("family", family.source),
        ("bandwidth_cap", bandwidth_cap.source),
        ("cap_in_stop", cap_in_stop.source),
        ("threshold", threshold.source),
        ("round_limit", round_limit.source),
        ("volume_limit", volume_limit.source),
        ("time_limit", time_limit.source),
        ("on_limit", on_limit.source),
        ("throttle", throttle.source),
        ("empty_pages", empty_pages.source),
        ("empty_page", empty_page.source),
        ("page_header", page_header.source),
        ("page_size", page_size.source),
        ("device_state", device_state.source),
        ("setup", setup.source),
        ("compression", compression.source),
        ("shared_by", shared_by.source),
        ("streams", streams.source),
        ("stream_limit", stream_limit.source),
    ]
}

#[test]
fn every_constant_of_a_preset_has_a_source() {
    let mut breaches = Vec::new();
    for preset in presets::all() {
        for (constant, source) in sources(&preset.hypervisor()) {
            let nowhere = source.place.trim().is_empty() || source.mark == Mark::Entered;
            // An assumption has a reason, everything else also a product and version, or a document.
            let by_nobody = source.mark != Mark::Assumed && source.what.trim().is_empty();
            if nowhere || by_nobody {
                breaches.push(format!("{}: {constant}: {source:?}", preset.id));
            }
        }
    }
    holds(
        &breaches,
        "Say where it was read (version and file, or document and place), or mark it as assumed, with a reason.",
    );
}

#[test]
fn presets_have_names_of_their_own() {
    for (index, preset) in presets::all().enumerate() {
        assert!(!preset.name.is_empty() && !preset.summary.is_empty(), "{}: give it a name and a summary", preset.id);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        assert!(
            !preset.id.is_empty() && preset.id.chars().all(plain),
            "{}: a link could not hold this name",
            preset.id
        );
        assert!(presets::all().skip(index + 1).all(|other| other.id != preset.id), "{} stands twice", preset.id);
    }
}

#[test]
fn every_preset_has_a_golden_case() {
    let cases = files("tests/cases/presets");
    for preset in presets::all() {
        let names_it = format!("hypervisor = \"{}\"", preset.id);
        let has = cases.iter().any(|case| case.text.lines().any(|line| line == names_it));
        assert!(has, "add a case calculated by hand for {} below tests/cases/presets", preset.id);
    }
}

// ---------------------------------------------------------------------------------------------------------------
// What stays in, and what stays out of the repository

#[test]
fn the_changelog_says_which_predictions_changed() {
    let changelog = root().join("CHANGELOG.md");
    if changelog.exists() {
        let text = fs::read_to_string(changelog).unwrap_or_default();
        let heading =
            |line: &str| line.starts_with('#') && line.trim_start_matches('#').trim() == "Predictions changed";
        assert!(text.lines().any(heading), "CHANGELOG.md needs the heading “Predictions changed”, also when none did");
    }
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    // In pieces, so that this file does not find itself.
    let folders =
        [["/", "home/"], ["/", "root/"], ["/", "Users/"], ["/", "work/"], ["C:\\", "Users"]].map(|two| two.concat());
    let mut breaches = Vec::new();
    for file in files("") {
        for folder in &folders {
            for (at, _) in file.text.match_indices(folder.as_str()) {
                // A path of a repository or an address may contain such a folder; a machine's path begins with it.
                let before = file.text.get(..at).and_then(|before| before.chars().next_back());
                if !before.is_some_and(|c| c.is_alphanumeric() || "._-*/{}<>".contains(c)) {
                    breaches.push(format!("{}:{}: {folder}…", file.path, line(&file.text, at)));
                }
            }
        }
    }
    holds(&breaches, "Write the path relative to the workspace, or leave it out.");
}

#[test]
fn packages_come_from_the_public_registries() {
    let mut breaches = Vec::new();
    for file in files("") {
        let wrong = |line: &&str| match file.name() {
            "Cargo.lock" => {
                line.starts_with("source = ")
                    && *line != "source = \"registry+https://github.com/rust-lang/crates.io-index\""
            }
            "package-lock.json" => {
                line.contains("\"resolved\": \"") && !line.contains("\"resolved\": \"https://registry.npmjs.org/")
            }
            ".npmrc" | "config.toml" => line.contains("registry") || line.contains("replace-with"),
            _ => false,
        };
        breaches.extend(file.text.lines().filter(wrong).map(|line| format!("{}: {}", file.path, line.trim())));
    }
    holds(
        &breaches,
        "Lock files must work on any machine: resolve again from the public registry, configure mirrors elsewhere.",
    );
}

#[test]
fn the_papers_stay_outside() {
    let authors = ["salfner", "akoush", "deshpande", "kesavan", "kherbache"];
    // In pieces, so that this file does not find itself.
    let marks = [["Abstract", "—"], ["Index Terms", "—"], ["Permission to make ", "digital or hard copies"]]
        .map(|two| two.concat());
    let mut breaches = Vec::new();
    for file in files("") {
        let name = file.name().to_lowercase();
        if file.has_extension(&["md", "txt", "html"]) && authors.iter().any(|author| name.contains(author)) {
            breaches.push(format!("{}: named like a paper", file.path));
        }
        if let Some(mark) = marks.iter().find(|mark| file.text.contains(mark.as_str())) {
            breaches.push(format!("{}: contains “{mark}”", file.path));
        }
    }
    let mut scans = Vec::new();
    names_of_scans(&root(), &mut scans);
    breaches.extend(scans);
    holds(&breaches, "Third-party texts have their own licences: cite the place, and say it in words of our own.");
}

fn names_of_scans(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if IGNORED.contains(&name.as_str()) {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            names_of_scans(&entry.path(), found);
        } else if [".pdf", ".ps", ".epub", ".djvu"].iter().any(|end| name.ends_with(end)) {
            found.push(entry.path().display().to_string());
        }
    }
}

/// The page's glossary and the map's table of words are the same text.
#[test]
fn the_glossary_is_that_of_the_map() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("the file exists");
    // However the formatter breaks its lines.
    let flat = |text: &str| text.split_whitespace().collect::<String>().replace(",)", ")");
    let (map, page) = (read("ARCHITECTURE.md"), flat(&read("web/src/words/glossary.rs")));
    let words = map.split("## Words").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default();
    let rows = words
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| word") && !line.starts_with("| ---"));
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [word, symbol, meaning, unit] = cells.as_slice() else { panic!("{row}") };
        let quoted = |cell: &str| format!("\"{}\"", if cell == "–" { "" } else { cell });
        let entry = format!("entry({}, {}, {}, {})", quoted(word), quoted(symbol), quoted(meaning), quoted(unit));
        assert!(page.contains(&flat(&entry)), "web/src/words/glossary.rs does not say: {entry}");
        count += 1;
    }
    let entries = page.split("&[Entry]=&[").nth(1).and_then(|rest| rest.split("];").next()).unwrap_or_default();
    assert_eq!(count, entries.matches("entry(").count(), "the glossary has words that the map does not have");
}
