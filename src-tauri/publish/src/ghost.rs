//! Ghost over its Admin API, with the key of a custom integration.
//!
//! What live servers do decides how this is written. The same create twice makes `slug-2`. Of an author
//! whom it does not know Ghost makes the site's owner, and a taken address gets a number, both without a
//! word: so both are asked for before a write. Its protection against two people's saves looks at whole
//! seconds, so a story is written only when its last change is a second old, and its content is compared
//! first. It sanitises nothing. A site in another language than a story has no place to say so.

mod admin;
mod answer;
mod body;
mod document;
mod filter;
mod lexical;
mod live;
mod media;
mod people;
mod preflight;
mod read_back;
mod term;
mod token;

use crate::{
    destination::{Clock, ClockOff, Step},
    http::{Access, Http},
    Carried, Destination, Edition, Found, LiveText, OldAddress, Person, Probe, PublicState, PulledBack,
    Reason, Remark, RemoteCopy, RemoteId, Reservation, Trouble, Verdict,
};
use admin::{path, Admin};
use answer::{Post, Posts};
use copy::html;
use document::{Document, RESERVED, WITHDRAWN_SLUG};
use serde_json::{json, Value};
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use token::Key;

/// The oldest Ghost that is published to.
const OLDEST: u32 = 5;
/// What is asked of a post, whenever one comes back.
const WHOLE: [(&str, &str); 2] = [("formats", "lexical"), ("include", "authors,tags")];
/// Until the next second, and a little.
const A_SECOND: Duration = Duration::from_millis(1_050);

/// A Ghost site as the person set it up.
#[derive(Clone)]
pub struct Settings {
    /// The site's address.
    pub address: String,
    /// The Admin API key: two parts with a colon between.
    pub key: String,
    /// Whether the lead photo is the featured image; otherwise it opens the text.
    pub featured: bool,
    /// What the person allowed on the wire.
    pub access: Access,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Settings([redacted])")
    }
}

/// A Ghost site, for the length of one job.
pub struct Ghost {
    admin: Admin,
    featured: bool,
    known: Mutex<Known>,
}

/// What was looked up since this object was made.
#[derive(Default, Clone)]
struct Known {
    people: BTreeMap<String, Person>,
    terms: BTreeMap<String, String>,
}

impl fmt::Debug for Ghost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ghost([redacted])")
    }
}

impl Ghost {
    /// A site; nothing is sent yet. Made anew for each job: it remembers whom and what it looked up.
    pub fn new(settings: &Settings, clock: Clock) -> Result<Self, Trouble> {
        // People copy the address from the pages for editors.
        let address = settings.address.trim().trim_end_matches('/');
        let address = address.strip_suffix("/ghost").unwrap_or(address);
        let http = Http::new(address, settings.access.clone())?;
        let admin = Admin::new(http, Key::read(&settings.key)?, clock);
        Ok(Self { admin, featured: settings.featured, known: Mutex::default() })
    }

    /// A post, and what time it was there.
    async fn post(&self, id: &RemoteId) -> Result<(Post, Option<i64>), Trouble> {
        let answer = self.admin.look(&post_path(id), &WHOLE).await?;
        let posts: Posts = answer::read(&answer)?;
        Ok((posts.only(&answer)?, answer.date_ms()))
    }

    async fn posts(&self, filter: &str) -> Result<Vec<Post>, Trouble> {
        let query = [&WHOLE[..], &[("filter", filter), ("limit", "100")]].concat();
        let posts: Posts = answer::read(&self.admin.look("/posts/", &query).await?)?;
        Ok(posts.posts)
    }

    async fn find_posts(&self, reservation: &Reservation) -> Result<Option<Found>, Trouble> {
        let slugs = filter::one_of("slug", &spellings(&reservation.slug()));
        let tags = spellings(&format!("hash-{}", reservation.anchor()));
        let mut posts = self.posts(&format!("{slugs},{}", filter::one_of("tag", &tags))).await?;
        // The one that is a story comes before one that is only reserved; then the oldest: ids count upwards.
        posts.sort_by_key(|post| (is_reservation(post), post.id.clone()));
        let Some((first, others)) = posts.split_first() else { return Ok(None) };
        let others = others.iter().map(|post| RemoteId(post.id.clone())).collect();
        Ok(Some(Found { id: RemoteId(first.id.clone()), state: Some(state(first)), others }))
    }

