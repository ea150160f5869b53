//! Tests of what is drawn, with plans that are played.

use std::rc::Rc;

use precopy_model::plan::{Action, AtOnce, Plan, Step, Technique, play};
use precopy_model::quantity::{Bytes, BytesPerSecond, PagesPerSecond, Seconds, Watts};
use precopy_model::scenario::{
    Dirtying, Guest, Host, HostPower, Network, NetworkLink, Node, Site, Spread, Traffic, Vm, presets,
};

use super::*;

fn host(name: String, is_on: bool) -> Host {
    let watts = Watts::from_watts;
    Host {
        name,
        memory: Bytes::from_gib(256.0),
        cores: 16.0,
        is_on,
        boot: Seconds::from_seconds(113.0),
        shutdown: Seconds::from_seconds(29.5),
        power: HostPower { off: watts(10.0), booting: watts(200.0), idle: watts(110.0), loaded: watts(220.0) },
        background: Traffic::NONE,
    }
}

fn guest(name: String, host: usize, dirty: f64) -> Guest {
    Guest {
        name,
        host,
        vm: Vm { memory: Bytes::from_gib(2.0), working_set: Bytes::from_gib(1.0) },
        dirtying: Dirtying::round_robin(Bytes::from_mib(128.0), PagesPerSecond::from_pages_per_second(dirty)),
        traffic: Traffic {
            outgoing: BytesPerSecond::from_bytes_per_second(5e6),
            incoming: BytesPerSecond::from_bytes_per_second(1e6),
        },
        cores: 1.0,
    }
}

/// So many hosts in racks of so many, with trunks from their switches to one above; every second host is off, VMs are on the others.
fn site(hosts: usize, rack: usize, guests: usize, dirty: impl Fn(usize) -> f64, product: &str) -> Site {
    let racks = hosts.div_ceil(rack);
    let rate = BytesPerSecond::from_bytes_per_second(117.7e6);
    let mut links: Vec<NetworkLink> = (0..hosts)
        .map(|at| NetworkLink {
            name: format!("port {at}"),
            ends: [Node::Host(at), Node::Switch(at / rack)],
            rate,
            cables: 1,
            spread: Spread::Fairly,
        })
        .collect();
    let mut switches: Vec<String> = (0..racks).map(|at| format!("rack {at}")).collect();
    if 1 < racks {
        switches.push("core".to_owned());
        links.extend((0..racks).map(|at| NetworkLink {
            name: format!("uplink {at}"),
            ends: [Node::Switch(at), Node::Switch(racks)],
            rate,
            cables: 3,
            spread: if at == 0 { Spread::ByAddress } else { Spread::Fairly },
        }));
    }
    let full = hosts.div_ceil(2);
    Site {
        hosts: (0..hosts).map(|at| host(format!("node{at}"), at % 2 == 0)).collect(),
        network: Network { switches, links },
        guests: (0..guests).map(|at| guest(format!("vm{at}"), 2 * (at % full), dirty(at))).collect(),
        hypervisor: presets::find(product).unwrap().hypervisor(),
    }
}

/// Every second host is switched on, all VMs go there, and the others are switched off.
fn moved(site: Site, at_once: AtOnce, technique: impl Fn(usize) -> Technique) -> Scene {
    let mut plan = Plan { steps: Vec::new(), at_once };
    let hosts = site.hosts.len();
    let boots: Vec<usize> = (1..hosts).step_by(2).collect();
    plan.steps.extend(boots.iter().map(|host| Step::new(Action::Boot(*host))));
    let first = plan.steps.len();
    for (at, guest) in site.guests.iter().enumerate() {
        let to = boots[(guest.host / 2 + at / boots.len()) % boots.len()];
        plan.steps.push(Step::new(Action::Migrate { guest: at, to, technique: technique(at) }).after([(to - 1) / 2]));
    }
    for host in (0..hosts).step_by(2) {
        let of = site.guests.iter().enumerate().filter(|(_, guest)| guest.host == host).map(|(at, _)| first + at);
        plan.steps.push(Step::new(Action::Shutdown(host)).after(of));
    }
    let site = Rc::new(site.check().unwrap());
    let timeline = Rc::new(play(&site, &plan));
    Scene::of(Played { site, timeline })
}

