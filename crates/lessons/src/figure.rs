//! Fenced blocks that are figures.

use precopy_formats::fields::TABLE;
use precopy_formats::lessons::{
    Across, By, Changes, Curve, Figure, Formula, GridOf, MapOf, Mark, Named, Numbers, PartOf, PlanName, PlanOf,
    PlanShow, PrintedNumber, Products, RunsOf, RunsShow, RunsShown, Series, Shows, SpreadOf, SweepOf, Term, Turn,
    literal,
};
use precopy_model::problem::Problem;
use precopy_model::scenario::presets;

use crate::fields::Fields;
use crate::flaw::Flaw;
use crate::inline::sentence;
use crate::math::math;

/// The names of all figures.
pub(crate) const FIGURES: [&str; 15] = [
    "sets",
    "curve",
    "grid",
    "numbers",
    "rounds",
    "sweep",
    "map",
    "products",
    "explained",
    "spread",
    "plan",
    "series",
    "runs",
    "formula",
    "symbols",
];

/// Reads a figure.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn figure(name: &str, mut fields: Fields<'_>, turns: &[Turn]) -> Result<Figure, Flaw> {
    let place = fields.place();
    let caption = match fields.text_or_none("caption")? {
        Some(text) => sentence(&text, place)?,
        None => Vec::new(),
    };
    let shows = shows(name, &mut fields, turns)?;
    fields.done()?;
    Ok(Figure { caption, shows })
}

fn shows(name: &str, fields: &mut Fields<'_>, turns: &[Turn]) -> Result<Shows, Flaw> {
    Ok(match name {
        "sets" => Shows::Sets(()),
        "rounds" => Shows::Rounds(()),
        "symbols" => Shows::Symbols(()),
        "curve" => Shows::Curve(Curve {
            by: fields.read_some("by", by)?,
            mark: fields.read_all("mark", mark)?,
            parts: fields.flag("parts")?,
            only: fields.read_all("only", |word| known(PartOf::named(word), word))?,
            beside: named_all(fields, "beside")?,
        }),
        "grid" => Shows::Grid(GridOf { seconds: fields.number("seconds")?, with_curve: fields.flag("with-curve")? }),
        "numbers" => Shows::Numbers(Numbers {
            show: fields.read_some("show", Term::read)?,
            columns: named_all(fields, "columns")?,
            printed: printed(fields)?,
        }),
        "sweep" => Shows::Sweep(SweepOf {
            across: across(fields, "across", turns, true)?,
            show: terms_without_changes(fields)?,
            beside: named_all(fields, "beside")?,
            printed: printed(fields)?,
            mark: fields.read_all("mark", mark)?,
        }),
        "map" => Shows::Map(MapOf {
            across: across(fields, "across", turns, true)?,
            down: across(fields, "down", turns, false)?,
            show: fields.read_as("show", Term::read)?,
            mark: fields.read_all("mark", mark)?,
            printed: printed(fields)?,
        }),
        "products" => Shows::Products(Products {
            only: fields.read_all("only", |id| known(presets::find(id).map(|preset| preset.id.to_owned()), id))?,
            show: terms_without_changes(fields)?,
        }),
        "explained" => Shows::Explained(fields.read_as("of", Term::read)?),
        "spread" => Shows::Spread(SpreadOf {
            of: fields.read_as("of", Term::read)?,
            at: fields.read_or_none("at", Changes::read)?,
        }),
        "plan" => {
            let of = fields.read_some("of", PlanName::read)?;
            let printed = printed(fields)?;
            let show = fields.read_some("show", |word| known(PlanShow::named(word), word))?;
            if let Some(odd) = printed.iter().find(|number| number.of.as_ref().is_none_or(|name| !of.contains(name))) {
                return Err(
                    fields.flaw(&odd.value, "a printed number of a plan needs `of`, one of those that are shown")
                );
            }
            Shows::Plan(PlanOf { of, show, printed })
        }
        "series" => {
            let points = named_all(fields, "points")?;
            if points.len() < 2 {
                return Err(fields.flaw("points", "a line needs two points at least"));
            }
            Shows::Series(Series { points, show: terms_without_changes(fields)?, printed: printed(fields)? })
        }
        "runs" => runs(fields)?,
        "formula" => formula(fields)?,
        _ => return Err(fields.flaw("", format!("there is no figure `{name}`"))),
    })
}

