//! A row: what was asked for and what was measured, in the columns that `README.md` describes.

use crate::parameters::Parameters;

/// The columns, in order: first those that rows recorded elsewhere have too, then our own.
pub(crate) const COLUMNS: [&str; 59] = [
    "id",
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
    "status",
    "forced",
    "t_force_s",
    "total_ms",
    "downtime_ms",
    "hb_downtime_ms",
    "expected_downtime_ms",
    "syncs",
    "transferred",
    "precopy_bytes",
    "downtime_bytes",
    "normal",
    "duplicate",
    "ram_total",
    "rate_pre_pps",
    "rate_mig_pps",
    "guest_ms_at_start",
    "written_at_start",
    "stop_ms",
    "sync_ms",
    "qemu_version",
    // Our own.
    "accel",
    "warmup_ms",
    "catch_up_ms",
    "setup_ms",
    "resume_ms",
    "pages_rewritten",
    "auto_converge",
    "throttle_initial",
    "throttle_increment",
    "throttle_percent",
    "throttle_ms",
    "post_copy",
    "postcopy_after_s",
    "postcopy_ms",
    "postcopy_bytes",
    "postcopy_requests",
    "postcopy_blocktime_ms",
    "hb_postcopy_gap_ms",
    "dirty_rate_mode",
    "dirty_rate_calc_ms",
    "dirty_rate_mib_s",
    "dirty_rate_written",
    "beats_mig",
    "load",
];

/// What was measured of one migration; times are counted from `migrate` on. What does not apply is none, and empty in the row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Measured {
    pub(crate) status: String,
    /// When the downtime limit was raised to its maximum.
    pub(crate) t_force_s: Option<f64>,
    pub(crate) total_ms: u64,
    pub(crate) downtime_ms: u64,
    pub(crate) hb_downtime_ms: Option<f64>,
    pub(crate) expected_downtime_ms: Option<u64>,
    pub(crate) syncs: u64,
    pub(crate) transferred: u64,
    pub(crate) precopy_bytes: u64,
    pub(crate) downtime_bytes: u64,
    pub(crate) normal: u64,
    pub(crate) duplicate: u64,
    pub(crate) ram_total: u64,
    pub(crate) rate_pre_pps: Option<f64>,
    pub(crate) rate_mig_pps: Option<f64>,
    pub(crate) guest_ms_at_start: f64,
    pub(crate) written_at_start: u32,
    pub(crate) stop_ms: Option<f64>,
    pub(crate) sync_ms: Vec<f64>,
    pub(crate) setup_ms: Option<u64>,
    pub(crate) resume_ms: Option<f64>,
    pub(crate) pages_rewritten: u64,
    /// Each change of the throttle: when it was seen, and to what percentage.
    pub(crate) throttle: Vec<(f64, u64)>,
    /// When post-copy was seen to begin.
    pub(crate) postcopy_ms: Option<f64>,
    pub(crate) postcopy_bytes: u64,
    pub(crate) postcopy_requests: Option<u64>,
    /// How long the guest's processor waited for pages, as the destination counts it.
    pub(crate) postcopy_blocktime_ms: Option<u64>,
    /// The longest silence of the guest while pages were fetched.
    pub(crate) hb_postcopy_gap_ms: Option<f64>,
    pub(crate) dirty_rate_mib_s: Option<u64>,
    /// Pages that the guest wrote while its dirty rate was measured.
    pub(crate) dirty_rate_written: Option<u32>,
    pub(crate) beats_mig: usize,
    /// The system's load average of one minute, before.
    pub(crate) load: Option<f64>,
}

/// The most synchronisations whose times are kept.
const MOST_SYNCS: usize = 40;

/// The row, column by column.
pub(crate) fn cells(parameters: &Parameters, accelerator: &str, version: &str, measured: &Measured) -> Vec<String> {
    COLUMNS
        .iter()
        .map(|name| match *name {
            "id" => parameters.id(accelerator),
            "accel" => accelerator.to_owned(),
            "qemu_version" => version.to_owned(),
            name => parameters.column(name).or_else(|| measured.column(name)).unwrap_or_default(),
        })
        .collect()
}

