//! Advice about plans, followed: what it promises comes of the plan and the site that it names, and of nothing else.

#![allow(clippy::expect_used, clippy::indexing_slicing)] // a test may fail loudly

use acceptance::sites::{guest, star};
use precopy_model::plan::advice::{Advice, Advisor, Change, Figures, advise};
use precopy_model::plan::strategy::parallel;
use precopy_model::plan::{Afterwards, Draining, Plan, Scope, Task, Technique, Wanted, converges_beside, play};
use precopy_model::quantity::{Bytes, PagesPerSecond};
use precopy_model::scenario::{CheckedSite, Guest};

/// A guest that needs so much of its port to converge.
fn busy(name: &str, host: usize, pages: f64) -> Guest {
    let mut guest = guest(name, host, Bytes::from_gib(2.0));
    guest.dirtying.hot_set = Bytes::from_mib(512.0);
    guest.dirtying.rate = PagesPerSecond::from_pages_per_second(pages);
    guest
}

/// All guests of the first host, half and half to two others.
fn drained(guests: Vec<Guest>) -> (CheckedSite, Plan) {
    let site = star(3, guests).check().expect("a sound site");
    let moves = (0..site.guests.len()).map(|guest| Wanted { guest, to: 1 + guest % 2, technique: Technique::PreCopy });
    let task = Task { moves: moves.collect(), switch_off: vec![0], restart: Vec::new() };
    let plan = parallel(&site, &task, &[]);
    (site, plan)
}

/// Makes the change and plays: what comes of it is what was promised, and better than the plan.
fn follow(site: &CheckedSite, plan: &Plan, advice: &Advice) {
    let now = Figures::of(&play(site, plan), 0);
    let (changed, new) = advice.change.made(site, plan).expect("sound");
    assert_eq!(new, advice.plan);
    let figures = Figures::of(&play(&changed, &new), advice.change.left_out());
    assert_eq!(figures, advice.figures);
    assert!(figures.is_better_than(&now), "{:?}: {figures:?} against {now:?}", advice.change);
}

#[test]
fn six_that_never_converge_together_do_two_at_a_time_or_on_wider_ports() {
    let (site, plan) = drained((0..6).map(|at| busy(&format!("vm {at}"), 0, 12_000.0)).collect());
    assert_eq!(converges_beside(&site, 0, 1), Some(2));
    let all = advise(&site, &plan);
    for advice in &all {
        follow(&site, &plan, advice);
    }
    let fewer = all.iter().find(|advice| matches!(advice.change, Change::AtMost { .. } | Change::WhileTheyConverge));
    assert_eq!(fewer.expect("fewer at once").figures.converged, 6);
    let wider = all.iter().find_map(|advice| match &advice.change {
        Change::Widen { links, rate } if links.len() == 3 => Some((rate, advice.figures)),
        _ => None,
    });
    let (rate, figures) = wider.expect("wider ports");
    assert_eq!(figures.converged, 6);
    // Six from the source need between twice and four times as much; its port alone is no help, as three are too many for each destination.
    assert!(!all.iter().any(|advice| matches!(&advice.change, Change::Widen { links, .. } if *links == [0])));
    let factor = rate.as_bytes_per_second() / acceptance::sites::PORT;
    assert!(2.0 < factor && factor < 4.0, "{factor}");
    let post = all.iter().find(|advice| matches!(advice.change, Change::PostCopy { .. })).expect("post-copy");
    assert_eq!((post.figures.converged, post.figures.undone), (6, 0));
    // None is left out: each converges alone. The best comes first.
    assert!(!all.iter().any(|advice| matches!(advice.change, Change::LeaveOut { .. })));
    assert!(all.windows(2).all(|pair| !pair[1].figures.comes_before(&pair[0].figures)), "{all:?}");
}

#[test]
fn one_that_never_converges_is_left_out_or_follows() {
    let mut guests: Vec<Guest> = (0..3).map(|at| guest(&format!("vm {at}"), 0, Bytes::from_gib(2.0))).collect();
    guests.push(busy("wild", 0, 60_000.0));
    let (site, plan) = drained(guests);
    assert_eq!(converges_beside(&site, 3, 2), None);
    let all = advise(&site, &plan);
    for advice in &all {
        follow(&site, &plan, advice);
    }
    let post = all.iter().find(|advice| matches!(advice.change, Change::PostCopy { .. })).expect("post-copy");
    assert_eq!(post.change, Change::PostCopy { guests: vec![3] });
    assert_eq!(post.figures.undone, 0);
    let made = Change::LeaveOut { guests: vec![3], stay_on: vec![0] }.made(&site, &plan).expect("sound");
    let figures = Figures::of(&play(&made.0, &made.1), 1);
    assert_eq!((figures.migrations, figures.converged, figures.undone), (4, 3, 1));
    // Left out it costs the host that stays on, and no more than the plan left undone: migration and shutdown.
    assert_eq!(Figures::of(&play(&site, &plan), 0).undone, 2);
}

#[test]
fn nothing_is_advised_where_nothing_would_help_and_slices_find_the_same() {
    let site = star(2, Vec::new()).check().expect("a sound site");
    assert_eq!(advise(&site, &Plan::default()), []);
    let (site, plan) = drained((0..4).map(|at| busy(&format!("vm {at}"), 0, 9000.0)).collect());
    let at_once = advise(&site, &plan);
    let timeline = play(&site, &plan);
    let mut advisor = Advisor::played(&site, &plan, &timeline);
    assert_eq!(advisor.now(), Some(&Figures::of(&timeline, 0)));
    while let Some(trial) = advisor.next_trial() {
        let came = play(&trial.site, &trial.plan);
        advisor.tell(trial, &came);
    }
    assert_eq!(advisor.finish(), at_once);
}

#[test]
fn fewer_at_once_are_told_by_where_they_are_counted() {
    let (site, plan) = drained((0..4).map(|at| guest(&format!("vm {at}"), 0, Bytes::from_gib(1.0))).collect());
    let change = Change::AtMost { migrations: 2, scope: Scope::FromHost };
    let (_, changed) = change.made(&site, &plan).expect("sound");
    assert_eq!(play(&site, &changed).at_once.peak(), 2.0);
    // A tighter limit stays.
    let (_, again) = Change::AtMost { migrations: 3, scope: Scope::FromHost }.made(&site, &changed).expect("sound");
    assert_eq!(again, changed);
    let draining = Draining { hosts: vec![0], onto: None, given: Vec::new(), afterwards: Afterwards::StayOn };
    assert!(Task::drain(&site, &draining, &[]).is_ok());
}
