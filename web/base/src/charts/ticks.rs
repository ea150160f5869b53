//! Where an axis has marks, and what they say.

use super::range::decade;
use super::{Range, Scale};
use precopy_model::numeric::whole_power;
use precopy_model::quantity::text::with_places;

/// Marks at round numbers (1, 2 or 5 times a power of ten), about `wanted` of them.
#[must_use]
pub fn round_marks(range: Range, wanted: f64) -> Vec<f64> {
    let span = range.max() - range.min();
    let rough = span / wanted.max(1.0);
    let decade = decade(rough);
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|step| rough <= step * decade).unwrap_or(10.0) * decade;
    marks(range, step)
}

/// Marks at round times: also quarters of minutes and hours.
#[must_use]
pub fn time_marks(range: Range, wanted: f64) -> Vec<f64> {
    const ROUND: [f64; 17] = [
        15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 10_800.0, 21_600.0, 43_200.0, 86_400.0,
        172_800.0, 432_000.0, 864_000.0,
    ];
    let rough = (range.max() - range.min()) / wanted.max(1.0);
    if rough <= 10.0 {
        return round_marks(range, wanted);
    }
    match ROUND.into_iter().find(|&step| rough <= step) {
        Some(step) => marks(range, step),
        None => round_marks(range, wanted),
    }
}

/// Marks of a logarithmic axis: powers of ten, so many of them apart that there are about `wanted`; on a short axis also
/// their doubles and fivefolds.
#[must_use]
pub fn decade_marks(scale: Scale, wanted: f64) -> Vec<f64> {
    let first = (scale.min().log10() - 1e-9).ceil();
    let count = (scale.max().log10() + 1e-9).floor() - first + 1.0;
    let stride = (count / wanted.max(1.0)).ceil().clamp(1.0, 100.0);
    let is_short = count <= 2.0;
    let mut marks = Vec::new();
    let mut decade = if is_short { first - 1.0 } else { first };
    while decade < first + count && marks.len() < 50 {
        for factor in [1.0, 2.0, 5.0] {
            let mark = factor * ten_to_the(decade);
            let is_on = scale.min() * (1.0 - 1e-9) <= mark && mark <= scale.max() * (1.0 + 1e-9);
            if is_on && (is_short || factor == 1.0) {
                marks.push(mark);
            }
        }
        decade += stride;
    }
    marks
}

/// Ten to the power of a whole number, by products: the library's powers of any number are much code.
fn ten_to_the(whole: f64) -> f64 {
    let power = whole_power(10.0, whole.abs() as u32);
    if whole < 0.0 { 1.0 / power } else { power }
}

/// The label at the lower end of a logarithmic axis: zero has no place of its own there.
#[must_use]
pub fn floor_label(label: String) -> String {
    format!("≤ {label}")
}

/// A time after a moment that has a symbol, or before it: "t₂", "+200 ms", "−50 ms".
#[must_use]
pub fn since_label(after: f64, symbol: &str) -> String {
    if after.abs() < 1e-12 {
        return symbol.to_owned();
    }
    format!("{}{}", if after < 0.0 { "−" } else { "+" }, time_label(after.abs()))
}

fn marks(range: Range, step: f64) -> Vec<f64> {
    let first = (range.min() / step).ceil();
    let count = ((range.max() / step).floor() - first).clamp(0.0, 50.0) as u32;
    (0..=count).map(|index| (first + f64::from(index)) * step).collect()
}

/// A number of pages, short: "750 k", "1 M".
#[must_use]
pub fn page_label(pages: f64) -> String {
    let (value, unit) = if pages >= 1e9 {
        (pages / 1e9, " G")
    } else if pages >= 1e6 {
        (pages / 1e6, " M")
    } else if pages >= 1e3 {
        (pages / 1e3, " k")
    } else {
        (pages, "")
    };
    format!("{}{unit}", plain(value))
}

/// A time on an axis: "0", "200 ms", "10 s", "5 min", "2 h".
#[must_use]
pub fn time_label(seconds: f64) -> String {
    if seconds == 0.0 {
        return "0".to_owned();
    }
    if seconds < 0.9999e-3 {
        return format!("{} µs", plain(seconds * 1e6));
    }
    if seconds < 0.9999 {
        return format!("{} ms", plain(seconds * 1e3));
    }
    let whole = |unit: f64| (seconds / unit).fract().abs() < 1e-9;
    if seconds >= 86_400.0 && whole(3600.0) {
        return format!("{} d", plain(seconds / 86_400.0));
    }
    if seconds >= 3600.0 && whole(900.0) {
        return format!("{} h", plain(seconds / 3600.0));
    }
    if seconds >= 120.0 && whole(15.0) {
        return format!("{} min", plain(seconds / 60.0));
    }
    format!("{} s", plain(seconds))
}

/// A number without the noise of floating point.
fn plain(value: f64) -> String {
    let text = with_places(value, 3);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text.is_empty() { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_few() {
        assert_eq!(round_marks(Range::around(0.0, 1_048_576.0), 4.0), [0.0, 5e5, 1e6]);
        assert_eq!(time_marks(Range::around(0.0, 40.0), 5.0), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(time_marks(Range::around(0.0, 500.0), 5.0), [0.0, 120.0, 240.0, 360.0, 480.0]);
        for max in [1e-9, 1e-3, 0.7, 3.0, 1e5, 1e9, 1e300] {
            let count = time_marks(Range::around(0.0, max), 5.0).len();
            assert!((2..=51).contains(&count), "{max}: {count}");
        }
    }

    #[test]
    fn decades_are_few_and_a_short_axis_has_marks_too() {
        let scale = |floor, max| Scale::logarithmic(floor, Range::around(0.0, max));
        assert_eq!(decade_marks(scale(1.0, 2e6), 7.0), [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6]);
        assert_eq!(decade_marks(scale(1.0, 2e6), 4.0), [1.0, 100.0, 1e4, 1e6]);
        assert_eq!(decade_marks(scale(3.0, 40.0), 4.0), [5.0, 10.0, 20.0]);
        for max in [1e-9, 1.0, 1e15, 1e300] {
            let count = decade_marks(scale(1.0, max), 5.0).len();
            assert!((2..=8).contains(&count), "{max}: {count}");
        }
    }

    #[test]
    fn times_after_a_moment() {
        assert_eq!([-0.05, 0.0, 0.2, 2.0].map(|after| since_label(after, "t₂")), ["−50 ms", "t₂", "+200 ms", "+2 s"]);
    }

    #[test]
    fn labels() {
        assert_eq!(
            [0.0, 0.2, 10.0, 90.0, 300.0, 5400.0, 172_800.0].map(time_label),
            ["0", "200 ms", "10 s", "90 s", "5 min", "1.5 h", "2 d"]
        );
        assert_eq!([0.0, 250_000.0, 1e6, 8.5e9].map(page_label), ["0", "250 k", "1 M", "8.5 G"]);
    }
}
