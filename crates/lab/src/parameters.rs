//! One migration to be recorded: everything that is chosen before it starts, as columns of a plan, and its id.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::failure::{Failure, Outcome};
use crate::phases::Phases;

/// Bytes of a page.
pub(crate) const BYTES_PER_PAGE: u64 = 4096;

/// Bytes of a MiB.
pub(crate) const BYTES_PER_MIB: u64 = 1 << 20;

/// Pages below the working set: firmware, the guest itself.
pub(crate) const LOW_PAGES: u64 = 1024;

/// Pages at the end of memory that the firmware keeps its tables in.
const HIGH_PAGES: u64 = 256;

/// The most memory the guest can have: more would not lie in one piece.
const MOST_MIB: u64 = 3072;

/// Which page of the hot set is written next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// One after the other.
    RoundRobin,
    /// Each as likely.
    Uniform,
}

/// How the dirty rate is measured beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DirtyRate {
    /// QEMU's name: `page-sampling` or `dirty-bitmap`.
    pub(crate) mode: String,
    pub(crate) calc_ms: u64,
}

/// How auto-converge slows the guest down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Throttle {
    pub(crate) initial_percent: u64,
    pub(crate) increment_percent: u64,
}

/// Everything that is chosen before a migration starts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Parameters {
    pub(crate) block: String,
    pub(crate) vmsize_mib: u64,
    pub(crate) wset_pages: u64,
    pub(crate) hwset_pages: u64,
    pub(crate) rate_pps: u64,
    pub(crate) pattern: Pattern,
    pub(crate) phases: Option<Phases>,
    /// In bytes/s; 0: no limit.
    pub(crate) max_bw: u64,
    /// In bytes/s; 0: no relay.
    pub(crate) link_bw: u64,
    pub(crate) downtime_limit_ms: u64,
    pub(crate) force_factor: f64,
    pub(crate) tlbflush: bool,
    pub(crate) rep: u64,
    /// How long the guest writes before the migration (or the measurement before it) starts.
    pub(crate) warmup_ms: u64,
    /// How much of a stall the guest catches up; what is throttled must not get away with being late.
    pub(crate) catch_up_ms: u64,
    pub(crate) auto_converge: Option<Throttle>,
    pub(crate) postcopy_after_s: Option<f64>,
    pub(crate) dirty_rate: Option<DirtyRate>,
    /// Whether its curve is kept.
    pub(crate) curve: bool,
}

/// The columns of a plan, in order. All but `curve` are columns of a row too.
pub(crate) const COLUMNS: [&str; 23] = [
    "block",
    "vmsize_mib",
    "wset_pages",
    "hwset_pages",
    "rate_pps",
    "dist",
    "phases",
    "max_bw",
    "link_bw",
    "downtime_limit_ms",
    "force_factor",
    "tlbflush",
    "rep",
    "warmup_ms",
    "catch_up_ms",
    "auto_converge",
    "throttle_initial",
    "throttle_increment",
    "post_copy",
    "postcopy_after_s",
    "dirty_rate_mode",
    "dirty_rate_calc_ms",
    "curve",
];

