//! State and result as plain JavaScript objects, for the page that mounts the calculator; and such objects read.

use js_sys::{Array, Object, Reflect};
use precopy_formats::entries::{Entries, Raw, VERSION};
use precopy_formats::fields::row;
use precopy_formats::link;
use precopy_model::predict::Prediction;
use precopy_model::problem::Problem;
use precopy_model::quantity::Seconds;
use wasm_bindgen::{JsCast, JsValue};

use crate::state::State;
use crate::words;

fn set(object: &Object, name: &str, value: impl Into<JsValue>) {
    // A plain object takes everything.
    let _ = Reflect::set(object, &name.into(), &value.into());
}

fn number(value: Option<f64>) -> JsValue {
    value.map_or(JsValue::NULL, JsValue::from)
}

fn text(value: Option<&str>) -> JsValue {
    value.map_or(JsValue::NULL, JsValue::from)
}

/// The inputs as the object of a scenario, every default written out.
pub(super) fn scenario(state: &State) -> Object {
    let object = Object::new();
    set(&object, "version", VERSION);
    for (field, value) in state.inputs.complete().entered() {
        set(&object, row(field).text, value.text());
    }
    object
}

/// What the predictors say, without their curves.
pub(super) fn result(state: &State) -> Object {
    let (results, curves) = (&state.results, state.shown().curves);
    let object = Object::new();
    set(&object, "bound", prediction(&results.bound));
    set(&object, "rounds", prediction(&results.simulation.prediction));
    set(&object, "paper", prediction(&results.paper));
    set(&object, "scenario", words::picture::scenario_line(&state.inputs));
    set(&object, "answer", words::picture::answer_line(results, curves));
    set(&object, "why", words::picture::why_in_full(results, curves));
    object
}

/// In the names of the model's JavaScript module: a test holds the two together.
fn prediction(one: &Prediction) -> Object {
    let seconds = |time: Option<Seconds>| number(time.map(Seconds::as_seconds));
    let object = Object::new();
    set(&object, "predictor", one.predictor.id());
    set(&object, "outcome", one.outcome.id());
    set(&object, "reason", one.reason_in_words());
    set(&object, "migrationTimeSeconds", seconds(one.migration_time));
    set(&object, "downtimeSeconds", seconds(one.downtime));
    set(&object, "brownoutSeconds", one.brownout.as_seconds());
    set(&object, "dataBytes", number(one.data.map(|data| data.as_bytes())));
    set(&object, "rounds", number(one.rounds.map(f64::from)));
    object
}

/// The link to the inputs that a host gives: a link's text, or the object of a scenario.
pub(super) fn read(given: &JsValue) -> Result<String, Vec<Problem>> {
    if let Some(text) = given.as_string() {
        let parsed = link::parse(&text);
        return if parsed.problems.is_empty() { Ok(text) } else { Err(parsed.problems) };
    }
    let Some(object) = given.dyn_ref::<Object>().filter(|object| !object.is_function()) else {
        return Err(vec![Problem::general("This is neither the text of a link nor a scenario.")]);
    };
    let mut entries = Vec::new();
    for key in own_keys(object) {
        let value = Reflect::get(object, &JsValue::from_str(&key)).unwrap_or(JsValue::NULL);
        let raw = if let Some(text) = value.as_string() {
            Raw::Text(text)
        } else if let Some(number) = value.as_f64() {
            Raw::Number(number)
        } else if let Some(yes) = value.as_bool() {
            Raw::Bool(yes)
        } else if value.is_null() || value.is_undefined() {
            Raw::Null
        } else {
            Raw::Nested
        };
        entries.push((key, raw));
    }
    Entries(entries).inputs().map(|inputs| link::print(&inputs))
}

/// The names of an object's own entries. A stranger's object may refuse to tell.
pub(super) fn own_keys(object: &Object) -> Vec<String> {
    let keys = Reflect::own_keys(object).unwrap_or_else(|_| Array::new());
    keys.iter().filter_map(|key| key.as_string()).collect()
}

/// An error with its problems.
pub(super) fn error(problems: &[Problem]) -> JsValue {
    let sentences: Vec<String> = problems.iter().map(words::problem_line).collect();
    let error = js_sys::Error::new(&sentences.join(" "));
    let list = Array::new();
    for problem in problems {
        let told = Object::new();
        set(&told, "field", text(problem.field.map(|field| row(field).text)));
        set(&told, "what", problem.what.as_str());
        set(&told, "given", text(problem.given.as_deref()));
        set(&told, "allowed", text(problem.allowed.as_deref()));
        set(&told, "hint", text(problem.hint.as_deref()));
        list.push(&told);
    }
    set(&error, "problems", list);
    error.into()
}
