//! The one HTTP client of the wire.
//!
//! What it promises every endpoint: no redirect is followed with a request of ours, a credential goes
//! to the one address it belongs to, an address is looked up once and then pinned, private addresses
//! are refused unless the person allowed them, nothing waits for ever, no answer is larger than its
//! cap, and a failure is sorted by whether anything may have been written.

mod address;

use crate::{Reason, Trouble};
pub(crate) use address::is_private;
use base64::{engine::general_purpose::STANDARD, Engine};
use bytes::Bytes;
use chrono::DateTime;
use reqwest::header::{
    HeaderMap, HeaderName, HeaderValue, AUTHORIZATION, CONTENT_TYPE, DATE, LOCATION, RETRY_AFTER,
};
use reqwest::Method;
use serde::de::DeserializeOwned;
use std::{sync::Arc, time::Duration};
use url::Url;

/// What the person allowed, and how long and how much we wait for.
#[derive(Debug, Clone)]
pub struct Access {
    /// Addresses of this computer and its network may be used, and plain http with them.
    pub private_addresses: bool,
    /// How long a connection may take.
    pub connect_timeout: Duration,
    /// How long a request may take from its start to the last byte of the answer.
    pub total_timeout: Duration,
    /// The largest answer that is read.
    pub max_answer_bytes: usize,
}

impl Default for Access {
    fn default() -> Self {
        Self {
            private_addresses: false,
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(60),
            max_answer_bytes: 16 << 20,
        }
    }
}

/// Whether a request may change what stands there: decides what a lost answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It reads; repeating it is harmless.
    Look,
    /// It writes; an answer that is lost leaves us not knowing.
    Change,
}

impl Purpose {
    /// The trouble of a request that may have been acted on.
    pub(crate) fn lost(self, reason: Reason) -> Trouble {
        match self {
            Self::Look => Trouble::later(reason),
            Self::Change => Trouble::unknown(reason),
        }
    }
}

/// A client for one address. Made anew for each job: its look-up is never older than that.
pub struct Http {
    client: reqwest::Client,
    base: Url,
    credential: Option<HeaderValue>,
    access: Access,
}

impl std::fmt::Debug for Http {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Http([redacted])")
    }
}

impl Http {
    /// A client for the site at this address.
    pub fn new(address: &str, access: Access) -> Result<Self, Trouble> {
        let mut base = Url::parse(address.trim()).map_err(|_| Trouble::paused(Reason::AddressIsNone))?;
        base.set_query(None);
        base.set_fragment(None);
        if !base.username().is_empty() || base.password().is_some() {
            return Err(Trouble::paused(Reason::AddressHoldsPassword));
        }
        let trimmed = base.path().trim_end_matches('/').to_owned();
        base.set_path(&trimmed);
        check(&base, &access)?;
        let client = reqwest::Client::builder()
            .user_agent(concat!("Copydesk/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            // The address that was checked is the address that is spoken to, so no proxy of the environment;
            // and what is repeated, and when, is the outbox's business alone.
            .no_proxy()
            .retry(reqwest::retry::never())
            .dns_resolver(Arc::new(address::Pinned::new(access.private_addresses)))
            .connect_timeout(access.connect_timeout)
            .timeout(access.total_timeout)
            // Servers close idle connections after five seconds; a request on a closed one would be ambiguous.
            .pool_idle_timeout(Duration::from_secs(3))
            .build()
            .map_err(|_| Trouble::paused(Reason::NoSecureConnections))?;
        Ok(Self { client, base, credential: None, access })
    }

    /// The same with a name and a password, which go to this address and nowhere else.
    pub fn with_password(mut self, name: &str, password: &str) -> Self {
        let token = STANDARD.encode(format!("{name}:{password}"));
        self.credential = HeaderValue::from_str(&format!("Basic {token}")).ok().map(|mut value| {
            value.set_sensitive(true);
            value
        });
        self
    }

    /// The address.
    pub fn address(&self) -> &str {
        self.base.as_str()
    }

    /// A request that reads.
    pub fn get(&self, path: &str) -> Request<'_> {
        self.request(Method::GET, path, Purpose::Look)
    }

    /// A request that writes.
    pub fn post(&self, path: &str) -> Request<'_> {
        self.request(Method::POST, path, Purpose::Change)
    }

