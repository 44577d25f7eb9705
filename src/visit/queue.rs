//! Spreads questions over a few threads, so that no host is asked twice at once.

use super::Answer;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// How many hosts are asked at the same time.
const AT_ONCE: usize = 6;

/// Asks every address; the answers come in the order of the addresses.
pub(super) fn run(
    addresses: &[String],
    delay: Duration,
    ask: &(dyn Fn(&str) -> Answer + Sync),
) -> Vec<Answer> {
    let mut hosts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, address) in addresses.iter().enumerate() {
        hosts.entry(host(address)).or_default().push(place);
    }
    // The longest queue decides how long it takes, so it starts first.
    let mut queues: Vec<Vec<usize>> = hosts.into_values().collect();
    queues.sort_by_key(Vec::len);
    let queues = Mutex::new(queues);
    let answers = Mutex::new(BTreeMap::new());
    let next = || queues.lock().ok()?.pop();
    let work = || {
        while let Some(queue) = next() {
            for (at, place) in queue.into_iter().enumerate() {
                if at > 0 {
                    thread::sleep(delay);
                }
                let answer = ask(&addresses[place]);
                if let Ok(mut answers) = answers.lock() {
                    answers.insert(place, answer);
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(work);
        }
    });
    answers.into_inner().unwrap_or_default().into_values().collect()
}

/// Host and port, as they are written.
fn host(address: &str) -> &str {
    let behind = address.split_once("://").map_or(address, |(_, it)| it);
    behind.split(['/', '?', '#']).next().unwrap_or(behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn answer(status: u16) -> Answer {
        Answer {
            status: Ok(status),
            is_challenge: false,
            redirected: None,
            sha256: None,
            partial: false,
        }
    }

    #[test]
    fn answers_come_in_the_order_of_the_addresses() {
        let addresses: Vec<String> =
            (0..50_u16).map(|it| format!("https://h{}.test/{it}", it % 7)).collect();
        let ask = |it: &str| answer(it.rsplit('/').next().unwrap().parse().unwrap());
        let answers = run(&addresses, Duration::ZERO, &ask);
        assert_eq!(answers, (0..50).map(answer).collect::<Vec<_>>());
    }

    #[test]
    fn no_host_is_asked_twice_at_once() {
        let addresses: Vec<String> =
            (0..40).map(|it| format!("https://h{}.test/{it}", it % 2)).collect();
        let open = [AtomicUsize::new(0), AtomicUsize::new(0)];
        let ask = |it: &str| {
            let host = usize::from(it.contains("h1."));
            let before = open[host].fetch_add(1, Ordering::SeqCst);
            thread::yield_now();
            open[host].fetch_sub(1, Ordering::SeqCst);
            answer(u16::try_from(before).unwrap())
        };
        assert!(
            run(&addresses, Duration::ZERO, &ask).iter().all(|it| it.status == Ok(0))
        );
    }
}
