//! Tests that the chart can be read, on a backend that only notes what is written where.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::handles::Handle;
use super::remaining::draw;
use super::{Drawn, Palette, Pen, Scene};
use crate::state::{State, View, Zoom};

const UNITS: f64 = 4.0;

/// A text with its box in CSS pixels: left, top, right, bottom.
type Written = (String, [f64; 4]);

/// As wide as letters of a common font are.
fn width(text: &str, size: f64, _bold: bool) -> f64 {
    text.chars().count() as f64 * size * 0.58
}

struct Notes {
    size: (u32, u32),
    written: Rc<RefCell<Vec<Written>>>,
}

type Outcome<T = ()> = Result<T, DrawingErrorKind<Infallible>>;

impl DrawingBackend for Notes {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Outcome {
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, _: I, _: &S) -> Outcome {
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, _: I, _: &S) -> Outcome {
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Outcome {
        let (x, y, size) = (f64::from(x) / UNITS, f64::from(y) / UNITS, style.size() / UNITS);
        let width = width(text, size, false);
        let left = match style.anchor().h_pos {
            HPos::Left => x,
            HPos::Center => x - width / 2.0,
            HPos::Right => x - width,
        };
        let place = [left, y - size * 0.5, left + width, y + size * 0.5];
        let mut written = self.written.borrow_mut();
        // What shines round the letters is written first, at a hair's breadth.
        if let Some((last, at)) = written.last_mut()
            && last == text
            && (at[0] - left).abs() < 4.0
        {
            *at = place;
        } else {
            written.push((text.to_owned(), place));
        }
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Outcome<(u32, u32)> {
        Ok((width(text, style.size(), false) as u32, style.size() as u32))
    }
}

/// What is written in the chart of a scene.
pub(super) fn written(scene: &Scene<'_>, size: (f64, f64)) -> Vec<Written> {
    let written = Rc::default();
    let units = |pixels: f64| (pixels * UNITS) as u32;
    let notes = Notes { size: (units(size.0), units(size.1)), written: Rc::clone(&written) };
    let area = notes.into_drawing_area();
    let pen = Pen::new(&area, UNITS, &width);
    draw(&pen, scene, &Palette::LIGHT).unwrap();
    written.take()
}

const SCENARIOS: [&str; 22] = [
    "",
    "dirty=45000pages/s",
    "hv=xen",
    "hv=xen&dirty=500000pages/s",
    "hv=kvm-paper&dirty=45000pages/s",
    "hv=kvm-paper&dirty=7000pages/s&max-downtime=10s",
    "hot=100pct&dirty=20000pages/s",
    "ws=20pct&empty-rate=100000pages/s",
    "ws=100pct&hot=0pct&dirty=0pages/s",
    "max-downtime=60s&device-state=20s",
    "mem=12TiB&ws=9TiB&hot=1TiB&dirty=1234567pages/s&link=100Gbit/s&cap=none",
    "hv=custom&dirty=50000pages/s&time-limit=30s&on-limit=cancel",
    "hv=qemu-auto-converge&dirty=45000pages/s",
    "hv=libvirt&dirty=300000pages/s&time-limit=60s&on-limit=post-copy",
    "hv=proxmox&dirty=280000pages/s",
    "dirty=32700pages/s",
    "curves=expected",
    "curves=expected&dirty=45000pages/s",
    "curves=expected&hv=xen",
    "curves=bound&dirty=45000pages/s",
    "pin-a=One;dirty:25000pages/s&pin-b=Two;mem:8GiB&pin-c=Three;dirty:45000pages/s&pin-d=Four;mem:1TiB",
    "hv=xen&dirty=500000pages/s&pin-a=One;hv:xen&pin-b=Two;hv:qemu&pin-f=Three;hv:xen;hot:2GiB;dirty:300000pages/s",
];

/// Every scenario in every view in three sizes.
fn everywhere(see: impl Fn(&str, (f64, f64), &[Written])) {
    for link in SCENARIOS {
        let state = State::from_link(link);
        for size in [(316.0, 320.0), (830.0, 400.0), (1400.0, 640.0)] {
            for zoom in Zoom::ALL {
                for (log_pages, log_time, symbols) in
                    [(false, false, false), (true, false, false), (true, true, false), (false, false, true)]
                {
                    let view = View { zoom, log_pages, log_time, symbols, table: false };
                    for handles in [&[][..], &Handle::ALL] {
                        let drawn = Drawn { view, ..Drawn::of(&state, handles.to_vec()) };
                        let what = format!("{link} {view:?} {size:?} {handles:?}");
                        see(&what, size, &written(&drawn.scene(), size));
                    }
                }
            }
        }
    }
}

#[test]
fn no_label_lies_over_another() {
    everywhere(|what, _, written| {
        for (index, (text, a)) in written.iter().enumerate() {
            for (other, b) in &written[index + 1..] {
                let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                assert!(apart, "{what}: “{text}” {a:?} and “{other}” {b:?}");
            }
        }
    });
}

#[test]
fn no_label_leaves_the_chart_and_each_axis_has_some() {
    everywhere(|what, (width, height), written| {
        for (text, [left, top, right, bottom]) in written {
            assert!(
                -1.0 <= *left && *right <= width + 1.0 && -1.0 <= *top && *bottom <= height + 1.0,
                "{what}: {text}"
            );
        }
        assert!(5 <= written.len(), "{what}: {}", written.len());
    });
}

fn names(link: &str) -> Vec<String> {
    let state = State::from_link(link);
    let drawn = Drawn::of(&state, Handle::ALL.to_vec());
    written(&drawn.scene(), (830.0, 400.0)).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn lines_and_areas_have_their_names() {
    let names = names("");
    for name in [
        "bound",
        "expected",
        "paper",
        "hot",
        "sent once",
        "empty",
        "stop threshold 9,830 pages",
        "first pass: all memory",
    ] {
        assert!(names.iter().any(|text| text == name), "{name} among {names:?}");
    }
}

#[test]
fn pinned_curves_have_their_letters_and_say_where_they_leave_the_chart() {
    let huge = "mem:1TiB;ws:900GiB;hot:800GiB;dirty:9000000pages/s";
    let names = names(&format!("pin-a=One;dirty:20000pages/s&pin-c=Two;dirty:45000pages/s&pin-d=Three;{huge}"));
    for name in ["A", "C goes on", "D is higher"] {
        assert!(names.iter().any(|text| text == name), "{name} among {names:?}");
    }
}
