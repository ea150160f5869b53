//! Single objects out of JSON that comes in chunks: of a file with one after another, of a list, and of a list within an object, as
//! `kubectl` and OpenStack write it. So only one of them is in memory at a time.

use super::MOST_OBJECT_BYTES;

/// Lists below these names, in the outermost object, are taken apart.
const LISTS: [&[u8]; 5] = [b"items", b"migrations", b"records", b"results", b"return"];

/// Names that are longer are none of these.
const LONGEST: usize = 16;

/// What was found, with the line on which it begins.
pub(super) struct Item<'a> {
    pub(super) line: usize,
    pub(super) what: Found<'a>,
}

pub(super) enum Found<'a> {
    /// The text of an object.
    Object(&'a [u8]),
    /// One that is too long to be read.
    TooLong,
    /// One whose end does not come, or not before another begins.
    Broken,
    /// Something that stands where only objects are read.
    Stray,
}

/// JSON on its way to objects.
#[derive(Debug)]
pub(super) struct Splitter {
    line: usize,
    depth: usize,
    /// Objects are read at this depth.
    base: usize,
    /// Whether the outermost object turned out to hold a list of what is read.
    in_envelope: bool,
    /// The object that is being read, and its first line.
    object: Vec<u8>,
    reading: Option<usize>,
    is_long: bool,
    is_broken: bool,
    in_string: bool,
    escaped: bool,
    /// The last string, as far as it can be one of the names.
    last: Vec<u8>,
    /// The last letter that was no space, and whether one has come in this line.
    before: u8,
    is_line_begun: bool,
    /// The line for which strays have been told.
    strayed: usize,
}

impl Splitter {
    /// Begins, so many lines into a file.
    pub(super) fn after(lines: usize) -> Self {
        Self {
            line: lines + 1,
            depth: 0,
            base: 0,
            in_envelope: false,
            object: Vec::new(),
            reading: None,
            is_long: false,
            is_broken: false,
            in_string: false,
            escaped: false,
            last: Vec::new(),
            before: 0,
            is_line_begun: false,
            strayed: 0,
        }
    }

