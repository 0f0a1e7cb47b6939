//! A scene as a PNG: its SVG, rasterised, with fonts given as bytes or those of the system.

use super::{painter::MAX_SIDE, svg};
use crate::base::font::Measure;
use crate::error::{Diagnostic, PaintError, Place, Result, SpecError};
use crate::scene::Scene;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, ImageHrefResolver, Options, Tree, fontdb};
use std::sync::{Arc, Mutex};

/// Families whose letters look like the built-in widths, the best first.
const LATIN: [&str; 7] = [
    "Helvetica Neue",
    "Helvetica",
    "Arial",
    "Liberation Sans",
    "Nimbus Sans",
    "DejaVu Sans",
    "Noto Sans",
];

/// Parts of the names of families with Simplified Chinese letter forms, the best first.
const CHINESE: [&str; 9] = [
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "HarmonyOS Sans SC",
    "MiSans",
    "Microsoft YaHei",
    "WenQuanYi",
    "Droid Sans Fallback",
];

/// The fonts that texts of a PNG are drawn with.
#[derive(Clone, Debug)]
pub struct Fonts {
    database: Arc<fontdb::Database>,
    /// Faces to be asked for Chinese letters before all others.
    chinese: Vec<fontdb::ID>,
}

impl Fonts {
    /// The fonts in files (TTF, OTF, TTC) given as bytes; a file that is no font is left out.
    #[must_use]
    pub fn of_files(files: Vec<Vec<u8>>) -> Self {
        let mut database = fontdb::Database::new();
        for file in files {
            database.load_font_data(file);
        }
        Self::of(database)
    }

    /// The fonts installed on this machine, after those in files given as bytes.
    #[must_use]
    pub fn with_system(files: Vec<Vec<u8>>) -> Self {
        let mut database = fontdb::Database::new();
        for file in files {
            database.load_font_data(file);
        }
        database.load_system_fonts();
        Self::of(database)
    }

    fn of(mut database: fontdb::Database) -> Self {
        let has = |face: &fontdb::FaceInfo, name: &str| {
            face.families.iter().any(|(family, _)| family.contains(name))
        };
        let latin = LATIN.iter().find(|name| {
            database.faces().any(|face| face.families.iter().any(|(family, _)| family == *name))
        });
        let first = database.faces().next().and_then(|face| face.families.first());
        let latin = latin.map(|name| (*name).to_owned()).or(first.map(|(name, _)| name.clone()));
        let mut chinese = Vec::new();
        for name in CHINESE {
            chinese.extend(database.faces().filter(|face| has(face, name)).map(|face| face.id));
        }
        if let Some(latin) = latin {
            // Serif is what the rasteriser falls back on when it knows none of a text's families.
            database.set_serif_family(&latin);
            database.set_sans_serif_family(&latin);
        }
        Self { database: Arc::new(database), chinese }
    }

    /// Finds a face for a letter: a Chinese one first, of the same weight where there is one.
    fn fallback(
        &self,
        letter: char,
        used: &[fontdb::ID],
        all: &mut Arc<fontdb::Database>,
    ) -> Option<fontdb::ID> {
        let any = FontResolver::default_fallback_selector();
        let base = *used.first()?;
        let weight = all.face(base)?.weight;
        let others = |keep: &dyn Fn(&fontdb::FaceInfo) -> bool| {
            let rest = all.faces().filter(|face| !keep(face)).map(|face| face.id);
            std::iter::once(base).chain(rest).chain(used.iter().copied()).collect::<Vec<_>>()
        };
        let same = others(&|face| self.chinese.contains(&face.id) && face.weight == weight);
        let chinese = others(&|face| self.chinese.contains(&face.id));
        any(letter, &same, all)
            .or_else(|| any(letter, &chinese, all))
            .or_else(|| any(letter, used, all))
    }
}

/// Draws a scene as a PNG file of `scale` pixels to a CSS pixel.
///
/// Images that the scene refers to are drawn only from `data:` addresses.
///
/// # Errors
///
/// [`SpecError::TooLarge`] when the picture is larger than can be drawn;
/// [`PaintError::NoFont`] when no font has a letter of its texts;
/// [`PaintError::Refused`] when it has no pixels or the rasteriser fails.
pub fn paint(measure: &dyn Measure, scene: &Scene, scale: f64, fonts: &Fonts) -> Result<Vec<u8>> {
    let svg = svg::paint(measure, scene, "p")?;
    let longest = scene.size.width.max(scene.size.height) * scale;
    if longest.is_nan() || longest > MAX_SIDE {
        let kind = SpecError::TooLarge { found: longest, limit: MAX_SIDE };
        return Err(Diagnostic::error(&Place::root(), kind));
    }
    let missing: Mutex<String> = Mutex::new(String::new());
    let select = FontResolver::default_font_selector();
    let note = |letter: char| {
        if let Ok(mut missing) = missing.lock()
            && letter.is_alphanumeric()
            && !missing.contains(letter)
            && missing.chars().count() < 8
        {
            missing.push(letter);
        }
    };
    let options = Options {
        fontdb: Arc::clone(&fonts.database),
        font_resolver: FontResolver {
            select_font: Box::new(|font, all| {
                let found = select(font, all);
                if found.is_none() {
                    note('A');
                }
                found
            }),
            select_fallback: Box::new(|letter, used, all| {
                let found = fonts.fallback(letter, used, all);
                if found.is_none() {
                    note(letter);
                }
                found
            }),
        },
        image_href_resolver: ImageHrefResolver {
            // A scene may come from anywhere: no files of this machine.
            resolve_string: Box::new(|_, _| None),
            ..ImageHrefResolver::default()
        },
        ..Options::default()
    };
    let tree = Tree::from_str(&svg, &options).map_err(|error| refused(&error.to_string()))?;
    drop(options);
    if let Ok(letters) = missing.into_inner()
        && !letters.is_empty()
    {
        let kind = PaintError::NoFont { letters: letters.into() };
        return Err(Diagnostic::error(&Place::root(), kind));
    }
    let side = |length: f64| (length * scale).ceil() as u32;
    let size = (side(scene.size.width), side(scene.size.height));
    let mut pixels =
        Pixmap::new(size.0, size.1).ok_or_else(|| refused("the picture has no pixels"))?;
    let scale = scale as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| refused(&error.to_string()))
}

