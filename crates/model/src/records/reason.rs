//! Why a prediction of a recorded run is off: the first of a few rules that applies to what the run was told. None is made up for a
//! run: where no rule applies, no reason is known.
//!
//! | rule | applies to |
//! | --- | --- |
//! | the machine was disturbed | an idle guest, that took longer than predicted |
//! | the guest was slowed down | runs with auto-converge |
//! | a bound is cautious | the bound, where it is above |
//! | the writer's position | the loop that does not know it, where the one that does is at most half as far off |
//! | one page decides | a hot set within 5 % of what a window of a cap lets through, or of the threshold |
//! | an amplified error | RATE within 10 % of r_u: an error in r_u counts 1/(1 − RATE/r_u) times in the time, ten times or more |
//! | the cap is lifted | downtimes of the paper under a cap |
//! | the paper's rule | other misses of the paper: it is tested at all moments, and never met for RATE ≥ r_u |
//! | a forced stop | what swings between the last look and the hot set is caught at some moment |
//! | phases | a load that changes with time |

use super::calibrate::{Calibration, WINDOW, page_on_wire};
use super::forecast::{Forecast, Span, is_forced};
use super::replay::Predicted;
use super::{Help, Regime, Run};
use crate::quantity::{Pages, PagesPerSecond};
use crate::scenario::Pattern;

/// Hot sets nearer than this share to a limit may lie on either side of it.
const NEAR_A_LIMIT: f64 = 0.05;

/// Rates nearer than this share to the copy rate: an error in it counts ten times or more.
const NEAR_THE_COPY_RATE: f64 = 0.1;

/// Why a prediction is off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MissReason {
    /// Nothing was written, and it took longer all the same.
    Disturbed,
    /// The guest was slowed down.
    Throttled,
    /// A bound is meant to be above.
    Cautious,
    /// A bound for a guest that writes faster than the link carries.
    NothingIsSure,
    /// It hangs on where the writer stands.
    WriterPosition,
    /// The hot set is just as large as a window.
    OnePageDecidesWindow,
    /// The hot set is just as large as the threshold.
    OnePageDecidesThreshold,
    /// The dirty rate is nearly the copy rate.
    Amplified,
    /// The cap is lifted while the guest is stopped.
    CapIsLifted,
    /// The paper's rule cannot be met, the product's can.
    PaperNeverEnds,
    /// The paper's rule is met at any moment, the product's when it looks.
    PaperLooksAlways,
    /// A forced stop catches some moment.
    ForcedStop,
    /// The load changes with time.
    Phases,
}

impl MissReason {
    /// As a sentence.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Disturbed => {
                "The guest wrote nothing, so that only the machine can have been slower than in the other runs: it was disturbed."
            }
            Self::Throttled => {
                "The guest was slowed down step by step: the closed forms do not reckon with that, and how much a step slows a guest down \
                 depends on its machine."
            }
            Self::Cautious => {
                "A bound is meant to be above: it takes the slowest calibrated rate and the worst place of the writer."
            }
            Self::NothingIsSure => {
                "The guest writes as fast as the link carries, or faster, so that no end is sure before it is forced; the real one came \
                 earlier, because between two looks only little is rewritten."
            }
            Self::WriterPosition => {
                "It hangs on where the writer stood, which decides on a whole round: with that known, the prediction is at most half as \
                 far off."
            }
            Self::OnePageDecidesWindow => {
                "The hot set lies within 5 % of what the cap lets through in a window of 100 ms: a single page decides whether it goes on."
            }
            Self::OnePageDecidesThreshold => {
                "The hot set lies within 5 % of the stop threshold: a single page decides whether it goes on."
            }
            Self::Amplified => {
                "The dirty rate lies within 10 % of the copy rate: an error in the copy rate counts ten times or more."
            }
            Self::CapIsLifted => {
                "The paper charges what is left at the copy rate; QEMU lifts its cap while the guest is stopped."
            }
            Self::PaperNeverEnds => {
                "The paper's rule is never met by a guest that writes as fast as the link carries; QEMU's is, while the hot set is a few \
                 bursts large."
            }
            Self::PaperLooksAlways => {
                "The paper tests its rule at every moment, QEMU only between its bursts, and on what it has seen by then."
            }
            Self::ForcedStop => {
                "A forced stop catches what is left at that moment, which swings between the last look and the whole hot set."
            }
            Self::Phases => "The dirty rate changes with time: the end depends on the phase into which it falls.",
        }
    }
}