    /// A request that replaces.
    pub fn put(&self, path: &str) -> Request<'_> {
        self.request(Method::PUT, path, Purpose::Change)
    }

    /// A request that deletes.
    pub fn delete(&self, path: &str) -> Request<'_> {
        self.request(Method::DELETE, path, Purpose::Change)
    }

    fn request(&self, method: Method, path: &str, purpose: Purpose) -> Request<'_> {
        let mut url = self.base.clone();
        url.set_path(&format!("{}{path}", self.base.path().trim_end_matches('/')));
        let mut headers = HeaderMap::new();
        if let Some(credential) = &self.credential {
            headers.insert(AUTHORIZATION, credential.clone());
        }
        Request { http: self, method, url, headers, body: Bytes::new(), purpose }
    }

    /// A request that was put together, and signed, elsewhere: to this client's own site, and nowhere else.
    pub(crate) fn exactly(
        &self,
        method: Method,
        url: &str,
        headers: HeaderMap,
        body: Bytes,
        purpose: Purpose,
    ) -> Result<Request<'_>, Trouble> {
        let url = Url::parse(url).map_err(|_| Trouble::paused(Reason::AddressIsNone))?;
        if url.origin() != self.base.origin() {
            return Err(Trouble::paused(Reason::AddressForwards));
        }
        Ok(Request { http: self, method, url, headers, body, purpose })
    }

    /// Reads a public page as a stranger: no credential, a few redirects, each checked like the first address.
    pub async fn public_page(&self, url: &str) -> Result<Answer, Trouble> {
        let mut url = Url::parse(url).map_err(|_| Trouble::later(Reason::PageAddressIsNone))?;
        for _ in 0..5 {
            check(&url, &self.access)?;
            let request = Request {
                http: self,
                method: Method::GET,
                url: url.clone(),
                headers: HeaderMap::new(),
                body: Bytes::new(),
                purpose: Purpose::Look,
            };
            let answer = request.header("cache-control", "no-cache").send().await?;
            let next = answer.header(&LOCATION).and_then(|to| url.join(to).ok());
            match next.filter(|_| (300..400).contains(&answer.status)) {
                Some(next) => url = next,
                None => return Ok(answer),
            }
        }
        Err(Trouble::later(Reason::PageForwardsForEver))
    }
}

/// Whether the person's settings allow a request to this address at all.
fn check(url: &Url, access: &Access) -> Result<(), Trouble> {
    match url.scheme() {
        "https" => {}
        "http" if access.private_addresses => {}
        "http" => return Err(Trouble::paused(Reason::AddressNotSecret)),
        _ => return Err(Trouble::paused(Reason::AddressNotHttps)),
    }
    let literal = match url.host() {
        Some(url::Host::Ipv4(ip)) => Some(ip.into()),
        Some(url::Host::Ipv6(ip)) => Some(ip.into()),
        Some(url::Host::Domain(_)) => None,
        None => return Err(Trouble::paused(Reason::AddressNamesNoSite)),
    };
    if !access.private_addresses && literal.is_some_and(address::is_private) {
        return Err(refused());
    }
    Ok(())
}

fn refused() -> Trouble {
    Trouble::paused(Reason::AddressPrivate)
}

/// A request that is being put together.
pub struct Request<'a> {
    http: &'a Http,
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Bytes,
    purpose: Purpose,
}

