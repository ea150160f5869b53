//! How what the calculator says is cited: by name, version, day and link.

/// What is cited.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'a> {
    /// What the scenario is called: its name, or what was asked in one line.
    pub title: &'a str,
    /// For the entry's key: what files are called.
    pub stem: &'a str,
    /// The day, as year, month and day.
    pub date: &'a str,
    /// The address of the calculator; empty where this copy has none that others could open.
    pub address: &'a str,
    /// Every value that counts.
    pub link: &'a str,
}

impl Cited<'_> {
    /// One line of text.
    #[must_use]
    pub fn line(&self) -> String {
        let Self { title, date, .. } = self;
        format!("Precopy {} ({date}): {title}. {}", env!("CARGO_PKG_VERSION"), self.place())
    }

    /// An entry for BibTeX and biblatex.
    #[must_use]
    pub fn bibtex(&self) -> String {
        let year = self.date.split('-').next().unwrap_or_default();
        let key: String = self.stem.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
        let mut entry = format!(
            "@misc{{{key},\n  title = {{{}}},\n  author = {{{{Precopy}}}},\n  year = {{{year}}},\n  note = {{Version {}}},\n",
            escaped(self.title),
            env!("CARGO_PKG_VERSION")
        );
        // Taken as it stands by what reads such fields; only what would close the field is written another way.
        for (name, value) in [("url", self.place()), ("urldate", self.date.to_owned())] {
            entry += "  ";
            entry += name;
            entry += " = {";
            for letter in value.chars() {
                match letter {
                    '{' => entry += "%7B",
                    '}' => entry += "%7D",
                    '\\' => entry += "%5C",
                    letter => entry.push(letter),
                }
            }
            entry += "},\n";
        }
        entry + "}\n"
    }

    /// Where it can be seen; without an address the link's own part, which any copy opens.
    fn place(&self) -> String {
        format!("{}#{}", self.address, self.link)
    }
}

/// A text in which nothing is a command.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => escaped += "\\textbackslash{}",
            '~' => escaped += "\\textasciitilde{}",
            '^' => escaped += "\\textasciicircum{}",
            '{' | '}' | '%' | '#' | '&' | '_' | '$' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITED: Cited<'_> = Cited {
        title: "50 % of {a_b} & \\ ~^ #$",
        stem: "precopy-1.5gib",
        date: "2026-02-03",
        address: "https://tools.example/precopy/",
        link: "v=1&ws=50pct&shape={}",
    };

    #[test]
    fn a_line_has_name_version_day_and_link() {
        let line = CITED.line();
        assert!(line.starts_with(concat!("Precopy ", env!("CARGO_PKG_VERSION"), " (2026-02-03): 50 % of")), "{line}");
        assert!(line.ends_with(" https://tools.example/precopy/#v=1&ws=50pct&shape={}"), "{line}");
    }

    #[test]
    fn an_entry_closes_what_it_opens() {
        let entry = CITED.bibtex();
        assert!(entry.starts_with("@misc{precopy-15gib,\n"), "{entry}");
        assert!(entry.contains("  year = {2026},\n") && entry.contains("  urldate = {2026-02-03},\n"));
        assert!(entry.contains(
            "title = {50 \\% of \\{a\\_b\\} \\& \\textbackslash{} \\textasciitilde{}\\textasciicircum{} \\#\\$}"
        ));
        assert!(entry.contains("url = {https://tools.example/precopy/#v=1&ws=50pct&shape=%7B%7D}"));
        let mut depth = 0;
        let mut before = ' ';
        for letter in entry.chars() {
            match letter {
                '{' if before != '\\' => depth += 1,
                '}' if before != '\\' => depth -= 1,
                _ => {}
            }
            assert!(0 <= depth);
            before = letter;
        }
        assert_eq!(depth, 0, "{entry}");
    }
}
