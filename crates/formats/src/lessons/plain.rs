//! What can be handed on as a tree and read back: texts, lists, records of these, and one of several kinds.

use super::{By, Changes, Claims, PlanName, RunsOf, Start, Term, Tree};
use precopy_model::quantity::text::{plain_number, written_out};

/// What can be handed on as a tree.
pub trait Plain: Sized {
    /// As a tree.
    fn tree(&self) -> Tree;
    /// Read back; none where the tree is something else.
    fn of_tree(tree: &Tree) -> Option<Self>;
}

impl Plain for String {
    fn tree(&self) -> Tree {
        Tree::Text(self.clone())
    }
    fn of_tree(tree: &Tree) -> Option<Self> {
        tree.text().map(str::to_owned)
    }
}

impl Plain for bool {
    fn tree(&self) -> Tree {
        Tree::Text(if *self { "yes" } else { "no" }.to_owned())
    }
    fn of_tree(tree: &Tree) -> Option<Self> {
        match tree.text()? {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }
    }
}

impl Plain for f64 {
    fn tree(&self) -> Tree {
        Tree::Text(written_out(*self))
    }
    fn of_tree(tree: &Tree) -> Option<Self> {
        tree.text().and_then(plain_number)
    }
}

impl Plain for () {
    fn tree(&self) -> Tree {
        Tree::List(Vec::new())
    }
    fn of_tree(tree: &Tree) -> Option<Self> {
        tree.items()?.is_empty().then_some(())
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn tree(&self) -> Tree {
        Tree::List(self.iter().map(T::tree).collect())
    }
    fn of_tree(tree: &Tree) -> Option<Self> {
        tree.items()?.iter().map(T::of_tree).collect()
    }
}

/// Nothing is an empty list, something a list of one.
impl<T: Plain> Plain for Option<T> {
    fn tree(&self) -> Tree {
        Tree::List(self.iter().map(T::tree).collect())
    }
    fn of_tree(tree: &Tree) -> Option<Self> {
        match tree.items()? {
            [] => Some(None),
            [one] => T::of_tree(one).map(Some),
            _ => None,
        }
    }
}

/// What is a text of its own grammar.
macro_rules! as_text {
    ($($name:ty: $read:expr, $text:expr;)*) => {$(
        impl Plain for $name {
            fn tree(&self) -> Tree {
                let text: fn(&$name) -> String = $text;
                Tree::Text(text(self))
            }
            fn of_tree(tree: &Tree) -> Option<Self> {
                let read: fn(&str) -> Option<$name> = $read;
                read(tree.text()?)
            }
        }
    )*};
}

as_text! {
    Term: |text| Term::read(text).ok(), Term::text;
    Changes: |text| Changes::read(text).ok(), Changes::text;
    Start: |text| Start::read(text).ok(), Start::text;
    Claims: |text| Claims::read(text).ok(), Claims::text;
    PlanName: |text| PlanName::read(text).ok(), PlanName::text;
    By: By::named, |by| by.name().to_owned();
    RunsOf: RunsOf::read, RunsOf::text;
}

/// Records: a list with the fields in their order.
macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[$note])* pub $field: $type,)*
        }
        impl $crate::lessons::Plain for $name {
            fn tree(&self) -> $crate::lessons::Tree {
                $crate::lessons::Tree::List(vec![$(self.$field.tree()),*])
            }
            fn of_tree(tree: &$crate::lessons::Tree) -> Option<Self> {
                let mut items = tree.items()?.iter();
                let record = Self { $($field: $crate::lessons::Plain::of_tree(items.next()?)?,)* };
                items.next().is_none().then_some(record)
            }
        }
    )*};
}

/// One of several kinds: a list of the kind's name and what it holds.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $kind:ident($type:ty) = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $($(#[$note])* $kind($type),)*
        }
        impl $crate::lessons::Plain for $name {
            fn tree(&self) -> $crate::lessons::Tree {
                let (word, tree) = match self { $(Self::$kind(held) => ($word, held.tree()),)* };
                $crate::lessons::Tree::List(vec![$crate::lessons::Tree::Text(word.to_owned()), tree])
            }
            fn of_tree(tree: &$crate::lessons::Tree) -> Option<Self> {
                let [word, held] = tree.items()? else { return None };
                match word.text()? {
                    $($word => $crate::lessons::Plain::of_tree(held).map(Self::$kind),)*
                    _ => None,
                }
            }
        }
    )*};
}

/// A few words that may stand in a place.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $kind:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$note])* $kind,)*
        }
        impl $name {
            /// The one of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($word => Some(Self::$kind),)* _ => None }
            }
            /// Its name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $word,)* }
            }
        }
        impl $crate::lessons::Plain for $name {
            fn tree(&self) -> $crate::lessons::Tree {
                $crate::lessons::Tree::Text(self.name().to_owned())
            }
            fn of_tree(tree: &$crate::lessons::Tree) -> Option<Self> {
                tree.text().and_then(Self::named)
            }
        }
    )*};
}

pub(super) use {kinds, records, words};
