//! What holds for any input, or for any change of a good one.

mod changes;
mod hostile;
mod support;
