//! The Admin API's counter: every request carries a token that is good for five minutes, made by the
//! server's clock, not ours.

use super::{
    answer::{self, Site, Sites},
    token::Key,
};
use crate::{
    destination::Clock,
    http::{Answer, Http, Request},
    Trouble,
};
use std::sync::atomic::{AtomicI64, Ordering};

/// The oldest version of the interface that we speak; newer servers understand it.
const SPOKEN: &str = "v5.0";

/// Above this the clocks are apart, and not only the line slow.
const APART_MS: i64 = 30_000;

/// A Ghost's Admin API, for the length of one job.
pub struct Admin {
    http: Http,
    key: Key,
    clock: Clock,
    /// The server's clock less ours, by the last answer.
    offset_ms: AtomicI64,
}

/// A path of the Admin API.
pub fn path(of: &str) -> String {
    format!("/ghost/api/admin{of}")
}

impl Admin {
    pub fn new(http: Http, key: Key, clock: Clock) -> Self {
        Self { http, key, clock, offset_ms: AtomicI64::new(0) }
    }

    /// The line, for what readers get.
    pub fn http(&self) -> &Http {
        &self.http
    }

    /// The server's clock less ours; 0 before anything was asked.
    pub fn offset_ms(&self) -> i64 {
        self.offset_ms.load(Ordering::Relaxed)
    }

    /// One attempt. Only a token that was refused for its time is made anew: then nothing was looked at.
    pub async fn ask<'a>(
        &'a self,
        request: impl Fn(&'a Http) -> Request<'a> + Send + Sync,
    ) -> Result<Answer, Trouble> {
        let before = self.offset_ms();
        let answer = self.signed(request(&self.http)).send().await?;
        self.learns(&answer);
        let is_apart = (self.offset_ms() - before).abs() > APART_MS;
        if !is_apart || !answer::is_untimely(&answer) {
            return Ok(answer);
        }
        self.signed(request(&self.http)).send().await
    }

    /// Asks what is at a path.
    pub async fn look(&self, of: &str, query: &[(&str, &str)]) -> Result<Answer, Trouble> {
        self.ask(|http| http.get(&path(of)).query(query)).await
    }

    /// The site, which tells anybody who it is, and how late it is there.
    pub async fn site(&self) -> Result<(Site, Option<i64>), Trouble> {
        let answer = self.http.get(&path("/site/")).header("accept-version", SPOKEN).send().await?;
        self.learns(&answer);
        let sites: Sites = answer::read(&answer)?;
        Ok((sites.site, answer.date_ms()))
    }

    fn signed<'a>(&self, request: Request<'a>) -> Request<'a> {
        let seconds = ((self.clock)() + self.offset_ms()).div_euclid(1_000);
        request
            .header("accept-version", SPOKEN)
            .header("authorization", &format!("Ghost {}", self.key.token(seconds)))
    }

    fn learns(&self, answer: &Answer) {
        if let Some(date_ms) = answer.date_ms() {
            self.offset_ms.store(date_ms - (self.clock)(), Ordering::Relaxed);
        }
    }
}
