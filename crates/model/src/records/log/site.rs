//! What a site's own history says of its link and its products: how fast memory moves there, and what every migration takes besides.

use super::{Log, Outcome, Record};
use crate::numeric::{Interval, RelativeLine, RelativePoint, quantile};
use crate::quantity::{Bytes, BytesPerSecond, Seconds};

/// Of fewer migrations nothing is said.
pub const FEWEST: usize = 8;

/// More are not needed: evenly taken ones say the same.
const MOST: usize = 4096;

/// Intervals hold the truth so often.
pub const CONFIDENCE: f64 = 0.95;

/// A number that was estimated, and between which values it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimated<T> {
    /// The likeliest.
    pub value: T,
    /// The lower end.
    pub least: T,
    /// The upper end.
    pub most: T,
}

/// What is usual: one of twenty lies below, one of twenty above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual<T> {
    /// The 5th percentile.
    pub low: T,
    /// The middle one.
    pub typical: T,
    /// The 95th percentile.
    pub high: T,
}

/// By what the time of a migration is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// Bytes that were sent, as the log has them.
    Sent,
    /// The VM's memory, where it has not: the rate then says how much memory is dealt with a second, sent or skipped.
    Memory,
}

/// How far a migration is from the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Residual {
    /// Its place in the log.
    pub place: u32,
    /// What the line says.
    pub fitted: Seconds,
    /// What it took.
    pub actual: Seconds,
}

/// What a site's history says.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// By what times are explained.
    pub base: Base,
    /// What one migration moves a second: the effective link.
    pub rate: Estimated<BytesPerSecond>,
    /// What every migration takes, whatever its size.
    pub fixed: Estimated<Seconds>,
    /// How much empty memory is passed over a second; none where the log cannot tell.
    pub empty: Option<Estimated<BytesPerSecond>>,
    /// The rates of single migrations, fixed part taken off.
    pub rates: Usual<BytesPerSecond>,
    /// What is sent, as a share of the memory; 1 where the log does not say.
    pub sent_share: Usual<f64>,
    /// How long the guest runs nowhere; none where the log does not say.
    pub downtime: Option<Usual<Seconds>>,
    /// What migrations took, as a multiple of what the line says of their memory.
    pub against_line: Usual<f64>,
    /// The smallest and the largest memory that was seen.
    pub memory: Option<(Bytes, Bytes)>,
    /// From so many migrations.
    pub used: usize,
    /// How far each is from the line.
    pub residuals: Vec<Residual>,
}

/// What a completed migration says.
struct Told {
    place: u32,
    seconds: f64,
    memory: Option<f64>,
    sent: Option<f64>,
    downtime: Option<f64>,
}

impl Told {
    fn of(record: &Record, place: u32) -> Option<Self> {
        let seconds = record.duration?.as_seconds();
        let bytes =
            |amount: Option<Bytes>| amount.map(Bytes::as_bytes).filter(|bytes| 0.0 < *bytes && bytes.is_finite());
        let (memory, sent) = (bytes(record.memory), bytes(record.sent));
        let is_usable = record.outcome == Outcome::Completed
            && 0.0 < seconds
            && seconds.is_finite()
            && (memory.is_some() || sent.is_some());
        let downtime = record.downtime.map(Seconds::as_seconds).filter(|time| time.is_finite());
        is_usable.then_some(Self { place, seconds, memory, sent, downtime })
    }

    fn point(&self, base: Base) -> Option<RelativePoint> {
        let x = match base {
            Base::Sent => self.sent?,
            Base::Memory => self.memory?,
        };
        Some(RelativePoint { x, besides: 0.0, y: self.seconds })
    }

    /// Sent and skipped apart.
    fn point_with_empty(&self) -> Option<RelativePoint> {
        let (sent, memory) = (self.sent?, self.memory?);
        Some(RelativePoint { x: sent, besides: (memory - sent).max(0.0), y: self.seconds })
    }
}

