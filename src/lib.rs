//! Will this Salesforce instance accept this client certificate for mutual authentication, and for
//! how long?
//!
//! This library judges one [`Submission`] against one [`TrustList`] at one moment, and says apart
//! whether the upload, the handshake and the renewal will work. It is pure: bytes and a time in, a
//! report out. It touches no file, clock, network or environment; the command `sfmtls` does that.
//!
//! ```
//! use sfmtls::{Against, Conclusion, PolicyVersion, RootStore, Selection, Submission};
//! use sfmtls::{Time, TrustList, container, evaluate};
//!
//! let passwords = container::Passwords::default();
//! let file = container::read(include_bytes!("../fixtures/real/python.org.pem"), &passwords)?;
//! let submission = Submission::of("python.org.pem", file).ok_or("no certificate")?;
//! let (trust, at) = (TrustList::bundled(), Time::parse("2026-11-24")?);
//! let against = Against::new(&trust, RootStore::stored(), PolicyVersion::default(), at);
//! let judged = evaluate(&submission, &against, &Selection::default());
//! assert_eq!(judged.outcome, Conclusion::Pass);
//! assert!(judged.counting().any(|(rule, _)| rule.rule.id == "mixed-key-purposes"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The map
//!
//! ```text
//! bytes ─► container ─► [certificate + line] ─► path::Chain ─┐
//! list  ─► trust ─────► TrustList ───────────────────────────┼─► path ─► CertPath ─► rules::Case
//! time, policy, Chrome's store ──────────────────────────────┘                            │
//! text ◄─ render ◄─ Report ◄─ report::evaluate ◄─ rules::RULES ◄───────────────────────────┘
//! ```
//!
//! | module | what it knows |
//! |---|---|
//! | [`certificate`] | one certificate: the facts that rules need, read once, owned |
//! | [`container`] | bytes of any format to certificates with their lines |
//! | [`trust`] | what the instance trusts: the list in any shape, and Mozilla's roots |
//! | [`path`] | what was presented, and every way from it to a root, judged |
//! | [`key`] | a private key's public half, to be compared with a certificate |
//! | [`revocation`] | certificate revocation lists, and what one that counts says |
//! | [`upload`] | the file to upload, and what is uploaded already |
//! | [`chrome`] | policy versions, root store and the CAs' last days, as tables |
//! | [`memory`] | what many submissions have in common: issuers read, signatures verified |
//! | [`roots`] | what is told of the list itself: each root, what changed, which to ask for |
//! | [`rules`] | one file a rule; its doc comment is its page |
//! | [`symptoms`] | what people see when it fails: error texts, and what each means |
//! | [`report`] | findings, verdicts, and the report that renderers see |
//! | [`render`] | one file a format |
//!
//! # What is never done
//!
//! - What cannot be judged is never guessed: it is `unsupported`, not `trusted` and not `invalid`.
//! - What is not known is *not applicable*, with the reason, never a pass.
//! - A list that could not be read is an error, never an empty list.
//! - No key is shown. What [`container::Contents`] holds of one is wiped when it goes out of use; a
//!   [`Submission`] has its public half alone. Sections that hold one are named by label and line.

pub mod certificate;
pub mod chrome;
pub mod container;
mod der;
mod digest;
pub mod key;
pub mod memory;
#[cfg(test)]
mod openssl;
pub mod path;
mod plural;
pub mod render;
pub mod report;
pub mod revocation;
pub mod roots;
pub mod rules;
pub mod submission;
pub mod symptoms;
pub mod trust;
pub mod upload;

pub use certificate::{Certificate, Time};
pub use chrome::{PolicyVersion, RootStore};
pub use memory::Memory;
pub use path::{Chain, Presented};
pub use report::{Conclusion, Judged, Report, Selection, evaluate};
pub use submission::{Against, Submission};
pub use trust::TrustList;
