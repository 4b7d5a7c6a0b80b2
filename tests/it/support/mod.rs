//! What the tests share.

pub mod differences;
pub mod in_process;
pub mod instance;
pub mod loopback;
pub mod made;
pub mod measured;
pub mod pages;
pub mod parallel;
pub mod processor;
pub mod program;
pub mod servers;
pub mod shared;
pub mod verdict;
