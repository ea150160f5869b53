//! `lab calibrate`: what runs of an idle guest say about link and sender.

use precopy_model::quantity::{PagesPerSecond, Seconds};
use precopy_model::records::calibrate::{Calibration, Spread, calibrate};

use crate::arguments::CalibrateOptions;
use crate::failure::Outcome;
use crate::library;

/// Prints a calibration.
pub(crate) fn print(options: &CalibrateOptions) -> Outcome {
    let runs = library::read(&options.files)?;
    let calibration = calibrate(&runs.iter().collect::<Vec<_>>());
    if options.json {
        println!("{:#}", as_json(&calibration));
    } else {
        print!("{}", as_text(&calibration));
    }
    Ok(())
}

fn as_text(calibration: &Calibration) -> String {
    use std::fmt::Write;
    let mut text = format!("{:34} {:>12} {:>12} {:>12} {:>5}\n", "", "least", "typical", "99 %", "runs");
    let mut line = |what: &str, unit: &str, [least, typical, p99]: [f64; 3], runs: usize| {
        let runs = if runs == 0 { "assumed".to_owned() } else { runs.to_string() };
        // Writing to a string does not fail.
        let _ = writeln!(text, "{:34} {least:12.1} {typical:12.1} {p99:12.1} {runs:>5}", format!("{what}, {unit}"));
    };
    let rates = |spread: &Spread<PagesPerSecond>| {
        [spread.least, spread.typical, spread.p99].map(PagesPerSecond::as_pages_per_second)
    };
    let times = |spread: &Spread<Seconds>| [spread.least, spread.typical, spread.p99].map(Seconds::as_milliseconds);
    for pace in &calibration.links {
        let bandwidth = pace.nominal.as_bytes_per_second() / 1_048_576.0;
        line(&format!("link of {bandwidth:.0} MiB/s"), "pages/s", rates(&pace.rate), pace.rate.runs);
    }
    line("without limit", "pages/s", rates(&calibration.free), calibration.free.runs);
    line("empty pages", "pages/s", rates(&calibration.empty), calibration.empty.runs);
    line("window of a cap", "ms", times(&calibration.window), calibration.window.runs);
    line("in the downtime besides", "ms", times(&calibration.fixed), calibration.fixed.runs);
    let pages = |pages: precopy_model::quantity::Pages| pages.as_pages();
    let _ = writeln!(text, "{:34} {:25.0}", "with content besides, pages", pages(calibration.besides));
    let _ = writeln!(text, "{:34} {:25.0}", "always written besides, pages", pages(calibration.restless));
    text
}

/// The same for programs, in base units.
pub(crate) fn as_json(calibration: &Calibration) -> serde_json::Value {
    let rates = |spread: &Spread<PagesPerSecond>| {
        serde_json::json!({
            "leastPagesPerSecond": spread.least.as_pages_per_second(),
            "typicalPagesPerSecond": spread.typical.as_pages_per_second(),
            "p99PagesPerSecond": spread.p99.as_pages_per_second(),
            "runs": spread.runs,
        })
    };
    let times = |spread: &Spread<Seconds>| {
        serde_json::json!({
            "leastSeconds": spread.least.as_seconds(),
            "typicalSeconds": spread.typical.as_seconds(),
            "p99Seconds": spread.p99.as_seconds(),
            "runs": spread.runs,
        })
    };
    let links: Vec<serde_json::Value> = calibration
        .links
        .iter()
        .map(|pace| {
            serde_json::json!({ "bytesPerSecond": pace.nominal.as_bytes_per_second(), "rate": rates(&pace.rate) })
        })
        .collect();
    serde_json::json!({
        "links": links,
        "withoutLimit": rates(&calibration.free),
        "emptyPages": rates(&calibration.empty),
        "capWindow": times(&calibration.window),
        "fixedDowntime": times(&calibration.fixed),
        "besidesPages": calibration.besides.as_pages(),
        "restlessPages": calibration.restless.as_pages(),
    })
}
