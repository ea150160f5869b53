//! Whether the memory on both sides is the same, page by page, from images of both.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::failure::{Failure, Outcome};
use crate::parameters::{BYTES_PER_PAGE, LOW_PAGES, Parameters};

const PAGE: usize = BYTES_PER_PAGE as usize;

/// The guest's own data (guest/link.ld): it goes on working as soon as it has arrived.
const OWN_PAGES: std::ops::Range<u64> = 512..LOW_PAGES;

/// How strict to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Since {
    /// The guest has not run at the destination: all pages are the same.
    Halted,
    /// It has: pages of the hot set may have been written again, which the number of the write in them tells.
    Resumed,
}

/// Memory that is as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Same {
    pub(crate) pages: u64,
    /// Pages of the hot set with a newer write at the destination.
    pub(crate) rewritten: u64,
}

/// Compares two images; a failure names the first pages that differ.
pub(crate) fn compare(source: &Path, destination: &Path, parameters: &Parameters, since: Since) -> Outcome<Same> {
    let hot = LOW_PAGES..LOW_PAGES + parameters.hwset_pages;
    let mut last_write = 0;
    for_each_pair(source, source, |page, content, _| {
        if hot.contains(&page) {
            last_write = last_write.max(write_number(content));
        }
        Ok(())
    })?;
    let mut same = Same { pages: 0, rewritten: 0 };
    let mut different = Vec::new();
    let mut count = 0;
    for_each_pair(source, destination, |page, left, right| {
        same.pages += 1;
        if left == right {
            return Ok(());
        }
        let may_differ = since == Since::Resumed
            && (OWN_PAGES.contains(&page)
                || (hot.contains(&page) && left.get(4..) == right.get(4..) && last_write < write_number(right)));
        if !may_differ {
            count += 1;
            if different.len() < 5 {
                different.push(told(page, left, right));
            }
        } else if hot.contains(&page) {
            same.rewritten += 1;
        }
        Ok(())
    })?;
    if count == 0 {
        return Ok(same);
    }
    Err(Failure::new(format!("{count} of {} pages differ, the first are {}", same.pages, different.join(", "))))
}

/// Where a page differs first, and how.
fn told(page: u64, left: &[u8], right: &[u8]) -> String {
    match left.iter().zip(right).enumerate().find(|(_, (source, destination))| source != destination) {
        Some((at, (source, destination))) => format!("{page} (byte {at}: {source:#04x} became {destination:#04x})"),
        None => page.to_string(),
    }
}

/// Which write put the page there: its first word.
fn write_number(page: &[u8]) -> u32 {
    match page {
        [a, b, c, d, ..] => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}

fn for_each_pair(left: &Path, right: &Path, mut look: impl FnMut(u64, &[u8], &[u8]) -> Outcome) -> Outcome {
    let open = |path: &Path| File::open(path).map_err(|error| Failure::system(path.display(), &error));
    let (mut left_file, mut right_file) = (open(left)?, open(right)?);
    let mut buffers = [vec![0; 256 * PAGE], vec![0; 256 * PAGE]];
    let mut page = 0;
    loop {
        let [left_buffer, right_buffer] = &mut buffers;
        let length = fill(&mut left_file, left_buffer).map_err(|error| Failure::system(left.display(), &error))?;
        let other = fill(&mut right_file, right_buffer).map_err(|error| Failure::system(right.display(), &error))?;
        if length != other || length % PAGE != 0 {
            return Err(Failure::new("the images of memory are not of the same size"));
        }
        if length == 0 {
            return Ok(());
        }
        let pages = left_buffer.chunks_exact(PAGE).zip(right_buffer.chunks_exact(PAGE)).take(length / PAGE);
        for (left_page, right_page) in pages {
            look(page, left_page, right_page)?;
            page += 1;
        }
    }
}

/// Reads until the buffer is full or the file ends.
fn fill(file: &mut File, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            more => length += more,
        }
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::parameters::tests::parameters;
    use crate::run_folder::RunFolder;

    /// An image of 1100 pages whose page 1030 (hot) has been written by write 7.
    fn image() -> Vec<u8> {
        let mut bytes: Vec<u8> = (0..1100 * PAGE).map(|at| (at / PAGE % 251) as u8).collect();
        for page in 1024..1034 {
            bytes[page * PAGE..page * PAGE + 4].copy_from_slice(&0_u32.to_le_bytes());
        }
        bytes[1030 * PAGE..1030 * PAGE + 4].copy_from_slice(&7_u32.to_le_bytes());
        bytes
    }

    fn compared(change: impl FnOnce(&mut Vec<u8>), since: Since) -> Outcome<Same> {
        let folder = RunFolder::new()?;
        let (left, right) = (folder.file("left"), folder.file("right"));
        let mut changed = image();
        change(&mut changed);
        fs::write(&left, image()).unwrap();
        fs::write(&right, changed).unwrap();
        compare(&left, &right, &parameters("vmsize_mib=64 wset_pages=100 hwset_pages=10")?, since)
    }

    fn set(image: &mut [u8], page: usize, at: usize, value: u8) {
        image[page * PAGE + at] = value;
    }

    #[test]
    fn the_same_is_the_same() {
        for since in [Since::Halted, Since::Resumed] {
            assert_eq!(compared(|_| {}, since), Ok(Same { pages: 1100, rewritten: 0 }));
        }
    }

    #[test]
    fn a_later_write_is_no_loss() {
        assert_eq!(compared(|image| set(image, 1025, 0, 8), Since::Resumed), Ok(Same { pages: 1100, rewritten: 1 }));
        assert!(compared(|image| set(image, 1025, 0, 8), Since::Halted).is_err());
        assert!(compared(|image| set(image, 600, 9, 9), Since::Resumed).is_ok(), "the guest's own data");
    }

    #[test]
    fn a_lost_write_is_found() {
        let failure = compared(|image| set(image, 1030, 0, 6), Since::Resumed).unwrap_err().to_string();
        assert!(failure.contains("1 of 1100") && failure.contains("1030"), "{failure}");
        assert!(compared(|image| set(image, 1031, 8, 200), Since::Resumed).is_err(), "not where a write goes");
        assert!(compared(|image| set(image, 1040, 0, 200), Since::Resumed).is_err(), "not in the hot set");
        assert!(compared(|image| set(image, 3, 0, 200), Since::Resumed).is_err(), "below");
        assert!(compared(|image| image.truncate(1099 * PAGE), Since::Resumed).is_err(), "another size");
    }
}
