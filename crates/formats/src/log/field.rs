//! What a log can say of a migration, under the names that people and programs give it, with the unit that a name may end in.

use precopy_model::quantity::text::{Amount, Kind, parse, plain_number};
use precopy_model::quantity::{BITS_PER_BYTE, Bytes, SECONDS_PER_HOUR, SECONDS_PER_MINUTE};

/// Pages are of this size where a count of them comes without one.
pub(super) const PAGE: Bytes = Bytes::from_bytes(4096.0);

/// One thing that is known of a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Vm,
    Source,
    Destination,
    Product,
    Start,
    End,
    Duration,
    Outcome,
    Cause,
    Memory,
    WorkingSet,
    HotSet,
    DirtyRate,
    Sent,
    Downtime,
    Rounds,
    Rate,
}

use Field::*;

/// Names, small letters and digits only; the better known ones first. What stands for less sure things stands last.
const NAMES: &[(Field, &[&str])] = &[
    (
        Vm,
        &[
            "vm",
            "vmname",
            "virtualmachine",
            "guest",
            "domain",
            "instance",
            "server",
            "instancename",
            "servername",
            "vminame",
            "instanceuuid",
            "serveruuid",
            "vmid",
            "name",
            "uuid",
        ],
    ),
    (Source, &["source", "sourcehost", "sourcenode", "sourcecompute", "src", "srchost", "from", "fromhost"]),
    (
        Destination,
        &[
            "destination",
            "destinationhost",
            "destinationnode",
            "dest",
            "desthost",
            "destcompute",
            "destnode",
            "dst",
            "dsthost",
            "target",
            "targethost",
            "targetnode",
            "to",
            "tohost",
        ],
    ),
    (Product, &["product", "hypervisor", "platform"]),
    (
        Start,
        &[
            "start",
            "starttime",
            "starttimestamp",
            "started",
            "startedat",
            "begin",
            "begintime",
            "began",
            "createdat",
            "timestamp",
            "date",
        ],
    ),
    (
        End,
        &[
            "end",
            "endtime",
            "endtimestamp",
            "ended",
            "endedat",
            "finish",
            "finished",
            "finishedat",
            "completedat",
            "completiontime",
            "updatedat",
            "stop",
        ],
    ),
    (Duration, &["duration", "totaltime", "elapsed", "elapsedtime", "timeelapsed", "migrationtime", "took", "time"]),
    (Outcome, &["outcome", "result", "status", "state", "succeeded", "success"]),
    (
        Cause,
        &[
            "cause",
            "reason",
            "failurereason",
            "error",
            "errormessage",
            "errordesc",
            "message",
            "faultmessage",
            "fault",
            "failure",
        ],
    ),
    (Memory, &["memory", "memorysize", "memorytotal", "mem", "memsize", "ram", "ramtotal", "vmsize", "size"]),
    (WorkingSet, &["workingset", "wset", "memoryused", "usedmemory", "consumed"]),
    (HotSet, &["hotset", "hwset"]),
    (DirtyRate, &["dirtyrate", "dirtypagesrate"]),
    (
        Sent,
        &[
            "sent",
            "datasent",
            "bytessent",
            "transferred",
            "datatransferred",
            "bytestransferred",
            "memoryprocessed",
            "dataprocessed",
            "data",
        ],
    ),
    (Downtime, &["downtime", "totaldowntime", "blackout", "blackouttime"]),
    (Rounds, &["rounds", "iterations", "iteration", "passes", "dirtysynccount"]),
    (Rate, &["rate", "throughput", "bandwidth", "memorybandwidth", "speed"]),
];

