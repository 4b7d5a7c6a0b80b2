//! What a label, or the header of a column, announces: in keytool's languages, openssl's words,
//! and those that people use.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::document::words;
use super::print::Algorithm;

/// What stands beside a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The key store's name for the entry.
    Alias,
    /// Whom the certificate is about.
    Subject,
    /// Who signed it.
    Issuer,
    /// Its serial number.
    Serial,
    /// The first moment of validity, perhaps with the last one.
    NotBefore,
    /// The last moment of validity.
    NotAfter,
    /// A fingerprint, of this algorithm where it is named.
    Print(Option<Algorithm>),
    /// The certificate itself.
    Certificate,
    /// What keytool calls the kind of the entry.
    EntryType,
    /// Anything else that is known: no number beside it is a fingerprint.
    Other,
}

/// The most characters that a label has.
const LONGEST: usize = 64;

/// Words that say of a number that it is no fingerprint of a certificate, whatever else is said.
const OTHER: &str = "\
    key identifier|key id|keyid|subjectkeyid|authoritykeyid|spki|public key|pubkey|private key|\
    public-key|modulus|x509v3|constraint|pathlen|exponent|signature|transaction|request|\
    session|correlation|trace|token|nonce|ticket|uuid|guid|incident|event|reference|\
    version|creation|created|added|erstellungsdatum|date de création|fecha de creación|\
    data di creazione|data da criação|data criação|作成日|创建日期|status|extension|key size|\
    algorithm|algorithmus|algorithme|algoritmo|アルゴリズム|算法|key usage|chain length|sha384|\
    sha 384|sha512|sha 512|sha224|公開キー|公共密钥|issuer hash|alternative|subject hash";

const ENTRY_TYPE: &str = "\
    entry type|eintragstyp|type d entrée|tipo de entrada|tipo di voce|tipo entrada|\
    エントリ タイプ|条目类型|entry kind";

const PRINT: &str = "\
    fingerprint|thumbprint|finger print|fingerabdruck|empreinte|huella|impront|\
    impressão digital|impressões digitais|フィンガプリント|拇印|指纹|指紋|cert hash|certificate hash|\
    sha1|sha 1|sha256|sha 256|sha2|md5|指印|отпечаток";

const SERIAL: &str = "\
    serial|seriennummer|numéro de série|numero de série|número de serie|número de série|\
    numero de serie|numero di serie|シリアル|序列号";

const NOT_AFTER: &str = "\
    not after|notafter|valid until|valid to|valid thru|valid through|expir|end date|\
    enddate|gültig bis|ablauf|fin de validité|válido hasta|valido fino|válido até|\
    validity end|終了日|截止|失效";

const NOT_BEFORE: &str = "\
    not before|notbefore|valid from|valid since|validity|valid|start date|startdate|\
    issued on|gültig von|gültig ab|gültigkeit|valide du|début de validité|válido desde|\
    valido da|válido de|validità|validité|validez|有効期間|有效期|生效|validade";

const ISSUER: &str = "\
    issuer|issuer dn|issuer name|issuer distinguished name|issuer cn|issuer common name|\
    issued by|aussteller|ausgestellt von|emetteur|émetteur|発行者|emisor|emissor|emittente|\
    autorità emittente|发布者|颁发者";

const ALIAS: &str = "\
    alias|alias name|aliasname|nom d alias|別名|别名|nombre de alias|nome alias|nome do alias|\
    nome de alias|friendly name|friendlyname|nickname|label|entry|entry name|\
    keystore alias|certificate alias|ca alias|file|file name";

const SUBJECT: &str = "\
    subject|subject dn|subject name|subject distinguished name|subject cn|owner|issued to|\
    eigentümer|inhaber|ausgestellt für|antragsteller|propriétaire|所有者|propietario|\
    proprietario|proprietário|使用者|主体|common name|cn|distinguished name|dn|name|\
    certificate name|root|root ca|root name|root certificate|root certificates|\
    root certificate name|ca|ca name|ca certificate|trusted ca|trusted root|\
    certificate authority|certification authority|authority|certificate subject|\
    subject common name";

const CERTIFICATE: &str = "\
    certificate|pem|base64|der|x509|x 509|certificate data|pem info|pem certificate|\
    x 509 certificate|encoded|encoded certificate";

/// What a label announces; `None` where it is none of those known.
pub(super) fn classify(label: &str) -> Option<Field> {
    if label.len() > LONGEST.saturating_mul(4) || label.chars().count() > LONGEST {
        return None;
    }
    if !label.contains(char::is_alphabetic) {
        return None;
    }
    let label = normalized(label);
    if label.is_ascii() && !label.split(' ').any(begins_like_a_label) {
        return None;
    }
    let contains = |words: &str| words.split('|').any(|word| has_word(&label, word));
    let says = |words: &str| words.split('|').any(|word| has_whole_word(&label, word));
    let is = |words: &str| words.split('|').any(|word| word == label);
    if label.is_empty() {
        return None;
    }
    if contains(ENTRY_TYPE) {
        return Some(Field::EntryType);
    }
    if says(OTHER) || is(PARTS) || is("pub|priv") {
        return Some(Field::Other);
    }
    if contains(PRINT) || is("hash|digest|sha|prints") {
        return Some(Field::Print(algorithm(&label)));
    }
    if contains(SERIAL) || is("sn|s n") {
        return Some(Field::Serial);
    }
    if contains(NOT_AFTER) || is("to|until|bis|end") {
        return Some(Field::NotAfter);
    }
    if contains(NOT_BEFORE) || is("from|von|since|start") {
        return Some(Field::NotBefore);
    }
    let exact = [
        (ISSUER, Field::Issuer),
        (ALIAS, Field::Alias),
        (SUBJECT, Field::Subject),
        (CERTIFICATE, Field::Certificate),
    ];
    let exact = exact.iter().find(|(words, _)| is(words));
    exact.map(|(_, field)| *field).or_else(|| loosely(&label))
}

