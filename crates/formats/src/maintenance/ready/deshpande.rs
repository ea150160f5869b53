//! Netperf and Redis, moved by pre-copy, by post-copy, and by the direction of their traffic: what Deshpande and Keahey measured.

use precopy_model::plan::strategy::Strategy;
use precopy_model::quantity::Bytes;
use precopy_model::scenario::Source;

use super::{Published, ReadyMade};
use crate::maintenance::{HostColumn, Sheets, Techniques, VmColumn};

const fn slides(place: &'static str) -> Source {
    Source::third_party(super::traffic::SLIDES, place)
}

const SIZES: &str = "memory: printed as 5 GB for a VM and 16 GB for a host, read as GiB";
const RULES: &str = "the product: QEMU 1.4 without a bandwidth cap; the slides say KVM/QEMU";
const DRAWS: &str = "what hosts draw: nothing is printed";

const OF_NETPERF: &[&str] = &[
    SIZES,
    "a source and a destination for each VM: 10,278 MB in 48.2 s are 1.7 Gbit/s, more than one port carries",
    "working set: all of it, since about 5 GB were sent for each VM",
    "traffic: VM1 sends to VM2 as much as a port carries",
    "hot set and dirty rate: netperf's buffers, 4 MiB at 2,000 pages/s",
    RULES,
    DRAWS,
];

const OF_REDIS: &[&str] = &[
    SIZES,
    "which host has which VMs: two hosts have two clients each, the others two servers",
    "working set: 1,795 MiB, because post-copy sent 30.18 GB for 16 VMs, each page once",
    "hot set and dirty rate: 400 MiB at 6,600 pages/s, in view of the 50.90 GB of pre-copy",
    "traffic: each server sends 10 MB/s and each client receives 30, and a tenth of it goes the other way; of a VM it is one flow",
    RULES,
    DRAWS,
];

/// MB there are MiB: 5 GB are 5,120 of them.
const fn sent_mib(mib: f64) -> Bytes {
    Bytes::from_mib(mib)
}

const fn sent_gb(gigabytes: f64) -> Bytes {
    Bytes::from_bytes(gigabytes * 1e9)
}

const WITH_NETPERF: &str = "netperf";
const WITH_REDIS: &str = "Redis and YCSB";

const fn with_netperf(completion: f64, mib: f64) -> Published {
    Published::done_after(Strategy::Parallel, WITH_NETPERF, completion).and_sent(sent_mib(mib))
}

const fn with_redis(completion: f64, mean: f64, gigabytes: f64) -> Published {
    Published::times(Strategy::Parallel, WITH_REDIS, completion, mean).and_sent(sent_gb(gigabytes))
}

pub(super) const NETPERF_PRE_COPY: ReadyMade = ReadyMade {
    id: "deshpande-netperf-pre-copy",
    title: "Deshpande, netperf: both by pre-copy",
    shows: "The first VM sends to the second one, and its migration competes with that. Measured: 79.1 s.",
    source: slides("experiment with netperf"),
    assumed: OF_NETPERF,
    published: &[with_netperf(79.1, 10_280.0)],
    make: || netperf(NETPERF_PRE_COPY.title, Techniques::PreCopy),
};

pub(super) const NETPERF_POST_COPY: ReadyMade = ReadyMade {
    id: "deshpande-netperf-post-copy",
    title: "Deshpande, netperf: both by post-copy",
    shows: "The second VM receives, and its migration competes with that. Measured: 92.1 s.",
    source: slides("experiment with netperf"),
    assumed: OF_NETPERF,
    published: &[with_netperf(92.1, 10_277.0)],
    make: || netperf(NETPERF_POST_COPY.title, Techniques::PostCopy),
};

pub(super) const NETPERF_BY_TRAFFIC: ReadyMade = ReadyMade {
    id: "deshpande-netperf",
    title: "Deshpande, netperf: each by its traffic",
    shows: "The VM that sends goes by post-copy, the one that receives by pre-copy: no migration competes with them. Measured: 48.2 s.",
    source: slides("experiment with netperf"),
    assumed: OF_NETPERF,
    published: &[with_netperf(48.2, 10_278.0)],
    make: || netperf(NETPERF_BY_TRAFFIC.title, Techniques::ByTraffic),
};

