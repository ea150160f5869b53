//! What a link says and what it puts right; links that were published keep their meaning.

use std::collections::BTreeMap;

use precopy_formats::fields::TABLE;
use precopy_formats::link;
use precopy_model::problem::Problem;
use precopy_model::quantity::{BytesPerSecond, Pages, Seconds};
use precopy_model::scenario::{
    DataUnit, EmptyPages, LinkSpeed, LoopFamily, Pattern, Raised, Scenario, Threshold, TimeLimit, presets,
};

/// What is said wrong is reported once, and what is said right is kept.
#[test]
fn a_small_memory_is_kept_although_the_default_hot_set_is_larger() {
    for (given, memory) in [("v=1&mem=256MiB", 268_435_456.0), ("v=1&hv=xen&mem=64MiB&ws=100pct", 67_108_864.0)] {
        let parsed = link::parse(given);
        let kept = parsed.inputs.scenario().map(|scenario| scenario.vm.memory.as_bytes());
        assert_eq!(kept, Ok(memory), "{given}: {:?}", parsed.problems);
    }
}

#[test]
fn a_problem_of_a_link_is_said_once() {
    for given in ["v=1&mem=256MiB", "v=1&mem=1GiB&ws=100MiB&hot=3GiB", "v=1&mem=1GiB&ws=3GiB", "v=1&link=0pages/s"] {
        let problems = link::parse(given).problems;
        let mut different: Vec<&Problem> = Vec::new();
        for problem in &problems {
            assert!(!different.contains(&problem), "{given} says {} times: {problem}", problems.len());
            different.push(problem);
        }
    }
}

/// A size in bytes is counted in pages of the size that was entered, wherever it stands.
#[test]
fn a_threshold_in_bytes_follows_the_page_size() {
    for given in ["hv=custom&stop-pages=4MiB&page-size=64KiB", "hv=custom&page-size=64KiB&stop-pages=4MiB"] {
        let scenario = link::parse(given).inputs.scenario().map(|scenario| scenario.hypervisor.threshold.value);
        assert_eq!(scenario, Ok(Threshold::Pages(Pages::from_pages(64.0))), "{given}");
    }
}

