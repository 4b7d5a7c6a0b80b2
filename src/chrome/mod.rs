//! What Chrome's root program and the public CAs have said about client authentication: policy
//! versions, root store, last days. Tables, and the questions asked of them.
//!
//! The policy binds the CAs whose roots are in the store. It does not make Chrome refuse a
//! certificate for naming clientAuth, and nothing here says so: what ends is renewal.

mod csv;
mod day;
mod dedicated;
mod intermediate;
mod known;
mod last_day;
mod policy;
mod read;
mod removed;
mod root;
mod store;
mod subject;

pub use dedicated::{
    DedicatedRoot, dedicated_hierarchy, dedicated_roots, dedicated_to_client_auth,
};
pub use intermediate::{AnchorIntermediate, anchor_intermediate, anchor_intermediates};
pub use last_day::{Announced, LastDay, last_day, last_day_of, last_days};
pub use policy::{PolicyVersion, UnknownPolicy};
pub use read::{MAX_BYTES, StoreError};
pub use removed::{RemovedRoot, removed, removed_roots};
pub use root::{Status, StoreRoot};
pub use store::{RootStore, StoreSource, Touch, TouchedBy};
