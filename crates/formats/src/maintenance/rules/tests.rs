//! Rules: what is written is read, what is read is written, and what is wrong is said.

use precopy_model::plan::{Rule, Scope};
use precopy_model::quantity::{Seconds, Watts};
use precopy_model::scenario::Subject;
use proptest::prelude::*;

use super::*;
use crate::maintenance::{HostColumn, Sheets, VmColumn};

const NASTY: [&str; 9] = ["a", "b", "the c", "before", "x, y", "say \"so\"", "host 1", "n1", "  padded"];

fn site() -> Site {
    let mut sheets = Sheets::default();
    for name in ["n1", "n2", "n 3"] {
        sheets.hosts.push(&[(HostColumn::Name, name), (HostColumn::Drain, if name == "n1" { "yes" } else { "" })]);
    }
    for name in NASTY {
        sheets.vms.push(&[(VmColumn::Name, name), (VmColumn::Memory, "1 GiB")]);
    }
    let mut site = sheets.read().unwrap().site.into_inner();
    // Sheets cut off what stands around a name; a site need not.
    site.guests[8].name = "  padded".to_owned();
    site
}

#[track_caller]
fn reads(line: &str, rule: &Rule) {
    let site = site();
    let parsed = parse_rules(line, &Names::of(&site));
    assert_eq!((parsed.problems, parsed.rules), (vec![], vec![(0, rule.clone())]), "{line}");
    let printed = print_rule(rule, &site);
    assert_eq!(parse_rules(&printed, &Names::of(&site)).rules, [(0, rule.clone())], "{printed}");
}

#[test]
fn every_kind_of_rule() {
    let seconds = Seconds::from_seconds;
    reads("a before b", &Rule::Before { first: Subject::Guest(0), then: Subject::Guest(1) });
    reads("A Before b".replace('A', "a").as_str(), &Rule::Before { first: Subject::Guest(0), then: Subject::Guest(1) });
    reads("the c before n2", &Rule::Before { first: Subject::Guest(2), then: Subject::Host(1) });
    reads("n1 before host n1", &Rule::Before { first: Subject::Guest(7), then: Subject::Host(0) });
    reads("vm n1 before \"before\"", &Rule::Before { first: Subject::Guest(7), then: Subject::Guest(3) });
    reads("together a, b, the c within 10 s", &Rule::EndTogether { guests: vec![0, 1, 2], within: seconds(10.0) });
    reads("never together a, \"x, y\"", &Rule::NeverTogether(vec![0, 4]));
    reads("apart \"say \"\"so\"\"\", \"  padded\"", &Rule::Apart(vec![5, 8]));
    for (text, scope) in [
        ("per host", Scope::Host),
        ("from each host", Scope::FromHost),
        ("to each host", Scope::ToHost),
        ("per link", Scope::Link),
        ("in all", Scope::Site),
    ] {
        reads(&format!("at most 2 {text}"), &Rule::AtMost { migrations: 2, scope });
    }
    reads("at most 1 on of n1, n 3", &Rule::HostsOn { hosts: vec![0, 2], most: 1 });
    reads("done within 2 h", &Rule::Deadline(seconds(7200.0)));
    reads("power at most 4.5 kW", &Rule::PowerCap(Watts::from_watts(4500.0)));
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let site = site();
    let text = "# limits\n\nat most 0 in all\nat most two per host\nat most 2 per rack\nat most 2\nat most\napart a\napart a, a\n\
                together a, b\ntogether a, b within 3\nn1 befor n2\na before\na before a\na before b, a\nnever together a, lost\n\
                done within 2\npower at most 4\n\"open before b\nat most 2 on of a, b";
    let parsed = parse_rules(text, &Names::of(&site));
    assert_eq!(parsed.rules, []);
    let lines: Vec<usize> = parsed.problems.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, (2..=19).collect::<Vec<_>>());
    let said = |line: usize| parsed.problems[line - 2].1.to_string();
    assert_eq!(said(9), "This does not say within how long they end. Allowed: together a, b within 10 s.");
    assert!(said(11).contains("web1 before db1"), "{}", said(11));
    assert_eq!(said(18), "A quote is not closed.");
    let near = parse_rules("apart a, the d", &Names::of(&site));
    assert_eq!(near.problems[0].1.hint.as_deref(), Some("the c"));
}

#[test]
fn each_of_several_before_each_of_others() {
    let site = site();
    let parsed = parse_rules("a, the c before b, n2", &Names::of(&site));
    let printed: Vec<String> = parsed.rules.iter().map(|(_, rule)| print_rule(rule, &site)).collect();
    assert_eq!(printed, ["a before b", "a before n2", "the c before b", "the c before n2"]);
}

#[test]
fn examples_of_what_is_allowed_differ_only_in_names() {
    let mut sheets = Sheets::default();
    for name in ["node1", "node2", "node3"] {
        sheets.hosts.push(&[(HostColumn::Name, name), (HostColumn::Drain, "yes")]);
    }
    for name in ["web1", "db1", "a", "b", "c"] {
        sheets.vms.push(&[(VmColumn::Name, name), (VmColumn::Memory, "1 GiB")]);
    }
    sheets.rules = RULES_ALLOWED.join("\n");
    let read = sheets.read().unwrap();
    let printed: Vec<String> = read.rules.iter().map(|rule| print_rule(rule, &read.site)).collect();
    assert_eq!(printed, RULES_ALLOWED);
}

proptest! {
    #[test]
    fn any_line_is_a_rule_or_a_problem(line in "[a-z0-9 ,\"#]{0,40}|(at|most|2|on|of|n1|before|a|together|,|within|10|s|\"| ){0,12}|.*") {
        let site = site();
        let parsed = parse_rules(&line, &Names::of(&site));
        let counts = |text: &str| !text.trim().is_empty() && !text.trim().starts_with('#');
        for (at, text) in line.lines().enumerate() {
            let is_read = parsed.rules.iter().any(|(line, _)| *line == at);
            let is_problem = parsed.problems.iter().any(|(line, _)| *line == at);
            prop_assert_eq!((is_read, is_problem), if counts(text) { (is_read, !is_read) } else { (false, false) });
        }
        for (_, rule) in &parsed.rules {
            let printed = print_rule(rule, &site);
            prop_assert_eq!(&parse_rules(&printed, &Names::of(&site)).rules, &vec![(0, rule.clone())]);
        }
    }

    #[test]
    fn any_name_can_be_written(name in "[^\\p{C}]{1,20}") {
        let mut site = site();
        site.guests[1].name = name.clone();
        let rule = Rule::NeverTogether(vec![2, 1]);
        let printed = print_rule(&rule, &site);
        let parsed = parse_rules(&printed, &Names::of(&site));
        // Of several with one name the first is meant.
        if site.guests.iter().filter(|guest| guest.name == name).count() == 1 && !printed.contains(['\n', '\r']) {
            prop_assert_eq!(parsed.rules, vec![(0, rule)], "{}", printed);
        }
    }
}