fn small() -> Scene {
    let dirty = |at| [1000.0, 9000.0, 3000.0, 60_000.0][at % 4];
    let technique = |at| if at == 2 { Technique::PostCopy } else { Technique::PreCopy };
    moved(site(4, 4, 6, dirty, "qemu"), AtOnce { per_host: Some(2), ..AtOnce::default() }, technique)
}

fn large() -> Scene {
    let dirty = |at| if at % 97 == 0 { 60_000.0 } else { 500.0 };
    moved(site(100, 10, 1000, dirty, "libvirt"), AtOnce { per_host: Some(4), ..AtOnce::default() }, |_| {
        Technique::PreCopy
    })
}

fn picture(scene: &Scene) -> String {
    svg(scene, None, Some(Watts::from_watts(700.0)), "A <plan>", &["It ends.".to_owned()])
}

/// Where pictures go that a person wants to look at.
fn keep(name: &str, text: &str) {
    if let Ok(folder) = std::env::var("PRECOPY_PICTURES") {
        std::fs::write(format!("{folder}/{name}.svg"), text).unwrap();
    }
}

fn of_topology(scene: &Scene, at: f64, size: (f64, f64)) -> String {
    use plotters::drawing::IntoDrawingArea;
    use precopy_base::charts::{Palette, Pen, Svg};
    let svg = Svg::new(((size.0 * 4.0) as u32, (size.1 * 4.0) as u32));
    let area = svg.clone().into_drawing_area();
    let measure = |text: &str, size: f64, _: bool| text.chars().count() as f64 * size * 0.58;
    let picked = topology::Picked::host(scene, 0);
    topology::draw(&Pen::new(&area, 4.0, &measure), scene, (&Moment::of(scene, at), picked), &Palette::LIGHT).unwrap();
    svg.finish(size, "sans-serif", "t", "d")
}

#[test]
fn a_picture_holds_names_words_and_nothing_that_acts() {
    for (name, scene) in [("small", small()), ("large", large())] {
        let picture = picture(&scene);
        keep(name, &picture);
        for part in ["<path", "<polygon", "node0", "A &lt;plan&gt;", "It ends.", "Power of all hosts"] {
            assert!(picture.contains(part), "{name}: {part}");
        }
        for part in ["<script", "style=", "href", "NaN", "inf\""] {
            assert!(!picture.contains(part), "{name}: {part}");
        }
        for (index, share) in [0.0, 0.3, 0.5, 0.6, 0.9, 1.0].into_iter().enumerate() {
            for size in [(820.0, 300.0), (1180.0, 460.0), (330.0, 460.0)] {
                let picture = of_topology(&scene, scene.whole * share, size);
                keep(&format!("{name}-topology-{index}-{}", size.0), &picture);
                assert!(!picture.contains("NaN"), "{name} {share}");
            }
        }
    }
}

#[test]
fn every_fate_has_a_bar_of_its_own_kind() {
    let scene = small();
    let fates: Vec<Fate> = scene.bars.iter().map(|bar| bar.fate).collect();
    for fate in [Fate::Boots, Fate::Converges, Fate::PostCopy, Fate::Never] {
        assert!(fates.contains(&fate), "{fate:?} among {fates:?}");
    }
    // The host of the one that never ends is never empty, and never goes down.
    assert_eq!(scene.bars.len() + 1, scene.played.timeline.ran.len(), "{fates:?}");
    let never = scene.bars.iter().find(|bar| bar.fate == Fate::Never).unwrap();
    assert!(never.start < scene.whole && never.end.is_infinite());
    for bar in scene.bars.iter().filter(|bar| bar.fate.arrives()) {
        let (stops, runs) = bar.still.unwrap();
        assert!(bar.start <= stops && stops < runs && runs <= bar.end * (1.0 + 1e-12), "{bar:?}");
        assert_eq!(runs < bar.end * (1.0 - 1e-9), bar.fate == Fate::PostCopy, "{bar:?}");
    }
}

