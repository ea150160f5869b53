//! Strategies: what they make of a task passes the check, keeps to rules, is never quicker than the lower bound, and is compared with all
//! orders where these can be counted. Plans that are broken on purpose are caught.

#![allow(clippy::expect_used, clippy::indexing_slicing)] // a test may fail loudly

use acceptance::sites::{guest, host, star};
use precopy_model::numeric::Random;
use precopy_model::plan::strategy::{Objective, Search, batched, convergence_aware, parallel, sequential};
use precopy_model::plan::{
    Action, Afterwards, AtOnce, Broken, Draining, Excess, NoRoom, Plan, Rule, Scope, Step, Task, Technique, check,
    least_completion, play, product_limits,
};
use precopy_model::quantity::{Bytes, PagesPerSecond, Seconds, Watts};
use precopy_model::scenario::{CheckedSite, Guest, Site, Subject, presets};

fn gib(number: f64) -> Bytes {
    Bytes::from_gib(number)
}

fn checked(site: Site) -> CheckedSite {
    site.check().expect("a sound site")
}

/// Three hosts with VMs, and two spare ones that are off.
fn site(guests: usize, rate: f64) -> CheckedSite {
    let guests = (0..guests).map(|at| {
        let mut guest = guest(&format!("vm {at}"), at % 3, gib(1.0 + 0.5 * (at % 4) as f64));
        guest.dirtying.rate = PagesPerSecond::from_pages_per_second(rate);
        guest
    });
    let mut site = star(5, guests.collect());
    for spare in [3, 4] {
        site.hosts[spare] = host(&format!("spare {spare}"));
        site.hosts[spare].is_on = false;
    }
    checked(site)
}

/// Hosts that are emptied onto these, or onto any.
fn draining(hosts: &[usize], onto: Option<&[usize]>, afterwards: Afterwards) -> Draining {
    Draining { hosts: hosts.to_vec(), onto: onto.map(<[usize]>::to_vec), given: Vec::new(), afterwards }
}

fn all_plans(site: &CheckedSite, task: &Task, rules: &[Rule]) -> Vec<(&'static str, Plan)> {
    vec![
        ("sequential", sequential(site, task, rules)),
        ("parallel", parallel(site, task, rules)),
        ("batched", batched(site, task, rules, Some(2), Some(1))),
        ("convergence-aware", convergence_aware(site, task, rules)),
    ]
}

#[test]
fn every_strategy_passes_the_check_and_is_no_quicker_than_the_lower_bound() {
    for (guests, rate) in [(0, 0.0), (1, 0.0), (7, 500.0), (12, 3000.0)] {
        let site = site(guests, rate);
        let rules = [Rule::AtMost { migrations: 3, scope: Scope::FromHost }, Rule::NeverTogether(vec![0, 1])];
        let task = Task::drain(&site, &draining(&[0, 1], Some(&[3, 4]), Afterwards::SwitchOff), &rules).expect("room");
        assert_eq!(task.moves.len(), site.guests.iter().filter(|guest| guest.host < 2).count());
        let (least, _) = least_completion(&site, &task, &rules);
        let mut ends = Vec::new();
        for (name, plan) in all_plans(&site, &task, &rules) {
            let checked = check(&site, &plan, &rules);
            assert_eq!(checked.breaches, [], "{name}, {guests} VMs");
            assert!(least <= checked.timeline.end, "{name}: {least:?} {:?}", checked.timeline.end);
            ends.push(checked.timeline.end);
        }
        assert!(ends[1..].iter().all(|end| *end <= ends[0]), "nothing takes longer than one after another: {ends:?}");
    }
}

