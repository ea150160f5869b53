//! Exercises are opened by links, done, composed and followed.

use precopy_formats::lessons::{Model, Verified, verify};

use super::draft::{AtStart, Place, Reach, scenario_of};
use super::*;

const LINK: &str = "v=1&hv=custom&mem=64GiB&ws=64GiB&hot=6GiB&dirty=30000pages/s&link=10Gbit/s&time-limit=1ms&on-limit=pause\
    &ex-title=Hurry&ex-ask=Less%20than%20ten%20seconds.&ex-turn=link,mem&ex-wants=downtime%20rounds%20<%2010s&ex-hint=Faster.&page=learn";

pub(super) fn exercise() -> Exercise {
    Exercise::of_link(LINK).unwrap()
}

fn opened() -> Desk {
    Desk::default().after(Change::Link(Some(LINK.to_owned())))
}

fn turned(desk: &Desk, value: &str) -> Desk {
    desk.after(Change::Turn("link".to_owned(), value.to_owned())).after(Change::Check)
}

fn solving(desk: &Desk) -> &Solving {
    desk.solving.as_ref().unwrap()
}

#[test]
fn a_link_opens_it_and_the_model_judges() {
    let desk = opened();
    assert_eq!((desk.room, solving(&desk).wrong), (Some(Room::Solve), 0));
    let wrong = turned(&desk, "20Gbit/s");
    assert_eq!((solving(&wrong).is_done(), solving(&wrong).wrong, solving(&wrong).code()), (false, 1, None));
    let done = turned(&wrong, "100 Gbit/s").after(Change::Name("Ada".to_owned()));
    let code = solving(&done).code().unwrap();
    assert!(code.contains(";link=100Gbit/s;") && code.contains(";name=Ada;"), "{code}");
    assert!(matches!(verify(&exercise(), &code, &mut Model::default()), Verified::Done(_)));
    let moved = done.after(Change::Turn("link".to_owned(), "90Gbit/s".to_owned()));
    assert!(!solving(&moved).is_done(), "what is turned has to be checked again");
    let again = done.after(Change::Again);
    assert_eq!((solving(&again).wrong, solving(&again).name.as_str()), (1, "Ada"));
    assert!(solving(&again).attempt.turned.is_empty());
}

#[test]
fn what_is_locked_or_nonsense_is_not_turned() {
    let desk = opened();
    let locked = desk.after(Change::Turn("dirty".to_owned(), "0pages/s".to_owned()));
    assert_eq!(locked, desk);
    let nonsense = desk.after(Change::Turn("link".to_owned(), "fast".to_owned()));
    assert_eq!(solving(&nonsense).refused.as_ref().map(|(key, _)| key.as_str()), Some("link"));
    assert!(solving(&nonsense).attempt.turned.is_empty());
}

#[test]
fn a_link_that_sets_nothing_says_why_and_one_without_an_exercise_leaves_it() {
    let broken = Desk::default().after(Change::Link(Some(LINK.replace("<%2010s", "?"))));
    assert!(broken.solving.is_none() && !broken.broken.is_empty() && broken.room == Some(Room::Solve));
    let left = opened().after(Change::Link(None));
    assert!(left.room.is_none() && left.solving.is_some(), "one can go back to it");
    assert_eq!(set_by(LINK), set_by(&LINK.replace("mem=64GiB", "mem=8GiB")), "inputs are the calculator's");
    assert_eq!(set_by("mem=8GiB&page=learn"), None);
}

#[test]
fn any_link_opens_without_a_panic() {
    let pieces = [
        "ex-ask=a",
        "ex-wants=told",
        "ex-wants=told rounds-taken rounds within 5pct",
        "ex-turn=hv,shape,x",
        "%ff=é",
        "mem=",
        "ex-mark=1",
    ];
    for one in pieces {
        for other in pieces {
            for third in pieces {
                let desk = Desk::default().after(Change::Link(Some(format!("{one}&{other}&{third}"))));
                let done = desk
                    .after(Change::Turn("hv".to_owned(), "xen".to_owned()))
                    .after(Change::Tell("é".to_owned()))
                    .after(Change::Check)
                    .after(Change::Name("\u{0}".to_owned()));
                assert!(done.solving.as_ref().is_none_or(|solving| solving.verdict.is_some()));
            }
        }
    }
}

fn composed() -> Desk {
    Desk::default().after(Change::Compose(Box::new(Draft::of(&exercise()))))
}

