//! The map: how the answer changes over two inputs. What it shows is chosen here, and stands in the link.

mod ends;
mod entry;
mod grid;
mod lines;
mod unit;

pub use ends::{Axes, Ends};
pub use entry::{entries, figures, rounded};
pub use grid::{Cell, Ending, Grid, Job, Sample, samples};
pub use lines::{Line, crossings, joined, load_line, runs};
pub use unit::Unit;

use precopy_base::calculator::Calculator;
use precopy_formats::fields::{Takes, row};
use precopy_model::explore::{Figures, Input, Scale, Target, Who};
use precopy_model::predict::Outcome;
use precopy_model::quantity::text::{Amount, Kind, parse};
use precopy_model::scenario::Checked;

/// The key of the link that says what the map shows.
pub const KEY: &str = "map";

/// Which of the numbers is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// How long the guest runs nowhere.
    Downtime,
    /// How long the migration takes.
    Time,
    /// What goes over the wire.
    Data,
}

impl Quantity {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Downtime, Self::Time, Self::Data];

    const fn word(self) -> &'static str {
        match self {
            Self::Downtime => "downtime",
            Self::Time => "time",
            Self::Data => "data",
        }
    }

    /// The number of a migration that completes: seconds, or bytes.
    #[must_use]
    pub fn of(self, figures: &Figures) -> Option<f64> {
        if figures.outcome != Outcome::Completes {
            return None;
        }
        match self {
            Self::Downtime => figures.downtime.map(|time| time.as_seconds()),
            Self::Time => figures.migration_time.map(|time| time.as_seconds()),
            Self::Data => figures.data.map(|data| data.as_bytes()),
        }
    }
}

/// One of the two inputs, and how its values are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The input.
    pub input: Input,
    /// How its values are spread.
    pub scale: Scale,
}

impl Side {
    /// An input as it is spread unless one chooses.
    #[must_use]
    pub const fn usual(input: Input) -> Self {
        let scale = match input {
            // As in the figures of the paper.
            Input::HotSet | Input::DirtyRate | Input::WorkingSet | Input::FirstThrottle => Scale::Linear,
            Input::Memory | Input::Link | Input::DowntimeLimit | Input::StopThreshold | Input::BandwidthCap => {
                Scale::Logarithmic
            }
        };
        Self { input, scale }
    }

    /// The same on the other scale.
    #[must_use]
    pub const fn turned(self) -> Self {
        let scale = match self.scale {
            Scale::Linear => Scale::Logarithmic,
            Scale::Logarithmic => Scale::Linear,
        };
        Self { scale, ..self }
    }
}

/// What the map shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// From left to right.
    pub across: Side,
    /// Upwards.
    pub up: Side,
    /// The number.
    pub quantity: Quantity,
    /// Who says it.
    pub who: Who,
}

/// What is added to an input's key when it is spread otherwise than usually.
const LINEAR: &str = "-lin";
const LOGARITHMIC: &str = "-log";
/// Who says it, where it is not the product's own loop: of a downtime, the bound is the same wherever a migration ends by itself.
const BOUND: &str = "bound";

impl Choice {
    /// What a calculator's link says, as far as it can be understood and shown; the rest is as usual. None where fewer than two inputs
    /// can be turned.
    #[must_use]
    pub fn of(calculator: &Calculator) -> Option<Self> {
        let offered = offered(calculator);
        let said = calculator.other(KEY).unwrap_or_default();
        let mut sides = said.split(',').filter_map(side).filter(|side| offered.contains(&side.input));
        let usual = || {
            let first = [Input::HotSet, Input::DirtyRate].into_iter().filter(|input| offered.contains(input));
            first.chain(offered.iter().copied()).map(Side::usual)
        };
        let across = sides.next().or_else(|| usual().next())?;
        let other = |side: &Side| side.input != across.input;
        let up = sides.find(other).or_else(|| usual().find(other))?;
        let quantity = said.split(',').find_map(|word| Quantity::ALL.into_iter().find(|one| one.word() == word));
        let who = if said.split(',').any(|word| word == BOUND) { Who::Bound } else { Who::Rounds };
        Some(Self { across, up, quantity: quantity.unwrap_or(Quantity::Downtime), who })
    }

