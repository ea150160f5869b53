//! The words that results and arguments are made of.

use precopy_formats::settings;
use precopy_model::explore;
use precopy_model::predict::{self, Reason, explain, rounds};
use precopy_model::quantity::text::Amount;
use precopy_model::scenario;
use serde::Serialize;

/// Declares words that stand for something of the model: a variant that the model gets and that has no word here does not compile.
macro_rules! words {
    (
        $(#[$doc:meta])*
        $name:ident from $model:ty {
            $($variant:ident $word:literal $meaning:literal from $pattern:pat,)+
        }
    ) => {
        $(#[$doc])*
        #[doc = ""]
        $(#[doc = concat!("- `", $word, "`: ", $meaning)])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub(crate) enum $name {
            $(#[doc = $meaning] #[serde(rename = $word)] $variant,)+
        }

        impl From<$model> for $name {
            fn from(model: $model) -> Self {
                match model {
                    $($pattern => Self::$variant,)+
                }
            }
        }
    };
}

words! {
    /// Who predicts: the bound on the product's loop, the equations of the paper, or the product's loop, simulated.
    Predictor from predict::Predictor {
        Bound "bound" "the closed form that the product's loop does not exceed while its conditions hold" from predict::Predictor::Bound,
        Paper "paper" "the equations of Salfner, Tröger and Richly, as read" from predict::Predictor::Paper,
        Rounds "rounds" "the product's own loop, simulated: the expectation" from predict::Predictor::Rounds,
    }
}

impl Predictor {
    /// The names, the default first.
    pub(crate) const NAMES: [(&'static str, predict::Predictor); 3] = [
        (predict::Predictor::Bound.id(), predict::Predictor::Bound),
        (predict::Predictor::Paper.id(), predict::Predictor::Paper),
        (predict::Predictor::Rounds.id(), predict::Predictor::Rounds),
    ];
}

words! {
    /// How a migration ends: the guest runs at the destination, it stays where it is, or there is no end.
    Outcome from predict::Outcome {
        Completes "completes" "the guest runs at the destination" from predict::Outcome::Completes,
        Cancelled "cancelled" "the migration is cancelled: the guest stays where it is" from predict::Outcome::Cancelled,
        Never "never" "it goes on for ever, or has no sure end" from predict::Outcome::Never,
    }
}

words! {
    /// What ended pre-copy: so little was left that the guest could be stopped, a limit, or nothing.
    EndedBy from &Reason {
        Threshold "threshold" "so little was left that the guest could be stopped" from Reason::Threshold { .. },
        Limit "limit" "a limit of the product" from Reason::Limit { .. } | Reason::Cancelled { .. },
        Nothing "nothing" "nothing does" from Reason::Outpaced { .. } | Reason::NoPageAllowed,
    }
}

words! {
    /// What came of a round.
    Then from rounds::Then {
        TooMuchLeft "too-much-left" "more was left than the threshold allows" from rounds::Then::TooMuchLeft,
        GoesOn "goes-on" "the next round is sent whatever is left: this loop decides later" from rounds::Then::GoesOn,
        NotYetVoted "not-yet-voted" "averages over passes did not agree yet" from rounds::Then::NotYetVoted,
        Stops "stops" "so little was left that the guest is stopped" from rounds::Then::Stops,
        NothingLeft "nothing-left" "nothing was left" from rounds::Then::NothingLeft,
        WasSmall "was-small" "the round itself was smaller than the threshold: it was the last one" from rounds::Then::WasSmall,
        Limit "limit" "a limit struck" from rounds::Then::Limit,
        Overdue "overdue" "the loop looked because it had not for long" from rounds::Then::Overdue,
    }
}

words! {
    /// A number that can be explained.
    Quantity from explain::Quantity {
        Downtime "downtime" "how long the guest runs nowhere" from explain::Quantity::Downtime,
        MigrationTime "migrationTime" "how long it takes until the source is no longer needed" from explain::Quantity::MigrationTime,
        Data "data" "bytes on the wire" from explain::Quantity::Data,
    }
}

impl Quantity {
    /// The names.
    pub(crate) const NAMES: [(&'static str, explain::Quantity); 3] = [
        ("downtime", explain::Quantity::Downtime),
        ("migrationTime", explain::Quantity::MigrationTime),
        ("data", explain::Quantity::Data),
    ];
}

words! {
    /// An input that can be turned.
    Input from explore::Input {
        Memory "memory" "configured memory; working set and hot set keep their shares of it" from explore::Input::Memory,
        WorkingSet "workingSet" "memory that holds data; a hot set that would be larger is cut down to it" from explore::Input::WorkingSet,
        HotSet "hotSet" "the part of the working set that is rewritten" from explore::Input::HotSet,
        DirtyRate "dirtyRate" "page writes per second" from explore::Input::DirtyRate,
        Link "link" "the link, in the unit in which the scenario has it; as many migrations as before share it" from explore::Input::Link,
        DowntimeLimit "downtimeLimit" "the downtime that the product aims at; what raises it keeps its steps" from explore::Input::DowntimeLimit,
        StopThreshold "stopThreshold" "remaining pages at which the guest is stopped, where the product counts pages" from explore::Input::StopThreshold,
        BandwidthCap "bandwidthCap" "the product's own limit on its sending rate" from explore::Input::BandwidthCap,
        FirstThrottle "firstThrottle" "share of processor time that the first step of throttling takes; no field of a scenario" from explore::Input::FirstThrottle,
    }
}

impl Input {
    /// The names: those of the fields, but for the last.
    pub(crate) const NAMES: [(&'static str, explore::Input); 9] = [
        ("memory", explore::Input::Memory),
        ("workingSet", explore::Input::WorkingSet),
        ("hotSet", explore::Input::HotSet),
        ("dirtyRate", explore::Input::DirtyRate),
        ("link", explore::Input::Link),
        ("downtimeLimit", explore::Input::DowntimeLimit),
        ("stopThreshold", explore::Input::StopThreshold),
        ("bandwidthCap", explore::Input::BandwidthCap),
        ("firstThrottle", explore::Input::FirstThrottle),
    ];
}

words! {
    /// For which values of an input a target is met.
    Answer from &explore::Answer {
        Everywhere "everywhere" "for all that are plausible" from explore::Answer::Everywhere,
        From "from" "from a boundary on, to the end of the good side" from explore::Answer::From(_),
        Between "between" "in a range that does not reach the end of the good side" from explore::Answer::Between { .. },
        Nowhere "nowhere" "for none that was tried" from explore::Answer::Nowhere(_),
    }
}

words! {
    /// An end of an input's range.
    Side from explore::Side {
        Lower "lower" "the small values" from explore::Side::Lower,
        Higher "higher" "the large values" from explore::Side::Higher,
    }
}

words! {
    /// What a change disturbs, from the least to the most.
    Disturbance from explore::Disturbance {
        Migration "migration" "a setting of this migration, or of this VM" from explore::Disturbance::Migration,
        Cluster "cluster" "a setting of the host or of the cluster, or how many migrate at a time" from explore::Disturbance::Cluster,
        Throttling "throttling" "the guest is slowed down" from explore::Disturbance::Throttling,
        Stopping "stopping" "the guest is stopped when a limit strikes, for as long as the rest takes" from explore::Disturbance::Stopping,
        PostCopy "post-copy" "the guest goes on at the destination without all of its memory" from explore::Disturbance::PostCopy,
        Waiting "waiting" "it is done at another time" from explore::Disturbance::Waiting,
        Hardware "hardware" "a faster link" from explore::Disturbance::Hardware,
    }
}

words! {
    /// What a text to paste is written in.
    Language from settings::Language {
        Shell "shell" "a command line" from settings::Language::Shell,
        Json "json" "JSON for QEMU's monitor" from settings::Language::Json,
        Yaml "yaml" "a Kubernetes resource" from settings::Language::Yaml,
        Ini "ini" "a file of keys and values" from settings::Language::Ini,
        PowerShell "powershell" "PowerShell, with the product's own commands" from settings::Language::PowerShell,
        Steps "steps" "nothing to paste: where it is chosen on the product's own pages" from settings::Language::Steps,
    }
}

words! {
    /// When a setting acts.
    Acts from settings::Acts {
        Now "now" "at once, on a migration that is under way" from settings::Acts::Now,
        Next "next" "on the next migration of this VM" from settings::Acts::Next,
        Cluster "cluster" "on every later migration of a host or of the cluster" from settings::Acts::Cluster,
    }
}

words! {
    /// How good the word for a value is.
    Mark from scenario::Mark {
        SourceCode "source-code" "read in the product's source code" from scenario::Mark::SourceCode,
        Documentation "documentation" "the vendor's or project's documentation" from scenario::Mark::Documentation,
        ThirdParty "third-party" "a text of somebody else: an analyst, a paper, a blog" from scenario::Mark::ThirdParty,
        Inferred "inferred" "follows from one of the above by reasoning" from scenario::Mark::Inferred,
        Assumed "assumed" "assumed, for the reason that stands beside it" from scenario::Mark::Assumed,
        Entered "entered" "given in the scenario" from scenario::Mark::Entered,
    }
}

/// The unit of a number whose name does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) enum Unit {
    /// Seconds.
    #[serde(rename = "seconds")]
    Seconds,
    /// Pages.
    #[serde(rename = "pages")]
    Pages,
    /// Pages per second.
    #[serde(rename = "pages/s")]
    PagesPerSecond,
    /// Bytes.
    #[serde(rename = "bytes")]
    Bytes,
    /// Bytes per second.
    #[serde(rename = "bytes/s")]
    BytesPerSecond,
    /// Bits per second, of a link.
    #[serde(rename = "bit/s")]
    BitsPerSecond,
    /// A share of a whole: 0.2 is 20 %.
    #[serde(rename = "share")]
    Share,
    /// A number of things.
    #[serde(rename = "count")]
    Count,
}

impl From<Amount> for Unit {
    fn from(amount: Amount) -> Self {
        match amount {
            Amount::Bytes(_) => Self::Bytes,
            Amount::Pages(_) => Self::Pages,
            Amount::Share(_) => Self::Share,
            Amount::PagesPerSecond(_) => Self::PagesPerSecond,
            Amount::BytesPerSecond(_) => Self::BytesPerSecond,
            Amount::BitsPerSecond(_) => Self::BitsPerSecond,
            Amount::Seconds(_) => Self::Seconds,
            Amount::Count(_) | Amount::Unlimited => Self::Count,
        }
    }
}

/// Whether each product has the link to itself, or shares it with as many migrations as it lets run at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Sharing {
    /// Each has the link to itself.
    Alone,
    /// Each shares it as it does by default, or as was entered.
    Shared,
}

impl Sharing {
    /// The names, the default first.
    pub(crate) const NAMES: [(&'static str, Self); 2] = [("alone", Self::Alone), ("shared", Self::Shared)];
}
