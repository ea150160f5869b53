//! One migration from start to end: two machines, what they are told, and the check that nothing was lost.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::curve::Sample;
use crate::failure::{Failure, Outcome};
use crate::heartbeat::{Beat, rate_pps};
use crate::machine::{Machine, Rig, Role};
use crate::memory::{self, Since};
use crate::parameters::{BYTES_PER_MIB, DirtyRate, Parameters};
use crate::relay;
use crate::row::Measured;
use crate::run_folder::RunFolder;
use crate::watch::{self, Watched};

/// A guest boots and fills so many pages per second at least, even where each instruction is emulated.
const FILLED_PAGES_PER_S: u64 = 400;
const BOOT_WITHIN: Duration = Duration::from_secs(30);

/// The limit where there is none: no unix socket is as fast.
const PRACTICALLY_UNLIMITED: u64 = 1 << 40;

/// How long the guest may take to be seen at the destination after the source has finished.
const ARRIVES_WITHIN: Duration = Duration::from_secs(20);

/// A migration that was carried out and lost nothing.
#[derive(Debug)]
pub(crate) struct Migrated {
    pub(crate) measured: Measured,
    pub(crate) curve: Vec<Sample>,
    /// Pages that were compared.
    pub(crate) pages: u64,
}

/// Carries out a migration. The destination keeps the guest stopped where it has to be halted, else runs it until its first heartbeat, or
/// with post-copy until the end.
pub(crate) fn carry_out(rig: &Rig, parameters: &Parameters, since: Since) -> Outcome<Migrated> {
    let folder = RunFolder::new()?;
    let load = load();
    let arrives = Role::Destination {
        stays_stopped: since == Since::Halted,
        stops_at_once: parameters.postcopy_after_s.is_none(),
    };
    let mut source = Machine::start(rig, parameters, Role::Source, &folder, "source")?;
    let mut destination = Machine::start(rig, parameters, arrives, &folder, "destination")?;
    prepare(&mut source, &mut destination, parameters)?;

    let incoming = folder.file("incoming");
    destination.qmp.command("migrate-incoming", json!({ "uri": format!("unix:{}", incoming.display()) }))?;
    let target = if parameters.link_bw > 0 {
        let link = folder.file("link");
        relay::lay(&link, &incoming, parameters.link_bw)?;
        link
    } else {
        incoming
    };

    let filled_within = BOOT_WITHIN + Duration::from_secs(parameters.wset_pages / FILLED_PAGES_PER_S);
    let first = source
        .heartbeats
        .wait_for_first(filled_within)
        .ok_or_else(|| Failure::new(format!("the guest does not start: {}", source.said())))?;
    warm_up(&source, parameters)?;
    let dirty_rate = match &parameters.dirty_rate {
        Some(asked) => Some(measure_dirty_rate(&mut source, asked)?),
        None => None,
    };

    // Nothing of before is an event of the migration.
    source.qmp.events()?;
    destination.qmp.events()?;
    let uri = format!("unix:{}", target.display());
    let watched = watch::migrate(&mut source, &mut destination, parameters, &uri)
        .map_err(|failure| Failure::new(format!("{failure}; {}; {}", source.said(), destination.said())))?;
    let arrived = arrive(&mut destination, since, parameters)?;
    let same = compare(&mut source, &mut destination, &folder, parameters, since)?;
    let (measured, curve) = measured(&source, &mut destination, first, watched, arrived)?;
    let (dirty_rate_mib_s, dirty_rate_written) = dirty_rate.unzip();
    let measured = Measured { dirty_rate_mib_s, dirty_rate_written, load, pages_rewritten: same.rewritten, ..measured };
    Ok(Migrated { measured, curve, pages: same.pages })
}

/// Capabilities and limits, on both sides.
fn prepare(source: &mut Machine, destination: &mut Machine, parameters: &Parameters) -> Outcome {
    let capability = |name: &str, state: bool| json!({ "capability": name, "state": state });
    let post_copy = parameters.postcopy_after_s.is_some();
    let shared = [capability("events", true), capability("postcopy-ram", post_copy)];
    let auto_converge = capability("auto-converge", parameters.auto_converge.is_some());
    let of_source: Vec<Value> = shared.iter().cloned().chain([auto_converge]).collect();
    source.qmp.command("migrate-set-capabilities", json!({ "capabilities": of_source }))?;
    destination.qmp.command("migrate-set-capabilities", json!({ "capabilities": shared }))?;
    if post_copy {
        // Not every kernel can tell who waits; the migration is the same without.
        let _ = destination
            .qmp
            .command("migrate-set-capabilities", json!({ "capabilities": [capability("postcopy-blocktime", true)] }));
    }
    let max_bandwidth = if parameters.max_bw > 0 { parameters.max_bw } else { PRACTICALLY_UNLIMITED };
    let mut limits = json!({ "max-bandwidth": max_bandwidth, "downtime-limit": parameters.downtime_limit_ms });
    if let (Some(throttle), Some(limits)) = (parameters.auto_converge, limits.as_object_mut()) {
        limits.insert("cpu-throttle-initial".to_owned(), throttle.initial_percent.into());
        limits.insert("cpu-throttle-increment".to_owned(), throttle.increment_percent.into());
    }
    source.qmp.command("migrate-set-parameters", limits).map(drop)
}

