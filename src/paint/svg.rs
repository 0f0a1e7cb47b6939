//! A scene as an SVG text.
//!
//! The backend writes its own elements, in whole sixteenths of a pixel under a
//! view box, neighbours of one look in one group: many charts stand inline in
//! one page, so every byte counts.

use super::attribute::{escape, gradient, hatch, opacity, solid, trimmed};
use super::data::PathText;
use super::painter::{check_size, paint as paint_scene};
use super::pen::{Pen, Stroke, Tone};
use super::surface::{Painted, Surface, UNIT};
use crate::base::font::Measure;
use crate::base::geometry::{Bounds, Point, Segment};
use crate::error::{Diagnostic, PaintError, Place, Result};
use crate::scene::describe::{describe, language};
use crate::scene::{Align, Cap, Join, Scene, TextStyle};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;
use std::fmt::Write as _;
use std::rc::Rc;

/// Writes a scene as an SVG element with its own name and description.
///
/// `prefix` begins every id in it (`prefix-0` …) and has to be another for
/// each SVG of a page. Fonts are named as the scene names them, not embedded. The text has no
/// scripts and is the same for the same scene.
///
/// # Errors
///
/// [`crate::error::SpecError::TooLarge`] when the scene is too large to be drawn.
pub fn paint(measure: &dyn Measure, scene: &Scene, prefix: &str) -> Result<String> {
    check_size(scene)?;
    let mut svg = Svg { prefix: prefix.to_owned(), ..Svg::default() };
    svg.size = (scene.size.width, scene.size.height);
    paint_scene(measure, &mut svg, scene).map_err(|error| {
        let found = error.to_string().into();
        Diagnostic::error(&Place::root(), PaintError::Refused { found })
    })?;
    Ok(svg.finish(scene))
}

/// An SVG being written.
#[derive(Default)]
struct Svg {
    prefix: String,
    size: (f64, f64),
    body: String,
    /// Definitions with their ids, each once.
    definitions: Vec<(String, String)>,
    /// The attributes of the pen and of the face.
    pen: String,
    face: String,
    turn: String,
    /// The font family that most texts have: the first one's.
    family: Option<Rc<str>>,
    /// The elements written since the look last changed, without its attributes.
    run: String,
    run_look: String,
    run_count: usize,
    /// Where the attributes of a single element go.
    run_slot: usize,
    /// The attributes of a filled dot as a stroke of no length.
    dot: String,
}

impl Svg {
    fn finish(mut self, scene: &Scene) -> String {
        self.flush();
        let (width, height) = self.size;
        let mut out = String::with_capacity(self.body.len() + 512);
        out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
        // A picture without a name is nothing to those who do not see it.
        let own = [&scene.name, &scene.description].into_iter().find(|text| !text.is_empty());
        let name = own.map_or_else(|| describe(scene, language(scene)), |text| text.to_string());
        out.push_str(" aria-label=\"");
        escape(&mut out, &name);
        out.push('"');
        let (w, h) = (trimmed(width), trimmed(height));
        let _ = write!(out, " width=\"{w}\" height=\"{h}\"");
        let (w, h) = ((width * UNIT).round(), (height * UNIT).round());
        let _ = write!(out, " viewBox=\"0 0 {w} {h}\" fill=\"none\"");
        if let Some(family) = &self.family {
            out.push_str(" font-family=\"");
            escape(&mut out, family);
            out.push('"');
        }
        out.push('>');
        let said = match &*scene.description {
            // The name said it already.
            "" if scene.name.is_empty() => String::new(),
            "" => describe(scene, language(scene)),
            own => own.to_owned(),
        };
        if !said.is_empty() && said != name {
            out.push_str("<desc>");
            escape(&mut out, &said);
            out.push_str("</desc>");
        }
        if !self.definitions.is_empty() {
            out.push_str("<defs>");
            for (id, text) in &self.definitions {
                // The text holds its id's place open, so that equal ones are found.
                out.push_str(&text.replacen('\u{1}', id, 1));
            }
            out.push_str("</defs>");
        }
        out.push_str(&self.body);
        out.push_str("</svg>");
        out
    }

