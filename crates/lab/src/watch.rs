//! A migration while it runs: started, sampled, forced when it takes too long, switched to post-copy when its time has come.

use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::curve::{self, Sample};
use crate::failure::{Failure, Outcome};
use crate::heartbeat::Beat;
use crate::machine::Machine;
use crate::parameters::{BYTES_PER_MIB, Parameters};
use crate::qmp::Event;
use crate::row::Measured;

/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// QEMU's largest downtime limit.
const LARGEST_DOWNTIME_LIMIT_MS: u64 = 2_000_000;

/// What a migration without any limit sends at least.
const SLOWEST_FREE_BYTES_PER_S: f64 = 50e6;

/// What was seen.
#[derive(Debug)]
pub(crate) struct Watched {
    /// Without what only heartbeats and the destination know.
    pub(crate) measured: Measured,
    pub(crate) curve: Vec<Sample>,
    /// The guest's last report before the start.
    pub(crate) beat_at_start: Beat,
    /// The start, in microseconds of the wall clock.
    pub(crate) started_us: i64,
    /// When the end was seen.
    pub(crate) ended: Instant,
}

/// Migrates the source to an address, and comes back when it has ended well.
pub(crate) fn migrate(
    source: &mut Machine,
    destination: &mut Machine,
    parameters: &Parameters,
    uri: &str,
) -> Outcome<Watched> {
    let beat_at_start = source.heartbeats.last().ok_or_else(|| Failure::new("the guest was never heard"))?;
    let started_us = wall_clock_us();
    let started = Instant::now();
    source.qmp.command("migrate", json!({ "uri": uri }))?;
    let mut look = Look { started_us, measured: Measured::default(), curve: Vec::new() };
    let force_after_s = parameters.force_after_s();
    let give_up_after_s = give_up_after_s(parameters);
    let mut switched = false;
    loop {
        // What is due soon is waited for, without a look before: its answer may take longer than that.
        let due_s = [force_after_s.filter(|_| look.measured.t_force_s.is_none()), parameters.postcopy_after_s];
        let now_s = started.elapsed().as_secs_f64();
        thread::sleep(until_next(due_s.into_iter().flatten().map(|due_s| due_s - now_s)));
        let now_s = started.elapsed().as_secs_f64();
        if look.measured.t_force_s.is_none() && force_after_s.is_some_and(|limit_s| limit_s <= now_s) {
            look.measured.t_force_s = Some(started.elapsed().as_secs_f64());
            source.qmp.command("migrate-set-parameters", json!({ "downtime-limit": LARGEST_DOWNTIME_LIMIT_MS }))?;
        }
        if !switched && parameters.postcopy_after_s.is_some_and(|after_s| after_s <= now_s) {
            switched = true;
            // Refused when the migration has just ended; the next look shows that, or what else is wrong.
            let _ = source.qmp.command("migrate-start-postcopy", json!({}));
        }
        let reply = source.qmp.command("query-migrate", json!({}))?;
        look.take(started.elapsed().as_secs_f64() * 1000.0, &reply);
        for event in source.qmp.events()? {
            look.note(&event);
        }
        match reply.get("status").and_then(Value::as_str).unwrap_or_default() {
            // QEMU 7.2 says so a moment before it has added up how long it took.
            "completed" if is_added_up(&reply) => {
                look.finish(&reply);
                let Look { measured, curve, .. } = look;
                return Ok(Watched { measured, curve, beat_at_start, started_us, ended: Instant::now() });
            }
            status @ ("failed" | "cancelled" | "postcopy-paused") => {
                let why = reply.get("error-desc").and_then(Value::as_str).unwrap_or_default();
                return Err(Failure::new(format!("the migration has {status}: {why}")));
            }
            _ => {}
        }
        if give_up_after_s < now_s {
            // The destination's view is in its log.
            let there = destination.qmp.command("query-status", json!({}))?;
            return Err(Failure::new(format!("it does not end within {give_up_after_s:.0} s ({there})")));
        }
    }
}

