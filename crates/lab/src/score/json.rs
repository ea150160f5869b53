//! Scores for programs: one object, numbers in base units with the unit in their names, shares from 0 to 1.

use precopy_model::records::{Forecast, Span};
use serde_json::{Value, json};

use super::board::{Board, Line};
use crate::calibrate;

/// Ten of each, as on the page.
const WORST: usize = 10;

pub(super) fn of(board: &Board<'_>) -> Value {
    let lines: Vec<Value> = board.lines().iter().map(line).collect();
    let mut worst = Vec::new();
    for span in Span::ALL {
        for forecast in Forecast::ALL {
            for miss in board.worst(forecast, span, WORST) {
                worst.push(json!({
                    "predictor": forecast.id(),
                    "quantity": span.id(),
                    "id": miss.run.id,
                    "predictedSeconds": miss.predicted,
                    "measuredSeconds": miss.measured,
                    "reason": miss.reason.map(|reason| reason.in_words()),
                }));
            }
        }
    }
    json!({
        "runs": board.runs.len(),
        "uncalibrated": board.uncalibrated,
        "calibration": calibrate::as_json(&board.calibration),
        "scores": lines,
        "worst": worst,
    })
}

fn line(line: &Line) -> Value {
    let score = &line.score;
    json!({
        "by": line.group.by,
        "is": line.group.is,
        "predictor": line.forecast.id(),
        "quantity": line.span.id(),
        "runs": score.runs,
        "never": score.never,
        "covered": score.covered,
        "meanMeasuredSeconds": score.mean.as_seconds(),
        "medianErrorSeconds": score.median_error.as_seconds(),
        "medianErrorShare": score.median_error_share(),
        "meanErrorSeconds": score.mean_error.as_seconds(),
        "meanErrorShare": score.mean_error_share(),
        "meanUnderSeconds": score.mean_under.as_seconds(),
        "mostUnderSeconds": score.most_under.as_seconds(),
        "within5": score.within_5,
        "within10": score.within_10,
        "outcomeAgreement": line.agreement,
    })
}
