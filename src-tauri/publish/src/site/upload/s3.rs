//! Storage that speaks S3: signed by `object_store`, sent by the house's own client, so that its promises hold
//! here too (no redirect, no proxy, the address checked and pinned, answers bounded, nothing repeated unasked).

use super::{order, Place, Upload, Welcome};
use crate::{
    http::{Access, Answer, Http, Purpose},
    Clock, Reason, Step, Trouble,
};
use bytes::Bytes;
use http_body_util::BodyExt;
use object_store::{
    aws::{AmazonS3, AmazonS3Builder},
    client::{HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService},
    path::Path,
    Attribute, Attributes, ClientOptions, GetOptions, ObjectStore, ObjectStoreExt, PutOptions, RetryConfig,
};
use reqwest::{Method, StatusCode};
use std::{
    error::Error,
    future::Future,
    pin::Pin,
    sync::{
        atomic::{AtomicI64, Ordering},
        Arc,
    },
};

/// Written and removed to see whether we may write.
const TRIAL: &str = ".copydesk-trial";
/// No clock has said anything yet.
const UNSAID: i64 = i64::MIN;

/// A bucket, or a part of one.
pub(super) struct S3 {
    store: AmazonS3,
    folder: Path,
    line: Arc<Line>,
    name: String,
    account: String,
}

/// The line to the service.
struct Line {
    http: Http,
    clock: Clock,
    /// Their clock less ours, as the last answer said.
    offset_ms: AtomicI64,
}

impl Line {
    fn offset_ms(&self) -> Option<i64> {
        Some(self.offset_ms.load(Ordering::Relaxed)).filter(|ms| *ms != UNSAID)
    }
}

impl S3 {
    pub fn new(upload: &Upload, secret: &str, access: Access, clock: Clock) -> Result<Self, Trouble> {
        let http = Http::new(&upload.server, access)?;
        let endpoint = http.address().trim_end_matches('/').to_owned();
        let line = Arc::new(Line { http, clock, offset_ms: AtomicI64::new(UNSAID) });
        let region = Some(upload.region.trim()).filter(|region| !region.is_empty()).unwrap_or("us-east-1");
        let store = AmazonS3Builder::new()
            .with_endpoint(endpoint)
            .with_bucket_name(upload.bucket.trim())
            .with_region(region)
            .with_access_key_id(upload.account.trim())
            .with_secret_access_key(secret)
            .with_virtual_hosted_style_request(false)
            // Whether an address without TLS is meant was asked already.
            .with_allow_http(true)
            // Not every service knows how to delete several at once.
            .with_disable_bulk_delete(true)
            // What is repeated, and when, is the outbox's business alone.
            .with_retry(RetryConfig { max_retries: 0, ..RetryConfig::default() })
            .with_http_connector(Connector(Arc::clone(&line)))
            .build()
            .map_err(|_| Trouble::paused(Reason::UploadIncomplete))?;
        let folder = Path::from(upload.folder.trim().trim_matches('/'));
        let (name, account) = (upload.bucket.trim().to_owned(), upload.account.trim().to_owned());
        Ok(Self { store, folder, line, name, account })
    }

    fn at(&self, path: &str) -> Path {
        path.split('/').fold(self.folder.clone(), |at, part| at.join(part))
    }

    async fn whole(&self, path: &str) -> Result<Option<Bytes>, Trouble> {
        match self.store.get_opts(&self.at(path), GetOptions::default()).await {
            Ok(got) => got.bytes().await.map(Some).map_err(|error| sort(&error, Purpose::Look)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(sort(&error, Purpose::Look)),
        }
    }

    async fn write(&self, path: &str, bytes: Bytes) -> Result<(), Trouble> {
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, order::media_type(path)),
            (Attribute::CacheControl, order::cache_control(path)),
        ]);
        let options = PutOptions { attributes, ..PutOptions::default() };
        let put = self.store.put_opts(&self.at(path), bytes.into(), options).await;
        put.map(|_| ()).map_err(|error| sort(&error, Purpose::Change))
    }

    async fn gone(&self, path: &str) -> Result<(), Trouble> {
        match self.store.delete(&self.at(path)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(sort(&error, Purpose::Change)),
        }
    }

    async fn try_out(&self) -> Result<Welcome, Trouble> {
        // Who may write and not look would take everything there for missing.
        self.whole(TRIAL).await?;
        self.write(TRIAL, Bytes::from_static(b"Copydesk was here, and removes this at once.\n")).await?;
        self.gone(TRIAL).await?;
        Ok(Welcome {
            server: format!("S3 · {}", self.name),
            account: self.account.clone(),
            clock_offset_ms: self.line.offset_ms(),
        })
    }
}

impl Place for S3 {
    fn probe(&self) -> Step<'_, Welcome> {
        Box::pin(self.try_out())
    }

    fn read<'a>(&'a self, path: &'a str) -> Step<'a, Option<Bytes>> {
        Box::pin(self.whole(path))
    }

    fn length<'a>(&'a self, path: &'a str) -> Step<'a, Option<u64>> {
        Box::pin(async move {
            match self.store.head(&self.at(path)).await {
                Ok(there) => Ok(Some(there.size)),
                Err(object_store::Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(sort(&error, Purpose::Look)),
            }
        })
    }

    fn put<'a>(&'a self, path: &'a str, bytes: Bytes) -> Step<'a, ()> {
        Box::pin(self.write(path, bytes))
    }

    fn remove<'a>(&'a self, path: &'a str) -> Step<'a, ()> {
        Box::pin(self.gone(path))
    }
}

