//! A question: which choice is right is nowhere written, it is the one that holds.

use precopy_model::problem::Problem;

use super::answer::Weight;
use super::cut::cut;
use super::{Bench, Changes, Model, PlanName, Source, Term, literal};

/// What is asked of the model.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// How many times as much the second is as the first.
    Ratio {
        /// Before.
        before: Term,
        /// After.
        after: Term,
    },
    /// What it is.
    Value(Term),
    /// Where it is least.
    Least(Term),
    /// Where it is most.
    Most(Term),
}

/// When a choice is the right one.
#[derive(Clone, Debug, PartialEq)]
pub enum Holds {
    /// From this number, short of that one.
    Between(Between),
    /// It is this word.
    Word(String),
    /// It is best with these changes.
    At(Changes),
    /// It is best of this plan.
    Of(PlanName),
}

/// From a number, short of another; an end may be missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Between {
    text: String,
    from: Option<Weight>,
    to: Option<Weight>,
}

impl Between {
    /// Reads `from..to`.
    ///
    /// # Errors
    /// Ends that are nothing, that count different things, or between which there is nothing.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let wrong = |what: &str| Problem::general(what).given(text);
        let (from, to) = cut(text, "..").ok_or_else(|| wrong("Two dots stand between the ends."))?;
        let end = |text: &str| match text {
            "" => Ok(None),
            text => match literal(text).and_then(|answer| answer.weight()) {
                Some(weight @ Weight::Number(..)) => Ok(Some(weight)),
                _ => Err(wrong("This end is no amount.")),
            },
        };
        let (from, to) = (end(from)?, end(to)?);
        match (from, to) {
            (None, None) => return Err(wrong("One of the ends is needed.")),
            (Some(from), Some(to)) => match from.pair(to) {
                Some((from, to)) if from < to => {}
                _ => return Err(wrong("There is nothing between these ends.")),
            },
            _ => {}
        }
        Ok(Self { text: text.to_owned(), from, to })
    }

    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    fn holds(&self, weight: Weight) -> Option<bool> {
        let from = match self.from {
            Some(from) => from.pair(weight).map(|(from, weight)| from <= weight)?,
            None => true,
        };
        let to = match self.to {
            // What has no end is within no end.
            Some(to) => weight.pair(to).map(|(weight, to)| weight < to)?,
            None => true,
        };
        Some(from && to)
    }
}

impl Asked {
    /// Whether a choice is of this kind.
    #[must_use]
    pub const fn takes(&self, holds: &Holds) -> bool {
        matches!(
            (self, holds),
            (Self::Ratio { .. }, Holds::Between(_))
                | (Self::Value(_), Holds::Between(_) | Holds::Word(_))
                | (Self::Least(_) | Self::Most(_), Holds::At(_) | Holds::Of(_))
        )
    }

    /// Which of the choices hold, in their order. In a sound question exactly one does.
    ///
    /// # Errors
    /// What cannot be asked or compared; recorded runs that are not known yet.
    pub fn right<'a>(
        &self,
        choices: impl Iterator<Item = &'a Holds>,
        model: &mut Model,
        bench: &Bench,
    ) -> Result<Vec<bool>, Problem> {
        let bench = bench.fixed();
        let cannot = |term: &Term| Problem::general("This cannot be compared.").given(term.text());
        let mut weigh = |term: &Term| model.answer(term, &bench)?.weight().ok_or_else(|| cannot(term));
        match self {
            Self::Ratio { before, after } => {
                let (one, other) = (weigh(before)?, weigh(after)?);
                let (one, other) = one.pair(other).ok_or_else(|| cannot(after))?;
                // What stays without end stays as it is.
                let ratio = if one == other { 1.0 } else { other / one };
                let ratio = literal("1").and_then(|one| one.weight()).map(|one| one.times(ratio));
                choices.map(|holds| between(holds, ratio).ok_or_else(|| cannot(after))).collect()
            }
            Self::Value(after) => {
                let weight = weigh(after)?;
                let holds = |holds: &Holds| match (holds, weight) {
                    (Holds::Word(word), Weight::Word(is)) => Some(word == is),
                    (Holds::Word(word), Weight::Endless) => Some(word == "never"),
                    (Holds::Word(_), Weight::Number(..)) => Some(false),
                    (holds, weight) => between(holds, Some(weight)),
                };
                choices.map(|choice| holds(choice).ok_or_else(|| cannot(after))).collect()
            }
            Self::Least(term) | Self::Most(term) => {
                let mut weights = Vec::new();
                for choice in choices {
                    let of = match choice {
                        Holds::At(at) => term.at(at.clone()),
                        Holds::Of(name) => Term { of: Source::Plan(name.clone()), ..term.clone() },
                        Holds::Between(_) | Holds::Word(_) => return Err(cannot(term)),
                    };
                    let zero = weigh(&of)?;
                    weights.push(zero.pair(Weight::Endless).map(|(weight, _)| weight).ok_or_else(|| cannot(&of))?);
                }
                let (sign, start) =
                    if matches!(self, Self::Least(_)) { (1.0, f64::INFINITY) } else { (-1.0, f64::INFINITY) };
                let best = weights.iter().fold(start, |best, weight| (sign * weight).min(best));
                Ok(weights.iter().map(|weight| sign * weight <= best).collect())
            }
        }
    }
}

fn between(holds: &Holds, weight: Option<Weight>) -> Option<bool> {
    match holds {
        Holds::Between(between) => between.holds(weight?),
        Holds::Word(_) | Holds::At(_) | Holds::Of(_) => None,
    }
}