    /// Takes a chunk, and gives what is whole.
    pub(super) fn push(&mut self, chunk: &[u8], mut each: impl FnMut(Item<'_>)) {
        for byte in chunk {
            self.byte(*byte, &mut each);
        }
    }

    /// The end: what is open is broken.
    pub(super) fn finish(&mut self, mut each: impl FnMut(Item<'_>)) {
        self.give_up(&mut each);
    }

    fn byte(&mut self, byte: u8, each: &mut impl FnMut(Item<'_>)) {
        if self.in_string {
            self.keep(byte);
            self.in_string(byte);
        } else {
            match byte {
                b'{' => self.open_object(each),
                b'[' => self.open_list(),
                b'}' | b']' => self.close(byte, each),
                b'"' => {
                    self.keep(byte);
                    self.stray(byte, each);
                    self.in_string = true;
                    self.last.clear();
                }
                _ => {
                    self.keep(byte);
                    self.stray(byte, each);
                }
            }
        }
        if byte == b'\n' {
            self.line += 1;
            self.is_line_begun = false;
        } else if !byte.is_ascii_whitespace() {
            self.is_line_begun = true;
            self.before = byte;
        }
    }

    fn in_string(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'"' => self.in_string = false,
            // A string does not go over lines: something was not closed.
            b'\n' => {
                self.in_string = false;
                self.is_broken = true;
            }
            _ if self.last.len() < LONGEST => self.last.push(byte),
            _ => {}
        }
    }

    fn open_object(&mut self, each: &mut impl FnMut(Item<'_>)) {
        // Within JSON a brace follows a colon, a comma or a bracket; where it begins a line instead, what was open was never closed.
        let is_new = !self.is_line_begun && (self.is_broken || !b":,[".contains(&self.before));
        if self.reading.is_some() && is_new {
            self.give_up(each);
        }
        if self.reading.is_none() && self.depth == self.base {
            self.reading = Some(self.line);
            self.object.clear();
            self.is_long = false;
            self.is_broken = false;
        }
        self.depth += 1;
        self.keep(b'{');
    }

    fn open_list(&mut self) {
        let is_outermost = self.base == 0 && (self.reading.is_some() || self.in_envelope);
        let of_name = self.before == b':' && LISTS.contains(&self.last.as_slice());
        if self.depth == 0 {
            self.base = 1;
        } else if is_outermost && self.depth == 1 && of_name {
            self.reading = None;
            self.object.clear();
            self.in_envelope = true;
            self.base = 2;
        } else {
            self.keep(b'[');
        }
        self.depth += 1;
    }

    fn close(&mut self, byte: u8, each: &mut impl FnMut(Item<'_>)) {
        self.keep(byte);
        if self.depth == 0 {
            self.stray(byte, each);
            return;
        }
        let ends_list = self.reading.is_none() && self.base != 0 && self.depth == self.base;
        self.depth -= 1;
        if let (Some(line), true) = (self.reading, self.depth == self.base) {
            self.reading = None;
            let what = if self.is_long { Found::TooLong } else { Found::Object(&self.object) };
            each(Item { line, what });
        } else if ends_list {
            self.base = 0;
        }
        if self.depth == 0 {
            self.in_envelope = false;
        }
    }

    fn keep(&mut self, byte: u8) {
        if self.reading.is_none() {
            return;
        }
        if self.object.len() < MOST_OBJECT_BYTES {
            self.object.push(byte);
        } else {
            self.is_long = true;
        }
    }

    /// What is open is told, and objects are read again at the depth of lists.
    fn give_up(&mut self, each: &mut impl FnMut(Item<'_>)) {
        if let Some(line) = self.reading.take() {
            each(Item { line, what: Found::Broken });
            self.depth = self.base;
            self.object.clear();
        }
    }

    /// Something outside of objects, which is told once a line. Commas separate, and arrows say who speaks.
    fn stray(&mut self, byte: u8, each: &mut impl FnMut(Item<'_>)) {
        let is_outside = self.reading.is_none() && self.depth == self.base && (self.depth != 1 || self.base == 1);
        let is_one = !byte.is_ascii_whitespace() && !b",;<->".contains(&byte);
        if is_outside && is_one && self.strayed != self.line {
            self.strayed = self.line;
            each(Item { line: self.line, what: Found::Stray });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, size: usize) -> Vec<(usize, String)> {
        let mut splitter = Splitter::after(0);
        let mut all = Vec::new();
        let mut keep = |item: Item<'_>| {
            let text = match item.what {
                Found::Object(text) => String::from_utf8(text.to_vec()).unwrap(),
                Found::TooLong => "too long".to_owned(),
                Found::Broken => "broken".to_owned(),
                Found::Stray => "stray".to_owned(),
            };
            all.push((item.line, text));
        };
        text.as_bytes().chunks(size).for_each(|chunk| splitter.push(chunk, &mut keep));
        splitter.finish(&mut keep);
        all
    }

    #[track_caller]
    fn gives(text: &str, expected: &[(usize, &str)]) {
        for size in [1, 2, 3, 7, 10_000] {
            let all = split(text, size);
            let all: Vec<(usize, &str)> = all.iter().map(|(line, text)| (*line, text.as_str())).collect();
            assert_eq!(all, expected, "{text} in chunks of {size}");
        }
    }

    #[test]
    fn objects_are_found_wherever_lists_are() {
        gives(
            "{\"a\": {\"b\": [1]}}\n{\"c\": \"}{\\\"\"}",
            &[(1, "{\"a\": {\"b\": [1]}}"), (2, "{\"c\": \"}{\\\"\"}")],
        );
        gives("[{\"a\":1},\n {\"b\":[{}]}]", &[(1, "{\"a\":1}"), (2, "{\"b\":[{}]}")]);
        gives(
            "{\"kind\": \"List\", \"items\": [\n{\"a\":1},\n{\"b\":2}], \"metadata\": {\"x\": [{}]}}\n{\"c\":3}",
            &[(2, "{\"a\":1}"), (3, "{\"b\":2}"), (4, "{\"c\":3}")],
        );
        gives("{\"spec\": {\"items\": [{\"a\":1}]}}", &[(1, "{\"spec\": {\"items\": [{\"a\":1}]}}")]);
        gives("<- {\"a\":1}\n-> {\"b\":2}", &[(1, "{\"a\":1}"), (2, "{\"b\":2}")]);
        gives("[]", &[]);
    }

    #[test]
    fn what_is_broken_does_not_swallow_the_rest() {
        gives("{\"a\": 1\n{\"b\":2}\n{\"c\":3}", &[(1, "broken"), (2, "{\"b\":2}"), (3, "{\"c\":3}")]);
        gives("{\"a\": \"open\n{\"b\":2}", &[(1, "broken"), (2, "{\"b\":2}")]);
        gives("{\"items\": [{\"a\": {\n{\"b\":2}]}", &[(1, "broken"), (2, "{\"b\":2}")]);
        gives("{\"a\": [1, 2", &[(1, "broken")]);
        gives("]]}\n{\"b\":2}", &[(1, "stray"), (2, "{\"b\":2}")]);
        gives("[1, 2, {\"b\":2}]", &[(1, "stray"), (1, "{\"b\":2}")]);
        gives("{\"b\":2} oops oops\n", &[(1, "{\"b\":2}"), (1, "stray")]);
        // Objects within an object may begin lines.
        gives("{\"a\":\n{\"b\":2},\n\"c\": [\n{},\n{}]}", &[(1, "{\"a\":\n{\"b\":2},\n\"c\": [\n{},\n{}]}")]);
    }

    #[test]
    fn an_object_without_end_takes_no_more_than_it_may() {
        let mut splitter = Splitter::after(0);
        let mut found = 0;
        splitter.push(b"{\"a\":\"", |_| found += 1);
        for _ in 0..30 {
            splitter.push(&vec![b'x'; 100_000], |_| found += 1);
            assert!(splitter.object.len() <= MOST_OBJECT_BYTES && splitter.last.len() <= LONGEST);
        }
        let mut is_long = false;
        splitter.push(b"\"}", |item| is_long = matches!(item.what, Found::TooLong));
        assert!(found == 0 && is_long);
    }
}