    /// As the link says it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for side in [self.across, self.up] {
            text += row(side.input.field()).key;
            text += match side.scale {
                scale if scale == Side::usual(side.input).scale => "",
                Scale::Linear => LINEAR,
                Scale::Logarithmic => LOGARITHMIC,
            };
            text.push(',');
        }
        text += self.quantity.word();
        if self.who == Who::Bound {
            text.push(',');
            text += BOUND;
        }
        text
    }

    /// With another input from left to right; the two change places where it is the one that goes upwards.
    #[must_use]
    pub fn with_across(self, input: Input) -> Self {
        if input == self.up.input { self.exchanged() } else { Self { across: Side::usual(input), ..self } }
    }

    /// The same upwards.
    #[must_use]
    pub fn with_up(self, input: Input) -> Self {
        if input == self.across.input { self.exchanged() } else { Self { up: Side::usual(input), ..self } }
    }

    const fn exchanged(self) -> Self {
        Self { across: self.up, up: self.across, ..self }
    }

    /// What is wanted of the number that is shown, where the link says so: where it lies on the map is a line.
    #[must_use]
    pub fn wanted(&self, calculator: &Calculator) -> Option<Target> {
        let seconds = |key: &str| match parse(calculator.other(key)?, Kind::Duration) {
            Ok(Amount::Seconds(time)) if 0.0 < time.as_seconds() => Some(time),
            _ => None,
        };
        match self.quantity {
            Quantity::Downtime => seconds("want-downtime").map(Target::Downtime),
            Quantity::Time => seconds("want-time").map(Target::MigrationTime),
            Quantity::Data => None,
        }
    }
}

fn side(word: &str) -> Option<Side> {
    let (key, scale) = match (word.strip_suffix(LINEAR), word.strip_suffix(LOGARITHMIC)) {
        (Some(key), _) => (key, Some(Scale::Linear)),
        (_, Some(key)) => (key, Some(Scale::Logarithmic)),
        (None, None) => (word, None),
    };
    let input = Input::ALL.into_iter().find(|input| row(input.field()).key == key)?;
    let usual = Side::usual(input);
    Some(Side { scale: scale.unwrap_or(usual.scale), ..usual })
}

/// The inputs that the map is offered over: those that the scenario has, that can be entered as an amount, and that nobody has locked.
#[must_use]
pub fn offered(calculator: &Calculator) -> Vec<Input> {
    let Calculator { inputs, scenario, .. } = calculator;
    let is_free = |input: &Input| {
        let field = input.field();
        matches!(row(field).takes, Takes::Amount(_))
            && input.applies(scenario)
            && inputs.applies(field)
            && !inputs.is_moot(field)
            && !is_locked(calculator, *input)
    };
    Input::ALL.into_iter().filter(is_free).collect()
}

/// Whether the page keeps an input as it is.
fn is_locked(calculator: &Calculator, input: Input) -> bool {
    let readonly = calculator.other("readonly").is_some_and(|text| ["1", "yes", "true"].contains(&text));
    let locked = calculator.other("lock").unwrap_or_default();
    readonly || locked.split([',', ' ']).any(|key| key == row(input.field()).key)
}

/// All that the pixels of a map depend on. The present values of its two inputs are not among it: while one turns these, the map stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// The scenario, with the two inputs at the ends of their axes.
    key: Checked,
    /// The scenario as it was.
    scenario: Present,
    /// The two inputs, and how far each goes.
    pub axes: Axes,
    /// Who predicts.
    pub who: Who,
}

/// A scenario that is compared with no other: the key speaks for it.
#[derive(Clone, Debug)]
struct Present(Checked);

impl PartialEq for Present {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Subject {
    /// The map of a calculator; none where nothing can be drawn.
    #[must_use]
    pub fn of(calculator: &Calculator, choice: &Choice) -> Option<Self> {
        let axes = Axes::of(calculator, choice)?;
        let scenario = &calculator.scenario;
        let key = axes.put(scenario, (axes.across.to, axes.up.to)).unwrap_or_else(|| scenario.clone());
        Some(Self { key, scenario: Present(scenario.clone()), axes, who: choice.who })
    }

