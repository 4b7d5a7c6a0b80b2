//! `sfmtls stream`: many certificates through a pipe, JSON lines in, JSON lines out, in order.
//!
//! ```text
//! stdin ─► blocks.rs (a thread) ─► line.rs, answer.rs (--jobs threads) ─► stdout, in order
//! ```
//!
//! What is under way is bounded: where answers are taken slowly, lines are read slowly.

mod answer;
mod blocks;
mod line;
mod tally;

use std::convert::identity;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use anyhow::{Context, anyhow};

use answer::{Answer, Answers};
use blocks::{Block, Blocks};
use tally::Tally;

use super::arguments::StreamOptions;
use super::basis::{self, Basis, Prepared};
use super::exit::{Exit, Failure};
use super::fetching::Fetching;
use super::ordered::in_order;
use super::settings::Settings;
use super::{list, terminal};

/// Judges every line of standard input.
pub fn run(options: &StreamOptions) -> Result<Exit, Failure> {
    let settings = Settings::of(&options.trust, &options.judging)?;
    if options.judging.show_config {
        return settings.show();
    }
    let others = (&*options.chain, &options.given);
    let read = Prepared::read(&settings, &options.passwords, others)?;
    let supplied: Vec<_> = basis::supplied(&read.others).collect();
    let list = match list::read(&settings.trust, &supplied) {
        Ok(list) => list,
        Err(failure) => {
            if let Some(error) = read.others.err() {
                terminal::say("error", &format!("{error:#}"));
            }
            return Err(failure);
        }
    };
    let (chain, given) = read.others?;
    let fetching = Fetching::of(options.fetching, &settings.trust)?;
    let basis = Basis::new(list, read.chrome, given, settings.at);
    let answers = Answers {
        against: basis.against(&settings),
        chain: &chain,
        selection: settings.selection(None),
        passwords: &read.passwords,
        fetching: &fetching,
        memory: basis.memory(),
    };
    let tally = answer_all(&answers, options.jobs.threads())?;
    finish(&tally, &settings, options.quiet);
    Ok(tally.exit())
}

/// Answers line after line, until there is none or nobody takes answers any more.
fn answer_all(answers: &Answers<'_>, jobs: usize) -> anyhow::Result<Tally> {
    let (mut tally, mut failure) = (Tally::default(), None);
    let (blocks, end) = read_ahead();
    let take = |answer: anyhow::Result<Answer>| {
        let flow = answer.and_then(|answer| write(&answer, &mut tally));
        let flow = flow.unwrap_or_else(|error| {
            failure = Some(error);
            ControlFlow::Break(())
        });
        if flow.is_break() {
            // Whoever waits for the next block, which may never come, is told.
            let end = end.clone();
            thread::spawn(move || end.send(None));
        }
        flow
    };
    // Who waits for a server shall hold up no line before his.
    let is_slow = answers.fetching.is_on();
    let blocks = blocks.flat_map(|block| match block {
        Ok(block) if is_slow => block.apart().into_iter().map(Ok).collect(),
        other => vec![other],
    });
    in_order(jobs, blocks, |block| answers.block(&block?), take);
    failure.map_or(Ok(tally), Err)
}

/// Writes the answers of a block at once; breaks off where their reader is gone.
fn write(answer: &Answer, tally: &mut Tally) -> anyhow::Result<ControlFlow<()>> {
    let mut output = io::stdout().lock();
    let written = output.write_all(&answer.lines);
    match written.and_then(|()| output.flush()) {
        Ok(()) => {
            tally.add(&answer.tally);
            Ok(ControlFlow::Continue(()))
        }
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            tally.is_cut_off = true;
            Ok(ControlFlow::Break(()))
        }
        Err(error) => Err(error).context("standard output could not be written"),
    }
}

/// The blocks of standard input, up to a `None` that is sent by its reader or by whoever wants no
/// more.
type Next = Option<anyhow::Result<Block>>;

/// Reads standard input on a thread of its own, which ends with the program at the latest: so that
/// the program can end while the thread waits for input.
fn read_ahead() -> (
    impl Iterator<Item = anyhow::Result<Block>>,
    SyncSender<Next>,
) {
    let (sender, receiver) = mpsc::sync_channel::<Next>(1);
    let reader = sender.clone();
    thread::spawn(move || {
        let blocks = Blocks::new(io::stdin().lock())
            .map(|block| block.map_err(|error| anyhow!("standard input cannot be read: {error}")));
        let mut all = blocks.map(Some).chain(std::iter::once(None));
        // Nobody waits any more where the program is about to end.
        let _ = all.try_for_each(|next| reader.send(next));
    });
    (receiver.into_iter().map_while(identity), sender)
}

/// Says what is to be said at the end.
fn finish(tally: &Tally, settings: &Settings, is_quiet: bool) {
    if tally.is_cut_off {
        return;
    }
    for notice in settings.notices(&tally.used) {
        terminal::say("warning", &notice);
    }
    if !is_quiet {
        terminal::say("note", &tally.to_string());
    }
}