    /// Ends the run of elements of one look: a group of many, or one with the look as its own.
    fn flush(&mut self) {
        match (self.run_count, self.run_look.is_empty()) {
            (0, _) => {}
            (_, true) => self.body.push_str(&self.run),
            (1, false) => {
                let (head, rest) = self.run.split_at_checked(self.run_slot).unwrap_or_default();
                self.body.push_str(head);
                self.body.push_str(&self.run_look);
                self.body.push_str(rest);
            }
            (_, false) => {
                let _ = write!(self.body, "<g{}>{}</g>", self.run_look, self.run);
            }
        }
        self.run.clear();
        self.run_count = 0;
    }

    /// Adds an element of a look: its name, its own attributes, its content.
    fn element(&mut self, look: &str, name: &str, own: &str, content: Option<&str>) {
        if self.run_count > 0 && self.run_look != look {
            self.flush();
        }
        if self.run_count == 0 {
            look.clone_into(&mut self.run_look);
        }
        self.run.push('<');
        self.run.push_str(name);
        if self.run_count == 0 {
            self.run_slot = self.run.len();
        }
        self.run.push_str(own);
        match content {
            Some(content) => {
                self.run.push('>');
                escape(&mut self.run, content);
                let _ = write!(self.run, "</{name}>");
            }
            None => self.run.push_str("/>"),
        }
        self.run_count += 1;
    }

    fn shape(&mut self, name: &str, own: &str) {
        let look = std::mem::take(&mut self.pen);
        self.element(&look, name, own, None);
        self.pen = look;
    }

    /// The reference to a definition, `\u{1}` in its text standing for the id.
    fn define(&mut self, text: String) -> String {
        let known = self.definitions.iter().find(|(_, other)| *other == text);
        let id = known.map_or_else(
            || format!("{}-{}", self.prefix, self.definitions.len()),
            |(id, _)| id.clone(),
        );
        if known.is_none() {
            self.definitions.push((id.clone(), text));
        }
        format!("url(#{id})")
    }

    /// The attributes `fill` or `stroke` of a tone.
    fn tone(&mut self, name: &str, tone: &Tone) -> String {
        match tone {
            Tone::Solid(color) => solid(name, *color),
            Tone::Gradient(shade) => {
                let reference = self.define(gradient(shade));
                format!(" {name}=\"{reference}\"")
            }
            Tone::Hatch(color) => {
                let reference = self.define(hatch(*color));
                format!(" {name}=\"{reference}\"")
            }
        }
    }

    fn stroke(&mut self, stroke: &Stroke) -> String {
        let mut out = self.tone("stroke", &stroke.tone);
        let _ = write!(out, " stroke-width=\"{}\"", stroke.width);
        if !stroke.dash.is_empty() {
            let lengths: Vec<String> = stroke.dash.iter().map(|length| trimmed(*length)).collect();
            let _ = write!(out, " stroke-dasharray=\"{}\"", lengths.join(" "));
        }
        if stroke.dash_offset != 0.0 {
            let _ = write!(out, " stroke-dashoffset=\"{}\"", trimmed(stroke.dash_offset));
        }
        out.push_str(match stroke.cap {
            Cap::Butt => "",
            Cap::Round => " stroke-linecap=\"round\"",
            Cap::Square => " stroke-linecap=\"square\"",
        });
        out.push_str(match stroke.join {
            Join::Miter => "",
            Join::Round => " stroke-linejoin=\"round\"",
            Join::Bevel => " stroke-linejoin=\"bevel\"",
        });
        out
    }
}

