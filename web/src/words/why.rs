//! The answer in words: the verdict, why it is so by the bound and by the simulation, and where it would change.

use precopy_model::predict::{LimitKind, Outcome, Prediction, Reason, WayOut};
use precopy_model::quantity::text::{Amount, grouped, short, short_seconds};
use precopy_model::quantity::{PagesPerSecond, Seconds};
use precopy_model::scenario::{LimitAction, Raised, Threshold};

use crate::state::{Curves, Results};

/// The verdict: one word or two that the sentence begins with, and whether it is a good one. The bound's, where it is shown.
#[must_use]
pub fn verdict(results: &Results, curves: Curves) -> (&'static str, bool) {
    let simulated = &results.simulation.prediction;
    let lead = if curves.has_bound() { &results.bound } else { simulated };
    match (lead.outcome, lead.reason) {
        (Outcome::Completes, Reason::Threshold { .. }) => ("Converges.", true),
        (Outcome::Completes, Reason::Limit { limit: LimitKind::Rounds(_), .. }) => ("Stops after its rounds.", true),
        (Outcome::Completes, Reason::Limit { action: LimitAction::PostCopy, .. }) => ("Ends in post-copy.", true),
        (Outcome::Completes, _) => ("Does not converge.", false),
        // Of a bound, "cancelled" means that it may be.
        (Outcome::Cancelled, _) if simulated.outcome == Outcome::Completes => ("May be cancelled.", false),
        (Outcome::Cancelled, _) => ("Is cancelled.", false),
        (Outcome::Never, Reason::NoPageAllowed) => ("May never end.", false),
        (Outcome::Never, Reason::Outpaced { way_out: WayOut::Throttling, .. }) => {
            ("Not without slowing the guest down.", false)
        }
        (Outcome::Never, Reason::Outpaced { way_out: WayOut::RaisedLimit, .. }) => {
            ("Not within its downtime limit.", false)
        }
        (Outcome::Never, _) if simulated.outcome != Outcome::Never => ("May never end.", false),
        (Outcome::Never, _) => ("Does not converge.", false),
    }
}

/// The sentence after the verdict: why it ends that way, also by the other answer where that ends otherwise, and what the edge
/// is.
#[must_use]
pub fn why(results: &Results, curves: Curves) -> String {
    let (bound, simulated) = (&results.bound, &results.simulation.prediction);
    let differ = end(bound) != end(simulated);
    let mut text = if curves.has_bound() { sure(results) } else { expected(simulated, "It ") };
    if curves.has_bound() && (differ || bound.brownout <= Seconds::ZERO && Seconds::ZERO < simulated.brownout) {
        text += &expected(simulated, " Simulated, it ");
    } else if differ && !curves.has_bound() {
        text += " At worst, it ";
        text += &bound.reason_in_words();
        text += ".";
    }
    // What converges after all needs no other edge.
    if bound.outcome == Outcome::Never && differ { text } else { text + &edge(results) }
}

/// What ends a migration, where that may be one thing by the bound and another by the simulation: the rule, the limit that struck or
/// the threshold in force.
fn end(one: &Prediction) -> (Outcome, &'static str, Option<Seconds>) {
    let limit = match one.reason {
        Reason::Threshold { threshold: Threshold::DowntimeLimit { limit, .. }, .. } => Some(limit),
        _ => None,
    };
    (one.outcome, one.reason.id(), limit)
}

/// Why it ends as it does by the simulation, in a sentence.
fn expected(simulated: &Prediction, it: &str) -> String {
    let mut text = it.to_owned() + &simulated.reason_in_words();
    if Seconds::ZERO < simulated.brownout && simulated.outcome == Outcome::Completes {
        text += if simulated.ends_in_post_copy() {
            "; then it waits for pages for "
        } else {
            "; until then it is slowed down for "
        };
        text += &short_seconds(simulated.brownout);
        text += " (brownout)";
    }
    text + "."
}

/// Why it ends as it does by the bound, in a sentence or two.
fn sure(results: &Results) -> String {
    let bound = &results.bound;
    let (rate, copy_rate) = (results.scenario.dirtying.rate, results.copy_rate.used);
    let may = bound.outcome == Outcome::Cancelled && results.simulation.prediction.outcome == Outcome::Completes;
    let reason = format!("{} {}.", if may { "At worst, it" } else { "It" }, bound.reason_in_words());
    let pages = |rate: PagesPerSecond| grouped(rate.as_pages_per_second());
    let overtaken = format!(
        "The guest rewrites {} pages/s and only {} can be sent: what has been sent is overtaken",
        pages(rate),
        pages(copy_rate)
    );
    let text = match bound.reason {
        Reason::Outpaced { way_out, .. } => {
            overtaken
                + match way_out {
                    WayOut::None => ", and this product has no limit.",
                    // The verdict says what it has to do.
                    WayOut::Throttling | WayOut::RaisedLimit => ".",
                }
        }
        Reason::Limit { .. } | Reason::Cancelled { .. } if copy_rate <= rate => format!("{overtaken}. {reason}"),
        _ => reason,
    };
    text + &brownout(bound)
}

