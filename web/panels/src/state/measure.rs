//! What was measured: the text that was pasted, what was read of it, the fit, and what would be entered for it.

use std::rc::Rc;

use precopy_base::words::field_text;
use precopy_formats::dirty_rate::{Reading, read};
use precopy_formats::{Value, fields, workloads::Workload};
use precopy_model::problem::Field;
use precopy_model::quantity::text::{Amount, grouped};
use precopy_model::quantity::{BYTES_PER_GIB, BYTES_PER_KIB, BYTES_PER_MIB, Bytes, BytesPerSecond, Seconds};
use precopy_model::scenario::distinct_pages::{Fit, Sample, fit};

use super::State;

/// By how much the measured rate may be taken to grow during a migration.
pub const FACTORS: [u8; 3] = [1, 2, 3];

/// One thing that a person does while measuring.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The text in the box is now this.
    Paste(String),
    /// One of the VMs in the text is chosen.
    Domain(String),
    /// The commands of another product are shown.
    Tool(String),
    /// The measured rate counts so many times.
    Factor(u8),
    /// The command of this step was copied, or the clipboard was refused.
    Copied(usize, bool),
}

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The text in the box.
    pub text: Rc<str>,
    /// What was read of it.
    pub reading: Reading,
    /// The VM that counts, where the text names some.
    pub domain: Option<String>,
    /// The product whose commands are shown, once one was chosen.
    pub tool: Option<String>,
    /// The step whose command was copied last, and whether the clipboard took it.
    pub copied: Option<(usize, bool)>,
    /// How often the measured rate counts.
    pub factor: u8,
    /// The fit to what was measured of that VM, at the rate as it was measured.
    pub measured: Option<Fit>,
    /// The same at the rate that counts.
    pub fit: Option<Fit>,
}

impl Default for Measure {
    fn default() -> Self {
        Self {
            text: Rc::from(""),
            reading: Reading::default(),
            domain: None,
            tool: None,
            copied: None,
            factor: 1,
            measured: None,
            fit: None,
        }
    }
}

impl Measure {
    /// What it is after a change.
    #[must_use]
    pub fn after(&self, change: Change) -> Self {
        let mut next = self.clone();
        match change {
            Change::Paste(text) => {
                next.reading = read(&text);
                next.text = Rc::from(text);
                let names = next.reading.domains();
                // The chosen VM stays chosen as long as it is there.
                let kept = self.domain.as_deref().filter(|domain| names.contains(domain));
                next.domain = kept.or(names.first().copied()).map(str::to_owned);
            }
            Change::Domain(name) => {
                if next.reading.domains().contains(&name.as_str()) {
                    next.domain = Some(name);
                }
            }
            Change::Tool(id) => (next.tool, next.copied) = (Some(id), None),
            Change::Copied(step, done) => next.copied = Some((step, done)),
            Change::Factor(factor) if FACTORS.contains(&factor) => next.factor = factor,
            Change::Factor(_) => {}
        }
        next.settle();
        next
    }

    fn settle(&mut self) {
        let samples: Vec<Sample> = self.reading.of(self.domain.as_deref()).map(|one| one.sample).collect();
        self.measured = fit(&samples);
        self.fit = self.measured.as_ref().map(|fit| fit.faster(f64::from(self.factor)));
    }
}

/// Values that a button enters, in this order, each as it is typed.
pub type Entries = Vec<(Field, String)>;

/// What the fit comes to in the calculator.
#[derive(Clone, Debug, PartialEq)]
pub enum Proposal {
    /// These values.
    Enter(Entries),
    /// Nothing was seen being written: that is no measurement.
    NothingSeen,
    /// The guest writes more memory than it has, by what is entered.
    MoreThanMemory(Bytes),
}

/// What the button below the fit enters; none without a fit.
#[must_use]
pub fn proposal(state: &State) -> Option<Proposal> {
    let fit = state.measure().fit.as_ref()?;
    let scenario = &state.calculator.scenario;
    let rate = rate_text(state, fit.rate);
    let Some(hot_set) = fit.hot_set else { return Some(Proposal::Enter(vec![(Field::DirtyRate, rate)])) };
    if hot_set == Bytes::ZERO {
        return Some(Proposal::NothingSeen);
    }
    let memory = scenario.vm.memory;
    if memory < hot_set {
        return Some(Proposal::MoreThanMemory(hot_set));
    }
    let (text, size) = size_text_within(hot_set, memory);
    let mut entries = Vec::new();
    // A hot set is part of the working set, so that this makes room first.
    if scenario.vm.working_set < size {
        entries.push((Field::WorkingSet, text.clone()));
    }
    entries.extend([(Field::HotSet, text), (Field::DirtyRate, rate)]);
    Some(Proposal::Enter(entries))
}

