//! A run-book for PowerShell.

use precopy_model::plan::Technique;

use super::command::{Commands, Part};
use super::quote;
use super::words::{Book, Deed, push_comment, push_left_over};

pub(super) fn text(book: &Book<'_>, commands: &Commands) -> String {
    let mut text = String::new();
    for line in book.head() {
        push_comment(&mut text, &line);
    }
    // A migration that fails ends the run-book, so that nothing is built on it.
    text.push_str("\n$ErrorActionPreference = 'Stop'\n");
    for wave in book.waves() {
        text.push('\n');
        push_comment(&mut text, &wave.title);
        let (mut moves, mut by_hand) = (String::new(), String::new());
        for (deed, said) in &wave.deeds {
            match deed {
                Deed::Move(one) => {
                    moves += &format!("    # {said}\n");
                    if one.technique == Technique::PostCopy {
                        moves += &format!("    # {}\n", Book::NO_POST_COPY);
                    }
                    moves.push_str("    ");
                    for part in commands.pre_copy {
                        match part {
                            Part::Text(words) => moves += words,
                            Part::Vm | Part::VmNumber => moves += &quote::power_shell(book.guest(one.guest)),
                            Part::From(before, after) | Part::FromAddress(before, after) => {
                                moves += &quote::power_shell(&format!("{before}{}{after}", book.host(one.from)));
                            }
                            Part::To(before, after) | Part::ToAddress(before, after) => {
                                moves += &quote::power_shell(&format!("{before}{}{after}", book.host(one.to)));
                            }
                            Part::Options => {}
                        }
                    }
                    moves.push('\n');
                }
                Deed::Hand(action) => {
                    push_comment(&mut by_hand, said);
                    let sentence = quote::comment(&book.by_hand(*action)) + " Then press Enter";
                    by_hand += &format!("Read-Host {} | Out-Null\n", quote::power_shell(&sentence));
                }
            }
        }
        if !moves.is_empty() {
            text += &format!("$wave = @(\n{moves})\n");
        }
        text += &by_hand;
        if !moves.is_empty() {
            text.push_str(commands.waits);
            text.push('\n');
        }
    }
    push_left_over(&mut text, book);
    text
}
