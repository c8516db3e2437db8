//! A newsroom's own CMS, over a contract that it can build in a day.
//!
//! Stories go as ninjs 3.1, upserted by their `uri`, so there is never a second copy to look for. Each
//! request is signed as Standard Webhooks says, each that writes carries an `Idempotency-Key` made from
//! its own bytes, and the version that it replaces in `If-Match`. `tests/servers/receiver` is the same
//! contract from the other side, as a server that runs; `docs/receiver.openapi.json` is its description.

mod answer;
mod live;
mod media;
mod message;
mod ninjs;
mod people;
mod read_back;
mod signature;

use crate::{
    destination::{Clock, ClockOff, Step},
    http::{Access, Answer, Http, Request},
    Carried, Destination, Difference, Edition, Found, LiveText, OldAddress, Probe, PublicState, PulledBack,
    Reason, RemoteCopy, RemoteId, Reservation, Trouble, Verdict,
};
use answer::{Hello, Record, Reply, Stories};
use copy::{slug, BylineRole, Sha256};
use message::Message;
use serde_json::Value;
use signature::Secret;
use std::fmt;

/// The contract that this version speaks.
const CONTRACT: u32 = 1;

/// An endpoint as the person set it up.
#[derive(Clone)]
pub struct Settings {
    /// The address under which the contract's paths are offered.
    pub address: String,
    /// The signing secret: `whsec_` and Base64.
    pub secret: String,
    /// What the person allowed on the wire.
    pub access: Access,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Settings([redacted])")
    }
}

/// A newsroom's own CMS, for the length of one job.
pub struct Endpoint {
    http: Http,
    secret: Secret,
    clock: Clock,
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Endpoint([redacted])")
    }
}

impl Endpoint {
    /// An endpoint; nothing is sent yet.
    ///
    /// # Errors
    /// [`Trouble::Paused`] for an address that cannot be one, and for a secret that is no signing secret.
    pub fn new(settings: &Settings, clock: Clock) -> Result<Self, Trouble> {
        let http = Http::new(&settings.address, settings.access.clone())?;
        Ok(Self { http, secret: Secret::read(&settings.secret)?, clock })
    }

    /// Asks for what is at `path`. The signature is good for this path alone.
    async fn look(&self, path: &str) -> Result<Answer, Trouble> {
        let (plain, query) = path.split_once('?').unwrap_or((path, ""));
        let request = self.http.get(plain).raw_query(query);
        self.signed(request, &format!("GET {path}"), b"").send().await
    }

