//! How each family of loops bounds when the guest is stopped, and with how much left; derived in [`crate::docs::validity`].

use super::bound_place;
use super::step::{Steps, Value, number, pages, seconds};
use crate::predict::bound::in_order::{WRITES_AT_LEAST, WRITES_AT_MOST};
use crate::predict::bound::threshold_sync::{Pace, Why};
use crate::predict::bound::{Course, Ending};
use crate::predict::{LimitKind, Rising, Terms};
use crate::quantity::Seconds;
use crate::scenario::{Checked, LoopFamily, Source};

/// What a family says of the stop, and the numbers of it.
pub(super) struct Stop {
    /// By when its threshold stops the guest.
    pub(super) rule: &'static str,
    pub(super) with: String,
    /// How much can be left then.
    pub(super) left: &'static str,
    /// When a limit is noticed.
    pub(super) noticed: &'static str,
    /// How much can be left at a limit.
    pub(super) left_at_limit: &'static str,
    /// Where it is derived.
    pub(super) place: Source,
}

/// The steps of a family before the stop, and what it says of the stop.
pub(super) fn add(steps: &mut Steps, scenario: &Checked, terms: &Terms, course: &Course) -> Stop {
    match scenario.hypervisor.family.value {
        LoopFamily::ThresholdSync { capped_burst, burst, grain } => {
            let pace = Pace::of(terms, burst, capped_burst, grain);
            let pace = pace.beside_a_writer_in_order(terms, scenario, burst, grain);
            let (pace, terms) = pace.under_load(terms, &scenario.dirtying.pattern);
            threshold_sync(steps, &terms, course, &pace)
        }
        LoopFamily::Fluid { tick } => fluid(steps, terms, course, tick),
        LoopFamily::FixedRounds { .. } => fixed_rounds(steps, terms, course),
        LoopFamily::OvertakenRounds => overtaken(steps, terms, course),
        LoopFamily::EstimateRounds { .. } => estimate_rounds(terms, course),
        LoopFamily::Vote { .. } => vote(steps, terms, course),
    }
}

/// t2 where the threshold ends it.
fn by_threshold(course: &Course) -> Option<f64> {
    match course.ending {
        Ending::Threshold { t2, .. } => Some(t2),
        Ending::Limit { .. } | Ending::Outpaced | Ending::NoPageAllowed => None,
    }
}

/// "start + (a1 − c1) / (r_u − RATE) + a look", in numbers; no time for a look: without it.
fn line(terms: &Terms, start: f64, height: f64, threshold: f64, look: f64) -> String {
    let look = if look == 0.0 { String::new() } else { format!(" + {}", seconds(look)) };
    format!(
        "{} + ({} − {}) / ({} − {}){look}",
        seconds(start),
        number(height),
        number(threshold),
        number(terms.r_u),
        number(terms.rate),
    )
}