#[test]
fn sequential_is_the_sum_of_its_parts() {
    // Kherbache, Madelaine and Hermenier, Table 1: 60 × 12.2 + 15 × (113.1 + 29.5) = 2871.0, by the same arithmetic on ours.
    let site = site(6, 500.0);
    let task = Task::drain(&site, &draining(&[0], Some(&[3]), Afterwards::SwitchOff), &[]).expect("room");
    let timeline = play(&site, &sequential(&site, &task, &[]));
    let migrations: f64 = timeline
        .migrations()
        .map(|(_, migrated)| migrated.prediction.migration_time.expect("completes").as_seconds())
        .sum();
    assert!((timeline.end.as_seconds() - (100.0 + migrations + 30.0)).abs() < 1e-6);
}

#[test]
fn draining_finds_places_and_keeps_vms_apart() {
    let site = site(6, 0.0);
    let apart = [Rule::Apart(vec![0, 3])];
    let task = Task::drain(&site, &draining(&[0], None, Afterwards::StayOn), &apart).expect("room");
    assert_eq!(task.moves.len(), 2);
    assert_ne!(task.moves[0].to, task.moves[1].to);
    assert!(task.moves.iter().all(|one| one.to == 1 || one.to == 2), "hosts that are on come first: {:?}", task.moves);
    // They stand together at the beginning already, which is not the plan's fault: it parts them.
    assert_eq!(check(&site, &parallel(&site, &task, &apart), &apart).breaches, []);
    // No room is an answer too.
    let mut full = site.into_inner();
    for host in &mut full.hosts[1..] {
        host.memory = gib(6.0);
    }
    full.guests[0].vm.memory = gib(7.0);
    full.guests[0].vm.working_set = gib(1.0);
    let full = full.check().expect("sound");
    assert_eq!(Task::drain(&full, &draining(&[0], None, Afterwards::StayOn), &[]), Err(NoRoom { guest: 0 }));
}

fn migrate(guest: usize, to: usize) -> Step {
    Step::new(Action::Migrate { guest, to, technique: Technique::PreCopy })
}

/// What a plan breaks, by number of the rule.
fn broken(site: &CheckedSite, steps: Vec<Step>, rules: &[Rule]) -> Vec<Broken> {
    let plan = Plan { steps, at_once: AtOnce::default() };
    check(site, &plan, rules).breaches.into_iter().map(|breach| breach.broken).collect()
}

#[test]
fn plans_broken_on_purpose_are_caught_by_the_rule_that_they_break() {
    let site = site(6, 500.0);
    let all: Vec<Rule> = vec![
        Rule::Before { first: Subject::Guest(0), then: Subject::Guest(3) },
        Rule::EndTogether { guests: vec![1, 2], within: Seconds::from_seconds(1.0) },
        Rule::NeverTogether(vec![0, 3]),
        Rule::AtMost { migrations: 1, scope: Scope::FromHost },
        Rule::AtMost { migrations: 1, scope: Scope::ToHost },
        Rule::AtMost { migrations: 1, scope: Scope::Host },
        Rule::AtMost { migrations: 1, scope: Scope::Link },
        Rule::AtMost { migrations: 1, scope: Scope::Site },
        Rule::Deadline(Seconds::from_seconds(5.0)),
        Rule::PowerCap(Watts::from_watts(350.0)),
        Rule::HostsOn { hosts: vec![0, 1, 2, 3], most: 3 },
        Rule::Apart(vec![0, 1]),
    ];
    let of = |numbers: &[usize]| numbers.iter().map(|&at| Broken::Rule(at)).collect::<Vec<_>>();
    // Two from host 0 to host 1 at once: order, together, all counts, deadline, power, and 0 beside 1.
    assert_eq!(broken(&site, vec![migrate(0, 1), migrate(3, 1)], &all), of(&[0, 2, 3, 4, 5, 6, 7, 8, 9, 11]));
    // One alone: only time, power and the neighbour.
    assert_eq!(broken(&site, vec![migrate(0, 1)], &all), of(&[8, 9, 11]));
    // In the wrong order, but not at the same time.
    assert_eq!(broken(&site, vec![migrate(0, 2).after([1]), migrate(3, 2)], &all), of(&[0, 8, 9]));
    // A host more than there are licences for, and two that do not end together.
    let boots = vec![Step::new(Action::Boot(3)), migrate(1, 2), migrate(2, 1).after([1])];
    assert_eq!(broken(&site, boots, &all), of(&[1, 8, 9, 10]));
    // A step that cannot be done.
    assert_eq!(broken(&site, vec![migrate(0, 3)], &all[..8]), [Broken::Step(0)]);
}

