//! `shushuo render`: a spec to a picture.

use super::{CLEAN, COULD_NOT_RUN, FINDINGS, open, text};
use crate::base::font::BuiltIn;
use crate::error::{Lang, Result};
use crate::paint::{png, svg};
use crate::scene::Scene;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What `render` is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The spec, a Vega-Lite JSON file; data URLs are read from its folder.
    pub spec: PathBuf,
    /// The file to write; its ending, .svg or .png, is the format.
    #[arg(short, long, value_name = "FILE")]
    pub out: PathBuf,
    /// Pixels of a PNG to a CSS pixel.
    #[arg(long, default_value_t = 2.0, value_name = "NUMBER")]
    pub scale: f64,
    /// A font file for a PNG, before the fonts of the system; may be given again.
    #[arg(long = "font", value_name = "FILE")]
    pub fonts: Vec<PathBuf>,
}

/// Runs the command; the exit code is 0, 1 or 2 as [`super`] has it.
pub fn run(args: &Args, lang: Lang, _out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let ending = args.out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_png = ending.eq_ignore_ascii_case("png");
    if !is_png && !ending.eq_ignore_ascii_case("svg") {
        let _ =
            writeln!(err, "error: {}: name a file that ends in .svg or .png", args.out.display());
        return COULD_NOT_RUN;
    }
    let fonts: std::io::Result<Vec<Vec<u8>>> = args.fonts.iter().map(std::fs::read).collect();
    let fonts = match fonts {
        Ok(fonts) => fonts,
        Err(why) => {
            let _ = writeln!(err, "error: font: {why}");
            return COULD_NOT_RUN;
        }
    };
    let picture = open::scene(&args.spec, lang, err).and_then(|scene| {
        if is_png { png_of(&scene, args.scale, fonts) } else { svg_of(&scene, &args.spec) }
    });
    match picture {
        Ok(bytes) => match std::fs::write(&args.out, bytes) {
            Ok(()) => CLEAN,
            Err(why) => {
                let _ = writeln!(err, "error: {}: {why}", args.out.display());
                COULD_NOT_RUN
            }
        },
        Err(why) => {
            let _ = writeln!(err, "{}", text::line(&why, lang));
            FINDINGS
        }
    }
}

fn png_of(scene: &Scene, scale: f64, fonts: Vec<Vec<u8>>) -> Result<Vec<u8>> {
    png::paint(&BuiltIn, scene, scale, &png::Fonts::with_system(fonts))
}

/// An SVG whose ids begin with the spec's name, so that several can stand in one page.
fn svg_of(scene: &Scene, spec: &Path) -> Result<Vec<u8>> {
    let stem = spec.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let prefix: String =
        stem.chars().take_while(|c| *c != '.').filter(char::is_ascii_alphanumeric).collect();
    // An id that begins with a digit could not be named in a style sheet.
    svg::paint(&BuiltIn, scene, &format!("s{prefix}")).map(String::into_bytes)
}
