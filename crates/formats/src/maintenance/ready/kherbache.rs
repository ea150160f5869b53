//! Web servers on blades: the maintenance that Kherbache, Madelaine and Hermenier measured.

use precopy_model::scenario::Source;

use super::ReadyMade;
use crate::maintenance::{Afterwards, HostColumn, Sheets, TrunkColumn, VmColumn};

const PAPER: &str = "Kherbache, Madelaine, Hermenier, Planning live-migrations to prepare servers for maintenance";

const fn paper(place: &'static str) -> Source {
    Source::third_party(PAPER, place)
}

/// What the paper does not print, and every one of these needs.
const MEMORY: &str = "memory: printed as 2 GB, read as 2 GiB; hosts: 24 GB, read as 24 GiB";
const SENT: &str = "working set: not printed; 850 MiB, because one VM alone took 7.66 s (in Table 1 it is 12.2 s: the paper disagrees with itself)";
const WRITES: &str = "hot set and dirty rate: drawn in Figure 3 without numbers; 6 MiB at 11,700 pages/s with 200 requests per second, so that two converge on a Gbit link and three do not; half of both with 100";
const RULES: &str = "the product: virsh with --timeout 600 and no bandwidth cap, over QEMU as it is today; 30 ms and the pause after 10 minutes are the paper's";
const POWER: &str = "power: off 5 W, booting 123 W, idle 110 W, loaded 170 W, which fit the peaks of Table 1";
const CABLES: &str = "which VMs serve 200 requests per second: every other one; cables: by the exclusive or of the hosts' numbers, as the paper says of their addresses";

const ASSUMED: &[&str] = &[MEMORY, SENT, WRITES, RULES, POWER, CABLES];
const ASSUMED_3_BY_3: &[&str] =
    &[MEMORY, SENT, WRITES, RULES, POWER, CABLES, "3 by 3: the second three are begun when the first three are empty"];

const PRODUCT: &str = "hv=libvirt&max-downtime=30ms&time-limit=10min&on-limit=pause";

pub(super) const SCENARIO_1: ReadyMade = ReadyMade {
    id: "kherbache-1",
    title: "Kherbache, scenario 1: a blade centre is emptied",
    shows: "60 VMs go to a spare blade centre that is off. Measured: 2871 s one after the other, 446 s all at once.",
    source: paper("sections 3.1 and 3.2, scenario 1; Table 1"),
    assumed: ASSUMED,
    make: blade_centre,
};

pub(super) const SCENARIO_2: ReadyMade = ReadyMade {
    id: "kherbache-2",
    title: "Kherbache, scenario 2: two blade centres become one",
    shows: "60 VMs of 30 old servers go to 15 new ones that are off. Measured: 3467 s one after the other, 384 s all at once.",
    source: paper("sections 3.1 and 3.2, scenario 2; Table 1"),
    assumed: &[
        MEMORY,
        SENT,
        WRITES,
        RULES,
        POWER,
        CABLES,
        "the network: each old blade centre has its own 3 × 1 Gbit/s to the new one",
        "cores: 8 also of the old servers, of which the paper switches half off: what they draw when loaded is that of all 8",
    ],
    make: two_become_one,
};

pub(super) const SIX_AT_ONCE: ReadyMade = ReadyMade {
    id: "kherbache-six-all",
    title: "Kherbache, six servers: all VMs at once",
    shows: "Writes are faster than what each gets: some VMs were paused after 10 minutes. Measured: 604 s.",
    source: paper("section 4, Table 2, scenario 1"),
    assumed: ASSUMED,
    make: || six(Six::All),
};

pub(super) const SIX_BY_THREE: ReadyMade = ReadyMade {
    id: "kherbache-six-three",
    title: "Kherbache, six servers: freed 3 by 3",
    shows: "The trunk is no longer full, but its cables are used unevenly. Measured: 213 s.",
    source: paper("section 4, Table 2, scenario 2"),
    assumed: ASSUMED_3_BY_3,
    make: || six(Six::ThreeByThree),
};