/// What a scenario says, as plain text: names as in scenario files, numbers in base units.
fn meaning(scenario: &Scenario) -> BTreeMap<&'static str, String> {
    let hypervisor = &scenario.hypervisor;
    let mut says = BTreeMap::new();
    let mut say = |name, value: String| says.insert(name, value);
    say("hypervisor", hypervisor.id.to_owned());
    say("memory", scenario.vm.memory.as_bytes().to_string());
    say("workingSet", scenario.vm.working_set.as_bytes().to_string());
    say("setup", scenario.hypervisor.setup.value.as_seconds().to_string());
    say("compressedTo", scenario.hypervisor.compression.value.to.to_string());
    say("hotSet", scenario.dirtying.hot_set.as_bytes().to_string());
    say("dirtyRate", scenario.dirtying.rate.as_pages_per_second().to_string());
    say(
        "link",
        match scenario.link.speed {
            LinkSpeed::Line(rate) => format!("line {}", rate.as_bits_per_second()),
            LinkSpeed::Payload(rate) => format!("payload {}", rate.as_bytes_per_second()),
            LinkSpeed::CopyRate(rate) => format!("copies {}", rate.as_pages_per_second()),
        },
    );
    say("goodput", scenario.link.goodput.to_string());
    say("sharedBy", scenario.link.shared_by.to_string());
    let numbers = |pairs: Vec<(f64, f64)>| pairs.iter().map(|(a, b)| format!("{a}:{b} ")).collect::<String>();
    say(
        "writes",
        match &scenario.dirtying.pattern {
            Pattern::RoundRobin => "round-robin".to_owned(),
            Pattern::InOrder => "in-order".to_owned(),
            Pattern::Uniform => "uniform".to_owned(),
            Pattern::HotSets(sets) => numbers(sets.sets().iter().map(|set| (set.of_hot_set, set.of_rate)).collect()),
            Pattern::Load(load) => {
                numbers(load.phases().iter().map(|phase| (phase.lasts.as_seconds(), phase.of_rate)).collect())
            }
            Pattern::Distinct(curve) => numbers(curve.points().to_vec()),
        },
    );
    let or_none = |value: Option<f64>| value.map_or("none".to_owned(), |value| value.to_string());
    say("streamLimit", or_none(scenario.link.stream_limit.map(BytesPerSecond::as_bytes_per_second)));
    say("streams", scenario.link.streams.to_string());
    say("tunnelLimit", or_none(scenario.link.tunnel_limit.map(BytesPerSecond::as_bytes_per_second)));
    say("otherDataFirst", scenario.link.other_data.as_bytes().to_string());
    match hypervisor.threshold.value {
        Threshold::DowntimeLimit { limit, estimate, raised } => {
            if let Raised::OverTime { steps, every } = raised {
                say("downtimeSteps", steps.to_string());
                say("downtimeDelayPerGib", every.as_seconds().to_string());
            }
            say("downtimeLimit", limit.as_seconds().to_string());
            say("estimate", format!("{estimate:?}"));
        }
        Threshold::Pages(pages) => {
            say("stopThreshold", pages.as_pages().to_string());
        }
    }
    say("bandwidthCap", or_none(hypervisor.bandwidth_cap.value.map(BytesPerSecond::as_bytes_per_second)));
    say("capInStop", hypervisor.cap_in_stop.value.to_string());
    let (name, looks) = match hypervisor.family.value {
        LoopFamily::Fluid { tick } => ("fluid", Some(tick)),
        LoopFamily::ThresholdSync { burst, .. } => ("threshold", Some(burst)),
        LoopFamily::FixedRounds { .. } => ("rounds", None),
        LoopFamily::OvertakenRounds => ("overtaken", None),
        LoopFamily::EstimateRounds { .. } => ("estimate", None),
        LoopFamily::Vote { .. } => ("vote", None),
    };
    say("loop", name.to_owned());
    say("lookEvery", or_none(looks.map(Seconds::as_seconds)));
    say("roundLimit", or_none(hypervisor.round_limit.value.map(f64::from)));
    say("volumeLimit", or_none(hypervisor.volume_limit.value.map(|volume| volume.factor)));
    say("volumeCounts", format!("{:?}", hypervisor.volume_limit.value.map(|volume| volume.clock)));
    say("timeLimit", or_none(hypervisor.time_limit.value.map(|limit| limit.time.as_seconds())));
    if let Some(TimeLimit { time, per }) = hypervisor.time_limit.value
        && per != DataUnit::Migration
    {
        say("timeLimit", format!("{} {per:?}", time.as_seconds()));
    }
    say("slowDown", hypervisor.throttle.value.is_some().to_string());
    say("onLimit", format!("{:?}", hypervisor.on_limit.value));
    say(
        "emptyRate",
        match hypervisor.empty_pages.value {
            EmptyPages::Scanned(rate) => rate.as_pages_per_second().to_string(),
            EmptyPages::Skipped => "skipped".to_owned(),
            EmptyPages::SentInFull => "in full".to_owned(),
        },
    );
    say("deviceState", hypervisor.device_state.value.as_seconds().to_string());
    say("pageSize", hypervisor.page_size.value.as_bytes().to_string());
    say("pageHeader", hypervisor.page_header.value.as_bytes().to_string());
    say("emptyPage", hypervisor.empty_page.value.as_bytes().to_string());
    says
}

