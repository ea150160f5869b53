//! Figures of a lesson, as data: what is drawn, of what.

use super::plain::{kinds, records};
use super::text::{Inline, Mark, Math, PartOf, PlanShow, RunsShow};
use super::{By, Changes, PlanName, RunsOf, Term};

records! {
    /// A figure.
    Figure {
        /// A sentence below it; empty: none.
        caption: Vec<Inline>,
        /// What it shows.
        shows: Shows,
    }
    /// A further scenario, as a change of the start.
    Named {
        /// What it is called.
        name: String,
        /// The change; none: as it is turned.
        at: Option<Changes>,
    }
    /// A number of a paper, to be drawn.
    PrintedNumber {
        /// What it is.
        name: String,
        /// As it is printed, an amount.
        value: String,
        /// Paper and place.
        place: String,
        /// At which value of the axis it belongs; none: at none.
        across: Option<String>,
        /// Of which plan; none: of none.
        of: Option<PlanName>,
    }
    /// An input that a figure goes over.
    Across {
        /// Its key.
        key: String,
        /// From.
        from: String,
        /// To.
        to: String,
        /// Equal ratios take equal space.
        is_logarithmic: bool,
    }
    /// What remains over time.
    Curve {
        /// Who predicts.
        by: Vec<By>,
        /// What is marked.
        mark: Vec<Mark>,
        /// Whether the parts are stacked.
        parts: bool,
        /// Only these parts; empty: all.
        only: Vec<PartOf>,
        /// Further scenarios.
        beside: Vec<Named>,
    }
    /// Memory as cells.
    GridOf {
        /// What one step is, in seconds.
        seconds: f64,
        /// Whether what remains is drawn beside it.
        with_curve: bool,
    }
    /// A row or table of terms.
    Numbers {
        /// The terms.
        show: Vec<Term>,
        /// Columns; empty: one, as it is turned.
        columns: Vec<Named>,
        /// Numbers of papers.
        printed: Vec<PrintedNumber>,
    }
    /// Quantities over one input.
    SweepOf {
        /// Over which.
        across: Across,
        /// Which quantities.
        show: Vec<Term>,
        /// Further scenarios.
        beside: Vec<Named>,
        /// Numbers of papers.
        printed: Vec<PrintedNumber>,
        /// What is marked.
        mark: Vec<Mark>,
    }
    /// A quantity over two inputs.
    MapOf {
        /// Over which.
        across: Across,
        /// And over which.
        down: Across,
        /// Which quantity.
        show: Term,
        /// What is marked.
        mark: Vec<Mark>,
        /// Numbers of papers.
        printed: Vec<PrintedNumber>,
    }
    /// The same VM under products.
    Products {
        /// These products; empty: all.
        only: Vec<String>,
        /// Which quantities.
        show: Vec<Term>,
    }
    /// How a quantity is distributed.
    SpreadOf {
        /// Which.
        of: Term,
        /// At which change of the start; none: as it is turned.
        at: Option<Changes>,
    }
    /// Ready-made maintenance, played.
    PlanOf {
        /// Which.
        of: Vec<PlanName>,
        /// How it is shown.
        show: Vec<PlanShow>,
        /// Numbers of papers.
        printed: Vec<PrintedNumber>,
    }
    /// Quantities over a list of scenarios.
    Series {
        /// The scenarios.
        points: Vec<Named>,
        /// Which quantities.
        show: Vec<Term>,
        /// Numbers of papers.
        printed: Vec<PrintedNumber>,
    }
    /// Recorded runs against predictions.
    RunsShown {
        /// Which runs.
        of: RunsOf,
        /// Who predicts.
        by: Vec<By>,
        /// How they are shown.
        show: RunsShow,
        /// Only those of this block of runs; empty: of any.
        block: String,
        /// Only this run; empty: all.
        id: String,
        /// Only those of this regime; empty: of any.
        regime: String,
    }
    /// A formula by itself.
    Formula {
        /// In symbols.
        math: Vec<Math>,
        /// In words.
        words: String,
        /// Where it is from; empty: it is said in the text.
        source: String,
        /// What it comes to.
        is: Option<Term>,
        /// As it is printed, where that differs.
        as_printed: Option<Vec<Math>>,
        /// Why it is read otherwise; empty where it is not.
        why: String,
    }
}

kinds! {
    /// What a figure shows.
    Shows {
        /// The memory as a bar.
        Sets(()) = "sets",
        /// What remains over time.
        Curve(Curve) = "curve",
        /// Memory as cells.
        Grid(GridOf) = "grid",
        /// Terms.
        Numbers(Numbers) = "numbers",
        /// The rounds as a table.
        Rounds(()) = "rounds",
        /// Over one input.
        Sweep(SweepOf) = "sweep",
        /// Over two.
        Map(MapOf) = "map",
        /// Under products.
        Products(Products) = "products",
        /// A number with its steps.
        Explained(Term) = "explained",
        /// Where inputs vary.
        Spread(SpreadOf) = "spread",
        /// A plan.
        Plan(PlanOf) = "plan",
        /// Over scenarios.
        Series(Series) = "series",
        /// Recorded runs.
        Runs(RunsShown) = "runs",
        /// A formula.
        Formula(Formula) = "formula",
        /// The table of all symbols.
        Symbols(()) = "symbols",
    }
}
