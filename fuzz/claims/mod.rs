//! What is claimed of every input, one file a fuzz target: `hold` panics where it does not hold.
//!
//! The fuzz targets run these claims over what libFuzzer makes up, and `cargo test` runs them over
//! the inputs of `fixtures/fuzz/` (`tests/it/replay.rs`): the same code, not a copy of it.

pub mod certificate;
pub mod container;
pub mod crl;
mod judging;
pub mod key;
pub mod metadata;
pub mod pem;
pub mod pkcs12;
pub mod root_store;
pub mod stream;
pub mod trust_list;
pub mod verdict;

use sfmtls::container::{Passwords, Secret};

/// The password of the key stores in `fixtures/` and of those that a fuzzer makes of them.
const PASSWORD: &[u8] = b"1234";

/// [`PASSWORD`], for a container.
fn passwords() -> Passwords {
    Passwords {
        container: Some(Secret::new(PASSWORD.to_vec())),
        key: None,
    }
}
