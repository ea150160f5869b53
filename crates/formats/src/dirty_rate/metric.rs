//! Metrics as they are exposed: `name{label="value",…} number`.

use precopy_model::quantity::text::plain_number;
use precopy_model::quantity::{Bytes, limits};

use super::report::Report;
use super::{Mode, Origin};

/// KubeVirt measures with page sampling, for one second (kubevirt/kubevirt, pull request 13806).
const KUBEVIRT_WINDOW: f64 = 1.0;

/// One line of metrics.
pub(super) enum Metric {
    /// A dirty rate, and the VM's name.
    Rate { report: Report, name: Option<String> },
    /// Configured memory of a VM.
    Memory { name: Option<String>, bytes: Bytes },
    /// One of the same families that says nothing of the dirty rate.
    Other,
    /// One that ought to have a number.
    Broken,
}

/// Reads a line; none when it is no metric of KubeVirt or libvirt.
pub(super) fn read(text: &str) -> Option<Metric> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'))?;
    let (metric, rest) = text.split_at(end);
    let of_kubevirt = metric.starts_with("kubevirt_");
    if !of_kubevirt && !metric.starts_with("libvirt_") {
        return None;
    }
    let (labels, value) = match rest.strip_prefix('{') {
        Some(rest) => rest.rsplit_once('}')?,
        None => ("", rest),
    };
    let number = value.split_whitespace().next().and_then(plain_number);
    let name = label(labels, "name").map(|name| name.chars().take(80).collect());
    let rate = |origin, window, mode| match number {
        Some(rate) => {
            Metric::Rate { report: Report { rate: Some(rate), window, mode, ..Report::of(origin) }, name: None }
        }
        None => Metric::Broken,
    };
    let metric = match metric {
        "kubevirt_vmi_dirty_rate_bytes_per_second" => {
            rate(Origin::Metric, Some(KUBEVIRT_WINDOW), Some(Mode::PageSampling))
        }
        "kubevirt_vmi_migration_dirty_memory_rate_bytes" => rate(Origin::MigrationMetric, None, None),
        "kubevirt_vmi_memory_domain_bytes" => match number {
            Some(bytes) if limits::MEMORY.contains(bytes) => {
                return Some(Metric::Memory { name, bytes: Bytes::from_bytes(bytes) });
            }
            _ => Metric::Broken,
        },
        _ => Metric::Other,
    };
    Some(match metric {
        Metric::Rate { report, .. } => Metric::Rate { report, name },
        other => other,
    })
}

/// The value of a label. Commas and quotes within values are not looked for: names of VMs have none.
fn label<'a>(labels: &'a str, name: &str) -> Option<&'a str> {
    labels.split(',').find_map(|label| {
        let (key, value) = label.split_once('=')?;
        (key.trim() == name).then(|| value.trim().trim_matches('"'))
    })
}
