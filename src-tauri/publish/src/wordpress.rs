//! WordPress over REST, with an application password.
//!
//! What live servers do decides how this is written. Bad credentials make us anonymous instead of
//! failing, so the probe asks who we are. The same create twice makes two drafts with the same slug.
//! There is no conflict detection, so the content is compared before a write and the site's
//! revisions after it. Unknown terms are dropped without a word, so they are resolved first. A
//! plug-in that dies answers 500 although the post is there, and one that is noisy prints HTML before
//! the JSON, so such answers settle nothing and are looked up.

mod answer;
mod document;
mod inert;
mod live;
mod markup;
mod media;
mod people;
mod read_back;
mod term;

use crate::{
    destination::{Clock, ClockOff, Step},
    http::{Access, Http},
    reading, Carried, Destination, Edition, Found, LiveText, OldAddress, Person, Probe, PublicState,
    PulledBack, Reason, Remark, RemoteCopy, RemoteId, Reservation, Trouble, Verdict,
};
use answer::{Post, Revision, User};
use document::{Document, RESERVED};
use serde_json::json;
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Mutex, PoisonError},
};

const POSTS: &str = "/wp-json/wp/v2/posts";
/// Drafts, scheduled and live ones, and the bin, which "any" leaves out.
const EVERY_STATE: &str = "any,trash";

/// A WordPress site as the person set it up.
#[derive(Clone)]
pub struct Settings {
    /// The site's address.
    pub address: String,
    /// The account's name there.
    pub login: String,
    /// Its application password.
    pub password: String,
    /// Whether the lead photo is also set as the featured image.
    pub featured: bool,
    /// Whether a section or tag that the site has not may be made.
    pub create_terms: bool,
    /// What the person allowed on the wire.
    pub access: Access,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Settings([redacted])")
    }
}

/// A WordPress site, for the length of one job.
pub struct WordPress {
    http: Http,
    featured: bool,
    create_terms: bool,
    clock: Clock,
    known: Mutex<Known>,
}

/// What was looked up since this object was made: on a line that drops, many small look-ups in a row
/// come to an end only if the next attempt goes on where the last one stopped.
#[derive(Default, Clone)]
struct Known {
    me: Option<User>,
    people: BTreeMap<String, Person>,
    terms: BTreeMap<String, String>,
}

impl fmt::Debug for WordPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WordPress([redacted])")
    }
}

impl WordPress {
    /// A site; nothing is sent yet. Made anew for each job: it remembers whom and what it looked up.
    pub fn new(settings: &Settings, clock: Clock) -> Result<Self, Trouble> {
        let http = Http::new(&settings.address, settings.access.clone())?;
        let http = http.with_password(settings.login.trim(), settings.password.trim());
        Ok(Self {
            http,
            featured: settings.featured,
            create_terms: settings.create_terms,
            clock,
            known: Mutex::default(),
        })
    }

    async fn post(&self, id: &RemoteId) -> Result<Post, Trouble> {
        let path = format!("{POSTS}/{}", number(id)?);
        answer::read(&self.http.get(&path).query(&[("context", "edit")]).send().await?)
    }

    async fn posts(&self, query: &[(&str, &str)]) -> Result<Vec<Post>, Trouble> {
        let usual = [("context", "edit"), ("per_page", "100"), ("orderby", "id"), ("order", "asc")];
        answer::read(&self.http.get(POSTS).query(&usual).query(query).send().await?)
    }

    async fn find_posts(&self, reservation: &Reservation) -> Result<Option<Found>, Trouble> {
        let (slug, anchor) = (reservation.slug(), reservation.anchor());
        let slugs = spellings(&slug).join(",");
        let mut posts = self.posts(&[("slug", &slugs), ("status", EVERY_STATE)]).await?;
        let anchored = self.posts(&[("search", &anchor), ("status", EVERY_STATE)]).await?;
        posts.extend(anchored.into_iter().filter(|post| markup::is_anchored(&post.content.raw, &anchor)));
        // The one that is a story comes before one that is only reserved, one in the bin last; then the oldest.
        posts.sort_by_key(|post| (state(post).is_none(), is_reservation(post), post.id));
        posts.dedup_by_key(|post| post.id);
        let Some((first, others)) = posts.split_first() else { return Ok(None) };
        let others = others.iter().map(|post| RemoteId(post.id.to_string())).collect();
        Ok(Some(Found { id: RemoteId(first.id.to_string()), state: state(first), others }))
    }

