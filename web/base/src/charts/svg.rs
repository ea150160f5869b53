//! A plotters backend that writes SVG: paths, areas and texts, in the backend's fine units, to be looked at in CSS pixels.

use std::cell::RefCell;
use std::convert::Infallible;
use std::fmt::Write;
use std::rc::Rc;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use precopy_model::quantity::text::written_out;

use crate::markup::escaped;

/// An SVG picture in the making. Copies write into the same picture.
#[derive(Clone, Debug)]
pub struct Svg {
    size: (u32, u32),
    body: Rc<RefCell<Body>>,
}

/// What stands in the picture.
#[derive(Debug, Default)]
struct Body {
    done: String,
    /// Lines of one look, which become one path: its data and its attributes.
    lines: (String, String),
}

impl Body {
    /// Lines of another look, or something else, comes next.
    fn close(&mut self) {
        let (data, look) = &mut self.lines;
        if !data.is_empty() {
            // Writing to a text cannot fail.
            let _ = write!(self.done, "<path d=\"{data}\" fill=\"none\"{look} stroke-linejoin=\"round\"/>");
            data.clear();
        }
    }
}

type Outcome = Result<(), DrawingErrorKind<Infallible>>;

impl Svg {
    /// An empty picture of so many units.
    #[must_use]
    pub fn new(size: (u32, u32)) -> Self {
        Self { size, body: Rc::default() }
    }

    /// The whole picture, with what it says in words for those who do not see it. Its letters are of these fonts.
    #[must_use]
    pub fn finish(&self, (width, height): (f64, f64), family: &str, title: &str, description: &str) -> String {
        let (units_across, units_down) = self.size;
        self.body.borrow_mut().close();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
             viewBox=\"0 0 {units_across} {units_down}\" font-family=\"{}\" role=\"img\">\
             <title>{}</title><desc>{}</desc>{}</svg>\n",
            written_out(width),
            written_out(height),
            escaped(family),
            escaped(title),
            escaped(description),
            self.body.borrow().done
        )
    }

    fn write(&self, text: &str) {
        let mut body = self.body.borrow_mut();
        body.close();
        body.done.push_str(text);
    }

    fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
        let mut points = String::new();
        for (x, y) in path {
            // Writing to a text cannot fail.
            let _ = write!(points, "{x},{y} ");
        }
        points.truncate(points.trim_end().len());
        points
    }
}

/// A colour as the attribute of this name, and its opacity where it has one.
fn paint(name: &str, BackendColor { alpha, rgb: (r, g, b) }: BackendColor) -> String {
    if alpha < 1.0 {
        format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\" {name}-opacity=\"{}\"", written_out(alpha))
    } else {
        format!(" {name}=\"#{r:02x}{g:02x}{b:02x}\"")
    }
}

impl DrawingBackend for Svg {
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

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Outcome {
        self.write(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"1\" height=\"1\"{}/>", paint("fill", color)));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        let points = Self::points(path);
        // A line of what never comes has no points; a path may not end without any.
        if points.is_empty() {
            return Ok(());
        }
        let look = format!("{} stroke-width=\"{}\"", paint("stroke", style.color()), style.stroke_width().max(1));
        let mut body = self.body.borrow_mut();
        if body.lines.1 != look {
            body.close();
            body.lines.1 = look;
        }
        // Further points after the first are lines.
        let _ = write!(body.lines.0, "M{points}");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        let (points, paint) = (Self::points(path), paint("fill", style.color()));
        self.write(&format!("<polygon points=\"{points}\"{paint}/>"));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Outcome {
        let anchor = style.anchor();
        let across = match anchor.h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        // Renderers agree about the base line, not about the middle of letters.
        let down = match anchor.v_pos {
            VPos::Top => 0.8,
            VPos::Center => 0.35,
            VPos::Bottom => -0.2,
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"600\"" } else { "" };
        let size = style.size();
        self.write(&format!(
            "<text x=\"{x}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{across}\"{weight}{}>{}</text>",
            y + (down * size) as i32,
            written_out(size),
            paint("fill", style.color()),
            escaped(text)
        ));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use plotters_backend::BackendColor;

    use super::*;

    #[test]
    fn a_line_without_points_leaves_nothing() {
        let mut svg = Svg::new((100, 100));
        let ink = BackendColor { alpha: 1.0, rgb: (0, 0, 0) };
        svg.draw_path([(1, 2), (3, 4)], &ink).unwrap();
        svg.draw_path([], &ink).unwrap();
        let text = svg.finish((25.0, 25.0), "sans-serif", "", "");
        assert!(text.contains("d=\"M1,2 3,4\""), "{text}");
    }
}