type Written = std::result::Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        ((self.size.0 * UNIT) as u32, (self.size.1 * UNIT) as u32)
    }

    fn ensure_prepared(&mut self) -> Written {
        Ok(())
    }

    fn present(&mut self) -> Written {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, _: BackendColor) -> Written {
        self.shape("path", &format!(" d=\"M{x} {y}h1v1h-1z\""));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        _: &S,
    ) -> Written {
        self.shape("path", &format!(" d=\"{}\"", PathText::of_points(&[from, to], false)));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        _: &S,
        _: bool,
    ) -> Written {
        let (width, height) = (i64::from(x1) - i64::from(x0), i64::from(y1) - i64::from(y0));
        self.shape("path", &format!(" d=\"M{x0} {y0}h{width}v{height}h{}z\"", -width));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Written {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.shape("path", &format!(" d=\"{}\"", PathText::of_points(&points, false)));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Written {
        let points: Vec<BackendCoord> = path.into_iter().collect();
        self.shape("path", &format!(" d=\"{}\"", PathText::of_points(&points, true)));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        _: &S,
        _: bool,
    ) -> Written {
        self.shape("circle", &format!(" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        _: &S,
        (x, y): BackendCoord,
    ) -> Written {
        let look = format!("{}{}", self.pen, self.face);
        let own = format!(" x=\"{x}\" y=\"{y}\"{}", self.turn);
        self.element(&look, "text", &own, Some(text));
        Ok(())
    }
}

impl Surface for Svg {
    fn set_pen(&mut self, pen: &Pen) {
        self.dot = match &pen.fill {
            Some(tone @ Tone::Solid(_)) if pen.stroke.is_none() => self.tone("stroke", tone),
            _ => String::new(),
        };
        let fill = pen.fill.as_ref().map(|tone| self.tone("fill", tone)).unwrap_or_default();
        let stroke = pen.stroke.as_ref().map(|stroke| self.stroke(stroke)).unwrap_or_default();
        self.pen = fill + &stroke;
    }

    fn set_face(&mut self, style: &TextStyle, (x, y): BackendCoord) {
        let font = &style.font;
        let family = Rc::clone(self.family.get_or_insert_with(|| Rc::clone(&font.family)));
        let mut face = format!(" font-size=\"{}\"", trimmed(font.size * UNIT));
        if family != font.family {
            face.push_str(" font-family=\"");
            escape(&mut face, &font.family);
            face.push('"');
        }
        if font.weight != 400 {
            let _ = write!(face, " font-weight=\"{}\"", font.weight);
        }
        if font.italic {
            face.push_str(" font-style=\"italic\"");
        }
        face.push_str(match style.align {
            Align::Left => "",
            Align::Center => " text-anchor=\"middle\"",
            Align::Right => " text-anchor=\"end\"",
        });
        self.face = face;
        self.turn = if style.angle_deg == 0.0 {
            String::new()
        } else {
            format!(" transform=\"rotate({} {x} {y})\"", trimmed(style.angle_deg))
        };
    }

    fn draw_outline(&mut self, path: &[Segment]) -> Painted<Self> {
        self.shape("path", &format!(" d=\"{}\"", PathText::of(path)));
        Ok(())
    }

    fn draw_circles(&mut self, circles: &[(BackendCoord, u32)]) -> Painted<Self> {
        for run in circles.chunk_by(|a, b| a.1 == b.1) {
            let Some((_, radius)) = run.first() else { continue };
            if self.dot.is_empty() || run.len() < 3 {
                for ((x, y), radius) in run {
                    self.shape("circle", &format!(" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""));
                }
                continue;
            }
            // Dots of one size are strokes of no length with round ends: a third of the bytes.
            let mut look = std::mem::take(&mut self.dot);
            let bare = look.len();
            let _ = write!(look, " stroke-width=\"{}\" stroke-linecap=\"round\"", 2 * radius);
            let mut text = PathText::new();
            for ((x, y), _) in run {
                let at = Point::new(f64::from(*x), f64::from(*y));
                text.add(Segment::Move(at));
                text.add(Segment::Line(at));
            }
            self.element(&look, "path", &format!(" d=\"{}\"", text.text()), None);
            look.truncate(bare);
            self.dot = look;
        }
        Ok(())
    }

    fn draw_image(&mut self, url: &str, bounds: Bounds, aspect: bool, alpha: f64) -> Painted<Self> {
        let [x, y] = [bounds.x0, bounds.y0].map(f64::round);
        let [width, height] = [bounds.width(), bounds.height()].map(f64::round);
        let mut own = format!(" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" href=\"");
        escape(&mut own, url);
        own.push('"');
        if !aspect {
            own.push_str(" preserveAspectRatio=\"none\"");
        }
        if alpha < 1.0 {
            let _ = write!(own, " opacity=\"{}\"", opacity(alpha as f32));
        }
        self.element("", "image", &own, None);
        Ok(())
    }

    fn push_clip(&mut self, path: &[Segment]) -> Painted<Self> {
        self.flush();
        let text = PathText::of(path);
        let reference =
            self.define(format!("<clipPath id=\"\u{1}\"><path d=\"{text}\"/></clipPath>"));
        let _ = write!(self.body, "<g clip-path=\"{reference}\">");
        Ok(())
    }

    fn pop_clip(&mut self) -> Painted<Self> {
        self.flush();
        // A clip around nothing leaves no trace but its definition.
        self.body.push_str("</g>");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paint::sample;

    #[test]
    fn small_picture() {
        let svg = paint(&sample::Half, &sample::small(), "a").unwrap();
        let expected = concat!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="香坊区 &lt;经济&gt;" width="120" height="110" viewBox="0 0 1920 1760" fill="none" font-family="sans-serif">"##,
            r##"<desc>手工场景</desc>"##,
            r##"<defs><clipPath id="a-0"><path d="M640 480h1120v800h-1120z"/></clipPath></defs><path fill="#fff" d="M0 0h1920v1760h-1920z"/>"##,
            r##"<g stroke="#ddd" stroke-width="16"><path d="M648 488h1120v800h-1120z"/><path d="M648 488h1120m-1120 400h1120"/></g>"##,
            r##"<g stroke="#000" stroke-width="16"><path d="M968 1288v80m480-80v80"/><path d="M648 1288h1120"/></g>"##,
            r##"<g fill="#000" font-size="176" text-anchor="middle"><text x="960" y="1536">2023年</text><text x="1440" y="1536">2024年</text><text x="320" y="848" transform="rotate(-90 320 880)">亿元</text></g>"##,
            r##"<g clip-path="url(#a-0)"><path fill="#4c78a8" d="M800 800h320v480h-320zm480-232h320v712h-320z"/></g>"##,
            r##"<text fill="#000" font-size="208" text-anchor="middle" x="1200" y="304">地区生产总值</text></svg>"##,
        );
        assert_eq!(svg, expected);
    }

    #[test]
    fn every_shape_is_xml() {
        for scene in [sample::shapes(), sample::certainties()] {
            let svg = paint(&sample::Half, &scene, "b").unwrap();
            let tree = resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
            let mut ids: Vec<&str> =
                tree.descendants().filter_map(|node| node.attribute("id")).collect();
            assert!(ids.len() > 1 && ids.iter().all(|id| id.starts_with('b')), "{ids:?}");
            ids.sort_unstable();
            let count = ids.len();
            ids.dedup();
            assert_eq!(count, ids.len());
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }

    #[test]
    fn broken_numbers_are_left_out() {
        let mut scene = sample::small();
        let blue = sample::filled(sample::BLUE);
        let broken = [f64::NAN, f64::INFINITY];
        let bars = broken.map(|x| sample::bar(x, 0.0, 1.0, 1.0, &blue, Default::default()));
        scene.root.marks = vec![sample::mark(crate::scene::Items::Rects(bars.into()))];
        let without = paint(&sample::Half, &scene, "a").unwrap();
        scene.root.marks.clear();
        assert_eq!(without, paint(&sample::Half, &scene, "a").unwrap());
    }

    #[test]
    fn too_large() {
        for side in [40_000.0, f64::NAN, -1.0] {
            let mut scene = sample::small();
            scene.size.height = side;
            let error = paint(&sample::Half, &scene, "a").unwrap_err();
            let is_size = |kind: &crate::error::Kind| {
                matches!(kind, crate::error::Kind::Spec(crate::error::SpecError::TooLarge { .. }))
            };
            assert!(is_size(&error.kind));
        }
    }

    #[test]
    fn far_points_stay_in_range() {
        let mut scene = sample::small();
        let blue = sample::filled(sample::BLUE);
        let bar = sample::bar(1e300, -1e300, 1e301, 1e301, &blue, Default::default());
        scene.root.marks = vec![sample::mark(crate::scene::Items::Rects(vec![bar]))];
        let svg = paint(&sample::Half, &scene, "a").unwrap();
        assert!(svg.contains("M64000000 -64000000h0v128000000h0z"), "{svg}");
    }
}
