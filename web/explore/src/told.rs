//! What the page is told: what it is to enter, to keep in its link, to draw, or to give as a file.

use precopy_model::problem::Field;

/// One thing that the page is to do; each is one step for undo.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// Values are to be entered, in this order, each as it would be typed.
    Enter(Vec<(Field, String)>),
    /// The same while something is dragged: one step together, which ends with one that enters nothing.
    Drag(Vec<(Field, String)>),
    /// Keys of the link that are no inputs are to say this; an empty text takes a key away.
    Keys(Vec<(String, String)>),
    /// How sure the answer is, for the chart and the headline.
    Uncertain(Box<Uncertain>),
    /// A scenario is to be taken over, by its link.
    Open(String),
    /// A file is to be given.
    Save(File),
}

/// What came of inputs that are ranges; all as plain decimal numbers, empty where there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Uncertain {
    /// The link that it was computed for.
    pub link: String,
    /// Share of migrations that complete.
    pub completes: String,
    /// 95th percentile of the downtime, in seconds.
    pub downtime: String,
    /// The same of the migration time, in seconds.
    pub time: String,
    /// The same of the bytes sent.
    pub data: String,
    /// Lines of a moment in seconds, and the 5th, 50th and 95th percentile of the pages left then.
    pub band: String,
}

/// A file that the page gives to the person.
#[derive(Clone, Debug, PartialEq)]
pub enum File {
    /// The chart as SVG, under this name.
    Svg {
        /// The name.
        name: String,
    },
    /// The chart as PNG, so many pixels to a CSS pixel.
    Png {
        /// The name.
        name: String,
        /// 1, 2 or 4.
        scale: u8,
    },
    /// A text of ours.
    Text {
        /// The name.
        name: String,
        /// Its media type.
        media_type: &'static str,
        /// What is in it.
        text: String,
    },
}
