//! Shapes of patterns, in links and files.

use precopy_formats::{json, link};
use precopy_model::problem::Field;

#[test]
fn a_link_without_its_shape_is_said_and_replaced() {
    let parsed = link::parse("v=1&mem=8GiB&writes=history");
    assert_eq!((parsed.inputs.pattern_word(), parsed.problems.len()), ("round-robin", 1), "{:?}", parsed.problems);
    assert_eq!(parsed.inputs.get(Field::Memory).map(|memory| memory.text()).as_deref(), Some("8 GiB"));
    // A shape that is wrong gives way to the default one, where there is one.
    let parsed = link::parse("v=1&writes=hot-sets&shape=10pct");
    assert_eq!((parsed.inputs.pattern_word(), parsed.problems.len()), ("hot-sets", 1), "{:?}", parsed.problems);
    assert_eq!(parsed.problems.first().and_then(|problem| problem.field), Some(Field::Shape));
    assert_eq!(link::print(&parsed.inputs), link::print(&link::parse("v=1&writes=hot-sets").inputs));
    let parsed = link::parse("v=1&writes=distinct&shape=0:1");
    assert_eq!((parsed.inputs.pattern_word(), parsed.problems.len()), ("round-robin", 2), "{:?}", parsed.problems);
}

#[test]
fn links_say_the_pattern_only_when_it_is_not_round_robin() {
    let print = |given: &str| link::print(&link::parse(given).inputs);
    assert!(!print("writes=round-robin").contains("writes"));
    assert!(
        print("writes=hot-sets&shape=10%25:90%25,90%25:10%25")
            .contains("&writes=hot-sets&shape=10pct:90pct,90pct:10pct")
    );
    assert!(print("writes=uniform&shape=").contains("&writes=uniform&link="));
}

#[test]
fn scenario_files_hold_patterns_as_texts() {
    let inputs = json::parse(r#"{"writes": "phases", "shape": "4 s: 100 %, 6 s: 0 %"}"#).unwrap_or_default();
    assert_eq!(inputs, link::parse("writes=phases&shape=4s:100pct,6s:0pct").inputs);
    assert!(json::print(&inputs).contains(r#""shape": "4s:100%, 6s:0%""#), "{}", json::print(&inputs));
    let problem = |text: &str| json::parse(text).err().and_then(|problems| problems.into_iter().next());
    for (text, field, what) in [
        (r#"{"writes": "history", "shape": 100}"#, Field::Shape, "This needs a text."),
        (r#"{"writes": "history", "shape": true}"#, Field::Shape, "This needs a text."),
        (r#"{"writes": 1}"#, Field::Pattern, "A number needs a unit in its name, or a text with a unit."),
        (r#"{"writes": "hot-sets", "shape": "10 %"}"#, Field::Shape, "Item 1: the colon is missing."),
    ] {
        let problem = problem(text);
        assert_eq!(
            problem.map(|problem| (problem.field, problem.what)),
            Some((Some(field), what.to_owned())),
            "{text}"
        );
    }
    let hint = problem(r#"{"writes": "hotsets"}"#).and_then(|problem| problem.hint);
    assert_eq!(hint.as_deref(), Some("hot-sets"));
}