fn checked(desk: &Desk) -> draft::Checked {
    desk.draft.as_ref().unwrap().checked(&mut Model::default())
}

fn faults(desk: &Desk) -> Vec<Place> {
    checked(desk).faults.into_iter().map(|(place, _)| place).collect()
}

#[test]
fn an_exercise_becomes_a_draft_and_the_same_again() {
    let checked = checked(&composed());
    let (made, link) = checked.exercise.unwrap();
    assert_eq!((&made.ask, &made.turn, &made.wants), (&exercise().ask, &exercise().turn, &exercise().wants));
    assert!(made.scenario.text().contains("goodput="), "all that counts is written out");
    assert_eq!(Exercise::of_link(&link), Ok(made));
    assert!(matches!(checked.at_start, Some(AtStart::Set(result, false)) if result.ends_with(" s")));
    assert!(matches!(checked.reach, Reach::By("Link speed", _)), "{:?}", checked.reach);
}

#[test]
fn faults_are_at_their_fields() {
    let write = |text: Text, typed: &str| composed().after(Change::Write(text, typed.to_owned()));
    assert_eq!(faults(&composed()), []);
    assert_eq!(faults(&write(Text::Title, &"é".repeat(81))), [Place::Title]);
    assert_eq!(faults(&write(Text::Claims, "downtime rounds <")), [Place::Wants]);
    assert_eq!(faults(&write(Text::Claims, "downtime rounds < 1h")), [Place::Wants], "the start does it");
    assert_eq!(
        faults(&composed().after(Change::MayTurn("link".to_owned())).after(Change::MayTurn("mem".to_owned()))),
        [Place::Turn]
    );
    assert_eq!(faults(&composed().after(Change::MayTurn("stop-pages".to_owned()))), []);
    assert_eq!(faults(&composed().after(Change::MayTurn("downtime-steps".to_owned()))), [Place::Turn]);
    let silent = checked(&write(Text::Ask, " \n"));
    assert!(silent.asks_nothing && silent.faults.is_empty() && silent.exercise.is_none() && silent.at_start.is_some());
    let long = checked(&write(Text::Ask, &"%".repeat(600)));
    assert!(long.exercise.is_some(), "what is allowed fits into a link: {:?}", long.faults);
}

#[test]
fn a_number_to_be_told_locks_everything() {
    let desk = composed().after(Change::IsTold(true));
    let checked = checked(&desk);
    let (made, _) = checked.exercise.unwrap();
    assert!(made.turn.is_empty());
    assert!(matches!(checked.at_start, Some(AtStart::Told(answer)) if answer.ends_with(" s")));
    let back = desk.after(Change::IsTold(false));
    assert_eq!(faults(&back), []);
}

#[test]
fn links_are_pasted() {
    let address = "https://a.example/precopy/#v=1&hv=xen&mem=8GiB&curves=bound&vary-dirty=10pages/s..20pages/s";
    let desk = composed().after(Change::Paste(address.to_owned()));
    let scenario = &desk.draft.as_ref().unwrap().scenario;
    assert!(scenario.contains("hv=xen&mem=8GiB") && !scenario.contains("curves") && scenario.contains("vary-dirty="));
    for wrong in ["hello", "", "https://a.example/#mem=lots", "mem=1GiB&ws=3GiB", "#", "é=1"] {
        let refused = desk.after(Change::Paste(wrong.to_owned()));
        let draft = refused.draft.as_ref().unwrap();
        assert_eq!((&draft.scenario, draft.refused.is_some()), (scenario, true), "{wrong}");
    }
    let whole = desk.after(Change::Paste(format!("http://x/#{LINK}")));
    assert_eq!(whole.draft.unwrap().title, "Hurry");
    assert!(scenario_of("page=learn").is_err());
    assert_eq!(Draft::new("nonsense").scenario, scenario_of("v=1&hv=qemu").unwrap());
}

#[test]
fn a_draft_begins_with_something_that_can_be_done_and_is_not_done_yet() {
    for calculator in [
        "hv=qemu",
        "hv=xen",
        "hv=kubevirt&mem=64GiB&dirty=90000pages/s",
        "hv=esxi",
        "hv=qemu&dirty=900000pages/s&hot=2GiB",
    ] {
        let checked = Draft::new(calculator).checked(&mut Model::default());
        assert!(checked.faults.is_empty(), "{calculator}: {:?}", checked.faults);
        assert!(matches!(checked.reach, Reach::By(..)), "{calculator}: {:?}", checked.reach);
    }
}
