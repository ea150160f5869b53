//! Lessons: what they ask of the model, what they claim, and what a lesson is once it is read.
//!
//! * [`Term`]: one line of words that asks something; [`Model`] answers it, of a [`Bench`].
//! * [`Claim`]: what a test holds a lesson to, and what an exercise wants.
//! * [`Asked`] and [`Holds`]: a question, whose right choice is nowhere written.
//!
//! * [`Exercise`]: what a teacher composes, in a link; [`completion`] and [`verify`]: what a student hands in.
//! * [`Lesson`], [`Sheet`], [`Remade`]: what is shown, as data; a [`Tree`] carries it from the build to the page.
//!
//! The format in which lessons are written stands in `web/pages/lessons/README.md`.

mod answer;
mod carried;
mod changes;
mod checksum;
mod claim;
mod completion;
mod cut;
mod document;
mod exercise;
mod figure;
mod literal;
mod model;
mod plain;
mod plans;
mod quantity;
mod question;
mod said;
mod scores;
mod setting;
mod term;
mod text;
mod tree;

pub use answer::Answer;
pub use changes::{Changes, Start};
pub use claim::{Claim, Claims};
pub use completion::{Completion, Verified, completion, verify};
pub use document::{
    Assumed, Choice, Contents, Lesson, Listed, ListedFigure, Question, Remade, Said, Set, Sheet, Step, Symbol, Teacher,
    Turn,
};
pub use exercise::{Attempt, Exercise, Fault, Judged, KEYS as EXERCISE_KEYS, LONGEST, Part, Wants};
pub use figure::{
    Across, Curve, Figure, Formula, GridOf, MapOf, Named, Numbers, PlanOf, PrintedNumber, Products, RunsShown, Series,
    Shows, SpreadOf, SweepOf,
};
pub use literal::literal;
pub use model::{Bench, Model, predict};
pub use plain::Plain;
pub use plans::{PlanName, Played, Way};
pub use quantity::Quantity;
pub use question::{Asked, Between, Holds};
pub use said::said;
pub use scores::Scored;
pub use setting::Setting;
pub use term::{By, RunsOf, Source, Term};
pub use text::{
    Attribute, Block, Element, Inline, Link, List, Mark, Math, PartOf, PlanShow, Printed, RunsShow, Table, To, Word,
};
pub use tree::Tree;

#[cfg(test)]
mod tests;
