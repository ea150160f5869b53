//! Inputs that are not known exactly, as they are said in fields, and the keys of the link that say it.

use precopy_base::calculator::Calculator;
use precopy_base::words::field_text;
use precopy_formats::Value;
use precopy_formats::fields::row;
use precopy_formats::uncertain::{Known, Varied};
use precopy_model::explore::Input;
use precopy_model::numeric::within;
use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, to_digits};
use precopy_model::quantity::{BYTES_PER_GIB, BYTES_PER_MIB, Bytes, BytesPerSecond, PagesPerSecond, Seconds};

use super::entries::amount;

/// Keys and texts.
pub type Keys = Vec<(String, String)>;

/// The inputs that are offered: those that one does not know.
pub const INPUTS: [Input; 6] =
    [Input::DirtyRate, Input::HotSet, Input::WorkingSet, Input::Link, Input::Memory, Input::DowntimeLimit];

/// What is known of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Both ends.
    Between,
    /// Both ends and the likeliest value.
    Likeliest,
    /// The median and the 95th percentile.
    About,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Between, Self::Likeliest, Self::About];

    /// Its name in the page's list.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Between => "between",
            Self::Likeliest => "likeliest",
            Self::About => "about",
        }
    }

    /// How many amounts it has.
    #[must_use]
    pub const fn count(self) -> usize {
        match self {
            Self::Likeliest => 3,
            Self::Between | Self::About => 2,
        }
    }

    const fn of(known: Known) -> Self {
        match known {
            Known::Between(..) => Self::Between,
            Known::Likeliest(..) => Self::Likeliest,
            Known::About(..) => Self::About,
        }
    }

    fn known(self, amounts: &[Amount]) -> Option<Known> {
        Some(match (self, amounts) {
            (Self::Between, [low, high, ..]) => Known::Between(*low, *high),
            (Self::About, [median, p95, ..]) => Known::About(*median, *p95),
            (Self::Likeliest, [low, mode, high, ..]) => Known::Likeliest(*low, *mode, *high),
            _ => return None,
        })
    }
}

/// What is said of one input: a form and its texts, and what is wrong with them.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Which input.
    pub input: Input,
    /// In which form.
    pub form: Form,
    /// The texts; of three the last one counts only where the form has three.
    pub texts: Vec<String>,
    /// What is wrong, and with which of the texts; none of them: with all together.
    pub problem: Option<(Option<usize>, Problem)>,
}

impl Said {
    /// As the link has it.
    fn of(input: Input, known: Known, calculator: &Calculator) -> Self {
        let amounts = match known {
            Known::Between(low, high) => vec![low, high],
            Known::About(median, p95) => vec![median, p95],
            Known::Likeliest(low, mode, high) => vec![low, mode, high],
        };
        let problem = known.distribution(input, &calculator.scenario).err().map(|problem| (None, problem));
        let texts = amounts.into_iter().map(|amount| field_text(&Value::Amount(amount)));
        Self { input, form: Form::of(known), texts: texts.collect(), problem }
    }

    /// Read again after something was typed.
    #[must_use]
    pub fn read(mut self, calculator: &Calculator) -> (Self, Option<Known>) {
        self.problem = None;
        let mut amounts = Vec::new();
        for (place, text) in self.texts.iter().enumerate().take(self.form.count()) {
            match row(self.input.field()).parse(text) {
                Ok(Value::Amount(Amount::Unlimited)) => {
                    self.problem = Some((Some(place), Problem::at(self.input.field(), "This needs a number.")));
                    return (self, None);
                }
                Ok(Value::Amount(amount)) => amounts.push(amount),
                Ok(_) => {}
                Err(problem) => {
                    self.problem = Some((Some(place), problem));
                    return (self, None);
                }
            }
        }
        let Some(known) = self.form.known(&amounts) else { return (self, None) };
        match known.distribution(self.input, &calculator.scenario) {
            Ok(_) => (self, Some(known)),
            Err(problem) => {
                self.problem = Some((None, problem));
                (self, None)
            }
        }
    }