pub(super) const REDIS_PRE_COPY: ReadyMade = ReadyMade {
    id: "deshpande-redis-pre-copy",
    title: "Deshpande, Redis: all by pre-copy",
    shows: "Twelve servers send to four clients, and what they rewrite is sent again. Measured: 74.5 s, 50.9 GB.",
    source: slides("experiment with Redis and YCSB"),
    assumed: OF_REDIS,
    published: &[with_redis(74.5, 50.56, 50.90)],
    make: || redis(REDIS_PRE_COPY.title, Techniques::PreCopy),
};

pub(super) const REDIS_POST_COPY: ReadyMade = ReadyMade {
    id: "deshpande-redis-post-copy",
    title: "Deshpande, Redis: all by post-copy",
    shows: "Each page is sent once, against what the clients receive. Measured: 139 s, 30.2 GB; here a client's traffic is one flow, and takes less.",
    source: slides("experiment with Redis and YCSB"),
    assumed: OF_REDIS,
    published: &[with_redis(139.0, 60.48, 30.18)],
    make: || redis(REDIS_POST_COPY.title, Techniques::PostCopy),
};

pub(super) const REDIS_BY_TRAFFIC: ReadyMade = ReadyMade {
    id: "deshpande-redis",
    title: "Deshpande, Redis: each by its traffic",
    shows: "Servers go by post-copy, clients by pre-copy. Measured: 57.8 s, 34.1 GB.",
    source: slides("experiment with Redis and YCSB"),
    assumed: OF_REDIS,
    published: &[with_redis(57.75, 37.79, 34.07)],
    make: || redis(REDIS_BY_TRAFFIC.title, Techniques::ByTraffic),
};

/// So many hosts that are emptied, and as many that take what was on them.
fn begun(title: &str, techniques: Techniques, sources: usize) -> Sheets {
    let mut sheets = Sheets {
        title: title.to_owned(),
        product: "hv=qemu-1.4&cap=none".to_owned(),
        techniques,
        with_product_limits: false,
        ..Sheets::default()
    };
    for at in 0..2 * sources {
        sheets.hosts.push(&[
            (HostColumn::Name, &host(at)),
            (HostColumn::Memory, "16 GiB"),
            (HostColumn::Cores, "8"),
            (HostColumn::Link, "1 Gbit/s"),
            (HostColumn::Drain, if at < sources { "yes" } else { "" }),
        ]);
    }
    sheets
}

fn host(at: usize) -> String {
    format!("host{:02}", at + 1)
}

fn netperf(title: &str, techniques: Techniques) -> Sheets {
    let mut sheets = begun(title, techniques, 2);
    for (at, (outgoing, incoming)) in [("1 Gbit/s", ""), ("", "1 Gbit/s")].into_iter().enumerate() {
        sheets.vms.push(&[
            (VmColumn::Name, &format!("VM{}", at + 1)),
            (VmColumn::Host, &host(at)),
            (VmColumn::To, &host(at + 2)),
            (VmColumn::Memory, "5 GiB"),
            (VmColumn::WorkingSet, "5 GiB"),
            (VmColumn::HotSet, "4 MiB"),
            (VmColumn::DirtyRate, "2000 pages/s"),
            (VmColumn::Outgoing, outgoing),
            (VmColumn::Incoming, incoming),
            (VmColumn::Cores, "2"),
        ]);
    }
    sheets
}

fn redis(title: &str, techniques: Techniques) -> Sheets {
    let mut sheets = begun(title, techniques, 8);
    for at in 0..16 {
        let (name, outgoing, incoming) = if at < 4 {
            (format!("client{}", at + 1), "3 MB/s", "30 MB/s")
        } else {
            (format!("server{:02}", at - 3), "10 MB/s", "1 MB/s")
        };
        sheets.vms.push(&[
            (VmColumn::Name, &name),
            (VmColumn::Host, &host(at / 2)),
            (VmColumn::To, &host(at / 2 + 8)),
            (VmColumn::Memory, "5 GiB"),
            (VmColumn::WorkingSet, "1795 MiB"),
            (VmColumn::HotSet, "400 MiB"),
            (VmColumn::DirtyRate, "6600 pages/s"),
            (VmColumn::Outgoing, outgoing),
            (VmColumn::Incoming, incoming),
            (VmColumn::Cores, "2"),
        ]);
    }
    sheets
}
