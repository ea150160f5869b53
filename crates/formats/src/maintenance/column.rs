//! The columns of a sheet, as data: how one is spelt, what it takes, and what counts where a cell is empty.

use precopy_model::problem::Problem;
use precopy_model::quantity::text;

use super::cell;
use crate::fields::Word;

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// In files and as a heading of CSV.
    pub key: &'static str,
    /// For people.
    pub label: &'static str,
    /// Other headings under which it is recognised, whatever their case, spaces and marks.
    pub aliases: &'static [&'static str],
    /// What its cells take.
    pub takes: Takes,
    /// What an empty cell is, as one would enter it; empty where no text says it.
    pub default: &'static str,
    /// What an empty cell is, in words, and why.
    pub default_said: &'static str,
    /// What it means, in a sentence.
    pub help: &'static str,
}

impl Column {
    /// Whether a cell has to hold something.
    #[must_use]
    pub fn is_needed(&self) -> bool {
        self.default.is_empty() && self.default_said.is_empty()
    }

    /// What is wrong with a cell, looked at for itself; nothing with an empty one that may be empty.
    ///
    /// # Errors
    /// One problem, with what was given and what is allowed.
    pub fn check(&self, given: &str) -> Result<(), Problem> {
        cell::check(self, given)
    }
}

/// What cells take.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A name of one's own.
    Name,
    /// The name of a host.
    HostName,
    /// The name of a switch.
    SwitchName,
    /// An amount of the unit grammar.
    Amount(text::Kind),
    /// A speed of a link, or what goes over it: bits or bytes per second.
    Speed,
    /// Power: W or kW.
    Power,
    /// A number, which need not be whole.
    Number,
    /// A whole number.
    Count,
    /// One of a few words.
    Words(&'static [Word]),
}

impl Takes {
    /// An example, for messages.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::Name => "web1",
            Self::HostName => "node1",
            Self::SwitchName => "rack1",
            Self::Amount(kind) => kind.example(),
            Self::Speed => "10 Gbit/s or 1.2 GB/s",
            Self::Power => "250 W or 1.2 kW",
            Self::Number => "0.5",
            Self::Count => "2",
            Self::Words(words) => words.first().map_or("", |word| word.id),
        }
    }
}

/// All columns of a kind of sheet, in their order.
pub trait Columns: Copy + Eq + std::fmt::Debug + 'static {
    /// All of them.
    const ALL: &'static [Self];

    /// What is known of one.
    fn column(self) -> &'static Column;

    /// Its place.
    fn place(self) -> usize;

    /// What the cells of a table without headings are, by its first row.
    fn without_headings(first: &[&str]) -> Vec<Self> {
        let _ = first;
        Self::ALL.to_vec()
    }

    /// The one that is spelt so in files.
    #[must_use]
    fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.column().key == key)
    }
}

/// Declares the columns of a sheet: an enum, and a static table in the same order.
macro_rules! columns {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident => $column:expr,)* } $($without:item)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$one])* $variant,)*
        }

        impl $crate::maintenance::Columns for $name {
            const ALL: &'static [Self] = &[$(Self::$variant,)*];

            fn column(self) -> &'static $crate::maintenance::Column {
                match self {
                    $(Self::$variant => {
                        static COLUMN: $crate::maintenance::Column = $column;
                        &COLUMN
                    })*
                }
            }

            fn place(self) -> usize {
                self as usize
            }

            $($without)?
        }
    };
}

pub(super) use columns;
