//! The gallery of the papers' figures, and the table of symbols.

use precopy_formats::lessons::{Assumed, Changes, Claims, Remade, Said, Symbol};

use crate::fields::Fields;
use crate::figure::figure;
use crate::flaw::{Flaw, Place};
use crate::front::{Claimed, claims, scenario, turns};
use crate::math::math;

/// A figure of the gallery, with what a test holds it to.
#[derive(Clone, Debug)]
pub struct ReadFigure {
    /// The figure.
    pub remade: Remade,
    /// Its claims.
    pub claims: Vec<Claimed>,
}

/// Reads the gallery; what is wrong goes to the flaws.
pub(crate) fn gallery(file: Place<'_>, flaws: &mut Vec<Flaw>) -> Vec<ReadFigure> {
    // Each figure is a file of its own to a reader: so a flaw is told where it stands, and not where the same words stood first.
    let mut figures = Vec::new();
    for place in pieces(file, "[[figure]]\n") {
        match Fields::read(place).and_then(read) {
            Ok(figure) => figures.push(figure),
            Err(flaw) => flaws.push(flaw),
        }
    }
    figures
}

fn read(mut fields: Fields<'_>) -> Result<ReadFigure, Flaw> {
    let mut fields = match fields.tables("figure")?.pop() {
        Some(one) => one,
        None => return Err(fields.flaw("", "here a figure is missing")),
    };
    let block = fields.text("block")?;
    let turns = turns(&mut fields, "turn")?;
    let mut assumed = Vec::new();
    for mut one in fields.tables("assumed")? {
        assumed.push(Assumed { key: one.text("key")?, why: one.text("why")? });
        one.done()?;
    }
    let body = fields.table("figure")?;
    let claims = claims(&mut fields)?;
    let said = |claimed: &Claimed| Said { says: claimed.says.clone(), holds: Claims::from(claimed.holds.clone()) };
    let read = ReadFigure {
        remade: Remade {
            id: fields.text("id")?,
            title: fields.text("title")?,
            paper: fields.text("paper")?,
            place: fields.text("place")?,
            says: fields.text("says")?,
            scenario: scenario(&mut fields)?,
            opens: fields.read_as("opens", Changes::read)?,
            figure: figure(&block, body, &turns)?,
            turns,
            assumed,
            differs: fields.text("differs")?,
            claims: claims.iter().map(said).collect(),
        },
        claims,
    };
    fields.done()?;
    Ok(read)
}

/// Reads the table of symbols; what is wrong goes to the flaws.
pub(crate) fn symbols(file: Place<'_>, flaws: &mut Vec<Flaw>) -> Vec<Symbol> {
    let mut symbols: Vec<Symbol> = Vec::new();
    for place in pieces(file, "[[symbol]]\n") {
        let read = |mut fields: Fields<'_>| {
            let mut one = fields.tables("symbol")?.pop().ok_or_else(|| fields.flaw("", "a symbol is missing"))?;
            let tex = one.text("tex")?;
            let symbol = Symbol {
                word: one.text("word")?,
                math: math(&tex, false).map_err(|what| one.flaw(&tex, what))?,
                unit: one.text("unit")?,
                means: one.text("means")?,
            };
            one.done().map(|()| symbol)
        };
        match Fields::read(place).and_then(read) {
            Ok(symbol) if symbols.iter().any(|known| known.word == symbol.word) => {
                flaws.push(place.flaw(&symbol.word, "this word has a symbol already"));
            }
            Ok(symbol) => symbols.push(symbol),
            Err(flaw) => flaws.push(flaw),
        }
    }
    symbols
}

/// The pieces of a file that begin with a line, each up to the next.
fn pieces<'a>(file: Place<'a>, line: &str) -> Vec<Place<'a>> {
    let starts: Vec<usize> = file
        .text
        .match_indices(line)
        .map(|(at, _)| at)
        .filter(|at| *at == 0 || file.text.get(..*at).is_some_and(|before| before.ends_with('\n')))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([file.text.len()]);
    starts.iter().zip(ends).map(|(start, end)| file.part(*start..end)).collect()
}
