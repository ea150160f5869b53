//! What happens to the state, action by action.

use precopy_formats::maintenance::{Columns, HostColumn, VmColumn, paste};
use precopy_model::plan::advice::Change;
use precopy_model::plan::{Scope, Technique, play};

use super::how::Goal;
use super::*;

fn state() -> State {
    State::new(0, None, &Told::default())
}

fn told(plan: &str) -> Told {
    Told { plan: Some(plan.to_owned()), how: None }
}

fn with(state: &State, change: impl FnOnce(&mut How)) -> State {
    let mut how = state.kept.how;
    change(&mut how);
    state.after(Action::How(how))
}

fn brought(grid: Grid, text: &str) -> Rc<Brought> {
    let read = match grid {
        Grid::Vms => ReadTable::Vms(paste(text)),
        Grid::Hosts => ReadTable::Hosts(paste(text)),
        Grid::Trunks => ReadTable::Trunks(paste(text)),
    };
    Rc::new(Brought { text: text.to_owned(), read })
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
    assert_eq!(state.told_in_link(100), told(FIRST));
}

#[test]
fn every_ready_made_plan_is_sound_and_there_is_something_to_do() {
    for one in made::ALL {
        let state = state().after(Action::Ready(one.id));
        assert!(state.is_sound(), "{}: {:?}", one.id, state.problems);
        assert!(state.case.as_ref().is_some_and(|case| !case.is_idle()), "{}", one.id);
        assert_eq!(State::new(0, None, &told(one.id)).kept.sheets.title, state.kept.sheets.title);
    }
}

#[test]
fn pasted_vms_begin_a_plan_of_ones_own_and_bad_rows_lose_nothing() {
    let pasted = state().after(Action::TakeIn(brought(Grid::Vms, PASTED), Some((0, 0))));
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
    let pasted = before.after(Action::TakeIn(brought(Grid::Vms, "x1\ta\nx2\tb\n"), Some((1, 0))));
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
        let plan =
            way.plan(&case, &How::default()).unwrap_or_else(|| Way::Parallel.plan(&case, &How::default()).unwrap());
        let timeline = play(&case.site, &plan);
        state = state.after(Action::Found(state.run, Rc::new(Outcome::of(way, &case, plan, timeline))));
    }
    assert!(state.asked().is_empty());
    assert_eq!(with(&state, |how| how.per_host = 3).asked(), [Way::Batched]);
    assert_eq!(with(&state, |how| how.per_link = Some(3)).asked(), [Way::Batched]);
    assert_eq!(with(&state, |how| how.goal = Goal::Energy).asked(), [Way::Searched]);
    assert_eq!(state.after(Action::Afterwards(Afterwards::SwitchOff)).asked(), Way::ALL);
    assert!(with(&state.after(Action::Stop), |how| how.goal = Goal::Energy).after(Action::Stop).asked().is_empty());
    let late = Action::Found(state.run, Rc::clone(state.answers.of(Way::Searched).unwrap()));
    let another = with(&state, |how| how.goal = Goal::Energy);
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
    let stay = state.after(Action::Apply(Change::LeaveOut { guests: vec![0], stay_on: vec![0] }));
    let moves = |state: &State| state.case.as_ref().unwrap().task.moves.clone();
    assert!(stay.is_sound() && moves(&stay).len() + 1 == moves(&state).len(), "{:?}", stay.problems);
    let post = state.after(Action::Apply(Change::PostCopy { guests: vec![1] }));
    let posts = moves(&post).into_iter().filter(|one| one.technique == Technique::PostCopy);
    assert_eq!(posts.map(|one| one.guest).collect::<Vec<_>>(), [1]);
    assert_eq!(State::new(0, None, &post.told_in_link(100)).kept.sheets.vms.cell(1, VmColumn::Technique), "post-copy");
    assert_eq!(state.after(Action::Apply(Change::WhileTheyConverge)).kept.how.chosen, Way::ConvergenceAware);
}

#[test]
fn what_is_too_large_for_a_link_is_not_in_it() {
    let own = state().after(Action::Title("Ours".to_owned()));
    let text = own.told_in_link(500);
    assert_eq!(State::new(0, None, &text).kept.sheets.title, "Ours");
    assert_eq!(own.told_in_link(8100).plan, None);
    let many = state().after(Action::Ready("thousand")).after(Action::Title("Ours".to_owned()));
    assert_eq!(many.told_in_link(100).plan, None);
}

#[test]
fn nothing_that_is_brought_in_panics() {
    for text in
        ["", "\t\t\n", "{", "{}", "{\"format\":1}", "a\tb\tc", "name\nname", "\u{0}", "name,memory\n,,,,\n\"", "ü\tö"]
    {
        for from in [None, Some((0, 0)), Some((3, 9)), Some((0, 99))] {
            for grid in Grid::ALL {
                let state = state().after(Action::Show(grid)).after(Action::TakeIn(brought(grid, text), from));
                assert!(state.heard.is_some());
                assert!(state.after(Action::TakePlan(text.to_owned())).heard.is_some());
            }
        }
    }
    assert!(State::new(0, None, &told("nonsense%")).heard.is_some());
    assert!(state().after(Action::OpenLink(told("v1;;;"))).case.is_some());
}

#[test]
fn how_plans_are_made_is_a_step_and_in_the_link() {
    let first = state();
    let weighted = with(&first, |how| (how.goal, how.chosen) = (Goal::Weighted, Way::Searched));
    assert_eq!(weighted.asked(), Way::ALL, "nothing was played yet");
    assert_eq!((weighted.can_undo(), weighted.kept.ready), ([true, false], Some(FIRST)));
    let back = weighted.after(Action::Undo);
    assert_eq!((back.kept.how, back.told_in_link(100)), (first.kept.how, told(FIRST)));
    assert_eq!(back.after(Action::Redo).kept.how, weighted.kept.how);
    let link = weighted.told_in_link(100);
    assert!(link.how.as_deref().unwrap().starts_with("searched,least:weighted,"), "{link:?}");
    assert_eq!(State::new(0, None, &link).kept.how, weighted.kept.how);
    assert_eq!(State::new(0, Some(weighted.kept.clone()), &Told::default()).kept.how, weighted.kept.how);
    // An old link says nothing of it: all is as it is by itself.
    assert_eq!(weighted.after(Action::OpenLink(told(FIRST))).kept.how, How::default());
    let told_so = weighted.after(Action::Told(link));
    assert_eq!(State::new(0, Some(told_so.kept), &told(FIRST)).kept.how, How::default());
    // A link that says nothing else leaves the sheets as they are.
    let own = first.after(Action::Title("Ours".to_owned()));
    let how = Told { plan: None, how: Some("batched,batch:4".to_owned()) };
    let next = own.after(Action::OpenLink(how));
    assert_eq!((next.kept.sheets.title.as_str(), next.kept.how.per_host), ("Ours", 4));
    assert_eq!(next.kept.how.chosen, Way::Batched);
}