pub(super) const SIX_BY_CABLE: ReadyMade = ReadyMade {
    id: "kherbache-six-cables",
    title: "Kherbache, six servers: each with a cable of its own",
    shows: "Destinations are chosen so that three servers at a time have a cable each. Measured: 148 s.",
    source: paper("section 4, Table 2, scenario 3"),
    assumed: ASSUMED_3_BY_3,
    make: || six(Six::OwnCables),
};

pub(super) const FOUR_A_LINK: ReadyMade = ReadyMade {
    id: "kherbache-four-a-link",
    title: "Kherbache, three servers: four VMs at once over each link",
    shows: "Four are too many for those that serve 200 requests per second. Measured: 49.5 s each, 94 s in all.",
    source: paper("section 4, Table 3, scenario 1"),
    assumed: ASSUMED,
    make: || three(FOUR_A_LINK.title, 4),
};

pub(super) const TWO_A_LINK: ReadyMade = ReadyMade {
    id: "kherbache-two-a-link",
    title: "Kherbache, three servers: two VMs at once over each link",
    shows: "Two converge. Measured: 15.4 s each, 31 s in all.",
    source: paper("section 4, Table 3, scenario 2"),
    assumed: ASSUMED,
    make: || three(TWO_A_LINK.title, 2),
};

pub(super) const ONE_A_LINK: ReadyMade = ReadyMade {
    id: "kherbache-one-a-link",
    title: "Kherbache, three servers: one VM at once over each link",
    shows: "Half the time for each, and the same in all. Measured: 7.7 s each, 31 s in all.",
    source: paper("section 4, Table 3, scenario 3"),
    assumed: ASSUMED,
    make: || three(ONE_A_LINK.title, 1),
};

/// How six servers are freed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Six {
    All,
    ThreeByThree,
    OwnCables,
}

fn begun(title: &str, afterwards: Afterwards) -> Sheets {
    Sheets {
        title: title.to_owned(),
        product: PRODUCT.to_owned(),
        afterwards,
        with_product_limits: false,
        ..Sheets::default()
    }
}

/// A blade: its name, its switch, whether it is on, how long it takes to come up and go down.
struct Blade<'a> {
    name: &'a str,
    switch: &'a str,
    is_on: bool,
    is_drained: bool,
    times: [&'a str; 2],
}

fn blade(sheets: &mut Sheets, blade: &Blade<'_>) {
    let [boot, shutdown] = blade.times;
    sheets.hosts.push(&[
        (HostColumn::Name, blade.name),
        (HostColumn::Memory, "24 GiB"),
        (HostColumn::Cores, "8"),
        (HostColumn::Link, "1 Gbit/s"),
        (HostColumn::Switch, blade.switch),
        (HostColumn::On, if blade.is_on { "" } else { "no" }),
        (HostColumn::Drain, if blade.is_drained { "yes" } else { "" }),
        (HostColumn::Boot, boot),
        (HostColumn::Shutdown, shutdown),
        (HostColumn::PowerOff, "5 W"),
        (HostColumn::PowerBooting, "123 W"),
        (HostColumn::PowerIdle, "110 W"),
        (HostColumn::PowerLoaded, "170 W"),
    ]);
}

fn web_server(sheets: &mut Sheets, [host, to]: [&str; 2], requests: u32) {
    let name = format!("vm{:02}", sheets.vms.len() + 1);
    let (hot_set, rate) = if requests == 200 { ("6 MiB", "11700 pages/s") } else { ("3 MiB", "5850 pages/s") };
    sheets.vms.push(&[
        (VmColumn::Name, &name),
        (VmColumn::Host, host),
        (VmColumn::To, to),
        (VmColumn::Memory, "2 GiB"),
        (VmColumn::WorkingSet, "850 MiB"),
        (VmColumn::HotSet, hot_set),
        (VmColumn::DirtyRate, rate),
        (VmColumn::Cores, "2"),
    ]);
}

