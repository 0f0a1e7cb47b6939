//! The operations of aggregates and windows.

/// What an aggregate computes of the rows of a group.
///
/// But for `count`, null, empty texts and NaN are left out; of no values most
/// give NaN. Source: Vega, `vega-transforms/src/util/AggregateOps.js`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Op {
    /// The rows, whatever they hold.
    #[default]
    Count,
    /// The values that are not null, empty or NaN.
    Valid,
    /// The null and empty values.
    Missing,
    /// The distinct values, null among them.
    Distinct,
    /// The sum.
    Sum,
    /// The product.
    Product,
    /// The arithmetic mean.
    Mean,
    /// The same as [`Op::Mean`].
    Average,
    /// The sample variance, over n − 1.
    Variance,
    /// The population variance, over n.
    Variancep,
    /// The sample standard deviation, over n − 1.
    Stdev,
    /// The population standard deviation, over n.
    Stdevp,
    /// The standard error of the mean.
    Stderr,
    /// The median.
    Median,
    /// The lower quartile.
    Q1,
    /// The upper quartile.
    Q3,
    /// The lower end of the 95 % bootstrap interval of the mean.
    Ci0,
    /// The upper end of the 95 % bootstrap interval of the mean.
    Ci1,
    /// The least value.
    Min,
    /// The greatest value.
    Max,
    /// The row with the least value, as an object.
    Argmin,
    /// The row with the greatest value, as an object.
    Argmax,
    /// The rows, as a list of objects.
    Values,
    /// The exponential moving average, whose weights sum to 1.
    Exponential(f64),
    /// The exponential moving average, biased toward 0 at the start.
    Exponentialb(f64),
}

/// What a window computes for each row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WindowOp {
    /// An aggregate of the frame.
    Aggregate(Op),
    /// The number of the row, from 1.
    RowNumber,
    /// The number of the first row equal to it, from 1.
    Rank,
    /// The number of its value among the distinct ones, from 1.
    DenseRank,
    /// (rank − 1) / (rows − 1).
    PercentRank,
    /// The share of rows up to the last one equal to it.
    CumeDist,
    /// The number, from 1, of the part that it is in, of `param` equal parts.
    Ntile,
    /// The value `param` rows before; default 1.
    Lag,
    /// The value `param` rows after; default 1.
    Lead,
    /// The value of the first row of the frame.
    FirstValue,
    /// The value of the last row of the frame.
    LastValue,
    /// The value of row `param` of the frame, from 1.
    NthValue,
    /// The nearest value at or before the row that is not null.
    PrevValue,
    /// The nearest value at or after the row that is not null.
    NextValue,
}

/// The words of the operations without parameter; those of windows alone stand first.
const OPS: [(&str, WindowOp); 36] = [
    ("row_number", WindowOp::RowNumber),
    ("rank", WindowOp::Rank),
    ("dense_rank", WindowOp::DenseRank),
    ("percent_rank", WindowOp::PercentRank),
    ("cume_dist", WindowOp::CumeDist),
    ("ntile", WindowOp::Ntile),
    ("lag", WindowOp::Lag),
    ("lead", WindowOp::Lead),
    ("first_value", WindowOp::FirstValue),
    ("last_value", WindowOp::LastValue),
    ("nth_value", WindowOp::NthValue),
    ("prev_value", WindowOp::PrevValue),
    ("next_value", WindowOp::NextValue),
    ("count", WindowOp::Aggregate(Op::Count)),
    ("valid", WindowOp::Aggregate(Op::Valid)),
    ("missing", WindowOp::Aggregate(Op::Missing)),
    ("distinct", WindowOp::Aggregate(Op::Distinct)),
    ("sum", WindowOp::Aggregate(Op::Sum)),
    ("product", WindowOp::Aggregate(Op::Product)),
    ("mean", WindowOp::Aggregate(Op::Mean)),
    ("average", WindowOp::Aggregate(Op::Average)),
    ("variance", WindowOp::Aggregate(Op::Variance)),
    ("variancep", WindowOp::Aggregate(Op::Variancep)),
    ("stdev", WindowOp::Aggregate(Op::Stdev)),
    ("stdevp", WindowOp::Aggregate(Op::Stdevp)),
    ("stderr", WindowOp::Aggregate(Op::Stderr)),
    ("median", WindowOp::Aggregate(Op::Median)),
    ("q1", WindowOp::Aggregate(Op::Q1)),
    ("q3", WindowOp::Aggregate(Op::Q3)),
    ("ci0", WindowOp::Aggregate(Op::Ci0)),
    ("ci1", WindowOp::Aggregate(Op::Ci1)),
    ("min", WindowOp::Aggregate(Op::Min)),
    ("max", WindowOp::Aggregate(Op::Max)),
    ("argmin", WindowOp::Aggregate(Op::Argmin)),
    ("argmax", WindowOp::Aggregate(Op::Argmax)),
    ("values", WindowOp::Aggregate(Op::Values)),
];

impl Op {
    /// The operation of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        WindowOp::parse(word)?.aggregate()
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        WindowOp::Aggregate(self).word()
    }

    /// Whether the result is a number whatever the type of the field.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Count | Self::Valid | Self::Missing | Self::Distinct)
    }
}

impl WindowOp {
    /// The operation of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        OPS.iter().find(|(known, _)| *known == word).map(|(_, op)| *op)
    }

    /// The words that [`WindowOp::parse`] knows, or those of aggregates alone.
    #[must_use]
    pub fn words(aggregate: bool) -> Vec<&'static str> {
        let mut words = Vec::new();
        for &(word, op) in &OPS {
            if !aggregate || op.aggregate().is_some() {
                words.push(word);
            }
        }
        words
    }

    /// The aggregate of the frame that it is.
    #[must_use]
    pub fn aggregate(self) -> Option<Op> {
        if let Self::Aggregate(op) = self { Some(op) } else { None }
    }

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        if let Self::Aggregate(Op::Exponential(_)) = self {
            return "exponential";
        }
        if let Self::Aggregate(Op::Exponentialb(_)) = self {
            return "exponentialb";
        }
        OPS.iter().find(|(_, known)| *known == self).map_or("", |(word, _)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        for word in WindowOp::words(false) {
            assert_eq!(WindowOp::parse(word).map(WindowOp::word), Some(word));
        }
        assert_eq!(WindowOp::words(true).len(), 23);
        assert_eq!(Op::parse("rank"), None);
        assert_eq!(Op::Exponential(0.5).word(), "exponential");
    }
}