/// What the guest bears while it runs, in a sentence.
fn brownout(bound: &Prediction) -> String {
    if bound.brownout <= Seconds::ZERO || bound.outcome != Outcome::Completes {
        return String::new();
    }
    let time = short_seconds(bound.brownout);
    if bound.ends_in_post_copy() {
        format!(" It then runs at the destination and waits for pages for up to {time} (brownout).")
    } else {
        format!(" It is slowed down for up to {time} (brownout).")
    }
}

/// Where the verdict would change.
fn edge(results: &Results) -> String {
    let copy_rate = grouped(results.copy_rate.used.as_pages_per_second());
    let page = results.scenario.hypervisor.page_size.value;
    let downtime_rule = matches!(results.scenario.hypervisor.threshold.value, Threshold::DowntimeLimit { .. });
    match (results.bound.outcome, results.bound.reason) {
        (Outcome::Completes, Reason::Threshold { .. })
            if results.bound.limit.is_none() && results.copy_rate.used > results.scenario.dirtying.rate =>
        {
            let slowed = results.scenario.hypervisor.throttle.value.is_some();
            let raised = matches!(
                results.scenario.hypervisor.threshold.value,
                Threshold::DowntimeLimit { raised: Raised::Doubling(_), .. }
            );
            let instead = match (slowed, raised) {
                (true, _) => "this product has to slow the guest down",
                (false, true) => "this product has to raise its downtime limit",
                (false, false) => "it might never end",
            };
            format!(" Above {copy_rate} writes/s {instead}.")
        }
        (Outcome::Never, Reason::Outpaced { .. }) | (Outcome::Completes, Reason::Limit { .. }) if downtime_rule => {
            let small = short(Amount::Bytes(results.bound.threshold.in_bytes(page)));
            format!(" It converges below {copy_rate} writes/s, or with at most {small} hot.")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;

    /// The bound does not come down within the limit, the simulation does.
    const MAY_BE_CANCELLED: &str =
        "hv=custom&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s&time-limit=2.6s&on-limit=cancel";

    #[test]
    fn sentences_say_how_it_ends_and_where_the_edge_is() {
        let say = |link: &str| {
            let state = State::from_link(link);
            let curves = state.shown().curves;
            format!("{} {}", verdict(&state.results, curves).0, why(&state.results, curves))
        };
        assert_eq!(
            say("hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s&link=10Gbit/s"),
            "Converges. It stops because what is left, at most 9,926 pages, can be sent within 300 ms. \
             Above 32,704 writes/s it might never end."
        );
        assert_eq!(
            say("hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=45000pages/s&link=10Gbit/s"),
            "Does not converge. The guest rewrites 45,000 pages/s and only 32,704 can be sent: what has been sent is \
             overtaken, and this product has no limit. It converges below 32,704 writes/s, or with at most 38.4 MiB hot."
        );
    }

    #[test]
    fn a_bound_that_is_cancelled_may_be() {
        let state = State::from_link(MAY_BE_CANCELLED);
        assert_eq!(state.results.simulation.prediction.outcome, Outcome::Completes);
        assert_eq!(verdict(&state.results, Curves::Both), ("May be cancelled.", false));
        let why = why(&state.results, Curves::Both);
        assert!(
            why.starts_with("At worst, it is cancelled after 2.65 s, ")
                && why.contains(" Simulated, it stops because "),
            "{why}"
        );
        assert_eq!(verdict(&state.results, Curves::Expected), ("Converges.", true));
        let surely = State::from_link("hv=custom&dirty=50000000pages/s&time-limit=30s&on-limit=cancel").results;
        assert_eq!(verdict(&surely, Curves::Both).0, "Is cancelled.");
    }

    #[test]
    fn where_only_the_simulation_ends_both_are_told() {
        let say = |link: &str| {
            let state = State::from_link(link);
            let curves = state.shown().curves;
            format!("{} {}", verdict(&state.results, curves).0, why(&state.results, curves))
        };
        let slowed = say("hv=qemu-auto-converge&dirty=45000pages/s");
        assert!(slowed.starts_with("Not without slowing the guest down. The guest rewrites"), "{slowed}");
        assert!(slowed.contains(" Simulated, it stops because ") && slowed.ends_with("(brownout)."), "{slowed}");
        let alone = say("hv=qemu-auto-converge&dirty=45000pages/s&curves=expected");
        assert!(alone.starts_with("Converges. It stops because the "), "{alone}");
        assert!(alone.contains(" At worst, it has no sure end: "), "{alone}");
        let never = say("dirty=45000pages/s&curves=expected");
        assert!(never.starts_with("Does not converge. It never ends: "), "{never}");
    }
}