impl Request<'_> {
    /// Adds to the query.
    pub fn query(mut self, pairs: &[(&str, &str)]) -> Self {
        self.url.query_pairs_mut().extend_pairs(pairs);
        self
    }

    /// Sets the query as it stands, encoded already.
    pub fn raw_query(mut self, query: &str) -> Self {
        self.url.set_query(Some(query).filter(|query| !query.is_empty()));
        self
    }

    /// Adds a header; a value that is none is left out.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(HeaderName::from_static(name), value);
        }
        self
    }

    /// Sends bytes.
    pub fn body(mut self, media_type: &str, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self.header("content-type", media_type)
    }

    /// Sends JSON.
    pub fn json(self, value: &serde_json::Value) -> Self {
        self.body("application/json", value.to_string().into_bytes())
    }

    /// One attempt. An answer of any status is an `Ok`; see [`Answer::trouble`].
    pub async fn send(self) -> Result<Answer, Trouble> {
        let Self { http, method, url, headers, body, purpose } = self;
        let mut request = http.client.request(method, url).headers(headers);
        if !body.is_empty() {
            request = request.body(body);
        }
        let mut response = request.send().await.map_err(|error| sort(&error, purpose))?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let mut body = Vec::new();
        loop {
            let chunk = response.chunk().await.map_err(|_| purpose.lost(Reason::AnswerCut))?;
            let Some(chunk) = chunk else { break };
            if body.len() + chunk.len() > http.access.max_answer_bytes {
                return Err(purpose.lost(Reason::AnswerTooLarge));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, headers, body, purpose })
    }
}

/// Sorts a failure by whether the request can have reached the server.
fn sort(error: &reqwest::Error, purpose: Purpose) -> Trouble {
    if error.is_builder() {
        return Trouble::paused(Reason::CannotBeSent);
    }
    if !error.is_connect() {
        let reason = if error.is_timeout() { Reason::TimedOut } else { Reason::LineDropped };
        return purpose.lost(reason);
    }
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(now) = cause {
        if now.is::<address::Refused>() {
            return refused();
        }
        if now.to_string().contains("certificate") {
            return Trouble::later(Reason::Certificate);
        }
        cause = now.source();
    }
    Trouble::later(Reason::Unreachable)
}

/// What came back, whole.
pub struct Answer {
    /// The status code.
    pub status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
    purpose: Purpose,
}