    async fn reserve_draft(&self, reservation: &Reservation) -> Result<RemoteId, Trouble> {
        let draft = json!({ "title": RESERVED, "slug": reservation.slug(), "status": "draft" });
        let made: Post = answer::read(&self.http.post(POSTS).json(&draft).send().await?)?;
        // The line may have doubled the request: everybody takes the oldest one.
        let found =
            self.find_posts(reservation).await.map_err(|_| Trouble::unknown(Reason::ReservedThenDropped))?;
        Ok(found.map_or_else(|| RemoteId(made.id.to_string()), |found| found.id))
    }

    async fn discard(&self, reservation: &Reservation, id: &RemoteId) -> Result<(), Trouble> {
        let path = format!("{POSTS}/{}", number(id)?);
        let answer = self.http.get(&path).query(&[("context", "edit")]).send().await?;
        if matches!(answer.status, 404 | 410) && is_json_failure(&answer) {
            return Ok(());
        }
        let post: Post = answer::read(&answer)?;
        if !is_reservation(&post) || !spellings(&reservation.slug()).contains(&post.slug) {
            return Err(Trouble::conflict(Reason::SecondCopy));
        }
        let answer = self.http.delete(&path).query(&[("force", "true")]).send().await?;
        if matches!(answer.status, 404 | 410) && is_json_failure(&answer) {
            return Ok(());
        }
        answer::read::<serde_json::Value>(&answer).map(|_| ())
    }

    async fn write_document(&self, edition: &Edition, carried: &Carried) -> Result<RemoteCopy, Trouble> {
        let id = remote(carried)?;
        let document = Document::of(edition, carried, self.featured)?;
        let there = self.post(id).await?;
        if state(&there).is_none() {
            return Err(Trouble::conflict(Reason::StoryInBin));
        }
        let reserved = is_reservation(&there) && is_reserved_for(&there, edition);
        let (hash, now) = (document.hash(), Document::from(&there).hash());
        if now == hash {
            // Our own write has arrived, by an attempt whose answer was lost: what it overwrote still counts.
            self.refuse_foreign_revisions(id, revision(&carried.version), &document).await?;
            return Ok(remote_copy(&there));
        }
        if !reserved && Some(now) != carried.content_hash {
            return Err(Trouble::conflict(Reason::ChangedThere));
        }
        self.refuse_taken_address(&there, &document).await?;
        let path = format!("{POSTS}/{}", there.id);
        let written: Post = answer::read(&self.http.post(&path).json(&document.body()).send().await?)?;
        self.refuse_foreign_revisions(id, there.revision(), &Document::from(&written)).await?;
        Ok(remote_copy(&written))
    }

    /// Slugs become unique only when a post is published, and then without a word: `title-2`.
    async fn refuse_taken_address(&self, there: &Post, document: &Document) -> Result<(), Trouble> {
        if there.status == "publish" && there.slug == document.slug {
            return Ok(());
        }
        let same = self.posts(&[("slug", &document.slug), ("status", "publish,future,private")]).await?;
        if same.iter().any(|post| post.id != there.id) {
            return Err(Trouble::story(Reason::SlugTaken, Some("web_slug")));
        }
        Ok(())
    }

    /// Whether somebody saved there between our look and our write: then their words are only in the
    /// site's revisions now, and a person must say which ones stand.
    async fn refuse_foreign_revisions(
        &self,
        id: &RemoteId,
        since: u64,
        ours: &Document,
    ) -> Result<(), Trouble> {
        let path = format!("{POSTS}/{}/revisions", number(id)?);
        let query = [("context", "edit"), ("per_page", "20")];
        let answer = self.http.get(&path).query(&query).send().await?;
        if answer.status == 404 && is_json_failure(&answer) {
            // The site keeps no revisions.
            return Ok(());
        }
        let revisions: Vec<Revision> = answer::read(&answer)?;
        let foreign = revisions.iter().any(|revision| {
            revision.id > since && !revision.slug.contains("-autosave-") && !ours.is(revision)
        });
        if foreign {
            return Err(Trouble::conflict(Reason::SavedInTheSameMoment));
        }
        Ok(())
    }