    /// The same in another form: the ends stay as far as they can.
    #[must_use]
    pub fn in_form(&self, form: Form, calculator: &Calculator) -> Self {
        let present = value_text(self.input, calculator);
        let (first, last) =
            (self.texts.first().cloned().unwrap_or_default(), self.texts.last().cloned().unwrap_or_default());
        let texts = match (self.form, form) {
            (from, to) if from == to => self.texts.clone(),
            (Form::Between, Form::Likeliest) => vec![first, present, last],
            (Form::Likeliest, Form::Between) => vec![first, last],
            (_, Form::About) => vec![present, last],
            (_, form) => return usual(self.input, form, calculator),
        };
        Self { form, texts, ..self.clone() }
    }
}

/// An input's present value, as it is typed.
fn value_text(input: Input, calculator: &Calculator) -> String {
    field_text(&calculator.inputs.effective(input.field()).0)
}

/// What is said first when nothing has been: half to twice the value, as far as that can be.
#[must_use]
pub fn usual(input: Input, form: Form, calculator: &Calculator) -> Said {
    let scenario = &calculator.scenario;
    let entered = calculator.inputs.effective(input.field()).0.amount();
    let value = input.value(scenario).unwrap_or(0.0);
    let most = input.accepted(scenario).map_or(value, |span| span.to);
    // From nothing, up to a hundred times the least that makes sense.
    let high = if 0.0 < value { 2.0 * value } else { input.plausible(scenario).map_or(0.0, |span| span.from * 100.0) };
    let text = |value: f64| {
        let amount = amount(input, within(value, 0.0, most), scenario, entered);
        field_text(&Value::Amount(rounded(amount)))
    };
    let (low, high, present) = (text(value / 2.0), text(high), value_text(input, calculator));
    let texts = match form {
        Form::Between => vec![low, high],
        Form::Likeliest => vec![low, present, high],
        Form::About => vec![present, high],
    };
    Said { input, form, texts, problem: None }
}

/// An amount in as many digits as one would type.
fn rounded(amount: Amount) -> Amount {
    const DIGITS: usize = 3;
    let binary = |bytes: f64| {
        let unit = if BYTES_PER_GIB <= bytes { BYTES_PER_GIB } else { BYTES_PER_MIB };
        to_digits(bytes / unit, DIGITS) * unit
    };
    match amount {
        Amount::Bytes(bytes) => Amount::Bytes(Bytes::from_bytes(binary(bytes.as_bytes()))),
        Amount::PagesPerSecond(rate) => {
            Amount::PagesPerSecond(PagesPerSecond::from_pages_per_second(to_digits(rate.as_pages_per_second(), DIGITS)))
        }
        Amount::BytesPerSecond(rate) => {
            Amount::BytesPerSecond(BytesPerSecond::from_bytes_per_second(binary(rate.as_bytes_per_second())))
        }
        Amount::Seconds(time) => Amount::Seconds(Seconds::from_seconds(to_digits(time.as_seconds(), DIGITS))),
        amount => amount,
    }
}

/// What the link says, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// All that can be read.
    pub varied: Varied,
    /// As it stands in fields, in the order in which inputs are offered.
    pub said: Vec<Said>,
    /// What cannot be read.
    pub problems: Vec<Problem>,
}

/// What a calculator's link says.
#[must_use]
pub fn of_calculator(calculator: &Calculator) -> Told {
    let (varied, problems) = Varied::of_link(&calculator.others);
    let others = varied.inputs().filter(|input| !INPUTS.contains(input));
    let all: Vec<Input> = INPUTS.into_iter().chain(others).collect();
    let said = all.into_iter().filter_map(|input| Some(Said::of(input, varied.get(input)?, calculator)));
    Told { said: said.collect(), varied, problems }
}

/// The key that says it of an input.
#[must_use]
pub fn key(input: Input) -> String {
    format!("vary-{}", row(input.field()).key)
}

/// Keys that say what is known of an input; none: it is known exactly. The seed goes with the last that is not.
#[must_use]
pub fn keys(varied: &Varied, input: Input, known: Option<Known>) -> Keys {
    let mut after = varied.clone();
    match known {
        Some(known) => after.set(input, known),
        None => after.reset(input),
    }
    let mut keys = vec![(key(input), known.map(|known| known.compact()).unwrap_or_default())];
    if after.inputs().len() == 0 {
        keys.push((SEED.to_owned(), String::new()));
    } else if varied.inputs().len() == 0 {
        keys.push((SEED.to_owned(), after.seed().to_string()));
    }
    keys
}

