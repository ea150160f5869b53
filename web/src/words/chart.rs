//! What the chart says in words.