    async fn change_state(
        &self,
        edition: &Edition,
        carried: &Carried,
        to: PublicState,
    ) -> Result<RemoteCopy, Trouble> {
        let there = self.post(remote(carried)?).await?;
        let Some(state_now) = state(&there) else {
            return Err(Trouble::conflict(Reason::StoryInBin));
        };
        let now = Document::from(&there).hash();
        // Taking a story back needs neither its author nor its terms to be known there still.
        let approved = Document::of(edition, carried, self.featured);
        let withdrawn = Document::withdrawn(edition, carried);
        let is = |document: &Result<Document, Trouble>| {
            document.as_ref().is_ok_and(|document| document.hash() == now)
        };
        let known = Some(now) == carried.content_hash || is(&approved) || is(&withdrawn);
        // An empty reservation may stay a draft; nothing that nobody approved goes live.
        if !(known || to == PublicState::Draft && is_reservation(&there)) {
            return Err(Trouble::conflict(Reason::ChangedThere));
        }
        let fields = match to {
            PublicState::Live if !is(&approved) => {
                approved?;
                return Err(Trouble::conflict(Reason::NotWhatWasApproved));
            }
            PublicState::Withdrawn if !is(&withdrawn) || there.status != "publish" => {
                let mut fields = withdrawn?.body();
                if let Some(fields) = fields.as_object_mut() {
                    fields.insert("status".into(), json!("publish"));
                }
                fields
            }
            PublicState::Live if there.status != "publish" => json!({ "status": "publish" }),
            PublicState::Draft if state_now != PublicState::Draft => json!({ "status": "draft" }),
            _ => return Ok(remote_copy(&there)),
        };
        let path = format!("{POSTS}/{}", there.id);
        let changed: Post = answer::read(&self.http.post(&path).json(&fields).send().await?)?;
        if state(&changed) != Some(to) {
            return Err(Trouble::conflict(Reason::StateNotTaken));
        }
        Ok(remote_copy(&changed))
    }

    /// Only the state is written, so what stands there needs no one's knowledge but this look's.
    async fn draft_again(&self, edition: &Edition, carried: &Carried) -> Result<PulledBack, Trouble> {
        let stored = Document::from(&self.post(remote(carried)?).await?);
        let seen = Carried { content_hash: Some(stored.hash()), ..carried.clone() };
        let is_ours = Document::of(edition, carried, self.featured).is_ok_and(|ours| {
            let renamed = Document { author: ours.author, ..stored };
            renamed.hash() == ours.hash()
        });
        let copy = self.change_state(edition, &seen, PublicState::Draft).await?;
        Ok(PulledBack { copy, is_ours })
    }

    async fn who_is_there(&self) -> Result<Probe, Trouble> {
        let (me, date_ms) = people::me(&self.http).await?;
        let offset = date_ms.map(|date_ms| date_ms - (self.clock)());
        let page = self.http.public_page(self.http.address()).await;
        let version = page.ok().and_then(|page| read_back::generator(&page.text()));
        let mut remarks = Vec::new();
        for (capability, remark) in [
            ("publish_posts", Remark::DraftsOnly),
            ("upload_files", Remark::NoUploads),
            ("edit_others_posts", Remark::OwnNameOnly),
        ] {
            if !me.may(capability) {
                remarks.push(remark.into());
            }
        }
        remarks.extend(ClockOff::remark(offset));
        Ok(Probe {
            server: version.unwrap_or_else(|| "WordPress".into()),
            can_publish_for_others: me.may("edit_others_posts") && me.may("publish_posts"),
            me: Some(Person { id: me.id.to_string(), name: reading::decode(&me.name) }),
            clock_offset_ms: offset,
            remarks,
        })
    }

    async fn look_up(&self, edition: &Edition, carried: &Carried) -> Result<Carried, Trouble> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let looked = async {
            people::resolve(&self.http, edition, &mut known).await?;
            term::resolve(&self.http, edition, self.create_terms, &mut known).await
        }
        .await;
        let mut carried = carried.clone();
        carried.people.extend(known.people.clone());
        carried.terms.extend(known.terms.clone());
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = known;
        looked.map(|()| carried)
    }
}

