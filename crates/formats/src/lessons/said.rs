//! Running text as plain words, with what the model says in it.

use super::{Bench, Inline, Model};

/// The words of a text. What the model cannot answer is left out.
#[must_use]
pub fn said(text: &[Inline], model: &mut Model, bench: &Bench) -> String {
    let mut words = String::new();
    for piece in text {
        match piece {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) => words.push_str(&said(inner, model, bench)),
            Inline::Link(link) => words.push_str(&said(&link.said, model, bench)),
            Inline::Word(word) => words.push_str(&word.said),
            Inline::Printed(printed) => words.push_str(&printed.text),
            Inline::Asked(term) => {
                if let Ok(answer) = model.answer(term, bench) {
                    words.push_str(&answer.said(term.unit));
                }
            }
            // A formula has no words of its own.
            Inline::Formula(_) => {}
        }
    }
    words
}
