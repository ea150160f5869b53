//! Measurements that others printed, and more than one test reads.

/// Milliseconds, and how many of 16,392 sampled pages of a guest were dirty by then.
///
/// Source: A. Gudkov, "Migration time prediction using calc-dirty-rate", qemu-devel, February and April 2023.
pub const SAMPLED_DIRTY: [(f64, f64); 22] = [
    (125.0, 33.0),
    (250.0, 78.0),
    (375.0, 119.0),
    (500.0, 151.0),
    (750.0, 217.0),
    (1000.0, 236.0),
    (1500.0, 293.0),
    (2000.0, 336.0),
    (3000.0, 425.0),
    (4001.0, 505.0),
    (6000.0, 620.0),
    (8000.0, 756.0),
    (10_000.0, 898.0),
    (15_000.0, 1204.0),
    (20_000.0, 1457.0),
    (25_000.0, 1723.0),
    (30_000.0, 1934.0),
    (35_000.0, 2141.0),
    (40_000.0, 2328.0),
    (45_000.0, 2522.0),
    (50_000.0, 2675.0),
    (60_000.0, 2958.0),
];
