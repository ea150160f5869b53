//! Which recorded runs a model may learn from, and which only judge it.

use super::Run;

/// Half of the runs; which one is decided by what the run was told, so that repetitions of a run are never on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Constants and rules may be looked for in these.
    Fit,
    /// Nothing is ever tuned on these.
    Check,
}

impl Part {
    /// Short name, in files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Check => "check",
        }
    }

    /// On which side a run is: by a fixed hash (FNV-1a, 64 bits) of guest, rate, limits and link.
    #[must_use]
    pub fn of(run: &Run) -> Self {
        let settings = &run.settings;
        let limit =
            |limit: Option<crate::quantity::BytesPerSecond>| limit.map_or(0.0, |limit| limit.as_bytes_per_second());
        let told = [
            run.guest.configured.as_bytes(),
            run.guest.working_set.as_pages(),
            run.guest.hot_set.as_pages(),
            run.guest.rate.as_pages_per_second(),
            limit(settings.cap),
            limit(settings.link),
            settings.downtime_limit.as_seconds(),
        ];
        let bytes = told.iter().flat_map(|number| number.to_bits().to_le_bytes());
        let hash = bytes
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        // The last bit of FNV-1a is the parity of the last bits of the bytes: take one from the middle.
        if hash >> 32 & 1 == 0 { Self::Fit } else { Self::Check }
    }
}
