//! One line of the table.

use csv::StringRecord;
use precopy_model::quantity::{Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::records::{Guest, Help, Measured, Run, Settings, Start};
use precopy_model::scenario::{Load, Pattern, Phase};

/// The size of a page in the columns that count pages.
const PAGE: Bytes = Bytes::from_bytes(4096.0);

/// A line and the names of its cells.
pub(super) struct Row<'a> {
    header: &'a StringRecord,
    record: &'a StringRecord,
}

impl<'a> Row<'a> {
    pub(super) const fn new(header: &'a StringRecord, record: &'a StringRecord) -> Self {
        Self { header, record }
    }

    /// QEMU's own count, in ms; of a run that went over to post-copy, what was seen from outside where that is less. A stop that rounds
    /// to 0 ms is counted by QEMU until the end of the migration, while the guest runs at the destination.
    fn downtime(&self) -> Result<f64, String> {
        let counted = self.number("downtime_ms")?;
        let went_over = self.optional("postcopy_ms")?.is_some();
        let seen = self.optional("hb_downtime_ms")?.filter(|_| went_over);
        Ok(seen.map_or(counted, |seen| seen.min(counted)))
    }

    /// The migration; none where it did not end at the destination.
    pub(super) fn run(&self) -> Result<Option<Run>, String> {
        if !matches!(self.text("status"), "" | "completed") {
            return Ok(None);
        }
        let settings = Settings {
            cap: self.limit("max_bw")?,
            link: self.limit("link_bw")?,
            downtime_limit: Seconds::from_milliseconds(self.number("downtime_limit_ms")?),
            force_factor: self.optional("force_factor")?.filter(|factor| 0.0 < *factor),
            help: self.help()?,
        };
        let measured = Measured {
            migration_time: Seconds::from_milliseconds(self.number("total_ms")?),
            downtime: Seconds::from_milliseconds(self.downtime()?),
            forced: self.number("forced")? != 0.0,
            sent: Pages::from_pages(self.number("normal")?),
            sent_while_stopped: self.optional("downtime_bytes")?.map(Bytes::from_bytes),
        };
        let (pattern, rate) = self.pattern()?;
        let guest = Guest {
            configured: Bytes::from_mib(self.number("vmsize_mib")?),
            memory: Bytes::from_bytes(self.number("ram_total")?).in_pages_of(PAGE),
            working_set: Pages::from_pages(self.number("wset_pages")?),
            hot_set: Pages::from_pages(self.number("hwset_pages")?),
            rate,
            pattern,
            start: Start {
                clock: Seconds::from_milliseconds(self.optional("guest_ms_at_start")?.unwrap_or_default()),
                written: Pages::from_pages(self.optional("written_at_start")?.unwrap_or_default()),
            },
        };
        Ok(Some(Run {
            id: self.text("id").to_owned(),
            block: self.text("block").to_owned(),
            version: self.text("qemu_version").to_owned(),
            accelerator: self.text("accel").to_owned(),
            guest,
            settings,
            measured,
        }))
    }

    /// A cell; empty where there is none.
    fn text(&self, name: &str) -> &'a str {
        let index = self.header.iter().position(|column| column == name);
        index.and_then(|index| self.record.get(index)).unwrap_or("").trim()
    }

    fn optional(&self, name: &str) -> Result<Option<f64>, String> {
        let text = self.text(name);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() && 0.0 <= number => Ok(Some(number)),
            _ => Err(format!("{name} is {text:?}: it has to be a number, not negative.")),
        }
    }

    fn number(&self, name: &str) -> Result<f64, String> {
        self.optional(name)?.ok_or_else(|| format!("{name} is empty."))
    }

    /// Bytes a second; zero: no limit.
    fn limit(&self, name: &str) -> Result<Option<BytesPerSecond>, String> {
        let limit = self.number(name)?;
        Ok((0.0 < limit).then(|| BytesPerSecond::from_bytes_per_second(limit)))
    }

    fn help(&self) -> Result<Help, String> {
        let is_on = |number: Option<f64>| number.is_some_and(|number| number != 0.0);
        if is_on(self.optional("post_copy")?) {
            return Ok(Help::PostCopy(Seconds::from_seconds(self.number("postcopy_after_s")?)));
        }
        if is_on(self.optional("auto_converge")?) {
            let percent = |number: Option<f64>, default: f64| number.unwrap_or(default) / 100.0;
            return Ok(Help::AutoConverge {
                first: percent(self.optional("throttle_initial")?, 20.0),
                step: percent(self.optional("throttle_increment")?, 10.0),
            });
        }
        Ok(Help::None)
    }

    /// How the guest writes, and its highest rate.
    fn pattern(&self) -> Result<(Pattern, PagesPerSecond), String> {
        let phases = self.text("phases");
        if !phases.is_empty() {
            return read_phases(phases).ok_or_else(|| {
                format!("phases is {phases:?}: it has to be pages/s:ms, pages/s:ms and so on, one of them with writes.")
            });
        }
        let rate = PagesPerSecond::from_pages_per_second(self.number("rate_pps")?);
        match self.text("dist") {
            "rr" => Ok((Pattern::InOrder, rate)),
            "uni" => Ok((Pattern::Uniform, rate)),
            other => Err(format!("dist is {other:?}: it has to be rr or uni.")),
        }
    }
}

fn read_phases(text: &str) -> Option<(Pattern, PagesPerSecond)> {
    let mut phases = Vec::new();
    let mut highest = 0.0_f64;
    for phase in text.split(',') {
        let (rate, milliseconds) = phase.split_once(':')?;
        let rate: f64 = rate.trim().parse().ok()?;
        let lasts = Seconds::from_milliseconds(milliseconds.trim().parse().ok()?);
        highest = highest.max(rate);
        phases.push(Phase { lasts, of_rate: rate });
    }
    Some((Pattern::Load(Load::new(&phases)?), PagesPerSecond::from_pages_per_second(highest)))
}
