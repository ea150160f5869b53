//! What recorded migrations had left to send from moment to moment, as a table: one line a moment.

use csv::{ReaderBuilder, StringRecord};
use precopy_model::quantity::{Pages, Seconds};

/// The course of one migration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// Name of the run.
    pub id: String,
    /// What was left, in the order of time.
    pub left: Vec<(Seconds, Pages)>,
}

/// Reads such a table: columns `id`, `t_ms`, `remaining`, in any order, others ignored. Lines that cannot be read are left out: a
/// course with a moment less is the same course.
///
/// ```
/// let courses = precopy_formats::runs::read_courses("id,t_ms,remaining\na,20,1000\na,120,many\nb,20,7\na,220,500\n");
/// assert_eq!(courses.len(), 2);
/// assert_eq!(courses[0].left.len(), 2);
/// ```
#[must_use]
pub fn read_courses(text: &str) -> Vec<Course> {
    let mut courses: Vec<Course> = Vec::new();
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let Ok(header) = reader.headers() else { return courses };
    let place = |name: &str| header.iter().position(|column| column == name);
    let (Some(id), Some(time), Some(left)) = (place("id"), place("t_ms"), place("remaining")) else { return courses };
    let number = |record: &StringRecord, place: usize| {
        let number = record.get(place)?.trim().parse::<f64>().ok()?;
        (number.is_finite() && 0.0 <= number).then_some(number)
    };
    let mut record = StringRecord::new();
    while let Ok(true) = reader.read_record(&mut record) {
        let (Some(id), Some(at), Some(left)) = (record.get(id), number(&record, time), number(&record, left)) else {
            continue;
        };
        let moment = (Seconds::from_milliseconds(at), Pages::from_pages(left));
        // Those of one run stand together, and where they do not, they are found.
        let last = courses.last().is_some_and(|course| course.id == id);
        let index = if last { courses.len().checked_sub(1) } else { courses.iter().position(|course| course.id == id) };
        match index.and_then(|index| courses.get_mut(index)) {
            Some(course) => course.left.push(moment),
            None => courses.push(Course { id: id.to_owned(), left: vec![moment] }),
        }
    }
    courses
}