/// Waits until the guest has written for so long, by its own clock.
fn warm_up(source: &Machine, parameters: &Parameters) -> Outcome {
    let start = Instant::now();
    let at_most = Duration::from_millis(parameters.warmup_ms) * 4 + BOOT_WITHIN;
    while source.heartbeats.last().is_none_or(|beat| beat.guest_ms() < parameters.warmup_ms as f64) {
        if at_most < start.elapsed() {
            return Err(Failure::new("the guest's clock stands still"));
        }
        thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

/// QEMU's own measurement: MiB/s, and how many pages the guest really wrote meanwhile.
fn measure_dirty_rate(source: &mut Machine, asked: &DirtyRate) -> Outcome<(u64, u32)> {
    let written = |machine: &Machine| machine.heartbeats.last().map_or(0, |beat| beat.written);
    let before = written(source);
    // Whole seconds are understood by every version.
    let arguments = if asked.calc_ms.is_multiple_of(1000) {
        json!({ "calc-time": asked.calc_ms / 1000, "mode": asked.mode })
    } else {
        json!({ "calc-time": asked.calc_ms, "calc-time-unit": "millisecond", "mode": asked.mode })
    };
    source.qmp.command("calc-dirty-rate", arguments)?;
    let start = Instant::now();
    let mut meanwhile = None;
    loop {
        thread::sleep(Duration::from_millis(5));
        if asked.calc_ms as u128 <= start.elapsed().as_millis() && meanwhile.is_none() {
            meanwhile = Some(written(source).wrapping_sub(before));
        }
        let reply = source.qmp.command("query-dirty-rate", json!({}))?;
        let rate = reply.get("dirty-rate").and_then(Value::as_u64);
        if let (Some("measured"), Some(rate)) = (reply.get("status").and_then(Value::as_str), rate) {
            return Ok((rate, meanwhile.unwrap_or_else(|| written(source).wrapping_sub(before))));
        }
        if u128::from(asked.calc_ms) + 20_000 < start.elapsed().as_millis() {
            return Err(Failure::new(format!("QEMU does not finish measuring the dirty rate: {reply}")));
        }
    }
}

/// Waits until the guest is at the destination, and stands still there: its first heartbeat.
fn arrive(destination: &mut Machine, since: Since, parameters: &Parameters) -> Outcome<Option<Beat>> {
    let start = Instant::now();
    let first = match since {
        Since::Halted => None,
        Since::Resumed => Some(destination.heartbeats.wait_for_first(ARRIVES_WITHIN).ok_or_else(|| {
            Failure::new(format!("the guest is not heard at the destination: {}", destination.said()))
        })?),
    };
    if parameters.postcopy_after_s.is_some() && since == Since::Resumed {
        destination.qmp.command("stop", json!({}))?;
    }
    loop {
        let reply = destination.qmp.command("query-status", json!({}))?;
        let status = reply.get("status").and_then(Value::as_str).unwrap_or_default();
        if ["paused", "postmigrate"].contains(&status) {
            return Ok(first);
        }
        if ARRIVES_WITHIN < start.elapsed() {
            return Err(Failure::new(format!("the guest at the destination is `{status}` and does not stop")));
        }
        thread::sleep(Duration::from_millis(2));
    }
}

fn compare(
    source: &mut Machine,
    destination: &mut Machine,
    folder: &RunFolder,
    parameters: &Parameters,
    since: Since,
) -> Outcome<memory::Same> {
    let images = [folder.file("source.image"), folder.file("destination.image")];
    for (machine, image) in [source, destination].into_iter().zip(&images) {
        let size = parameters.vmsize_mib * BYTES_PER_MIB;
        machine.qmp.command("pmemsave", json!({ "val": 0, "size": size, "filename": image.display().to_string() }))?;
    }
    let [left, right] = &images;
    let same = memory::compare(left, right, parameters, since)
        .map_err(|failure| Failure::new(format!("memory was not migrated correctly: {failure}")));
    for image in &images {
        // They go with the folder at the latest.
        let _ = fs::remove_file(image);
    }
    same
}

/// Puts together what the two machines and their heartbeats say.
fn measured(
    source: &Machine,
    destination: &mut Machine,
    first: Beat,
    watched: Watched,
    arrived: Option<Beat>,
) -> Outcome<(Measured, Vec<Sample>)> {
    let before = watched.beat_at_start;
    let last = source.heartbeats.last().unwrap_or(before);
    let mut measured = watched.measured;
    measured.rate_pre_pps = rate_pps(first, before);
    measured.rate_mig_pps = rate_pps(before, last);
    measured.guest_ms_at_start = before.guest_ms();
    measured.written_at_start = before.written;
    measured.beats_mig = source.heartbeats.count_between(before.at, last.at);
    measured.hb_downtime_ms = arrived.map(|first| first.at.duration_since(last.at).as_secs_f64() * 1000.0);
    for event in destination.qmp.events()? {
        if event.name == "RESUME" && measured.resume_ms.is_none() {
            measured.resume_ms = Some((event.at_us - watched.started_us) as f64 / 1000.0);
        }
    }
    if measured.postcopy_ms.is_some() {
        measured.hb_postcopy_gap_ms =
            destination.heartbeats.longest_gap(watched.ended).map(|gap| gap.as_secs_f64() * 1000.0);
        let reply = destination.qmp.command("query-migrate", json!({}))?;
        measured.postcopy_blocktime_ms = reply.get("postcopy-blocktime").and_then(Value::as_u64);
    }
    Ok((measured, watched.curve))
}

/// How busy this machine was, where it can be known.
fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}
