//! Connections: accepts them, answers on them, and keeps them open cheaply. A connection
//! that waits for its next request has no buffers, so that ten thousand cost little.

use super::answer::{answer, asked, is_last};
use super::guard::Guard;
use super::listen::Sockets;
use super::patient::Patient;
use super::reply::{Open, Reply, Traffic};
use super::shown::Shown;
use crate::diag::Failure;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::AsyncWrite as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Semaphore, watch};
use tokio::task::spawn_blocking;
use tokio::time::{sleep, timeout};

/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(6);
/// How long a connection may wait for its next request.
const IDLE: Duration = Duration::from_secs(120);
/// How long the head of a request may be, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;
/// How many pages may listen for changes; browsers share one channel among theirs.
const LISTENERS: usize = 64;
/// How many requests may wait for pages that have to be made first; more wait for these.
const WAITING: usize = 8;
/// How long requests may still be answered when the server is to end.
const FAREWELL: Duration = Duration::from_secs(1);

/// What every connection knows.
pub(super) struct Server {
    pub(super) guard: Guard,
    pub(super) seen: watch::Receiver<Arc<Shown>>,
    pub(super) listeners: Arc<Semaphore>,
    pub(super) end: watch::Receiver<bool>,
    ender: watch::Sender<bool>,
    /// How many connections have an answer to give.
    busy: AtomicUsize,
}

impl Server {
    /// A server that shows what is seen.
    pub(super) fn new(guard: Guard, seen: watch::Receiver<Arc<Shown>>) -> Self {
        let (ender, end) = watch::channel(false);
        let listeners = Arc::new(Semaphore::new(LISTENERS));
        Self { guard, seen, listeners, end, ender, busy: AtomicUsize::new(0) }
    }
}

/// Serves until the process is asked to end.
pub(super) fn run(sockets: Sockets, server: &Arc<Server>) -> Result<(), Failure> {
    let failure = |it: io::Error| Failure::new(format!("cannot serve: {it}"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(WAITING)
        .enable_all()
        .build();
    runtime.map_err(failure)?.block_on(async {
        for listener in sockets.listeners {
            let listener = TcpListener::from_std(listener).map_err(failure)?;
            tokio::spawn(accept(listener, server.clone()));
        }
        asked_to_end().await.map_err(failure)?;
        farewell(server).await;
        Ok(())
    })
}

async fn asked_to_end() -> io::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

/// Lets answers that were begun end.
async fn farewell(server: &Server) {
    server.ender.send_replace(true);
    let done = async {
        while server.busy.load(Ordering::Relaxed) > 0 {
            sleep(Duration::from_millis(5)).await;
        }
    };
    // Whoever is slower is cut off.
    drop(timeout(FAREWELL, done).await);
}

async fn accept(listener: TcpListener, server: Arc<Server>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(converse(stream, server.clone()))),
            // Too many files are open: wait for one to be closed.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

/// One connection from its first byte to its last.
async fn converse(mut stream: TcpStream, server: Arc<Server>) {
    drop(stream.set_nodelay(true));
    let mut rest = Bytes::new();
    let mut patience = HEAD;
    loop {
        if rest.is_empty() && !has_more(&stream, patience).await {
            return;
        }
        server.busy.fetch_add(1, Ordering::Relaxed);
        let kept = boxed(stream, rest, server.clone()).await;
        server.busy.fetch_sub(1, Ordering::Relaxed);
        let Some(kept) = kept else { return };
        (stream, rest) = kept;
        patience = IDLE;
    }
}

/// Waits until there is something to read.
async fn has_more(stream: &TcpStream, patience: Duration) -> bool {
    let mut byte = [0];
    matches!(timeout(patience, stream.peek(&mut byte)).await, Ok(Ok(1)))
}

/// An exchange that may go on: the stream, and what was read of it too early.
type Exchange = Pin<Box<dyn Future<Output = Option<(TcpStream, Bytes)>> + Send>>;

/// An exchange in a box of its own, which is gone while the connection waits. Written in
/// place it would be a part of the connection all the time.
fn boxed(stream: TcpStream, rest: Bytes, server: Arc<Server>) -> Exchange {
    Box::pin(exchange(stream, rest, server))
}

/// Answers requests while there are some; the stream and what was read of it too early, if
/// the connection goes on.
async fn exchange(
    stream: TcpStream,
    rest: Bytes,
    server: Arc<Server>,
) -> Option<(TcpStream, Bytes)> {
    let (traffic, waits) = (Traffic::default(), Arc::new(AtomicBool::new(false)));
    let stream = TokioIo::new(Patient::new(stream, rest, waits.clone()));
    let answered = service_fn(|it| {
        let open = traffic.begin();
        let (server, traffic) = (server.clone(), traffic.clone());
        Box::pin(
            async move { Ok::<_, Infallible>(on(it, &server, &traffic, open).await) },
        )
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(stream, answered);
    let mut is_ending = false;
    let outcome = poll_fn(|context| {
        let polled = connection.poll_without_shutdown(context);
        let is_flushed = !waits.load(Ordering::Relaxed);
        if polled.is_pending() && !is_ending && is_flushed && traffic.is_over() {
            is_ending = true;
            Pin::new(&mut connection).graceful_shutdown();
            return connection.poll_without_shutdown(context);
        }
        polled
    });
    let outcome = outcome.await;
    let parts = connection.into_parts();
    let (stream, unread) = parts.io.into_inner().into_parts();
    if outcome.is_ok() && !traffic.is_last() {
        // Copied, for even an empty rest would keep its whole buffer.
        return Some((stream, [parts.read_buf, unread].concat().into()));
    }
    linger(stream).await;
    None
}

async fn on(
    request: Request<Incoming>,
    server: &Arc<Server>,
    traffic: &Traffic,
    open: Open,
) -> Response<Reply> {
    let shown = server.seen.borrow().clone();
    if let Some(asked) = asked(&request, server).filter(|it| !shown.is_ready(it)) {
        // A page that has to be made first keeps nobody else waiting.
        let shown = shown.clone();
        drop(spawn_blocking(move || shown.wait(&asked)).await);
    }
    let response = answer(&request, server, &shown);
    traffic.note(is_last(&response));
    response.map(|it| it.on(open))
}

/// Takes what is still coming for a moment, or the answer would be lost with it.
async fn linger(mut stream: TcpStream) {
    let taken = async {
        poll_fn(|context| Pin::new(&mut stream).poll_shutdown(context)).await?;
        let mut sink = [0; 1024];
        for _ in 0..256 {
            stream.readable().await?;
            match stream.try_read(&mut sink) {
                Ok(0) => break,
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => break,
                _ => {}
            }
        }
        io::Result::Ok(())
    };
    drop(timeout(Duration::from_secs(1), taken).await);
}
