//! What a cell of the grid is at a moment.

/// A cell: some pages, all of which are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Cell {
    /// Pages without data that have not had their turn.
    Empty,
    /// Pages that nobody writes, and that have not had their turn.
    Passive,
    /// Pages of the hot set that have not had their turn.
    Hot,
    /// The destination has them as they are.
    Sent,
    /// Written since they were sent; the loop does not know yet.
    Dirty,
    /// Written since they were sent; the loop knows, and sends them again.
    Again,
}

impl Cell {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Empty, Self::Passive, Self::Hot, Self::Sent, Self::Dirty, Self::Again];

    /// Whether the loop knows that it is to be sent: what remains is made of these.
    #[must_use]
    pub const fn is_known(self) -> bool {
        matches!(self, Self::Empty | Self::Passive | Self::Hot | Self::Again)
    }
}
