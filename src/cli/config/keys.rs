//! The names of the keys, and the nearest one to a name that is none.

/// The keys of the file.
pub(super) const TOP: &[&str] = &[
    "instance",
    "trust-list",
    "ca-file",
    "timeout",
    "policy",
    "chrome-root-store",
    "expires-within",
    "fail-on",
    "severity",
    "ignore",
];

/// The keys of an `[[ignore]]`.
pub(super) const IGNORE: &[&str] = &["rule", "path", "sha256", "reason", "until"];

/// What to say of a key that is none of these.
pub(super) fn unknown(key: &str, known: &[&str]) -> String {
    let likeness = |name: &&&str| strsim::jaro_winkler(key, name);
    let nearest = known
        .iter()
        .max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
    match nearest.filter(|nearest| likeness(nearest) >= ALIKE) {
        Some(nearest) => format!("unknown key `{key}`; the nearest is `{nearest}`"),
        None => format!("unknown key `{key}`; there are {}", known.join(", ")),
    }
}

/// From this likeness on, of 1, a name is offered for another.
const ALIKE: f64 = 0.7;
