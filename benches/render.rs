//! Each format on 1,000 findings.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use sfmtls::render::human::{self, Detail};
use sfmtls::render::{
    Palette, github, gitlab, html, json, junit, ndjson, prometheus, sarif, stream,
};
use sfmtls::report::{Judged, Outcome, Severity, SubmissionReport, TrustListReport};
use sfmtls::{Against, PolicyVersion, Report, RootStore, Selection, TrustList, evaluate};
use sfmtls_benches::{CHAIN_OF_TWO, now, submission};

/// How a format makes its text.
type Render = fn(&Report) -> String;

/// Every format.
const FORMATS: &[(&str, Render)] = &[
    ("github", github::render),
    ("gitlab", |report| gitlab::render(report).expect("JSON")),
    ("html", |report| html::render(report).expect("a page")),
    ("human", |report| human::render(report, &FOR_PEOPLE)),
    ("json", |report| json::render(report).expect("JSON")),
    ("junit", |report| junit::render(report).expect("XML")),
    ("ndjson", |report| ndjson::render(report).expect("JSON")),
    ("prometheus", prometheus::render),
    ("sarif", |report| sarif::render(report).expect("JSON")),
    ("stream", as_stream),
];

const FOR_PEOPLE: human::Options = human::Options {
    detail: Detail::Normal,
    palette: Palette::PLAIN,
    width: 80,
};

fn render(criterion: &mut Criterion) {
    let report = report();
    let findings: usize = report
        .judged()
        .map(|judged| judged.findings().count())
        .sum();
    assert_eq!(findings, 1_000);
    for (name, render) in FORMATS {
        criterion.bench_function(&format!("1,000 findings/{name}"), |bencher| {
            bencher.iter(|| render(black_box(&report)));
        });
    }
}

/// 250 submissions with four findings each.
fn report() -> Report {
    let trust = TrustList::bundled();
    let against = Against::new(&trust, RootStore::stored(), PolicyVersion::default(), now());
    let judged: Judged = evaluate(&submission(CHAIN_OF_TWO), &against, &Selection::default());
    let submission = SubmissionReport {
        path: Some("chain.pem".into()),
        alias: None,
        outcome: Outcome::Judged(Box::new(judged)),
    };
    Report {
        judged_at: now(),
        policy: PolicyVersion::default(),
        chrome_version: RootStore::stored().version(),
        chrome_file: None,
        trust_list: TrustListReport::new(&trust, &[]),
        submissions: vec![submission; 250],
        fail_on: Some(Severity::Error),
        notices: Vec::new(),
        directory: None,
    }
}

fn as_stream(report: &Report) -> String {
    let mut lines = Vec::new();
    for submission in &report.submissions {
        stream::push_line(&mut lines, "null", submission).expect("JSON");
    }
    String::from_utf8(lines).expect("UTF-8")
}

criterion_group!(benches, render);
criterion_main!(benches);