impl Parameters {
    /// What stands in a column; none where there is no such column.
    pub(crate) fn column(&self, name: &str) -> Option<String> {
        let flag = |is: bool| u8::from(is).to_string();
        let or_empty = |value: Option<String>| value.unwrap_or_default();
        Some(match name {
            "block" => self.block.clone(),
            "vmsize_mib" => self.vmsize_mib.to_string(),
            "wset_pages" => self.wset_pages.to_string(),
            "hwset_pages" => self.hwset_pages.to_string(),
            "rate_pps" => self.rate_pps.to_string(),
            "dist" => self.pattern.to_string(),
            "phases" => or_empty(self.phases.as_ref().map(Phases::to_string)),
            "max_bw" => self.max_bw.to_string(),
            "link_bw" => self.link_bw.to_string(),
            "downtime_limit_ms" => self.downtime_limit_ms.to_string(),
            "force_factor" => format!("{:?}", self.force_factor),
            "tlbflush" => flag(self.tlbflush),
            "rep" => self.rep.to_string(),
            "warmup_ms" => self.warmup_ms.to_string(),
            "catch_up_ms" => self.catch_up_ms.to_string(),
            "auto_converge" => flag(self.auto_converge.is_some()),
            "throttle_initial" => or_empty(self.auto_converge.map(|throttle| throttle.initial_percent.to_string())),
            "throttle_increment" => or_empty(self.auto_converge.map(|throttle| throttle.increment_percent.to_string())),
            "post_copy" => flag(self.postcopy_after_s.is_some()),
            "postcopy_after_s" => or_empty(self.postcopy_after_s.map(|seconds| format!("{seconds:?}"))),
            "dirty_rate_mode" => or_empty(self.dirty_rate.as_ref().map(|measured| measured.mode.clone())),
            "dirty_rate_calc_ms" => or_empty(self.dirty_rate.as_ref().map(|measured| measured.calc_ms.to_string())),
            "curve" => flag(self.curve),
            _ => return None,
        })
    }

    /// Reads parameters from columns, wherever they come from. What is absent or empty has its usual value.
    pub(crate) fn read<'a>(column: impl Fn(&str) -> Option<&'a str>) -> Outcome<Self> {
        let given = |name: &str| column(name).map(str::trim).filter(|text| !text.is_empty());
        let flag = |name: &str| number::<u8>(name, given(name), Some(0)).map(|value| value != 0);
        let whole = |name: &str, usual: Option<u64>| number::<u64>(name, given(name), usual);
        let auto_converge = if flag("auto_converge")? {
            Some(Throttle {
                initial_percent: whole("throttle_initial", Some(20))?,
                increment_percent: whole("throttle_increment", Some(10))?,
            })
        } else {
            None
        };
        let postcopy_after_s = if flag("post_copy")? {
            Some(number("postcopy_after_s", given("postcopy_after_s"), Some(1.0))?)
        } else {
            None
        };
        let dirty_rate = match given("dirty_rate_mode") {
            Some(mode) => Some(DirtyRate { mode: mode.to_owned(), calc_ms: whole("dirty_rate_calc_ms", Some(1000))? }),
            None => None,
        };
        let parameters = Self {
            block: given("block").unwrap_or("single").to_owned(),
            vmsize_mib: whole("vmsize_mib", None)?,
            wset_pages: whole("wset_pages", None)?,
            hwset_pages: whole("hwset_pages", Some(0))?,
            rate_pps: whole("rate_pps", Some(0))?,
            pattern: given("dist").unwrap_or("rr").parse()?,
            phases: given("phases").map(str::parse).transpose()?,
            max_bw: whole("max_bw", Some(0))?,
            link_bw: whole("link_bw", Some(0))?,
            downtime_limit_ms: whole("downtime_limit_ms", Some(300))?,
            force_factor: number("force_factor", given("force_factor"), Some(2.0))?,
            tlbflush: flag("tlbflush")?,
            rep: whole("rep", Some(0))?,
            warmup_ms: whole("warmup_ms", Some(400))?,
            catch_up_ms: whole("catch_up_ms", Some(20))?,
            auto_converge,
            postcopy_after_s,
            dirty_rate,
            curve: flag("curve")?,
        };
        parameters.check()?;
        Ok(parameters)
    }

    /// Whether the guest can be made at all.
    fn check(&self) -> Outcome {
        let pages = self.pages();
        let problem = if self.vmsize_mib == 0 || MOST_MIB < self.vmsize_mib {
            format!("vmsize_mib is {}, it must be 1 to {MOST_MIB}", self.vmsize_mib)
        } else if pages < LOW_PAGES + self.wset_pages + HIGH_PAGES {
            format!(
                "{} pages do not fit into {} MiB beside {} others",
                self.wset_pages,
                self.vmsize_mib,
                LOW_PAGES + HIGH_PAGES
            )
        } else if self.wset_pages < self.hwset_pages {
            format!("hwset_pages ({}) is more than wset_pages ({})", self.hwset_pages, self.wset_pages)
        } else if !(0.0..=100.0).contains(&self.force_factor) {
            format!("force_factor is {}, it must be 0 to 100", self.force_factor)
        } else if 1000 < self.catch_up_ms {
            format!("catch_up_ms is {}, it must be 0 to 1000", self.catch_up_ms)
        } else if 10_000_000 < self.rate_pps {
            format!("rate_pps is {}, more than a guest can do", self.rate_pps)
        } else {
            return Ok(());
        };
        Err(Failure::new(problem))
    }

    /// Pages of the configured memory.
    pub(crate) fn pages(&self) -> u64 {
        self.vmsize_mib * BYTES_PER_MIB / BYTES_PER_PAGE
    }

    /// What limits the sending while the guest runs, in bytes/s; none where nothing does.
    pub(crate) fn bandwidth(&self) -> Option<u64> {
        [self.max_bw, self.link_bw].into_iter().filter(|&bytes_per_s| bytes_per_s > 0).min()
    }

    /// When a migration is forced to end: after so many times the memory's size at that bandwidth, in seconds.
    pub(crate) fn force_after_s(&self) -> Option<f64> {
        let bytes_per_s = self.bandwidth()?;
        (self.force_factor > 0.0)
            .then(|| self.force_factor * (self.vmsize_mib * BYTES_PER_MIB) as f64 / bytes_per_s as f64)
    }

    /// What the guest is told.
    pub(crate) fn guest_command_line(&self) -> String {
        let phases = match &self.phases {
            Some(phases) => phases.to_string(),
            None => format!("{}:1000", self.rate_pps),
        };
        format!(
            "wset={} hwset={} dist={} flush={} catchup={} phases={phases}",
            self.wset_pages,
            self.hwset_pages,
            self.pattern,
            u8::from(self.tlbflush),
            self.catch_up_ms
        )
    }

    /// What tells one row from all others: a hash of everything that is chosen, and of the accelerator.
    pub(crate) fn id(&self, accelerator: &str) -> String {
        let mut hash = Sha256::new();
        for name in COLUMNS.into_iter().filter(|name| *name != "curve") {
            hash.update(format!("{name}={}\n", self.column(name).unwrap_or_default()));
        }
        hash.update(accelerator);
        hash.finalize().iter().take(5).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Display for Parameters {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [max_mib, link_mib] = [self.max_bw, self.link_bw].map(|bytes_per_s| bytes_per_s / BYTES_PER_MIB);
        write!(out, "{} {} MiB, {} used, ", self.block, self.vmsize_mib, self.wset_pages)?;
        match &self.phases {
            Some(phases) => write!(out, "{} hot at {phases} {}", self.hwset_pages, self.pattern)?,
            None => write!(out, "{} hot at {}/s {}", self.hwset_pages, self.rate_pps, self.pattern)?,
        }
        write!(out, ", cap {max_mib}, link {link_mib} MiB/s, {} ms, rep {}", self.downtime_limit_ms, self.rep)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::RoundRobin => "rr",
            Self::Uniform => "uni",
        })
    }
}

