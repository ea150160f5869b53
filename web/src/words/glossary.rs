//! The glossary: one word per idea, as in the map of the project (a test holds the two together); and the help.

/// A word and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The word.
    pub word: &'static str,
    /// The papers' symbol; empty: none.
    pub symbol: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Its unit; empty: none.
    pub unit: &'static str,
}

const fn entry(word: &'static str, symbol: &'static str, meaning: &'static str, unit: &'static str) -> Entry {
    Entry { word, symbol, meaning, unit }
}

/// Every word, in the order of the map.
pub const GLOSSARY: &[Entry] = &[
    entry("memory size", "VMSIZE", "configured memory of the VM", "bytes"),
    entry("working set", "WSET", "memory that holds data and must be sent", "bytes"),
    entry("hot set", "HWSET", "part of the working set that is rewritten during migration", "bytes"),
    entry("empty set", "ESET = VMSIZE − WSET", "pages without data", "bytes"),
    entry("passive set", "PSET = WSET − HWSET", "sent once", "bytes"),
    entry("dirty rate", "RATE", "page writes per second, a page counted as often as it is written again", "pages/s"),
    entry("copy rate, used / empty", "r_u / r_e", "pages sent per second", "pages/s"),
    entry("stop threshold", "c1", "remaining pages at which the guest is stopped", "pages"),
    entry("pre-copy limit", "t_c2", "time, volume or rounds at which pre-copy is given up", "s"),
    entry("remaining", "f(t)", "pages still to be sent at time t", "pages"),
    entry("round", "", "one pass over the pages known to be dirty", ""),
    entry("migration time", "t3 − t0", "start until the source is no longer needed", "s"),
    entry("downtime", "t3 − t2", "the guest runs nowhere (the papers also say blackout)", "s"),
    entry("brownout", "", "time in which the guest runs but is throttled or waits for pages", "s"),
    entry("bound", "", "a value that the real one does not exceed while the stated conditions hold", ""),
    entry("expected", "", "the product's own loop, played with exactly the values entered", ""),
    entry("pre-copy", "", "memory is sent while the guest runs; what it rewrites meanwhile is sent again", ""),
    entry("post-copy", "", "the guest goes on at the destination and waits for each page that is not there yet", ""),
    entry("downtime limit", "", "the guest is stopped once the rest can be sent within this time", "s"),
    entry("goodput", "", "share of a line rate that is payload: frames, headers and gaps take the rest", "%"),
    entry("cap", "", "the product's own limit on its sending rate while the guest runs", "bytes/s"),
    entry(
        "device state",
        "",
        "what is in the downtime whatever the memory does: devices, start at the destination",
        "s",
    ),
];

/// The entry of a word.
#[must_use]
pub fn find(word: &str) -> Option<&'static Entry> {
    GLOSSARY.iter().find(|entry| entry.word == word)
}

/// Columns of the glossary.
pub const COLUMNS: [&str; 4] = ["Word", "Symbol", "Means", "Unit"];
/// Head of the list of words.
pub const WORDS: &str = "Words";
/// How to use the page: what to do, and what it does.
pub const HELP: [(&str, &str); 8] = [
    ("Begin", "Choose a product, then drag memory, hot set, dirty rate and link; or start from a ready-made scenario."),
    (
        "Type",
        "Every value can be typed with its unit: 64 GiB, 20 %, 300 ms, 10 Gbit/s. Enter takes it, Escape takes the default.",
    ),
    (
        "Read",
        "The large figures are bounds: the product's own loop does not exceed them while the conditions below the chart hold. Below them stands what is expected: that loop, simulated.",
    ),
    (
        "Chart",
        "Point at it, or reach it with Tab: arrow keys move the line, Enter pins it, Escape lets it go, Space plays the rounds, 1, 2, 3 zoom in, 0 out.",
    ),
    ("Sources", "Click on a mark such as “source code” or “assumed” to see where a value comes from."),
    ("Share", "The address holds the whole state. Copy the link, and a colleague sees the same."),
    ("Measure", "Hot set and dirty rate can be measured: “How do I know …?” has the commands and reads their output."),
    ("Print", "The browser's print command makes a sheet with inputs, result, chart, assumptions and sources."),
];

/// The name of the button that explains a word.
#[must_use]
pub fn ask(word: &str) -> String {
    format!("What does {word} mean?")
}