    /// The scenario that the map was made for; the two inputs have some values in it.
    #[must_use]
    pub const fn scenario(&self) -> &Checked {
        &self.scenario.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(link: &str) -> Option<Choice> {
        Choice::of(&Calculator::of_link(link))
    }

    #[test]
    fn as_in_the_paper_unless_one_chooses() {
        let usual = choice("").expect("a map");
        assert_eq!((usual.across, usual.up), (Side::usual(Input::HotSet), Side::usual(Input::DirtyRate)));
        assert_eq!((usual.quantity, usual.who), (Quantity::Downtime, Who::Rounds));
        assert_eq!(usual.text(), "hot,dirty,downtime");
    }

    #[test]
    fn what_is_chosen_is_in_the_link_and_comes_back() {
        for quantity in Quantity::ALL {
            for who in [Who::Bound, Who::Rounds] {
                for input in offered(&Calculator::default()) {
                    for other in offered(&Calculator::default()).into_iter().filter(|other| *other != input) {
                        let across = Side::usual(input);
                        let chosen = Choice { across, up: Side::usual(other).turned(), quantity, who };
                        assert_eq!(choice(&format!("map={}", chosen.text())), Some(chosen), "{}", chosen.text());
                    }
                }
            }
        }
    }

    #[test]
    fn anything_can_stand_in_the_link() {
        let usual = choice("");
        for text in ["", ",", "nonsense", "hot,hot", "hv,readonly,-log", "slow-down,stop-pages", "%F0%9F%A6%80"] {
            assert_eq!(choice(&format!("map={text}")), usual, "{text}");
        }
        let half = choice("map=link,x,time,bound").expect("a map");
        assert_eq!((half.across.input, half.up.input), (Input::Link, Input::HotSet));
        assert_eq!((half.quantity, half.who), (Quantity::Time, Who::Bound));
    }

    #[test]
    fn what_is_locked_or_not_there_is_not_offered() {
        let of = |link: &str| offered(&Calculator::of_link(link));
        assert!(of("").contains(&Input::HotSet) && !of("").contains(&Input::FirstThrottle));
        assert!(!of("lock=hot,mem").contains(&Input::HotSet) && !of("hv=xen").contains(&Input::DowntimeLimit));
        assert_eq!((of("readonly=1"), choice("readonly=yes")), (Vec::new(), None));
        let left = choice("lock=hot&map=hot,link").expect("a map");
        assert_eq!((left.across.input, left.up.input), (Input::Link, Input::DirtyRate));
        assert_eq!(choice("lock=mem,ws,hot,dirty,link,max-downtime,stop-pages&map=hot,dirty"), None);
    }

    #[test]
    fn choosing_the_other_input_exchanges_the_two() {
        let usual = choice("").expect("a map");
        let exchanged = usual.with_across(Input::DirtyRate);
        assert_eq!((exchanged.across, exchanged.up), (usual.up, usual.across));
        assert_eq!(usual.with_up(Input::HotSet), exchanged);
        assert_eq!(usual.with_up(Input::Link).up, Side::usual(Input::Link));
    }

    #[test]
    fn turning_the_two_inputs_leaves_the_map_as_it_is() {
        let subject = |link: &str| {
            let calculator = Calculator::of_link(link);
            Subject::of(&calculator, &Choice::of(&calculator).expect("a choice")).expect("a map")
        };
        let usual = subject("hot=512MiB&dirty=20000pages/s");
        assert_eq!(usual, subject("hot=1GiB&dirty=100pages/s"));
        assert_ne!(usual, subject("hot=512MiB&dirty=20000pages/s&link=1Gbit/s"));
        assert_ne!(usual, subject("hot=512MiB&dirty=20000pages/s&map=bound"));
        assert_eq!(usual, subject("hot=512MiB&dirty=20000pages/s&map=hot,dirty,time"));
    }

    #[test]
    fn what_is_wanted_is_read_from_the_link() {
        let wanted = |link: &str| {
            let calculator = Calculator::of_link(link);
            Choice::of(&calculator).and_then(|choice| choice.wanted(&calculator))
        };
        let seconds = precopy_model::quantity::Seconds::from_seconds;
        assert_eq!(wanted("want-downtime=300ms"), Some(Target::Downtime(seconds(0.3))));
        assert_eq!(wanted("want-time=10min&map=time"), Some(Target::MigrationTime(seconds(600.0))));
        for none in ["", "want-time=10min", "want-downtime=soon", "want-downtime=0s", "want-downtime=300ms&map=data"] {
            assert_eq!(wanted(none), None, "{none}");
        }
    }
}