impl FromStr for Pattern {
    type Err = Failure;

    fn from_str(text: &str) -> Outcome<Self> {
        match text {
            "rr" => Ok(Self::RoundRobin),
            "uni" => Ok(Self::Uniform),
            _ => Err(Failure::new(format!("dist is `{text}`, it must be rr or uni"))),
        }
    }
}

fn number<T: FromStr>(name: &str, text: Option<&str>, usual: Option<T>) -> Outcome<T> {
    match (text, usual) {
        (Some(text), _) => text.parse().map_err(|_| Failure::new(format!("{name} is `{text}`, it must be a number"))),
        (None, Some(usual)) => Ok(usual),
        (None, None) => Err(Failure::new(format!("{name} is missing"))),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Parameters of a text like `vmsize_mib=64 wset_pages=1000`.
    pub(crate) fn parameters(text: &str) -> Outcome<Parameters> {
        let words: Vec<(&str, &str)> = text.split_whitespace().filter_map(|word| word.split_once('=')).collect();
        Parameters::read(|name| words.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
    }

    const ALL: &str = "block=a vmsize_mib=256 wset_pages=32768 hwset_pages=6553 rate_pps=9000 dist=uni \
        phases=4088:2000,20440:500 max_bw=67108864 link_bw=134217728 downtime_limit_ms=30 force_factor=1.5 tlbflush=1 \
        rep=2 warmup_ms=700 catch_up_ms=2 auto_converge=1 throttle_initial=30 throttle_increment=15 post_copy=1 postcopy_after_s=2.5 \
        dirty_rate_mode=page-sampling dirty_rate_calc_ms=500 curve=1";

    #[test]
    fn columns_say_what_was_read() {
        let all = parameters(ALL).unwrap();
        for word in ALL.split_whitespace() {
            let (name, value) = word.split_once('=').unwrap();
            assert_eq!(all.column(name).as_deref(), Some(value), "{name}");
        }
        assert_eq!(ALL.split_whitespace().count(), COLUMNS.len());
        let again = Parameters::read(|name| {
            ALL.split_whitespace()
                .filter_map(|word| word.split_once('='))
                .find(|(key, _)| *key == name)
                .map(|two| two.1)
        });
        assert_eq!(again, Ok(all));
    }

    #[test]
    fn what_is_not_said_has_its_usual_value() {
        let few = parameters("vmsize_mib=64 wset_pages=100").unwrap();
        assert_eq!((few.rate_pps, few.downtime_limit_ms, few.force_factor, few.warmup_ms), (0, 300, 2.0, 400));
        assert_eq!((few.auto_converge, few.postcopy_after_s, few.dirty_rate), (None, None, None));
        assert!(parameters("vmsize_mib=64").unwrap_err().to_string().contains("wset_pages is missing"));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for text in [
            "vmsize_mib=0 wset_pages=0",
            "vmsize_mib=4096 wset_pages=1",
            "vmsize_mib=64 wset_pages=16384",
            "vmsize_mib=64 wset_pages=10 hwset_pages=11",
            "vmsize_mib=64 wset_pages=10 dist=zipf",
            "vmsize_mib=64 wset_pages=-1",
            "vmsize_mib=64 wset_pages=10 force_factor=NaN",
            "vmsize_mib=64 wset_pages=10 phases=many",
        ] {
            assert!(parameters(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_id_is_of_everything_that_is_chosen() {
        let all = parameters(ALL).unwrap();
        assert_eq!(all.id("tcg"), all.clone().id("tcg"));
        assert_ne!(all.id("tcg"), all.id("kvm"));
        assert_eq!(all.id("tcg").len(), 10);
        assert_ne!(Parameters { rep: 3, ..all.clone() }.id("tcg"), all.id("tcg"));
        assert_ne!(Parameters { warmup_ms: 701, ..all.clone() }.id("tcg"), all.id("tcg"));
        // Whether a curve is kept changes nothing about the run.
        assert_eq!(Parameters { curve: false, ..all.clone() }.id("tcg"), all.id("tcg"));
    }

    #[test]
    fn the_lower_bandwidth_limits_and_says_when_to_force() {
        let both = parameters("vmsize_mib=256 wset_pages=100 max_bw=67108864 link_bw=134217728").unwrap();
        assert_eq!(both.force_after_s(), Some(8.0));
        let free = parameters("vmsize_mib=256 wset_pages=100").unwrap();
        assert_eq!(free.force_after_s(), None);
        let never = parameters("vmsize_mib=256 wset_pages=100 max_bw=67108864 force_factor=0").unwrap();
        assert_eq!(never.force_after_s(), None);
    }

    #[test]
    fn a_constant_rate_is_a_cycle_of_one_phase() {
        let constant = parameters("vmsize_mib=64 wset_pages=100 hwset_pages=50 rate_pps=77").unwrap();
        assert_eq!(constant.guest_command_line(), "wset=100 hwset=50 dist=rr flush=0 catchup=20 phases=77:1000");
        assert!(
            parameters(ALL).unwrap().guest_command_line().ends_with("flush=1 catchup=2 phases=4088:2000,20440:500")
        );
    }
}
