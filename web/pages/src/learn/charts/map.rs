//! A quantity over two inputs: pixels, coarse and then fine, and the axes round them.

use plotters_backend::DrawingBackend;
use precopy_base::charts::Pen;
use precopy_base::charts::pen::Failure;
use precopy_base::charts::ramp::{Ramp, tones};
use precopy_formats::lessons::{Bench, Changes, MapOf, Mark, Model, Start, Term};
use precopy_model::quantity::text::short;

use super::{Axis, Graph};
use crate::charts::frame::Frame;
use crate::learn::state::slider::Slider;
use crate::learn::words;

/// So many marks an axis has, about.
const MARKS: f64 = 5.0;

/// The two inputs.
#[derive(Clone, Debug)]
pub struct Plane {
    keys: [String; 2],
    sliders: [Slider; 2],
}

impl Plane {
    /// The plane of a map; none where an input takes no amounts, which no lesson has.
    #[must_use]
    pub fn of(shown: &MapOf) -> Option<Self> {
        let slider = |of: &precopy_formats::lessons::Across| Slider::of(&of.key, (&of.from, &of.to), of.is_logarithmic);
        let keys = [shown.across.key.clone(), shown.down.key.clone()];
        Some(Self { keys, sliders: [slider(&shown.across)?, slider(&shown.down)?] })
    }

    /// A scenario with both inputs at shares of their ways.
    #[must_use]
    pub fn at(&self, start: &Start, shares: [f64; 2]) -> Start {
        let mut changes = Changes::default();
        for ((key, slider), share) in self.keys.iter().zip(&self.sliders).zip(shares) {
            changes.set(key, &slider.at(share).1);
        }
        start.changed(&changes).settled()
    }

    /// How both inputs are said at shares of their ways.
    #[must_use]
    pub fn said(&self, shares: [f64; 2]) -> [String; 2] {
        let [across, up] = &self.sliders;
        [(across, shares[0]), (up, shares[1])].map(|(slider, share)| short(slider.amount(slider.at(share).0)))
    }

    /// The names of both inputs.
    #[must_use]
    pub fn names(&self) -> [String; 2] {
        self.sliders.each_ref().map(Slider::name)
    }

    /// The axes, with the place where the reader's hand is and what is marked.
    #[must_use]
    pub fn graph(&self, shown: &MapOf, model: &mut Model, bench: &Bench) -> Graph {
        let axis = |slider: &Slider| Axis {
            name: slider.name(),
            scale: slider.scale,
            marks: slider.marks(MARKS).into_iter().map(|mark| (mark, short(slider.amount(mark)))).collect(),
        };
        let [across, up] = &self.sliders;
        let now = |key: &str, slider: &Slider| slider.number(bench.now.value(key)?);
        let [key_across, key_up] = &self.keys;
        let here = now(key_across, across).zip(now(key_up, up));
        let rate = shown.mark.contains(&Mark::CopyRate).then(|| Term::read("copy-rate").ok()).flatten();
        let rate = rate.and_then(|term| model.answer(&term, bench).ok()?.number());
        Graph {
            across: axis(across),
            up: axis(up),
            lines: Vec::new(),
            upright: rate.map(|rate| (rate, words::mark(Mark::CopyRate).to_owned())).into_iter().collect(),
            level: Vec::new(),
            here: here.filter(|(x, y)| across.scale.holds(*x) && up.scale.holds(*y)).into_iter().collect(),
        }
    }
}

/// The pixels of a map, from below, each row from the left; none where there is no number.
#[derive(Clone, Debug, PartialEq)]
pub struct Pixels {
    /// So many each way.
    pub side: u32,
    /// The numbers.
    pub numbers: Vec<Option<f64>>,
}

impl Pixels {
    /// None yet.
    #[must_use]
    pub const fn new(side: u32) -> Self {
        Self { side, numbers: Vec::new() }
    }

