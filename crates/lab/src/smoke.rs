//! `lab smoke`: three live migrations in under two minutes, or one line that says why not.

use std::time::Instant;

use crate::arguments::RigOptions;
use crate::block::Block;
use crate::failure::{Failure, Outcome};
use crate::memory::Since;
use crate::migration;
use crate::qemu::Qemu;
use crate::record;
use crate::run_folder::RunFolder;

/// Both regimes, both patterns, one that does not converge.
const MIGRATIONS: [&[(&str, &str)]; 3] = [
    &[("block", "smoke-cap"), ("max_bw", "64MiB"), ("hwset_pages", "50%"), ("rate_pps", "0.5ru")],
    &[("block", "smoke-link"), ("link_bw", "64MiB"), ("hwset_pages", "50%"), ("rate_pps", "0.5ru"), ("dist", "uni")],
    &[
        ("block", "smoke-forced"),
        ("max_bw", "32MiB"),
        ("hwset_pages", "80%"),
        ("rate_pps", "2ru"),
        ("downtime_limit_ms", "30"),
    ],
];

/// Runs them where QEMU is installed.
pub(crate) fn smoke(options: &RigOptions) -> Outcome {
    if Qemu::find(options.qemu.as_deref())?.is_none() {
        println!("no live migration was tried: QEMU is not installed here (crates/lab/README.md says how to get it)");
        return Ok(());
    }
    let start = Instant::now();
    let folder = RunFolder::new()?;
    let rig = record::rig(options, &folder)?;
    // Under TCG an old QEMU needs it, and a new one does not mind.
    let flush = if rig.accelerator.name() == "tcg" { "1" } else { "0" };
    for lists in MIGRATIONS {
        let shared = [("vmsize_mib", "96"), ("wset_pages", "50%"), ("tlbflush", flush)];
        let lists = lists.iter().chain(&shared).map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()]));
        let block = Block::new(lists.collect())?;
        for run in block.expand(0)?.runs {
            let migrated = migration::carry_out(&rig, &run, Since::Resumed)
                .map_err(|failure| Failure::new(format!("{run}: {failure}")))?;
            println!("{run}: memory is the same; {}", record::told(&migrated));
        }
    }
    println!("three live migrations in {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}