    fn signed<'a>(&self, request: Request<'a>, id: &str, body: &[u8]) -> Request<'a> {
        let seconds = (self.clock)().div_euclid(1_000);
        request
            .header("webhook-id", id)
            .header("webhook-timestamp", &seconds.to_string())
            .header("webhook-signature", &self.secret.sign(id, seconds, body))
    }

    async fn record(&self, id: &RemoteId) -> Result<Record, Trouble> {
        answer::read(&self.look(&format!("/stories/{}", segment(&id.0))).await?)
    }

    async fn record_of(&self, uri: &str) -> Result<Option<Record>, Trouble> {
        let found: Stories = answer::read(&self.look(&format!("/stories?uri={}", segment(uri))).await?)?;
        Ok(found.stories.into_iter().find(|record| record.uri() == Some(uri)))
    }

    /// Sends a message that replaces the version `base`; none: the story is new there.
    async fn send(&self, message: &Message, base: Option<&str>) -> Result<Reply, Trouble> {
        let body = message.to_bytes();
        let key = idempotency_key(base, &body);
        let request = self.http.post("/stories").header("idempotency-key", &format!("\"{key}\""));
        let request = match base {
            None => request.header("if-none-match", "*"),
            // A receiver without versions cannot be asked to compare them.
            Some("") => request,
            Some(version) => request.header("if-match", &format!("\"{version}\"")),
        };
        answer::read(&self.signed(request, &key, &body).body("application/json", body).send().await?)
    }

    async fn find_story(&self, reservation: &Reservation) -> Result<Option<Found>, Trouble> {
        let record = self.record_of(&reservation.story.urn()).await?;
        Ok(record.map(|record| Found { id: record.remote_id(), state: record.state(), others: vec![] }))
    }

    async fn reserve_place(&self, reservation: &Reservation) -> Result<RemoteId, Trouble> {
        let message = Message::reserved(reservation.story, (self.clock)());
        match self.send(&message, None).await {
            Ok(reply) => Ok(RemoteId(reply.id)),
            // Another desk, or a request of ours that the line doubled, was first.
            Err(refused @ Trouble::Conflict { .. }) => {
                self.find_story(reservation).await?.map(|found| found.id).ok_or(refused)
            }
            Err(other) => Err(other),
        }
    }

    async fn discard(&self, id: &RemoteId) -> Result<(), Trouble> {
        let path = format!("/stories/{}", segment(&id.0));
        let there = self.look(&path).await?;
        if answer::is_gone(&there) {
            return Ok(());
        }
        let record: Record = answer::read(&there)?;
        if !record.is_reservation() {
            return Err(Trouble::conflict(Reason::SecondCopy));
        }
        let request = self.http.delete(&path).header("if-match", &format!("\"{}\"", record.version()));
        let gone = self.signed(request, &format!("DELETE {path}"), b"").send().await?;
        if answer::is_gone(&gone) || gone.status == 204 {
            return Ok(());
        }
        answer::read::<Value>(&gone).map(|_| ())
    }

    async fn write_story(&self, edition: &Edition, carried: &Carried) -> Result<RemoteCopy, Trouble> {
        let there = self.record(remote(carried)?).await?;
        let Some(state) = there.state() else { return Err(Trouble::conflict(Reason::StoryInBin)) };
        let kept = if state == PublicState::Draft { PublicState::Draft } else { PublicState::Live };
        let data = ninjs::story(edition, carried, kept)?;
        if there.hash() == ninjs::hash(&data) && state == kept {
            return Ok(there.copy());
        }
        if !there.is_reservation() && Some(there.hash()) != carried.content_hash {
            return Err(Trouble::conflict(Reason::ChangedThere));
        }
        self.replace(edition, carried, &there, data).await
    }

    async fn change_state(
        &self,
        edition: &Edition,
        carried: &Carried,
        to: PublicState,
    ) -> Result<RemoteCopy, Trouble> {
        let there = self.record(remote(carried)?).await?;
        let Some(state) = there.state() else { return Err(Trouble::conflict(Reason::StoryInBin)) };
        let now = there.hash();
        // Taking a story back needs no picture of it to be looked up there.
        let approved = ninjs::story(edition, carried, PublicState::Live).map(|data| ninjs::hash(&data));
        let withdrawn = ninjs::hash(&ninjs::withdrawn(edition)?);
        let known = Some(now) == carried.content_hash || Ok(now) == approved || now == withdrawn;
        if !(known || to == PublicState::Draft && there.is_reservation()) {
            return Err(Trouble::conflict(Reason::ChangedThere));
        }
        let data = match to {
            PublicState::Live if Ok(now) != approved => {
                approved?;
                return Err(Trouble::conflict(Reason::NotWhatWasApproved));
            }
            PublicState::Withdrawn if state != to || now != withdrawn => ninjs::withdrawn(edition)?,
            // Withheld, it stays what it is there.
            PublicState::Draft if state != to => ninjs::withheld(there.data()),
            PublicState::Live if state != to => ninjs::story(edition, carried, to)?,
            _ => return Ok(there.copy()),
        };
        self.replace(edition, carried, &there, data).await
    }

    async fn replace(
        &self,
        edition: &Edition,
        carried: &Carried,
        there: &Record,
        data: Value,
    ) -> Result<RemoteCopy, Trouble> {
        let message = Message::of(edition, carried, there, data);
        let reply = self.send(&message, Some(there.version())).await?;
        Ok(reply.copy(message.data()))
    }

    /// What stands there is withheld as it is, so it needs no one's knowledge but this look's.
    async fn draft_again(&self, edition: &Edition, carried: &Carried) -> Result<PulledBack, Trouble> {
        let record = self.record(remote(carried)?).await?;
        let seen = Carried { content_hash: Some(record.hash()), ..carried.clone() };
        let differing = ninjs::story(edition, carried, PublicState::Live)
            .map(|ours| read_back::differing(&ours, record.data()))
            .unwrap_or_default();
        let is_ours = differing == [Difference::Author];
        let copy = self.change_state(edition, &seen, PublicState::Draft).await?;
        Ok(PulledBack { copy, is_ours })
    }

    async fn who_is_there(&self) -> Result<Probe, Trouble> {
        let asked = self.look("/").await?;
        let offset = asked.date_ms().map(|date_ms| date_ms - (self.clock)());
        let hello: Hello = answer::read(&asked).map_err(|trouble| ClockOff::explain(trouble, offset))?;
        if hello.contract != CONTRACT {
            return Err(Trouble::paused(Reason::ContractUnknown));
        }
        Ok(Probe {
            server: answer::shown(&hello.server),
            me: Some(hello.me.person()),
            can_publish_for_others: true,
            clock_offset_ms: offset,
            remarks: ClockOff::remark(offset).into_iter().collect(),
        })
    }
}

