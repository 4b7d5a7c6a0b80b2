//! What a label, or the header of a column, announces: in keytool's languages, openssl's words,
//! and those that people use.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
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

/// Parts of names, of which none says which root it is, and short words for keys.
const PARTS: &str = "\
    organization|organisation|organizational unit|organization name|issuer organization|\
    subject organization|o|ou|country|c|type|usage|purpose|size|key|no|data|details|pub|priv";

/// Where a word must stand in a label to be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// Where a word begins; more of the word may follow. In scripts without spaces, anywhere.
    First,
    /// As a word, with nothing but a plural's `s` after it: an alias may begin as such a word does.
    /// In scripts without spaces, anywhere.
    Whole,
    /// Between the spaces of a label of a few words: `Root certificate subject`.
    Among,
    /// It is all of the label.
    Alone,
}

/// The words of labels: those of an earlier list win.
const LISTS: [(&str, Stands, Field); 18] = [
    (ENTRY_TYPE, Stands::First, Field::EntryType),
    (OTHER, Stands::Whole, Field::Other),
    (PARTS, Stands::Alone, Field::Other),
    (PRINT, Stands::First, Field::Print(None)),
    ("hash|digest|sha|prints", Stands::Alone, Field::Print(None)),
    (SERIAL, Stands::First, Field::Serial),
    ("sn|s n", Stands::Alone, Field::Serial),
    (NOT_AFTER, Stands::First, Field::NotAfter),
    ("to|until|bis|end", Stands::Alone, Field::NotAfter),
    (NOT_BEFORE, Stands::First, Field::NotBefore),
    ("from|von|since|start", Stands::Alone, Field::NotBefore),
    (ISSUER, Stands::Alone, Field::Issuer),
    (ALIAS, Stands::Alone, Field::Alias),
    (SUBJECT, Stands::Alone, Field::Subject),
    (CERTIFICATE, Stands::Alone, Field::Certificate),
    ("alias", Stands::Among, Field::Alias),
    ("issuer", Stands::Among, Field::Issuer),
    ("subject|owner", Stands::Among, Field::Subject),
];

/// The names of algorithms: those of an earlier list win.
const ALGORITHMS: [(&str, Stands, Algorithm); 3] = [
    ("sha256|sha 256|sha2", Stands::First, Algorithm::Sha256),
    ("sha1|sha 1|sha", Stands::First, Algorithm::Sha1),
    ("md5", Stands::First, Algorithm::Md5),
];

/// What a word says: the place of its list, where it must stand, and what it then means.
type Meaning<T> = (usize, Stands, T);

static FIELDS: LazyLock<Lexicon<Meaning<Field>>> = LazyLock::new(|| lexicon(LISTS));
static NAMED: LazyLock<Lexicon<Meaning<Algorithm>>> = LazyLock::new(|| lexicon(ALGORITHMS));

fn lexicon<T: Copy, const N: usize>(lists: [(&'static str, Stands, T); N]) -> Lexicon<Meaning<T>> {
    let numbered = lists.into_iter().enumerate();
    Lexicon::new(numbered.map(|(list, (words, stands, meant))| (words, (list, stands, meant))))
}

/// What a label announces; `None` where it is none of those known.
pub(super) fn classify(label: &str) -> Option<Field> {
    let is_long = label.len() > LONGEST
        && (label.len() > LONGEST.saturating_mul(4) || label.chars().count() > LONGEST);
    if is_long || !label.contains(char::is_alphabetic) {
        return None;
    }
    let label = normalized(label);
    match first_meant(&label, &FIELDS)? {
        Field::Print(_) => Some(Field::Print(first_meant(&label, &NAMED))),
        field => Some(field),
    }
}

/// What the words in a label mean, by the first list that has one of them.
fn first_meant<T: Copy>(label: &str, lexicon: &Lexicon<Meaning<T>>) -> Option<T> {
    let is_ascii = label.is_ascii();
    let mut before = None;
    let mut first: Option<(usize, T)> = None;
    for (at, letter) in label.char_indices() {
        let previous = before.replace(letter);
        let begins = previous.is_none_or(|previous| !previous.is_ascii_alphanumeric());
        if is_ascii && !begins {
            continue;
        }
        let rest = label.get(at..).unwrap_or_default();
        for (word, (list, stands, meant)) in lexicon.beginnings(rest) {
            let after = rest.strip_prefix(word).unwrap_or_default();
            let is_meant = match stands {
                Stands::First => begins || !word.is_ascii(),
                Stands::Whole => begins && ends(after) || !word.is_ascii(),
                Stands::Among => is_among(label, previous, after),
                Stands::Alone => previous.is_none() && after.is_empty(),
            };
            if is_meant && first.is_none_or(|(earliest, _)| list < earliest) {
                first = Some((list, meant));
            }
        }
    }
    first.map(|(_, meant)| meant)
}

/// Whether a word ends where this follows it, or after a plural's `s`.
fn ends(after: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    ends(after) || after.strip_prefix('s').is_some_and(ends)
}

/// Whether what stands between these is one of a few words.
fn is_among(label: &str, previous: Option<char>, after: &str) -> bool {
    let is_word =
        previous.is_none_or(|letter| letter == ' ') && (after.is_empty() || after.starts_with(' '));
    is_word && label.split(' ').count() <= 4
}

/// Lower case, and one space for whatever is neither letter nor digit.
fn normalized(label: &str) -> String {
    let mut normalized = String::with_capacity(label.len());
    for letter in label.chars() {
        if letter.is_ascii_alphanumeric() {
            normalized.push(letter.to_ascii_lowercase());
        } else if letter.is_alphanumeric() {
            normalized.extend(letter.to_lowercase());
        } else if !normalized.is_empty() && !normalized.ends_with(' ') {
            normalized.push(' ');
        }
    }
    normalized.truncate(normalized.trim_end().len());
    normalized
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
