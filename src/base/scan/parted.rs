//! JSON text whose long lists are handed on element by element.

use super::{Fault, Scanner};
use crate::base::json::Json;
use std::rc::Rc;

impl Scanner<'_> {
    /// Any value; of an object's members in `names` the elements of lists go to `each`, one by one.
    ///
    /// # Errors
    ///
    /// As for [`Scanner::json`].
    pub fn parted(
        &mut self,
        names: &[&str],
        each: &mut dyn FnMut(usize, Json),
    ) -> Result<Json, Fault> {
        if self.peek() != Some(b'{') {
            return self.nested(0);
        }
        self.at += 1;
        let mut members: Vec<(Rc<str>, Json)> = Vec::new();
        let mut first = true;
        while self.more(b'}', std::mem::take(&mut first))? {
            let name: Rc<str> = self.string()?.into();
            self.need(b':', "\":\"")?;
            let long = names.iter().position(|long| **long == *name);
            let value = match long.filter(|_| self.peek() == Some(b'[')) {
                Some(place) => {
                    self.at += 1;
                    let mut first = true;
                    while self.more(b']', std::mem::take(&mut first))? {
                        each(place, self.nested(2)?);
                    }
                    Json::List(Vec::new())
                }
                None => self.nested(1)?,
            };
            members.retain(|(known, _)| *known != name);
            members.push((name, value));
        }
        Ok(Json::Object(members))
    }
}
