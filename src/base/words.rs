//! Words numbered in order of first appearance: the one map of texts that there is.
//!
//! An open table of our own: columns of a million different words are common, the standard map's hash
//! is made against attackers and not for speed, and its code is there anew for each type.

use std::rc::Rc;

/// Distinct words by number, and numbers by word.
#[derive(Clone, Debug, Default)]
pub struct Words {
    list: Vec<Rc<str>>,
    /// By hash: the hash, and the number plus 1; 0 is a free place. At least half of them are free.
    places: Vec<(u32, u32)>,
}

impl Words {
    /// The words by their numbers.
    #[must_use]
    pub fn list(&self) -> &[Rc<str>] {
        &self.list
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The words alone.
    #[must_use]
    pub fn into_list(self) -> Rc<[Rc<str>]> {
        self.list.into()
    }

    /// The number of a word, when it is known.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<u32> {
        let hash = hash(word.as_bytes());
        let mask = self.places.len().checked_sub(1)?;
        let mut place = hash as usize;
        while let Some((found, number)) = self.places.get(place & mask)
            && *number > 0
        {
            if *found == hash && self.is(number - 1, word) {
                return Some(number - 1);
            }
            place += 1;
        }
        None
    }

    /// The number of a word, a new one when it is new; the text is copied then.
    pub fn number(&mut self, word: &str) -> u32 {
        self.find(word).unwrap_or_else(|| self.add(word.into()))
    }

    /// The number of a word, a new one when it is new.
    pub fn number_of(&mut self, word: &Rc<str>) -> u32 {
        self.find(word).unwrap_or_else(|| self.add(word.clone()))
    }

    fn is(&self, number: u32, word: &str) -> bool {
        self.list.get(number as usize).is_some_and(|known| **known == *word)
    }

    /// Adds a word that is not known.
    fn add(&mut self, word: Rc<str>) -> u32 {
        if self.list.len() * 2 >= self.places.len() {
            let twice = vec![(0, 0); (self.places.len() * 2).max(16)];
            for (hash, number) in std::mem::replace(&mut self.places, twice) {
                if number > 0 {
                    self.put(hash, number);
                }
            }
        }
        let hash = hash(word.as_bytes());
        self.list.push(word);
        let number = self.list.len() as u32;
        self.put(hash, number);
        number - 1
    }

    fn put(&mut self, hash: u32, number: u32) {
        let mask = self.places.len() - 1;
        let mut place = hash as usize & mask;
        while self.places[place].1 > 0 {
            place = (place + 1) & mask;
        }
        self.places[place] = (hash, number);
    }
}

/// Eight bytes at a time.
fn hash(word: &[u8]) -> u32 {
    let mut hash = word.len() as u64;
    let mut rest = word;
    while let Some((bytes, more)) = rest.split_first_chunk() {
        hash = mixed(hash ^ u64::from_le_bytes(*bytes));
        rest = more;
    }
    mixed(rest.iter().fold(hash, |bits, byte| bits.rotate_left(8) ^ u64::from(*byte))) as u32
}

fn mixed(bits: u64) -> u64 {
    let product = bits.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    product ^ (product >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_order_of_appearance() {
        let mut words = Words::default();
        assert_eq!(words.find("a"), None);
        let numbers: Vec<u32> = ["b", "a", "", "b", "a long word", "", "a long worD"]
            .into_iter()
            .map(|word| words.number(word))
            .collect();
        assert_eq!(numbers, [0, 1, 2, 0, 3, 2, 4]);
        assert_eq!(words.find("a long word"), Some(3));
        assert_eq!(words.number_of(&"a".into()), 1);
        assert_eq!((words.len(), words.is_empty()), (5, false));
        assert_eq!(&*words.list()[4], "a long worD");
        assert_eq!(words.into_list().len(), 5);
    }

    #[test]
    fn many_words() {
        let mut words = Words::default();
        for round in 0..2 {
            for i in 0..20_000_u32 {
                assert_eq!(words.number(&format!("word {i}")), i, "round {round}");
            }
        }
        assert_eq!(words.find("word 20000"), None);
    }
}
