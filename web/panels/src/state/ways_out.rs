//! Ways out for a guest that writes too fast: what post-copy and slowing it down would do under the chosen product's own loop.

use precopy_model::predict::post_copy::{self, Switch};
use precopy_model::predict::{Prediction, rounds};
use precopy_model::quantity::Pages;
use precopy_model::scenario::{Checked, LoopFamily, Throttle};

/// A way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// None: the product as it is.
    AsItIs,
    /// QEMU's auto-converge.
    SlowedDown,
    /// Post-copy before any page is sent.
    PostCopyAtOnce,
    /// Post-copy after the first pass.
    PostCopyAfterFirstPass,
    /// Post-copy when the product's limit strikes.
    PostCopyAtLimit,
}

/// What would come of it.
#[derive(Clone, Debug)]
pub struct WayOut {
    /// Which way.
    pub way: Way,
    /// What comes of it.
    pub expected: Prediction,
    /// Pages that the guest waits for after a switch; none without one.
    pub faults: Option<Pages>,
}

/// All ways that there are for a scenario. A switch that would come after the end is none.
#[must_use]
pub fn ways_out(scenario: &Checked) -> Vec<WayOut> {
    let as_it_is = rounds::predict(scenario);
    let limited = as_it_is.limit.is_some();
    let mut ways = vec![WayOut { way: Way::AsItIs, expected: as_it_is, faults: None }];
    ways.extend(slowed_down(scenario));
    let switches = [
        (Way::PostCopyAtOnce, Switch::AtOnce),
        (Way::PostCopyAfterFirstPass, Switch::AfterRounds(1)),
        (Way::PostCopyAtLimit, Switch::AtLimit),
    ];
    for (way, switch) in switches {
        if way == Way::PostCopyAtLimit && !limited {
            continue;
        }
        let came = post_copy::predict(scenario, switch);
        if came.switched() {
            ways.push(WayOut { way, faults: Some(came.faults), expected: came.prediction });
        }
    }
    ways
}

/// With auto-converge, where the loop is one that has it and it is off.
fn slowed_down(scenario: &Checked) -> Option<WayOut> {
    let hypervisor = &scenario.hypervisor;
    let has_it = matches!(hypervisor.family.value, LoopFamily::ThresholdSync { .. });
    if !has_it || hypervisor.throttle.value.is_some() {
        return None;
    }
    let mut slowed = scenario.clone().into_inner();
    slowed.hypervisor.throttle.enter(Some(Throttle::AUTO_CONVERGE));
    let expected = rounds::predict(&slowed.check().ok()?);
    Some(WayOut { way: Way::SlowedDown, expected, faults: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Calculator;
    use precopy_model::predict::Outcome;

    fn ways(link: &str) -> Vec<WayOut> {
        ways_out(&Calculator::of_link(link).scenario)
    }

    #[test]
    fn a_guest_that_never_migrates_has_ways_out() {
        let ways = ways("hv=qemu&mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=45000pages/s&link=10Gbit/s");
        let names: Vec<Way> = ways.iter().map(|way| way.way).collect();
        assert_eq!(names, [Way::AsItIs, Way::SlowedDown, Way::PostCopyAtOnce, Way::PostCopyAfterFirstPass]);
        assert_eq!(ways[0].expected.outcome, Outcome::Never);
        assert!(ways[1..].iter().all(|way| way.expected.outcome == Outcome::Completes));
        assert!(ways[2].faults.is_some_and(|faults| 1000.0 < faults.as_pages()));
    }

    #[test]
    fn a_switch_that_would_come_too_late_is_none() {
        let ways = ways("hv=libvirt&mem=4GiB&ws=1GiB&hot=10MiB&dirty=100pages/s&link=10Gbit/s&time-limit=1h");
        assert!(ways.iter().all(|way| way.way != Way::PostCopyAtLimit));
    }
}
