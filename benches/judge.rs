//! Judging: a path of three, against a short list and against Mozilla's, and 1,000 lines of a
//! stream as far as the library has a part in it.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use sfmtls::container::{self, Passwords};
use sfmtls::path;
use sfmtls::render::stream;
use sfmtls::report::{Outcome, SubmissionReport};
use sfmtls::trust::Source;
use sfmtls::{
    Against, Memory, PolicyVersion, RootStore, Selection, Submission, TrustList, evaluate,
};
use sfmtls_benches::{CHAIN_OF_THREE, ROOTS, leaves, now, submission};

fn path_of_three(criterion: &mut Criterion) {
    let submission = submission(CHAIN_OF_THREE);
    let short = TrustList::read(ROOTS, Source::Bundled, &[]).expect("a PEM list");
    let bundled = TrustList::bundled();
    for (name, list) in [("two roots", &short), ("Mozilla's roots", &bundled)] {
        criterion.bench_function(&format!("path of three/against {name}"), |bencher| {
            bencher.iter_batched(
                Memory::default,
                |memory| path::candidates(black_box(&submission.chain), list, now(), &memory),
                BatchSize::SmallInput,
            );
        });
    }
    let against = Against::new(&short, RootStore::stored(), PolicyVersion::default(), now());
    criterion.bench_function("path of three/every rule", |bencher| {
        bencher.iter(|| evaluate(black_box(&submission), &against, &Selection::default()));
    });
}

fn stream_of_1000(criterion: &mut Criterion) {
    let (root, files) = leaves(1_000);
    let list = TrustList::read(root.as_bytes(), Source::Bundled, &[]).expect("a PEM list");
    let selection = Selection::default();
    let mut group = criterion.benchmark_group("stream");
    group
        .throughput(Throughput::Elements(1_000))
        .sample_size(10);
    group.bench_function("1,000 lines", |bencher| {
        bencher.iter_batched(
            Memory::default,
            |memory| {
                let against = Against {
                    memory: Some(&memory),
                    ..Against::new(&list, RootStore::stored(), PolicyVersion::default(), now())
                };
                for file in &files {
                    black_box(answer(file, &against, &memory, &selection));
                }
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// What `sfmtls stream` writes for a line with this PEM file.
fn answer(pem: &str, against: &Against<'_>, memory: &Memory, selection: &Selection) -> Vec<u8> {
    let contents = container::read_with(pem.as_bytes(), &Passwords::default(), memory);
    let submission = Submission::streamed(contents.expect("PEM"), &[]).expect("a certificate");
    let judged = evaluate(&submission, against, selection);
    let report = SubmissionReport {
        path: None,
        alias: None,
        outcome: Outcome::Judged(Box::new(judged)),
    };
    let mut line = Vec::new();
    stream::push_line(&mut line, "null", &report).expect("JSON");
    line
}

criterion_group!(benches, path_of_three, stream_of_1000);
criterion_main!(benches);
