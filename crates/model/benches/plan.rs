//! How long plans take to play, and how that grows with the VMs, printed: `cargo xtask bench`. Nothing is asserted; machines are shared and noisy.

use std::hint::black_box;
use std::time::Instant;

use precopy_model::plan::strategy::Strategy;
use precopy_model::plan::{Afterwards, Draining, Player, Task, breaches};
use precopy_model::quantity::{BitsPerSecond, Bytes, BytesPerSecond, PagesPerSecond, Seconds, Watts};
use precopy_model::scenario::{
    CheckedSite, Dirtying, GOODPUT_TCP, Guest, Host, HostPower, Network, NetworkLink, Node, Site, Spread, Traffic, Vm,
    presets,
};

/// VMs on each host.
const TO_A_HOST: usize = 10;
/// Budget of 1,000 VMs on 100 hosts, in the browser, which takes two to three times as long.
const BUDGET_MILLISECONDS: f64 = 1000.0;

fn main() {
    // `cargo test` runs benches too, with this argument: the smallest is enough then.
    let quick = std::env::args().any(|argument| argument == "--test");
    let sizes: &[usize] = if quick { &[100] } else { &[100, 1_000, 10_000] };
    let strategies = [
        ("parallel", Strategy::Parallel),
        ("2 to a host", Strategy::Batched { per_host: Some(2), per_link: None }),
        ("converging", Strategy::ConvergenceAware),
        ("sequential", Strategy::Sequential),
    ];
    for (what, drained) in [("a tenth of the hosts", 10), ("half of the hosts", 2)] {
        for (name, strategy) in strategies {
            let mut before: Option<f64> = None;
            for &vms in sizes {
                let Some(site) = site(vms) else { continue };
                let hosts = site.hosts.len();
                let draining = Draining {
                    hosts: (0..hosts / drained).collect(),
                    afterwards: Afterwards::SwitchOff,
                    ..Draining::default()
                };
                let Ok(task) = Task::drain(&site, &draining, &[]) else { continue };
                let start = Instant::now();
                let plan = strategy.plan(&site, &task, &[]);
                let planned = start.elapsed().as_secs_f64() * 1e3;
                let (start, mut slowest, mut events) = (Instant::now(), 0.0_f64, 0_u32);
                let mut player = Player::new(&site, &plan);
                loop {
                    let event = Instant::now();
                    let more = player.go_on();
                    slowest = slowest.max(event.elapsed().as_secs_f64());
                    if !more {
                        break;
                    }
                    events += 1;
                }
                let timeline = black_box(player.timeline());
                let played = start.elapsed().as_secs_f64() * 1e3;
                let start = Instant::now();
                let broken = black_box(breaches(&site, &timeline, &[])).len();
                let judged = start.elapsed().as_secs_f64() * 1e3;
                let grows = before.map_or(String::new(), |before| format!(", {:5.1} times as long", played / before));
                before = Some(played);
                println!(
                    "{what:<20} {name:<12} {vms:>6} VMs, {:>5} move: planned {planned:8.2} ms, played {played:9.2} ms, {events:>6} events, slowest {:7.2} ms, judged {judged:8.2} ms, {broken} broken{grows}",
                    task.moves.len(),
                    slowest * 1e3,
                );
            }
        }
    }
    println!("budget: {BUDGET_MILLISECONDS} ms for 1,000 VMs on 100 hosts, in the browser");
}

/// So many VMs, ten to a host, of different sizes and rates, all hosts at one switch.
fn site(vms: usize) -> Option<CheckedSite> {
    let count = vms / TO_A_HOST;
    let watts = Watts::from_watts;
    let host = |at: usize| Host {
        name: format!("host {at}"),
        memory: Bytes::from_gib(256.0),
        cores: 32.0,
        is_on: true,
        boot: Seconds::from_seconds(120.0),
        shutdown: Seconds::from_seconds(30.0),
        power: HostPower { off: watts(10.0), booting: watts(200.0), idle: watts(110.0), loaded: watts(300.0) },
        background: Traffic::NONE,
    };
    let rate = BitsPerSecond::from_gbit_per_second(10.0).as_bits_per_second() / 8.0 * GOODPUT_TCP;
    let link = |at: usize| NetworkLink {
        name: format!("port {at}"),
        ends: [Node::Host(at), Node::Switch(0)],
        rate: BytesPerSecond::from_bytes_per_second(rate),
        cables: 1,
        spread: Spread::Fairly,
    };
    let guest = |at: usize| {
        let memory = Bytes::from_gib(2.0 + (at % 7) as f64);
        let traffic = BytesPerSecond::from_bytes_per_second(1e6 * (at % 5) as f64);
        Guest {
            name: format!("vm {at}"),
            host: at / TO_A_HOST,
            vm: Vm { memory, working_set: memory },
            dirtying: Dirtying::round_robin(
                Bytes::from_mib(32.0 + (at % 11) as f64 * 16.0),
                PagesPerSecond::from_pages_per_second(500.0 + 1000.0 * (at % 13) as f64),
            ),
            traffic: Traffic { outgoing: traffic, incoming: traffic },
            cores: 1.0,
        }
    };
    let mut hypervisor = presets::find("qemu")?.hypervisor();
    hypervisor.bandwidth_cap.enter(None);
    let network = Network { switches: vec!["switch".to_owned()], links: (0..count).map(link).collect() };
    Site { hosts: (0..count).map(host).collect(), network, guests: (0..vms).map(guest).collect(), hypervisor }
        .check()
        .ok()
}
