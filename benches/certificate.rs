//! Reading one certificate, and a PEM file of two, for the first time and when its issuer is known.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use sfmtls::container::{self, Passwords};
use sfmtls::{Certificate, Memory};
use sfmtls_benches::{CHAIN_OF_TWO, submission};

fn read(criterion: &mut Criterion) {
    let der = submission(CHAIN_OF_TWO).chain.end_entity().der.clone();
    criterion.bench_function("read/one certificate, DER", |bencher| {
        bencher.iter(|| Certificate::from_der(black_box(&der)));
    });
    criterion.bench_function("read/a chain of two, PEM", |bencher| {
        bencher.iter(|| container::read(black_box(CHAIN_OF_TWO), &Passwords::default()));
    });
    let memory = Memory::default();
    criterion.bench_function("read/a chain of two, its issuer remembered", |bencher| {
        bencher
            .iter(|| container::read_with(black_box(CHAIN_OF_TWO), &Passwords::default(), &memory));
    });
}

criterion_group!(benches, read);
criterion_main!(benches);
