//! A point of the map: what is predicted there, and what has to be entered to get there.

use precopy_base::calculator::Calculator;
use precopy_formats::Inputs;
use precopy_formats::fields::row;
use precopy_model::explore::{Figures, Input, Who};
use precopy_model::problem::Field;
use precopy_model::quantity::text::{Amount, print, to_digits};
use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, Pages, PagesPerSecond, Seconds};
use precopy_model::scenario::{Checked, LinkSpeed};

use super::{Axes, Ends, is_locked};

/// Both values of a point as they would be entered: three digits each, on their axes and within what is accepted.
#[must_use]
pub fn rounded(axes: &Axes, scenario: &Checked, (across, up): (f64, f64)) -> (f64, f64) {
    let round = |ends: &Ends, value: f64| {
        let rounded = ends.unit.rounded(value).max(ends.from).min(ends.to);
        match ends.input.accepted(scenario) {
            // How large a part may be depends on its parent, which may be the other one of the two.
            Some(accepted) if ends.from <= accepted.from && rounded < accepted.from => accepted.from,
            _ => rounded,
        }
    };
    (round(&axes.across, across), round(&axes.up, up))
}

/// What is predicted at a point, as the calculator says it once the point's values are entered; none where there is no such guest.
#[must_use]
pub fn figures(calculator: &Calculator, axes: &Axes, who: Who, point: (f64, f64)) -> Option<Figures> {
    let entries = entries(calculator, axes, point);
    if entries.is_empty() {
        return None;
    }
    let mut inputs = calculator.inputs.clone();
    for (field, text) in entries {
        inputs.set(field, row(field).parse(&text).ok()?);
    }
    inputs.scenario().ok().map(|scenario| who.figures(&scenario))
}

/// What has to be entered to get to a point, in this order, so that the answer is the point's; nothing where there is no such guest.
///
/// The page lets working set and hot set follow what they are parts of, in its own way; so that they are as on the map, they are
/// entered too.
#[must_use]
pub fn entries(calculator: &Calculator, axes: &Axes, (across, up): (f64, f64)) -> Vec<(Field, String)> {
    let Some(target) = axes.put(&calculator.scenario, (across, up)) else { return Vec::new() };
    let mut values: Vec<(Input, f64)> = Vec::with_capacity(4);
    let turned = |input: Input| axes.across.input == input || axes.up.input == input;
    for input in Input::ALL {
        let follows = match input {
            Input::WorkingSet => turned(Input::Memory),
            Input::HotSet => turned(Input::Memory) || turned(Input::WorkingSet),
            _ => false,
        };
        if axes.across.input == input {
            values.push((input, across));
        } else if axes.up.input == input {
            values.push((input, up));
        } else if follows && !is_locked(calculator, input) {
            values.extend(input.value(&target).map(|value| (input, value)));
        }
    }
    values.into_iter().map(|(input, value)| (input.field(), text(input, value, &calculator.inputs, &target))).collect()
}

/// A value as it would be typed, in the kind of unit in which the person has given it.
fn text(input: Input, value: f64, inputs: &Inputs, target: &Checked) -> String {
    let page = target.hypervisor.page_size.value.as_bytes();
    let given = inputs.effective(input.field()).0.amount();
    let size = |parent: f64| match given {
        Some(Amount::Pages(_)) => Amount::Pages(Pages::from_pages(value / page)),
        Some(Amount::Share(_)) if 0.0 < parent => {
            Amount::Share(to_digits(value / parent * 100.0, 4).min(100.0) / 100.0)
        }
        _ => Amount::Bytes(Bytes::from_bytes(value)),
    };
    let byte_rate = |value: f64| Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(value));
    print(match input {
        Input::Memory => size(0.0),
        Input::WorkingSet => size(target.vm.memory.as_bytes()),
        Input::HotSet => size(target.vm.working_set.as_bytes()),
        Input::DirtyRate if matches!(given, Some(Amount::BytesPerSecond(_))) => byte_rate(value * page),
        Input::DirtyRate => Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(value)),
        Input::Link => match target.link.speed {
            LinkSpeed::Line(_) => Amount::BitsPerSecond(BitsPerSecond::from_bits_per_second(value)),
            LinkSpeed::Payload(_) => byte_rate(value),
            LinkSpeed::CopyRate(_) => Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(value)),
        },
        Input::BandwidthCap => byte_rate(value),
        Input::DowntimeLimit => Amount::Seconds(Seconds::from_seconds(value)),
        Input::StopThreshold => Amount::Pages(Pages::from_pages(value)),
        Input::FirstThrottle => Amount::Share(value),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Choice, Side, offered};
    use super::*;

    #[test]
    fn what_is_entered_reads_back_and_gives_the_answer_of_the_point() {
        let links = [
            "mem=4GiB&ws=2.8GiB&hot=512MiB&dirty=22000pages/s",
            "hv=xen&mem=64GiB&ws=40GiB&hot=20pct&dirty=200MiB/s&link=1250MB/s",
            "hv=nova&mem=16GiB&ws=70pct&hot=20pct&link=200000pages/s",
        ];
        let mut entered = 0;
        for link in links {
            let calculator = Calculator::of_link(link);
            let offered = offered(&calculator);
            for across in &offered {
                for up in offered.iter().filter(|up| *up != across) {
                    let usual = Choice::of(&calculator).expect("a choice");
                    let choice = Choice { across: Side::usual(*across), up: Side::usual(*up), ..usual };
                    let axes = Axes::of(&calculator, &choice).expect("axes");
                    let point = rounded(&axes, &calculator.scenario, axes.values((0.3, 0.8)));
                    let Some(target) = axes.put(&calculator.scenario, point) else { continue };
                    let mut inputs = calculator.inputs.clone();
                    for (field, text) in entries(&calculator, &axes, point) {
                        inputs.set(field, row(field).parse(&text).unwrap_or_else(|_| panic!("{field:?} {text}")));
                    }
                    let there = inputs.scenario().expect("sound");
                    for input in [*across, *up] {
                        let (is, wanted) = (input.value(&there).expect("is"), input.value(&target).expect("wanted"));
                        assert!((is / wanted - 1.0).abs() < 5e-4, "{link} {input:?} {is} {wanted}");
                        entered += 1;
                    }
                    assert!((there.dirtying.hot_set / target.dirtying.hot_set - 1.0).abs() < 5e-4, "{across:?} {up:?}");
                    for who in [Who::Bound, Who::Rounds] {
                        assert_eq!(figures(&calculator, &axes, who, point), Some(who.figures(&there)));
                    }
                }
            }
        }
        println!("{entered} values");
        assert!(80 < entered);
    }

    #[test]
    fn where_there_is_no_such_guest_nothing_is_entered() {
        let calculator = Calculator::of_link("map=hot,ws&mem=4GiB&ws=2GiB&hot=1GiB");
        let axes = Axes::of(&calculator, &Choice::of(&calculator).expect("a choice")).expect("axes");
        let gib = precopy_model::quantity::BYTES_PER_GIB;
        assert!(entries(&calculator, &axes, (3.0 * gib, 1.0 * gib)).is_empty());
        assert_eq!(figures(&calculator, &axes, Who::Bound, (3.0 * gib, 1.0 * gib)), None);
        let texts: Vec<String> =
            entries(&calculator, &axes, (1.5 * gib, 3.0 * gib)).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["3 GiB", "1.5 GiB"]);
    }
}
