//! What happens to the state, action by action.

use precopy_formats::maintenance::{Columns, HostColumn, VmColumn};
use precopy_model::plan::advice::Change;
use precopy_model::plan::{Scope, play};

use super::*;

fn state() -> State {
    State::new(0, None, None)
}

const PASTED: &str = "Name\tHost\tMemory\nweb1\ta\t8 GiB\nweb2\tb\t4 GiB\ndb1\tb\tmuch\n";

fn name(state: &State, row: usize) -> &str {
    state.kept.sheets.vms.cell(row, VmColumn::Name)
}

#[test]
fn it_begins_with_a_ready_made_plan_that_all_ways_can_be_played_for() {
    let state = state();
    assert!(state.is_sound() && state.kept.ready == Some(FIRST) && state.can_undo() == [false, false]);
    assert_eq!(state.asked(), Way::ALL);
    assert_eq!(state.told_in_link(100).as_deref(), Some(FIRST));
}

#[test]
fn every_ready_made_plan_is_sound_and_there_is_something_to_do() {
    for one in made::ALL {
        let state = state().after(Action::Ready(one.id));
        assert!(state.is_sound(), "{}: {:?}", one.id, state.problems);
        assert!(state.case.as_ref().is_some_and(|case| !case.is_idle()), "{}", one.id);
        assert_eq!(State::new(0, None, Some(one.id)).kept.sheets.title, state.kept.sheets.title);
    }
}

#[test]
fn pasted_vms_begin_a_plan_of_ones_own_and_bad_rows_lose_nothing() {
    let pasted = state().after(Action::TakeIn(PASTED.to_owned(), Some((0, 0))));
    let Some(Heard::Table(taken)) = &pasted.heard else { panic!("{:?}", pasted.heard) };
    assert!(taken.is_whole && pasted.kept.ready.is_none());
    assert_eq!((name(&pasted, 0), name(&pasted, 1)), ("web1", "web2"));
    let hosts: Vec<&str> = (0..2).map(|row| pasted.kept.sheets.hosts.cell(row, HostColumn::Name)).collect();
    assert_eq!(hosts, ["a", "b"], "the hosts of the example are gone, theirs are there");
    assert!(taken.rows + taken.problems.len() == 3, "{taken:?}");
    assert_eq!(name(&pasted.after(Action::Undo), 0), name(&state(), 0));
}

#[test]
fn without_headings_cells_go_in_from_the_one_that_has_the_focus() {
    let before = state();
    let pasted = before.after(Action::TakeIn("x1\ta\nx2\tb\n".to_owned(), Some((1, 0))));
    assert_eq!((name(&pasted, 0), name(&pasted, 1), name(&pasted, 2)), (name(&before, 0), "x1", "x2"));
    assert_eq!(pasted.kept.sheets.vms.len(), before.kept.sheets.vms.len());
}

#[test]
fn what_is_wrong_stays_as_it_was_typed_with_the_last_plan_that_was_sound() {
    let before = state();
    let memory = VmColumn::Memory.place();
    let wrong = before.after(Action::Cell(0, memory, "a lot".to_owned()));
    assert!(!wrong.is_sound() && wrong.asked().is_empty());
    assert_eq!(wrong.kept.sheets.vms.cell(0, VmColumn::Memory), "a lot");
    assert_eq!((wrong.problems.len(), &wrong.case), (1, &before.case));
    let right = wrong.after(Action::Cell(0, memory, "2 GiB".to_owned()));
    assert!(right.is_sound() && right.case != before.case && right.asked() == Way::ALL);
}

#[test]
fn steps_are_taken_back_and_done_again_within_bounds() {
    let mut state = state();
    for number in 0..100 {
        state = state.after(Action::Title(format!("title {number}")));
    }
    assert_eq!(state.after(Action::Undo).kept.sheets.title, "title 98");
    assert_eq!(state.after(Action::Undo).after(Action::Redo).kept.sheets.title, "title 99");
    for _ in 0..200 {
        state = state.after(Action::Undo);
    }
    assert!(state.kept.sheets.title.starts_with("title ") && state.can_undo() == [false, true]);
}

#[test]
fn only_what_is_asked_anew_is_played_anew() {
    let mut state = state();
    let case = state.case.clone().unwrap();
    for way in Way::ALL {
        let plan = way.plan(&case, 2).unwrap_or_else(|| Way::Parallel.plan(&case, 2).unwrap());
        let timeline = play(&case.site, &plan);
        state = state.after(Action::Found(state.run, Rc::new(Outcome::of(way, &case, plan, timeline))));
    }
    assert!(state.asked().is_empty());
    assert_eq!(state.after(Action::PerHost(3)).asked(), [Way::Batched]);
    assert_eq!(state.after(Action::Objective(Objective::Energy)).asked(), [Way::Searched]);
    assert_eq!(state.after(Action::Afterwards(Afterwards::SwitchOff)).asked(), Way::ALL);
    assert!(
        state.after(Action::Stop).after(Action::Objective(Objective::Energy)).after(Action::Stop).asked().is_empty()
    );
    let late = Action::Found(state.run, Rc::clone(state.answers.of(Way::Searched).unwrap()));
    let another = state.after(Action::Objective(Objective::Energy));
    assert_eq!(another.after(late), another, "it was asked before");
    let first = state.chosen().unwrap();
    assert!(first.figures.completion.is_some() && first.above_least().is_some());
    assert_eq!(first.figures.total_downtime.is_some(), first.figures.longest_downtime.is_some());
}

#[test]
fn advice_is_followed_in_the_sheets() {
    let state = state();
    let fewer = state.after(Action::Apply(Change::AtMost { migrations: 1, scope: Scope::Host }));
    assert!(fewer.is_sound() && fewer.kept.sheets.rules.lines().last().unwrap().starts_with("at most 1"));
    let case = state.case.clone().unwrap();
    let rate = case.site.network.links[0].rate * 2.0;
    let wider = state.after(Action::Apply(Change::Widen { links: vec![0], rate }));
    assert!(wider.is_sound(), "{:?}", wider.problems);
    let now = wider.case.clone().unwrap().site.network.links[0].rate.as_bytes_per_second();
    assert!((now / rate.as_bytes_per_second() - 1.0).abs() < 1e-5);
    assert_eq!(state.after(Action::Apply(Change::WhileTheyConverge)).kept.chosen, Way::ConvergenceAware);
}

#[test]
fn what_is_too_large_for_a_link_is_not_in_it() {
    let own = state().after(Action::Title("Ours".to_owned()));
    let text = own.told_in_link(500).unwrap();
    assert_eq!(State::new(0, None, Some(&text)).kept.sheets.title, "Ours");
    assert_eq!(own.told_in_link(8100), None);
    let many = state().after(Action::Ready("thousand")).after(Action::Title("Ours".to_owned()));
    assert_eq!(many.told_in_link(100), None);
}

#[test]
fn nothing_that_is_brought_in_panics() {
    for text in
        ["", "\t\t\n", "{", "{}", "{\"format\":1}", "a\tb\tc", "name\nname", "\u{0}", "name,memory\n,,,,\n\"", "ü\tö"]
    {
        for from in [None, Some((0, 0)), Some((3, 9)), Some((0, 99))] {
            for grid in Grid::ALL {
                let state = state().after(Action::Show(grid)).after(Action::TakeIn(text.to_owned(), from));
                assert!(state.heard.is_some());
            }
        }
    }
    assert!(State::new(0, None, Some("nonsense%")).heard.is_some());
    assert!(state().after(Action::OpenLink("v1;;;".to_owned())).case.is_some());
}
