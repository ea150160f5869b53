//! Running text: Markdown's events, with terms between `{{` and `}}` and words that have symbols between `[[` and `]]`.

use precopy_formats::lessons::{Changes, Inline, Link, Printed, Term, To, Word};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::flaw::{Flaw, Place};
use crate::math::math;
use crate::numbers::stray_number;

/// What Markdown the lessons use.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_MATH | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

/// The events of a text, each with where it stands.
pub(crate) fn events(text: &str) -> Vec<(Event<'_>, std::ops::Range<usize>)> {
    TextMergeWithOffset::new(Parser::new_ext(text, options()).into_offset_iter()).collect()
}

/// Reads one paragraph, as captions and choices are.
///
/// # Errors
/// What is no such text.
pub(crate) fn sentence(text: &str, place: Place<'_>) -> Result<Vec<Inline>, Flaw> {
    let events = events(text);
    let inner = match events.as_slice() {
        [] => return Ok(Vec::new()),
        [(Event::Start(Tag::Paragraph), _), inner @ .., (Event::End(TagEnd::Paragraph), _)] => inner,
        _ => return Err(place.flaw(text, "this has to be one paragraph of running text")),
    };
    let mut at = 0;
    // Where in the sentence something stands does not matter: it is found by its text.
    let found = inlines(inner, &mut at, None, &|_| place)?;
    if at < inner.len() { Err(place.flaw(text, "this is no running text")) } else { Ok(found) }
}

/// Reads running text up to an end that is wanted, or all of it.
///
/// # Errors
/// What is no running text.
pub(crate) fn inlines<'a>(
    events: &[(Event<'_>, std::ops::Range<usize>)],
    at: &mut usize,
    until: Option<TagEnd>,
    place: &dyn Fn(&std::ops::Range<usize>) -> Place<'a>,
) -> Result<Vec<Inline>, Flaw> {
    let mut found = Vec::new();
    while let Some((event, range)) = events.get(*at) {
        let here = place(range);
        *at += 1;
        match event {
            Event::End(end) if Some(*end) == until => return Ok(found),
            Event::Text(text) => split(text, here, &mut found)?,
            Event::SoftBreak | Event::HardBreak => found.push(Inline::Text(" ".to_owned())),
            Event::Code(code) => found.push(Inline::Code(code.to_string())),
            Event::InlineMath(tex) => {
                found.push(Inline::Formula(math(tex, false).map_err(|what| here.flaw(tex, what))?));
            }
            Event::Start(Tag::Emphasis) => {
                found.push(Inline::Emphasis(inlines(events, at, Some(TagEnd::Emphasis), place)?));
            }
            Event::Start(Tag::Strong) => found.push(Inline::Strong(inlines(events, at, Some(TagEnd::Strong), place)?)),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let said = inlines(events, at, Some(TagEnd::Link), place)?;
                let to = to(dest_url).ok_or_else(|| here.flaw(dest_url, format!("“{dest_url}” leads nowhere")))?;
                found.push(Inline::Link(Link { to, said }));
            }
            // Lists without empty lines between their items have no paragraphs: what ends them is seen by whoever reads the list.
            Event::Start(Tag::List(_)) | Event::End(TagEnd::Item) => {
                *at -= 1;
                return Ok(found);
            }
            other => return Err(here.flaw("", format!("{other:?} has no place in running text"))),
        }
    }
    Ok(found)
}

fn to(link: &str) -> Option<To> {
    if let Some(changes) = link.strip_prefix('#') {
        let changes = if changes.is_empty() { Ok(Changes::default()) } else { Changes::read(changes) };
        return changes.ok().map(To::Calculator);
    }
    Some(match link.split_once(':') {
        Some(("lesson", id)) => To::Lesson(id.to_owned()),
        Some(("page", id)) => To::Page(id.to_owned()),
        _ if link == "formulas" => To::Formulas(()),
        _ => To::Gallery(link.strip_prefix("gallery:")?.to_owned()),
    })
}

/// Takes a text apart at its terms and words.
fn split(text: &str, place: Place<'_>, found: &mut Vec<Inline>) -> Result<(), Flaw> {
    let mut rest = text;
    loop {
        let next = match (rest.find("{{"), rest.find("[[")) {
            (Some(term), Some(word)) => Some((term.min(word), term < word)),
            (Some(term), None) => Some((term, true)),
            (None, Some(word)) => Some((word, false)),
            (None, None) => None,
        };
        let Some((at, is_term)) = next else { return words(rest, place, found) };
        let (before, after) = rest.split_at(at);
        words(before, place, found)?;
        let (open, close) = if is_term { ("{{", "}}") } else { ("[[", "]]") };
        let inner = after.strip_prefix(open).unwrap_or(after);
        let Some((inner, after)) = inner.split_once(close) else {
            return Err(place.flaw(after, format!("`{open}` without `{close}`")));
        };
        found.push(if is_term { asked(inner, place)? } else { word(inner) });
        rest = after;
    }
}

fn words(text: &str, place: Place<'_>, found: &mut Vec<Inline>) -> Result<(), Flaw> {
    if let Some(number) = stray_number(text) {
        return Err(place.flaw(number, format!("“{number}”: a number in running text has to be a term or printed")));
    }
    if !text.is_empty() {
        found.push(Inline::Text(text.to_owned()));
    }
    Ok(())
}

fn asked(text: &str, place: Place<'_>) -> Result<Inline, Flaw> {
    if let Some(printed) = text.strip_prefix("printed ") {
        let (number, source) =
            printed.split_once('|').ok_or_else(|| place.flaw(text, "a printed number needs a stroke and its place"))?;
        let printed = Printed { text: number.trim().to_owned(), place: source.trim().to_owned() };
        if printed.text.is_empty() || printed.place.is_empty() {
            return Err(place.flaw(text, "a printed number needs a place"));
        }
        return Ok(Inline::Printed(printed));
    }
    Term::read(text).map(Inline::Asked).map_err(|problem| place.problem(text, &problem))
}

fn word(text: &str) -> Inline {
    let (word, said) = text.split_once('|').unwrap_or((text, text));
    Inline::Word(Word { word: word.to_owned(), said: said.to_owned() })
}
