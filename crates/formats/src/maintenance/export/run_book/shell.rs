//! A run-book for a POSIX shell.

use precopy_model::plan::Technique;

use super::command::{Commands, Part};
use super::quote;
use super::words::{Book, Deed, Move, push_comment, push_left_over};

/// What the waves below are made of. A migration that fails ends the run-book, so that nothing is built on it.
const BEGINNING: &str = r#"set -eu
pids=
begin() { "$@" & pids="$pids $!"; }
over() {
    for pid in $pids; do
        wait "$pid" || { echo 'A migration failed: look at it before you go on.' >&2; exit 1; }
    done
    pids=
}
by_hand() { printf '%s Then press Enter. ' "$1"; read -r answer; }
"#;

pub(super) fn text(book: &Book<'_>, commands: &Commands) -> String {
    let mut text = "#!/bin/sh\n".to_owned();
    for line in book.head() {
        push_comment(&mut text, &line);
    }
    text.push('\n');
    text.push_str(BEGINNING);
    let waves = book.waves();
    let mut moved: Vec<usize> = Vec::new();
    for (deed, _) in waves.iter().flat_map(|wave| &wave.deeds) {
        if let Deed::Move(one) = deed
            && !is_number(book.guest(one.guest))
            && !moved.contains(&one.guest)
        {
            moved.push(one.guest);
        }
    }
    precopy_model::numeric::sort(&mut moved);
    let wants_numbers = commands.pre_copy.iter().any(|part| matches!(part, Part::VmNumber));
    if wants_numbers && !moved.is_empty() {
        text.push_str("\n# The product takes numbers of VMs, not names: put them in here.\n");
        for guest in moved {
            text += &format!("{}= # {}\n", variable(guest), quote::comment(book.guest(guest)));
        }
    }
    let options = book.options();
    for wave in waves {
        text.push('\n');
        push_comment(&mut text, &wave.title);
        let is_alone = wave.deeds.len() == 1;
        let mut has_begun = false;
        let mut by_hand = String::new();
        for (deed, said) in &wave.deeds {
            match deed {
                Deed::Move(one) => {
                    push_comment(&mut text, said);
                    if one.technique == Technique::PostCopy && commands.post_copy.is_none() {
                        push_comment(&mut text, Book::NO_POST_COPY);
                    }
                    if !is_alone {
                        text.push_str("begin ");
                        has_begun = true;
                    }
                    text += &command(book, commands, one, &options);
                    text.push('\n');
                }
                Deed::Hand(action) => {
                    push_comment(&mut by_hand, said);
                    by_hand += &format!("by_hand {}\n", quote::shell(&quote::comment(&book.by_hand(*action))));
                }
            }
        }
        text += &by_hand;
        if has_begun {
            text.push_str("over\n");
        }
    }
    push_left_over(&mut text, book);
    text
}

/// A piece of a command that is given on another host: what that shell reads, or what this one puts in.
enum Piece {
    There(String),
    Here(String),
}

fn command(book: &Book<'_>, commands: &Commands, one: &Move, options: &str) -> String {
    let parts = match (one.technique, commands.post_copy) {
        (Technique::PostCopy, Some(parts)) => parts,
        _ => commands.pre_copy,
    };
    let (from, to) = (book.host(one.from), book.host(one.to));
    let pieces = parts.iter().map(|part| match part {
        Part::Text(words) => Piece::There((*words).to_owned()),
        Part::Vm => Piece::There(quote::shell(book.guest(one.guest))),
        Part::VmNumber if is_number(book.guest(one.guest)) => Piece::There(book.guest(one.guest).to_owned()),
        Part::VmNumber => Piece::Here(format!("\"${{{}:?}}\"", variable(one.guest))),
        Part::From(before, after) => Piece::There(quote::shell(&format!("{before}{from}{after}"))),
        Part::To(before, after) => Piece::There(quote::shell(&format!("{before}{to}{after}"))),
        Part::FromAddress(before, after) => {
            Piece::There(quote::shell(&format!("{before}{}{after}", quote::address(from))))
        }
        Part::ToAddress(before, after) => Piece::There(quote::shell(&format!("{before}{}{after}", quote::address(to)))),
        Part::Options => Piece::There(options.to_owned()),
    });
    if !commands.on_source {
        return pieces
            .map(|piece| match piece {
                Piece::There(text) | Piece::Here(text) => text,
            })
            .collect();
    }
    let mut line = format!("ssh -n {} ", quote::shell(from));
    let mut there = String::new();
    for piece in pieces {
        match piece {
            Piece::There(text) => there += &text,
            Piece::Here(text) => {
                line += &quote::shell(&std::mem::take(&mut there));
                line += &text;
            }
        }
    }
    if !there.is_empty() {
        line += &quote::shell(&there);
    }
    line
}

/// The variable that holds the number of a VM.
fn variable(guest: usize) -> String {
    format!("vmid_{}", guest + 1)
}

fn is_number(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_digit())
}
