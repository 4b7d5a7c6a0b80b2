//! Reading the list: each shape of contract.md, section 3, and a page of 5 MB with 5,000 entries.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sfmtls::TrustList;
use sfmtls::trust::Source;

/// A file of `fixtures/trust-lists` for each shape.
const SHAPES: &[(&str, &str)] = &[
    ("PEM", "pem.pem"),
    ("PEM in pre", "pem-pre.html"),
    ("Base64 in cells", "base64-cells.html"),
    ("keytool -list", "keytool-en.txt"),
    ("keytool -list -v", "keytool-v-en.txt"),
    ("keytool -rfc", "keytool-rfc.txt"),
    ("table", "table.html"),
    ("definitions", "definitions.html"),
    ("items", "items.html"),
    ("blocks", "blocks.txt"),
    ("names", "names.txt"),
    ("fingerprints", "prints-sha1-colons.txt"),
    ("tabs", "copied-tabs.txt"),
    ("UTF-16", "keytool-powershell.txt"),
];

fn shapes(criterion: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/trust-lists");
    let mut group = criterion.benchmark_group("shape");
    for (shape, file) in SHAPES {
        let page = fs::read(folder.join(file)).expect(file);
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_function(*shape, |bencher| {
            bencher.iter(|| TrustList::read(black_box(&page), Source::Bundled, &[]));
        });
    }
    group.finish();
}

fn large_page(criterion: &mut Criterion) {
    let page = table_of_5000();
    let mut group = criterion.benchmark_group("page");
    group
        .throughput(Throughput::Bytes(page.len() as u64))
        .sample_size(10);
    group.bench_function("5 MB, 5,000 entries", |bencher| {
        bencher.iter(|| TrustList::read(black_box(&page), Source::Bundled, &[]));
    });
    group.finish();
}

/// A table of 5,000 roots with alias, name and both fingerprints, padded to 5 MB as real pages are.
fn table_of_5000() -> Vec<u8> {
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

criterion_group!(benches, shapes, large_page);
criterion_main!(benches);