/// Every link that was ever published, with what it meant then. Lines are added, never changed: a link that has to mean
/// something else needs a new version.
const PUBLISHED: &[(&str, &[(&str, &str)])] = &[
    (
        "#v=1&hv=qemu&mem=64GiB&ws=40GiB&hot=4GiB&dirty=200MiB/s&link=10Gbit/s",
        &[
            ("hypervisor", "qemu"),
            ("memory", "68719476736"),
            ("workingSet", "42949672960"),
            ("hotSet", "4294967296"),
            ("dirtyRate", "51200"), // 200 MiB/s in pages of 4 KiB
            ("link", "line 10000000000"),
            ("sharedBy", "1"),
            ("streamLimit", "none"),
            ("loop", "threshold"),
            ("pageSize", "4096"),
        ],
    ),
    // What a link leaves out has the value that it had when version 1 began.
    (
        "#v=1",
        &[
            ("hypervisor", "qemu"),
            ("memory", "4294967296"),
            ("workingSet", "3006477107.2"), // 70 %
            ("hotSet", "541165879.296"),    // 18 % of 70 % of 4 GiB
            ("dirtyRate", "22000"),
            ("link", "line 10000000000"),
            ("streamLimit", "none"),
            ("writes", "round-robin"),
        ],
    ),
    (
        "#v=1&hv=kvm-paper&mem=4GB&ws=50pct&hot=25pct&dirty=17993pages/s&link=117.7MB/s&goodput=90pct&shared-by=2\
         &stream-max=1.2GB/s&max-downtime=1s&cap=none&empty-rate=unlimited&device-state=50ms",
        &[
            ("hypervisor", "kvm-paper"),
            ("memory", "4000000000"),
            ("workingSet", "2000000000"),
            ("hotSet", "500000000"),
            ("dirtyRate", "17993"),
            ("link", "payload 117700000"),
            ("goodput", "0.9"),
            ("sharedBy", "2"),
            ("streamLimit", "1200000000"),
            ("downtimeLimit", "1"),
            ("bandwidthCap", "none"),
            ("emptyRate", "skipped"),
            ("deviceState", "0.05"),
            ("loop", "fluid"),
            ("volumeLimit", "2"),
        ],
    ),
    (
        "#v=1&hv=xen&mem=524288pages&ws=100pct&hot=131072pages&dirty=20000pages/s&link=28735pages/s&device-state=0s",
        &[
            ("hypervisor", "xen"),
            ("memory", "2147483648"),
            ("workingSet", "2147483648"),
            ("hotSet", "536870912"),
            ("dirtyRate", "20000"),
            ("link", "copies 28735"),
            ("stopThreshold", "50"),
            ("roundLimit", "5"),
            ("deviceState", "0"),
            ("loop", "rounds"),
        ],
    ),
    (
        "#v=1&hv=custom&mem=1TiB&ws=512GiB&hot=0B&dirty=0pages/s&link=25Gbit/s&stop-pages=50pages&cap=1GB/s\
         &cap-in-stop=yes&loop=rounds&rounds=30&volume=3&time-limit=10min&on-limit=cancel&empty-rate=1000000pages/s\
         &device-state=1.5s&page-size=64KiB&page-header=16B&empty-page=1B",
        &[
            ("hypervisor", "custom"),
            ("memory", "1099511627776"),
            ("workingSet", "549755813888"),
            ("hotSet", "0"),
            ("dirtyRate", "0"),
            ("link", "line 25000000000"),
            ("stopThreshold", "50"),
            ("bandwidthCap", "1000000000"),
            ("capInStop", "true"),
            ("loop", "rounds"),
            ("roundLimit", "30"),
            ("volumeLimit", "3"),
            ("timeLimit", "600"),
            ("onLimit", "Cancel"),
            ("emptyRate", "1000000"),
            ("deviceState", "1.5"),
            ("pageSize", "65536"),
            ("pageHeader", "16"),
            ("emptyPage", "1"),
        ],
    ),
    (
        "#v=1&hv=custom&loop=fluid&on-limit=stop-and-copy&cap-in-stop=no&rounds=none&volume=none&time-limit=none\
         &stop-pages=none&max-downtime=500ms",
        &[
            ("loop", "fluid"),
            ("onLimit", "StopAndCopy"),
            ("capInStop", "false"),
            ("roundLimit", "none"),
            ("volumeLimit", "none"),
            ("timeLimit", "none"),
            ("downtimeLimit", "0.5"),
        ],
    ),
    (
        "#v=1&hv=custom&loop=fluid&look-every=250ms&estimate=mean&volume=2&volume-counts=bytes&empty-pages=full",
        &[
            ("loop", "fluid"),
            ("lookEvery", "0.25"),
            ("estimate", "MeanSinceStart"),
            ("volumeLimit", "2"),
            ("volumeCounts", "Some(BytesSent)"),
            ("emptyRate", "in full"),
        ],
    ),
    ("#v=1&hv=custom&loop=threshold&look-every=20ms", &[("loop", "threshold"), ("lookEvery", "0.02")]),
    (
        "#v=1&hv=custom&volume=3&volume-counts=time&empty-pages=skipped&estimate=last-window",
        &[("volumeCounts", "Some(Time)"), ("emptyRate", "skipped"), ("estimate", "LastWindow")],
    ),
    ("#v=1&hv=custom&empty-pages=scanned", &[("emptyRate", "5000000")]),
    ("#v=1&hv=custom&loop=estimate&estimate=last-round", &[("estimate", "LastRound")]),
    ("#v=1&hv=custom&loop=threshold", &[("loop", "threshold"), ("downtimeLimit", "0.3"), ("bandwidthCap", "none")]),
    ("#v=1&hv=custom&loop=estimate", &[("loop", "estimate"), ("downtimeLimit", "0.3"), ("pageSize", "4096")]),
    (
        "#v=1&hv=nova&mem=4GiB&streams=4&stream-max=10GB/s&tunnel-max=800MB/s&other-first=100GiB&downtime-steps=5\
         &downtime-delay=30s&slow-down=yes&on-limit=pause&time-limit=10min&max-downtime=1s",
        &[
            ("hypervisor", "nova"),
            ("streams", "4"),
            ("streamLimit", "10000000000"),
            ("tunnelLimit", "800000000"),
            ("otherDataFirst", "107374182400"),
            ("downtimeSteps", "5"),
            ("downtimeDelayPerGib", "30"),
            ("slowDown", "true"),
            ("onLimit", "Pause"),
            ("timeLimit", "600 GibAtLeastTwo"),
            ("downtimeLimit", "1"),
        ],
    ),
    (
        "#v=1&hv=kubevirt&on-limit=post-copy&slow-down=no",
        &[("onLimit", "PostCopy"), ("sharedBy", "2"), ("streams", "8")],
    ),
    ("#v=1&hv=custom&on-limit=stop-if-short&time-limit=60s", &[("onLimit", "StopIfWithin(Seconds(100.0))")]),
    ("#v=1&hv=custom&loop=vote&estimate=burst", &[("loop", "vote"), ("estimate", "SendBurst")]),
    ("#v=1&hv=custom&loop=overtaken", &[("loop", "overtaken")]),
    ("#v=1&hv=vmotion&link=1Gbit/s", &[("sharedBy", "4"), ("streamLimit", "1875000000")]),
    ("#v=1&hv=vmotion&link=10Gbit/s&stream-max=none", &[("sharedBy", "8"), ("streamLimit", "none")]),
    (
        "#v=1&hv=cloud-hypervisor&empty-pages=skipped&tunnel-max=none",
        &[("emptyRate", "skipped"), ("tunnelLimit", "none")],
    ),
    (
        "#v=1&hv=xen-3&rounds=10&stop-pages=100pages&volume=2",
        &[("roundLimit", "10"), ("volumeCounts", "Some(BytesSent)")],
    ),
    ("#v=1&hv=qemu-auto-converge", &[("hypervisor", "qemu-auto-converge"), ("slowDown", "true")]),
    ("#v=1&hv=qemu-1.4", &[("hypervisor", "qemu-1.4")]),
    ("#v=1&hv=qemu-kvm", &[("hypervisor", "qemu-kvm")]),
    ("#v=1&hv=libvirt", &[("hypervisor", "libvirt"), ("onLimit", "Pause")]),
    // QEMU's clock has whole milliseconds, and more than 50 of them have to be over; what is yours is as it was.
    ("#v=1&hv=qemu&cap=none", &[("lookEvery", "0.051"), ("onLimit", "RaiseLimit")]),
    ("#v=1&hv=kubevirt&link=1Gbit/s", &[("lookEvery", "0.051"), ("onLimit", "Cancel")]),
    ("#v=1&hv=custom&loop=threshold", &[("lookEvery", "0.05"), ("onLimit", "StopAndCopy")]),
    ("#v=1&hv=libvirt&on-limit=raise-limit&time-limit=60s", &[("onLimit", "RaiseLimit"), ("timeLimit", "60")]),
    ("#v=1&hv=kubevirt-1.4", &[("hypervisor", "kubevirt-1.4")]),
    ("#v=1&hv=kubevirt-1.3", &[("hypervisor", "kubevirt-1.3"), ("timeLimit", "800 GbRoundedUp")]),
    ("#v=1&hv=ovirt-minimal-downtime", &[("hypervisor", "ovirt-minimal-downtime"), ("sharedBy", "2")]),
    ("#v=1&hv=ovirt-suspend", &[("hypervisor", "ovirt-suspend")]),
    ("#v=1&hv=ovirt-post-copy", &[("hypervisor", "ovirt-post-copy"), ("onLimit", "PostCopy")]),
    ("#v=1&hv=ovirt-very-large", &[("hypervisor", "ovirt-very-large")]),
    ("#v=1&hv=proxmox", &[("hypervisor", "proxmox"), ("downtimeLimit", "0.1")]),
    ("#v=1&hv=kvm-source", &[("hypervisor", "kvm-source"), ("volumeCounts", "Some(BytesSent)")]),
    ("#v=1&hv=xenserver", &[("hypervisor", "xenserver"), ("loop", "overtaken")]),
    ("#v=1&hv=vmotion-4.1", &[("hypervisor", "vmotion-4.1"), ("slowDown", "false")]),
    ("#v=1&hv=hyper-v", &[("hypervisor", "hyper-v"), ("sharedBy", "2")]),
    ("#v=1&hv=cloud-hypervisor-51", &[("hypervisor", "cloud-hypervisor-51"), ("roundLimit", "6")]),
    ("#v=1&writes=in-order", &[("writes", "in-order")]),
    ("#v=1&writes=uniform", &[("writes", "uniform")]),
    ("#v=1&writes=hot-sets", &[("writes", "0.1:0.9 0.9:0.1 ")]),
    ("#v=1&writes=hot-sets&shape=25pct:75pct,75pct:25pct", &[("writes", "0.25:0.75 0.75:0.25 ")]),
    ("#v=1&writes=phases", &[("writes", "5:1 5:0.1 ")]),
    ("#v=1&writes=phases&shape=4s:100pct,1min:0pct", &[("writes", "4:1 60:0 ")]),
    ("#v=1&writes=history&shape=500ms:50,200,0", &[("writes", "0.5:0.25 0.5:1 0.5:0 ")]),
    ("#v=1&writes=distinct&shape=0:0,0.5:0.5,2:0.75,4:1", &[("writes", "0:0 0.5:0.5 2:0.75 4:1 ")]),
    ("#v=1&hv=virtualbox", &[("hypervisor", "virtualbox"), ("loop", "vote")]),
    // Escaped by a mail program, as a query, with keys of the page and of a later day.
    (
        "?v=1&hv=qemu&mem=8%20GiB&ws=50%25&hot=1%20GiB&dirty=20000%20pages%2Fs&link=1%20Gbit%2Fs&page=learn&embed=1",
        &[
            ("hypervisor", "qemu"),
            ("memory", "8589934592"),
            ("workingSet", "4294967296"),
            ("hotSet", "1073741824"),
            ("dirtyRate", "20000"),
            ("link", "line 1000000000"),
        ],
    ),
    (
        "#v=1&hv=proxmox&mem=8GiB&ws=4GiB&hot=1GiB&dirty=20000pages/s&link=10Gbit/s&setup=2s&compressed-to=40pct",
        &[("hypervisor", "proxmox"), ("setup", "2"), ("compressedTo", "0.4")],
    ),
];

#[test]
fn published_links_keep_their_meaning() {
    for (given, expected) in PUBLISHED {
        let parsed = link::parse(given);
        assert_eq!(parsed.problems, [], "{given}");
        let says = parsed.inputs.scenario().map(|scenario| meaning(&scenario));
        for (name, value) in *expected {
            let is = says.as_ref().map(|says| says.get(name).map(String::as_str));
            assert_eq!(is, Ok(Some(*value)), "{name} in {given}");
        }
    }
}

#[test]
fn every_key_stands_in_a_published_link() {
    for row in TABLE {
        let published = PUBLISHED.iter().any(|(link, _)| link.contains(&format!("{}=", row.key)));
        assert!(published, "add a link with the new key “{}” to PUBLISHED, so that it keeps its meaning", row.key);
    }
    for preset in presets::all() {
        let key = format!("hv={}", preset.id);
        let published = PUBLISHED.iter().any(|(link, _)| link.split(['#', '&']).any(|part| part == key));
        assert!(published, "add a link with the new product “{}” to PUBLISHED", preset.id);
    }
}