    /// Asks for the next pixel; whether there are more.
    pub fn go_on(&mut self, plane: &Plane, term: &Term, bench: &Bench, model: &mut Model) -> bool {
        let (side, at) = (self.side.max(2), self.numbers.len() as u32);
        if side * side <= at {
            return false;
        }
        let share = |place: u32| f64::from(place) / f64::from(side - 1);
        let now = plane.at(&bench.now, [share(at % side), share(at / side)]);
        let answer = model.answer(term, &Bench { start: bench.start.clone(), now });
        self.numbers.push(answer.ok().and_then(|answer| answer.number()).filter(|number| number.is_finite()));
        at + 1 < side * side
    }

    /// The least and the most.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        let numbers = self.numbers.iter().flatten();
        numbers.fold(None, |range, number| {
            let (least, most) = range.unwrap_or((*number, *number));
            Some((least.min(*number), most.max(*number)))
        })
    }

    /// Draws them as areas, for paper: each over its share of the frame.
    pub(super) fn draw<B: DrawingBackend>(
        &self,
        pen: &Pen<'_, B>,
        frame: &Frame,
        ramp: &Ramp,
    ) -> Result<(), Failure<B>> {
        let scale = tones(self.range());
        let side = f64::from(self.side.max(1));
        let (wide, high) = ((frame.right - frame.left) / side, (frame.bottom - frame.top) / side);
        for (row, numbers) in self.numbers.chunks((self.side as usize).max(1)).enumerate() {
            let y = frame.bottom - row as f64 * high;
            for (column, number) in numbers.iter().enumerate() {
                let Some(number) = number else { continue };
                let x = frame.left + column as f64 * wide;
                let outline = [(x, y), (x + wide, y), (x + wide, y - high), (x, y - high)];
                pen.area(&outline, ramp.colour(scale.share(*number)))?;
            }
        }
        Ok(())
    }

    /// All of them at once: few of them, since nobody is answered meanwhile.
    #[must_use]
    pub fn at_once(side: u32, plane: &Plane, term: &Term, bench: &Bench) -> Self {
        let (mut pixels, mut model) = (Self::new(side), Model::default());
        while pixels.go_on(plane, term, bench, &mut model) {}
        pixels
    }

    /// Red, green, blue and opacity, from the top. What has no number is left open: a hatching lies below.
    #[must_use]
    pub fn bytes(&self, ramp: &Ramp) -> Vec<u8> {
        let scale = tones(self.range());
        let mut bytes = Vec::with_capacity(self.numbers.len() * 4);
        for row in self.numbers.chunks((self.side as usize).max(1)).rev() {
            for number in row {
                let [r, g, b] = number.map_or(ramp.ground, |number| ramp.tone(scale.share(number)));
                bytes.extend([r, g, b, if number.is_some() { 255 } else { 0 }]);
            }
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use precopy_base::charts::Palette;
    use precopy_formats::lessons::Across;

    #[test]
    fn beyond_the_cliff_there_is_no_number() {
        let over = |key: &str, from: &str, to: &str| Across {
            key: key.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            is_logarithmic: false,
        };
        let shown = MapOf {
            across: over("dirty", "0pages/s", "60000pages/s"),
            down: over("hot", "0MiB", "512MiB"),
            show: Term::read("downtime bound").unwrap(),
            mark: vec![Mark::CopyRate],
            printed: Vec::new(),
        };
        let start =
            Start::read("hv=custom&loop=rounds&mem=1GiB&ws=1GiB&hot=256MiB&dirty=8000pages/s&link=1Gbit/s").unwrap();
        let (plane, bench, mut model) = (Plane::of(&shown).unwrap(), Bench::at(start), Model::default());
        let mut pixels = Pixels::new(8);
        while pixels.go_on(&plane, &shown.show, &bench, &mut model) {}
        assert_eq!(pixels.numbers.len(), 64);
        assert_eq!(pixels, Pixels::at_once(8, &plane, &shown.show, &bench));
        // On the left it completes; on the right, for a large hot set, it does not.
        assert!(pixels.numbers[7 * 8].is_some() && pixels.numbers[63].is_none(), "{:?}", pixels.numbers);
        let bytes = pixels.bytes(&Ramp::of(&Palette::LIGHT));
        assert_eq!((bytes.len(), bytes[3], bytes[7 * 4 + 3]), (256, 255, 0));
        let graph = plane.graph(&shown, &mut model, &bench);
        assert_eq!((graph.here.len(), graph.upright.len()), (1, 1));
    }
}
