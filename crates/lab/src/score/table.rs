//! Scores as tables for people.

use std::fmt::Write;

use precopy_model::records::{Forecast, Span};

use super::board::{Board, Line, Miss, pattern};

/// All groups, then the worst runs.
pub(super) fn of(board: &Board<'_>, worst: usize) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(text, "{} migrations scored", board.runs.len());
    if 0 < board.uncalibrated {
        let _ = writeln!(text, "{} left out: nothing was calibrated for their kind of limit", board.uncalibrated);
    }
    let mut before = None;
    for line in board.lines() {
        let here = (line.group.clone(), line.span);
        if before.as_ref() != Some(&here) {
            heading(&mut text, &line);
            before = Some(here);
        }
        row(&mut text, &line);
    }
    for span in Span::ALL {
        for forecast in Forecast::ALL {
            let _ = writeln!(text, "\nfarthest off: {}, {}", forecast.id(), span.id());
            board.worst(forecast, span, worst).iter().for_each(|one| miss(&mut text, one));
        }
    }
    text
}

fn heading(text: &mut String, line: &Line) {
    let group = match line.group.by {
        "" => "all".to_owned(),
        by => format!("{by} {}", line.group.is),
    };
    let _ = writeln!(text, "\n{group}: {} of {} runs", line.span.id(), line.score.runs);
    let _ = writeln!(
        text,
        "{:14}{:>10}{:>13}{:>13}{:>9}{:>13}{:>13}{:>9}{:>9}{:>9}",
        "", ">= real", "median off", "mean off", "of mean", "mean under", "most under", "in 5 %", "in 10 %", "outcome"
    );
}

fn row(text: &mut String, line: &Line) {
    let score = &line.score;
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    let seconds = |time: precopy_model::quantity::Seconds| match line.span {
        Span::MigrationTime => format!("{:.3} s", time.as_seconds()),
        Span::Downtime => format!("{:.1} ms", time.as_milliseconds()),
    };
    let _ = writeln!(
        text,
        "{:14}{:>10}{:>13}{:>13}{:>9}{:>13}{:>13}{:>9}{:>9}{:>9}",
        line.forecast.id(),
        percent(score.covered),
        seconds(score.median_error),
        seconds(score.mean_error),
        format!("{:.2} %", score.mean_error_share() * 100.0),
        seconds(score.mean_under),
        seconds(score.most_under),
        percent(score.within_5),
        percent(score.within_10),
        percent(line.agreement),
    );
}

fn miss(text: &mut String, miss: &Miss<'_>) {
    let run = miss.run;
    let predicted = miss.predicted.map_or("never".to_owned(), |predicted| format!("{predicted:.3} s"));
    let bandwidth = run
        .settings
        .bandwidth()
        .map_or("free".to_owned(), |limit| format!("{:.0} MiB/s", limit.as_bytes_per_second() / 1_048_576.0));
    let _ = writeln!(
        text,
        "  {:12} predicted {predicted}, measured {:.3} s: {} {bandwidth}, {:.0} MiB, hot {:.0} of {:.0} pages, {} {:.0} pages/s, limit {:.0} ms{}",
        run.id,
        miss.measured,
        run.settings.regime().id(),
        run.guest.configured.as_bytes() / 1_048_576.0,
        run.guest.hot_set.as_pages(),
        run.guest.working_set.as_pages(),
        pattern(run),
        run.guest.rate.as_pages_per_second(),
        run.settings.downtime_limit.as_milliseconds(),
        miss.reason.map_or(String::new(), |reason| format!(". {}", reason.in_words())),
    );
}
