//! The files of the lessons: each is fetched when it is wanted, and kept as long as the document is open.

use std::cell::RefCell;
use std::rc::Rc;

use precopy_base::browser::turn::turn;
use precopy_formats::lessons::{Contents, Lesson, Plain, Remade, Sheet, Tree};

use super::data::text_at;

/// The course in one file: its name, and where it lies.
pub(crate) const COURSE: &str = "precopy-course.html";

thread_local! {
    static CONTENTS: RefCell<Option<Rc<Contents>>> = const { RefCell::new(None) };
    static LESSONS: RefCell<Vec<Rc<Lesson>>> = const { RefCell::new(Vec::new()) };
    static GALLERY: RefCell<Vec<Rc<Remade>>> = const { RefCell::new(Vec::new()) };
    static SHEET: RefCell<Option<Rc<Sheet>>> = const { RefCell::new(None) };
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

/// The papers' figures; none when they cannot be fetched or read.
pub(crate) async fn gallery() -> Option<Vec<Rc<Remade>>> {
    let known = GALLERY.with_borrow(Clone::clone);
    if !known.is_empty() {
        return Some(known);
    }
    let read: Vec<Rc<Remade>> = fetch::<Vec<Remade>>("gallery").await?.into_iter().map(Rc::new).collect();
    GALLERY.replace(read.clone());
    Some(read)
}

/// The formula sheet; none when it cannot be fetched or read.
pub(crate) async fn sheet() -> Option<Rc<Sheet>> {
    if let Some(known) = SHEET.with_borrow(Clone::clone) {
        return Some(known);
    }
    let read = Rc::new(fetch::<Sheet>("formulas").await?);
    SHEET.replace(Some(Rc::clone(&read)));
    Some(read)
}

/// The text of the course in one file; none when it cannot be had. It is large, and asked for once if at all, so that it is not kept.
pub(crate) async fn course() -> Option<String> {
    text_at(&[COURSE]).await
}

async fn fetch<T: Plain>(name: &str) -> Option<T> {
    // A page that is taken away as soon as it was there asks for nothing.
    turn().await;
    T::of_tree(&Tree::read(&text_at(&["lessons/", name, ".json"]).await?)?)
}
