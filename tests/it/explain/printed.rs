//! Texts as programs printed them on Debian 12, in full: curl 7.88.1 and OpenSSL 3.0.19 against
//! `openssl s_server -Verify`, with one thing wrong each time.

use super::rules_of;

/// What was wrong, which rule finds it, and what was printed.
const PRINTED: &[(&str, &str, &str)] = &[
    (
        "no client certificate, TLS 1.3",
        "key-mismatch",
        "curl: (56) OpenSSL SSL_read: OpenSSL/3.0.19: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0",
    ),
    (
        "no client certificate, TLS 1.3",
        "key-mismatch",
        "40576DC81D7F0000:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:../ssl/record/rec_layer_s3.c:1601:SSL alert number 116",
    ),
    (
        "no client certificate, TLS 1.2",
        "key-mismatch",
        "curl: (35) OpenSSL/3.0.19: error:0A000410:SSL routines::sslv3 alert handshake failure",
    ),
    (
        "the issuer was not sent",
        "incomplete-chain",
        "curl: (56) OpenSSL SSL_read: OpenSSL/3.0.19: error:0A000418:SSL routines::tlsv1 alert unknown ca, errno 0",
    ),
    (
        "the issuer was not sent",
        "incomplete-chain",
        "O = Sfmtls Tests, CN = integration.example.com\nerror 20 at 0 depth lookup: unable to get local issuer certificate\nerror leaf.pem: verification failed\n",
    ),
    (
        "self-signed",
        "self-signed-certificate",
        "CN = localhost\nerror 18 at 0 depth lookup: self-signed certificate\nerror srv.pem: verification failed\n",
    ),
    (
        "expired",
        "expired-certificate",
        "O = Sfmtls Tests, CN = Sfmtls Container Root\nerror 10 at 2 depth lookup: certificate has expired\n",
    ),
    (
        "another key",
        "key-mismatch",
        "curl: (58) unable to set private key file: 'second.key' type PEM",
    ),
    (
        "another key",
        "key-mismatch",
        "error setting private key\n40C72CF6DA7F0000:error:05800074:x509 certificate routines:X509_check_private_key:key values mismatch:../crypto/x509/x509_cmp.c:403:\n",
    ),
    (
        "a wrong password",
        "key-mismatch",
        "Could not read client certificate private key from enc.key\n4087DC860B7F0000:error:1608010C:STORE routines:ossl_store_handle_load_result:unsupported:../crypto/store/store_result.c:149:\n4087DC860B7F0000:error:1C800064:Provider routines:ossl_cipher_unpadblock:bad decrypt:../providers/implementations/ciphers/ciphercommon_block.c:124:\n",
    ),
    (
        "a file that is no PEM",
        "not-pem",
        "curl: (58) could not load PEM client certificate from client.p12, OpenSSL error error:0480006C:PEM routines::no start line, (no key found, wrong pass phrase, or wrong file format?)",
    ),
    (
        "an old key store",
        "not-pem",
        "Error outputting keys and certificates\n40F74CD73D7F0000:error:0308010C:digital envelope routines:inner_evp_generic_fetch:unsupported:../crypto/evp/evp_fetch.c:386:Global default library context, Algorithm (RC2-40-CBC : 0), Properties ()\n",
    ),
    (
        "the wrong host",
        "login-host",
        "curl: (7) Failed to connect to localhost port 8443 after 0 ms: Couldn't connect to server",
    ),
    (
        "the wrong host",
        "login-host",
        "curl: (6) Could not resolve host: nothere.invalid",
    ),
];

#[test]
fn each_leads_to_the_rule_that_finds_what_was_wrong() {
    for (wrong, rule, text) in PRINTED {
        let rules = rules_of(text);
        assert!(rules.iter().any(|it| it == rule), "{wrong}: {rules:?}");
    }
}

/// Of the server's certificate, no rule about the client certificate is named.
#[test]
fn what_curl_says_of_the_servers_certificate_is_not_taken_for_the_clients() {
    let rules = rules_of(
        "curl: (60) SSL certificate problem: unable to get local issuer certificate\nMore details here: https://curl.se/docs/sslcerts.html\n\ncurl failed to verify the legitimacy of the server and therefore could not\nestablish a secure connection to it.",
    );
    assert_eq!(rules, Vec::<String>::new());
}
