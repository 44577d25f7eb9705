//! The channel of changes: Server-Sent Events that tell the number of the last build. What
//! has changed is asked for then.

use super::shown::Shown;
use hyper::body::Bytes;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::watch;
use tokio::time::sleep;

/// How often something is said, so that a dead connection is found.
const PULSE: Duration = Duration::from_secs(15);

/// What one listener gets.
pub(super) fn changes(
    seen: watch::Receiver<Arc<Shown>>,
    end: watch::Receiver<bool>,
    permit: impl Send + 'static,
) -> Receiver<Bytes> {
    let (to, changes) = channel(1);
    tokio::spawn(async move {
        follow(seen, end, &to).await;
        drop(permit);
    });
    changes
}

async fn follow(
    mut seen: watch::Receiver<Arc<Shown>>,
    mut end: watch::Receiver<bool>,
    to: &Sender<Bytes>,
) {
    loop {
        // Whoever loses the channel comes back after half a second.
        let text = format!("retry: 500\ndata: {}\n\n", seen.borrow_and_update().build);
        if to.send(text.into()).await.is_err() {
            return;
        }
        loop {
            tokio::select! {
                changed = seen.changed() => if changed.is_err() { return } else { break },
                _ = end.changed() => return,
                () = to.closed() => return,
                () = sleep(PULSE) => if to.send(":\n\n".into()).await.is_err() { return },
            }
        }
    }
}