#[test]
fn too_much_memory_is_seen_without_trusting_the_player() {
    let site = site(4, 0.0);
    let plan = Plan { steps: vec![migrate(0, 1)], at_once: AtOnce::default() };
    let timeline = play(&site, &plan);
    // The same timeline at a site whose host is smaller than what came to be on it.
    let mut smaller = site.into_inner();
    smaller.hosts[1].memory = gib(2.0);
    let breaches = precopy_model::plan::breaches(&smaller.check().expect("sound"), &timeline, &[]);
    assert_eq!(breaches.len(), 1);
    assert_eq!(breaches[0].broken, Broken::Memory);
    assert_eq!(breaches[0].excess, Excess::Memory(gib(2.5), gib(2.0)));
}

#[test]
fn the_products_own_limits_are_rules() {
    let limits = |id: &str| {
        let mut site = star(2, vec![guest("a", 0, gib(1.0))]);
        site.hypervisor = presets::find(id).expect("a preset").hypervisor();
        let limits = product_limits(&checked(site));
        limits.into_iter().map(|(rule, _)| rule).collect::<Vec<_>>()
    };
    let at_most = |migrations, scope| Rule::AtMost { migrations, scope };
    assert_eq!(limits("kubevirt"), [at_most(2, Scope::FromHost), at_most(5, Scope::Site)]);
    assert_eq!(limits("nova"), [at_most(1, Scope::FromHost)]);
    assert_eq!(limits("vmotion"), [at_most(4, Scope::Host)]);
    assert_eq!(limits("hyper-v"), [at_most(2, Scope::Host)]);
    assert_eq!(limits("qemu"), []);
}

/// All orders of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(count - 1);
    shorter
        .iter()
        .flat_map(|order| {
            (0..count).map(|place| {
                let mut order = order.clone();
                order.insert(place, count - 1);
                order
            })
        })
        .collect()
}

#[test]
fn the_search_finds_what_trying_everything_finds() {
    let mut dice = Random::seeded(12);
    for (round, count) in [(0, 5), (1, 4), (2, 4)] {
        let guests: Vec<Guest> = (0..count)
            .map(|at| {
                let mut guest = guest(&format!("vm {at}"), at % 2, gib(0.5 + (dice.share() * 4.0).floor() / 2.0));
                guest.dirtying.rate = PagesPerSecond::from_pages_per_second((dice.share() * 4000.0).floor());
                guest
            })
            .collect();
        let site = checked(star(4, guests));
        let task = Task::drain(&site, &draining(&[0, 1], Some(&[2, 3]), Afterwards::StayOn), &[]).expect("room");
        for objective in [Objective::Completion, Objective::MeanMigrationTime, Objective::TotalDowntime] {
            // Every order, under every limit for each host.
            let mut best = f64::INFINITY;
            for order in orders(task.moves.len()) {
                let ordered = Task { moves: order.iter().map(|&at| task.moves[at]).collect(), ..task.clone() };
                for limit in [None, Some(1), Some(2), Some(3)] {
                    let checked = check(&site, &batched(&site, &ordered, &[], limit, None), &[]);
                    if checked.breaches.is_empty() {
                        best = best.min(objective.of(&checked.timeline));
                    }
                }
            }
            let mut search = Search::new(&site, &task, &[], objective, round);
            for _ in 0..600 {
                search.go_on();
            }
            let found = search.best().expect("something");
            assert_eq!(found.breaches, []);
            assert!(found.value <= best * 1.001, "{objective:?}: {} against {best}", found.value);
        }
    }
}

