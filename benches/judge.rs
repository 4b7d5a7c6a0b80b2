//! Reading a chain, reading a page of 5 MB, and one whole judgement.
//!
//! `cargo bench --manifest-path benches/Cargo.toml`. The numbers are for comparing two versions in
//! one run on one machine; the ratio to `openssl verify` is taken by hyperfine, see the README.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sfmtls::container::Passwords;
use sfmtls::trust::Source;
use sfmtls::{Against, PolicyVersion, RootStore, Selection, Submission, Time, TrustList};
use sfmtls::{container, evaluate};

const CHAIN: &[u8] = include_bytes!("../fixtures/real/python.org.pem");
const LIST: &[u8] = include_bytes!("../fixtures/trust-lists/pki/globalsign-r3-and-digicert-g2.pem");

fn read_chain(criterion: &mut Criterion) {
    criterion.bench_function("read a chain of two", |bencher| {
        bencher.iter(|| container::read(black_box(CHAIN), &Passwords::default()));
    });
}

fn read_page(criterion: &mut Criterion) {
    let page = page();
    let mut group = criterion.benchmark_group("page");
    group
        .throughput(Throughput::Bytes(page.len() as u64))
        .sample_size(10);
    group.bench_function("read a page of 5 MB", |bencher| {
        bencher.iter(|| TrustList::read(black_box(&page), Source::Bundled, &[]));
    });
    group.finish();
}

/// A table of 5,000 roots with alias, name and both fingerprints, padded to 5 MB as real pages are.
fn page() -> Vec<u8> {
    let mut page = String::from("<!doctype html><html><body><table>\n");
    for number in 0_u64..5_000 {
        let print = format!("{:064x}", number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let padding = "<span class=\"pad\"> </span>".repeat(30);
        page += &format!(
            "<tr><td>root{number}</td><td>CN=Root {number}, O=Example</td><td>{}</td><td>{print}</td><td>{padding}</td></tr>\n",
            &print[24..],
        );
    }
    page += "</table></body></html>\n";
    page.into_bytes()
}

fn judge(criterion: &mut Criterion) {
    let list = TrustList::read(LIST, Source::Bundled, &[]).expect("a PEM list");
    let at = Time::parse("2026-11-24").expect("a day");
    let against = Against::new(&list, RootStore::stored(), PolicyVersion::default(), at);
    let selection = Selection::default();
    criterion.bench_function("judge a chain of two", |bencher| {
        bencher.iter(|| {
            let contents = container::read(black_box(CHAIN), &Passwords::default()).expect("a PEM chain");
            let submission = Submission::of("chain.pem", contents).expect("a certificate");
            evaluate(&submission, &against, &selection)
        });
    });
}

criterion_group!(benches, read_chain, read_page, judge);
criterion_main!(benches);
