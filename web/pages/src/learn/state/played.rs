//! Which numbers of played plans stand beside each other, and where a plan opens.

use precopy_formats::lessons::{PlanName, PlanOf, PlanShow, PrintedNumber, Quantity, Term, Way};
use precopy_model::plan::strategy::Strategy;

use crate::plan::state::how::How;
use crate::plan::state::way::Way as PlanWay;
use crate::plan::state::{HOW, PLAN};

/// All that can be a column.
const ALL: [Quantity; 5] =
    [Quantity::Contention, Quantity::Completion, Quantity::MeanMigration, Quantity::Energy, Quantity::PeakPower];

/// The columns of the table: what is always told of plans, what is told of traffic, and what a paper prints besides.
#[must_use]
pub fn columns(shown: &PlanOf) -> Vec<Quantity> {
    let prints = |quantity: Quantity| shown.printed.iter().any(|printed| printed.name == quantity.name());
    let is_told = |quantity: &Quantity| match quantity {
        Quantity::Completion | Quantity::MeanMigration => shown.show.contains(&PlanShow::Table),
        Quantity::Contention => shown.show.contains(&PlanShow::Techniques),
        _ => false,
    };
    ALL.into_iter().filter(|quantity| is_told(quantity) || prints(*quantity)).collect()
}

/// What is asked of a plan.
#[must_use]
pub fn term(quantity: Quantity, of: &PlanName) -> Option<Term> {
    Term::read(&format!("{} of plan:{}", quantity.name(), of.text())).ok()
}

/// What a paper prints of it.
#[must_use]
pub fn printed<'a>(shown: &'a PlanOf, of: &PlanName, quantity: Quantity) -> Option<&'a PrintedNumber> {
    let name = quantity.name();
    shown.printed.iter().find(|printed| printed.name == name && printed.of.as_ref() == Some(of))
}

/// The keys of the link with which the page of plans shows it: techniques are those of its own sheet.
#[must_use]
pub fn keys(of: &PlanName) -> Vec<(String, String)> {
    let mut how = How::default();
    match of.way {
        Way::Strategy(Strategy::Sequential) => how.chosen = PlanWay::Sequential,
        Way::Strategy(Strategy::ConvergenceAware) => how.chosen = PlanWay::ConvergenceAware,
        Way::Strategy(Strategy::Batched { per_host, .. }) => {
            how.chosen = PlanWay::Batched;
            how.per_host = per_host.unwrap_or(how.per_host);
        }
        Way::Strategy(Strategy::Parallel) | Way::Techniques(_) | Way::Each(_) => how.chosen = PlanWay::Parallel,
    }
    let key = |key: &str, text: String| (key.to_owned(), text);
    vec![key(PLAN, of.id.to_owned()), key(HOW, how.to_link().unwrap_or_default())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> PlanName {
        PlanName::read(text).unwrap()
    }

    #[test]
    fn a_plan_opens_as_it_is_played() {
        let told = |text: &str| keys(&name(text)).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(told("kherbache-1/batched-3"), ["kherbache-1", "batched,batch:3"]);
        assert_eq!(told("kherbache-1/converging"), ["kherbache-1", ""], "the page's own choice");
        assert_eq!(told("deshpande-two/post,pre"), ["deshpande-two", "parallel"]);
    }

    #[test]
    fn columns_are_what_is_told_and_what_is_printed() {
        let of = name("kherbache-1/parallel");
        let printed_number = PrintedNumber {
            name: "energy".to_owned(),
            value: "366.4Wh".to_owned(),
            place: "Table 1".to_owned(),
            across: None,
            of: Some(of.clone()),
        };
        let shown = PlanOf { of: vec![of.clone()], show: vec![PlanShow::Table], printed: vec![printed_number] };
        assert_eq!(columns(&shown), [Quantity::Completion, Quantity::MeanMigration, Quantity::Energy]);
        assert!(printed(&shown, &of, Quantity::Energy).is_some());
        assert!(printed(&shown, &name("kherbache-1/sequential"), Quantity::Energy).is_none());
        assert!(columns(&shown).into_iter().all(|quantity| term(quantity, &of).is_some()));
    }
}