/// Why a prediction of a run is off, in what it says of one span of time; none where no rule says it.
#[must_use]
pub fn reason(
    run: &Run,
    predicted: &Predicted,
    calibration: &Calibration,
    (forecast, span): (Forecast, Span),
) -> Option<MissReason> {
    let error = |forecast: Forecast| span.pair(run, forecast.of(predicted)).error();
    let own = error(forecast);
    if run.is_idle() && own < 0.0 {
        return Some(MissReason::Disturbed);
    }
    if matches!(run.settings.help, Help::AutoConverge { .. }) {
        return Some(MissReason::Throttled);
    }
    let share = copy_rate(run, calibration).map(|copied| run.guest.rate / copied);
    let faster = share.is_some_and(|share| 1.0 - NEAR_A_LIMIT <= share);
    if forecast == Forecast::Bound && 0.0 < own {
        return Some(if faster { MissReason::NothingIsSure } else { MissReason::Cautious });
    }
    if forecast == Forecast::Unknown && error(Forecast::Known).abs() <= own.abs() / 2.0 {
        return Some(MissReason::WriterPosition);
    }
    let capped = matches!(run.settings.regime(), Regime::Cap | Regime::Both);
    if forecast == Forecast::Paper {
        if span == Span::Downtime && capped && 0.0 < own {
            return Some(MissReason::CapIsLifted);
        }
        let stops_by_force = is_forced(&predicted.paper) || span.predicted(&predicted.paper).is_none();
        if stops_by_force && !run.measured.forced {
            return Some(MissReason::PaperNeverEnds);
        }
    }
    if let Some(reason) = one_page_decides(run, calibration) {
        return Some(reason);
    }
    if forecast == Forecast::Paper && own < 0.0 && !run.measured.forced {
        return Some(MissReason::PaperLooksAlways);
    }
    if span == Span::MigrationTime && share.is_some_and(|share| (share - 1.0).abs() <= NEAR_THE_COPY_RATE) {
        return Some(MissReason::Amplified);
    }
    if run.measured.forced {
        return Some(MissReason::ForcedStop);
    }
    matches!(run.guest.pattern, Pattern::Load(_)).then_some(MissReason::Phases)
}

/// Whether the hot set is so near to what a window of a cap lets through, or to the threshold, that a page decides.
fn one_page_decides(run: &Run, calibration: &Calibration) -> Option<MissReason> {
    let hot = run.guest.hot_set;
    let near = |limit: Pages| Pages::ZERO < hot && (hot - limit).as_pages().abs() <= NEAR_A_LIMIT * limit.as_pages();
    if run.settings.cap.is_some_and(|cap| near((cap * WINDOW).in_pages_of(page_on_wire()))) {
        return Some(MissReason::OnePageDecidesWindow);
    }
    let threshold = copy_rate(run, calibration)? * run.settings.downtime_limit;
    near(threshold).then_some(MissReason::OnePageDecidesThreshold)
}

