//! Advice that is followed, and that can be pasted; and what is refused of its questions.

use super::*;
use crate::told::{Advice, Scenario};

fn given(scenario: &Scenario) -> Given {
    Given::Entries(Entries(scenario.0.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect()))
}

fn questions() -> [Question; 4] {
    [
        question(&[]),
        // Nothing is as short as that.
        question(&[("targets.downtimeSeconds", Raw::Number(1e-9))]),
        question(&[("targets.downtime", text("400 ms")), ("targets.migrationTimeSeconds", Raw::Number(900.0))]),
        question(&[
            ("targets.dataBytes", Raw::Number(60e9)),
            ("targets.completes", Raw::Bool(true)),
            ("predictor", text("rounds")),
        ]),
    ]
}

fn check(advice: &Advice) {
    for told in [&advice.predicted, &advice.other] {
        let name = serde_json::to_value(told.predictor).unwrap();
        let again = predict(&given(&advice.scenario), Some(&text(name.as_str().unwrap()))).unwrap();
        assert_eq!(again.summary, *told, "{:?}", advice.changes);
    }
    assert_ne!(advice.predicted.predictor, advice.other.predictor);
    for change in &advice.changes {
        let made = advice.snippets.iter().any(|snippet| snippet.makes.contains(&change.field));
        assert_ne!(made, advice.without_setting.contains(&change.field), "{change:?}");
        // As the field takes it.
        assert!(advice.scenario.0.iter().any(|(name, value)| *name == change.field && *value == change.text));
    }
    for snippet in &advice.snippets {
        assert!(!snippet.sources.is_empty() && snippet.note != Some(""));
    }
}

#[test]
fn followed_advice_gives_what_was_predicted_bit_for_bit() {
    let (mut pieces, mut snippets, mut misses) = (0, 0, 0);
    let mut most = 0;
    for link in LINKS {
        for scenario in spellings(link) {
            for question in questions() {
                let counsel = advise(&scenario, &question).unwrap();
                assert_eq!(counsel.met_now, counsel.headroom.is_some());
                most = most.max(counsel.predictions);
                for advice in counsel.advice.iter().chain(&counsel.nearest_miss) {
                    check(advice);
                    pieces += 1;
                    snippets += advice.snippets.len();
                }
                misses += usize::from(counsel.nearest_miss.is_some());
            }
        }
    }
    println!("{pieces} pieces of advice, {misses} of them misses, with {snippets} texts; at most {most} predictions");
    assert!(80 < pieces && 20 < snippets && 0 < misses);
}

#[test]
fn the_example_of_the_documentation() {
    let link = "hv=qemu&mem=16GiB&ws=12GiB&hot=2GiB&dirty=45000pages/s&link=10Gbit/s";
    let asked = question(&[("targets.downtime", text("1 s")), ("targets.migrationTime", text("5 min"))]);
    let counsel = advise(&Given::Text(link.to_owned()), &asked).unwrap();
    let first = &counsel.advice[0];
    let [change] = &first.changes[..] else { panic!("{:?}", first.changes) };
    assert_eq!((change.field, change.text.as_str()), ("bandwidthCap", "200 MiB/s"));
    assert_eq!(
        first.snippets[0].text,
        "{\"execute\": \"migrate-set-parameters\", \"arguments\": {\"max-bandwidth\": 209715200}}"
    );
}

#[test]
fn questions_are_refused() {
    let [scenario, ..] = spellings(LINKS[0]);
    let refused: [(&[(&str, Raw)], Refused); 7] = [
        (&[("target.downtime", text("1 s"))], &[("target.downtime", Some("targets"))]),
        (&[("targets", text("1 s"))], &[("targets", None)]),
        (&[("targets.downtme", text("1 s"))], &[("targets.downtme", Some("downtime"))]),
        (
            &[("targets.downtime", text("1 s")), ("targets.downtimeSeconds", Raw::Number(1.0))],
            &[("targets.downtimeSeconds", None)],
        ),
        (
            &[("targets.data", text("7 pages")), ("predictor", text("paper"))],
            &[("predictor", None), ("targets.data", None)],
        ),
        (&[("targets.completes", Raw::Bool(false))], &[("targets.completes", None)]),
        (&[("targets.migrationTimeSeconds", Raw::Number(f64::NAN))], &[("targets.migrationTimeSeconds", None)]),
    ];
    for (entries, expected) in refused {
        let failure = advise(&scenario, &question(entries)).unwrap_err();
        let said = failure.problems.iter().map(|problem| (problem.field.as_deref().unwrap(), problem.hint.as_deref()));
        assert!(said.eq(expected.iter().copied()), "{:?} {expected:?}", failure.problems);
    }
}
