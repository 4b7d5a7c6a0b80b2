//! The one test binary: the program as users run it.
#![cfg(test)]
// Tests start the program, read files and serve on loopback.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod agreement;
mod cases;
#[cfg(unix)]
mod command_line;
mod configuration;
mod containers;
mod differential;
mod documentation;
mod explain;
mod fetch;
mod fetching;
mod formats;
mod html;
mod human;
mod judges;
mod key_purposes;
mod network_faults;
mod odd_inputs;
mod pipeline;
mod probe;
mod properties;
mod real_chains;
mod replay;
mod roots;
mod second_engine;
mod stream;
mod support;
