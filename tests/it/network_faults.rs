//! Every fault of the network, met by all three users of it: one sentence and the exit code, never
//! over the time-out, never over 64 MiB. `docs/network-faults.md` is made from what they print.

mod certificates;
mod connections;
mod fault;
mod heads_and_bodies;
mod redirects;
mod slowness;
mod user;

use std::fmt::Write as _;
use std::thread;

use crate::support::pages::{hold, made_from};
use crate::support::parallel;
use fault::{Fault, Pace};
use user::{Lab, USERS};

/// What the page says before its tables.
const INTRODUCTION: &str = "\
# The network's faults

Three commands use the network: `check --instance` (here: *list*) fetches the trust list, `probe` asks
port 8443, and `check --fetch` looks for what a file lacks. Here is what each prints where the network
fails, with its exit code before it. A test (`tests/it/network_faults.rs`) makes every fault on
loopback and fails where a cell is not true, where a run takes longer than its time-out, and where it
holds more than 64 MiB of memory.

- *list*: exit code 3 and no report; a list that could not be read never makes a root untrusted.
- *probe*: 3 where the server was not reached or not understood. It reads 64 KiB of an answer and
  unpacks nothing, so that some faults of a body are none to it (0). A close or a reset after the server
  asked for a certificate is a refusal (1), not a fault.
- *--fetch*: the code is that of the certificate, which here lacks its issuer (1). A fetch that failed
  changes neither verdict nor code, and stands under `fetched` in JSON.
- The time-out of list and probe is `--timeout` (20 s unless given, here 9 s), that of `--fetch` 10 s a
  URL.
- *list* and *--fetch* use the proxy that `HTTPS_PROXY` names, unless `NO_PROXY` names the host; so does
  *probe*, by CONNECT, but for loopback addresses and `--connect-to`.
";

#[test]
fn each_fault_is_one_sentence_in_time_and_in_64_mib() {
    let lab = Lab::new();
    let groups = [
        ("Names and connections", connections::to_the_server(&lab)),
        ("Proxies", connections::to_the_proxy()),
        ("TLS and certificates", certificates::all(&lab)),
        ("Answers", heads_and_bodies::heads(&lab)),
        ("Redirects", redirects::all(&lab)),
        ("Bodies", heads_and_bodies::bodies(&lab)),
        ("Slowness", slowness::all(&lab)),
    ];
    let mut page = made_from("tests/it/network_faults/", "network_faults") + INTRODUCTION;
    let rows = rows(&lab, groups.iter().flat_map(|(_, faults)| faults).collect());
    let mut rows = rows.iter();
    for (title, faults) in &groups {
        write!(
            page,
            "\n## {title}\n\n| fault | list | probe | --fetch |\n|---|---|---|---|\n"
        )
        .unwrap();
        page.extend(rows.by_ref().take(faults.len()).map(String::as_str));
    }
    hold("network-faults.md", &page);
}

/// The row of each fault, in their order. Those that only the time-out ends wait all at once.
fn rows(lab: &Lab, faults: Vec<&Fault>) -> Vec<String> {
    let runs: Vec<_> = faults
        .into_iter()
        .flat_map(|fault| USERS.map(|user| (fault, user)))
        .collect();
    let cell = |&(fault, user): &(&Fault, _)| lab.cell(fault, user);
    let cells = thread::scope(|scope| {
        let slow: Vec<_> = runs
            .iter()
            .map(|run| (run.0.pace == Pace::Slow).then(|| scope.spawn(move || cell(run))))
            .collect();
        let fast: Vec<_> = runs.iter().filter(|run| run.0.pace == Pace::Fast).collect();
        let mut fast = parallel::each(&fast, |run| cell(run)).into_iter();
        slow.into_iter()
            .map(|slow| slow.map_or_else(|| fast.next().unwrap(), |it| it.join().unwrap()))
            .collect::<Vec<_>>()
    });
    let untrue: Vec<_> = cells
        .iter()
        .filter_map(|cell| cell.as_ref().err())
        .collect();
    assert!(untrue.is_empty(), "{untrue:#?}");
    let cells: Vec<_> = cells.into_iter().flatten().collect();
    runs.chunks(USERS.len())
        .zip(cells.chunks(USERS.len()))
        .map(|(runs, cells)| format!("| {} | {} |\n", runs[0].0.name, cells.join(" | ")))
        .collect()
}