/// What the button for the memory enters: memory, and working set where the guest says what it uses; none where the text
/// says nothing of it.
#[must_use]
pub fn memory_proposal(state: &State) -> Option<Entries> {
    let guest = state.measure().reading.guest(state.measure().domain.as_deref())?;
    let memory = guest.memory()?;
    let mut entries = vec![(Field::Memory, exact(Amount::Bytes(memory)))];
    if let Some(in_use) = guest.in_use().filter(|in_use| *in_use <= memory) {
        entries.push((Field::WorkingSet, size_text_within(in_use, memory).0));
    }
    Some(entries)
}

/// What the button of a kind of guest enters, for the memory that is entered.
#[must_use]
pub fn workload_entries(state: &State, workload: &Workload) -> Entries {
    let values = workload.values(state.calculator.scenario.vm.memory);
    values.into_iter().map(|(field, value)| (field, field_text(&value))).collect()
}

/// Whether the calculator holds these values already.
#[must_use]
pub fn are_entered(state: &State, entries: &[(Field, String)]) -> bool {
    let holds = |(field, text): &(Field, String)| {
        fields::row(*field).parse(text).is_ok_and(|value| state.calculator.inputs.get(*field) == Some(value))
    };
    entries.iter().all(holds)
}

fn exact(amount: Amount) -> String {
    field_text(&Value::Amount(amount))
}

/// A size rounded up to whole MiB, or to hundredths of a GiB, as text and as it is. Up, because a hot set that is too small
/// would make the bound no bound.
fn size_text(size: Bytes) -> (String, Bytes) {
    let mib = size.as_bytes() / BYTES_PER_MIB;
    let rounded = if mib < 1.0 {
        Bytes::from_bytes(up(size.as_bytes() / BYTES_PER_KIB) * BYTES_PER_KIB)
    } else if mib < 10_000.0 {
        Bytes::from_mib(up(mib))
    } else {
        Bytes::from_gib(up(size.as_bytes() / BYTES_PER_GIB * 100.0) / 100.0)
    };
    (exact(Amount::Bytes(rounded)), rounded)
}

/// The same, but not rounded up beyond the memory that it is part of.
pub(super) fn size_text_within(size: Bytes, memory: Bytes) -> (String, Bytes) {
    let rounded = size_text(size);
    if rounded.1 <= memory { rounded } else { (exact(Amount::Bytes(memory)), memory) }
}

/// The rate in the unit in which the dirty rate is written now, rounded up.
pub(super) fn rate_text(state: &State, rate: BytesPerSecond) -> String {
    match state.calculator.inputs.get(Field::DirtyRate) {
        Some(Value::Amount(Amount::BytesPerSecond(_))) => {
            let mib = up(rate.as_bytes_per_second() / BYTES_PER_MIB * 10.0) / 10.0;
            format!("{mib} MiB/s")
        }
        _ => {
            let page = state.calculator.scenario.hypervisor.page_size.value;
            format!("{} pages/s", grouped(up(rate.in_pages_of(page).as_pages_per_second())))
        }
    }
}

/// Rounds up, but not for the noise of a conversion.
fn up(value: f64) -> f64 {
    (value * (1.0 - 1e-9)).ceil()
}

/// The fit as a picture: places between 0 and 1, to the right and up, on logarithmic scales.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    /// The measurements.
    pub points: Vec<(f64, f64)>,
    /// The corners of the curve.
    pub curve: Vec<(f64, f64)>,
    /// The height of the hot set.
    pub hot_set: Option<f64>,
}

