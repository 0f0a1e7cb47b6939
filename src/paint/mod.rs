//! (paint)
