//! Work on several threads, its results in the order of what went in.

use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Gives each item to `work` on one of `jobs` threads, and each result to `take` in the items'
/// order, until they end or `take` breaks off.
///
/// Few items are under way at a time: where results are taken slowly, items are asked for slowly.
/// With one job all is done on this thread, one item after the other.
pub fn in_order<T: Send, R: Send>(
    jobs: usize,
    items: impl Iterator<Item = T>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()> + Send,
) {
    if jobs <= 1 {
        let _ = items.map(work).try_for_each(take);
        return;
    }
    let (to_workers, queue) = mpsc::sync_channel(jobs);
    let (to_taker, results) = mpsc::sync_channel::<Receiver<R>>(jobs.saturating_mul(2));
    let (queue, work) = (&Mutex::new(queue), &work);
    // What moves in ends with the last item, and by that the threads.
    thread::scope(move |scope| {
        for _ in 0..jobs {
            scope.spawn(move || work_off(queue, work));
        }
        scope.spawn(move || {
            // A result that never comes is a worker's panic, which the scope passes on.
            let mut results = results.into_iter().map_while(|result| result.recv().ok());
            results.try_for_each(&mut take)
        });
        for item in items {
            let (done, result) = mpsc::sync_channel(1);
            if to_taker.send(result).is_err() || to_workers.send((item, done)).is_err() {
                break;
            }
        }
    });
}

/// Works until nothing more comes.
fn work_off<T, R>(queue: &Mutex<Receiver<(T, SyncSender<R>)>>, work: impl Fn(T) -> R) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((item, done)) = next else { return };
        // Nobody waits any more where the taker broke off.
        let _ = done.send(work(item));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_whichever_is_ready_first() {
        let uneven = |item: u64| {
            thread::sleep(Duration::from_micros(item.wrapping_mul(7919) % 500));
            item
        };
        for jobs in [1, 2, 7] {
            let mut taken = Vec::new();
            in_order(jobs, 0..200, uneven, |item| {
                taken.push(item);
                ControlFlow::Continue(())
            });
            assert_eq!(taken, (0..200).collect::<Vec<_>>(), "{jobs}");
        }
    }

    #[test]
    fn nothing_more_is_asked_for_once_the_taker_breaks_off() {
        for jobs in [1, 3] {
            let asked = AtomicUsize::new(0);
            let items = (0..).inspect(|_| {
                asked.fetch_add(1, Ordering::Relaxed);
            });
            in_order(jobs, items, |item: u64| item, |_| ControlFlow::Break(()));
            assert!(asked.into_inner() <= 20, "{jobs}");
        }
    }

    #[test]
    fn few_items_are_under_way_where_results_are_taken_slowly() {
        let (asked, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..100).inspect(|_| {
            asked.fetch_add(1, Ordering::SeqCst);
        });
        in_order(
            2,
            items,
            |item: u64| item,
            |_| {
                thread::sleep(Duration::from_micros(200));
                let ahead = asked.load(Ordering::SeqCst) - taken.fetch_add(1, Ordering::SeqCst);
                assert!(ahead <= 12, "{ahead}");
                ControlFlow::Continue(())
            },
        );
    }
}