#[test]
fn a_search_only_gets_better_and_follows_its_seed() {
    let site = site(9, 4000.0);
    let task = Task::drain(&site, &draining(&[0, 1], None, Afterwards::SwitchOff), &[]).expect("room");
    let run = |seed| {
        let mut search = Search::new(&site, &task, &[], Objective::Energy, seed);
        let mut values = Vec::new();
        for _ in 0..60 {
            search.go_on();
            values.push(search.best().expect("something").value);
        }
        assert!(values.windows(2).all(|pair| pair[1] <= pair[0]));
        values
    };
    assert_eq!(run(1), run(1));
    assert_eq!(run(1)[0], run(2)[0]);
}

/// Four hosts with VMs and a spare one, each of which is restarted in its turn.
fn rolling(given: bool) -> (CheckedSite, Task) {
    let guests: Vec<Guest> = (0..8).map(|at| guest(&format!("vm {at}"), 1 + at / 2, gib(1.0))).collect();
    let site = checked(star(5, guests));
    let mut draining = draining(&[1, 2, 3, 4], None, Afterwards::Restart);
    if given {
        // Onto the one before.
        draining.given = (0..8).map(|at| (at, at / 2)).collect();
    } else {
        draining.onto = Some(vec![0, 1, 2, 3, 4]);
    }
    let task = Task::drain(&site, &draining, &[]).expect("room");
    (site, task)
}

/// When a host was up: from when, until when.
fn up(timeline: &precopy_model::plan::Timeline, host: usize) -> Vec<(f64, f64)> {
    let mut spans = vec![(0.0, f64::INFINITY)];
    for ran in &timeline.ran {
        match ran.action {
            Action::Shutdown(of) if of == host => spans[0].1 = ran.start.expect("begun").as_seconds(),
            Action::Boot(of) if of == host => spans.push((ran.end.expect("over").as_seconds(), f64::INFINITY)),
            _ => {}
        }
    }
    spans
}

#[test]
fn a_rolling_upgrade_waits_for_each_host_to_come_back() {
    for given in [true, false] {
        let (site, task) = rolling(given);
        assert_eq!((task.moves.len(), task.restart.len(), task.switch_off.len()), (8, 4, 0));
        // One licence to spare: four hosts and the one that is empty.
        let rules = [Rule::HostsOn { hosts: vec![0, 1, 2, 3, 4], most: 5 }];
        let (least, _) = least_completion(&site, &task, &rules);
        for (name, plan) in all_plans(&site, &task, &rules) {
            let checked = check(&site, &plan, &rules);
            assert_eq!(checked.breaches, [], "{name}");
            let timeline = &checked.timeline;
            let shut = timeline.ran.iter().filter(|ran| matches!(ran.action, Action::Shutdown(_))).count();
            let booted = timeline.ran.iter().filter(|ran| matches!(ran.action, Action::Boot(_))).count();
            assert_eq!((shut, booted), (4, 4), "{name}");
            // Whoever is on its way to a host, or from it, finds it up all the time.
            for (ran, migrated) in timeline.migrations() {
                let Action::Migrate { to, .. } = ran.action else { continue };
                let span = (ran.start.expect("begun").as_seconds(), ran.end.expect("over").as_seconds());
                for host in [migrated.from, to] {
                    assert!(up(timeline, host).iter().any(|up| up.0 <= span.0 && span.1 <= up.1), "{name}, {host}");
                }
            }
            assert!(least <= timeline.end, "{name}: {least:?} {:?}", timeline.end);
            if given {
                // Each host waits for the one before it: four restarts of 130 s, and two VMs of a gibibyte before each.
                assert!(4.0 * 130.0 < least.as_seconds() && 0.95 * timeline.end.as_seconds() < least.as_seconds());
            } else {
                // The spare one has room for all of them: nobody waits for a restart.
                assert!(task.moves.iter().all(|one| one.to == 0));
            }
        }
        let mut search = Search::new(&site, &task, &rules, Objective::Completion, 3);
        for _ in 0..60 {
            search.go_on();
        }
        assert_eq!(search.best().expect("something").breaches, []);
    }
}