impl Destination for WordPress {
    fn adapter(&self) -> &'static str {
        "wordpress"
    }

    fn probe(&self) -> Step<'_, Probe> {
        Box::pin(self.who_is_there())
    }

    fn preflight(&self, edition: &Edition) -> Result<(), Trouble> {
        let (copy, slug) = (&edition.copy, edition.web_slug.as_str());
        if copy.headline.is_blank() {
            return Err(Trouble::story(Reason::NoHeadline, Some("headline")));
        }
        // A column of 65,535 bytes, of which entities may take six for one.
        if copy.headline.text().len() > 10_000 {
            return Err(Trouble::story(Reason::HeadlineTooLong, Some("headline")));
        }
        let lawful = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !lawful || slug.is_empty() || slug.len() > 200 || slug.starts_with('-') || slug.ends_with('-') {
            let reason = Reason::SlugForm;
            return Err(Trouble::story(reason, Some("web_slug")));
        }
        for (name, field) in
            [(&copy.section, "section")].into_iter().chain(copy.tags.iter().map(|tag| (tag, "tags")))
        {
            if name.chars().count() > 200 {
                return Err(Trouble::story(Reason::TermTooLong, Some(field)));
            }
        }
        document::author_name(edition).map(|_| ())
    }

    fn resolve<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Carried> {
        Box::pin(self.look_up(edition, carried))
    }

    fn ensure_media<'a>(&'a self, edition: &'a Edition, carried: &'a Carried) -> Step<'a, Carried> {
        Box::pin(media::ensure(&self.http, edition, carried))
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
        Box::pin(async move { Ok(remote_copy(&self.post(id).await?)) })
    }

    fn holds<'a>(&'a self, edition: &'a Edition, carried: &'a Carried, there: &'a RemoteCopy) -> bool {
        let expected = Document::of(edition, carried, self.featured).map(|document| document.hash());
        there.state.is_some() && expected == Ok(there.content_hash)
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
        // WordPress keeps a live post's earlier slugs, and leads from them.
        OldAddress::Leads
    }
}

/// A slug as WordPress may have stored it: of two creates at the same time both keep it, a later one
/// gets a number, and the bin adds to it so that the address is free again.
fn spellings(slug: &str) -> Vec<String> {
    let numbered = (2..10).map(|n| format!("{slug}-{n}"));
    let stored: Vec<String> = std::iter::once(slug.to_owned()).chain(numbered).collect();
    let binned = stored.iter().map(|slug| format!("{slug}__trashed"));
    let binned: Vec<String> = binned.collect();
    stored.into_iter().chain(binned).collect()
}

fn number(id: &RemoteId) -> Result<u64, Trouble> {
    id.0.parse().map_err(|_| Trouble::conflict(Reason::NumberIsNone))
}

fn remote(carried: &Carried) -> Result<&RemoteId, Trouble> {
    carried.remote.as_ref().ok_or_else(|| Trouble::later(Reason::NoPlaceYet))
}

fn revision(version: &str) -> u64 {
    version.parse().unwrap_or_default()
}

fn is_json_failure(answer: &crate::http::Answer) -> bool {
    answer.json::<answer::Failure>().is_some_and(|failure| failure.code != "rest_no_route")
}

/// Whether a post is a reserved draft that nobody has typed into.
fn is_reservation(post: &Post) -> bool {
    post.status == "draft"
        && post.title.raw == RESERVED
        && post.content.raw.trim().is_empty()
        && post.slug.starts_with("cd-")
}

fn is_reserved_for(post: &Post, edition: &Edition) -> bool {
    post.slug.starts_with(&format!("cd-{}-", edition.story))
}

/// The public state of a post; `None`: it is in the bin.
fn state(post: &Post) -> Option<PublicState> {
    match post.status.as_str() {
        "trash" => None,
        "publish" if post.content.raw.contains(markup::WITHDRAWN) => Some(PublicState::Withdrawn),
        "publish" => Some(PublicState::Live),
        _ => Some(PublicState::Draft),
    }
}

fn remote_copy(post: &Post) -> RemoteCopy {
    let version = match post.revision() {
        0 => String::new(),
        revision => revision.to_string(),
    };
    RemoteCopy {
        id: RemoteId(post.id.to_string()),
        version,
        content_hash: Document::from(post).hash(),
        is_reservation: is_reservation(post),
        state: state(post),
        url: (post.status == "publish").then(|| post.link.clone()),
    }
}
