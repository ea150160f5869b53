//! `lab plan`: writes down which migrations are to be recorded, one line each; and reads such a plan.

use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::arguments::PlanOptions;
use crate::block::Block;
use crate::failure::{Failure, Outcome};
use crate::parameters::{COLUMNS, Parameters};

/// Writes the plan, to a file or to standard output.
pub(crate) fn write(options: &PlanOptions) -> Outcome {
    let mut blocks = Vec::new();
    if let Some(file) = &options.file {
        let text = fs::read_to_string(file).map_err(|error| Failure::system(file.display(), &error))?;
        blocks = read_blocks(&text).map_err(|failure| Failure::new(format!("{}: {failure}", file.display())))?;
    }
    if !options.lists.is_empty() {
        blocks.push(Block::new(options.lists.clone())?);
    }
    let mut runs = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let expanded = block.expand(options.seed.wrapping_add(index as u64))?;
        if let Some(because) = expanded.because {
            eprintln!("block {}: {} combinations are left out ({because})", index + 1, expanded.impossible);
        }
        runs.extend(expanded.runs);
    }
    if runs.is_empty() {
        return Err(Failure::new("there is nothing to plan: name a file of blocks, or lists like vmsize_mib=256,512"));
    }
    let seconds: f64 = runs.iter().map(about_s).sum();
    eprintln!("{} migrations, about {:.0} minutes", runs.len(), seconds / 60.0);
    match &options.out {
        Some(path) => fs::write(path, csv_of(&runs)?).map_err(|error| Failure::system(path.display(), &error)),
        None => {
            print!("{}", csv_of(&runs)?);
            Ok(())
        }
    }
}

/// How long a run takes, roughly: a boot, a warm-up, the migration, the check.
fn about_s(run: &Parameters) -> f64 {
    let copy_s = run.bandwidth().map_or(1.0, |bytes_per_s| (run.wset_pages * 4104) as f64 / bytes_per_s as f64);
    2.5 + run.warmup_ms as f64 / 1000.0 + run.vmsize_mib as f64 / 800.0 + 1.5 * copy_s
}

/// The blocks of a plan file: tables `[[block]]`, in each a list or a single value per column.
fn read_blocks(text: &str) -> Outcome<Vec<Block>> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| Failure::new(error.message().to_owned()))?;
    let no_blocks = || Failure::new("a plan consists of [[block]] tables");
    let blocks = table.get("block").and_then(Value::as_array).ok_or_else(no_blocks)?;
    let read = |block: &Value| -> Outcome<Block> {
        let lists = block.as_table().ok_or_else(no_blocks)?.iter();
        Block::new(lists.map(|(name, list)| Ok((name.clone(), values(name, list)?))).collect::<Outcome<_>>()?)
    };
    blocks.iter().map(read).collect()
}

fn values(name: &str, value: &Value) -> Outcome<Vec<String>> {
    match value {
        Value::Array(list) => Ok(list.iter().map(|value| values(name, value)).collect::<Outcome<Vec<_>>>()?.concat()),
        Value::String(text) => Ok(vec![text.clone()]),
        Value::Integer(number) => Ok(vec![number.to_string()]),
        Value::Float(number) => Ok(vec![number.to_string()]),
        Value::Boolean(is) => Ok(vec![u8::from(*is).to_string()]),
        _ => Err(Failure::new(format!("{name} must be a list of numbers or texts"))),
    }
}

fn csv_of(runs: &[Parameters]) -> Outcome<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::new(format!("the plan cannot be written: {error}"));
    writer.write_record(COLUMNS).map_err(failed)?;
    for run in runs {
        writer.write_record(COLUMNS.map(|name| run.column(name).unwrap_or_default())).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::new(format!("the plan cannot be written: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads a plan that was written; any subset of the columns, in any order.
pub(crate) fn read(path: &Path) -> Outcome<Vec<Parameters>> {
    let text = fs::read_to_string(path).map_err(|error| Failure::system(path.display(), &error))?;
    read_csv(&text).map_err(|failure| Failure::new(format!("{}: {failure}", path.display())))
}

fn read_csv(text: &str) -> Outcome<Vec<Parameters>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let failed = |error: csv::Error| Failure::new(error.to_string());
    let columns = reader.headers().map_err(failed)?.clone();
    if let Some(unknown) = columns.iter().find(|name| !COLUMNS.contains(name)) {
        return Err(Failure::new(format!("a plan has no column `{unknown}`")));
    }
    let mut runs = Vec::new();
    for record in reader.records() {
        let record = record.map_err(failed)?;
        let run = Parameters::read(|name| {
            let place = columns.iter().position(|column| column == name)?;
            record.get(place)
        });
        let line = record.position().map_or(0, csv::Position::line);
        runs.push(run.map_err(|failure| Failure::new(format!("line {line}: {failure}")))?);
    }
    Ok(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = r#"
        [[block]]
        block = "grid-cap"
        vmsize_mib = [128, 256]
        hwset_pages = ["20%", "0.5burst"]
        rate_pps = ["0.5ru", 9000]
        max_bw = "64MiB"
        [[block]]
        block = "hist"
        vmsize_mib = 128
        hwset_pages = "50%"
        phases = ["0.25ru:2000,1.25ru:500"]
        link_bw = "32MiB"
        auto_converge = true
        curve = 1
    "#;

    #[test]
    fn a_plan_comes_back_as_it_was_written() {
        let blocks = read_blocks(PLAN).unwrap();
        let runs: Vec<Parameters> = blocks.iter().flat_map(|block| block.expand(1).unwrap().runs).collect();
        assert_eq!(runs.len(), 9);
        assert_eq!(read_csv(&csv_of(&runs).unwrap()), Ok(runs));
    }

    #[test]
    fn a_plan_need_not_have_all_columns() {
        let runs = read_csv("wset_pages,vmsize_mib,phases\n100,64,\"1:2,3:4\"\n").unwrap();
        assert_eq!((runs[0].vmsize_mib, runs[0].column("phases").unwrap()), (64, "1:2,3:4".to_owned()));
        assert!(read_csv("wset_pages,vmsize_mib,speed\n100,64,1\n").unwrap_err().to_string().contains("speed"));
        let failure = read_csv("wset_pages,vmsize_mib\n100,64\n100,0\n").unwrap_err().to_string();
        assert!(failure.starts_with("line 3: vmsize_mib"), "{failure}");
    }

    #[test]
    fn other_files_are_refused() {
        for text in ["", "block = 1", "[block]\nvmsize_mib = 1", "[[block]]\nvmsize_mib = {}", "[[block"] {
            assert!(read_blocks(text).is_err(), "{text}");
        }
    }
}
