//! Chains drawn from a seed.

use sfmtls::Time;

use crate::support::made::{DEEPEST, KeyKind, Listed, Made, Oddity, Purposes, Spelling};

impl Made {
    /// A chain to be judged at a moment, drawn.
    pub fn draw(dice: &mut Dice, at: Time) -> Self {
        let depth = 1 + dice.below(DEEPEST);
        let mut made = Self {
            keys: (0..=depth).map(|_| dice.one_of(&KeyKind::ALL)).collect(),
            oddities: Vec::new(),
            at,
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
