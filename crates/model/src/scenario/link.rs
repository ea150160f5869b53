//! The link, and the visible steps from what it is called to the pages per second that it carries.

use super::Hypervisor;
use crate::quantity::{BITS_PER_BYTE, BitsPerSecond, Bytes, BytesPerSecond, PagesPerSecond};

/// Share of an Ethernet line rate that is TCP payload with full frames: 1448 payload bytes of the 1538 that one
/// frame takes on the line (preamble, headers, checksum, gap).
pub const GOODPUT_TCP: f64 = 1448.0 / 1538.0;

/// The link between two hosts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Its speed, in the sense in which it was given.
    pub speed: LinkSpeed,
    /// Share of the line rate that is payload; used for line rates only.
    pub goodput: f64,
    /// So many migrations share it equally (a whole number, at least 1).
    pub shared_by: u32,
    /// What one stream carries at most, because of one core; none: no such limit.
    pub stream_limit: Option<BytesPerSecond>,
    /// Streams of one migration (at least 1).
    pub streams: u32,
    /// What a tunnel or encryption carries at most for one migration; none: no such limit.
    pub tunnel_limit: Option<BytesPerSecond>,
    /// Data that goes over the link before the memory, such as local disks.
    pub other_data: Bytes,
}

/// How many migrations a product lets share one link by default.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sharing {
    /// So many (at least 1).
    pub migrations: u32,
    /// On links of at least this line rate, so many.
    pub on_fast_link: Option<(BitsPerSecond, u32)>,
}

impl Sharing {
    /// So many, whatever the link.
    #[must_use]
    pub const fn of(migrations: u32) -> Self {
        Self { migrations, on_fast_link: None }
    }

    /// So many on a link of this speed.
    #[must_use]
    pub fn on(self, speed: LinkSpeed) -> u32 {
        match (self.on_fast_link, speed) {
            (Some((fast, migrations)), LinkSpeed::Line(rate)) if fast <= rate => migrations,
            _ => self.migrations,
        }
    }
}

/// A speed, and what is meant by it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LinkSpeed {
    /// What is written on the port: bit/s, GbE.
    Line(BitsPerSecond),
    /// Payload, taken as it is.
    Payload(BytesPerSecond),
    /// The copy rate r_u itself: nothing is added, divided or capped.
    CopyRate(PagesPerSecond),
}

impl Link {
    /// An Ethernet link that one migration has to itself.
    #[must_use]
    pub const fn line(rate: BitsPerSecond) -> Self {
        Self {
            speed: LinkSpeed::Line(rate),
            goodput: GOODPUT_TCP,
            shared_by: 1,
            stream_limit: None,
            streams: 1,
            tunnel_limit: None,
            other_data: Bytes::ZERO,
        }
    }
}

/// What limits the copy rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The link, or this migration's share of it.
    Link,
    /// What its streams carry.
    Stream,
    /// What the tunnel or encryption carries.
    Tunnel,
    /// The product's bandwidth cap.
    Cap,
    /// The copy rate was given as such.
    Given,
}

/// The steps from the link's speed to the copy rate, for a product.
///
/// | step | formula |
/// | --- | --- |
/// | payload | line rate / 8 × goodput |
/// | share | payload / migrations that share the link |
/// | available | min(share, streams × what one carries, what the tunnel carries) |
/// | bandwidth | min(available, the product's cap) |
/// | copy rate r_u | bandwidth / (page + header) |
/// | copy rate while stopped | the same without the cap, where the product lifts it |
///
/// A link in pages/s is the copy rate: no step changes it, and the bandwidth that the product sees is r_u × page.
///
/// ```
/// use precopy_model::quantity::BitsPerSecond;
/// use precopy_model::scenario::{presets, Link};
/// let qemu = presets::find("qemu").unwrap().hypervisor();
/// let rate = Link::line(BitsPerSecond::from_gbit_per_second(10.0)).copy_rate(&qemu);
/// // QEMU's default cap of 128 MiB/s binds: 134217728 / 4104.
/// assert_eq!(rate.used.as_pages_per_second().round(), 32_704.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CopyRate {
    /// Payload of the whole link.
    pub payload: BytesPerSecond,
    /// This migration's share of it.
    pub share: BytesPerSecond,
    /// What it can use, before the product's cap.
    pub available: BytesPerSecond,
    /// What the product sends, and measures, during pre-copy.
    pub bandwidth: BytesPerSecond,
    /// r_u: pages with content per second during pre-copy.
    pub used: PagesPerSecond,
    /// Pages with content per second while the guest is stopped.
    pub stopped: PagesPerSecond,
    /// What limits `used`.
    pub binding: Binding,
}

impl Link {
    /// The steps from this link's speed to the copy rate of a product.
    #[must_use]
    pub fn copy_rate(&self, hypervisor: &Hypervisor) -> CopyRate {
        let payload = match self.speed {
            LinkSpeed::Line(rate) => {
                BytesPerSecond::from_bytes_per_second(rate.as_bits_per_second() / BITS_PER_BYTE * self.goodput)
            }
            LinkSpeed::Payload(rate) => rate,
            LinkSpeed::CopyRate(used) => return CopyRate::given(used, hypervisor.page_size.value),
        };
        let share = payload / f64::from(self.shared_by);
        let streamed = self.stream_limit.map_or(share, |limit| share.min(limit * f64::from(self.streams)));
        let available = self.tunnel_limit.map_or(streamed, |limit| streamed.min(limit));
        let copy_rate = CopyRate { payload, share, ..CopyRate::with_available(available, hypervisor) };
        let binding = if copy_rate.binding == Binding::Cap {
            Binding::Cap
        } else if available < streamed {
            Binding::Tunnel
        } else if available < share {
            Binding::Stream
        } else {
            Binding::Link
        };
        CopyRate { binding, ..copy_rate }
    }
}

impl CopyRate {
    /// The last steps, from what one migration can use of a link on.
    #[must_use]
    pub fn with_available(available: BytesPerSecond, hypervisor: &Hypervisor) -> Self {
        let on_wire = hypervisor.page_on_wire();
        let bandwidth = hypervisor.bandwidth_cap.value.map_or(available, |cap| available.min(cap));
        let stopped = if hypervisor.cap_in_stop.value { bandwidth } else { available };
        Self {
            payload: available,
            share: available,
            available,
            bandwidth,
            used: bandwidth.in_pages_of(on_wire),
            stopped: stopped.in_pages_of(on_wire),
            binding: if bandwidth < available { Binding::Cap } else { Binding::Link },
        }
    }

    fn given(used: PagesPerSecond, page: Bytes) -> Self {
        let bytes = used.in_bytes(page);
        Self {
            payload: bytes,
            share: bytes,
            available: bytes,
            bandwidth: bytes,
            used,
            stopped: used,
            binding: Binding::Given,
        }
    }
}
