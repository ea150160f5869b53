//! Xen's own save loop.

use crate::quantity::{Bytes, Pages, Seconds};
use crate::scenario::{EmptyPages, Hypervisor, LimitAction, LoopFamily, Source, Sourced, Threshold};

const VERSION: &str = "Xen 4.22";

/// Xen 4.6 and later: migration stream version 2.
pub(super) fn since_4_6() -> Hypervisor {
    Hypervisor {
        id: "",
        name: "",
        family: Sourced::new(
            LoopFamily::FixedRounds,
            Source::code(VERSION, "tools/libs/guest/xg_sr_save.c send_memory_live"),
        ),
        bandwidth_cap: Sourced::new(None, Source::code(VERSION, "xg_sr_save.c: no rate limit")),
        cap_in_stop: Sourced::new(false, Source::code(VERSION, "xg_sr_save.c: no rate limit")),
        threshold: Sourced::new(
            Threshold::Pages(Pages::from_pages(50.0)),
            Source::code(VERSION, "xg_sr_save.c SPP_TARGET_DIRTY_COUNT"),
        ),
        round_limit: Sourced::new(Some(5), Source::code(VERSION, "xg_sr_save.c SPP_MAX_ITERATIONS")),
        volume_limit: Sourced::new(None, Source::code(VERSION, "max_factor is ignored since 4.6")),
        time_limit: Sourced::new(None, Source::code(VERSION, "xg_sr_save.c: no timeout")),
        on_limit: Sourced::new(LimitAction::StopAndCopy, Source::code(VERSION, "xg_sr_save.c suspend_and_send_dirty")),
        empty_pages: Sourced::new(
            EmptyPages::SentInFull,
            Source::code(VERSION, "xg_sr_save.c write_batch: only pages without backing are skipped"),
        ),
        empty_page: Sourced::new(
            Bytes::from_bytes(4096.0),
            Source::code(VERSION, "xg_sr_save.c write_batch: zero pages are sent in full"),
        ),
        page_header: Sourced::new(
            Bytes::ZERO,
            Source::inferred(VERSION, "record headers are small against batches of 1024 pages"),
        ),
        page_size: Sourced::new(Bytes::from_bytes(4096.0), Source::code(VERSION, "XC_PAGE_SIZE")),
        device_state: Sourced::new(
            Seconds::from_milliseconds(314.0),
            Source::assumed("the smallest downtime that Akoush and others measured in 2010, on an older Xen"),
        ),
        shared_by: Sourced::new(1, Source::assumed("Xen itself counts no other migrations")),
    }
}
