//! What is said of the link: the steps from its speed to pages per second, the one-line check, and what is left out.

use precopy_model::predict::Reason;
use precopy_model::quantity::text::{self, Amount, short, short_seconds};
use precopy_model::quantity::{Bytes, Seconds};
use precopy_model::scenario::{Binding, LinkSpeed, Threshold};

use crate::state::Results;

/// The window of the one-line check for a product without a downtime limit.
const A_SECOND: Seconds = Seconds::from_seconds(1.0);

/// The check that comes first: what the guest rewrites within the downtime limit, against what the link carries in that time.
#[must_use]
pub fn one_line_check(results: &Results) -> String {
    let scenario = &results.scenario;
    let window = match results.bound.reason.threshold().unwrap_or(scenario.hypervisor.threshold.value) {
        Threshold::DowntimeLimit { limit, .. } if Seconds::ZERO < limit => limit,
        Threshold::DowntimeLimit { .. } | Threshold::Pages(_) => A_SECOND,
    };
    let page = scenario.hypervisor.page_size.value;
    let rewritten = (scenario.dirtying.rate * window).in_bytes(page).min(scenario.dirtying.hot_set);
    let carried = results.copy_rate.bandwidth * window;
    let size = |bytes: Bytes| short(Amount::Bytes(bytes));
    let verdict = match results.bound.reason {
        _ if rewritten < carried => "it can converge",
        // A hot set within a burst, or a writer in the order of addresses.
        Reason::Threshold { .. } => "it converges all the same",
        _ => "it does not converge by itself",
    };
    format!(
        "In {} this guest rewrites up to {}; the link carries {}: {verdict}.",
        short_seconds(window),
        size(rewritten),
        size(carried)
    )
}

/// What the figures leave out, in one line.
#[must_use]
pub fn not_included(results: &Results) -> String {
    let disks = results.scenario.link.other_data;
    let disks = if disks == Bytes::ZERO { "local disks, " } else { "" };
    format!(
        "Not included: {disks}passed-through (VFIO) devices, the delay of a wide-area network, and starting the destination, \
         beyond the device state entered."
    )
}

/// From the link's speed to pages per second, in one line: only the steps that change something.
pub(super) fn link_line(results: &Results) -> String {
    let (rate, link) = (&results.copy_rate, &results.scenario.link);
    let mut steps = Vec::new();
    if matches!(link.speed, LinkSpeed::Line(_)) {
        let goodput = short(Amount::Share(link.goodput));
        steps.push(format!("{goodput} goodput → {}", short(Amount::BytesPerSecond(rate.payload))));
    }
    if link.shared_by > 1 && rate.binding != Binding::Given {
        steps.push(format!("÷ {} migrations", link.shared_by));
    }
    match rate.binding {
        Binding::Cap => {
            steps.push(format!("cap {} binds", text::print(Amount::BytesPerSecond(rate.bandwidth))));
        }
        Binding::Stream => {
            let streams = if link.streams == 1 { "one stream".to_owned() } else { format!("{} streams", link.streams) };
            steps.push(format!("{streams} {}", short(Amount::BytesPerSecond(rate.available))));
        }
        Binding::Tunnel => steps.push(format!("tunnel {}", short(Amount::BytesPerSecond(rate.available)))),
        Binding::Link | Binding::Given => {}
    }
    let pages = short(Amount::PagesPerSecond(rate.used));
    if steps.is_empty() { format!("copies {pages}") } else { format!("{} → {pages}", steps.join("; ")) }
}

/// The steps from the link's speed to the copy rate, as rows of a small table: what, and how much.
#[must_use]
pub fn copy_rate_steps(results: &Results) -> Vec<(String, String)> {
    let (rate, scenario) = (&results.copy_rate, &results.scenario);
    let link = &scenario.link;
    let page = short(Amount::Bytes(scenario.hypervisor.page_size.value));
    let speed = |speed| short(Amount::BytesPerSecond(speed));
    let mut rows = Vec::new();
    match link.speed {
        LinkSpeed::Line(line) => {
            rows.push(("Line rate".to_owned(), short(Amount::BitsPerSecond(line))));
            let goodput = short(Amount::Share(link.goodput));
            rows.push((format!("÷ 8 bits × {goodput} goodput"), speed(rate.payload)));
        }
        LinkSpeed::Payload(payload) => rows.push(("Payload, as given".to_owned(), speed(payload))),
        LinkSpeed::CopyRate(_) => {
            rows.push(("Copy rate, as given".to_owned(), short(Amount::PagesPerSecond(rate.used))));
            return rows;
        }
    }
    if link.shared_by > 1 {
        rows.push((format!("÷ {} migrations", link.shared_by), speed(rate.share)));
    }
    if let Some(limit) = link.stream_limit {
        let all = limit * f64::from(link.streams);
        let streams = match link.streams {
            1 => format!("one stream carries {}", speed(limit)),
            streams => format!("{streams} streams carry {} each", speed(limit)),
        };
        rows.push((streams, speed(rate.share.min(all))));
    }
    if let Some(limit) = link.tunnel_limit {
        rows.push((format!("the tunnel carries {}", speed(limit)), speed(rate.available)));
    }
    if let Some(cap) = scenario.hypervisor.bandwidth_cap.value {
        let binds = if rate.binding == Binding::Cap { "binds" } else { "does not bind" };
        rows.push((format!("cap {}: {binds}", text::print(Amount::BytesPerSecond(cap))), speed(rate.bandwidth)));
    }
    let header = scenario.hypervisor.page_header.value;
    let per_page =
        if header == Bytes::ZERO { page } else { format!("({page} + {})", text::print(Amount::Bytes(header))) };
    rows.push((format!("÷ {per_page} a page"), short(Amount::PagesPerSecond(rate.used))));
    if rate.used < rate.stopped {
        rows.push(("while stopped, without the cap".to_owned(), short(Amount::PagesPerSecond(rate.stopped))));
    }
    rows
}