/// How long to wait, given what is left until something is due.
fn until_next(left_s: impl Iterator<Item = f64>) -> Duration {
    let soon = left_s.filter(|left_s| *left_s > 0.0 && *left_s < 3.0 * LOOK_EVERY.as_secs_f64());
    soon.reduce(f64::min).map_or(LOOK_EVERY, Duration::from_secs_f64)
}

/// Whether the total time is known.
fn is_added_up(reply: &Value) -> bool {
    reply.get("total-time").and_then(Value::as_u64).is_some_and(|total_ms| total_ms > 0)
}

/// When nothing good is to be expected any more.
fn give_up_after_s(parameters: &Parameters) -> f64 {
    let bytes_per_s = parameters.bandwidth().map_or(SLOWEST_FREE_BYTES_PER_S, |bytes_per_s| bytes_per_s as f64);
    60.0 + (parameters.force_factor + 2.0) * (parameters.vmsize_mib * BYTES_PER_MIB) as f64 / bytes_per_s
}

fn wall_clock_us() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros() as i64)
}

/// What accumulates while one looks on.
struct Look {
    started_us: i64,
    measured: Measured,
    curve: Vec<Sample>,
}

impl Look {
    /// Takes in what `query-migrate` says now.
    fn take(&mut self, t_ms: f64, reply: &Value) {
        if let Some(sample) = Sample::read(t_ms, reply) {
            curve::keep(&mut self.curve, sample);
        }
        if let Some(expected) = reply.get("expected-downtime").and_then(Value::as_u64) {
            self.measured.expected_downtime_ms = Some(expected);
        }
        // It is told only while the guest is slowed down; the last one counts.
        let percent = reply.get("cpu-throttle-percentage").and_then(Value::as_u64).filter(|percent| *percent > 0);
        if let Some(percent) = percent
            && self.measured.throttle.last().is_none_or(|(_, before)| *before != percent)
        {
            self.measured.throttle.push((t_ms, percent));
        }
    }

    /// Takes in an event of the source.
    fn note(&mut self, event: &Event) {
        let ms = (event.at_us - self.started_us) as f64 / 1000.0;
        let status = event.data.get("status").and_then(Value::as_str);
        match (event.name.as_str(), status) {
            ("STOP", _) if self.measured.stop_ms.is_none() => self.measured.stop_ms = Some(ms),
            ("MIGRATION_PASS", _) => self.measured.sync_ms.push(ms),
            ("MIGRATION", Some("postcopy-active")) => self.measured.postcopy_ms = Some(ms),
            _ => {}
        }
    }