impl Measured {
    fn column(&self, name: &str) -> Option<String> {
        let whole = |value: u64| Some(value.to_string());
        let tenths = |value: Option<f64>| value.map(|value| format!("{value:.1}"));
        match name {
            "status" => Some(self.status.clone()),
            "forced" => Some(u8::from(self.t_force_s.is_some()).to_string()),
            "t_force_s" => self.t_force_s.map(|seconds| format!("{seconds:.4}")),
            "total_ms" => whole(self.total_ms),
            "downtime_ms" => whole(self.downtime_ms),
            "hb_downtime_ms" => tenths(self.hb_downtime_ms),
            "expected_downtime_ms" => whole(self.expected_downtime_ms?),
            "syncs" => whole(self.syncs),
            "transferred" => whole(self.transferred),
            "precopy_bytes" => whole(self.precopy_bytes),
            "downtime_bytes" => whole(self.downtime_bytes),
            "normal" => whole(self.normal),
            "duplicate" => whole(self.duplicate),
            "ram_total" => whole(self.ram_total),
            "rate_pre_pps" => tenths(self.rate_pre_pps),
            "rate_mig_pps" => tenths(self.rate_mig_pps),
            "guest_ms_at_start" => tenths(Some(self.guest_ms_at_start)),
            "written_at_start" => whole(self.written_at_start.into()),
            "stop_ms" => self.stop_ms.map(|ms| format!("{ms:.0}")),
            "sync_ms" => {
                let times: Vec<String> = self.sync_ms.iter().take(MOST_SYNCS).map(|ms| format!("{ms:.0}")).collect();
                Some(times.join(";"))
            }
            "setup_ms" => whole(self.setup_ms?),
            "resume_ms" => tenths(self.resume_ms),
            "pages_rewritten" => whole(self.pages_rewritten),
            "throttle_percent" => whole(self.throttle.last()?.1),
            "throttle_ms" => {
                let changes: Vec<String> =
                    self.throttle.iter().map(|(ms, percent)| format!("{ms:.0}:{percent}")).collect();
                Some(changes.join(";"))
            }
            "postcopy_ms" => tenths(self.postcopy_ms),
            "postcopy_bytes" => whole(self.postcopy_bytes),
            "postcopy_requests" => whole(self.postcopy_requests?),
            "postcopy_blocktime_ms" => whole(self.postcopy_blocktime_ms?),
            "hb_postcopy_gap_ms" => tenths(self.hb_postcopy_gap_ms),
            "dirty_rate_mib_s" => whole(self.dirty_rate_mib_s?),
            "dirty_rate_written" => whole(self.dirty_rate_written?.into()),
            "beats_mig" => Some(self.beats_mig.to_string()),
            "load" => self.load.map(|load| format!("{load:.2}")),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameters;
    use crate::parameters::tests::parameters as parse;

    /// The columns of the rows that were recorded before there was this rig.
    const BEFORE: &str = "id,block,vmsize_mib,wset_pages,hwset_pages,rate_pps,dist,phases,max_bw,link_bw,\
        downtime_limit_ms,force_factor,tlbflush,rep,status,forced,t_force_s,total_ms,downtime_ms,hb_downtime_ms,\
        expected_downtime_ms,syncs,transferred,precopy_bytes,downtime_bytes,normal,duplicate,ram_total,rate_pre_pps,\
        rate_mig_pps,guest_ms_at_start,written_at_start,stop_ms,sync_ms,qemu_version";

    fn measured() -> Measured {
        Measured {
            status: "completed".to_owned(),
            t_force_s: Some(8.00064),
            total_ms: 8499,
            hb_downtime_ms: Some(498.66),
            guest_ms_at_start: 403.04,
            stop_ms: Some(8004.4),
            sync_ms: (0..50).map(|number| f64::from(number) * 10.4).collect(),
            throttle: vec![(1000.2, 20), (2000.0, 30)],
            expected_downtime_ms: Some(1),
            rate_pre_pps: Some(1.0),
            rate_mig_pps: Some(1.0),
            setup_ms: Some(1),
            resume_ms: Some(1.0),
            postcopy_ms: Some(1.0),
            postcopy_requests: Some(1),
            postcopy_blocktime_ms: Some(1),
            hb_postcopy_gap_ms: Some(1.0),
            dirty_rate_mib_s: Some(1),
            dirty_rate_written: Some(1),
            load: Some(0.5),
            ..Measured::default()
        }
    }

    fn row(text: &str) -> Vec<(&'static str, String)> {
        COLUMNS.into_iter().zip(cells(&parse(text).unwrap(), "tcg", "10.0.2", &measured())).collect()
    }

    fn cell(row: &[(&str, String)], name: &str) -> String {
        row.iter().find(|(column, _)| *column == name).unwrap().1.clone()
    }

    #[test]
    fn the_columns_of_before_come_first() {
        assert_eq!(COLUMNS[..35].join(","), BEFORE);
    }

    #[test]
    fn every_choice_but_the_curve_has_a_column() {
        for name in parameters::COLUMNS {
            assert_eq!(COLUMNS.contains(&name), name != "curve", "{name}");
        }
    }

    #[test]
    fn the_readme_describes_every_column() {
        let readme = include_str!("../README.md");
        for name in COLUMNS {
            assert!(readme.contains(&format!("`{name}`")), "README.md does not describe `{name}`");
        }
    }

    #[test]
    fn every_column_is_filled() {
        let all =
            row("vmsize_mib=256 wset_pages=9 phases=1:2,3:4 auto_converge=1 post_copy=1 dirty_rate_mode=page-sampling");
        for (name, value) in &all {
            assert!(!value.is_empty(), "{name}");
        }
    }

    #[test]
    fn cells_are_rounded_as_described() {
        let all = row("vmsize_mib=256 wset_pages=9 rep=3");
        for (name, value) in [
            ("rep", "3"),
            ("forced", "1"),
            ("t_force_s", "8.0006"),
            ("hb_downtime_ms", "498.7"),
            ("guest_ms_at_start", "403.0"),
            ("stop_ms", "8004"),
            ("throttle_percent", "30"),
            ("throttle_ms", "1000:20;2000:30"),
            ("qemu_version", "10.0.2"),
        ] {
            assert_eq!(cell(&all, name), value, "{name}");
        }
        let syncs = cell(&all, "sync_ms");
        assert_eq!((syncs.split(';').count(), syncs.split(';').nth(3)), (40, Some("31")));
    }

    #[test]
    fn what_does_not_apply_is_empty() {
        let cells = cells(&parse("vmsize_mib=256 wset_pages=9").unwrap(), "kvm", "10.0.2", &Measured::default());
        let row: Vec<_> = COLUMNS.into_iter().zip(cells).collect();
        for name in [
            "t_force_s",
            "hb_downtime_ms",
            "throttle_percent",
            "throttle_ms",
            "postcopy_ms",
            "phases",
            "dirty_rate_mib_s",
        ] {
            assert_eq!(cell(&row, name), "", "{name}");
        }
        assert_eq!(cell(&row, "forced"), "0");
    }
}
