//! Paints a chart on a canvas, at most once a frame, sharp at any device pixel ratio, resized with its box.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Function;
use precopy_model::quantity::text::written_out;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, MediaQueryList, ResizeObserver};

use super::canvas::{CanvasBackend, Letters, UNITS_PER_DEVICE_PIXEL};
use super::print;
use crate::charts::{Colour, Palette};

/// Paints what has to be on the canvas: it is given a wiped canvas, its units to a CSS pixel, its letters, and the colours.
pub type Picture = Rc<dyn Fn(CanvasBackend, f64, &Letters, &Palette)>;

/// A canvas that is painted when something has changed. Dropping it ends all observation.
pub struct Painter {
    inner: Rc<Inner>,
    observer: Option<ResizeObserver>,
    /// The queries on which the tokens' colours depend.
    looks: Vec<MediaQueryList>,
    // Kept alive as long as the browser may call them.
    changed: Closure<dyn FnMut()>,
    _print: print::Listener,
}

struct Inner {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    picture: RefCell<Option<Picture>>,
    look: RefCell<Option<Look>>,
    frame_is_due: Cell<bool>,
    /// What to call when the look has changed, and the pixel ratio's query that it is registered with.
    changed: RefCell<Option<Function>>,
    resolution: RefCell<Option<MediaQueryList>>,
    /// Whether it is for paper, which is white whatever the screen is.
    printing: Cell<bool>,
    gone: Cell<bool>,
}

/// What the style sheet and the box say: read when they change, not on every frame.
#[derive(Clone)]
struct Look {
    palette: Palette,
    family: String,
    css_size: (f64, f64),
    pixel_ratio: f64,
}

impl Painter {
    /// Takes charge of a canvas; none where the browser has no canvas to draw on.
    pub fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok().flatten()?.dyn_into::<CanvasRenderingContext2d>().ok()?;
        let inner = Rc::new(Inner {
            canvas,
            context,
            picture: RefCell::new(None),
            look: RefCell::new(None),
            frame_is_due: Cell::new(false),
            changed: RefCell::new(None),
            resolution: RefCell::new(None),
            // What is put into the page because it is printed comes after the call.
            printing: Cell::new(print::is_printing()),
            gone: Cell::new(false),
        });
        let changed = {
            let inner = Rc::clone(&inner);
            Closure::<dyn FnMut()>::new(move || {
                inner.look.replace(None);
                inner.ask_for_frame();
            })
        };
        inner.changed.replace(changed.as_ref().dyn_ref::<Function>().cloned());
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&inner.canvas);
        }
        let window = web_sys::window()?;
        // Zooming comes as a resize of the window; another screen as a change of the resolution.
        let _ = window.add_event_listener_with_callback("resize", changed.as_ref().unchecked_ref());
        let mut looks = Vec::with_capacity(2);
        for query in ["(prefers-color-scheme: dark)", "(forced-colors: active)"] {
            if let Some(look) = window.match_media(query).ok().flatten() {
                let _ = look.add_event_listener_with_callback("change", changed.as_ref().unchecked_ref());
                looks.push(look);
            }
        }
        let print = {
            let inner = Rc::clone(&inner);
            // At once: there is no frame between this and the paper.
            print::Listener::new(move |printing| {
                inner.printing.set(printing);
                inner.look.replace(None);
                inner.paint();
            })
        };
        Some(Self { inner, observer, looks, changed, _print: print })
    }

    /// Shows a picture from the next frame on; on paper at once.
    pub fn show(&self, picture: Picture) {
        self.inner.picture.replace(Some(picture));
        if self.inner.printing.get() {
            self.inner.paint();
        } else {
            self.inner.ask_for_frame();
        }
    }
}

impl Drop for Painter {
    fn drop(&mut self) {
        self.inner.gone.set(true);
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        self.inner.listen_for_other_than(None);
        let changed = self.changed.as_ref().unchecked_ref();
        for look in &self.looks {
            let _ = look.remove_event_listener_with_callback("change", changed);
        }
        if let Some(window) = web_sys::window() {
            let _ = window.remove_event_listener_with_callback("resize", changed);
        }
    }
}

impl Inner {
    fn ask_for_frame(self: &Rc<Self>) {
        if self.frame_is_due.replace(true) {
            return;
        }
        let inner = Rc::clone(self);
        let paint = Closure::once_into_js(move || {
            inner.frame_is_due.set(false);
            if !inner.gone.get() {
                inner.paint();
            }
        });
        if let Some(window) = web_sys::window() {
            let _ = window.request_animation_frame(paint.unchecked_ref());
        }
    }

    fn paint(&self) {
        let picture = self.picture.borrow().clone();
        let Some(picture) = picture else { return };
        let known = self.look.borrow().clone();
        let Some(look) = known.or_else(|| self.look()) else { return };
        self.look.replace(Some(look.clone()));

        let device = |css: f64| (css * look.pixel_ratio).round().clamp(1.0, 16_384.0) as u32;
        let (width, height) = (device(look.css_size.0), device(look.css_size.1));
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let units_per_pixel = look.pixel_ratio * UNITS_PER_DEVICE_PIXEL;
        let letters = Letters::new(&self.context, &look.family, units_per_pixel);
        let backend = CanvasBackend::new(self.context.clone(), (width, height), Rc::clone(&letters));
        picture(backend, units_per_pixel, &letters, &look.palette);
    }

    /// Listens for any other pixel ratio than this one, instead of the one before.
    fn listen_for_other_than(&self, ratio: Option<f64>) {
        let changed = self.changed.borrow();
        let Some(changed) = changed.as_ref() else { return };
        if let Some(old) = self.resolution.take() {
            let _ = old.remove_event_listener_with_callback("change", changed);
        }
        let Some((window, ratio)) = web_sys::window().zip(ratio) else { return };
        if let Some(query) = window.match_media(&format!("(resolution: {}dppx)", written_out(ratio))).ok().flatten() {
            let _ = query.add_event_listener_with_callback("change", changed);
            self.resolution.replace(Some(query));
        }
    }

    /// A colour that has a name, such as those of the system, in numbers: the canvas computes it.
    fn computed(&self, name: &str) -> String {
        if name.trim().is_empty() {
            return String::new();
        }
        self.context.set_fill_style_str(name.trim());
        self.context.fill_style().as_string().unwrap_or_default()
    }

    fn look(&self) -> Option<Look> {
        let window = web_sys::window()?;
        let style = window.get_computed_style(&self.canvas).ok().flatten()?;
        let family = style.get_property_value("font-family").ok().filter(|family| !family.is_empty());
        // Not rounded, as `clientWidth` is: boxes have broken sizes.
        let box_on_screen = self.canvas.get_bounding_client_rect();
        self.listen_for_other_than(Some(window.device_pixel_ratio()));
        Some(Look {
            palette: if self.printing.get() {
                Palette::LIGHT
            } else {
                Palette::from_tokens(|token| {
                    let text = style.get_property_value(token).unwrap_or_default();
                    if Colour::parse(&text).is_some() { text } else { self.computed(&text) }
                })
            },
            family: family.unwrap_or_else(|| "sans-serif".to_owned()),
            css_size: (box_on_screen.width(), box_on_screen.height()),
            pixel_ratio: window.device_pixel_ratio().clamp(0.5, 8.0),
        })
    }
}