/// The key of the seed.
const SEED: &str = "seed";

/// Keys for other cases of the same.
#[must_use]
pub fn another_seed(varied: &Varied) -> Keys {
    let mut after = varied.clone();
    after.set_seed(varied.seed() + 1);
    vec![(SEED.to_owned(), after.seed().to_string())]
}

/// Keys that take a bad text away.
#[must_use]
pub fn without(input: Input) -> Keys {
    vec![(key(input), String::new())]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The link after keys were set, as the page does it.
    pub(crate) fn after(link: &str, keys: Keys) -> String {
        let mut parts: Vec<String> = link.split('&').map(str::to_owned).collect();
        for (key, text) in keys {
            let start = format!("{key}=");
            parts.retain(|part| !part.starts_with(&start));
            if !text.is_empty() {
                parts.push(start + &text);
            }
        }
        parts.join("&")
    }

    #[test]
    fn what_is_said_comes_back_from_the_link() {
        let start = "hv=qemu&mem=8GiB&ws=4GiB&hot=1GiB&dirty=20000pages/s&link=10Gbit/s";
        let mut link = start.to_owned();
        for input in INPUTS {
            for form in Form::ALL {
                let calculator = Calculator::of_link(&link);
                let (said, known) = usual(input, form, &calculator).read(&calculator);
                assert_eq!((&said.problem, said.texts.len()), (&None, form.count()), "{input:?} {form:?}");
                let told = of_calculator(&calculator);
                link = after(&link, keys(&told.varied, input, known));
                let told = of_calculator(&Calculator::of_link(&link));
                assert!(told.problems.is_empty() && told.said.contains(&said), "{link}");
            }
        }
        assert!(link.contains("&seed=1"), "{link}");
        link = after(&link, another_seed(&of_calculator(&Calculator::of_link(&link)).varied));
        assert!(link.contains("&seed=2"), "{link}");
        for input in INPUTS {
            let told = of_calculator(&Calculator::of_link(&link));
            link = after(&link, keys(&told.varied, input, None));
        }
        assert_eq!(link, start, "and nothing is left of it");
    }

    #[test]
    fn a_bad_text_is_told_at_its_place_and_nothing_is_lost() {
        let calculator = Calculator::of_link("dirty=20000pages/s");
        let said = usual(Input::DirtyRate, Form::Between, &calculator);
        let typed = |texts: [&str; 2]| {
            let texts = texts.map(str::to_owned).to_vec();
            Said { texts, ..said.clone() }.read(&calculator)
        };
        for (texts, place) in
            [(["lots", "40000 pages/s"], Some(0)), (["1000/s", "none"], Some(1)), (["9000/s", "800/s"], None)]
        {
            let (read, known) = typed(texts);
            assert_eq!((read.problem.map(|(place, _)| place), known), (Some(place), None), "{texts:?}");
            assert_eq!(read.texts, texts);
        }
        assert!(typed(["800/s", "9000/s"]).1.is_some());
        let link = of_calculator(&Calculator::of_link("link=10Gbit/s&vary-link=1GB/s..2GB/s&vary-hot=some"));
        assert!(link.said[0].problem.is_some() && link.problems.len() == 1);
    }

    #[test]
    fn another_form_keeps_what_it_can() {
        let calculator = Calculator::of_link("dirty=20000pages/s");
        let said = Said {
            texts: vec!["9,000 pages/s".into(), "50,000 pages/s".into()],
            ..usual(Input::DirtyRate, Form::Between, &calculator)
        };
        let likeliest = said.in_form(Form::Likeliest, &calculator);
        assert_eq!(likeliest.texts, ["9,000 pages/s", "20,000 pages/s", "50,000 pages/s"]);
        assert_eq!(likeliest.in_form(Form::Between, &calculator).texts, said.texts);
        assert_eq!(likeliest.in_form(Form::About, &calculator).texts, ["20,000 pages/s", "50,000 pages/s"]);
        let zero = Calculator::of_link("dirty=0pages/s&hot=0MiB");
        for input in [Input::DirtyRate, Input::HotSet] {
            assert!(usual(input, Form::Between, &zero).read(&zero).1.is_some(), "{input:?}");
        }
    }
}
