//! Figures that people type: 150, 200, 250, 300, …

/// First digits of the figures of each power of ten.
const STEPS: [f64; 10] = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0];
/// Usual speeds of a port, in Gbit/s.
const PORTS: [f64; 9] = [1.0, 2.5, 10.0, 25.0, 40.0, 50.0, 100.0, 200.0, 400.0];
/// Time limits in seconds, up to a day.
const TIMES: [f64; 34] = [
    1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 150.0, 180.0, 240.0, 300.0, 400.0, 500.0,
    600.0, 800.0, 900.0, 1200.0, 1500.0, 1800.0, 2400.0, 3600.0, 5400.0, 7200.0, 10_800.0, 14_400.0, 21_600.0,
    28_800.0, 43_200.0, 86_400.0,
];
/// Counts.
const COUNTS: [f64; 15] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0, 30.0, 50.0, 100.0, 200.0];
/// Powers of ten beyond which there are no figures.
const MOST: f64 = 1e12;
/// Parts into which the way between two figures is divided where a finer one is looked for.
const FINER: f64 = 10.0;

/// Whole figures within a range, rising.
pub(super) fn figures(from: f64, to: f64) -> Vec<f64> {
    let mut found = Vec::new();
    let mut decade = 1.0;
    while decade <= to && decade < MOST {
        for figure in STEPS.map(|step| step * decade) {
            if figure == libm::floor(figure) && from <= figure && figure <= to {
                found.push(figure);
            }
        }
        decade *= 10.0;
    }
    found
}

/// Finer whole figures between two others, without them, rising: the multiples of 1, 2, 5, 10, …
pub(super) fn finer(from: f64, to: f64) -> Vec<f64> {
    let mut step = 1.0;
    for factor in [2.0, 2.5, 2.0].into_iter().cycle().take(40) {
        if (to - from) / FINER <= step {
            break;
        }
        step *= factor;
    }
    let mut found = Vec::new();
    let mut figure = (libm::floor(from / step) + 1.0) * step;
    while figure < to && found.len() < 2 * FINER as usize {
        found.push(figure);
        figure += step;
    }
    found
}

/// The largest whole figure of two digits that is not above a number; zero below one.
pub(super) fn two_digits_below(most: f64) -> f64 {
    let mut step = 1.0;
    while step * 100.0 <= most {
        step *= 10.0;
    }
    libm::floor(most / step) * step
}

/// Those within a range, rising.
fn within(all: &[f64], from: f64, to: f64) -> Vec<f64> {
    all.iter().copied().filter(|&figure| from <= figure && figure <= to).collect()
}

/// Usual speeds of a port within a range, in Gbit/s, rising.
pub(super) fn ports(from: f64, to: f64) -> Vec<f64> {
    within(&PORTS, from, to)
}

/// Time limits within a range, in seconds, rising.
pub(super) fn times(from: f64, to: f64) -> Vec<f64> {
    within(&TIMES, from, to)
}

/// Counts within a range, rising.
pub(super) fn counts(from: f64, to: f64) -> Vec<f64> {
    within(&COUNTS, from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_that_people_type() {
        assert_eq!(figures(1.0, 12.0), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0]);
        assert_eq!(figures(199.0, 400.0), [200.0, 250.0, 300.0, 400.0]);
        assert_eq!(finer(250.0, 300.0), [255.0, 260.0, 265.0, 270.0, 275.0, 280.0, 285.0, 290.0, 295.0]);
        assert_eq!(finer(3.0, 5.0), [4.0]);
        assert_eq!(finer(3.0, 4.0), [0.0; 0]);
        assert_eq!([two_digits_below(1122.3), two_digits_below(87.9), two_digits_below(0.3)], [1100.0, 87.0, 0.0]);
        assert_eq!(ports(10.1, 60.0), [25.0, 40.0, 50.0]);
        // Ten for each power of ten up to the last, but 1.2, 1.5 and 2.5.
        assert_eq!(figures(1.0, f64::INFINITY).len(), 12 * 10 - 3);
    }
}
