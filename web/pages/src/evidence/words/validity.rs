//! When the bound holds, and what the model leaves out, in plain words. The derivation is `crates/model/docs/validity.md`.

/// A head, with what stands below it.
pub type Section = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// All of it.
pub const SECTIONS: [Section; 3] = [
    (
        "When the bound holds",
        "The bound is a promise with conditions: migration time and downtime are at most what it says, while all of these hold.",
        &[
            (
                "The link carries what was entered.",
                "All the time, also while the guest is stopped. A rate that is 1 % too high makes the first pass 1 % too short; near a \
                 dirty rate as high as the copy rate, everything hangs on it. Enter the slowest rate that you have seen, not the usual one.",
            ),
            (
                "The guest writes no more than was entered.",
                "In any span of time it rewrites at most as many pages as the dirty rate allows, and never more than the hot set. Which \
                 pages, in which order, and where its writer stands is free.",
            ),
            (
                "A guest that is said to write in the order of addresses does so.",
                "It goes through one block of memory from end to end, most of what else it has in memory lies behind that, and in each tenth of \
                 a second it writes 97 to 102 % of the dirty rate. These shares are assumed. All this counts only where the order is stated.",
            ),
            (
                "Fixed parts take no longer than was entered.",
                "Saving the devices, starting at the destination, and the moment between the last look and the stop are one time.",
            ),
            (
                "The product works as described.",
                "Its loop, its threshold and its limits are those of the version that is named under Sources.",
            ),
            (
                "A product that promises to slow the guest down does so.",
                "vMotion's share is assumed. Steps that only may slow it down, as in QEMU's auto-converge, never make it worse.",
            ),
        ],
    ),
    (
        "Where it says nothing",
        "Some things are not sure, and the bound does not pretend that they are.",
        &[
            (
                "A guest that writes as fast as the link carries, or faster.",
                "Real migrations do end while the hot set is a few bursts large, because little is rewritten between two looks; but that \
                 depends on single pages. The bound says never, or counts on the limit that ends it. Of a guest that writes in the order of \
                 addresses it sometimes knows more.",
            ),
            ("Downtime once Proxmox VE has doubled its limit.", "How often it will is known to the simulation only."),
            (
                "Cancelled.",
                "It says that a migration may be cancelled: a real one can still complete before the limit.",
            ),
        ],
    ),
    (
        "What the model leaves out",
        "No calculator knows these. Where one of them matters to you, measure.",
        &[
            ("Other load on host and link.", "Only what you enter as sharing is reckoned with."),
            (
                "How fast a busy host sends.",
                "A sender that has to share its processor copies more slowly than the link. Some of the recorded runs were disturbed like that.",
            ),
            (
                "Passed-through devices, and the network's own delay.",
                "After the stop, switches have to learn where the guest is now.",
            ),
            (
                "Memory that is backed by something else.",
                "Ballooning, swapped and shared pages count as what you enter them as.",
            ),
            (
                "What the guest does about it.",
                "A guest whose requests are slower while it moves may write less, or more, than before.",
            ),
        ],
    ),
];
