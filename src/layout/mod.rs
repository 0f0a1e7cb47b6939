//! Scene: sizes, guides, and where everything stands. One guide, one file.

pub mod label;
pub mod axis;
pub mod overlap;
pub mod grid;
pub mod header;
pub mod legend;
pub mod size;
pub mod title;
pub mod arrange;

pub use self::arrange::arrange;
pub use self::size::sizes;

use crate::base::font::Measure;
use crate::base::locale::Locale;
use crate::base::value::Value;
use crate::data::Table;
use crate::expr::Scope;
use crate::resolve::View;
use crate::scale::Frames;

/// What guides are laid out with.
pub struct Layout<'a> {
    /// Who knows how wide texts are.
    pub measure: &'a dyn Measure,
    /// The view.
    pub view: &'a View,
    /// The tables, one a flow.
    pub tables: &'a [Table],
    /// The frames with their scales.
    pub frames: &'a Frames<'a>,
}

/// What an expression of a guide sees: a label's datum, and parameters.
pub struct GuideScope<'a> {
    /// The view, for parameters.
    pub view: &'a View,
    /// `value`, `label` and `index` of a label; null elsewhere.
    pub datum: Value,
    /// The size of the plot.
    pub size: crate::base::geometry::Size,
}

impl Scope for GuideScope<'_> {
    fn datum(&self) -> Value {
        self.datum.clone()
    }

    fn name(&self, name: &str) -> Option<Value> {
        match name {
            "width" => Some(Value::Number(self.size.width)),
            "height" => Some(Value::Number(self.size.height)),
            _ => self.view.params.value(name),
        }
    }

    fn call(&self, _function: &str, _args: &[Value]) -> Option<Value> {
        None
    }

    fn locale(&self) -> &Locale {
        &self.view.params.locale
    }
}