#[test]
fn who_has_no_room_elsewhere_goes_where_a_host_has_come_back() {
    // Full hosts: the spare one takes those of the first, the first those of the second.
    let guests: Vec<Guest> = (0..6).map(|at| guest(&format!("vm {at}"), 1 + at / 2, gib(4.0))).collect();
    let mut site = star(4, guests);
    for host in &mut site.hosts {
        host.memory = gib(9.0);
    }
    let site = checked(site);
    let task = Task::drain(&site, &draining(&[1, 2, 3], None, Afterwards::Restart), &[]).expect("room");
    assert_eq!(task.moves.iter().map(|one| one.to).collect::<Vec<_>>(), [0, 0, 1, 1, 2, 2]);
    for (name, plan) in all_plans(&site, &task, &[]) {
        assert_eq!(check(&site, &plan, &[]).breaches, [], "{name}");
    }
    // Without coming back there is no room.
    let gone = draining(&[1, 2, 3], None, Afterwards::SwitchOff);
    assert_eq!(Task::drain(&site, &gone, &[]), Err(NoRoom { guest: 2 }));
}

#[test]
fn hosts_that_wait_for_each_other_are_told_by_the_check() {
    let site = checked(star(2, vec![guest("a", 0, gib(1.0)), guest("b", 1, gib(1.0))]));
    let draining =
        Draining { hosts: vec![0, 1], onto: None, given: vec![(0, 1), (1, 0)], afterwards: Afterwards::Restart };
    let task = Task::drain(&site, &draining, &[]).expect("given");
    let checked = check(&site, &parallel(&site, &task, &[]), &[]);
    assert!(!checked.breaches.is_empty());
}

#[test]
fn no_more_hosts_are_on_than_there_are_licences_for() {
    // Two hosts are replaced by two spare ones, with three licences for all four.
    let site = site(6, 500.0);
    let given = [(0, 3), (3, 3), (1, 4), (4, 4)];
    let draining = Draining { hosts: vec![0, 1], onto: None, given: given.to_vec(), afterwards: Afterwards::SwitchOff };
    let task = Task::drain(&site, &draining, &[]).expect("given");
    let rules = [Rule::HostsOn { hosts: vec![0, 1, 3, 4], most: 3 }];
    for (name, plan) in all_plans(&site, &task, &rules) {
        assert_eq!(check(&site, &plan, &rules).breaches, [], "{name}");
    }
    // Without the rule both come up at once.
    let free = parallel(&site, &task, &[]);
    assert_eq!(check(&site, &free, &rules).breaches.len(), 1);
}

#[test]
fn techniques_are_chosen_source_by_source() {
    use acceptance::sites::traffic;
    use precopy_model::plan::Techniques;
    let mut guests: Vec<Guest> = (0..3).map(|at| guest(&format!("vm {at}"), at / 2, gib(1.0))).collect();
    guests[0].traffic = traffic(50e6, 1e6);
    guests[1].traffic = traffic(1e6, 50e6);
    guests[2].traffic = traffic(50e6, 1e6);
    let site = checked(star(4, guests));
    let task = Task::drain(&site, &draining(&[0, 1], Some(&[2, 3]), Afterwards::StayOn), &[]).expect("room");
    let of = |techniques| {
        let task = task.clone().with_techniques(&site, techniques);
        task.moves.iter().map(|one| one.technique).collect::<Vec<_>>()
    };
    let (pre, post) = (Technique::PreCopy, Technique::PostCopy);
    assert_eq!(of(Techniques::PreCopy), [pre; 3]);
    assert_eq!(of(Techniques::PostCopy), [post; 3]);
    assert_eq!(of(Techniques::ByTraffic), [post, pre, post]);
}
