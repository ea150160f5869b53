//! How the chart is looked at: its axes, the part of time it shows, and whether it speaks in words or in the papers' symbols.

/// The part of time that the chart shows. A phase, not two moments: it moves along when the inputs change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// All of it.
    #[default]
    Whole,
    /// Until the end of the first pass.
    FirstPass,
    /// While what was rewritten is sent again.
    Resending,
    /// While the guest is stopped.
    Stopped,
}

impl Zoom {
    /// In the order of time, the whole first: also the order of the keys 0 to 3.
    pub const ALL: [Self; 4] = [Self::Whole, Self::FirstPass, Self::Resending, Self::Stopped];
}

/// How the chart is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Whether the axis of pages is logarithmic.
    pub log_pages: bool,
    /// Whether the axis of time is logarithmic.
    pub log_time: bool,
    /// The part of time.
    pub zoom: Zoom,
    /// Whether names are the papers' symbols.
    pub symbols: bool,
    /// Whether the curve is also shown as a table.
    pub table: bool,
}

/// What a person does to the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewing {
    /// The axis of pages becomes logarithmic, or linear again.
    LogPages(bool),
    /// The axis of time becomes logarithmic, or linear again.
    LogTime(bool),
    /// A part of time is shown.
    Zoom(Zoom),
    /// Symbols instead of words, or words again.
    Symbols(bool),
    /// The table is opened or closed.
    Table(bool),
}

impl View {
    /// The view after that.
    #[must_use]
    pub const fn after(self, viewing: Viewing) -> Self {
        match viewing {
            Viewing::LogPages(log_pages) => Self { log_pages, ..self },
            Viewing::LogTime(log_time) => Self { log_time, ..self },
            Viewing::Zoom(zoom) => Self { zoom, ..self },
            Viewing::Symbols(symbols) => Self { symbols, ..self },
            Viewing::Table(table) => Self { table, ..self },
        }
    }
}
