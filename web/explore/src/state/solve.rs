//! Which value of one input meets a target: the question as it is chosen, and an answer that can be typed.

use precopy_base::calculator::Calculator;
use precopy_formats::fields::row;
use precopy_formats::targets::Want;
use precopy_model::explore::{Figures, Input, Solution, Target, Verdict, Who, solve_for};
use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, Kind, parse, print, to_digits};
use precopy_model::quantity::{BYTES_PER_GIB, BYTES_PER_KIB, BYTES_PER_MIB, BYTES_PER_TIB, Bytes, Seconds};
use precopy_model::scenario::Checked;

use super::entries::amount;
use super::question::targets;
use super::work::Job;

/// What can be aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// That it completes.
    Completes,
    /// A downtime of at most so much.
    Downtime,
    /// A migration time.
    Time,
    /// An amount of data.
    Data,
}

impl Aim {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Completes, Self::Downtime, Self::Time, Self::Data];

    /// Its name in the page's list.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Completes => "completes",
            Self::Downtime => "downtime",
            Self::Time => "time",
            Self::Data => "data",
        }
    }

    /// The target with an amount as it is typed.
    ///
    /// # Errors
    /// What is wrong with the amount.
    pub fn target(self, text: &str) -> Result<Target, Problem> {
        let seconds = |want: Want| want.parse(text).map(Seconds::from_seconds);
        Ok(match self {
            Self::Completes => Target::Completes,
            Self::Downtime => Target::Downtime(seconds(Want::Downtime)?),
            Self::Time => Target::MigrationTime(seconds(Want::Time)?),
            Self::Data => match parse(text, Kind::Size) {
                Ok(Amount::Bytes(bytes)) if Bytes::ZERO < bytes => Target::Data(bytes),
                Ok(_) => return Err(Problem::general("This has to be in bytes.").allowed("for example 20 GiB")),
                Err(error) => return Err(Problem::general(error.what).allowed("for example 20 GiB")),
            },
        })
    }

    /// What is aimed at where nobody has chosen, with the amount: what the link wants and misses first, or a usual one.
    #[must_use]
    pub fn of(calculator: &Calculator, who: Who) -> Self {
        let now = who.figures(&calculator.scenario);
        let missed = targets(calculator).all().find(|(_, target)| !target.judge(&now).is_met());
        match missed.map(|(want, _)| want) {
            _ if !Target::Completes.judge(&now).is_met() => Self::Completes,
            Some(Want::Downtime) | None => Self::Downtime,
            Some(_) => Self::Time,
        }
    }

    /// The amount that stands there where nobody has typed one: what the link wants, or about half of what it is now.
    #[must_use]
    pub fn usual(self, calculator: &Calculator, now: &Figures) -> String {
        let targets = targets(calculator);
        let wanted = |want: Want| targets.get(want).filter(|seconds| 0.0 < *seconds);
        let half = |seconds: Option<Seconds>, or: f64| seconds.map_or(or, |time| to_digits(time.as_seconds() / 2.0, 1));
        match self {
            Self::Completes => String::new(),
            Self::Downtime => Want::Downtime.print(wanted(Want::Downtime).unwrap_or(half(now.downtime, 0.3).max(1e-3))),
            Self::Time => {
                let lead = targets.lead_time().map(Seconds::as_seconds).filter(|seconds| 0.0 < *seconds);
                Want::Time.print(wanted(Want::Time).or(lead).unwrap_or(half(now.migration_time, 60.0).max(1.0)))
            }
            Self::Data => {
                let now = now.data.map_or(10.0, |data| data.as_bytes() / BYTES_PER_GIB);
                print(Amount::Bytes(Bytes::from_gib(to_digits(now * 0.8, 2))))
            }
        }
    }
}

/// The inputs that can be solved for, those that one asks for first coming first.
const INPUTS: [Input; 9] = [
    Input::Link,
    Input::DirtyRate,
    Input::HotSet,
    Input::DowntimeLimit,
    Input::StopThreshold,
    Input::BandwidthCap,
    Input::Memory,
    Input::WorkingSet,
    Input::FirstThrottle,
];

/// Those that a scenario has.
pub fn inputs(scenario: &Checked) -> impl Iterator<Item = Input> + '_ {
    INPUTS.into_iter().filter(|input| input.applies(scenario))
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Of which scenario.
    pub scenario: Checked,
    /// For which input.
    pub input: Input,
    /// The unit in which that is entered.
    pub entered: Option<Amount>,
    /// What is wanted.
    pub target: Target,
    /// Who answers.
    pub who: Who,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// What it was asked.
    pub question: Question,
    /// All that is known.
    pub solution: Solution,
    /// A value that meets the target, as a person would type it, and what it gives; none where the present one does, or none does.
    pub take: Option<(f64, Figures)>,
}

/// The question, and its answer once it is there. It is one piece.
pub struct Solving(Question, Option<Solved>);

impl Solving {
    /// Begins.
    #[must_use]
    pub fn begin(question: &Question) -> Option<Self> {
        question.input.applies(&question.scenario).then(|| Self(question.clone(), None))
    }

    /// The answer.
    #[must_use]
    pub fn finish(self) -> Option<Solved> {
        self.1
    }
}

impl Job for Solving {
    fn go_on(&mut self) -> bool {
        let Question { scenario, input, target, who, .. } = &self.0;
        self.1 = solve_for(scenario, *input, *target, *who).map(|solution| Solved {
            take: round_value(&self.0, &solution),
            solution,
            question: self.0.clone(),
        });
        false
    }
}

/// How far a rounded value may lie from the exact one, as a share of it.
const MOST_ROUNDED: f64 = 0.05;

