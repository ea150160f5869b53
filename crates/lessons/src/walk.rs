//! Everything in a lesson that has to lead somewhere: terms, links, words, changes, runs.

use precopy_formats::lessons::{
    Across, Asked, Block, Changes, Figure, Holds, Inline, Named, PlanName, Question, RunsShown, Shows, Step, Term, To,
};

/// Something that was found.
#[derive(Clone, Copy, Debug)]
pub enum Found<'a> {
    /// A term.
    Term(&'a Term),
    /// A link.
    Link(&'a To),
    /// A word that has a symbol.
    Word(&'a str),
    /// Changes of the start.
    Changes(&'a Changes),
    /// A plan.
    Plan(&'a PlanName),
    /// Recorded runs.
    Runs(&'a RunsShown),
    /// An input to go over.
    Across(&'a Across),
    /// A question.
    Question(&'a Question),
}

/// Looks through steps.
pub fn steps<'a>(steps: &'a [Step], found: &mut dyn FnMut(Found<'a>)) {
    for step in steps {
        found(Found::Changes(&step.start));
        for block in &step.blocks {
            self::block(block, found);
        }
    }
}

fn block<'a>(block: &'a Block, found: &mut dyn FnMut(Found<'a>)) {
    match block {
        Block::Paragraph(text) | Block::Keep(text) => inlines(text, found),
        Block::List(list) => list.items.iter().for_each(|item| inlines(item, found)),
        Block::Table(table) => {
            table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| inlines(cell, found));
        }
        Block::Turn(_) => {}
        Block::Figure(figure) => self::figure(figure, found),
        Block::Question(question) => {
            found(Found::Question(question));
            inlines(&question.ask, found);
            match &question.asked {
                Asked::Ratio { before, after } => [before, after].into_iter().for_each(|term| found(Found::Term(term))),
                Asked::Value(term) | Asked::Least(term) | Asked::Most(term) => {
                    // The least and the most are of the choices.
                    if matches!(question.asked, Asked::Value(_)) {
                        found(Found::Term(term));
                    }
                }
            }
            for choice in &question.choices {
                inlines(&choice.text, found);
                inlines(&choice.why, found);
                match &choice.holds {
                    Holds::At(at) => found(Found::Changes(at)),
                    Holds::Of(name) => found(Found::Plan(name)),
                    Holds::Between(_) | Holds::Word(_) => {}
                }
            }
        }
    }
}

/// Looks through running text.
pub fn inlines<'a>(text: &'a [Inline], found: &mut dyn FnMut(Found<'a>)) {
    for piece in text {
        match piece {
            Inline::Asked(term) => found(Found::Term(term)),
            Inline::Word(word) => found(Found::Word(&word.word)),
            Inline::Emphasis(inner) | Inline::Strong(inner) => inlines(inner, found),
            Inline::Link(link) => {
                found(Found::Link(&link.to));
                inlines(&link.said, found);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Printed(_) | Inline::Formula(_) => {}
        }
    }
}

/// Looks through a figure.
pub fn figure<'a>(figure: &'a Figure, found: &mut dyn FnMut(Found<'a>)) {
    inlines(&figure.caption, found);
    let beside = |all: &'a [Named], found: &mut dyn FnMut(Found<'a>)| {
        all.iter().filter_map(|one| one.at.as_ref()).for_each(|at| found(Found::Changes(at)));
    };
    let terms =
        |all: &'a [Term], found: &mut dyn FnMut(Found<'a>)| all.iter().for_each(|term| found(Found::Term(term)));
    match &figure.shows {
        Shows::Sets(()) | Shows::Grid(_) | Shows::Rounds(()) | Shows::Symbols(()) => {}
        Shows::Curve(curve) => beside(&curve.beside, found),
        Shows::Numbers(numbers) => {
            terms(&numbers.show, found);
            beside(&numbers.columns, found);
        }
        Shows::Sweep(sweep) => {
            found(Found::Across(&sweep.across));
            terms(&sweep.show, found);
            beside(&sweep.beside, found);
        }
        Shows::Map(map) => {
            found(Found::Across(&map.across));
            found(Found::Across(&map.down));
            found(Found::Term(&map.show));
        }
        Shows::Products(products) => terms(&products.show, found),
        Shows::Explained(term) => found(Found::Term(term)),
        Shows::Spread(spread) => {
            found(Found::Term(&spread.of));
            spread.at.iter().for_each(|at| found(Found::Changes(at)));
        }
        Shows::Plan(plan) => plan.of.iter().for_each(|name| found(Found::Plan(name))),
        Shows::Series(series) => {
            terms(&series.show, found);
            beside(&series.points, found);
        }
        Shows::Runs(runs) => found(Found::Runs(runs)),
        Shows::Formula(formula) => formula.is.iter().for_each(|term| found(Found::Term(term))),
    }
}
