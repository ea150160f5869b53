//! A run-book of Kubernetes resources, one a migration.

use precopy_model::plan::Technique;

use super::quote;
use super::words::{Book, Deed, push_comment, push_left_over};

pub(super) fn text(book: &Book<'_>) -> String {
    let mut text = String::new();
    for line in book.head() {
        push_comment(&mut text, &line);
    }
    push_comment(
        &mut text,
        "Create what stands below wave after wave: kubectl create -f FILE, each wave in a file of its own.",
    );
    let mut count = 0;
    for wave in book.waves() {
        text.push('\n');
        push_comment(&mut text, &wave.title);
        for (deed, said) in wave.deeds {
            match deed {
                Deed::Move(one) => {
                    count += 1;
                    text.push_str("---\n");
                    push_comment(&mut text, &said);
                    if one.technique == Technique::PostCopy {
                        push_comment(&mut text, Book::NO_POST_COPY);
                    }
                    text += &format!(
                        "apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstanceMigration\nmetadata:\n  name: plan-{count:04}\nspec:\n  \
                         vmiName: {}\n  addedNodeSelector:\n    kubernetes.io/hostname: {}\n",
                        quote::json(book.guest(one.guest)),
                        quote::json(book.host(one.to)),
                    );
                }
                Deed::Hand(action) => {
                    push_comment(&mut text, &format!("By hand: {} ({said})", quote::comment(&book.by_hand(action))));
                }
            }
        }
    }
    push_left_over(&mut text, book);
    text
}
