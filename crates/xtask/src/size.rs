//! `cargo xtask size`: what everything that is handed out weighs, file by file, against its budgets.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::budget::{BUDGETS, BYTES_PER_KB, Budget, Measure, Part, Verdict};
use crate::failure::{Failure, Outcome};
use crate::workspace::Workspace;
use crate::{element, model_package, one_file, page};

/// A file of what is handed out.
#[derive(Debug)]
struct Weight {
    file: String,
    part: Part,
    raw_bytes: u64,
    /// As a web server would send it: gzip at its best.
    compressed_bytes: u64,
}

/// The files; prints as the table of `cargo xtask size`.
#[derive(Debug)]
pub(crate) struct Weights(Vec<Weight>);

/// Prints the table; a failure when a budget is exceeded beyond what is known.
pub(crate) fn check(workspace: &Workspace) -> Outcome {
    let weights = measure(workspace)?;
    println!("{weights}");
    if weights.of(Part::OneFile).next().is_none() {
        return Err(Failure::new("dist holds the page only: run `cargo xtask package` first"));
    }
    if weights.is_as_known() { Ok(()) } else { Err(Failure::new("what was built and its budgets do not agree")) }
}

/// Weighs what was built.
pub(crate) fn measure(workspace: &Workspace) -> Outcome<Weights> {
    let dist = page::built(workspace)?;
    let elements = element::scripts(workspace)?;
    let elements: Vec<_> =
        elements.iter().filter_map(|file| file.file_name()).map(|name| name.to_string_lossy()).collect();
    let mut weights = Vec::new();
    weigh_folder(&dist, "", &mut weights)?;
    // The glue imports its snippets at once, so they are part of the first load wherever they lie.
    for folder in ["snippets", model_package::FOLDER] {
        if dist.join(folder).is_dir() {
            weigh_folder(&dist, &format!("{folder}/"), &mut weights)?;
        }
    }
    for weight in weights.iter_mut().filter(|weight| elements.iter().any(|name| *name == weight.file)) {
        weight.part = Part::Element;
    }
    weights.sort_by(|a, b| b.compressed_bytes.cmp(&a.compressed_bytes).then_with(|| a.file.cmp(&b.file)));
    Ok(Weights(weights))
}

/// Weighs the files of one folder below dist (its name ends with a slash, or is empty for dist itself).
fn weigh_folder(dist: &Path, folder: &str, weights: &mut Vec<Weight>) -> Outcome {
    let path = dist.join(folder);
    let entries = fs::read_dir(&path).map_err(|error| Failure::system(path.display(), &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Failure::system(path.display(), &error))?;
        let file = format!("{folder}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            if !folder.is_empty() {
                weigh_folder(dist, &format!("{file}/"), weights)?;
            }
        } else if is_loaded(&file) {
            let content = fs::read(entry.path()).map_err(|error| Failure::system(&file, &error))?;
            weights.push(weigh(file, &content)?);
        }
    }
    Ok(())
}

/// Whether a browser loads this file at all.
fn is_loaded(file: &str) -> bool {
    if file.starts_with(model_package::FOLDER) && file.ends_with("/node.js") {
        return false;
    }
    ["index.html", one_file::NAME, one_file::COURSE].contains(&file)
        || [".js", ".css", ".wasm"].iter().any(|ending| file.ends_with(ending))
}

/// What it belongs to; what is of the custom element is known by its source only.
fn part_of(file: &str) -> Part {
    if file == one_file::NAME {
        Part::OneFile
    } else if file == one_file::COURSE {
        Part::Course
    } else if file.strip_prefix(model_package::FOLDER).is_some_and(|rest| rest.starts_with('/')) {
        Part::Model
    } else if file.starts_with(page::PANELS) {
        Part::OnDemand
    } else {
        // Whole names: the page of plans is not everything that begins like it.
        let is_of = |name: &str| file.strip_prefix(name).is_some_and(|rest| [".js", "_bg.wasm"].contains(&rest));
        match page::OTHER_PAGES.into_iter().find(|name| is_of(name)) {
            Some("precopy-plan") => Part::Plan,
            Some("precopy-records") => Part::Records,
            Some("precopy-learn") => Part::Learn,
            Some(_) => Part::Evidence,
            None => Part::FirstLoad,
        }
    }
}

fn weigh(file: String, content: &[u8]) -> Outcome<Weight> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let compressed = encoder
        .write_all(content)
        .and_then(|()| encoder.finish())
        .map_err(|error| Failure::system(format!("{file} cannot be compressed"), &error))?;
    let part = part_of(&file);
    Ok(Weight { file, part, raw_bytes: content.len() as u64, compressed_bytes: compressed.len() as u64 })
}

impl Weights {
    fn of(&self, part: Part) -> impl Iterator<Item = &Weight> {
        self.0.iter().filter(move |weight| weight.part == part)
    }

    fn bytes(&self, part: Part, measure: Measure) -> u64 {
        self.of(part)
            .map(|weight| match measure {
                Measure::Raw => weight.raw_bytes,
                Measure::Compressed => weight.compressed_bytes,
            })
            .sum()
    }

    fn verdict(&self, budget: &Budget) -> Verdict {
        match self.of(budget.part).next() {
            Some(_) => budget.verdict(self.bytes(budget.part, budget.measure)),
            None => Verdict::NotBuilt,
        }
    }