fn threshold_sync(steps: &mut Steps, terms: &Terms, course: &Course, pace: &Pace) -> Stop {
    let place = bound_place("T: a look when the rest is under the threshold");
    let raised = !matches!(terms.rising, Rising::Never | Rising::Doubling(_));
    let in_force = course.step.map_or(*terms, |step| terms.with_step(step));
    let line_a = pace.line(&in_force);
    let late = terms.t1 < line_a.start;
    if late {
        let with = format!("max({}, {})", seconds(terms.t1), seconds(line_a.start));
        let formula = "start = the end of the first window, before which nothing is measured";
        steps.add("The line begins", formula, with, Value::seconds(line_a.start), place);
    }
    let (formula, with) = if line_a.dirtied == 0.0 || (late && pace.excess == 0.0) {
        ("a1 = d(start), what is dirtied by then", String::new())
    } else if late {
        ("a1 = d(start) + X, what is dirtied by then and what the load writes beyond its mean", String::new())
    } else if 0.0 < pace.excess {
        let with = format!(
            "{} + min({} × {}, {} + {} × {})",
            number(pace.excess),
            number(terms.rate),
            seconds(terms.t1),
            number(terms.hwset),
            number(terms.rate / terms.slowest()),
            number(in_force.c1)
        );
        ("a1 = X + min(mean · t1, HWSET + mean/r_u · c1), X: what the load writes at most beyond its mean", with)
    } else {
        let with = format!(
            "min({} × {}, {} + {} × {})",
            number(terms.first_rate),
            seconds(terms.t1),
            number(terms.hwset),
            number(terms.first_rate / terms.slowest()),
            number(in_force.c1)
        );
        ("a1 = min(RATE · t1, HWSET + λ · c1)", with)
    };
    steps.add("Height of the line", formula, with, Value::pages(course.a1), place);
    let stop = |rule, with| Stop {
        rule,
        with,
        left: if pace.most_allowed == 1.0 {
            "left ≤ c1, what the rule allows"
        } else {
            "left ≤ c1 · (1 + buffer / (r_u · window)): a buffer that goes beyond the cap is sent, and measured"
        },
        noticed: if terms.raises_limit {
            "once the bandwidth has been measured again: a raised limit counts from then on"
        } else {
            "at the end of the burst under way"
        },
        left_at_limit: "left ≤ the line A then, the hot set, and what the first pass has not reached",
        place: if raised { bound_place("thresholds that are raised") } else { place },
    };
    if raised {
        let rule = "t2 ≤ the earliest of the lines of all steps, each from when it is sure to be in force";
        return stop(rule, format!("burst {}", seconds(pace.burst)));
    }
    steps.add(
        "What the first pass left is gone",
        "t_w = t1 + d(t1) / r_u, or the two windows that a measured threshold may need",
        format!("{} + {} / {}", seconds(line_a.start), number(line_a.dirtied), number(terms.r_u)),
        Value::seconds(line_a.first_pass_gone),
        place,
    );
    match pace.sure(terms).1 {
        Why::FirstPassGone if pace.aligned => {
            let with = format!("{}, windows of {}", seconds(line_a.first_pass_gone), seconds(pace.window));
            stop("t2 ≤ the end of the window in which t_w lies", with)
        }
        Why::FirstPassGone => {
            stop("t2 ≤ t_w + burst", format!("{} + {}", seconds(line_a.first_pass_gone), seconds(pace.burst)))
        }
        Why::Line if pace.aligned => {
            let with = line(terms, line_a.start, line_a.a1, terms.c1, 0.0);
            stop("t2 ≤ the end of the window in which t1 + (a1 − c1) / (r_u − RATE) lies", with)
        }
        Why::Line => {
            let with = line(terms, line_a.start, line_a.a1, terms.c1, pace.burst);
            stop("t2 ≤ t1 + (a1 − c1) / (r_u − RATE) + burst", with)
        }
        Why::WithinABurst => stop(
            "t2 ≤ the end of the window in which t_w lies, and a few windows: the hot set goes by in one burst, faster than it is written",
            seconds(line_a.first_pass_gone),
        ),
        Why::InOrder => stop(
            "t2 ≤ the end of the window in which t1 lies, and some windows: a writer in the order of addresses cannot keep out of the sender's \
             way",
            format!(
                "{}, windows of {}; assumed: it writes {} to {} % of its rate in each of them",
                seconds(terms.t1),
                seconds(pace.window),
                number(WRITES_AT_LEAST * 100.0),
                number(WRITES_AT_MOST * 100.0)
            ),
        ),
    }
}

