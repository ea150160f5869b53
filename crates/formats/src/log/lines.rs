//! Lines out of chunks of bytes.

/// Longer lines are cut; what was cut is not kept.
pub(super) const MOST_BYTES: usize = 65_536;

/// Bytes on their way to lines.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The beginning of a line whose end has not come yet.
    open: Vec<u8>,
    is_long: bool,
    count: usize,
}

/// A line with its number, from 1.
pub(super) struct Line<'a> {
    pub(super) number: usize,
    /// Without its end.
    pub(super) text: &'a str,
    /// Whether it was too long to be kept.
    pub(super) is_long: bool,
}

impl Lines {
    /// Takes a chunk, and gives each line that is whole.
    pub(super) fn push(&mut self, mut chunk: &[u8], mut each: impl FnMut(Line<'_>)) {
        while let Some(end) = chunk.iter().position(|byte| *byte == b'\n') {
            let (head, rest) = chunk.split_at(end);
            chunk = rest.get(1..).unwrap_or_default();
            if self.open.is_empty() && head.len() <= MOST_BYTES && !self.is_long {
                self.count += 1;
                Self::give(head, self.count, false, &mut each);
            } else {
                self.keep(head);
                self.end(&mut each);
            }
        }
        self.keep(chunk);
    }

    /// The last line, where nothing ends it.
    pub(super) fn finish(&mut self, mut each: impl FnMut(Line<'_>)) {
        if !self.open.is_empty() || self.is_long {
            self.end(&mut each);
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = MOST_BYTES - self.open.len().min(MOST_BYTES);
        self.is_long |= room < bytes.len();
        self.open.extend_from_slice(bytes.get(..room.min(bytes.len())).unwrap_or_default());
    }

    fn end(&mut self, each: &mut impl FnMut(Line<'_>)) {
        self.count += 1;
        let open = std::mem::take(&mut self.open);
        Self::give(&open, self.count, self.is_long, each);
        self.open = open;
        self.open.clear();
        self.is_long = false;
    }

    fn give(bytes: &[u8], number: usize, is_long: bool, each: &mut impl FnMut(Line<'_>)) {
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let bytes = if number == 1 { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes) } else { bytes };
        each(Line { number, text: &String::from_utf8_lossy(bytes), is_long });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_do_not_depend_on_chunks() {
        let text = "\u{feff}one\r\n\nthree é\nfour";
        for size in 1..12 {
            let mut lines = Lines::default();
            let mut all = Vec::new();
            let mut keep = |line: Line<'_>| all.push((line.number, line.text.to_owned()));
            text.as_bytes().chunks(size).for_each(|chunk| lines.push(chunk, &mut keep));
            lines.finish(&mut keep);
            let expected = [(1, "one"), (2, ""), (3, "three é"), (4, "four")];
            assert_eq!(all, expected.map(|(number, text)| (number, text.to_owned())), "{size}");
        }
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let mut lines = Lines::default();
        let mut long = Vec::new();
        for _ in 0..100 {
            lines.push(&[b'x'; 10_000], |line| long.push(line.is_long));
            assert!(lines.open.len() <= MOST_BYTES);
        }
        lines.push(b"\nshort\n", |line| long.push(line.is_long));
        assert_eq!(long, [true, false]);
    }
}