/// Hands the library our line.
struct Connector(Arc<Line>);

impl std::fmt::Debug for Connector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Connector([redacted])")
    }
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(Self(Arc::clone(&self.0))))
    }
}

type Called<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'a>>;

impl HttpService for Connector {
    fn call<'a, 'b>(&'a self, request: HttpRequest) -> Called<'b>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(async move {
            self.0.pass(request).await.map_err(|said| HttpError::new(HttpErrorKind::Unknown, said))
        })
    }
}

/// What came of a request, as the desk sorts it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Said(Trouble);

impl Line {
    async fn pass(&self, request: HttpRequest) -> Result<HttpResponse, Said> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
        let purpose = match parts.method {
            Method::GET | Method::HEAD => Purpose::Look,
            _ => Purpose::Change,
        };
        let names_an_object = parts.method != Method::DELETE;
        let asked = self.http.exactly(parts.method, &parts.uri.to_string(), parts.headers, body, purpose);
        let answer = asked.map_err(Said)?.send().await.map_err(Said)?;
        if let Some(theirs_ms) = answer.date_ms() {
            self.offset_ms.store(theirs_ms - (self.clock)(), Ordering::Relaxed);
        }
        if let Some(trouble) = trouble(&answer, purpose, self.offset_ms()) {
            return Err(Said(trouble));
        }
        // Whatever holds objects says which one it holds; a log-in page of this network does not.
        if names_an_object && (200..300).contains(&answer.status) && answer.named("etag").is_none() {
            return Err(Said(answer.unreadable()));
        }
        let (status, headers, body) = answer.into_parts();
        let mut response = HttpResponse::new(Bytes::from(body).into());
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
        *response.headers_mut() = headers;
        Ok(response)
    }
}

/// The error that the library makes of ours, and its own.
fn sort(error: &object_store::Error, purpose: Purpose) -> Trouble {
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(now) = cause {
        if let Some(Said(trouble)) = now.downcast_ref() {
            return trouble.clone();
        }
        cause = now.source();
    }
    // An answer that lacks what every such service says.
    purpose.lost(Reason::AnswerUnreadable)
}

/// The code of an error: `<Error><Code>NoSuchBucket</Code>…`.
fn code(body: &str) -> &str {
    let after = body.split_once("<Code>").map(|(_, rest)| rest).unwrap_or_default();
    after.split_once("</Code>").map(|(code, _)| code).unwrap_or_default()
}

/// What an answer means; `None`: it is one that the library may read.
fn trouble(answer: &Answer, purpose: Purpose, offset_ms: Option<i64>) -> Option<Trouble> {
    let body = answer.text();
    let paused = match (answer.status, code(&body)) {
        (200..=299, _) => return None,
        (_, "NoSuchBucket") => Reason::NoBucket,
        // A missing file; of a HEAD there is no code.
        (404, _) => return None,
        (_, "InvalidAccessKeyId" | "InvalidClientTokenId") => Reason::KeyIdUnknown,
        (_, "SignatureDoesNotMatch") => Reason::SecretKeyWrong,
        (_, "RequestTimeTooSkewed") => {
            return Some(crate::ClockOff::explain(Trouble::paused(Reason::ClocksApart), offset_ms));
        }
        (300..=399, _) | (_, "AuthorizationHeaderMalformed" | "PermanentRedirect") => Reason::WrongRegion,
        (_, "QuotaExceeded" | "XMinioStorageFull") => Reason::UploadFull,
        (_, "RequestTimeout") => return Some(purpose.lost(Reason::TimedOut)),
        (403, _) if purpose == Purpose::Look => Reason::UploadMayNotRead,
        (403, _) => Reason::UploadMayNotWrite,
        _ => return answer.trouble(),
    };
    Some(Trouble::paused(paused))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, purpose: Purpose, body: &str) -> Option<Trouble> {
        trouble(&Answer::of(status, purpose, &[], body), purpose, Some(14 * 60_000))
    }

    #[test]
    fn each_refusal_has_its_own_sentence() {
        for (status, code, reason) in [
            (404, "NoSuchBucket", Reason::NoBucket),
            (403, "InvalidAccessKeyId", Reason::KeyIdUnknown),
            (403, "SignatureDoesNotMatch", Reason::SecretKeyWrong),
            (403, "RequestTimeTooSkewed", Reason::ClockTooSlow { minutes: 14 }),
            (403, "AccessDenied", Reason::UploadMayNotWrite),
            (301, "PermanentRedirect", Reason::WrongRegion),
            (400, "AuthorizationHeaderMalformed", Reason::WrongRegion),
        ] {
            let body =
                format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>m</Message></Error>");
            assert_eq!(said(status, Purpose::Change, &body), Some(Trouble::paused(reason)), "{code}");
        }
    }

    #[test]
    fn a_missing_file_is_no_trouble_and_a_failing_service_leaves_open_only_what_was_written() {
        assert_eq!(said(404, Purpose::Look, ""), None);
        assert!(matches!(said(500, Purpose::Look, ""), Some(Trouble::Later { .. })));
        assert!(matches!(said(500, Purpose::Change, ""), Some(Trouble::Unknown { .. })));
        assert!(matches!(said(503, Purpose::Change, "<Code>SlowDown</Code>"), Some(Trouble::Later { .. })));
    }
}
