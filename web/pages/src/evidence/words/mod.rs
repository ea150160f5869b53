//! Every sentence that a person reads on this page. (Reasons come from the model.)

pub mod chart;
pub mod evidence;
pub mod run;
pub mod scores;
pub mod sources;
pub mod validity;

use precopy_model::quantity::Seconds;
use precopy_model::quantity::text::{short_seconds, with_places};
use precopy_model::records::{Forecast, Regime, Span};

use crate::evidence::state::View;
use crate::evidence::state::library::Writes;

/// A share as a percentage with one digit after the point.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{} %", with_places(share * 100.0, 1))
}

/// A span of time; none: "never".
#[must_use]
pub fn time(seconds: Option<Seconds>) -> String {
    seconds.map_or_else(|| "never".to_owned(), short_seconds)
}

/// A difference of two spans, in seconds, with its sign.
#[must_use]
pub fn difference(seconds: f64) -> String {
    if seconds.is_infinite() {
        return "∞".to_owned();
    }
    let sign = if seconds < 0.0 { "−" } else { "+" };
    format!("{sign}{}", short_seconds(Seconds::from_seconds(seconds.abs())))
}

/// The parts of the page.
#[must_use]
pub const fn view(view: View) -> &'static str {
    match view {
        View::Runs => "Recorded migrations",
        View::Sources => "Sources",
        View::Validity => "Validity",
    }
}

/// The predictors, as they are called everywhere.
#[must_use]
pub const fn forecast(forecast: Forecast) -> &'static str {
    match forecast {
        Forecast::Paper => "paper",
        Forecast::Bound => "bound",
        Forecast::Unknown => "expected",
        Forecast::Known => "expected, writer known",
    }
}

/// What a predictor is.
#[must_use]
pub const fn forecast_line(forecast: Forecast) -> &'static str {
    match forecast {
        Forecast::Paper => "Salfner's equations, as printed.",
        Forecast::Bound => "What is not exceeded while its conditions hold: with the slowest calibrated rate.",
        Forecast::Unknown => "QEMU's own loop, simulated, without knowing where the writer stands.",
        Forecast::Known => "The same, told where the writer stood when the migration began.",
    }
}

/// The spans of time.
#[must_use]
pub const fn span(span: Span) -> &'static str {
    match span {
        Span::MigrationTime => "migration time",
        Span::Downtime => "downtime",
    }
}

/// What limits the sender.
#[must_use]
pub const fn regime(regime: Regime) -> &'static str {
    match regime {
        Regime::Cap => "cap",
        Regime::Link => "link",
        Regime::Both => "both",
        Regime::Free => "free",
    }
}

/// The same in a few words.
#[must_use]
pub const fn regime_line(regime: Regime) -> &'static str {
    match regime {
        Regime::Cap => "QEMU's own limit binds, lifted in the stop phase",
        Regime::Link => "the link binds, in the stop phase too",
        Regime::Both => "the limit binds, then the link",
        Regime::Free => "nothing but the machine",
    }
}

/// In which way a guest writes.
#[must_use]
pub const fn writes(writes: Writes) -> &'static str {
    match writes {
        Writes::Idle => "idle",
        Writes::RoundRobin => "round-robin",
        Writes::Uniform => "uniform",
        Writes::Phases => "cyclic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!([0.9561, 1.0, 0.0].map(percent), ["95.6 %", "100.0 %", "0.0 %"]);
        assert_eq!([time(None), time(Some(Seconds::from_seconds(1.5)))], ["never", "1.5 s"]);
        assert_eq!([-0.25, 2.0, f64::INFINITY].map(difference), ["−250 ms", "+2 s", "∞"]);
    }
}
