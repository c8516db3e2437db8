//! The loopback host of the browser journeys: the real core behind HTTP on this machine, with the
//! pages of the built interface. Behind a feature that is off in shipped builds; it listens on
//! 127.0.0.1 only, and answers only calls that name that host.

use crate::{args::Failure, dialogs::Dialogs, Entrance, InMemory};
use api::{Caller, Code, WireError};
use axum::{
    body::{Body, Bytes},
    extract::{Path, Query, State},
    http::{header, HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
    routing::{get, post},
    Json, Router,
};
use futures_util::{stream, Stream, StreamExt};
use serde_json::Value;
use std::{collections::HashMap, convert::Infallible, path::PathBuf, sync::Arc};
use tokio::{net::TcpListener, sync::mpsc};

struct Host {
    entrance: Arc<Entrance>,
    pages: PathBuf,
    address: String,
}

/// The interface's policy, as the window has it, but for the calls' way.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
                      font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; \
                      frame-src 'none'; form-action 'none'";

/// Serves until the process is ended. Its first line is the address.
pub async fn serve(desk: PathBuf, pages: PathBuf, dialogs: Option<PathBuf>) -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(Failure::broken)?;
    let port = listener.local_addr().map_err(Failure::broken)?.port();
    let address = format!("127.0.0.1:{port}");
    println!("http://{address}");
    let runtime = tokio::runtime::Handle::current();
    let system: Arc<dyn api::Host> = match dialogs {
        Some(folder) => Arc::new(Dialogs(folder)),
        None => Arc::new(api::NoHost),
    };
    let entrance = Entrance::open(
        &desk,
        Arc::new(InMemory::default()),
        system,
        Box::new(move |counter| {
            counter.desk().keep_house().map_err(|error| error.to_string())?;
            runtime.spawn(Arc::clone(counter.desk()).run_outbox());
            Ok(())
        }),
    );
    let host = Arc::new(Host { entrance: Arc::new(entrance), pages, address });
    let routes = Router::new()
        .route("/call/{name}", post(call))
        .route("/raw/{name}", post(raw))
        .route("/watch", get(watch))
        .route("/photo/{hash}", get(photo))
        .fallback(get(page))
        .with_state(host);
    axum::serve(listener, routes).await.map_err(Failure::broken)
}

/// A page of another site may send requests here; it cannot make them name this host as their own.
fn is_ours(host: &Host, headers: &HeaderMap) -> bool {
    let named = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = named(header::ORIGIN).is_none_or(|origin| origin == format!("http://{}", host.address));
    origin && named(header::HOST) == Some(host.address.as_str())
}

async fn answer(host: &Host, headers: &HeaderMap, name: &str, args: Value, body: Vec<u8>) -> Response {
    if !is_ours(host, headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    match host.entrance.dispatch(&Caller::window(), name, args, body).await {
        Ok(value) => Json(value).into_response(),
        Err(error) => refuse(&error),
    }
}

fn refuse(error: &WireError) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response()
}

async fn call(
    State(host): State<Arc<Host>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    Json(args): Json<Value>,
) -> Response {
    answer(&host, &headers, &name, args, Vec::new()).await
}

async fn raw(
    State(host): State<Arc<Host>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let args = headers.get("copydesk-args").and_then(|value| value.to_str().ok()).unwrap_or_default();
    match percent(args).and_then(|args| serde_json::from_str(&args).ok()) {
        Some(args) => answer(&host, &headers, &name, args, body.to_vec()).await,
        None => refuse(&WireError::new(Code::BadCall, "The arguments cannot be read.")),
    }
}

/// Undoes `encodeURIComponent`.
fn percent(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

async fn watch(
    State(host): State<Arc<Host>>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    if !is_ours(&host, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(counter) = host.entrance.counter() else { return refuse(&Entrance::closed()) };
    let (sender, receiver) = mpsc::unbounded_channel::<Value>();
    let told = move |event: Result<Value, serde_json::Error>| {
        if let Ok(event) = event {
            // A stream that is gone has nobody to tell.
            let _ = sender.send(event);
        }
    };
    let unwatch = match query.get("story") {
        Some(story) => {
            let Ok(story) = story.parse() else { return StatusCode::BAD_REQUEST.into_response() };
            match counter.watch_story(story, move |event| told(serde_json::to_value(event))) {
                Ok(unwatch) => Some(unwatch),
                Err(error) => return refuse(&error),
            }
        }
        None => {
            counter.watch_desk(move |event| told(serde_json::to_value(event)));
            None
        }
    };
    let body = Body::from_stream(events(receiver, unwatch));
    ([(header::CONTENT_TYPE, "text/event-stream"), (header::CACHE_CONTROL, "no-store")], body).into_response()
}

/// Server-sent events; the guard ends the watch when the stream is dropped.
fn events(
    receiver: mpsc::UnboundedReceiver<Value>,
    guard: Option<api::Unwatch>,
) -> impl Stream<Item = Result<Bytes, Infallible>> {
    // A comment first, so that the browser sees the stream open.
    let opened = stream::once(async { Ok(Bytes::from_static(b": open\n\n")) });
    opened.chain(stream::unfold((receiver, guard), |(mut receiver, guard)| async move {
        let event = receiver.recv().await?;
        Some((Ok(Bytes::from(format!("data: {event}\n\n"))), (receiver, guard)))
    }))
}

async fn photo(
    State(host): State<Arc<Host>>,
    Path(hash): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let Ok(hash) = hash.parse() else { return StatusCode::NOT_FOUND.into_response() };
    let width = query.get("w").and_then(|width| width.parse().ok()).unwrap_or(1_920);
    let Some(counter) = host.entrance.counter() else { return StatusCode::NOT_FOUND.into_response() };
    let found = tokio::task::spawn_blocking(move || counter.photo(hash, width)).await;
    match found {
        Ok(Ok((bytes, media_type))) => ([(header::CONTENT_TYPE, media_type)], bytes).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A file of the built interface; names with anything but plain parts lead nowhere.
async fn page(State(host): State<Arc<Host>>, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '%', ':']);
    if !path.split('/').all(plain) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(bytes) = std::fs::read(host.pages.join(path)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let media_type = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, media_type), (header::CONTENT_SECURITY_POLICY, POLICY)], bytes).into_response()
}