fn refused(found: &str) -> Diagnostic {
    Diagnostic::error(&Place::root(), PaintError::Refused { found: found.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use crate::paint::sample;
    use crate::scene::{Items, Panel};

    /// The colour of the pixel at a point of the scene, drawn at two pixels to one.
    fn pixel(png: &[u8], x: f64, y: f64) -> [u8; 3] {
        let pixels = Pixmap::decode_png(png).unwrap();
        let pixel = pixels.pixel((x * 2.0) as u32, (y * 2.0) as u32).unwrap().demultiply();
        [pixel.red(), pixel.green(), pixel.blue()]
    }

    #[test]
    fn pixels_are_those_of_the_scene() {
        let mut scene = sample::small();
        // No texts, so that no font is asked for.
        scene.root.title = None;
        scene.root.axes.clear();
        let fonts = Fonts::of_files(vec![]);
        let png = paint(&sample::Half, &scene, 2.0, &fonts).unwrap();
        let close = |x: f64, y: f64, expected: [u8; 3]| {
            let found = pixel(&png, x, y);
            let far = found.iter().zip(expected).map(|(a, b)| a.abs_diff(b)).max();
            assert!(far <= Some(4), "{found:?} at {x}, {y}");
        };
        close(5.0, 5.0, [255, 255, 255]);
        close(60.0, 70.0, [0x4c, 0x78, 0xa8]);
        close(60.0, 49.0, [255, 255, 255]);
        close(90.0, 36.0, [0x4c, 0x78, 0xa8]);
        close(75.0, 55.5, [0xdd, 0xdd, 0xdd]);
    }

    #[test]
    fn dots_are_round_ends_of_lines_without_length() {
        let dots = [10.0, 30.0, 50.0].map(|x| crate::scene::Symbol {
            x,
            y: 10.0,
            size: 100.0,
            shape: crate::scene::SymbolShape::Circle,
            angle_deg: 0.0,
            paint: sample::filled(sample::BLUE),
            source: Default::default(),
        });
        let marks = vec![sample::mark(Items::Symbols(dots.into()))];
        let scene = sample::scene((60.0, 20.0), Panel { marks, ..Panel::default() });
        let png = paint(&sample::Half, &scene, 2.0, &Fonts::of_files(vec![])).unwrap();
        for x in [10.0, 30.0, 50.0] {
            assert_eq!(pixel(&png, x, 6.0), [0x4c, 0x78, 0xa8]);
            assert_eq!(pixel(&png, x + 4.5, 6.0), [255, 255, 255]);
        }
    }

    #[test]
    fn letters_no_font_has() {
        let missing = |scene: &Scene| {
            let error = paint(&sample::Half, scene, 1.0, &Fonts::of_files(vec![])).unwrap_err();
            matches!(error.kind, Kind::Paint(PaintError::NoFont { .. }))
        };
        assert!(missing(&sample::small()));
        let style = sample::face(11.0, Default::default(), Default::default(), 0.0);
        let marks = vec![sample::mark(Items::Texts(vec![sample::text(5.0, 5.0, "甲", &style)]))];
        assert!(missing(&sample::scene((10.0, 10.0), Panel { marks, ..Panel::default() })));
    }

    #[test]
    fn sizes_that_cannot_be() {
        let empty = sample::scene((0.0, 10.0), Panel::default());
        let fonts = Fonts::of_files(vec![]);
        let error = paint(&sample::Half, &empty, 1.0, &fonts).unwrap_err();
        assert!(matches!(error.kind, Kind::Paint(PaintError::Refused { .. })), "{error}");
        let large = sample::scene((9000.0, 10.0), Panel::default());
        let error = paint(&sample::Half, &large, 4.0, &fonts).unwrap_err();
        assert!(matches!(error.kind, Kind::Spec(SpecError::TooLarge { .. })), "{error}");
    }
}
