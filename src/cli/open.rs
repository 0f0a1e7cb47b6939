//! A spec file opened: read, its data read from its folder, its notes told.

use super::text;
use crate::base::json::Json;
use crate::base::locale::Locale;
use crate::chart::{Chart, Options};
use crate::data::Sources;
use crate::error::{DataError, Diagnostic, Lang, Notes, Result};
use crate::scene::Scene;
use crate::spec::source::Origin;
use crate::transform::flow::wanted;
use std::io::Write;
use std::path::{Component, Path};
use std::rc::Rc;

/// Reads a spec and draws its scene; warnings go to `err`.
///
/// # Errors
///
/// What is wrong in the spec, in a data file, or why a file could not be read.
pub fn scene(path: &Path, lang: Lang, err: &mut dyn Write) -> Result<Scene> {
    let name: Rc<str> = path.display().to_string().into();
    let file = |mut why: Diagnostic| {
        why.at = why.at.in_file(&name);
        why
    };
    let spec = std::fs::read_to_string(path).map_err(|why| {
        let kind = DataError::Unreadable { source: name.clone(), why: why.to_string().into() };
        Diagnostic::error(&crate::error::Place::root(), kind)
    })?;
    let json = Json::parse_spec(&spec).map_err(file)?;
    let options = Options { locale: Locale::en(), ..Options::default() };
    let (view, _) = Chart::resolve(&json, &options).map_err(file)?;
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut sources = Sources::new();
    for source in wanted(&mut Notes::new(), &view).map_err(file)? {
        let Origin::Url(url) = &source.origin else { continue };
        match read_inside(folder, url) {
            Ok(bytes) => sources.file(url, bytes.into()),
            Err(why) => sources.failed(url, &why),
        }
    }
    let mut chart = Chart::new(&json, &sources, &options).map_err(file)?;
    let scene = chart.scene(&options).map_err(file)?;
    for note in chart.notes.list() {
        let note = file(note.clone());
        // A closed pipe is the reader's choice, not an error.
        let _ = writeln!(err, "{}", text::line(&note, lang));
    }
    Ok(scene)
}

/// The bytes of a file in a folder; no way leads out of it.
fn read_inside(folder: &Path, url: &str) -> std::result::Result<Vec<u8>, String> {
    let inside = Path::new(url)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !inside {
        return Err("only files in the spec's folder are read".to_owned());
    }
    std::fs::read(folder.join(url)).map_err(|why| why.to_string())
}