    /// Takes in the final numbers.
    fn finish(&mut self, reply: &Value) {
        let top = |name: &str| reply.get(name).and_then(Value::as_u64);
        let ram = |name: &str| reply.get("ram").and_then(|ram| ram.get(name)).and_then(Value::as_u64);
        let measured = &mut self.measured;
        "completed".clone_into(&mut measured.status);
        measured.total_ms = top("total-time").unwrap_or_default();
        measured.downtime_ms = top("downtime").unwrap_or_default();
        measured.setup_ms = top("setup-time");
        measured.syncs = ram("dirty-sync-count").unwrap_or_default();
        measured.transferred = ram("transferred").unwrap_or_default();
        measured.precopy_bytes = ram("precopy-bytes").unwrap_or_default();
        measured.downtime_bytes = ram("downtime-bytes").unwrap_or_default();
        measured.normal = ram("normal").unwrap_or_default();
        measured.duplicate = ram("duplicate").unwrap_or_default();
        measured.ram_total = ram("total").unwrap_or_default();
        // It was about to end by itself.
        let before_stop = |force_s: &f64| measured.stop_ms.is_none_or(|stop_ms| *force_s * 1000.0 <= stop_ms);
        measured.t_force_s = measured.t_force_s.filter(before_stop);
        if measured.postcopy_ms.is_some() {
            measured.postcopy_bytes = ram("postcopy-bytes").unwrap_or_default();
            measured.postcopy_requests = ram("postcopy-requests");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters::tests::parameters;

    fn look() -> Look {
        Look { started_us: 5_000_000, measured: Measured::default(), curve: Vec::new() }
    }

    fn event(name: &str, at_us: i64, data: Value) -> Event {
        Event { name: name.to_owned(), data, at_us }
    }

    #[test]
    fn events_are_times_since_the_start() {
        let mut look = look();
        look.note(&event("MIGRATION_PASS", 5_001_000, json!({ "pass": 1 })));
        look.note(&event("STOP", 5_507_300, json!({})));
        look.note(&event("STOP", 6_000_000, json!({})));
        look.note(&event("MIGRATION", 5_508_000, json!({ "status": "device" })));
        look.note(&event("MIGRATION_PASS", 5_507_400, json!({ "pass": 2 })));
        assert_eq!(look.measured.stop_ms, Some(507.3));
        assert_eq!(look.measured.sync_ms, [1.0, 507.4]);
        assert_eq!(look.measured.postcopy_ms, None);
        look.note(&event("MIGRATION", 5_509_000, json!({ "status": "postcopy-active" })));
        assert_eq!(look.measured.postcopy_ms, Some(509.0));
    }

    #[test]
    fn the_last_words_before_the_end_count() {
        let mut look = look();
        for (t_ms, percent, expected) in [(20.0, 0, 300), (40.0, 20, 290), (60.0, 20, 280), (80.0, 30, 270)] {
            let reply =
                json!({ "status": "active", "cpu-throttle-percentage": percent, "expected-downtime": expected });
            look.take(t_ms, &reply);
        }
        look.take(100.0, &json!({ "status": "completed" }));
        assert_eq!(look.measured.throttle, [(40.0, 20), (80.0, 30)]);
        assert_eq!(look.measured.expected_downtime_ms, Some(270));
    }

    #[test]
    fn final_numbers_are_those_of_the_last_reply() {
        let mut look = look();
        look.finish(&json!({ "status": "completed", "total-time": 8499, "downtime": 496, "setup-time": 2, "ram": {
            "dirty-sync-count": 8, "transferred": 9, "normal": 10, "duplicate": 11, "total": 12, "precopy-bytes": 13,
            "downtime-bytes": 14, "postcopy-bytes": 15, "postcopy-requests": 16 } }));
        let Measured { status, total_ms, downtime_ms, syncs, postcopy_bytes, postcopy_requests, .. } = look.measured;
        assert_eq!((status.as_str(), total_ms, downtime_ms, syncs), ("completed", 8499, 496, 8));
        assert_eq!((postcopy_bytes, postcopy_requests), (0, None), "there was no post-copy");
    }

    #[test]
    fn what_stopped_before_it_was_forced_was_not_forced() {
        for (force_s, stop_ms, forced) in [(8.0, 8061.0, true), (8.0, 7990.0, false)] {
            let mut look = look();
            look.measured.t_force_s = Some(force_s);
            look.measured.stop_ms = Some(stop_ms);
            look.finish(&json!({ "status": "completed" }));
            assert_eq!(look.measured.t_force_s.is_some(), forced);
        }
    }

    #[test]
    fn what_is_due_soon_is_waited_for() {
        let wait = |left_s: &[f64]| until_next(left_s.iter().copied());
        assert_eq!(wait(&[]), LOOK_EVERY);
        assert_eq!(wait(&[-1.0, 5.0]), LOOK_EVERY, "done, or far away");
        assert_eq!(wait(&[0.045, 5.0]), Duration::from_millis(45));
        assert_eq!(wait(&[0.045, 0.003]), Duration::from_millis(3));
    }

    #[test]
    fn the_end_is_when_it_is_added_up() {
        assert!(is_added_up(&json!({ "status": "completed", "total-time": 1 })));
        assert!(!is_added_up(&json!({ "status": "completed", "total-time": 0 })));
        assert!(!is_added_up(&json!({ "status": "completed" })));
    }

    #[test]
    fn everything_ends() {
        let bound = give_up_after_s(&parameters("vmsize_mib=256 wset_pages=100 max_bw=67108864").unwrap());
        assert_eq!(bound, 60.0 + 4.0 * 4.0);
        assert!(give_up_after_s(&parameters("vmsize_mib=1024 wset_pages=100").unwrap()) < 200.0);
    }
}