impl Site {
    /// Which link, fixed part and scan do completed migrations speak of?
    ///
    /// ```text
    /// time = fixed + sent/rate + (memory − sent)/empty rate
    /// ```
    ///
    /// | symbol | meaning | unit |
    /// | --- | --- | --- |
    /// | sent | bytes on the wire, as the log has them | bytes |
    /// | memory − sent | what was passed over, at least zero | bytes |
    /// | rate | what one migration moves a second | bytes/s |
    /// | fixed | what every migration takes | s |
    ///
    /// The line is [`RelativeLine`]'s, so that some migrations that were disturbed do not matter, nor that long ones scatter more. Source: Salfner,
    /// Tröger and Richly, *Dependable Estimation of Downtime for Virtual Machine Live Migration*, 2012, section V-C, which calibrates so
    /// with idle guests; here sizes are those that were really sent, so that guests need not be idle. The last term is left out where it
    /// comes out below zero, and where a log does not tell it; where it may as well be zero the empty rate has no upper end. Of more than
    /// four thousand migrations as many are taken, evenly.
    ///
    /// Conditions: most migrations were alone on the link or always in like company: what others take is in the rate. Edges: none of fewer than
    /// [`FEWEST`] completed migrations with time and size, or where time does not grow with size; a fixed part below zero is zero.
    ///
    /// ```
    /// use precopy_model::quantity::{Bytes, Seconds};
    /// use precopy_model::records::log::{Log, Outcome, Record, Site};
    /// let mut log = Log::default();
    /// for gib in 1..=20 {
    ///     let seconds = 4.0 + f64::from(gib) * 2.0;
    ///     let (sent, duration) = (Some(Bytes::from_gib(f64::from(gib))), Some(Seconds::from_seconds(seconds)));
    ///     log.records.push(Record { sent, duration, outcome: Outcome::Completed, ..Record::default() });
    /// }
    /// let site = Site::of(&log, 0..20).unwrap();
    /// assert!((site.fixed.value.as_seconds() - 4.0).abs() < 1e-6);
    /// assert!((site.rate.value.as_bytes_per_second() / (512.0 * 1024.0 * 1024.0) - 1.0).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn of(log: &Log, places: impl IntoIterator<Item = u32>) -> Option<Self> {
        let told = places.into_iter().filter_map(|place| Told::of(log.records.get(place as usize)?, place));
        let all: Vec<Told> = told.collect();
        let told: Vec<&Told> = all.iter().step_by(all.len().div_ceil(MOST).max(1)).collect();
        let have_sent = told.iter().filter(|one| one.sent.is_some()).count();
        let base = if FEWEST <= have_sent && told.len() <= 2 * have_sent { Base::Sent } else { Base::Memory };
        let (line, has_empty) = line(&told, base)?;
        let [fixed, slope, beside] = line.intervals(CONFIDENCE);
        let [constant, per_byte, per_empty_byte] = line.terms;
        let fixed_seconds = constant.max(0.0);
        let rate = inverted(per_byte, slope)?;
        let empty = if has_empty { inverted(per_empty_byte, beside) } else { None };
        let seconds = |seconds: f64| Seconds::from_seconds(seconds.max(0.0));
        let usual = |numbers: &[f64]| {
            Some(Usual {
                low: quantile(numbers, 0.05)?,
                typical: quantile(numbers, 0.5)?,
                high: quantile(numbers, 0.95)?,
            })
        };
        let mut residuals = Vec::new();
        let mut rates = Vec::new();
        for one in &told {
            let Some(point) = (if has_empty { one.point_with_empty() } else { one.point(base) }) else { continue };
            let moving = one.seconds - fixed_seconds - point.besides * if has_empty { per_empty_byte } else { 0.0 };
            if 0.0 < moving {
                rates.push(point.x / moving);
            }
            residuals.push(Residual {
                place: one.place,
                fitted: Seconds::from_seconds(line.at(&point)),
                actual: Seconds::from_seconds(one.seconds),
            });
        }
        let rates = usual(&rates)?;
        let shares: Vec<f64> = match base {
            Base::Sent => told.iter().filter_map(|one| Some(one.sent? / one.memory?)).collect(),
            Base::Memory => Vec::new(),
        };
        let downtimes: Vec<f64> = told.iter().filter_map(|one| one.downtime).collect();
        let memories = told.iter().filter_map(|one| one.memory);
        let memory = memories.fold(None, |range: Option<(f64, f64)>, bytes| {
            Some(range.map_or((bytes, bytes), |(least, most)| (least.min(bytes), most.max(bytes))))
        });
        let bytes_per_second = BytesPerSecond::from_bytes_per_second;
        let mut site = Self {
            base,
            rate,
            fixed: Estimated { value: seconds(constant), least: seconds(fixed.least), most: seconds(fixed.most) },
            empty,
            rates: Usual {
                low: bytes_per_second(rates.low),
                typical: bytes_per_second(rates.typical),
                high: bytes_per_second(rates.high),
            },
            sent_share: usual(&shares).unwrap_or(Usual { low: 1.0, typical: 1.0, high: 1.0 }),
            downtime: usual(&downtimes).map(|usual| Usual {
                low: seconds(usual.low),
                typical: seconds(usual.typical),
                high: seconds(usual.high),
            }),
            against_line: Usual { low: 1.0, typical: 1.0, high: 1.0 },
            memory: memory.map(|(least, most)| (Bytes::from_bytes(least), Bytes::from_bytes(most))),
            used: residuals.len(),
            residuals,
        };
        let against: Vec<f64> =
            told.iter().filter_map(|one| Some(one.seconds / site.seconds_for(one.memory?).as_seconds())).collect();
        site.against_line = usual(&against).unwrap_or(site.against_line);
        Some(site)
    }

    /// What a migration of so many bytes of memory sends.
    pub(super) fn sent_for(&self, memory: f64) -> Bytes {
        Bytes::from_bytes(memory * self.sent_share.typical)
    }

    /// How long it takes.
    pub(super) fn seconds_for(&self, memory: f64) -> Seconds {
        let sent = self.sent_for(memory);
        let skipped = (Bytes::from_bytes(memory) - sent).max(Bytes::ZERO);
        self.fixed.value + sent / self.rate.value + self.empty.map_or(Seconds::ZERO, |empty| skipped / empty.value)
    }
}

/// The line, and whether it has a term for empty memory.
fn line(told: &[&Told], base: Base) -> Option<(RelativeLine, bool)> {
    if base == Base::Sent {
        let apart: Vec<RelativePoint> = told.iter().filter_map(|one| one.point_with_empty()).collect();
        let line = if told.len() <= 2 * apart.len() { RelativeLine::through(&apart, true) } else { None };
        if let Some(line) = line {
            let [_, slope, beside] = line.terms;
            if FEWEST <= apart.len() && 0.0 < slope && 0.0 < beside {
                return Some((line, true));
            }
        }
    }
    let points: Vec<RelativePoint> = told.iter().filter_map(|one| one.point(base)).collect();
    if points.len() < FEWEST {
        return None;
    }
    Some((RelativeLine::through(&points, false)?, false))
}

/// A rate from seconds a byte; none where it is not above zero. Where its interval reaches zero, the rate has no upper end.
fn inverted(per_byte: f64, interval: Interval) -> Option<Estimated<BytesPerSecond>> {
    let rate = |per_byte: f64| BytesPerSecond::from_bytes_per_second(1.0 / per_byte.max(0.0));
    (0.0 < per_byte).then(|| Estimated {
        value: rate(per_byte),
        least: rate(interval.most),
        most: rate(interval.least),
    })
}
