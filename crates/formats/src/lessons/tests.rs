//! Terms, claims and questions: what reads, what is refused, what is answered.

use super::{Asked, Bench, Between, Changes, Claim, Holds, Model, Plain, PlanName, Start, Term, Tree, literal};

const START: &str = "v=1&hv=custom&mem=4GiB&ws=3GiB&hot=512MiB&dirty=8000pages/s&link=1Gbit/s";

fn bench() -> Bench {
    Bench::at(Start::read(START).unwrap())
}

fn said(term: &str) -> String {
    let term = Term::read(term).unwrap_or_else(|problem| panic!("{term}: {problem}"));
    Model::default().answer(&term, &bench()).unwrap().said(term.unit)
}

#[test]
fn terms_read_back_to_the_same() {
    for text in [
        "input hot in pages",
        "copy-rate in MiB/s",
        "downtime rounds at start in ms",
        "stop as-printed",
        "migration-time.p99 rounds at shared-by=2",
        "completes.share bound",
        "completion of plan:kherbache-1/batched-2",
        "contention of plan:deshpande-two/post,pre",
        "energy of plan:kherbache-1/converging",
        "within-5 rounds of runs:qemu-runs/check",
        "reason rounds at hv=qemu&cap=none&loop=",
        "rewritten",
    ] {
        let term = Term::read(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        assert_eq!(term.text(), text);
        assert_eq!(Term::of_tree(&term.tree()), Some(term));
    }
}

#[test]
fn what_does_not_go_together_is_refused() {
    for text in [
        "",
        "downtime",
        "downtime rounds in furlongs",
        "downtime rounds at",
        "downtime rounds in ms at start",
        "downtime rounds at speed=3",
        "downtime rounds at link=1Gbit/s&link=2Gbit/s",
        "downtime rounds of plan:kherbache-1/parallel",
        "rounds-taken least",
        "copy-rate rounds",
        "input speed",
        "input",
        "completion rounds of plan:kherbache-1/parallel",
        "completion of plan:nowhere/parallel",
        "completion of plan:kherbache-1/backwards",
        "completion of plan:kherbache-1/batched-0",
        "within-5 of runs:qemu-runs/check",
        "within-5 average of runs:qemu-runs/check",
        "within-5 rounds of runs:qemu-runs/some",
        "migration-time.p99 paper",
        "migration-time.p12 rounds",
    ] {
        assert!(Term::read(text).is_err(), "{text}");
    }
}

#[test]
fn answers_are_said_in_their_unit_or_a_fitting_one() {
    assert_eq!(said("input hot"), "512 MiB");
    assert_eq!(said("input hot in pages"), "131,072 pages");
    assert_eq!(said("input ws at ws=50pct"), "2 GiB");
    assert_eq!(said("copy-rate in MiB/s"), "112 MiB/s");
    assert_eq!(said("product at hv=xen"), "Xen 4.6 and later");
    assert_eq!(said("outcome rounds at dirty=40000pages/s"), "never");
    assert_eq!(said("migration-time rounds at dirty=40000pages/s"), "never");
    assert_eq!(said("write-share at dirty=0pages/s"), "0 %");
    assert!(said("reason rounds").starts_with("It stops because ") && said("reason rounds").ends_with('.'));
    assert_eq!(said("contention of plan:deshpande-two/by-traffic"), "400 Mbit/s");
    // What is turned is turned, and what is of the start stays.
    let bench = Bench::turned(Start::read(START).unwrap(), &Changes::read("hot=1GiB").unwrap());
    let mut model = Model::default();
    let mut said = |term: &str| model.answer(&Term::read(term).unwrap(), &bench).unwrap().said(None);
    assert_eq!((said("input hot"), said("input hot at start")), ("1 GiB".to_owned(), "512 MiB".to_owned()));
}

#[test]
fn a_link_with_a_problem_is_told() {
    let mut model = Model::default();
    let mut fails = |term: &str| model.answer(&Term::read(term).unwrap(), &bench()).is_err();
    assert!(fails("downtime rounds at ws=8GiB"), "more than the memory");
    assert!(fails("downtime rounds at hv=xen&max-downtime=3s"), "Xen has no such value");
    assert!(fails("contention"), "of which plan?");
    assert!(!fails("downtime rounds at ws=4GiB"));
}

#[test]
fn claims_compare_what_can_be_compared() {
    let mut model = Model::default();
    let mut holds = |text: &str| Claim::read(text).unwrap().holds(&mut model, &bench());
    assert_eq!(holds("downtime rounds <= 1.02 * input max-downtime"), Ok(true));
    assert_eq!(holds("2 * input hot = 1GiB"), Ok(true));
    assert_eq!(holds("input hot = 500MiB within 3%"), Ok(true));
    assert_eq!(holds("input hot = 500MiB within 2%"), Ok(false));
    assert_eq!(holds("outcome rounds = completes"), Ok(true));
    assert_eq!(holds("1d < migration-time rounds at dirty=40000pages/s"), Ok(true));
    assert_eq!(holds("migration-time rounds at dirty=40000pages/s = never"), Ok(true));
    assert_eq!(holds("migration-time rounds = never"), Ok(false));
    assert_eq!(holds("3s = migration-time rounds at dirty=40000pages/s within 50%"), Ok(false));
    assert!(holds("downtime rounds < 3GiB").is_err());
    assert!(holds("outcome rounds < 3").is_err());
    for odd in ["", "downtime rounds", "1 < 2 < 3", "downtime rounds < ", "3 * < 4", "1s < 2s within 5%", "soon < 3s"] {
        assert!(Claim::read(odd).is_err(), "{odd}");
    }
}

#[test]
fn of_choices_the_one_that_holds_is_right() {
    let (mut model, bench) = (Model::default(), bench());
    let term = |text: &str| Term::read(text).unwrap();
    let between = |text: &str| Holds::Between(Between::read(text).unwrap());
    let mut right = |asked: &Asked, choices: &[Holds]| asked.right(choices.iter(), &mut model, &bench).unwrap();
    let twice = Asked::Ratio { before: term("input hot"), after: term("input hot at hot=1GiB") };
    assert_eq!(right(&twice, &[between("..2"), between("2..3"), between("3..")]), [false, true, false]);
    let never = Asked::Value(term("migration-time rounds at dirty=40000pages/s"));
    assert_eq!(right(&never, &[between("..1d"), Holds::Word("never".to_owned())]), [false, true]);
    let endless = Asked::Ratio { before: term("stop rounds"), after: term("stop rounds at dirty=40000pages/s") };
    assert_eq!(right(&endless, &[between("..9"), between("9..")]), [false, true]);
    let at = |text: &str| Holds::At(Changes::read(text).unwrap());
    let most = Asked::Most(term("downtime bound"));
    assert_eq!(right(&most, &[at("max-downtime=1s"), at("start"), at("max-downtime=1ms")]), [true, false, false]);
    let of = |name: &str| Holds::Of(PlanName::read(name).unwrap());
    let least = Asked::Least(term("contention"));
    let choices = [of("deshpande-two/pre-copy"), of("deshpande-two/post,pre"), of("deshpande-two/post-copy")];
    assert_eq!(right(&least, &choices), [false, true, false]);
    assert!(Between::read("..").is_err() && Between::read("3..2").is_err() && Between::read("1s..2GiB").is_err());
}

#[test]
fn a_part_never_becomes_more_than_the_whole() {
    let turned = |text: &str| Start::read(START).unwrap().changed(&Changes::read(text).unwrap()).settled().text();
    assert!(turned("mem=1GiB").contains("mem=1GiB&ws=1GiB&hot=512MiB"));
    assert!(turned("mem=256MiB").contains("mem=256MiB&ws=256MiB&hot=256MiB"));
    assert!(turned("hot=4GiB").contains("ws=3GiB&hot=3GiB"));
    assert_eq!(turned("start"), START);
}

#[test]
fn any_text_is_a_term_or_a_problem() {
    let pieces = [
        "downtime", "input", "rounds", "of", "at", "in", "plan:", "runs:/", "start", "ms", "=", "&", "é", "1", "<",
        "within",
    ];
    for one in pieces {
        for other in pieces {
            for third in pieces {
                let text = format!("{one} {other} {third}");
                if let Ok(term) = Term::read(&text) {
                    let _ = Model::default().answer(&term, &bench());
                }
                let _ =
                    (Claim::read(&text), Between::read(&text), literal(&text), Changes::read(&text), Tree::read(&text));
            }
        }
    }
}