    async fn reserve_draft(&self, reservation: &Reservation) -> Result<RemoteId, Trouble> {
        let tag = document::anchor(reservation.story);
        let mut draft = json!({
            "title": RESERVED, "slug": reservation.slug(), "status": "draft", "tags": [{ "name": tag }],
        });
        let made = match self.send(|http| http.post(&path("/posts/")), draft.clone()).await {
            // Whoever may make only their own must say that it is.
            Err(refused) if refused == Trouble::paused(Reason::MayNot) => {
                let me = people::me(self).await?.ok_or(refused)?;
                if let Some(fields) = draft.as_object_mut() {
                    fields.insert("authors".into(), json!([{ "id": me.id }]));
                }
                self.send(|http| http.post(&path("/posts/")), draft).await?
            }
            made => made?,
        };
        // The line may have doubled the request: everybody takes the oldest one.
        let found =
            self.find_posts(reservation).await.map_err(|_| Trouble::unknown(Reason::ReservedThenDropped))?;
        Ok(found.map_or_else(|| RemoteId(made.id), |found| found.id))
    }

    async fn send<'a>(
        &'a self,
        request: impl Fn(&'a Http) -> crate::http::Request<'a> + Send + Sync,
        post: Value,
    ) -> Result<Post, Trouble> {
        let body = json!({ "posts": [post] });
        let answer = self.admin.ask(|http| request(http).query(&WHOLE).json(&body)).await?;
        let posts: Posts = answer::read(&answer)?;
        posts.only(&answer)
    }

    async fn discard(&self, reservation: &Reservation, id: &RemoteId) -> Result<(), Trouble> {
        let asked = self.admin.look(&post_path(id), &WHOLE).await?;
        if answer::is_gone(&asked) {
            return Ok(());
        }
        let post = answer::read::<Posts>(&asked)?.only(&asked)?;
        if !is_reservation(&post) || !spellings(&reservation.slug()).contains(&post.slug) {
            return Err(Trouble::conflict(Reason::SecondCopy));
        }
        self.delete(id).await
    }

    /// Deletes a post; what is gone already is done.
    async fn delete(&self, id: &RemoteId) -> Result<(), Trouble> {
        let answer = self.admin.ask(|http| http.delete(&path(&post_path(id)))).await?;
        if answer::is_gone(&answer) {
            return Ok(());
        }
        answer::trouble(&answer).map_or(Ok(()), Err)
    }

    /// The post as it stands, once its last save lies in a second that is over: Ghost does not tell two
    /// saves of one second apart, so a write on top of a fresh one could cover another. One that `is_done`
    /// will not be written over.
    async fn settled(
        &self,
        id: &RemoteId,
        is_done: impl Fn(&Post) -> bool + Send + Sync,
    ) -> Result<Post, Trouble> {
        for _ in 0..5 {
            let (post, date_ms) = self.post(id).await?;
            let is_over = |date_ms: i64| date_ms.div_euclid(1_000) > post.saved_at_seconds();
            if is_done(&post) || date_ms.is_none_or(is_over) {
                return Ok(post);
            }
            tokio::time::sleep(A_SECOND).await;
        }
        // Somebody there saves without a pause.
        Err(Trouble::later(Reason::StillBusy))
    }

    async fn write_document(&self, edition: &Edition, carried: &Carried) -> Result<RemoteCopy, Trouble> {
        let id = remote(carried)?;
        let document = Document::of(edition, carried, self.featured)?;
        let hash = document.hash();
        let there = self.settled(id, |post| Document::from(post).hash() == hash).await?;
        let now = Document::from(&there).hash();
        if now == hash {
            return Ok(remote_copy(&there));
        }
        let is_ours = is_reservation(&there) && there.slug.starts_with(&format!("cd-{}-", edition.story));
        if !is_ours && Some(now) != carried.content_hash {
            return Err(Trouble::conflict(Reason::ChangedThere));
        }
        people::still_there(self, &document.authors).await?;
        self.refuse_taken_address(&there, &document).await?;
        let written = self.replace(&there, document.fields(), &document).await?;
        Ok(remote_copy(&written))
    }

