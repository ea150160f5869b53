//! Running text of a lesson: words, terms, formulas, links.

use super::plain::{kinds, records, words};
use super::{Changes, Term};

kinds! {
    /// A piece of running text.
    Inline {
        /// Words.
        Text(String) = "text",
        /// Emphasis.
        Emphasis(Vec<Inline>) = "em",
        /// Strong emphasis.
        Strong(Vec<Inline>) = "strong",
        /// As it is typed.
        Code(String) = "code",
        /// A number or word that the model says.
        Asked(Term) = "ask",
        /// A number that a paper prints.
        Printed(Printed) = "printed",
        /// A word that has a symbol.
        Word(Word) = "word",
        /// A formula in the line.
        Formula(Vec<Math>) = "math",
        /// A link.
        Link(Link) = "link",
    }
    /// Where a link leads.
    To {
        /// To the calculator, with these changes of the start.
        Calculator(Changes) = "calculator",
        /// To a lesson.
        Lesson(String) = "lesson",
        /// To another page.
        Page(String) = "page",
        /// To the formula sheet.
        Formulas(()) = "formulas",
        /// To a figure of the gallery.
        Gallery(String) = "gallery",
    }
    /// A node of MathML.
    Math {
        /// An element.
        Element(Element) = "e",
        /// Text.
        Text(String) = "t",
    }
    /// A block of a step.
    Block {
        /// A paragraph.
        Paragraph(Vec<Inline>) = "p",
        /// A list.
        List(List) = "list",
        /// A table.
        Table(Table) = "table",
        /// The sentence to keep.
        Keep(Vec<Inline>) = "keep",
        /// Sliders for these inputs.
        Turn(Vec<String>) = "turn",
        /// A figure.
        Figure(super::Figure) = "figure",
        /// A question.
        Question(super::Question) = "question",
    }
}

records! {
    /// A number that a paper prints, never reckoned with.
    Printed {
        /// As it is printed.
        text: String,
        /// Paper and place.
        place: String,
    }
    /// A word that has a symbol.
    Word {
        /// As it stands in the table of symbols.
        word: String,
        /// As it is written here.
        said: String,
    }
    /// A link.
    Link {
        /// Where it leads.
        to: To,
        /// What it says.
        said: Vec<Inline>,
    }
    /// An element of MathML.
    Element {
        /// Its name.
        name: String,
        /// Its attributes.
        attributes: Vec<Attribute>,
        /// What is in it.
        children: Vec<Math>,
    }
    /// An attribute.
    Attribute {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    }
    /// A list.
    List {
        /// Whether its items have numbers.
        is_ordered: bool,
        /// Its items.
        items: Vec<Vec<Inline>>,
    }
    /// A table.
    Table {
        /// Its headings.
        head: Vec<Vec<Inline>>,
        /// Its rows.
        rows: Vec<Vec<Vec<Inline>>>,
    }
}

words! {
    /// What is marked in a picture.
    Mark {
        /// The end of the first pass.
        FirstPass = "t1",
        /// The guest is stopped.
        Stop = "t2",
        /// The end.
        End = "t3",
        /// The stop threshold.
        Threshold = "threshold",
        /// The pre-copy limit.
        Limit = "limit",
        /// The copy rate.
        CopyRate = "copy-rate",
    }
    /// A part of what remains.
    PartOf {
        /// Empty pages.
        Empty = "e",
        /// Passive pages.
        Passive = "p",
        /// Hot pages.
        Hot = "h",
    }
    /// How a plan is shown.
    PlanShow {
        /// Steps over time.
        Gantt = "gantt",
        /// What links carry.
        Links = "links",
        /// The numbers.
        Table = "table",
        /// The technique of each VM.
        Techniques = "techniques",
    }
    /// How recorded runs are shown.
    RunsShow {
        /// Predicted over measured.
        Scatter = "scatter",
        /// What one of them had left, moment by moment.
        Course = "course",
        /// How far off predictions are.
        Scores = "scores",
    }
}
