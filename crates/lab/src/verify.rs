//! `lab verify`: migrates a guest that stays halted at the destination, and compares all of its memory on both sides.

use crate::arguments::VerifyOptions;
use crate::block::Block;
use crate::failure::{Failure, Outcome};
use crate::memory::Since;
use crate::migration;
use crate::record;
use crate::run_folder::RunFolder;

/// What is migrated where nothing else is said: hot enough that most of it is sent twice.
const USUAL: [(&str, &str); 6] = [
    ("block", "verify"),
    ("vmsize_mib", "128"),
    ("wset_pages", "50%"),
    ("hwset_pages", "60%"),
    ("rate_pps", "0.8ru"),
    ("max_bw", "64MiB"),
];

/// Verifies one migration, or each combination of the lists given.
pub(crate) fn verify(options: &VerifyOptions) -> Outcome {
    let mut lists = options.lists.clone();
    for (name, value) in USUAL {
        let other_limit = name == "max_bw" && lists.iter().any(|(given, _)| given == "link_bw");
        if !other_limit && !lists.iter().any(|(given, _)| given == name) {
            lists.push((name.to_owned(), vec![value.to_owned()]));
        }
    }
    let runs = Block::new(lists)?.expand(0)?.runs;
    let folder = RunFolder::new()?;
    let rig = record::rig(&options.rig, &folder)?;
    let mut corrupt = 0;
    for run in &runs {
        match migration::carry_out(&rig, run, Since::Halted) {
            Ok(migrated) => println!("{run}: {} pages are the same; {}", migrated.pages, record::told(&migrated)),
            Err(failure) => {
                corrupt += 1;
                eprintln!("{run}: {failure}");
            }
        }
    }
    if corrupt == 0 {
        return Ok(());
    }
    let hint = if rig.qemu.version.starts_with('7') && rig.accelerator.name() == "tcg" {
        "; QEMU before 8 loses writes with TCG unless tlbflush=1"
    } else {
        ""
    };
    Err(Failure::new(format!("{corrupt} of {} migrations went wrong{hint}", runs.len())))
}
