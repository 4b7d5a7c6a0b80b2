//! What is measured, and against what: see `judge.rs`.
