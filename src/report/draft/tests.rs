//! Drafts of small texts.
