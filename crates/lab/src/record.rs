//! `lab record`: plays a plan, one row per migration; what is recorded already is not done again.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::accelerator;
use crate::arguments::{RecordOptions, RigOptions};
use crate::curve;
use crate::failure::{Failure, Outcome};
use crate::guest;
use crate::machine::Rig;
use crate::memory::Since;
use crate::migration::{self, Migrated};
use crate::plan;
use crate::priority;
use crate::qemu::Qemu;
use crate::row;
use crate::run_folder::{self, RunFolder};
use crate::shuffle::Seeded;

/// So many failures in a row are not the migrations' fault.
const MOST_FAILURES: usize = 5;

/// The most samples of a curve that are kept.
const MOST_SAMPLES: usize = 80;

/// Finds QEMU and the accelerator, and builds the guest into a folder.
pub(crate) fn rig(options: &RigOptions, folder: &RunFolder) -> Outcome<Rig> {
    run_folder::sweep();
    if !priority::raise() {
        eprintln!("priority cannot be raised: what else runs here may disturb the measurements");
    }
    let qemu = Qemu::get(options.qemu.as_deref())?;
    let guest = guest::build(&folder.file(""))?;
    let mut rig = Rig { qemu, accelerator: accelerator::Accelerator::Tcg, guest };
    rig.accelerator = accelerator::pick(&rig, options.accel)?;
    println!("QEMU {}, {}", rig.qemu.version, rig.accelerator);
    Ok(rig)
}

/// Plays the plan.
pub(crate) fn record(options: &RecordOptions) -> Outcome {
    let mut runs = plan::read(&options.plan)?;
    let folder = RunFolder::new()?;
    let rig = rig(&options.rig, &folder)?;
    let accelerator = rig.accelerator.name();
    let recorded = recorded_ids(&options.rows)?;
    let planned = runs.len();
    runs.retain(|run| !recorded.contains(&run.id(accelerator)));
    Seeded::new(options.seed).shuffle(&mut runs);
    println!("{planned} planned, {} of them to be recorded", runs.len());

    let start = Instant::now();
    let mut rows = Table::open(&options.rows, &row::COLUMNS)?;
    let mut curves = options.curves.as_ref().map(|path| Table::open(path, &curve::COLUMNS)).transpose()?;
    let (mut done, mut failed, mut in_a_row) = (0, 0, 0);
    for run in &runs {
        if options.minutes.is_some_and(|minutes| Duration::from_secs(minutes * 60) < start.elapsed()) {
            println!("the time is over; the rest can be recorded by the same command");
            break;
        }
        let id = run.id(accelerator);
        match migration::carry_out(&rig, run, Since::Resumed) {
            Ok(migrated) => {
                rows.append(&row::cells(run, accelerator, &rig.qemu.version, &migrated.measured))?;
                if let (Some(curves), true) = (&mut curves, run.curve) {
                    for sample in curve::thinned(&migrated.curve, MOST_SAMPLES) {
                        curves.append(&sample.cells(&id))?;
                    }
                }
                done += 1;
                in_a_row = 0;
                println!("{done}/{} {id} {run}: {}", runs.len(), told(&migrated));
            }
            Err(failure) => {
                failed += 1;
                in_a_row += 1;
                eprintln!("not recorded: {id} {run}: {failure}");
                if in_a_row == MOST_FAILURES {
                    return Err(Failure::new(format!("{MOST_FAILURES} migrations in a row have failed")));
                }
            }
        }
    }
    println!("{done} recorded, {failed} refused, {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// The result in a few words.
pub(crate) fn told(migrated: &Migrated) -> String {
    let measured = &migrated.measured;
    let forced = measured.t_force_s.map_or(String::new(), |seconds| format!(", forced at {seconds:.1} s"));
    let seen = measured.hb_downtime_ms.map_or(String::new(), |ms| format!(" (seen {ms:.1})"));
    let rate = measured.rate_mig_pps.map_or(String::new(), |pps| format!(", {pps:.0} pages/s"));
    format!("{} ms, down {} ms{seen}, {} syncs{rate}{forced}", measured.total_ms, measured.downtime_ms, measured.syncs)
}

/// The ids in a file of rows; none when there is no file yet.
fn recorded_ids(path: &Path) -> Outcome<HashSet<String>> {
    let Ok(text) = fs::read_to_string(path) else { return Ok(HashSet::new()) };
    let failed = |error: csv::Error| Failure::new(format!("{}: {error}", path.display()));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().map_err(failed)?;
    if !columns.is_empty() && columns.iter().ne(row::COLUMNS) {
        return Err(Failure::new(format!(
            "{} has other columns than this rig writes; use another file",
            path.display()
        )));
    }
    let records = reader.records().map(|record| record.map(|record| record.get(0).unwrap_or_default().to_owned()));
    records.collect::<Result<_, _>>().map_err(failed)
}

/// A file of rows that is whole after each of them.
struct Table {
    path: PathBuf,
    file: File,
}

impl Table {
    /// Opens it at its end, with its columns as the first line.
    fn open(path: &Path, columns: &[&str]) -> Outcome<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path);
        let file = file.map_err(|error| Failure::system(path.display(), &error))?;
        let is_new = file.metadata().is_ok_and(|about| about.len() == 0);
        let mut table = Self { path: path.to_owned(), file };
        if is_new {
            table.append(columns)?;
        }
        Ok(table)
    }

    fn append<T: AsRef<[u8]>>(&mut self, cells: &[T]) -> Outcome {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let line = writer.write_record(cells).map_err(|error| error.to_string());
        let line = line.and_then(|()| writer.into_inner().map_err(|error| error.to_string()));
        let line = line.map_err(|error| Failure::new(format!("{}: {error}", self.path.display())))?;
        self.file.write_all(&line).map_err(|error| Failure::system(self.path.display(), &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::tests::parameters;
    use crate::row::Measured;

    #[test]
    fn what_is_recorded_is_known_again() {
        let folder = RunFolder::new().unwrap();
        let path = folder.file("rows.csv");
        assert_eq!(recorded_ids(&path), Ok(HashSet::new()));
        let runs =
            ["phases=1:2,3:4", "rep=1"].map(|more| parameters(&format!("vmsize_mib=64 wset_pages=9 {more}")).unwrap());
        for run in &runs {
            // Opened again each time, as after an interruption.
            let mut table = Table::open(&path, &row::COLUMNS).unwrap();
            table.append(&row::cells(run, "tcg", "10.0.2", &Measured::default())).unwrap();
        }
        assert_eq!(recorded_ids(&path), Ok(runs.iter().map(|run| run.id("tcg")).collect()));
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!((text.lines().count(), text.matches("vmsize_mib").count()), (3, 1));
        assert!(text.contains(",\"1:2,3:4\","));
    }

    #[test]
    fn rows_of_another_kind_are_not_mixed_in() {
        let folder = RunFolder::new().unwrap();
        let path = folder.file("rows.csv");
        fs::write(&path, "id,block\nabc,grid\n").unwrap();
        assert!(recorded_ids(&path).unwrap_err().to_string().contains("other columns"));
    }
}
