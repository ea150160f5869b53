//! Why a migration ends as it does: as data, and as a sentence.

use super::Predictor;
use crate::quantity::text::{grouped, short_seconds, written_out};
use crate::quantity::{Pages, PagesPerSecond, Seconds};
use crate::scenario::{LimitAction, Threshold};

/// Which limit ended pre-copy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LimitKind {
    /// So much time.
    Time(Seconds),
    /// So many times the memory size.
    Volume(f64),
    /// So many rounds.
    Rounds(u32),
    /// The last step of a downtime limit that is raised by rounds.
    LastStep(Seconds),
    /// None of the product's: somebody asks for it.
    OnDemand,
}

/// What a product would do about a guest that writes faster than the link carries, beyond what a closed form knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Nothing.
    None,
    /// Slow it down further and further.
    Throttling,
    /// Raise the downtime limit further and further.
    RaisedLimit,
}

/// Why a migration ends as it does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// So few pages are left that the guest can be stopped (condition 1).
    Threshold {
        /// Pages left when the guest is stopped.
        left: Pages,
        /// The rule.
        threshold: Threshold,
    },
    /// A limit ended pre-copy, and the rest is copied while the guest is stopped (condition 2).
    Limit {
        /// Which one.
        limit: LimitKind,
        /// What happens then.
        action: LimitAction,
        /// When it struck.
        at: Seconds,
        /// Pages left then.
        left: Pages,
    },
    /// A limit ended the migration: the guest stays where it is.
    Cancelled {
        /// Which one.
        limit: LimitKind,
        /// When it struck.
        at: Seconds,
    },
    /// Never ends: the guest writes at least as fast as the link carries, and no limit stops it.
    Outpaced {
        /// What the guest writes.
        rate: PagesPerSecond,
        /// What the link carries.
        copy_rate: PagesPerSecond,
        /// What the product would do about it.
        way_out: WayOut,
    },
    /// Never ends: not one page may be left, and the guest always writes one.
    NoPageAllowed,
}

impl Reason {
    /// Short name, in files: `threshold`, `limit` or `none`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Threshold { .. } => "threshold",
            Self::Limit { .. } | Self::Cancelled { .. } => "limit",
            Self::Outpaced { .. } | Self::NoPageAllowed => "none",
        }
    }

    /// The rule that stopped the guest, where one did.
    #[must_use]
    pub const fn threshold(&self) -> Option<Threshold> {
        match self {
            Self::Threshold { threshold, .. } => Some(*threshold),
            _ => None,
        }
    }

    /// What happens at the limit that ended pre-copy, where one did.
    #[must_use]
    pub const fn action(&self) -> Option<LimitAction> {
        match self {
            Self::Limit { action, .. } => Some(*action),
            _ => None,
        }
    }

    /// As a sentence that goes on after "It …": begins in lower case and has no full stop. A bound says "at most".
    #[must_use]
    pub fn in_words(&self, predictor: Predictor) -> String {
        let at_most = match predictor {
            Predictor::Paper | Predictor::Rounds => "",
            Predictor::Bound => "at most ",
        };
        match self {
            Self::Threshold { left, threshold: Threshold::DowntimeLimit { limit, .. } } if *limit == Seconds::ZERO => {
                if left.as_pages() < 1.0 {
                    "stops because nothing is left to send".to_owned()
                } else {
                    // What was written since the last look goes by in the downtime.
                    format!(
                        "stops because nothing that it knows of is left to send; since its last look, {} have been written",
                        count(*left, at_most)
                    )
                }
            }
            Self::Threshold { left, threshold: Threshold::DowntimeLimit { limit, .. } } => {
                let limit = short_seconds(*limit);
                match predictor {
                    Predictor::Paper | Predictor::Rounds => {
                        format!("stops because the {} left can be sent within {limit}", count(*left, ""))
                    }
                    Predictor::Bound => {
                        format!("stops because what is left, {}, can be sent within {limit}", count(*left, at_most))
                    }
                }
            }
            Self::Threshold { threshold: Threshold::Pages(threshold), .. } if threshold.as_pages() < 1.0 => {
                "stops because nothing is left to send".to_owned()
            }
            Self::Threshold { left, threshold: Threshold::Pages(threshold) } => format!(
                "stops because its threshold of {} is reached, with {} left",
                count(*threshold, ""),
                count(*left, at_most)
            ),
            Self::Limit { limit, action, at, left } => {
                let does = match action {
                    LimitAction::Pause => "pauses the guest",
                    LimitAction::PostCopy => "switches to post-copy",
                    LimitAction::StopAndCopy
                    | LimitAction::RaiseLimit
                    | LimitAction::StopIfWithin(_)
                    | LimitAction::Cancel => "gives up pre-copy",
                };
                format!("{does} after {}, {}, with {} left", short_seconds(*at), having(limit), count(*left, at_most))
            }
            Self::Cancelled { limit, at } => {
                format!("is cancelled after {}, {}: the guest stays where it is", short_seconds(*at), having(limit))
            }
            Self::Outpaced { rate, copy_rate, way_out } => {
                let faster = if copy_rate < rate { "faster than" } else { "as fast as" };
                let (never, what) = match way_out {
                    WayOut::None => ("never ends", "this product has no limit"),
                    WayOut::Throttling => ("has no sure end", "this product has to slow it down until it fits"),
                    WayOut::RaisedLimit => {
                        ("has no sure end", "this product has to raise its downtime limit until it fits")
                    }
                };
                format!("{never}: the guest writes {faster} the link carries, and {what}")
            }
            Self::NoPageAllowed => {
                "never ends: not one page may be left, and the guest always writes another".to_owned()
            }
        }
    }
}

fn having(limit: &LimitKind) -> String {
    match limit {
        LimitKind::Time(limit) => format!("at its time limit of {}", short_seconds(*limit)),
        LimitKind::Volume(2.0) => "having sent twice the memory".to_owned(),
        LimitKind::Volume(factor) => format!("having sent {} times the memory", written_out(*factor)),
        LimitKind::Rounds(1) => "after one round".to_owned(),
        LimitKind::Rounds(rounds) => format!("after {rounds} rounds"),
        LimitKind::OnDemand => "on demand".to_owned(),
        LimitKind::LastStep(limit) => format!("after its last downtime limit of {}", short_seconds(*limit)),
    }
}

fn count(pages: Pages, at_most: &str) -> String {
    // Whole pages: a threshold of 245.76 pages lets 245 be left.
    let whole = libm::floor(pages.as_pages() + 1e-6);
    let noun = if whole == 1.0 { "page" } else { "pages" };
    format!("{at_most}{} {noun}", grouped(whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{BandwidthEstimate, Raised};

    #[test]
    fn without_any_downtime_the_loop_stops_when_it_knows_of_nothing() {
        let threshold = Threshold::DowntimeLimit {
            limit: Seconds::ZERO,
            estimate: BandwidthEstimate::LastWindow,
            raised: Raised::Never,
        };
        let said = |left| Reason::Threshold { left: Pages::from_pages(left), threshold }.in_words(Predictor::Rounds);
        assert_eq!(said(0.3), "stops because nothing is left to send");
        assert_eq!(
            said(262.0),
            "stops because nothing that it knows of is left to send; since its last look, 262 pages have been written"
        );
    }
}