/// What a label of a few words announces by one of them: `Root certificate subject`.
fn loosely(label: &str) -> Option<Field> {
    let has = |word: &str| label.split(' ').any(|part| part == word);
    if label.split(' ').count() > 4 {
        return None;
    }
    [
        ("alias", Field::Alias),
        ("issuer", Field::Issuer),
        ("subject", Field::Subject),
        ("owner", Field::Subject),
    ]
    .iter()
    .find(|(word, _)| has(word))
    .map(|(_, field)| *field)
}

/// Parts of names, of which none says which root it is.
const PARTS: &str = "\
    organization|organisation|organizational unit|organization name|issuer organization|\
    subject organization|o|ou|country|c|type|usage|purpose|size|key|no|data|details";

/// The first bytes of every word that labels are known by: most texts have none of them, and are
/// done with at once.
static BEGINNINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lists = [
        OTHER,
        ENTRY_TYPE,
        PRINT,
        SERIAL,
        NOT_AFTER,
        NOT_BEFORE,
        ISSUER,
        ALIAS,
        SUBJECT,
        CERTIFICATE,
        PARTS,
        SHORT,
    ];
    let words = lists.into_iter().flat_map(|words| words.split('|'));
    words.map(beginning).collect()
});

/// Labels of one short word, which must be all of the label.
const SHORT: &str = "\
    pub|priv|hash|digest|sha|prints|sn|s|to|until|bis|end|from|von|since|start";

fn begins_like_a_label(word: &str) -> bool {
    BEGINNINGS.contains(beginning(word))
}

fn beginning(word: &str) -> &str {
    word.get(..3).unwrap_or(word)
}

/// The algorithm that a label names.
fn algorithm(label: &str) -> Option<Algorithm> {
    let named = [
        ("sha256|sha 256|sha2", Algorithm::Sha256),
        ("sha1|sha 1|sha", Algorithm::Sha1),
        ("md5", Algorithm::Md5),
    ];
    named
        .iter()
        .find(|(words, _)| words.split('|').any(|word| has_word(label, word)))
        .map(|(_, algorithm)| *algorithm)
}

/// Lower case, and one space for whatever is neither letter nor digit.
fn normalized(label: &str) -> String {
    let spaced: String = words(label)
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                ' '
            }
        })
        .collect();
    words(&spaced).to_lowercase()
}

/// Whether `label` contains `word` where a word begins; in scripts without spaces, anywhere.
fn has_word(label: &str, word: &str) -> bool {
    label.match_indices(word).any(|(at, _)| {
        let before = label.get(..at).and_then(|before| before.chars().last());
        !word.is_ascii() || before.is_none_or(|letter| !letter.is_ascii_alphabetic())
    })
}

/// Whether `label` contains `word` with nothing but a plural's `s` after it: an alias may begin as
/// such a word does.
fn has_whole_word(label: &str, word: &str) -> bool {
    label.match_indices(word).any(|(at, _)| {
        let before = label.get(..at).and_then(|before| before.chars().last());
        let after = label
            .get(at.saturating_add(word.len())..)
            .unwrap_or_default();
        let ends = |rest: &str| !rest.starts_with(|letter: char| letter.is_ascii_alphanumeric());
        let is_whole = ends(after) || after.strip_prefix('s').is_some_and(ends);
        !word.is_ascii() || is_whole && before.is_none_or(|letter| !letter.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels that keytool of Java 17 and openssl 3.0 print.
    #[test]
    fn the_labels_of_keytool_and_openssl_are_known() {
        let sha1 = Field::Print(Some(Algorithm::Sha1));
        let sha256 = Field::Print(Some(Algorithm::Sha256));
        for (label, field) in [
            ("Certificate fingerprint (SHA1)", sha1),
            ("Zertifikat-Fingerprint (SHA-256)", sha256),
            ("Empreinte du certificat (SHA-256) ", sha256),
            ("証明書のフィンガプリント(SHA-256)", sha256),
            ("Huella de certificado (SHA-256)", sha256),
            ("\t SHA 1", sha1),
            ("SHA-1 Fingerprint", sha1),
            ("MD5", Field::Print(Some(Algorithm::Md5))),
            ("Certificate fingerprints", Field::Print(None)),
            ("Alias name", Field::Alias),
            ("Nom d'alias ", Field::Alias),
            ("Eigentümer", Field::Subject),
            ("発行者", Field::Issuer),
            ("Numéro de série ", Field::Serial),
            ("Valid from", Field::NotBefore),
            ("Not After ", Field::NotAfter),
            ("Eintragstyp", Field::EntryType),
            ("エントリ・タイプ", Field::EntryType),
            ("Creation date", Field::Other),
            ("X509v3 Subject Key Identifier", Field::Other),
            ("Signature algorithm name", Field::Other),
            ("Subject Public Key Algorithm", Field::Other),
            ("SPKI SHA256", Field::Other),
            ("Transaction ID", Field::Other),
        ] {
            assert_eq!(classify(label), Some(field), "{label}");
        }
        for label in [
            "version1ca",
            "eventca.root",
            "",
            "digicertglobalrootg2",
            "Your keystore contains 5 entries",
            "Home",
        ] {
            assert_eq!(classify(label), None, "{label}");
        }
    }
}