fn fluid(steps: &mut Steps, terms: &Terms, course: &Course, tick: Seconds) -> Stop {
    let place = bound_place("F: a look at every tick");
    if terms.c1_low != terms.c1 {
        let formula = "the least that the product may take for c1, by its estimate of the bandwidth";
        steps.add("Threshold while it is low", formula, "", Value::pages(terms.c1_low), place);
    }
    let tick = tick.as_seconds();
    let (rule, with) = if by_threshold(course) == Some(terms.t1 + tick) {
        ("t2 ≤ t1 + tick", format!("{} + {}", seconds(terms.t1), seconds(tick)))
    } else {
        let with = line(terms, terms.t1, course.a1, terms.c1_low, tick);
        ("t2 ≤ t1 + (a1 − c1) / (r_u − RATE) + tick, with a1 = d(t1)", with)
    };
    Stop {
        rule,
        with,
        left: "left ≤ c1; where it follows the mean, c1 · (1 + tick / the earliest stop)",
        noticed: "at the next tick",
        left_at_limit: "left ≤ the line A then, the hot set, and what the first pass has not reached",
        place,
    }
}

/// S_2, and the numbers of t2.
fn rounds(steps: &mut Steps, terms: &Terms, course: &Course, place: Source) -> String {
    let first = format!("{} + … / {}", seconds(terms.t1), number(terms.r_u));
    let rounds = match (course.ending, course.rounds) {
        (Ending::Limit { limit: LimitKind::Rounds(rounds), .. }, _) | (_, Some(rounds)) => rounds,
        _ => return first,
    };
    let sent = terms.sent_in_rounds(rounds);
    let with = format!("S_2 = {}, λ = {}, K = {rounds}", pages(course.a1), number(terms.lambda()));
    let formula = "S_2 + … + S_K, with S_{k+1} = min(HWSET, λ · S_k)";
    steps.add("Sent in the rounds after the first", formula, with, Value::pages(sent), place);
    format!("{} + {} / {}, K = {rounds}", seconds(terms.t1), number(sent), number(terms.r_u))
}

const NOTICED: &str = "at the end of the round under way, S_2 / r_u later at most";

fn fixed_rounds(steps: &mut Steps, terms: &Terms, course: &Course) -> Stop {
    let place = bound_place("R: complete rounds");
    Stop {
        with: rounds(steps, terms, course, place),
        rule: "t2 ≤ t1 + (S_2 + … + S_K) / r_u, and one round just under the threshold",
        left: "left ≤ min(HWSET, λ · c1): the round may come under the threshold earlier",
        noticed: NOTICED,
        left_at_limit: "left ≤ S_{K+1}",
        place,
    }
}

fn overtaken(steps: &mut Steps, terms: &Terms, course: &Course) -> Stop {
    let place = bound_place("rounds that are overtaken");
    Stop {
        with: rounds(steps, terms, course, place),
        rule: "t2 ≤ t1 + (S_2 + … + S_K + S_{K+1}) / r_u: stopped in the round after the last",
        left: "left ≤ min(c1, S_2)",
        noticed: "at the end of the round after it at the latest",
        left_at_limit: "left ≤ S_{K+1}",
        place,
    }
}

fn estimate_rounds(terms: &Terms, course: &Course) -> Stop {
    let place = bound_place("E: rounds that are estimated first");
    let with = format!(
        "{}, S_2 {}, λ {}, c1 {}, r_u {}, RATE {}",
        seconds(terms.t1),
        number(course.a1),
        number(terms.lambda()),
        number(terms.c1),
        number(terms.r_u),
        number(terms.rate)
    );
    Stop {
        rule: "t2 ≤ t1 + (S_2 − λ · c1) / (r_u − RATE) for S_2 > c1; otherwise one more round at most",
        with,
        left: "left ≤ min(c1, S_2)",
        noticed: NOTICED,
        left_at_limit: "left ≤ the next round, or c1",
        place,
    }
}

fn vote(steps: &mut Steps, terms: &Terms, course: &Course) -> Stop {
    let place = bound_place("V: votes on averages");
    Stop {
        with: rounds(steps, terms, course, place),
        rule: "t2 ≤ t1 + (S_2 + … + S_K + S_{K+1}) / r_u, K the first pass in which the vote is sure to be won",
        left: "left ≤ min(max(c1, 256) + 16, S_2)",
        noticed: NOTICED,
        left_at_limit: "left ≤ the next round, or what a vote allows",
        place,
    }
}