fn trunk(sheets: &mut Sheets, from: &str, to: &str) {
    sheets.trunks.push(&[
        (TrunkColumn::From, from),
        (TrunkColumn::To, to),
        (TrunkColumn::Link, "1 Gbit/s"),
        (TrunkColumn::Cables, "3"),
        (TrunkColumn::Spread, "by-address"),
    ]);
}

/// Half of them serve 100 requests per second, half 200.
const fn requests(vm: usize) -> u32 {
    if vm.is_multiple_of(2) { 200 } else { 100 }
}

/// As many blades again on another switch, and four VMs on each of the first.
fn pairs(sheets: &mut Sheets, count: usize, are_on: bool, times: [&str; 2], to: impl Fn(usize) -> usize) {
    let source = |at: usize| format!("old{:02}", at + 1);
    let spare = |at: usize| format!("spare{:02}", at + 1);
    for at in 0..count {
        let (name, switch) = (source(at), "old");
        blade(sheets, &Blade { name: &name, switch, is_on: true, is_drained: true, times });
    }
    for at in 0..count {
        let (name, switch) = (spare(at), "spare");
        blade(sheets, &Blade { name: &name, switch, is_on: are_on, is_drained: false, times });
    }
    trunk(sheets, "old", "spare");
    for at in 0..count {
        for vm in 0..4 {
            web_server(sheets, [&source(at), &spare(to(at))], requests(vm));
        }
    }
}

fn blade_centre() -> Sheets {
    let mut sheets = begun(SCENARIO_1.title, Afterwards::SwitchOff);
    pairs(&mut sheets, 15, false, ["113.1 s", "29.5 s"], |at| at);
    sheets
}

fn two_become_one() -> Sheets {
    let mut sheets = begun(SCENARIO_2.title, Afterwards::SwitchOff);
    let times = ["114.9 s", "32.2 s"];
    let (old, new) = (|at: usize| format!("old{:02}", at + 1), |at: usize| format!("new{:02}", at + 1));
    for at in 0..30 {
        let switch = if at < 15 { "old1" } else { "old2" };
        blade(&mut sheets, &Blade { name: &old(at), switch, is_on: true, is_drained: true, times });
    }
    for at in 0..15 {
        let switch = "new";
        blade(&mut sheets, &Blade { name: &new(at), switch, is_on: false, is_drained: false, times });
    }
    trunk(&mut sheets, "old1", "new");
    trunk(&mut sheets, "old2", "new");
    for at in 0..30 {
        for vm in 0..2 {
            web_server(&mut sheets, [&old(at), &new(at / 2)], requests(vm));
        }
    }
    sheets
}

fn six(how: Six) -> Sheets {
    let one = match how {
        Six::All => SIX_AT_ONCE,
        Six::ThreeByThree => SIX_BY_THREE,
        Six::OwnCables => SIX_BY_CABLE,
    };
    let mut sheets = begun(one.title, Afterwards::StayOn);
    let to = |at: usize| if how == Six::OwnCables { OWN_CABLES.get(at).copied().unwrap_or(at) } else { at };
    pairs(&mut sheets, 6, true, ["113.1 s", "29.5 s"], to);
    if how != Six::All {
        let vms = |from: usize| (from..from + 12).map(|vm| format!("vm{vm:02}")).collect::<Vec<_>>().join(", ");
        sheets.rules = format!("{} before {}", vms(1), vms(13));
    }
    sheets
}

/// To which of the spare servers the VMs of each go, so that each of three that are freed together has a cable of its own.
const OWN_CABLES: [usize; 6] = [0, 4, 2, 3, 1, 5];

fn three(title: &str, at_once: u32) -> Sheets {
    let mut sheets = begun(title, Afterwards::StayOn);
    pairs(&mut sheets, 3, true, ["113.1 s", "29.5 s"], |at| at);
    sheets.rules = format!("at most {at_once} from each host");
    sheets
}
