//! What a label, or the header of a column, announces: in keytool's languages, openssl's words,
//! and those that people use.

use super::document::words;
use super::prints::Algorithm;

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
const OTHER: [&str; 60] = [
    "key identifier",
    "key id",
    "keyid",
    "subjectkeyid",
    "authoritykeyid",
    "spki",
    "public key",
    "pubkey",
    "public-key",
    "modulus",
    "x509v3",
    "constraint",
    "pathlen",
    "exponent",
    "signature",
    "transaction",
    "request",
    "session",
    "correlation",
    "trace",
    "token",
    "nonce",
    "ticket",
    "uuid",
    "guid",
    "incident",
    "event",
    "reference",
    "version",
    "creation",
    "created",
    "added",
    "erstellungsdatum",
    "date de création",
    "fecha de creación",
    "data di creazione",
    "data da criação",
    "data criação",
    "作成日",
    "创建日期",
    "status",
    "extension",
    "key size",
    "algorithm",
    "algorithmus",
    "algorithme",
    "algoritmo",
    "アルゴリズム",
    "算法",
    "key usage",
    "chain length",
    "sha384",
    "sha 384",
    "sha512",
    "sha 512",
    "sha224",
    "公開キー",
    "公共密钥",
    "issuer hash",
    "subject hash",
];

const ENTRY_TYPE: [&str; 9] = [
    "entry type",
    "eintragstyp",
    "type d entrée",
    "tipo de entrada",
    "tipo di voce",
    "tipo entrada",
    "エントリ タイプ",
    "条目类型",
    "entry kind",
];

const PRINT: [&str; 23] = [
    "fingerprint",
    "thumbprint",
    "finger print",
    "fingerabdruck",
    "empreinte",
    "huella",
    "impront",
    "impressão digital",
    "impressões digitais",
    "フィンガプリント",
    "拇印",
    "指纹",
    "指紋",
    "cert hash",
    "certificate hash",
    "sha1",
    "sha 1",
    "sha256",
    "sha 256",
    "sha2",
    "md5",
    "指印",
    "отпечаток",
];

const SERIAL: [&str; 10] = [
    "serial",
    "seriennummer",
    "numéro de série",
    "numero de série",
    "número de serie",
    "número de série",
    "numero de serie",
    "numero di serie",
    "シリアル",
    "序列号",
];

const NOT_AFTER: [&str; 19] = [
    "not after",
    "notafter",
    "valid until",
    "valid to",
    "valid thru",
    "valid through",
    "expir",
    "end date",
    "enddate",
    "gültig bis",
    "ablauf",
    "fin de validité",
    "válido hasta",
    "valido fino",
    "válido até",
    "validity end",
    "終了日",
    "截止",
    "失效",
];

const NOT_BEFORE: [&str; 24] = [
    "not before",
    "notbefore",
    "valid from",
    "valid since",
    "validity",
    "valid",
    "start date",
    "startdate",
    "issued on",
    "gültig von",
    "gültig ab",
    "gültigkeit",
    "valide du",
    "début de validité",
    "válido desde",
    "valido da",
    "válido de",
    "validità",
    "validité",
    "validez",
    "有効期間",
    "有效期",
    "生效",
    "validade",
];

const ISSUER: [&str; 18] = [
    "issuer",
    "issuer dn",
    "issuer name",
    "issuer distinguished name",
    "issuer cn",
    "issuer common name",
    "issued by",
    "aussteller",
    "ausgestellt von",
    "emetteur",
    "émetteur",
    "発行者",
    "emisor",
    "emissor",
    "emittente",
    "autorità emittente",
    "发布者",
    "颁发者",
];

const ALIAS: [&str; 21] = [
    "alias",
    "alias name",
    "aliasname",
    "nom d alias",
    "別名",
    "别名",
    "nombre de alias",
    "nome alias",
    "nome do alias",
    "nome de alias",
    "friendly name",
    "friendlyname",
    "nickname",
    "label",
    "entry",
    "entry name",
    "keystore alias",
    "certificate alias",
    "ca alias",
    "file",
    "file name",
];

const SUBJECT: [&str; 40] = [
    "subject",
    "subject dn",
    "subject name",
    "subject distinguished name",
    "subject cn",
    "owner",
    "issued to",
    "eigentümer",
    "inhaber",
    "ausgestellt für",
    "antragsteller",
    "propriétaire",
    "所有者",
    "propietario",
    "proprietario",
    "proprietário",
    "使用者",
    "主体",
    "common name",
    "cn",
    "distinguished name",
    "dn",
    "name",
    "certificate name",
    "root",
    "root ca",
    "root name",
    "root certificate",
    "root certificates",
    "root certificate name",
    "ca",
    "ca name",
    "ca certificate",
    "trusted ca",
    "trusted root",
    "certificate authority",
    "certification authority",
    "authority",
    "certificate subject",
    "subject common name",
];

const CERTIFICATE: [&str; 12] = [
    "certificate",
    "pem",
    "base64",
    "der",
    "x509",
    "x 509",
    "certificate data",
    "pem info",
    "pem certificate",
    "x 509 certificate",
    "encoded",
    "encoded certificate",
];

/// What a label announces; `None` where it is none of those known.
pub(super) fn classify(label: &str) -> Option<Field> {
    if label.len() > LONGEST.saturating_mul(4) || label.chars().count() > LONGEST {
        return None;
    }
    let label = normalized(label);
    let contains = |words: &[&str]| words.iter().any(|word| has_word(&label, word));
    let is = |words: &[&str]| words.contains(&label.as_str());
    if label.is_empty() {
        return None;
    }
    if contains(&ENTRY_TYPE) {
        return Some(Field::EntryType);
    }
    if contains(&OTHER) || is(&["pub", "priv"]) {
        return Some(Field::Other);
    }
    if contains(&PRINT) || is(&["hash", "digest", "sha", "prints"]) {
        return Some(Field::Print(algorithm(&label)));
    }
    if contains(&SERIAL) || is(&["sn", "s n"]) {
        return Some(Field::Serial);
    }
    if contains(&NOT_AFTER) || is(&["to", "until", "bis", "end"]) {
        return Some(Field::NotAfter);
    }
    if contains(&NOT_BEFORE) || is(&["from", "von", "since", "start", "begin"]) {
        return Some(Field::NotBefore);
    }
    let exact = [
        (&ISSUER[..], Field::Issuer),
        (&ALIAS[..], Field::Alias),
        (&SUBJECT[..], Field::Subject),
        (&CERTIFICATE[..], Field::Certificate),
    ];
    exact
        .iter()
        .find(|(words, _)| is(words))
        .map(|(_, field)| *field)
}

/// The algorithm that a label names.
fn algorithm(label: &str) -> Option<Algorithm> {
    let named = [
        (&["sha256", "sha 256", "sha2"][..], Algorithm::Sha256),
        (&["sha1", "sha 1", "sha"][..], Algorithm::Sha1),
        (&["md5"][..], Algorithm::Md5),
    ];
    named
        .iter()
        .find(|(words, _)| words.iter().any(|word| has_word(label, word)))
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
            "",
            "digicertglobalrootg2",
            "Your keystore contains 5 entries",
            "Home",
        ] {
            assert_eq!(classify(label), None, "{label}");
        }
    }
}