/// r_u while the guest runs; none without any limit, where nothing near it can be meant.
fn copy_rate(run: &Run, calibration: &Calibration) -> Option<PagesPerSecond> {
    let capped = run.settings.cap.map(|cap| cap.in_pages_of(page_on_wire()));
    let linked = run.settings.link.and_then(|link| calibration.on_link(link)).map(|spread| spread.typical);
    match (capped, linked) {
        (Some(capped), Some(linked)) => Some(if capped < linked { capped } else { linked }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::super::calibrate::calibrate;
    use super::super::{Guest, Measured, Settings, Start, replay};
    use super::*;
    use crate::quantity::{Bytes, BytesPerSecond, Seconds};

    /// A guest of 64 MiB under a cap of 64 MiB/s, half of it filled, and what it took.
    fn run(hot_set: f64, rate: f64, seconds: f64) -> Run {
        Run {
            id: "a".to_owned(),
            block: "test".to_owned(),
            version: String::new(),
            accelerator: String::new(),
            guest: Guest {
                configured: Bytes::from_mib(64.0),
                memory: Pages::from_pages(16_640.0),
                working_set: Pages::from_pages(8192.0),
                hot_set: Pages::from_pages(hot_set),
                rate: PagesPerSecond::from_pages_per_second(rate),
                pattern: Pattern::RoundRobin,
                start: Start::default(),
            },
            settings: Settings {
                cap: Some(BytesPerSecond::from_mib_per_second(64.0)),
                downtime_limit: Seconds::from_milliseconds(30.0),
                force_factor: Some(2.0),
                ..Settings::default()
            },
            measured: Measured {
                migration_time: Seconds::from_seconds(seconds),
                downtime: Seconds::from_milliseconds(3.0),
                forced: false,
                sent: Pages::ZERO,
                sent_while_stopped: None,
            },
        }
    }

    fn why(run: &Run, forecast: Forecast, span: Span) -> Option<MissReason> {
        let calibration = calibrate(&[]);
        reason(run, &replay::predict(run, &calibration).unwrap(), &calibration, (forecast, span))
    }

    #[test]
    fn each_rule_has_a_run_to_which_it_applies() {
        use MissReason::*;
        let time = Span::MigrationTime;
        for (hot, rate, seconds, forecast, span, expected) in [
            (0.0, 0.0, 9.0, Forecast::Known, time, Some(Disturbed)),
            (4096.0, 4000.0, 0.5, Forecast::Bound, time, Some(Cautious)),
            (4096.0, 20_000.0, 0.9, Forecast::Bound, time, Some(NothingIsSure)),
            (1640.0, 4000.0, 9.0, Forecast::Known, time, Some(OnePageDecidesWindow)),
            (490.0, 4000.0, 9.0, Forecast::Known, time, Some(OnePageDecidesThreshold)),
            (4096.0, 15_900.0, 9.0, Forecast::Known, time, Some(Amplified)),
            (4096.0, 15_900.0, 9.0, Forecast::Known, Span::Downtime, None),
            (4096.0, 4000.0, 0.5, Forecast::Paper, Span::Downtime, Some(CapIsLifted)),
            (4096.0, 20_000.0, 0.9, Forecast::Paper, time, Some(PaperNeverEnds)),
            (4096.0, 4000.0, 9.0, Forecast::Paper, time, Some(PaperLooksAlways)),
            (4096.0, 4000.0, 0.5, Forecast::Known, time, None),
        ] {
            let run = run(hot, rate, seconds);
            assert_eq!(why(&run, forecast, span), expected, "{hot} {rate} {seconds} {forecast:?} {span:?}");
        }
        let mut throttled = run(4096.0, 20_000.0, 2.1);
        throttled.settings.help = Help::AutoConverge { first: 0.2, step: 0.1 };
        assert_eq!(why(&throttled, Forecast::Bound, time), Some(Throttled));
        let mut forced = run(4096.0, 20_000.0, 2.1);
        forced.measured.forced = true;
        assert_eq!(why(&forced, Forecast::Known, Span::Downtime), Some(ForcedStop));
    }

    #[test]
    fn a_writer_that_is_known_explains_who_does_not_know_it() {
        let run = run(4096.0, 12_000.0, 1.0);
        let calibration = calibrate(&[]);
        let mut predicted = replay::predict(&run, &calibration).unwrap();
        predicted.known.migration_time = Some(Seconds::from_seconds(1.01));
        predicted.unknown.migration_time = Some(Seconds::from_seconds(1.2));
        let asked = (Forecast::Unknown, Span::MigrationTime);
        assert_eq!(reason(&run, &predicted, &calibration, asked), Some(MissReason::WriterPosition));
        predicted.known.migration_time = Some(Seconds::from_seconds(1.15));
        assert_eq!(reason(&run, &predicted, &calibration, asked), None);
    }

    #[test]
    fn reasons_are_sentences() {
        use MissReason::*;
        for reason in [
            Disturbed,
            Throttled,
            Cautious,
            NothingIsSure,
            WriterPosition,
            OnePageDecidesWindow,
            OnePageDecidesThreshold,
            Amplified,
            CapIsLifted,
            PaperNeverEnds,
            PaperLooksAlways,
            ForcedStop,
            Phases,
        ] {
            let text = reason.in_words();
            assert!(text.ends_with('.') && text.chars().next().is_some_and(char::is_uppercase), "{text}");
        }
    }
}