#[test]
fn few_have_a_row_each_and_many_are_packed_without_lying_over_each_other() {
    let scene = small();
    assert!(!scene.rows.by_host);
    // Two hosts that come up; of the two that go down one does, beside six VMs.
    assert_eq!(scene.rows.rows.len(), 2 + 6 + 2);
    let scene = large();
    assert!(scene.rows.by_host && scene.rows.rows.len() == 100);
    for row in &scene.rows.rows {
        assert!(row.lanes.len() <= 5, "no more at once than may: {}", row.lanes.len());
        for lane in &row.lanes {
            for pair in lane.windows(2) {
                assert!(scene.bars[pair[0]].end <= scene.bars[pair[1]].start);
            }
        }
    }
    let mut steps = scene.rows.steps(&scene.bars);
    steps.sort_unstable();
    assert_eq!(
        steps,
        (0..scene.played.timeline.ran.len()).filter(|step| scene.bar(*step).is_some()).collect::<Vec<_>>()
    );
    for (top, row) in scene.rows.placed() {
        let (found, _) = scene.rows.at(top + 1.0).unwrap();
        assert_eq!(found.about, row.about);
    }
    assert!(scene.rows.at(-1.0).is_none() && scene.rows.at(scene.rows.height() + 1.0).is_none());
}

#[test]
fn the_end_hangs_on_a_chain_without_gaps() {
    let scene = moved(site(4, 4, 6, |_| 1000.0, "qemu"), AtOnce { per_host: Some(1), ..AtOnce::default() }, |_| {
        Technique::PreCopy
    });
    let mut chain: Vec<&Bar> = scene.bars.iter().filter(|bar| scene.is_critical[bar.step]).collect();
    chain.sort_by(|a, b| a.start.total_cmp(&b.start));
    assert_eq!(chain[0].start, 0.0);
    for pair in chain.windows(2) {
        assert!((pair[0].end - pair[1].start).abs() < 1e-6, "{pair:?}");
    }
    assert_eq!(chain.last().unwrap().end, scene.played.timeline.end.as_seconds());
    // Nothing is on the chain of a plan that never ends.
    assert!(!small().is_critical.contains(&true));
}

#[test]
fn the_greatest_contention_is_where_most_want_what_is_full() {
    // Three VMs leave one host by a link on which applications want 15 MB/s; without the product's cap each could have it all.
    let mut three = site(4, 4, 3, |_| 1000.0, "qemu");
    for guest in &mut three.guests {
        guest.host = 0;
    }
    three.hypervisor.bandwidth_cap.value = None;
    let scene = moved(three, AtOnce::default(), |_| Technique::PreCopy);
    let contention = scene.contention.unwrap();
    assert_eq!((contention.migrations, contention.at), (3, 113.0));
    assert!((contention.times - (3.0 + 15e6 / 117.7e6)).abs() < 1e-6, "{contention:?}");
    assert_eq!(contention.lane, scene.played.site.lanes().port(0).unwrap().0);
    // One at a time, no more than one wants it, and what applications want.
    let mut one = site(4, 4, 2, |_| 1000.0, "qemu");
    one.hypervisor.bandwidth_cap.value = Some(BytesPerSecond::from_bytes_per_second(20e6));
    let scene = moved(one, AtOnce { in_all: Some(1), ..AtOnce::default() }, |_| Technique::PreCopy);
    assert_eq!(scene.contention, None);
}

#[test]
fn who_is_held_back_is_beside_others_on_a_full_lane_and_the_largest_takers_come_first() {
    let scene = small();
    let (site, timeline) = (&scene.played.site, &scene.played.timeline);
    let all: Vec<HeldBack> = (0..timeline.ran.len()).filter_map(|step| held_back(site, timeline, step)).collect();
    assert!(!all.is_empty());
    for held in &all {
        assert!(0.0 < held.seconds.as_seconds() && !held.beside.is_empty(), "{held:?}");
        for taker in &held.beside {
            let Taker::Guest(guest) = taker else { continue };
            let on_it = timeline.migrations().any(|(ran, migrated)| {
                let Action::Migrate { guest: other, to, .. } = ran.action else { return false };
                other == *guest && site.lanes().between(migrated.from, to).unwrap().contains(&held.lane)
            });
            assert!(on_it, "{held:?}");
        }
    }
    assert_eq!(held_back(site, timeline, 999), None);
}

