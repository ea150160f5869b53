//! From the link to the copy rates r_u and r_e.

use super::step::{Steps, Value, byte_rate, bytes, number};
use crate::predict::Terms;
use crate::quantity::Bytes;
use crate::quantity::text::{Amount, short};
use crate::scenario::{Checked, EmptyPages, GOODPUT_TCP, LinkSpeed, Source};

const FRAMES: Source = Source::inferred(
    "Ethernet and TCP",
    "1448 payload bytes of the 1538 that a full frame takes on the line: preamble, headers, checksum, gap",
);

/// The steps of [`crate::scenario::CopyRate`], those that change something.
pub(super) fn add(steps: &mut Steps, scenario: &Checked, terms: &Terms) {
    let (link, hypervisor) = (&scenario.link, &scenario.hypervisor);
    let rate = link.copy_rate(hypervisor);
    let page = hypervisor.page_size.value;
    let entered = |same: bool, source: Source| if same { source } else { Source::ENTERED };
    match link.speed {
        LinkSpeed::CopyRate(_) => {
            let value = Value::rate(terms.r_u);
            steps.add("Copy rate", "r_u, given as pages per second", "", value, Source::ENTERED);
        }
        LinkSpeed::Line(line) => steps.add(
            "Payload of the link",
            "payload = line rate / 8 × goodput",
            format!("{} / 8 × {}", short(Amount::BitsPerSecond(line)), short(Amount::Share(link.goodput))),
            Value::BytesPerSecond(rate.payload),
            entered(link.goodput == GOODPUT_TCP, FRAMES),
        ),
        LinkSpeed::Payload(_) => steps.add(
            "Payload of the link",
            "given as bytes per second: taken as it is",
            "",
            Value::BytesPerSecond(rate.payload),
            Source::ENTERED,
        ),
    }
    let is_given = matches!(link.speed, LinkSpeed::CopyRate(_));
    if !is_given && link.shared_by != 1 {
        steps.add(
            "Share of the link",
            "share = payload / migrations at the same time",
            format!("{} / {}", byte_rate(rate.payload), link.shared_by),
            Value::BytesPerSecond(rate.share),
            entered(link.shared_by == hypervisor.shared_by.value.on(link.speed), hypervisor.shared_by.source),
        );
    }
    if !is_given && let Some(limit) = link.stream_limit {
        steps.add(
            "What its streams carry",
            "available = min(share, streams × what one carries)",
            format!("min({}, {} × {})", byte_rate(rate.share), link.streams, byte_rate(limit)),
            Value::BytesPerSecond(rate.share.min(limit * f64::from(link.streams))),
            entered(link.stream_limit == hypervisor.stream_limit.value, hypervisor.stream_limit.source),
        );
    }
    if !is_given && let Some(limit) = link.tunnel_limit {
        steps.add(
            "What the tunnel carries",
            "available = min(available, tunnel)",
            format!("at most {}", byte_rate(limit)),
            Value::BytesPerSecond(rate.available),
            Source::ENTERED,
        );
    }
    if !is_given && let Some(cap) = hypervisor.bandwidth_cap.value {
        steps.add(
            "The product's cap",
            "bandwidth = min(available, cap)",
            format!("min({}, {})", byte_rate(rate.available), byte_rate(cap)),
            Value::BytesPerSecond(rate.bandwidth),
            hypervisor.bandwidth_cap.source,
        );
    }
    let compression = hypervisor.compression;
    if !is_given && compression.value.of_first() < 1.0 {
        steps.add(
            "Copy rate",
            "r_u = bandwidth / (compressed page + header)",
            format!(
                "{} / ({} × {} + {})",
                byte_rate(rate.bandwidth),
                bytes(page),
                short(Amount::Share(compression.value.of_first())),
                bytes(hypervisor.page_header.value)
            ),
            Value::rate(terms.r_u),
            compression.source,
        );
    } else if !is_given {
        steps.add(
            "Copy rate",
            "r_u = bandwidth / (page + header)",
            format!("{} / ({} + {})", byte_rate(rate.bandwidth), bytes(page), bytes(hypervisor.page_header.value)),
            Value::rate(terms.r_u),
            hypervisor.page_header.source,
        );
    }
    let (formula, with) = match hypervisor.empty_pages.value {
        EmptyPages::Skipped => ("empty pages are not looked at: no time, no bytes", String::new()),
        EmptyPages::SentInFull => ("r_e = r_u: empty pages are sent like any other", String::new()),
        EmptyPages::Scanned(scan) if is_given || hypervisor.empty_page.value == Bytes::ZERO => {
            ("r_e = the scan for zeros", number(scan.as_pages_per_second()))
        }
        EmptyPages::Scanned(scan) => (
            "r_e = min(the scan for zeros, bandwidth / bytes of an empty page)",
            format!(
                "min({}, {} / {})",
                number(scan.as_pages_per_second()),
                byte_rate(rate.bandwidth),
                bytes(hypervisor.empty_page.value)
            ),
        ),
    };
    steps.add("Copy rate of empty pages", formula, with, Value::rate(terms.r_e), hypervisor.empty_pages.source);
}
