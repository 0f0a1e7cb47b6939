//! The sum of a Chinese numeral.

/// The digit that a Chinese letter is.
pub fn digit(letter: char) -> Option<i64> {
    let at = "零一二三四五六七八九".chars().position(|c| c == letter);
    let formal = || "〇壹贰叁肆伍陆柒捌玖".chars().position(|c| c == letter);
    let other = match letter {
        '两' => Some(2),
        _ => None,
    };
    at.or_else(formal).map(|n| n as i64).or(other)
}

/// The sum of a Chinese numeral while it is read.
#[derive(Default)]
pub struct Sum {
    pub total: i64,
    section: i64,
    digit: Option<i64>,
    /// The last power of ten in the section, and the last 万 or 亿.
    last: Option<i64>,
    /// 零 stands right before the last digit.
    nought: bool,
    big: Option<i64>,
}

impl Sum {
    /// What is read since the last 万 or 亿.
    pub fn part(&self) -> i64 {
        self.section + self.digit.unwrap_or(0)
    }

    /// The last digit, when it stands after 十, 百 or 千.
    pub fn after_ten(&self) -> Option<i64> {
        self.digit.filter(|digit| *digit > 0 && self.last.is_some())
    }

    /// The digit that was read last, when more than nought stands before it.
    pub fn last_digit(&self) -> Option<i64> {
        self.digit.filter(|digit| *digit > 0 && (self.last.is_some() || self.big.is_some()))
    }

    /// Whether a power of ten may stand after the last digit.
    pub fn takes(&self, power: i64) -> bool {
        self.last.is_none_or(|last| last > power)
    }

    /// The power of ten below the last one, above one: 10 after 百.
    pub fn lower(&self) -> Option<i64> {
        self.last.filter(|last| *last > 10 && !self.nought).map(|last| last / 10)
    }

    /// 一百七 is 170, 两千三 2300, 一万二 12000: the last digit counts the next
    /// lower power of ten, unless 零 stands before it.
    pub fn close(&mut self) {
        let Some(digit) = self.digit.filter(|digit| *digit > 0 && !self.nought) else { return };
        let tens = match (self.last, self.big) {
            (Some(last), _) if last > 10 => last / 10,
            (None, Some(big)) if self.section == 0 => big / 10,
            _ => return,
        };
        self.digit = None;
        self.section += digit * tens;
    }

    /// Takes one letter; false when the numeral ends before it.
    pub fn take(&mut self, letter: char) -> bool {
        if let Some(value) = digit(letter) {
            if self.digit.is_some_and(|d| d != 0) {
                return false;
            }
            self.nought = self.digit == Some(0);
            self.digit = Some(value);
            return true;
        }
        let tens = match letter {
            '廿' => 20,
            '卅' => 30,
            _ => 0,
        };
        if tens > 0 {
            if self.digit.is_some_and(|d| d > 0) || self.last.is_some_and(|last| last <= 10) {
                return false;
            }
            self.section += tens;
            (self.digit, self.last) = (None, Some(10));
            return true;
        }
        let small = match letter {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            _ => 0,
        };
        if small > 0 {
            if self.last.is_some_and(|last| last <= small)
                || self.digit == Some(0) && self.section == 0 && small > 10
            {
                return false;
            }
            self.section += self.digit.filter(|d| *d > 0).unwrap_or(1) * small;
            self.digit = None;
            self.last = Some(small);
            return true;
        }
        let big = match letter {
            '万' => 10_000,
            '亿' => 100_000_000,
            _ => return false,
        };
        if big == 100_000_000 && self.big == Some(10_000) && self.part() == 0 {
            // 万亿.
            self.total = self.total.saturating_mul(big);
        } else {
            if self.big.is_some_and(|last| last <= big) {
                return false;
            }
            let part = if self.part() == 0 { 1 } else { self.part() };
            self.total += part.saturating_mul(big);
        }
        (self.section, self.digit, self.last, self.big) = (0, None, None, Some(big));
        true
    }
}

/// Above and below the line of a fraction in one sign.
pub fn vulgar(letter: char) -> Option<(i64, i64)> {
    match letter {
        '½' => Some((1, 2)),
        '⅓' => Some((1, 3)),
        '⅔' => Some((2, 3)),
        '¼' => Some((1, 4)),
        '¾' => Some((3, 4)),
        _ => None,
    }
}
