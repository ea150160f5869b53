//! The functions that JavaScript calls, by way of `js/core.js`: the only code here that knows JavaScript's values.
//!
//! A scenario is a text, or a list of names and values in turn, as `core.js` makes it of an object. Values that are no text, number,
//! yes or no, or null stand for themselves as something that no field takes.

use js_sys::Array;
use precopy_formats::entries::{Entries, Raw};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::explore::{self, Question};
use crate::given::Given;
use crate::questions;
use crate::told::Failure;

/// What a predictor says of a scenario.
///
/// # Errors
/// Everything that is wrong with the arguments.
#[wasm_bindgen]
pub fn predict(scenario: &JsValue, predictor: &JsValue) -> Result<JsValue, JsValue> {
    told(questions::predict(&given(scenario), argument(predictor).as_ref()))
}

/// The product's own loop, round by round.
///
/// # Errors
/// Everything that is wrong with the argument.
#[wasm_bindgen]
pub fn simulate(scenario: &JsValue) -> Result<JsValue, JsValue> {
    told(questions::simulate(&given(scenario)))
}

/// The same VM under every product.
///
/// # Errors
/// Everything that is wrong with the arguments.
#[wasm_bindgen]
pub fn compare(scenario: &JsValue, sharing: &JsValue) -> Result<JsValue, JsValue> {
    told(questions::compare(&given(scenario), argument(sharing).as_ref()))
}

/// Where a number comes from, step by step.
///
/// # Errors
/// Everything that is wrong with the arguments.
#[wasm_bindgen]
pub fn explain(scenario: &JsValue, predictor: &JsValue, quantity: &JsValue) -> Result<JsValue, JsValue> {
    told(questions::explain(&given(scenario), argument(predictor).as_ref(), argument(quantity).as_ref()))
}

/// Which value of an input meets a target.
///
/// # Errors
/// Everything that is wrong with the arguments.
#[wasm_bindgen(js_name = solveFor)]
pub fn solve_for(scenario: &JsValue, question: &JsValue) -> Result<JsValue, JsValue> {
    told(explore::solve_for(&given(scenario), &Question(entries(question))))
}

/// The values over which a sweep goes.
///
/// # Errors
/// Everything that is wrong with the arguments.
#[wasm_bindgen(js_name = sweepAxes)]
pub fn sweep_axes(scenario: &JsValue, question: &JsValue) -> Result<JsValue, JsValue> {
    told(explore::sweep_axes(&given(scenario), &Question(entries(question))))
}

/// One row of a sweep: outcome, downtime, migration time and data of each cell in turn.
///
/// # Errors
/// Everything that is wrong with the arguments.
#[wasm_bindgen(js_name = sweepRow)]
pub fn sweep_row(scenario: &JsValue, question: &JsValue, row: u32) -> Result<Vec<f64>, JsValue> {
    explore::sweep_row(&given(scenario), &Question(entries(question)), row).or_else(|failure| Err(plain(&failure)?))
}

/// What to change so that a migration meets its targets.
///
/// # Errors
/// Everything that is wrong with the arguments.
#[wasm_bindgen]
pub fn advise(scenario: &JsValue, question: &JsValue) -> Result<JsValue, JsValue> {
    told(explore::advise(&given(scenario), &Question(entries(question))))
}

/// Every product.
///
/// # Errors
/// None.
#[wasm_bindgen]
pub fn presets() -> Result<JsValue, JsValue> {
    told(Ok(questions::presets()))
}

/// What a link or a scenario file says.
///
/// # Errors
/// None: what is wrong is part of the result.
#[wasm_bindgen]
pub fn parse(scenario: &JsValue) -> Result<JsValue, JsValue> {
    told(Ok(given(scenario).parse()))
}

/// The link of a scenario.
///
/// # Errors
/// Everything that is wrong with the argument.
#[wasm_bindgen]
pub fn link(scenario: &JsValue) -> Result<JsValue, JsValue> {
    told(questions::link(&given(scenario)))
}

/// The version of this package.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn told<T: Serialize>(answer: Result<T, Failure>) -> Result<JsValue, JsValue> {
    match answer {
        Ok(value) => plain(&value),
        Err(failure) => Err(plain(&failure)?),
    }
}

/// What these types serialise to are objects, lists, texts and numbers: nothing of that can fail.
fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

fn given(scenario: &JsValue) -> Given {
    if let Some(text) = scenario.as_string() {
        return Given::Text(text);
    }
    Given::Entries(entries(scenario))
}

/// Names and values in turn.
fn entries(list: &JsValue) -> Entries {
    let list = Array::from(list);
    let pair = |at: u32| (list.get(at).as_string().unwrap_or_default(), raw(&list.get(at + 1)));
    Entries((0..list.length() / 2).map(|index| pair(2 * index)).collect())
}

/// An argument that may be left out.
fn argument(value: &JsValue) -> Option<Raw> {
    (!value.is_undefined()).then(|| raw(value))
}

fn raw(value: &JsValue) -> Raw {
    if value.is_null() {
        Raw::Null
    } else if let Some(yes) = value.as_bool() {
        Raw::Bool(yes)
    } else if let Some(number) = value.as_f64() {
        Raw::Number(number)
    } else if let Some(text) = value.as_string() {
        Raw::Text(text)
    } else {
        Raw::Nested
    }
}
