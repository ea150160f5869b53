//! remaining(t) of one migration: what `query-migrate` said while it ran.

use serde_json::Value;

use crate::parameters::BYTES_PER_PAGE;

/// The columns of the file of curves.
pub(crate) const COLUMNS: [&str; 9] =
    ["id", "t_ms", "remaining", "transferred", "normal", "duplicate", "syncs", "dirty_rate", "mbps"];

/// One look.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sample {
    pub(crate) t_ms: f64,
    remaining_pages: u64,
    transferred: u64,
    normal: u64,
    duplicate: u64,
    syncs: u64,
    /// Pages per second, as QEMU counts them.
    dirty_rate_pps: u64,
    mbps: f64,
}

impl Sample {
    /// Takes a sample out of what `query-migrate` returned; none before there is anything about memory.
    pub(crate) fn read(t_ms: f64, reply: &Value) -> Option<Self> {
        let ram = reply.get("ram")?;
        let whole = |name: &str| ram.get(name).and_then(Value::as_u64).unwrap_or_default();
        Some(Self {
            t_ms,
            remaining_pages: whole("remaining") / BYTES_PER_PAGE,
            transferred: whole("transferred"),
            normal: whole("normal"),
            duplicate: whole("duplicate"),
            syncs: whole("dirty-sync-count"),
            dirty_rate_pps: whole("dirty-pages-rate"),
            mbps: ram.get("mbps").and_then(Value::as_f64).unwrap_or_default(),
        })
    }

    /// Whether nothing was sent or found dirty in between.
    fn is_as(&self, other: &Self) -> bool {
        (self.remaining_pages, self.transferred, self.syncs) == (other.remaining_pages, other.transferred, other.syncs)
    }

    /// Its row.
    pub(crate) fn cells(&self, id: &str) -> [String; 9] {
        [
            id.to_owned(),
            format!("{:.1}", self.t_ms),
            self.remaining_pages.to_string(),
            self.transferred.to_string(),
            self.normal.to_string(),
            self.duplicate.to_string(),
            self.syncs.to_string(),
            self.dirty_rate_pps.to_string(),
            format!("{}", (self.mbps * 10.0).round() / 10.0),
        ]
    }
}

/// Keeps a sample unless it says what the last one said.
pub(crate) fn keep(curve: &mut Vec<Sample>, sample: Sample) {
    if !curve.last().is_some_and(|last| last.is_as(&sample)) {
        curve.push(sample);
    }
}

/// At most so many samples of a curve, evenly chosen, with its first and last.
pub(crate) fn thinned(curve: &[Sample], most: usize) -> Vec<&Sample> {
    let step = curve.len().div_ceil(most.max(1)).max(1);
    let last = curve.len().saturating_sub(1);
    curve
        .iter()
        .enumerate()
        .filter(|(index, _)| index % step == 0 || *index == last)
        .map(|(_, sample)| sample)
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sample(t_ms: f64, remaining: u64) -> Sample {
        let reply = json!({ "status": "active", "ram": {
            "remaining": remaining * 4096, "transferred": 13_535_866, "normal": 3296, "duplicate": 985,
            "dirty-sync-count": 1, "dirty-pages-rate": 0, "mbps": 1082.913 } });
        Sample::read(t_ms, &reply).unwrap()
    }

    #[test]
    fn a_sample_is_a_row_in_pages() {
        let cells = sample(20.12, 126_921).cells("67cfd01ff7");
        assert_eq!(cells.join(","), "67cfd01ff7,20.1,126921,13535866,3296,985,1,0,1082.9");
        assert_eq!(cells.len(), COLUMNS.len());
        assert_eq!(Sample::read(0.0, &json!({ "status": "setup" })), None);
    }

    #[test]
    fn only_what_is_new_is_kept() {
        let mut curve = Vec::new();
        for (t_ms, remaining) in [(0.0, 9), (20.0, 9), (40.0, 7), (60.0, 7), (80.0, 5)] {
            keep(&mut curve, sample(t_ms, remaining));
        }
        assert_eq!(curve.iter().map(|sample| sample.t_ms).collect::<Vec<_>>(), [0.0, 40.0, 80.0]);
    }

    #[test]
    fn a_thinned_curve_has_both_ends() {
        let curve: Vec<Sample> = (0..100).map(|number| sample(number as f64, 100 - number)).collect();
        let times: Vec<f64> = thinned(&curve, 10).iter().map(|sample| sample.t_ms).collect();
        assert_eq!(times, [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 99.0]);
        assert_eq!(thinned(&curve, 1000).len(), 100);
        assert!(thinned(&[], 10).is_empty());
    }
}
