//! What an expression of a mark sees: the row, parameters, the size, the scales.

use super::Draw;
use crate::base::locale::Locale;
use crate::base::value::Value;
use crate::expr::Scope;
use crate::resolve::Channel;

/// A row of a unit's table, in its frame.
pub struct RowScope<'a, 'd> {
    draw: &'d Draw<'a>,
    row: u32,
}

impl<'a> Draw<'a> {
    /// The scope of a row; a row past the end is no row.
    #[must_use]
    pub fn scope(&self, row: u32) -> RowScope<'a, '_> {
        RowScope { draw: self, row }
    }
}

impl Scope for RowScope<'_, '_> {
    fn datum(&self) -> Value {
        if (self.row as usize) < self.draw.table.rows() {
            self.draw.table.row(self.row as usize)
        } else {
            Value::Null
        }
    }

    fn field(&self, name: &str) -> Value {
        self.draw.table.column(name).map_or(Value::Null, |column| column.value(self.row as usize))
    }

    fn name(&self, name: &str) -> Option<Value> {
        match name {
            "width" => Some(Value::Number(self.draw.size.width)),
            "height" => Some(Value::Number(self.draw.size.height)),
            _ => self.draw.view.params.value(name),
        }
    }

    fn call(&self, function: &str, args: &[Value]) -> Option<Value> {
        if function == "vlSelectionTest" {
            return self.draw.view.params.selection_test(args, &|name| self.field(name));
        }
        let channel = Channel::parse(args.first()?.as_text()?)?;
        let scale = self.draw.scale_of(channel)?;
        Some(match function {
            "scale" => {
                let value = args.get(1).cloned().unwrap_or_default();
                if channel.is_color() {
                    Value::text(&scale.color(&value)?.hex())
                } else {
                    scale.value(&value)
                }
            }
            "invert" => scale.invert(args.get(1)?.to_number()),
            "bandwidth" => Value::Number(scale.bandwidth()),
            "domain" => Value::List(scale.domain_values().into()),
            "range" => {
                let (low, high) = scale.range_extent();
                Value::List([low, high].map(Value::Number).into())
            }
            _ => return None,
        })
    }

    fn locale(&self) -> &Locale {
        &self.draw.view.params.locale
    }
}