/// Endings that say the unit, in small letters and digits, and the unit.
const ENDINGS: &[(&str, &str)] = &[
    ("milliseconds", "ms"),
    ("millis", "ms"),
    ("msec", "ms"),
    ("ms", "ms"),
    ("us", "us"),
    ("seconds", "s"),
    ("secs", "s"),
    ("sec", "s"),
    ("s", "s"),
    ("minutes", "min"),
    ("mins", "min"),
    ("min", "min"),
    ("hours", "h"),
    ("h", "h"),
    ("bytes", "B"),
    ("byte", "B"),
    ("b", "B"),
    ("kib", "KiB"),
    ("mib", "MiB"),
    ("gib", "GiB"),
    ("tib", "TiB"),
    ("kb", "kB"),
    ("mb", "MB"),
    ("gb", "GB"),
    ("tb", "TB"),
    ("pages", "pages"),
    ("bytespersecond", "B/s"),
    ("bps", "bit/s"),
    ("kibs", "KiB/s"),
    ("mibs", "MiB/s"),
    ("gibs", "GiB/s"),
    ("mbs", "MB/s"),
    ("gbs", "GB/s"),
    ("mbps", "Mbit/s"),
    ("mbits", "Mbit/s"),
    ("gbps", "Gbit/s"),
    ("gbits", "Gbit/s"),
    ("pps", "pages/s"),
    ("pagespersecond", "pages/s"),
    ("pagess", "pages/s"),
];

/// A name that was understood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Named {
    pub(super) field: Field,
    /// What one of it is in the base unit, where the name says the unit.
    pub(super) unit: Option<f64>,
}

impl Field {
    /// What kind of amount it is; none for names, moments and words.
    pub(super) const fn kind(self) -> Option<Kind> {
        Some(match self {
            Duration | Downtime => Kind::Duration,
            Memory | WorkingSet | HotSet | Sent => Kind::Size,
            DirtyRate => Kind::DirtyRate,
            Rate => Kind::LinkSpeed,
            Rounds => Kind::Count,
            Vm | Source | Destination | Product | Start | End | Outcome | Cause => return None,
        })
    }

    /// Understands a name: `Duration (s)`, `duration_ms`, `memoryBytes`, `VM name`.
    pub(super) fn named(name: &str) -> Option<Named> {
        const MOST: usize = 60;
        if MOST < name.len() {
            return None;
        }
        // What stands in brackets is the unit.
        let (outside, inside) = match name.split_once(['(', '[']) {
            Some((outside, inside)) => (outside, Some(inside.trim_end_matches([')', ']', ' ']))),
            None => (name, None),
        };
        let plain = plain(outside);
        if let Some(unit) = inside {
            let field = with_name(&plain)?;
            return Some(Named { field, unit: Some(field.in_base(unit)?) });
        }
        if let Some(field) = with_name(&plain) {
            return Some(Named { field, unit: None });
        }
        // A rate may be known by its unit alone.
        if plain == "mbps" {
            return Some(Named { field: Rate, unit: Rate.in_base("Mbit/s") });
        }
        ENDINGS.iter().find_map(|(ending, unit)| {
            let field = with_name(plain.strip_suffix(ending)?)?;
            Some(Named { field, unit: Some(field.in_base(unit)?) })
        })
    }

    /// What one of a unit is in the base unit.
    fn in_base(self, unit: &str) -> Option<f64> {
        base(parse(&format!("1 {unit}"), self.kind()?).ok()?)
    }
}

/// A number with the unit of its name, or an amount that says its own.
pub(super) fn amount(
    text: &str,
    kind: Kind,
    unit: Option<f64>,
) -> Result<f64, precopy_model::quantity::text::TextProblem> {
    if let (Some(unit), Some(number)) = (unit, plain_number(text).filter(|number| 0.0 <= *number)) {
        return Ok(number * unit);
    }
    if let (Kind::Duration, Some(seconds)) = (kind, clock(text)) {
        return Ok(seconds);
    }
    parse(text, kind).map(|amount| base(amount).unwrap_or(f64::INFINITY))
}