    /// Writes over what stands there, and looks at what Ghost made of it.
    async fn replace(&self, there: &Post, mut fields: Value, ours: &Document) -> Result<Post, Trouble> {
        let status = fields.get("status").and_then(Value::as_str).map(str::to_owned);
        if let Some(fields) = fields.as_object_mut() {
            fields.insert("updated_at".into(), there.updated_at.as_str().into());
        }
        let id = RemoteId(there.id.clone());
        let written = match self.send(|http| http.put(&path(&post_path(&id))), fields).await {
            Err(refused) if refused == Trouble::conflict(Reason::ChangedThere) => {
                let (now, _) = self.post(&id).await?;
                let hash = Document::from(&now).hash();
                if hash == ours.hash() && status.is_none_or(|status| now.status == status) {
                    // Our own request, which the line doubled, was the one in the way.
                    now
                } else if hash == Document::from(there).hash() {
                    // Somebody saved something that is not ours to write.
                    return Err(Trouble::later(Reason::StillBusy));
                } else {
                    return Err(refused);
                }
            }
            written => written?,
        };
        let stored = Document::from(&written);
        if stored.authors != ours.authors {
            return Err(Trouble::Conflict { reason: Reason::NotWhatWasApproved.into(), wrong_byline: true });
        }
        if stored.slug != ours.slug {
            return Err(Trouble::story(Reason::SlugTaken, Some("web_slug")));
        }
        Ok(written)
    }

    /// A post gets a number where another one has its address.
    async fn refuse_taken_address(&self, there: &Post, document: &Document) -> Result<(), Trouble> {
        if there.slug == document.slug {
            return Ok(());
        }
        let same = self.posts(&filter::one_of("slug", std::slice::from_ref(&document.slug))).await?;
        if same.iter().any(|post| post.id != there.id) {
            return Err(Trouble::story(Reason::SlugTaken, Some("web_slug")));
        }
        Ok(())
    }

    async fn change_state(
        &self,
        edition: &Edition,
        carried: &Carried,
        to: PublicState,
    ) -> Result<RemoteCopy, Trouble> {
        let there = self.settled(remote(carried)?, |_| false).await?;
        let now = Document::from(&there).hash();
        // Taking a story back needs neither its authors nor its terms to be known there still.
        let approved = Document::of(edition, carried, self.featured);
        let withdrawn = Document::withdrawn(edition, carried);
        let is = |document: &Result<Document, Trouble>| {
            document.as_ref().is_ok_and(|document| document.hash() == now)
        };
        let is_known = Some(now) == carried.content_hash || is(&approved) || is(&withdrawn);
        // An empty reservation may stay a draft; nothing that nobody approved goes live.
        if !(is_known || to == PublicState::Draft && is_reservation(&there)) {
            return Err(Trouble::conflict(Reason::ChangedThere));
        }
        let ours = Document::from(&there);
        let changed = match to {
            PublicState::Live if !is(&approved) => {
                approved?;
                return Err(Trouble::conflict(Reason::NotWhatWasApproved));
            }
            PublicState::Withdrawn if !is(&withdrawn) || !is_public(&there) => {
                let withdrawn = withdrawn?;
                let mut fields = withdrawn.fields();
                if let Some(fields) = fields.as_object_mut() {
                    fields.insert("status".into(), "published".into());
                }
                self.replace(&there, fields, &withdrawn).await?
            }
            PublicState::Live if !is_public(&there) => {
                self.replace(&there, json!({ "status": "published" }), &ours).await?
            }
            PublicState::Draft if there.status != "draft" => {
                self.replace(&there, json!({ "status": "draft" }), &ours).await?
            }
            _ => return Ok(remote_copy(&there)),
        };
        if state(&changed) != to {
            return Err(Trouble::conflict(Reason::StateNotTaken));
        }
        Ok(remote_copy(&changed))
    }

    /// Only the state is written, so what stands there needs no one's knowledge but this look's.
    async fn draft_again(&self, edition: &Edition, carried: &Carried) -> Result<PulledBack, Trouble> {
        let (post, _) = self.post(remote(carried)?).await?;
        let stored = Document::from(&post);
        let seen = Carried { content_hash: Some(stored.hash()), ..carried.clone() };
        let is_ours = Document::of(edition, carried, self.featured).is_ok_and(|ours| {
            let renamed = Document { authors: ours.authors.clone(), ..stored };
            renamed.hash() == ours.hash()
        });
        let copy = self.change_state(edition, &seen, PublicState::Draft).await?;
        Ok(PulledBack { copy, is_ours })
    }

    async fn who_is_there(&self) -> Result<Probe, Trouble> {
        let (site, date_ms) = self.admin.site().await?;
        let version = site.version.split('.').next().and_then(|major| major.parse::<u32>().ok());
        if version.is_none_or(|major| major < OLDEST) {
            return Err(Trouble::paused(Reason::GhostTooOld));
        }
        let me = people::me(self).await?;
        let is_only = |role: &str| me.as_ref().is_some_and(|me| me.is_only(role));
        let offset = date_ms.map(|_| self.admin.offset_ms());
        let mut remarks = Vec::new();
        if is_only("Contributor") {
            remarks.push(Remark::DraftsOnly.into());
        }
        if is_only("Contributor") || is_only("Author") {
            remarks.push(Remark::OwnNameOnly.into());
        }
        remarks.extend(ClockOff::remark(offset));
        let is_version = |c: &char| c.is_ascii_digit() || *c == '.';
        Ok(Probe {
            server: format!("Ghost {}", site.version.chars().filter(is_version).take(20).collect::<String>()),
            can_publish_for_others: !is_only("Contributor") && !is_only("Author"),
            me: me.map(|me| Person { id: me.id, name: body::shown(&me.name) }),
            clock_offset_ms: offset,
            remarks,
        })
    }