/// The value of the answer in as few digits as meet the target; where none does, all of them.
fn round_value(question: &Question, solution: &Solution) -> Option<(f64, Figures)> {
    let Question { scenario, input, target, who, .. } = question;
    let exact = solution.value().filter(|_| !solution.met_now)?;
    let range = solution.range()?;
    let try_value = |value: f64| {
        let figures = who.figures(&input.put(scenario, value)?);
        (target.judge(&figures) == Verdict::Met).then_some((value, figures))
    };
    let is_near = |value: f64| range.contains(value) && (value - exact).abs() <= MOST_ROUNDED * exact.abs();
    let unit = unit(question, exact);
    for digits in [2, 3, 4, 6] {
        let step = libm::exp(libm::log(10.0) * (1.0 - f64::from(digits)));
        for towards in [0.0, 0.6 * step, -0.6 * step] {
            let value = to_digits(exact / unit * (1.0 + towards), digits as usize) * unit;
            if let Some(found) = Some(value).filter(|value| is_near(*value)).and_then(try_value) {
                return Some(found);
            }
        }
    }
    try_value(exact)
}

/// The unit in which a value is told: sizes in the binary one that fits, where no other is entered.
fn unit(question: &Question, value: f64) -> f64 {
    match amount(question.input, value, &question.scenario, question.entered) {
        Amount::Bytes(_) => fitting(value),
        Amount::Pages(_) if question.input != Input::StopThreshold => {
            question.scenario.hypervisor.page_size.value.as_bytes()
        }
        // A share of its parent, in per cent.
        Amount::Share(share) if 0.0 < share && question.input != Input::FirstThrottle => value / share,
        Amount::BytesPerSecond(rate) if question.input == Input::DirtyRate => {
            let bytes = rate.as_bytes_per_second();
            if 0.0 < bytes { value / bytes * fitting(bytes) } else { 1.0 }
        }
        Amount::BytesPerSecond(_) if question.input == Input::BandwidthCap => fitting(value),
        _ => 1.0,
    }
}

fn fitting(bytes: f64) -> f64 {
    let units = [BYTES_PER_TIB, BYTES_PER_GIB, BYTES_PER_MIB, BYTES_PER_KIB];
    units.into_iter().find(|unit| *unit <= bytes).unwrap_or(1.0)
}

/// Whether a field takes a value of an input: not where it takes words.
#[must_use]
pub fn can_be_entered(input: Input) -> bool {
    input != Input::FirstThrottle
}

/// The input whose field has this key.
#[must_use]
pub fn input_of(key: &str) -> Option<Input> {
    INPUTS.into_iter().find(|input| key_of(*input) == key)
}

/// The key of an input's field.
#[must_use]
pub fn key_of(input: Input) -> &'static str {
    row(input.field()).key
}

#[cfg(test)]
mod tests {
    use super::super::entries::{entries, tests::enter, with};
    use super::*;

    fn solve(link: &str, input: Input, target: Target) -> (Calculator, Solved) {
        let calculator = Calculator::of_link(link);
        let entered = calculator.inputs.effective(input.field()).0.amount();
        let scenario = calculator.scenario.clone();
        let mut solving =
            Solving::begin(&Question { scenario, input, entered, target, who: Who::Bound }).expect("applies");
        assert!(!solving.go_on());
        let solved = solving.finish().unwrap();
        (calculator, solved)
    }

    #[test]
    fn what_is_taken_meets_the_target_and_can_be_typed() {
        let link = "hv=libvirt&mem=16GiB&ws=12GiB&hot=2GiB&dirty=45000pages/s&link=1Gbit/s";
        let mut taken = 0;
        for input in Input::ALL {
            for target in [Target::Completes, Target::Downtime(Seconds::from_seconds(0.5))] {
                if !input.applies(&Calculator::of_link(link).scenario) {
                    continue;
                }
                let (calculator, solved) = solve(link, input, target);
                let Some((value, figures)) = solved.take else { continue };
                taken += 1;
                assert_eq!(target.judge(&figures), Verdict::Met);
                let after = with(&calculator.inputs, &calculator.scenario, input, value).unwrap();
                let entries = entries(&calculator.inputs, &after);
                let entered = enter(&calculator.inputs, &entries).scenario().unwrap();
                assert_eq!(target.judge(&Who::Bound.figures(&entered)), Verdict::Met, "{input:?}");
                assert!(entries.iter().all(|(_, text)| text.len() < 20), "{entries:?}");
            }
        }
        assert!(3 < taken, "{taken}");
    }

    #[test]
    fn the_aim_is_what_is_missed() {
        let aim = |link: &str| Aim::of(&Calculator::of_link(link), Who::Bound);
        assert_eq!(aim("hv=qemu&dirty=45000pages/s&want-downtime=1ms"), Aim::Completes);
        assert_eq!(aim("hv=qemu&want-downtime=1ms"), Aim::Downtime);
        assert_eq!(aim("hv=qemu&want-downtime=1s&want-time=1s"), Aim::Time);
        let calculator = Calculator::of_link("want-downtime=250ms");
        let now = Who::Bound.figures(&calculator.scenario);
        assert_eq!(Aim::Downtime.usual(&calculator, &now), "250 ms");
        for aim in Aim::ALL {
            assert!(aim.target(&aim.usual(&calculator, &now)).is_ok(), "{aim:?}");
        }
        assert!(Aim::Data.target("12 pages").is_err() && Aim::Time.target("soon").is_err());
    }

    #[test]
    fn what_has_no_field_is_not_entered() {
        assert!(!can_be_entered(Input::FirstThrottle));
        assert_eq!(input_of(key_of(Input::Link)), Some(Input::Link));
    }
}