/// Hours, minutes and seconds, as clocks show them: `1:02:03.5`. Of two parts nobody could tell which they are.
fn clock(text: &str) -> Option<f64> {
    let mut parts = text.split(':');
    let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes, seconds) = (plain_number(hours)?, plain_number(minutes)?, plain_number(seconds)?);
    let is_one = 0.0 <= hours && [minutes, seconds].iter().all(|part| (0.0..60.0).contains(part));
    is_one.then_some(hours * SECONDS_PER_HOUR + minutes * SECONDS_PER_MINUTE + seconds)
}

/// In bytes, seconds, bytes/s or as a count; none where there is no limit.
fn base(amount: Amount) -> Option<f64> {
    Some(match amount {
        Amount::Bytes(bytes) => bytes.as_bytes(),
        Amount::Pages(pages) => pages.in_bytes(PAGE).as_bytes(),
        Amount::PagesPerSecond(rate) => rate.in_bytes(PAGE).as_bytes_per_second(),
        Amount::BytesPerSecond(rate) => rate.as_bytes_per_second(),
        Amount::BitsPerSecond(rate) => rate.as_bits_per_second() / BITS_PER_BYTE,
        Amount::Seconds(time) => time.as_seconds(),
        Amount::Count(count) | Amount::Share(count) => count,
        Amount::Unlimited => return None,
    })
}

/// Small letters and digits only.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

fn with_name(plain: &str) -> Option<Field> {
    NAMES.iter().find(|(_, names)| names.contains(&plain)).map(|(field, _)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_understood_with_their_units() {
        for (name, field, unit) in [
            ("VM", Vm, None),
            ("VM name", Vm, None),
            ("source_host", Source, None),
            ("Target node", Destination, None),
            ("Duration (s)", Duration, Some(1.0)),
            ("duration_ms", Duration, Some(0.001)),
            ("totalTimeMs", Duration, Some(0.001)),
            ("Elapsed [min]", Duration, Some(60.0)),
            ("memoryBytes", Memory, Some(1.0)),
            ("memory_mib", Memory, Some(1_048_576.0)),
            ("Memory (GiB)", Memory, Some(1_073_741_824.0)),
            ("memory_total_bytes", Memory, Some(1.0)),
            ("sent GB", Sent, Some(1e9)),
            ("rounds", Rounds, None),
            ("rate_mbps", Rate, Some(125_000.0)),
            ("mbps", Rate, Some(125_000.0)),
            ("Dirty rate (pages/s)", DirtyRate, Some(4096.0)),
            ("status", Outcome, None),
        ] {
            assert_eq!(Field::named(name), Some(Named { field, unit }), "{name}");
        }
        for name in ["", "colour", "duration (GiB)", "memory_ms", "start (s)", &"x".repeat(1000), "é"] {
            assert_eq!(Field::named(name), None, "{name}");
        }
    }

    #[test]
    fn no_name_means_two_things() {
        let all: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for (index, name) in all.iter().enumerate() {
            assert!(!all[index + 1..].contains(name), "{name}");
            assert_eq!(plain(name), *name);
        }
        for (ending, unit) in ENDINGS {
            assert!([Duration, Memory, Rate, DirtyRate].iter().any(|field| field.in_base(unit).is_some()), "{ending}");
        }
    }

    #[test]
    fn amounts_follow_the_unit_of_their_name_or_say_their_own() {
        assert_eq!(amount("1500", Kind::Duration, Some(0.001)), Ok(1.5));
        assert_eq!(amount("1:02:03.5", Kind::Duration, None), Ok(3723.5));
        for text in ["1:02", "1:2:3", "1:60:00", "1:00:60", "-1:00:00", "1:02:03:04", "a:00:00"] {
            assert!(amount(text, Kind::Duration, None).is_err(), "{text}");
        }
        assert_eq!(amount("2 min", Kind::Duration, Some(0.001)), Ok(120.0));
        assert!(amount("1500", Kind::Duration, None).is_err());
        assert!(amount("-5", Kind::Duration, Some(1.0)).is_err());
    }
}
