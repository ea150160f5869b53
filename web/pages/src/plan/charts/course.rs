//! What is constant from one moment to the next, as points to be drawn: never more than can be seen.

use precopy_model::plan::Steps;

use super::Window;

/// Two values that are stacked, from a moment on.
pub(super) type Stacked = (f64, [f64; 2]);

/// How two things that are stacked go on within a window, told in no more than about two moments for each of so many columns. Where there is
/// more in a column, it is told by its greatest sum and by what it is at its end, so that nothing that is short and high gets lost.
pub(super) fn course(both: [Option<&Steps>; 2], window: Window, columns: f64) -> Vec<Stacked> {
    let values = both.map(|steps| steps.map_or(&[][..], |steps| steps.values.as_slice()));
    let mut next = values.map(|values| values.partition_point(|(at, _)| *at <= window.from));
    let mut now = both.map(|steps| steps.map_or(0.0, |steps| steps.at(window.from)));
    let mut points: Vec<Stacked> = vec![(window.from, now)];
    let column = |at: f64| ((at - window.from) / (window.to - window.from) * columns).floor();
    let sum = |[one, other]: [f64; 2]| one + other;
    // The last thing that happened is not told yet: something greater in its column was.
    let mut untold: Option<Stacked> = None;
    loop {
        let [a, b] = [0, 1].map(|which| {
            let values = values.get(which)?;
            values.get(*next.get(which)?).copied()
        });
        let at = match (a, b) {
            (Some(a), Some(b)) => a.0.min(b.0),
            (Some(one), None) | (None, Some(one)) => one.0,
            (None, None) => break,
        };
        if window.to < at {
            break;
        }
        for ((one, next), now) in [a, b].into_iter().zip(&mut next).zip(&mut now) {
            if let Some((_, value)) = one.filter(|one| one.0 <= at) {
                *now = value;
                *next += 1;
            }
        }
        let last = points.last_mut().filter(|last| column(last.0) == column(at) && last.0 != window.from);
        match last {
            Some(last) => {
                if sum(last.1) <= sum(now) {
                    last.1 = now;
                    untold = None;
                } else {
                    untold = Some((at, now));
                }
            }
            None => {
                points.extend(untold.take());
                points.push((at, now));
            }
        }
    }
    points.extend(untold);
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(values: &[(f64, f64)]) -> Steps {
        Steps { values: values.to_vec() }
    }

    #[test]
    fn few_changes_are_told_as_they_are() {
        let (a, b) = (steps(&[(0.0, 1.0), (5.0, 3.0)]), steps(&[(2.0, 4.0), (20.0, 9.0)]));
        let told = course([Some(&a), Some(&b)], Window { from: 1.0, to: 11.0 }, 100.0);
        assert_eq!(told, [(1.0, [1.0, 0.0]), (2.0, [1.0, 4.0]), (5.0, [3.0, 4.0])]);
        assert_eq!(course([None, None], Window::whole(1.0), 10.0), [(0.0, [0.0; 2])]);
    }

    #[test]
    fn of_many_the_highest_is_seen_and_what_comes_after_is_right() {
        let many: Vec<(f64, f64)> = (0..10_000).map(|at| (f64::from(at) * 0.01, f64::from(at % 7))).collect();
        let many = steps(&many);
        let told = course([Some(&many), None], Window::whole(100.0), 50.0);
        assert!(told.len() <= 102, "{}", told.len());
        assert!(told.iter().filter(|(_, [value, _])| *value == 6.0).count() >= 49);
        let spike = steps(&[(0.0, 0.0), (50.0, 9.0), (50.001, 1.0)]);
        let told = course([Some(&spike), None], Window::whole(100.0), 10.0);
        assert_eq!(told, [(0.0, [0.0, 0.0]), (50.0, [9.0, 0.0]), (50.001, [1.0, 0.0])]);
    }
}
