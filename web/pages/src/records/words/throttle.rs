//! What is said of rules that throttle.

use precopy_model::quantity::text::{Amount, grouped, short, short_seconds, with_places};
use precopy_model::records::log::{Estimated, Recommendation, Rule, Throttled};

use super::amounts::percent;
use super::pressure;
use crate::records::state::pressed::Scale;
use crate::records::state::rule::Kind;

/// The head.
pub const TITLE: &str = "Had there been a limit";
/// Name of a choice.
pub const RULE: &str = "Rule";
/// Name of the slider.
pub const LIMIT: &str = "Limit";
/// Name of a field.
pub const LINK: &str = "A host’s link";
/// Name of a field.
pub const TARGET: &str = "At most this share is to fail";
/// What is typed is none.
pub const NO_SHARE: &str = "A share is wanted here, such as 2 %.";
/// What is typed is none.
pub const NO_LINK: &str = "A rate is wanted here, such as 10 Gbit/s.";
/// Where one migration's rate is not known.
pub const NO_RATE: &str = "What one migration sends is not known: too few tell their size and time.";
/// The picture.
pub const PICTURE: &str = "Area: the most at once, as it was. Line: the most at once under the rule. Drag across to look only at what began then.";
/// What the replay takes for granted.
pub const ASSUMED: &str = "Every migration of the log is played again with the duration that it had; under less pressure most would be shorter, so \
    that waits are on the safe side. Failures are those that the fitted curve expects, taking pressure for their cause, which a log cannot prove.";
/// Where there is no curve.
pub const NO_CURVE: &str = "Without a curve nothing is said of failures.";
/// Name of the recommendation.
pub const RECOMMENDED: &str = "Recommended";

/// A kind of rule.
#[must_use]
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::AtMost => "so many at once",
        Kind::AtMostOnHost => "so many at a host",
        Kind::Cost => "so much cost at once",
        Kind::LeaveOfLink => "leave some of the link",
    }
}

/// A rule.
#[must_use]
pub fn rule(rule: Rule, costs: Scale) -> String {
    match rule {
        Rule::AtMost(count) => format!("at most {} at once", grouped(f64::from(count))),
        Rule::AtMostOnHost(count) => format!("at most {} at each host", grouped(f64::from(count))),
        Rule::Cost(cost) => format!("at most {} in flight", pressure::amount(cost, costs)),
        Rule::LeaveOfLink { share, .. } => format!("{} of each host’s link stays free", percent(share)),
    }
}

/// What it would have come to.
#[must_use]
pub fn sentence(throttled: &Throttled) -> String {
    let waited = throttled.waits.count();
    if waited == 0 {
        return "None would have waited.".to_owned();
    }
    let share = waited as f64 / throttled.count.max(1) as f64;
    let at = |share: f64| throttled.waits.quantile(share).map_or_else(String::new, short_seconds);
    format!(
        "{} of {} ({}) would have waited: half of these up to {}, the longest {}. The last one would have ended {} later; at most {} instead of {} \
         would have been in flight at once.",
        grouped(waited as f64),
        grouped(throttled.count as f64),
        percent(share),
        at(0.5),
        at(1.0),
        short_seconds(throttled.later),
        throttled.most[1],
        throttled.most[0]
    )
}

/// What the curve says of failures.
#[must_use]
pub fn failures(throttled: &Throttled) -> Option<String> {
    let ([was, is], avoided) = (throttled.expected?, throttled.avoided?);
    let rate = throttled.rate.map_or_else(String::new, |rate| format!(", a share of {}", between(rate, percent)));
    Some(format!(
        "Expected failures: {} instead of {}{rate}. Avoided: {}.",
        count(is.value),
        count(was.value),
        between(avoided, count)
    ))
}

fn between(estimated: Estimated<f64>, text: impl Fn(f64) -> String) -> String {
    format!("{} ({} to {})", text(estimated.value), text(estimated.least), text(estimated.most))
}

fn count(number: f64) -> String {
    let sign = if number < -0.05 { "−" } else { "" };
    let number = number.abs();
    format!("{sign}{}", if number < 100.0 { with_places(number, 1) } else { grouped(number) })
}

/// What is recommended, with its evidence.
#[must_use]
pub fn recommended(recommendation: &Recommendation, target: f64, costs: Scale) -> String {
    let target = short(Amount::Share(target));
    match recommendation {
        Recommendation::NotNeeded => {
            format!("No limit is needed: the curve expects no more than {target} to fail as it is.")
        }
        Recommendation::Limit(throttled) => format!(
            "The loosest limit under which the curve expects no more than {target} to fail: {}. {} {}",
            rule(throttled.rule, costs),
            sentence(throttled),
            failures(throttled).unwrap_or_default()
        ),
        Recommendation::OutOfReach(throttled) => format!(
            "No limit of this kind does: even with {} the curve expects {} to fail. Something else than pressure makes the rest.",
            rule(throttled.rule, costs),
            throttled.rate.map_or_else(String::new, |rate| between(rate, percent))
        ),
        Recommendation::Nothing => "There is nothing to be limited.".to_owned(),
    }
}

/// The picture, for those who do not see it.
#[must_use]
pub fn summary(throttled: &Throttled, costs: Scale) -> String {
    let said = failures(throttled).unwrap_or_default();
    format!("{}: {} {said}", rule(throttled.rule, costs), sentence(throttled))
}
