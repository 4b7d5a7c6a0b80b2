//! What a generated chain is made to be, drawn from a seed.

/// The most issuers above an end entity, the root among them.
pub const DEEPEST: usize = 6;

/// What a chain is made to be. Places count from the end entity, 0, to the root, [`Made::root`].
#[derive(Debug)]
pub struct Made {
    /// The kind of each certificate's key.
    pub keys: Vec<KeyKind>,
    /// What sets it apart from a good chain.
    pub oddities: Vec<Oddity>,
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

    /// A chain, drawn.
    pub fn draw(dice: &mut Dice) -> Self {
        let depth = 1 + dice.below(DEEPEST);
        let mut made = Self {
            keys: (0..=depth).map(|_| dice.one_of(&KeyKind::ALL)).collect(),
            oddities: Vec::new(),
        };
        for _ in 0..dice.one_of(&[0, 1, 1, 1, 1, 2, 2, 3]) {
            let oddity = made.draw_oddity(dice);
            let is_new = |oddity: &Oddity| {
                let kind = std::mem::discriminant(oddity);
                !made.has(|other| std::mem::discriminant(other) == kind)
            };
            made.oddities.extend(oddity.filter(is_new));
        }
        made
    }

    /// An oddity that this chain can have; `None` where the dice fall on none.
    fn draw_oddity(&self, dice: &mut Dice) -> Option<Oddity> {
        let root = self.root();
        let anywhere = dice.below(root + 1);
        let issuer = 1 + dice.below(root);
        let intermediate = (root > 1).then(|| 1 + dice.below(root - 1));
        let below_the_root = dice.below(root);
        let half = dice.below(2) == 0;
        Some(match dice.below(24) {
            0 => Oddity::Expired(anywhere),
            1 => Oddity::NotYetValid(anywhere),
            2 | 3 => Oddity::Purposes(0, dice.one_of(&Purposes::ALL)),
            4 => Oddity::Purposes(issuer, dice.one_of(&Purposes::ALL)),
            5 | 6 => Oddity::PathLength(issuer, dice.one_of(&[0, 0, 1, 2])),
            7 | 8 => Oddity::NameConstraints {
                at: issuer,
                critical: half,
                excludes: dice.below(2) == 0,
                names_it: dice.below(2) == 0,
            },
            9 => Oddity::UnknownExtension {
                at: anywhere,
                critical: half,
            },
            10 => Oddity::CriticalPolicies(anywhere),
            11 => Oddity::Spelling(below_the_root, dice.one_of(&Spelling::ALL)),
            12 => Oddity::BadSignature(anywhere),
            13 => Oddity::Forged(below_the_root),
            14 => Oddity::Missing(intermediate?),
            15 => Oddity::Shuffled,
            16 => Oddity::WithRoot,
            17 => Oddity::CrossSigned(
                issuer,
                dice.one_of(&[Listed::Own, Listed::Other, Listed::Both]),
            ),
            18 => Oddity::RootNotListed,
            19 if half => Oddity::WeakKey,
            19 => Oddity::Sha1(self.with_rsa_issuer(dice)?),
            20 => Oddity::NotACa(issuer),
            21 => Oddity::NoBasicConstraints(issuer),
            22 => Oddity::NoKeyCertSign(issuer),
            _ if half => Oddity::CaAsEndEntity,
            _ => Oddity::NoDigitalSignature,
        })
    }

    /// The place of a certificate whose issuer has an RSA key.
    fn with_rsa_issuer(&self, dice: &mut Dice) -> Option<usize> {
        let root = self.root();
        let places: Vec<_> = (0..=root)
            .filter(|place| self.keys[root.min(place + 1)] == KeyKind::Rsa2048)
            .collect();
        (!places.is_empty()).then(|| dice.one_of(&places))
    }
}

impl KeyKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Rsa2048, Self::P256, Self::P384, Self::Ed25519];
}

impl Purposes {
    const ALL: [Self; 5] = [
        Self::Client,
        Self::Server,
        Self::Both,
        Self::Any,
        Self::Absent,
    ];
}

impl Spelling {
    const ALL: [Self; 3] = [Self::Printable, Self::Capitals, Self::Spaces];
}

/// Numbers that a seed determines: `SplitMix64`, by Steele, Lea and Flood.
pub struct Dice(u64);

impl Dice {
    /// The dice of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bound = u64::try_from(bound).unwrap();
        usize::try_from((mixed ^ (mixed >> 31)) % bound).unwrap()
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}
