//! A lesson, the formula sheet, the gallery: as they are read when the page is built, and shown.

use super::plain::records;
use super::text::{Block, Inline, Math};
use super::{Asked, Changes, Claims, Figure, Holds, Scored, Source, Start};

records! {
    /// A lesson.
    Lesson {
        /// Its short name, in links; never changes once published.
        id: String,
        /// Its title.
        title: String,
        /// How long it takes.
        minutes: f64,
        /// What the reader can do afterwards.
        aim: String,
        /// Where it starts.
        scenario: Start,
        /// Words of the table of symbols that it uses.
        symbols: Vec<String>,
        /// What may be turned.
        turns: Vec<Turn>,
        /// For whoever teaches it.
        teacher: Teacher,
        /// Its steps.
        steps: Vec<Step>,
        /// What the model says of the recorded runs that it asks for.
        scores: Vec<Scored>,
    }
    /// An input that may be turned, and how far.
    Turn {
        /// Its key.
        key: String,
        /// From.
        from: String,
        /// To.
        to: String,
        /// Equal ratios take equal space.
        is_logarithmic: bool,
    }
    /// For whoever teaches a lesson.
    Teacher {
        /// What the class knows afterwards.
        aim: String,
        /// What students say, and what is true.
        misconceptions: Vec<String>,
        /// In class, with the exercise.
        minutes: f64,
        /// One to set.
        exercise: Set,
    }
    /// An exercise that a lesson sets.
    Set {
        /// What is asked.
        ask: Vec<Inline>,
        /// From where.
        at: Changes,
        /// What the student may turn.
        turn: Vec<String>,
        /// When it is done.
        wants: Claims,
        /// A hint.
        hint: String,
    }
    /// A step.
    Step {
        /// Its heading.
        title: String,
        /// Where it starts: changes of the lesson's start.
        start: Changes,
        /// What is in it.
        blocks: Vec<Block>,
    }
    /// A question.
    Question {
        /// What is asked.
        ask: Vec<Inline>,
        /// What is asked of the model.
        asked: Asked,
        /// What can be chosen.
        choices: Vec<Choice>,
    }
    /// A choice.
    Choice {
        /// What it says.
        text: Vec<Inline>,
        /// When it is right.
        holds: Holds,
        /// What is said when it is chosen, right or wrong.
        why: Vec<Inline>,
    }
    /// The formula sheet.
    Sheet {
        /// Its short name.
        id: String,
        /// Its title.
        title: String,
        /// Of what its terms are.
        scenario: Start,
        /// Its parts.
        steps: Vec<Step>,
    }
    /// A figure of a paper, made anew.
    Remade {
        /// Its short name.
        id: String,
        /// Its title.
        title: String,
        /// The paper.
        paper: String,
        /// Where in it.
        place: String,
        /// What the paper's figure shows.
        says: String,
        /// Its scenario.
        scenario: Start,
        /// With which changes it opens in the calculator.
        opens: Changes,
        /// What may be turned.
        turns: Vec<Turn>,
        /// What the paper does not print.
        assumed: Vec<Assumed>,
        /// In what ours differs.
        differs: String,
        /// What is said of it, with what a test holds it to.
        claims: Vec<Said>,
        /// The figure.
        figure: Figure,
    }
    /// A sentence, and what has to hold for it to be true.
    Said {
        /// The sentence.
        says: String,
        /// What has to hold.
        holds: Claims,
    }
    /// An input that a paper does not print.
    Assumed {
        /// Its key.
        key: String,
        /// Why it has its value.
        why: String,
    }
    /// A word with its symbol.
    Symbol {
        /// The word.
        word: String,
        /// The symbol.
        math: Vec<Math>,
        /// Its unit.
        unit: String,
        /// What it means.
        means: String,
    }
    /// A lesson in the list of all.
    Listed {
        /// Its short name, and that of its file.
        id: String,
        /// Its title.
        title: String,
        /// How long it takes.
        minutes: f64,
        /// What the reader can do afterwards.
        aim: String,
    }
    /// A figure in the list of all.
    ListedFigure {
        /// Its short name.
        id: String,
        /// Its title.
        title: String,
        /// Paper and place.
        place: String,
    }
    /// What there is.
    Contents {
        /// The lessons, in their order.
        lessons: Vec<Listed>,
        /// The figures of the gallery.
        figures: Vec<ListedFigure>,
        /// The words that have symbols.
        symbols: Vec<Symbol>,
    }
}

impl Question {
    /// The changes that answering with a choice puts in; none where it is of a plan or of recorded runs.
    #[must_use]
    pub fn reveals(&self, right: &Choice) -> Option<Changes> {
        match (&self.asked, &right.holds) {
            (Asked::Least(_) | Asked::Most(_), Holds::At(at)) => Some(at.clone()),
            (Asked::Least(_) | Asked::Most(_), _) => None,
            (Asked::Ratio { after, .. } | Asked::Value(after), _) => {
                (after.of == Source::Scenario).then(|| after.at.clone().unwrap_or_default())
            }
        }
    }
}