impl Destination for Endpoint {
    fn adapter(&self) -> &'static str {
        "endpoint"
    }

    fn probe(&self) -> Step<'_, Probe> {
        Box::pin(self.who_is_there())
    }

    fn preflight(&self, edition: &Edition) -> Result<(), Trouble> {
        if edition.copy.headline.is_blank() {
            return Err(Trouble::story(Reason::NoHeadline, Some("headline")));
        }
        if !slug::is_slug(&edition.web_slug) {
            return Err(Trouble::story(Reason::SlugForm, Some("web_slug")));
        }
        let named = |who: &&copy::Byline| who.role == BylineRole::By && !who.name.trim().is_empty();
        if edition.copy.byline.iter().find(named).is_none() {
            return Err(Trouble::story(Reason::NoByline, Some("byline")));
        }
        Ok(())
    }

    fn resolve<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Carried> {
        Box::pin(people::resolve(self, edition, carried))
    }

    fn ensure_media<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Carried> {
        Box::pin(media::ensure(self, edition, carried))
    }

    fn find<'a>(&'a self, reservation: &'a Reservation) -> Step<'a, Option<Found>> {
        Box::pin(self.find_story(reservation))
    }

    fn reserve<'a>(&'a self, reservation: &'a Reservation) -> Step<'a, RemoteId> {
        Box::pin(self.reserve_place(reservation))
    }

    fn discard_reservation<'a>(&'a self, _: &'a Reservation, id: &'a RemoteId) -> Step<'a, ()> {
        Box::pin(self.discard(id))
    }

    fn read<'a>(&'a self, id: &'a RemoteId) -> Step<'a, RemoteCopy> {
        Box::pin(async move { Ok(self.record(id).await?.copy()) })
    }

    fn holds<'a>(&'a self, edition: &'a Edition, carried: &'a Carried, there: &'a RemoteCopy) -> bool {
        let expected = ninjs::story(edition, carried, PublicState::Live).map(|data| ninjs::hash(&data));
        there.state.is_some() && expected == Ok(there.content_hash)
    }

    fn write<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, RemoteCopy> {
        Box::pin(self.write_story(edition, carried))
    }

    fn set_state<'a>(
        &'a self,
        edition: &'a Edition,
        carried: &'a Carried,
        state: PublicState,
    ) -> Step<'a, RemoteCopy> {
        Box::pin(self.change_state(edition, carried, state))
    }

    fn pull_back<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, PulledBack> {
        Box::pin(self.draft_again(edition, carried))
    }

    fn verify<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Verdict> {
        Box::pin(read_back::verify(self, edition, carried))
    }

    fn read_text<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, LiveText> {
        Box::pin(live::read_text(self, edition, carried))
    }

    fn remove<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, ()> {
        Box::pin(live::remove(self, edition, carried))
    }

    fn old_address(&self) -> OldAddress {
        OldAddress::Unknown
    }
}

fn remote(carried: &Carried) -> Result<&RemoteId, Trouble> {
    carried.remote.as_ref().ok_or_else(|| Trouble::later(Reason::NoPlaceYet))
}

/// A text as one segment of a path, or one value of a query.
fn segment(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The same request has the same key, however often it is sent; one that says anything else has another.
fn idempotency_key(base: Option<&str>, body: &[u8]) -> String {
    let hash = Sha256::of(body);
    let whole = Sha256::of(format!("{base:?} {hash}").as_bytes()).to_string();
    format!("cd-{}", whole.get(..32).unwrap_or(&whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_the_bytes_and_of_what_they_replace() {
        let key = idempotency_key(Some("3"), b"{}");
        assert_eq!(key, idempotency_key(Some("3"), b"{}"), "sent again, it is the same request");
        for other in [idempotency_key(Some("4"), b"{}"), idempotency_key(None, b"{}")] {
            assert_ne!(key, other, "taking a story back and publishing it again is not a repetition");
        }
        assert_ne!(key, idempotency_key(Some("3"), b"{ }"));
    }

    #[test]
    fn an_endpoint_prints_nothing_of_its_secret() {
        let settings = Settings {
            address: "https://cms.example/desk".into(),
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into(),
            access: Access::default(),
        };
        let endpoint = Endpoint::new(&settings, std::sync::Arc::new(|| 0)).unwrap();
        let printed = format!("{settings:?} {endpoint:?}");
        assert!(!printed.contains("MfKQ"), "{printed}");
    }
}
