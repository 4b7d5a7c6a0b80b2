//! Chains made in the test: what each is to be, and its certificates.

pub mod chain;
pub mod keys;

use sfmtls::Time;

/// The most issuers above an end entity, the root among them.
pub const DEEPEST: usize = 6;

/// What a chain is made to be. Places count from the end entity, 0, to the root, [`Made::root`].
#[derive(Debug)]
pub struct Made {
    /// The kind of each certificate's key.
    pub keys: Vec<KeyKind>,
    /// What sets it apart from a good chain.
    pub oddities: Vec<Oddity>,
    /// The moment at which it is judged: every date is reckoned from it.
    pub at: Time,
}

/// A kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    Rsa2048,
    P256,
    P384,
    Ed25519,
}

/// What an extended key usage allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purposes {
    Client,
    Server,
    Both,
    Any,
    /// There is no extended key usage.
    Absent,
}

/// How a certificate spells its issuer's name otherwise than the issuer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `PrintableString` in place of `UTF8String`.
    Printable,
    /// Capital letters.
    Capitals,
    /// Two spaces in place of one.
    Spaces,
}

/// Which roots are listed beside a cross-certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    Own,
    Other,
    Both,
}

/// One thing that sets a chain apart; the number is the certificate's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    Expired(usize),
    NotYetValid(usize),
    Purposes(usize, Purposes),
    /// The basic constraints allow so many intermediate certificates below.
    PathLength(usize, u8),
    /// Name constraints for DNS.
    NameConstraints {
        at: usize,
        critical: bool,
        excludes: bool,
        /// Whether the end entity's name is within the subtree.
        names_it: bool,
    },
    UnknownExtension {
        at: usize,
        critical: bool,
    },
    CriticalPolicies(usize),
    /// Authority information access that is critical, which RFC 5280, section 4.2.2.1, forbids.
    CriticalInformationAccess(usize),
    Spelling(usize, Spelling),
    /// One bit of the signature is wrong.
    BadSignature(usize),
    /// Another key made the signature.
    Forged(usize),
    /// The certificate is not presented.
    Missing(usize),
    Shuffled,
    WithRoot,
    /// Another root certified the same name and key as well.
    CrossSigned(usize, Listed),
    /// Another root of the same name is listed.
    RootNotListed,
    /// The end entity has an RSA key of 1024 bits.
    WeakKey,
    Sha1(usize),
    NotACa(usize),
    NoBasicConstraints(usize),
    NoKeyCertSign(usize),
    CaAsEndEntity,
    NoDigitalSignature,
}

impl Made {
    /// The place of the root.
    pub fn root(&self) -> usize {
        self.keys.len() - 1
    }

    /// Whether one of the oddities is like this.
    pub fn has(&self, is_like: impl Fn(&Oddity) -> bool) -> bool {
        self.oddities.iter().any(is_like)
    }
}

impl KeyKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Rsa2048, Self::P256, Self::P384, Self::Ed25519];
}
