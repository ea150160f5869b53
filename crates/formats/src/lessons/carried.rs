//! Questions and scores as trees: what they hold does not follow from a list of fields.

use super::{Asked, Between, By, Changes, Holds, Plain, PlanName, RunsOf, Scored, Term, Tree};

/// A word, and what comes with it.
fn list(word: &str, trees: impl IntoIterator<Item = Tree>) -> Tree {
    Tree::List([Tree::Text(word.to_owned())].into_iter().chain(trees).collect())
}

/// The same, taken apart.
fn parts(tree: &Tree) -> Option<(&str, &[Tree])> {
    let (word, rest) = tree.items()?.split_first()?;
    Some((word.text()?, rest))
}

impl Plain for Asked {
    fn tree(&self) -> Tree {
        match self {
            Self::Ratio { before, after } => list("ratio", [before.tree(), after.tree()]),
            Self::Value(term) => list("value", [term.tree()]),
            Self::Least(term) => list("least", [term.tree()]),
            Self::Most(term) => list("most", [term.tree()]),
        }
    }
    fn of_tree(tree: &Tree) -> Option<Self> {
        let term = Term::of_tree;
        Some(match parts(tree)? {
            ("ratio", [before, after]) => Self::Ratio { before: term(before)?, after: term(after)? },
            ("value", [of]) => Self::Value(term(of)?),
            ("least", [of]) => Self::Least(term(of)?),
            ("most", [of]) => Self::Most(term(of)?),
            _ => return None,
        })
    }
}

impl Plain for Holds {
    fn tree(&self) -> Tree {
        match self {
            Self::Between(between) => list("between", [Tree::Text(between.text().to_owned())]),
            Self::Word(word) => list("word", [word.tree()]),
            Self::At(at) => list("at", [at.tree()]),
            Self::Of(name) => list("of", [name.tree()]),
        }
    }
    fn of_tree(tree: &Tree) -> Option<Self> {
        Some(match parts(tree)? {
            ("between", [ends]) => Self::Between(Between::read(ends.text()?).ok()?),
            ("word", [word]) => Self::Word(String::of_tree(word)?),
            ("at", [at]) => Self::At(Changes::of_tree(at)?),
            ("of", [name]) => Self::Of(PlanName::of_tree(name)?),
            _ => return None,
        })
    }
}

impl Plain for Scored {
    fn tree(&self) -> Tree {
        let numbers =
            [self.covered_time, self.covered_downtime, self.error_time, self.error_downtime, self.within_5].to_vec();
        Tree::List(vec![self.of.tree(), self.by.tree(), numbers.tree()])
    }
    fn of_tree(tree: &Tree) -> Option<Self> {
        let [of, by, numbers] = tree.items()? else { return None };
        let numbers: Vec<f64> = Plain::of_tree(numbers)?;
        let [covered_time, covered_downtime, error_time, error_downtime, within_5] = numbers.try_into().ok()?;
        let (of, by) = (RunsOf::of_tree(of)?, By::of_tree(by)?);
        Some(Self { of, by, covered_time, covered_downtime, error_time, error_downtime, within_5 })
    }
}