#[test]
fn at_every_moment_every_vm_is_somewhere_and_memory_is_what_it_was() {
    let scene = large();
    let site = &scene.played.site;
    let all: f64 = site.guests.iter().map(|guest| guest.vm.memory.as_bytes()).sum();
    for at in [0.0, 100.0, 113.0, 150.0, scene.whole * 0.5, scene.whole] {
        let moment = Moment::of(&scene, at);
        assert_eq!(moment.hosts.iter().map(|host| host.guests.len()).sum::<usize>(), site.guests.len());
        assert_eq!(moment.hosts.iter().map(|host| host.held).sum::<f64>(), all);
        assert_eq!(moment.moving.len() as f64, scene.played.timeline.at_once.at(at), "{at}");
        for one in &moment.moving {
            assert!((0.0..1.0).contains(&one.share) && moment.hosts[one.from].guests.contains(&one.guest));
            assert!(moment.hosts[one.to].kept > 0.0);
        }
    }
    let states = |at: f64| Moment::of(&scene, at).hosts[1].state;
    assert_eq!([0.0, 112.9, 113.0].map(states), [HostState::Booting, HostState::Booting, HostState::On]);
}

#[test]
fn what_is_read_is_what_was_played() {
    let scene = small();
    let reading = Reading::of(&scene, 115.0, None);
    let (lane, [migrations, _], capacity) = reading.lane.unwrap();
    assert_eq!(lane, scene.lanes[0]);
    assert!(0.0 < migrations && migrations <= capacity * (1.0 + 1e-9));
    assert_eq!(reading.at_once as f64, scene.played.timeline.at_once.at(115.0));
    assert_eq!(reading.power.as_watts(), scene.played.timeline.power.at(115.0));
    assert_eq!(scene.event(0.0, true), 113.0);
    assert_eq!(scene.event(113.0, false), 0.0);
    assert_eq!(scene.event(1e9, true), *scene.events.last().unwrap());
}

#[test]
fn hosts_and_switches_lie_beside_each_other_in_any_picture() {
    for scene in [small(), large()] {
        for size in [(330.0, 230.0), (820.0, 300.0), (1400.0, 460.0)] {
            let layout = topology::Layout::of(&scene.played.site, size);
            let all: Vec<_> = layout.hosts.iter().chain(&layout.switches).collect();
            for (at, one) in all.iter().enumerate() {
                assert!(0.0 <= one.left && one.right <= size.0 && one.bottom <= size.1 + 1e-9, "{size:?} {one:?}");
                assert!(one.left <= one.right && one.top <= one.bottom, "{size:?} {one:?}");
                for other in &all[at + 1..] {
                    let apart = one.right <= other.left
                        || other.right <= one.left
                        || one.bottom <= other.top
                        || other.bottom <= one.top;
                    assert!(apart, "{size:?} {one:?} {other:?}");
                }
            }
        }
    }
}

#[test]
fn a_site_of_nothing_and_a_plan_of_nothing_are_drawn() {
    let scene = moved(site(2, 2, 0, |_| 0.0, "qemu"), AtOnce::default(), |_| Technique::PreCopy);
    assert!(!picture(&scene).contains("NaN"));
    let site = Rc::new(site(0, 1, 0, |_| 0.0, "qemu").check().unwrap());
    let timeline = Rc::new(play(&site, &Plan::default()));
    let scene = Scene::of(Played { site, timeline });
    assert!(!picture(&scene).contains("NaN") && !of_topology(&scene, 0.0, (300.0, 200.0)).contains("NaN"));
    assert_eq!((scene.whole, scene.events.as_slice()), (1.0, &[0.0][..]));
}