    async fn look_up(&self, edition: &Edition, carried: &Carried) -> Result<Carried, Trouble> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let looked = async {
            people::resolve(self, edition, &mut known.people).await?;
            term::resolve(self, edition, &mut known.terms).await
        }
        .await;
        let mut carried = carried.clone();
        carried.people.extend(known.people.clone());
        carried.terms.extend(known.terms.clone());
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = known;
        looked.map(|()| carried)
    }
}

impl Destination for Ghost {
    fn adapter(&self) -> &'static str {
        "ghost"
    }

    fn probe(&self) -> Step<'_, Probe> {
        Box::pin(self.who_is_there())
    }

    fn preflight(&self, edition: &Edition) -> Result<(), Trouble> {
        preflight::check(edition, self.featured)
    }

    fn resolve<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Carried> {
        Box::pin(self.look_up(edition, carried))
    }

    fn ensure_media<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Carried> {
        Box::pin(media::ensure(self, edition, carried))
    }

    fn find<'a>(&'a self, reservation: &'a Reservation) -> Step<'a, Option<Found>> {
        Box::pin(self.find_posts(reservation))
    }

    fn reserve<'a>(&'a self, reservation: &'a Reservation) -> Step<'a, RemoteId> {
        Box::pin(self.reserve_draft(reservation))
    }

    fn discard_reservation<'a>(&'a self, reservation: &'a Reservation, id: &'a RemoteId) -> Step<'a, ()> {
        Box::pin(self.discard(reservation, id))
    }

    fn read<'a>(&'a self, id: &'a RemoteId) -> Step<'a, RemoteCopy> {
        Box::pin(async move { Ok(remote_copy(&self.post(id).await?.0)) })
    }

    fn holds<'a>(&'a self, edition: &'a Edition, carried: &'a Carried, there: &'a RemoteCopy) -> bool {
        let expected = Document::of(edition, carried, self.featured).map(|document| document.hash());
        expected == Ok(there.content_hash)
    }

    fn write<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, RemoteCopy> {
        Box::pin(self.write_document(edition, carried))
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
        // Ghost leads from an old address only where somebody wrote that into its list of redirects.
        OldAddress::Lost
    }
}

/// A slug as Ghost may have stored it: where it is taken it gets a number.
fn spellings(slug: &str) -> Vec<String> {
    let numbered = (2..10).map(|n| format!("{slug}-{n}"));
    std::iter::once(slug.to_owned()).chain(numbered).collect()
}

fn post_path(id: &RemoteId) -> String {
    let id = percent_encoding::utf8_percent_encode(&id.0, percent_encoding::NON_ALPHANUMERIC);
    format!("/posts/{id}/")
}

fn remote(carried: &Carried) -> Result<&RemoteId, Trouble> {
    carried.remote.as_ref().ok_or_else(|| Trouble::later(Reason::NoPlaceYet))
}

/// Whether a post is a reserved draft that nobody has typed into.
fn is_reservation(post: &Post) -> bool {
    post.status == "draft"
        && post.title == RESERVED
        && lexical::is_empty(post.lexical.as_deref().unwrap_or_default())
        && post.slug.starts_with("cd-")
}

/// Whether readers see it. One that was only sent by mail has a page, too.
fn is_public(post: &Post) -> bool {
    matches!(post.status.as_str(), "published" | "sent")
}

fn state(post: &Post) -> PublicState {
    if !is_public(post) {
        PublicState::Draft
    } else if post.tags.iter().any(|tag| tag.slug == WITHDRAWN_SLUG) {
        PublicState::Withdrawn
    } else {
        PublicState::Live
    }
}

fn remote_copy(post: &Post) -> RemoteCopy {
    RemoteCopy {
        id: RemoteId(post.id.clone()),
        version: post.updated_at.clone(),
        content_hash: Document::from(post).hash(),
        is_reservation: is_reservation(post),
        state: Some(state(post)),
        url: Some(&post.url).filter(|_| is_public(post)).and_then(|url| html::safe_address(url)),
    }
}
