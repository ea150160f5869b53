//! What a cell says: a name, an amount, a word, or what is wrong with it.

use precopy_model::problem::Problem;
use precopy_model::quantity::text::{self, Amount, Kind};
use precopy_model::quantity::{BITS_PER_BYTE, BytesPerSecond, Seconds};
use precopy_model::scenario::GOODPUT_TCP;

use super::column::{Column, Takes};
use super::power::parse_power;
use crate::fields::Word;
use crate::nearest;

/// Longer names are none.
pub(super) const MOST_IN_NAME: usize = 200;

/// A problem with what was given, as far as it can be shown.
pub(super) fn given(what: impl Into<String>, text: &str) -> Problem {
    Problem::general(what).given(text.chars().take(60).collect::<String>())
}

pub(super) fn check(column: &Column, text: &str) -> Result<(), Problem> {
    let text = text.trim();
    if text.is_empty() {
        return if column.is_needed() { Err(Problem::general("This is needed.")) } else { Ok(()) };
    }
    match column.takes {
        Takes::Name | Takes::HostName | Takes::SwitchName => name(text).map(drop),
        Takes::Amount(kind) => amount(text, kind).map(drop),
        Takes::Speed => speed(text).map(drop),
        Takes::Power => parse_power(text).map(drop),
        Takes::Number => number(text).map(drop),
        Takes::Count => count(text).map(drop),
        Takes::Words(words) => word(text, words).map(drop),
    }
}

/// A name: anything on one line that is not too long.
pub(super) fn name(text: &str) -> Result<&str, Problem> {
    if MOST_IN_NAME < text.chars().count() {
        return Err(given("This is too long for a name.", text).allowed("up to 200 characters"));
    }
    if text.chars().any(char::is_control) {
        return Err(given("This holds characters that cannot be shown.", text));
    }
    Ok(text)
}

/// An amount of the unit grammar.
pub(super) fn amount(text: &str, kind: Kind) -> Result<Amount, Problem> {
    text::parse(text, kind).map_err(|error| {
        let problem = given(error.what, text).allowed(kind.example());
        match error.hint {
            Some(hint) => problem.hint(hint),
            None => problem,
        }
    })
}

/// What goes over a link: a line rate times the share of it that is payload, or payload.
pub(super) fn speed(text: &str) -> Result<BytesPerSecond, Problem> {
    match amount(text, Kind::LinkSpeed)? {
        Amount::BitsPerSecond(rate) => {
            Ok(BytesPerSecond::from_bytes_per_second(rate.as_bits_per_second() / BITS_PER_BYTE * GOODPUT_TCP))
        }
        Amount::BytesPerSecond(rate) => Ok(rate),
        _ => Err(given("Pages per second say nothing of the bytes that go over a link.", text)
            .allowed(Takes::Speed.example())),
    }
}

pub(super) fn time(text: &str) -> Result<Seconds, Problem> {
    match amount(text, Kind::Duration)? {
        Amount::Seconds(time) => Ok(time),
        _ => Ok(Seconds::ZERO),
    }
}

pub(super) fn number(text: &str) -> Result<f64, Problem> {
    match amount(text, Kind::Count)? {
        Amount::Count(number) => Ok(number),
        _ => Ok(0.0),
    }
}

/// More than anything has that is counted here.
const MOST: f64 = 1e6;

/// A whole number.
pub(super) fn count(text: &str) -> Result<u32, Problem> {
    let number = number(text)?;
    if number.fract() == 0.0 && (1.0..=MOST).contains(&number) {
        Ok(number as u32)
    } else {
        Err(given("This has to be a whole number, at least 1.", text))
    }
}

/// One of a few words, by what it is in files; of "yes" and "no" also what programs write.
pub(super) fn word(text: &str, words: &'static [Word]) -> Result<&'static str, Problem> {
    let is = |word: &&Word| word.id.eq_ignore_ascii_case(text);
    let also = match text {
        "true" | "True" | "TRUE" | "1" | "y" | "Y" | "x" | "X" | "✓" => "yes",
        "false" | "False" | "FALSE" | "0" | "n" | "N" => "no",
        _ => "",
    };
    if let Some(word) = words.iter().find(|word| is(word) || (!also.is_empty() && word.id == also)) {
        return Ok(word.id);
    }
    let ids = || words.iter().map(|word| word.id);
    let problem = given("This word is not known here.", text).allowed(ids().collect::<Vec<_>>().join(", "));
    Err(match nearest(text, ids()) {
        Some(hint) => problem.hint(hint),
        None => problem,
    })
}
