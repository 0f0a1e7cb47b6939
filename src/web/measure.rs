//! The widths of texts as the page's fonts have them, each measured once.

use crate::base::font::{BuiltIn, Font, Measure};
use crate::base::words::Words;
use crate::paint::canvas::Ruler;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// How many widths are kept; a page of many texts starts anew.
const MOST: usize = 20_000;

/// The widths that are known, font by font.
type Known = Vec<(Font, Words, Vec<f64>)>;

/// Widths by `measureText`; where there is no canvas, the built-in ones.
#[derive(Default)]
pub struct Widths {
    ruler: Option<Ruler>,
    known: RefCell<Known>,
}

impl Widths {
    fn new() -> Self {
        Self { ruler: ruler(), known: RefCell::default() }
    }

    /// Forgets all widths: fonts have come.
    pub fn forget(&self) {
        self.known.borrow_mut().clear();
    }
}

/// A ruler on a canvas in the page's head: only in the page it has the fonts of the page's language.
fn ruler() -> Option<Ruler> {
    let document = web_sys::window()?.document()?;
    let canvas = document.create_element("canvas").ok()?;
    let head = document.query_selector("head").ok()??;
    head.append_child(&canvas).ok()?;
    Ruler::new(canvas.dyn_ref()?)
}

impl Measure for Widths {
    fn width(&self, font: &Font, text: &str) -> f64 {
        let Some(ruler) = &self.ruler else { return BuiltIn.width(font, text) };
        let mut known = self.known.borrow_mut();
        let at = known.iter().position(|(one, ..)| one == font).unwrap_or_else(|| {
            known.push((font.clone(), Words::default(), Vec::new()));
            known.len() - 1
        });
        let Some((_, words, widths)) = known.get_mut(at) else { return ruler.width(font, text) };
        if widths.len() >= MOST {
            (*words, *widths) = <(Words, Vec<f64>)>::default();
        }
        let number = words.number(text) as usize;
        if let Some(width) = widths.get(number) {
            return *width;
        }
        let width = ruler.width(font, text);
        widths.push(width);
        width
    }
}

thread_local! {
    static WIDTHS: Rc<Widths> = Rc::new(Widths::new());
}

/// The widths of this instance.
#[must_use]
pub fn widths() -> Rc<Widths> {
    WIDTHS.with(Rc::clone)
}