    fn is_as_known(&self) -> bool {
        BUDGETS.iter().all(|budget| self.verdict(budget).is_as_known())
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widest = self.0.iter().map(|weight| weight.file.chars().count());
        let budgets = BUDGETS.iter().map(|budget| budget.what.chars().count());
        let width = widest.chain(budgets).max().unwrap_or_default();
        for part in Part::ALL.into_iter().filter(|part| self.of(*part).next().is_some()) {
            writeln!(out, "{:width$}  {:>10}  {:>10}", part.name(), "raw", "gzip -9")?;
            for Weight { file, raw_bytes, compressed_bytes, .. } in self.of(part) {
                writeln!(out, "{file:width$}  {:>10}  {:>10}", in_kb(*raw_bytes), in_kb(*compressed_bytes))?;
            }
            let [raw, compressed] = [Measure::Raw, Measure::Compressed].map(|measure| in_kb(self.bytes(part, measure)));
            writeln!(out, "{:width$}  {raw:>10}  {compressed:>10}", "total")?;
            writeln!(out)?;
        }
        writeln!(out, "{:width$}  {:>10}  {:>10}  counted as", "budget", "limit", "used")?;
        for budget in &BUDGETS {
            let (limit, used) = (in_kb(budget.limit_kb * BYTES_PER_KB), in_kb(self.bytes(budget.part, budget.measure)));
            let counted = match budget.measure {
                Measure::Raw => "raw",
                Measure::Compressed => "gzip -9",
            };
            let says = budget.says(self.verdict(budget));
            writeln!(out, "{:width$}  {limit:>10}  {used:>10}  {counted:10}  {says} ({})", budget.what, budget.source)?;
        }
        write!(out, "kB = {BYTES_PER_KB} bytes")
    }
}

/// A size in kB with one decimal, rounded up so that nothing over a limit looks like the limit.
fn in_kb(bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(BYTES_PER_KB);
    format!("{}.{} kB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(compressed: &[u64]) -> Weights {
        let weight = |(number, &compressed_bytes): (usize, &u64)| Weight {
            file: format!("file-{number}.js"),
            part: Part::FirstLoad,
            raw_bytes: 3 * compressed_bytes,
            compressed_bytes,
        };
        Weights(compressed.iter().enumerate().map(weight).collect())
    }

    #[test]
    fn the_table_shows_files_total_and_verdicts() {
        let table = load(&[400_000, 1_234]).to_string();
        let words = |start: &str| {
            let line = table.lines().find(|line| line.starts_with(start)).unwrap();
            line.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words("file-1.js"), "file-1.js 3.8 kB 1.3 kB");
        assert_eq!(words("total"), "total 1203.8 kB 401.3 kB");
        assert_eq!(
            words("first load, all"),
            "first load, all pages 250.0 kB 401.3 kB gzip -9 over (ARCHITECTURE, Budgets)"
        );
        assert_eq!(words("one file"), "one file 915.0 kB 0.0 kB raw not built (ARCHITECTURE, Budgets)");
    }

    #[test]
    fn each_part_counts_for_itself() {
        let mut weights = load(&[100_000]);
        for (file, content) in
            [("precopy-panels.js", "the panels"), ("precopy.html", "all of it"), ("model/index.js", "")]
        {
            weights.0.push(weigh(file.to_owned(), content.as_bytes()).unwrap());
        }
        assert_eq!(weights.bytes(Part::FirstLoad, Measure::Compressed), 100_000);
        assert_eq!(weights.bytes(Part::FirstLoad, Measure::Raw), 300_000);
        assert_eq!(weights.bytes(Part::OneFile, Measure::Raw), 9);
        assert_eq!(weights.of(Part::OnDemand).count(), 1);
        assert_eq!(weights.of(Part::Model).count(), 1);
        let budget = |part| BUDGETS.iter().find(|budget| budget.part == part).unwrap();
        assert_eq!(weights.verdict(budget(Part::OneFile)), Verdict::Within);
        assert_eq!(load(&[]).verdict(budget(Part::Model)), Verdict::NotBuilt);
    }

    #[test]
    fn files_belong_to_what_they_are_called() {
        assert_eq!(part_of("precopy-panels_bg.wasm"), Part::OnDemand);
        for (file, part) in
            [("plan", Part::Plan), ("records", Part::Records), ("learn", Part::Learn), ("evidence", Part::Evidence)]
        {
            assert_eq!(part_of(&format!("precopy-{file}_bg.wasm")), part);
            assert_eq!(part_of(&format!("precopy-{file}.js")), part);
        }
        assert_eq!(part_of("precopy-page_bg.wasm"), Part::FirstLoad);
        assert_eq!(part_of("precopy.js"), Part::FirstLoad);
        assert_eq!(part_of("precopy.html"), Part::OneFile);
        assert_eq!(part_of("precopy-course.html"), Part::Course);
        assert_eq!(part_of("model/precopy-embed_bg.wasm"), Part::Model);
        assert_eq!(part_of("models.js"), Part::FirstLoad);
    }

    #[test]
    fn sizes_round_up() {
        assert_eq!(in_kb(0), "0.0 kB");
        assert_eq!(in_kb(140_000), "140.0 kB");
        assert_eq!(in_kb(140_001), "140.1 kB");
    }

    #[test]
    fn only_what_is_loaded_is_weighed() {
        for file in ["index.html", "precopy.html", "app.js", "app_bg.wasm", "style.css", "snippets/a/inline0.js"] {
            assert!(is_loaded(file), "{file}");
        }
        for file in ["other.html", "app.js.map", "lesson.json", "icon.svg", "element.d.ts", "model/node.js"] {
            assert!(!is_loaded(file), "{file}");
        }
    }

    #[test]
    fn text_is_compressed() {
        let weight = weigh("a.js".to_owned(), &b"the same words again. ".repeat(1000)).unwrap();
        assert_eq!(weight.raw_bytes, 22_000);
        assert!(weight.compressed_bytes < 500, "{}", weight.compressed_bytes);
    }
}
