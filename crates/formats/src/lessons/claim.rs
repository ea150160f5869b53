//! A claim: a relation between two sides, each a term or something that is written.
//!
//! ```text
//! claim    = side relation side ["within" share]
//! relation = "<" | "<=" | "="
//! side     = [number "*"] (term | amount | number | word)
//! claims   = claim { "and" claim }
//! ```

use precopy_model::problem::Problem;
use precopy_model::quantity::text::{Amount, Kind, parse};

use super::answer::{Weight, is_within};
use super::cut::cut;
use super::{Answer, Bench, Model, Term, literal};

/// Numbers that are said to be equal may differ by so much of the larger one: what is left of digits in a few sums.
const EQUAL: f64 = 1e-9;

/// How two sides are related.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Relation {
    Less,
    AtMost,
    /// To within a share of the larger one.
    Equal(f64),
}

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
enum What {
    Term(Box<Term>),
    Written(Answer),
}

/// A side of a claim.
#[derive(Clone, Debug, PartialEq)]
struct Side {
    times: f64,
    what: What,
}

/// A claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    text: String,
    left: Side,
    relation: Relation,
    right: Side,
}

impl Claim {
    /// Reads a claim.
    ///
    /// ```
    /// use precopy_formats::lessons::{Bench, Claim, Model, Start};
    /// let claim = Claim::read("2 * downtime rounds at link=20Gbit/s = downtime rounds within 1%").unwrap();
    /// let start = Start::read("v=1&hv=custom&mem=64GiB&ws=64GiB&link=10Gbit/s&time-limit=1ms&on-limit=pause").unwrap();
    /// assert_eq!(claim.holds(&mut Model::default(), &Bench::at(start)), Ok(true));
    /// ```
    ///
    /// # Errors
    /// What is not understood.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let wrong = |what: &str| Problem::general(what).given(text);
        let mut sides: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
        let mut relation = None;
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let read = match word {
                "<" => Relation::Less,
                "<=" => Relation::AtMost,
                "=" => Relation::Equal(EQUAL),
                word => {
                    let [left, right] = &mut sides;
                    if relation.is_some() {
                        right.push(word)
                    } else {
                        left.push(word)
                    }
                    continue;
                }
            };
            if relation.replace(read).is_some() {
                return Err(wrong("A claim has one relation."));
            }
        }
        let mut relation = relation.ok_or_else(|| wrong("A claim needs <, <= or =."))?;
        let [left, mut right] = sides;
        if let [.., "within", share] = right.as_slice() {
            let Ok(Amount::Share(share)) = parse(share, Kind::Share) else {
                return Err(wrong("Within which share?"));
            };
            if relation != Relation::Equal(EQUAL) {
                return Err(wrong("Only what is equal can be so within a share."));
            }
            relation = Relation::Equal(share);
            right.truncate(right.len() - 2);
        }
        let (left, right) = (Side::read(&left)?, Side::read(&right)?);
        Ok(Self { text: text.to_owned(), left, relation, right })
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The terms in it.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        [&self.left, &self.right].into_iter().filter_map(|side| match &side.what {
            What::Term(term) => Some(&**term),
            What::Written(_) => None,
        })
    }

    /// Whether it holds.
    ///
    /// # Errors
    /// What cannot be asked or compared.
    pub fn holds(&self, model: &mut Model, bench: &Bench) -> Result<bool, Problem> {
        let (left, right) = (self.left.weight(model, bench)?, self.right.weight(model, bench)?);
        if let (Weight::Word(one), Weight::Word(other), Relation::Equal(_)) = (left, right, self.relation) {
            return Ok(one == other);
        }
        let cannot = || Problem::general("These cannot be compared.").given(self.text.clone());
        // A time that is never is written as the word for it.
        let as_number = |weight: Weight| if weight == Weight::Word("never") { Weight::Endless } else { weight };
        let (left, right) = as_number(left).pair(as_number(right)).ok_or_else(cannot)?;
        Ok(match self.relation {
            Relation::Less => left < right,
            Relation::AtMost => left <= right,
            Relation::Equal(share) => is_within(share, left, right),
        })
    }

    /// Both sides as they are now, in words: for a test that tells what failed.
    pub fn said(&self, model: &mut Model, bench: &Bench) -> String {
        let mut side = |side: &Side| match &side.what {
            What::Written(answer) => answer.said(None),
            What::Term(term) => match model.answer(term, bench) {
                Ok(answer) => match answer.number() {
                    Some(number) => format!("{} ({number})", answer.said(term.unit)),
                    None => answer.said(term.unit),
                },
                Err(problem) => problem.to_string(),
            },
        };
        format!("{} against {}", side(&self.left), side(&self.right))
    }
}

impl Side {
    fn read(words: &[&str]) -> Result<Self, Problem> {
        let wrong = |what: &str| Problem::general(what).given(words.join(" "));
        let (times, words) = match words {
            [number, "*", rest @ ..] => match parse(number, Kind::Count) {
                Ok(Amount::Count(times)) => (times, rest),
                _ => return Err(wrong("How many times?")),
            },
            rest => (1.0, rest),
        };
        let what = match words {
            [] => return Err(wrong("A side is missing.")),
            [word] if literal(word).is_some() && Term::read(word).is_err() => {
                literal(word).map(What::Written).ok_or_else(|| wrong("This is nothing that can be compared."))?
            }
            words => What::Term(Box::new(Term::read(&words.join(" "))?)),
        };
        Ok(Self { times, what })
    }

    fn weight(&self, model: &mut Model, bench: &Bench) -> Result<Weight, Problem> {
        let answer = match &self.what {
            What::Term(term) => model.answer(term, bench)?,
            What::Written(answer) => answer.clone(),
        };
        let weight =
            answer.weight().ok_or_else(|| Problem::general("This cannot be compared.").given(answer.said(None)));
        weight.map(|weight| weight.times(self.times))
    }
}

/// Claims that have to hold together.
#[derive(Clone, Debug, PartialEq)]
pub struct Claims(Vec<Claim>);

impl From<Claim> for Claims {
    fn from(one: Claim) -> Self {
        Self(vec![one])
    }
}

impl Claims {
    /// Reads them.
    ///
    /// # Errors
    /// What is not understood.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let (mut claims, mut rest) = (Vec::new(), text);
        while let Some((one, others)) = cut(rest, " and ") {
            claims.push(Claim::read(one)?);
            rest = others;
        }
        claims.push(Claim::read(rest)?);
        Ok(Self(claims))
    }

    /// As they were written.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(Claim::text).collect::<Vec<_>>().join(" and ")
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.0.iter()
    }

    /// Whether all of them hold.
    ///
    /// # Errors
    /// What cannot be asked or compared.
    pub fn hold(&self, model: &mut Model, bench: &Bench) -> Result<bool, Problem> {
        for claim in &self.0 {
            if !claim.holds(model, bench)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
