//! The one test binary: the program as users run it.
#![cfg(test)]