fn runs(fields: &mut Fields<'_>) -> Result<Shows, Flaw> {
    let (table, part) = (fields.text("table")?, fields.text("part")?);
    let of = RunsOf::read(&format!("{table}/{part}"))
        .ok_or_else(|| fields.flaw(&part, "a part is `all`, `fit` or `check`"))?;
    let by = fields.read_some("by", by)?;
    let show = fields.read_as("show", |word| known(RunsShow::named(word), word))?;
    let [mut block, mut id, mut regime] = [const { String::new() }; 3];
    if let Some(mut only) = fields.table_or_none("only")? {
        for (key, into) in [("block", &mut block), ("id", &mut id), ("regime", &mut regime)] {
            *into = only.text_or_none(key)?.unwrap_or_default();
        }
        only.done()?;
    }
    Ok(Shows::Runs(RunsShown { of, by, show, block, id, regime }))
}

fn formula(fields: &mut Fields<'_>) -> Result<Shows, Flaw> {
    let tex = fields.text("tex")?;
    let as_printed = fields.text_or_none("as_printed")?;
    let read = |fields: &Fields<'_>, tex: &str| math(tex, true).map_err(|what| fields.flaw(tex, what));
    Ok(Shows::Formula(Formula {
        math: read(fields, &tex)?,
        words: fields.text("words")?,
        source: fields.text_or_none("source")?.unwrap_or_default(),
        is: fields.read_or_none("is", Term::read)?,
        as_printed: as_printed.map(|tex| read(fields, &tex)).transpose()?,
        why: fields.text_or_none("why")?.unwrap_or_default(),
    }))
}

fn known<T>(found: Option<T>, word: &str) -> Result<T, Problem> {
    found.ok_or_else(|| Problem::general("this is not known").given(word))
}

fn by(word: &str) -> Result<By, Problem> {
    known(By::named(word), word)
}

fn mark(word: &str) -> Result<Mark, Problem> {
    known(Mark::named(word), word)
}

fn terms_without_changes(fields: &mut Fields<'_>) -> Result<Vec<Term>, Flaw> {
    let terms = fields.read_some("show", Term::read)?;
    match terms.iter().find(|term| term.at.is_some()) {
        Some(term) => Err(fields.flaw(&term.text(), "here a term has no changes of its own")),
        None => Ok(terms),
    }
}

fn named_all(fields: &mut Fields<'_>, key: &str) -> Result<Vec<Named>, Flaw> {
    let mut all = Vec::new();
    for mut one in fields.tables(key)? {
        all.push(Named { name: one.text("name")?, at: one.read_or_none("at", Changes::read)? });
        one.done()?;
    }
    Ok(all)
}

fn printed(fields: &mut Fields<'_>) -> Result<Vec<PrintedNumber>, Flaw> {
    let mut all = Vec::new();
    for mut one in fields.tables("printed")? {
        let number = PrintedNumber {
            name: one.text("name")?,
            value: one.text("value")?,
            place: one.text("place")?,
            across: one.text_or_none("across")?,
            of: one.read_or_none("of", PlanName::read)?,
        };
        if literal(&number.value).is_none() {
            return Err(one.flaw(&number.value, format!("`{}` is no amount", number.value)));
        }
        if number.place.trim().is_empty() {
            return Err(one.flaw(&number.value, "a printed number needs a place"));
        }
        one.done()?;
        all.push(number);
    }
    Ok(all)
}

/// An input to go over, in the range of its slider where none is given.
fn across(fields: &mut Fields<'_>, key: &str, turns: &[Turn], may_say: bool) -> Result<Across, Flaw> {
    let input = fields.text(key)?;
    let row = TABLE.iter().find(|row| row.key == input);
    let row = row.ok_or_else(|| fields.flaw(&input, format!("there is no input `{input}`")))?;
    let turn = turns.iter().find(|turn| turn.key == input);
    let mut end = |name: &str, of: fn(&Turn) -> &String| -> Result<String, Flaw> {
        let said = if may_say { fields.text_or_none(name)? } else { None };
        said.or_else(|| turn.map(|turn| of(turn).clone()))
            .ok_or_else(|| fields.flaw(&input, format!("from where to where? `{input}` has no slider")))
    };
    let (from, to) = (end("from", |turn| &turn.from)?, end("to", |turn| &turn.to)?);
    for text in [&from, &to] {
        row.parse(text).map_err(|problem| fields.place().problem(text, &problem))?;
    }
    let said = if may_say { scale(fields)? } else { None };
    let is_logarithmic = said.unwrap_or_else(|| turn.is_some_and(|turn| turn.is_logarithmic));
    Ok(Across { key: input, from, to, is_logarithmic })
}

/// `scale = "logarithmic"` or `"linear"`, where it is said.
pub(crate) fn scale(fields: &mut Fields<'_>) -> Result<Option<bool>, Flaw> {
    match fields.text_or_none("scale")?.as_deref() {
        None => Ok(None),
        Some("logarithmic") => Ok(Some(true)),
        Some("linear") => Ok(Some(false)),
        Some(other) => Err(fields.flaw(other, "a scale is linear or logarithmic")),
    }
}
