//! The files of the lessons: each is fetched when it is wanted, and kept as long as the document is open.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_base::browser::turn::turn;
use precopy_formats::lessons::{Contents, Lesson, Plain, Tree};

use super::data::text_at;

thread_local! {
    static CONTENTS: RefCell<Option<Rc<Contents>>> = const { RefCell::new(None) };
    static LESSONS: RefCell<Vec<Rc<Lesson>>> = const { RefCell::new(Vec::new()) };
}

/// What lessons there are; none when it cannot be fetched or read.
pub(crate) async fn contents() -> Option<Rc<Contents>> {
    if let Some(known) = CONTENTS.with_borrow(Clone::clone) {
        return Some(known);
    }
    let read = Rc::new(fetch::<Contents>("contents").await?);
    CONTENTS.replace(Some(Rc::clone(&read)));
    Some(read)
}

/// A lesson; none when it cannot be fetched or read.
pub(crate) async fn lesson(id: &str) -> Option<Rc<Lesson>> {
    let known = LESSONS.with_borrow(|lessons| lessons.iter().find(|lesson| lesson.id == id).cloned());
    if known.is_some() {
        return known;
    }
    let read = Rc::new(fetch::<Lesson>(id).await?);
    LESSONS.with_borrow_mut(|lessons| lessons.push(Rc::clone(&read)));
    Some(read)
}

async fn fetch<T: Plain>(name: &str) -> Option<T> {
    // A page that is taken away as soon as it was there asks for nothing.
    turn().await;
    T::of_tree(&Tree::read(&text_at(&["lessons/", name, ".json"]).await?)?)
}