/// The picture of the fit; none without a window, or where nothing was written.
#[must_use]
pub fn plot(measure: &Measure) -> Option<Plot> {
    let fit = measure.fit.as_ref()?;
    let counts: Vec<(f64, f64)> = measure
        .reading
        .of(measure.domain.as_deref())
        .filter_map(|one| Some((one.sample.window?.as_seconds(), one.sample.distinct()?.as_bytes())))
        .collect();
    let hot_set = fit.hot_set.filter(|hot_set| Bytes::ZERO < *hot_set)?;
    let used_up = fit.used_up()?.as_seconds();
    let windows = || counts.iter().map(|&(window, _)| window);
    let (first, last) = (windows().fold(used_up, f64::min) / 2.0, windows().fold(used_up, f64::max) * 2.0);
    let at = |window: f64| fit.distinct_in(Seconds::from_seconds(window)).as_bytes();
    let least = counts.iter().map(|&(_, bytes)| bytes).filter(|&bytes| 0.0 < bytes).fold(at(first), f64::min);
    let most = hot_set.as_bytes() * 1.3;
    let place = |value: f64, from: f64, to: f64| ((value.max(from) / from).ln() / (to / from).ln()).clamp(0.0, 1.0);
    let spot = |window: f64, bytes: f64| (place(window, first, last), place(bytes, least, most));
    Some(Plot {
        points: counts.iter().map(|&(window, bytes)| spot(window, bytes)).collect(),
        curve: [first, used_up, last].into_iter().map(|window| spot(window, at(window))).collect(),
        hot_set: Some(place(hot_set.as_bytes(), least, most)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Action, Calculator, Kept};
    use precopy_formats::workloads::WORKLOADS;

    const THREE: &str = "1 s: 300 MiB\n10 s: 900 MiB\n60 s: 930 MiB";

    fn opened(link: &str) -> State {
        let calculator = Rc::new(Calculator::of_link(link));
        State { instance: 0, calculator, verdict: "".into(), kept: Kept::default() }
    }

    fn pasted(link: &str, text: &str) -> State {
        changed(&opened(link), Change::Paste(text.to_owned()))
    }

    fn changed(state: &State, change: Change) -> State {
        State { kept: state.kept.after(Action::Measure(change)), ..state.clone() }
    }

    /// As the page does it, one after the other; each step has to be sound, or the page would refuse it.
    fn entered(state: &State, entries: &[(Field, String)]) -> State {
        let mut inputs = state.calculator.inputs.clone();
        for (field, text) in entries {
            inputs.set(*field, fields::row(*field).parse(text).unwrap());
            assert!(inputs.scenario().is_ok(), "{} {text}", field.name());
        }
        let scenario = inputs.scenario().unwrap();
        State { calculator: Rc::new(Calculator { inputs, scenario, others: Vec::new() }), ..state.clone() }
    }

    fn entries(state: &State) -> Entries {
        match proposal(state) {
            Some(Proposal::Enter(entries)) => entries,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_the_button_says_is_what_it_enters() {
        let state = pasted("mem=4GiB&ws=3GiB&hot=1GiB", THREE);
        let entries = entries(&state);
        assert_eq!(entries, [(Field::HotSet, "930 MiB".into()), (Field::DirtyRate, "76,800 pages/s".into())]);
        assert!(!are_entered(&state, &entries));
        let after = entered(&state, &entries);
        assert!(are_entered(&after, &entries));
        assert_eq!(after.calculator.scenario.dirtying.hot_set, Bytes::from_mib(930.0));
    }

    #[test]
    fn the_rate_keeps_the_unit_in_which_it_is_written() {
        let state = pasted("mem=4GiB&ws=3GiB&hot=1GiB&dirty=90MiB/s", THREE);
        assert_eq!(entries(&state)[1], (Field::DirtyRate, "300 MiB/s".into()));
        let tripled = changed(&state, Change::Factor(3));
        assert_eq!(entries(&tripled)[1], (Field::DirtyRate, "900 MiB/s".into()));
        assert_eq!(entries(&tripled)[0], entries(&state)[0], "the hot set does not grow");
        assert_eq!(changed(&tripled, Change::Factor(9)).measure().factor, 3);
    }

    #[test]
    fn a_hot_set_larger_than_the_working_set_makes_room_first() {
        let state = pasted("mem=4GiB&ws=500MiB&hot=100MiB", THREE);
        let entries = entries(&state);
        assert_eq!(entries[0], (Field::WorkingSet, "930 MiB".into()));
        let after = entered(&state, &entries);
        assert!(are_entered(&after, &entries));
    }

    #[test]
    fn a_hot_set_larger_than_the_memory_is_said_and_not_entered() {
        let state = pasted("mem=512MiB", THREE);
        assert_eq!(proposal(&state), Some(Proposal::MoreThanMemory(Bytes::from_mib(930.0))));
        // Rounding up stops at the memory.
        let tight = pasted("mem=930.25MiB", "1 s: 300 MiB\n60 s: 930.2 MiB");
        assert!(are_entered(&entered(&tight, &entries(&tight)), &[(Field::HotSet, "930.25 MiB".into())]));
        assert_eq!(proposal(&pasted("", "1 s: 0 MiB\n60 s: 0 MiB")), Some(Proposal::NothingSeen));
        assert_eq!(proposal(&pasted("", "nothing")), None);
    }

    #[test]
    fn a_rate_of_a_running_migration_is_entered_alone() {
        let state = pasted("", "Job type: Unbounded\nDirty rate: 25600 pages/s\nMemory total: 2.000 GiB");
        assert_eq!(entries(&state), [(Field::DirtyRate, "25,600 pages/s".into())]);
        assert_eq!(memory_proposal(&state), Some(vec![(Field::Memory, "2 GiB".into())]));
        assert_eq!(plot(state.measure()), None);
    }

    #[test]
    fn the_first_vm_counts_until_another_is_chosen() {
        let of = |name: &str, rate: u32| {
            format!(
                "Domain: '{name}'\n balloon.current=4194304\n balloon.maximum=8388608\n balloon.unused=1048576\n \
                 dirtyrate.calc_status=2\n dirtyrate.calc_period=1\n dirtyrate.megabytes_per_second={rate}\n"
            )
        };
        let state = pasted("", &(of("web01", 42) + &of("db01", 120)));
        assert_eq!((state.measure().domain.as_deref(), &entries(&state)[0].1[..]), (Some("web01"), "42 MiB"));
        let other = changed(&state, Change::Domain("db01".into()));
        assert_eq!(entries(&other)[0].1, "120 MiB");
        assert_eq!(changed(&other, Change::Domain("nobody".into())), other);
        let again = changed(&other, Change::Paste(of("db01", 9)));
        assert_eq!((again.measure().domain.as_deref(), &entries(&again)[0].1[..]), (Some("db01"), "9 MiB"));
        let memory = memory_proposal(&state).unwrap();
        assert_eq!(memory, [(Field::Memory, "8 GiB".into()), (Field::WorkingSet, "3 GiB".into())]);
        let after = entered(&state, &memory);
        assert!(are_entered(&after, &memory));
    }

    #[test]
    fn sizes_and_rates_are_rounded_up_and_read_back() {
        for (bytes, text) in [
            (1.0, "1 KiB"),
            (1_048_577.0, "2 MiB"),
            (300.0 * BYTES_PER_MIB * (1.0 + 1e-13), "300 MiB"),
            (5.7771 * BYTES_PER_GIB * 2.0, "11.56 GiB"),
        ] {
            let (said, size) = size_text(Bytes::from_bytes(bytes));
            assert_eq!(said, text);
            assert_eq!(fields::row(Field::HotSet).parse(&said), Ok(Value::Amount(Amount::Bytes(size))));
            assert!(bytes <= size.as_bytes() * (1.0 + 1e-9));
        }
    }

    #[test]
    fn the_picture_lies_within_its_frame_and_no_point_above_the_curve() {
        for text in [THREE, "1 s: 300 MiB", "1 s: 0\n60 s: 5 MiB", "1 ms: 1 B\n30 d: 9 TiB", "9 s: 1 GiB\n9 s: 2 GiB"] {
            let plot = plot(pasted("", text).measure()).unwrap();
            let inside = |place: &f64| (0.0..=1.0).contains(place);
            assert!(plot.points.iter().chain(&plot.curve).all(|(x, y)| inside(x) && inside(y)), "{plot:?}");
            let top = plot.curve.last().unwrap().1;
            assert!(plot.points.iter().all(|&(_, y)| y <= top + 1e-9), "{plot:?}");
        }
    }

    #[test]
    fn every_kind_of_guest_can_be_entered_after_any_other() {
        for memory in ["64MiB", "4GiB", "12TiB"] {
            let mut state = opened(&format!("mem={memory}&ws=40pct&hot=9MiB"));
            for workload in WORKLOADS.iter().chain(WORKLOADS.iter().rev()) {
                let entries = workload_entries(&state, workload);
                state = entered(&state, &entries);
                assert!(are_entered(&state, &entries), "{memory} {}", workload.name);
            }
        }
    }
}