impl Answer {
    /// An answer that no server gave, for the tests of what answers mean.
    #[cfg(test)]
    pub(crate) fn of(status: u16, purpose: Purpose, headers: &[(&'static str, &str)], body: &str) -> Self {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        Self { status, headers: map, body: body.as_bytes().to_vec(), purpose }
    }

    fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// A header by its name.
    pub fn named(&self, name: &'static str) -> Option<&str> {
        self.header(&HeaderName::from_static(name))
    }

    /// Status, headers and body, for whoever reads them otherwise.
    pub(crate) fn into_parts(self) -> (u16, HeaderMap, Vec<u8>) {
        (self.status, self.headers, self.body)
    }

    /// The body as text; bytes that are none become U+FFFD.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as the JSON that was expected, or nothing.
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        let media_type = self.header(&CONTENT_TYPE)?.split(';').next()?.trim();
        if media_type != "application/json" && !media_type.ends_with("+json") {
            return None;
        }
        serde_json::from_slice(&self.body).ok()
    }

    /// The server's clock, UTC milliseconds.
    pub fn date_ms(&self) -> Option<i64> {
        Some(DateTime::parse_from_rfc2822(self.header(&DATE)?).ok()?.timestamp_millis())
    }

    /// How long the server asks to be left alone; a date is held against the server's own clock.
    pub fn retry_after_ms(&self) -> Option<u64> {
        let value = self.header(&RETRY_AFTER)?.trim();
        if let Ok(seconds) = value.parse::<u64>() {
            return seconds.checked_mul(1_000);
        }
        let at = DateTime::parse_from_rfc2822(value).ok()?.timestamp_millis();
        u64::try_from(at - self.date_ms()?).ok()
    }

    /// What a status means at every endpoint; `None` for 2xx. An endpoint asks its own codes first.
    pub fn trouble(&self) -> Option<Trouble> {
        let later =
            |reason: Reason| Trouble::Later { reason: reason.into(), retry_after_ms: self.retry_after_ms() };
        Some(match self.status {
            200..=299 => return None,
            300..=399 => Trouble::paused(Reason::AddressForwards),
            401 | 403 => Trouble::paused(Reason::AccountRefused),
            404 => Trouble::paused(Reason::NothingHere),
            406 | 410 => Trouble::paused(Reason::NoLongerTaken),
            408 | 409 => self.purpose.lost(Reason::StillBusy),
            413 => Trouble::story(Reason::FileTooLarge, None),
            415 => Trouble::story(Reason::FileOfThisKind, None),
            400 | 422 => Trouble::story(Reason::StoryNotTaken, None),
            425 | 429 => later(Reason::Slower),
            503 => later(Reason::Down),
            500..=599 => self.purpose.lost(Reason::Failed),
            _ => Trouble::paused(Reason::Unexpected),
        })
    }

    /// The trouble of a body that is not what was expected, whatever the status says.
    pub fn unreadable(&self) -> Trouble {
        self.purpose.lost(Reason::AnswerUnreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, purpose: Purpose, headers: &[(&'static str, &str)]) -> Answer {
        Answer::of(status, purpose, headers, "<html>busy</html>")
    }

    #[test]
    fn a_failing_server_leaves_us_not_knowing_only_where_we_wrote() {
        for status in [500, 502, 504, 409, 408] {
            assert!(
                matches!(answer(status, Purpose::Look, &[]).trouble(), Some(Trouble::Later { .. })),
                "{status}"
            );
            assert!(
                matches!(answer(status, Purpose::Change, &[]).trouble(), Some(Trouble::Unknown { .. })),
                "{status}"
            );
        }
    }

    #[test]
    fn the_server_says_how_long_to_wait() {
        let busy = answer(503, Purpose::Change, &[("retry-after", "7")]);
        assert!(matches!(busy.trouble(), Some(Trouble::Later { retry_after_ms: Some(7_000), .. })));
        let date =
            [("retry-after", "Tue, 24 Nov 2026 10:00:30 GMT"), ("date", "Tue, 24 Nov 2026 10:00:00 GMT")];
        assert_eq!(answer(429, Purpose::Change, &date).retry_after_ms(), Some(30_000));
    }

    #[test]
    fn a_page_is_not_data() {
        let page = answer(200, Purpose::Change, &[("content-type", "text/html")]);
        assert_eq!(page.json::<serde_json::Value>(), None);
        assert!(matches!(page.unreadable(), Trouble::Unknown { .. }));
    }

    #[test]
    fn addresses_that_the_person_did_not_allow_are_refused_before_anything_is_sent() {
        for bad in [
            "http://example.org",
            "ftp://example.org",
            "https://127.0.0.1",
            "https://[::1]",
            "https://10.0.0.8",
            "https://user:secret@example.org",
            "https://[::ffff:192.168.0.1]",
            "nonsense",
            "https://2130706433/",
        ] {
            let refused = Http::new(bad, Access::default()).err();
            assert!(matches!(refused, Some(Trouble::Paused { .. })), "{bad} must be refused: {refused:?}");
        }
        assert!(Http::new("https://example.org/blog/", Access::default()).is_ok());
        let here = Access { private_addresses: true, ..Access::default() };
        assert_eq!(
            Http::new("http://127.0.0.1:8088/", here).unwrap().get("/wp-json/").url.as_str(),
            "http://127.0.0.1:8088/wp-json/"
        );
    }

    #[test]
    fn a_client_prints_nothing_of_its_password() {
        let http =
            Http::new("https://example.org", Access::default()).unwrap().with_password("desk", "hunter2");
        assert!(!format!("{http:?}").contains("hunter2"));
    }
}
