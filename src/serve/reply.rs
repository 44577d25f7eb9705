//! The body of an answer: bytes that are there already, or changes as they come.

use hyper::body::{Body, Bytes, Frame, SizeHint};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use tokio::sync::mpsc::Receiver;

/// What goes on on one connection.
#[derive(Clone, Default)]
pub(super) struct Traffic(Arc<State>);

#[derive(Default)]
struct State {
    begun: AtomicUsize,
    ended: AtomicUsize,
    is_last: AtomicBool,
}

impl Traffic {
    /// Begins an answer.
    pub(super) fn begin(&self) -> Open {
        self.0.begun.fetch_add(1, Ordering::Relaxed);
        Open(self.clone())
    }

    /// Notes whether the connection ends with an answer.
    pub(super) fn note(&self, is_last: bool) {
        self.0.is_last.fetch_or(is_last, Ordering::Relaxed);
    }

    /// Whether there were answers and all have been handed over.
    pub(super) fn is_over(&self) -> bool {
        let begun = self.0.begun.load(Ordering::Relaxed);
        begun > 0 && begun == self.0.ended.load(Ordering::Relaxed)
    }

    /// Whether the connection ends.
    pub(super) fn is_last(&self) -> bool {
        self.0.is_last.load(Ordering::Relaxed)
    }
}

/// An answer that is being handed over, until it is dropped.
pub(super) struct Open(Traffic);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.0.ended.fetch_add(1, Ordering::Relaxed);
    }
}

/// The body of an answer.
pub(super) struct Reply {
    kind: Kind,
    open: Option<Open>,
}

enum Kind {
    Whole(Bytes),
    Live(Receiver<Bytes>),
}

impl Reply {
    /// Bytes that are there already; they are not copied.
    pub(super) fn whole(bytes: impl Into<Bytes>) -> Self {
        Self { kind: Kind::Whole(bytes.into()), open: None }
    }

    /// A file of a site.
    pub(super) fn file(bytes: &Arc<[u8]>) -> Self {
        Self::whole(Bytes::from_owner(bytes.clone()))
    }

    /// What comes, until nothing more can come.
    pub(super) fn live(changes: Receiver<Bytes>) -> Self {
        Self { kind: Kind::Live(changes), open: None }
    }

    /// The same, as a part of what goes on on a connection.
    pub(super) fn on(self, open: Open) -> Self {
        Self { open: Some(open), ..self }
    }
}

impl Body for Reply {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let next = match &mut self.kind {
            Kind::Whole(bytes) if bytes.is_empty() => None,
            Kind::Whole(bytes) => Some(std::mem::take(bytes)),
            Kind::Live(changes) => match changes.poll_recv(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(next) => next,
            },
        };
        if next.is_none() {
            self.open = None;
        }
        Poll::Ready(next.map(|it| Ok(Frame::data(it))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(&self.kind, Kind::Whole(bytes) if bytes.is_empty())
    }

    fn size_hint(&self) -> SizeHint {
        match &self.kind {
            Kind::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Kind::Live(_) => SizeHint::default(),
        }
    }
}
