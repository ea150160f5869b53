//! Waves: steps that went on at the same time, one group after the other.

use precopy_model::plan::Timeline;

/// The steps of a plan in waves, each in the order in which they were begun. All of a wave went on at one moment, so that no more go on at
/// once than in the plan; whatever a step waited for was over when it was begun, and is in an earlier wave. Steps that were never begun are in
/// none.
pub(super) fn waves(timeline: &Timeline) -> Vec<Vec<usize>> {
    let begun = |at: usize| timeline.ran.get(at).and_then(|ran| ran.start).map(|start| start.as_seconds());
    let over = |at: usize| timeline.ran.get(at).and_then(|ran| ran.end).map_or(f64::INFINITY, |end| end.as_seconds());
    let mut order: Vec<(f64, usize)> = (0..timeline.ran.len()).filter_map(|at| Some((begun(at)?, at))).collect();
    precopy_model::numeric::sort_by(&mut order, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut waves: Vec<Vec<usize>> = Vec::new();
    let mut first_end = f64::NEG_INFINITY;
    for (start, at) in order {
        match waves.last_mut().filter(|_| start < first_end) {
            Some(wave) => wave.push(at),
            None => {
                waves.push(vec![at]);
                first_end = f64::INFINITY;
            }
        }
        first_end = first_end.min(over(at));
    }
    waves
}

#[cfg(test)]
mod tests {
    use precopy_model::plan::{Action, Ended, Ran};
    use precopy_model::quantity::Seconds;

    use super::*;

    #[test]
    fn what_went_on_at_one_moment_is_a_wave() {
        let ran = |start: f64, end: f64| Ran {
            action: Action::Boot(0),
            start: (0.0 <= start).then(|| Seconds::from_seconds(start)),
            end: (0.0 <= end).then(|| Seconds::from_seconds(end)),
            ended: Ended::Switched,
        };
        // Two at a time: the third is begun when the second is over, the fourth when the first is.
        let pairs = [(0.0, 5.0), (0.0, 4.0), (4.0, 9.0), (5.0, 7.0), (-1.0, -1.0), (7.0, -1.0), (8.0, 9.0)];
        let timeline =
            Timeline { ran: pairs.into_iter().map(|(start, end)| ran(start, end)).collect(), ..Timeline::default() };
        assert_eq!(waves(&timeline), [vec![0, 1], vec![2, 3], vec![5, 6]]);
    }
}
