//! The local site folder: a static site that any web server can serve and any browser opens from disk.
//!
//! A story's page, front page, sections, people, tags, corrections; a feed and a sitemap where the
//! site has an address. No script, no request to anybody else. What is written for one story does
//! not grow with the site: lists are numbered from the oldest, and the manifest is a tree of records
//! of which one step touches a few.
//!
//! Each step takes the folder's lock, plans everything it will write, refuses before the first byte
//! where somebody else's words stand in a file of ours, then writes each file whole or not at all:
//! records first, pages next, front page and feed last. What is not in the manifest is never touched.
//! The work is synchronous; a step is done when its future is first polled. Only where the folder goes to
//! another place besides does a step wait, between its plan and its writing.

mod address;
mod feed;
mod folder;
mod json_ld;
mod list;
mod live;
mod preview;
mod printer;
mod record;
mod reprint;
mod steps;
mod story;
mod theme;
mod upload;
mod walk;
mod work;

use crate::{
    http::Access, Carried, Clock, Difference, Edition, House, Probe, PublicState, Reason, Remark, RemoteCopy,
    RemoteId, Reservation, Trouble, Verdict,
};
use copy::{slug, Sha256, StoryId};
use folder::{Batch, Folder, Pending};
use record::{Standing, StoryRecord};
pub use reprint::Reprint;
use std::{fs, path::PathBuf, sync::Arc};
use upload::Uploads;
pub use upload::{Upload, UploadKind};
use url::Url;

/// A site in a folder.
#[derive(Debug, Clone)]
pub struct Site {
    folder: Folder,
    base: Option<Url>,
    uploads: Option<Arc<Uploads>>,
}

/// A page's address on the web.
fn url_of(base: Option<&Url>, path: &str) -> Option<String> {
    base?.join(path).ok().map(String::from)
}

fn remote(carried: &Carried) -> Result<&RemoteId, Trouble> {
    carried.remote.as_ref().ok_or_else(|| Trouble::later(Reason::NoPlaceYet))
}

fn id_of(story: &RemoteId) -> Result<StoryId, Trouble> {
    story.0.parse().map_err(|_| Trouble::conflict(Reason::NoStoryOfThisSite))
}

/// Tells versions apart: the revision, and everything that its page is made of.
fn version(record: &StoryRecord) -> String {
    let mark = record.fingerprint.map(|hash| hash.short().replace(' ', "")).unwrap_or_default();
    format!("{}-{mark}", record.revision)
}

impl Site {
    /// The site in this folder, which is made when something is first published. `base` is its
    /// address on the web; without one (or with an empty one) there is no feed and no sitemap.
    ///
    /// # Errors
    /// [`Trouble::Paused`] with the sentence that says what is wrong with the address.
    pub fn new(folder: impl Into<PathBuf>, base: Option<&str>) -> Result<Self, Trouble> {
        let base = address::read(base.unwrap_or_default()).map_err(Trouble::paused)?;
        Ok(Self { folder: Folder::new(folder.into()), base, uploads: None })
    }

    /// The same site, whose pages go to another place before the folder has them.
    pub fn uploaded(
        self,
        upload: &Upload,
        secret: &str,
        access: Access,
        clock: Clock,
    ) -> Result<Self, Trouble> {
        let uploads = upload.connect(secret, access, clock)?;
        Ok(Self { uploads: Some(Arc::new(uploads)), ..self })
    }

    /// The file of a story's page, to be opened from disk; `None` where it is not published here.
    pub fn page_file(&self, story: StoryId) -> Result<Option<PathBuf>, Trouble> {
        let path = self.record(story)?.and_then(|record| record.page).map(|page| page.card.path);
        Ok(path.map(|path| self.folder.root().join(path)))
    }

    /// The front page, to be opened; `None` where nothing is published yet.
    pub fn front_page(&self) -> Option<String> {
        let path = "index.html";
        self.folder.exists(path).ok().filter(|there| *there)?;
        self.address(path)
    }

    /// The page as readers will see it, in one piece: style and pictures are in it, and no link
    /// leads anywhere. Printed by what prints the published page.
    pub fn preview(&self, edition: &Edition) -> Result<String, Trouble> {
        preview::print(&self.folder, self.base.as_ref(), edition)
    }

    /// Whether pages stand as an older theme, another house or another address made them, so that [`Self::rewrite`]
    /// would change more than one story's pages.
    pub fn is_stale(&self, house: &House) -> Result<bool, Trouble> {
        let Some(root) = self.folder.record::<record::Root>(work::ROOT)? else { return Ok(false) };
        let theme = theme::Theme::of(&self.folder)?;
        Ok(root.frame != work::frame(&theme, house, self.base.as_ref()))
    }

    fn record(&self, story: StoryId) -> Result<Option<StoryRecord>, Trouble> {
        self.folder.record(&story::record_path(story))
    }

    /// The address that a person can open: on the web, else on this disk.
    fn address(&self, path: &str) -> Option<String> {
        url_of(self.base.as_ref(), path).or_else(|| {
            let file = std::path::absolute(self.folder.root().join(path)).ok()?;
            Url::from_file_path(file).ok().map(String::from)
        })
    }

    /// Where the story stands with readers. Lists that a crash left behind their records count as
    /// not yet there, so that the step is taken again.
    fn state(&self, record: &StoryRecord) -> Result<Option<PublicState>, Trouble> {
        if !record.is_public() {
            return Ok(Some(PublicState::Draft));
        }
        for (name, place) in &record.places {
            let Some(id) = list::ListId::from_name(name) else { continue };
            let Some(mut list) = list::List::find(id, &self.folder)? else {
                return Ok(Some(PublicState::Draft));
            };
            if list.line(*place, &self.folder)?.is_none() || !list.is_printed(&self.folder)? {
                return Ok(Some(PublicState::Draft));
            }
        }
        // The lists come after the page: with them there and it not, somebody removed it.
        if let Some(page) = &record.page {
            if !self.folder.exists(&page.card.path)? {
                return Ok(None);
            }
        }
        Ok(Some(if record.standing == Standing::Live { PublicState::Live } else { PublicState::Withdrawn }))
    }

    fn there(&self, record: &StoryRecord) -> Result<RemoteCopy, Trouble> {
        let path = record.page.as_ref().map(|page| page.card.path.as_str());
        let hash = self.known_hash(record)?;
        Ok(RemoteCopy {
            id: RemoteId(record.story.to_string()),
            version: version(record),
            content_hash: hash.unwrap_or_else(|| Sha256::of(b"")),
            is_reservation: record.standing == Standing::Reserved,
            state: self.state(record)?,
            url: path.and_then(|path| self.address(path)),
        })
    }

    /// The hash that desks know what stands there by: of the page as it was when they wrote it, though the same
    /// words may have been printed anew since.
    fn known_hash(&self, record: &StoryRecord) -> Result<Option<Sha256>, Trouble> {
        let Some(page) = &record.page else { return Ok(None) };
        if !record.is_public() {
            return Ok(Some(page.hash()));
        }
        let there = self.folder.hash(&page.card.path)?;
        let kept = record.files.get(&page.card.path);
        Ok(there.map(|there| kept.map_or(there, |kept| kept.known(there))))
    }

    /// The hash that stands there where nobody but us wrote.
    fn own_hash(record: &StoryRecord) -> Option<Sha256> {
        let page = record.page.as_ref()?;
        if record.is_public() {
            let kept = record.files.get(&page.card.path)?;
            return Some(kept.known(kept.sha256));
        }
        record.data
    }

    fn check(&self, edition: &Edition) -> Result<(), Trouble> {
        if edition.copy.headline.is_blank() {
            return Err(Trouble::story(Reason::NoHeadline, Some("headline")));
        }
        if !slug::is_slug(&edition.web_slug) {
            let reason = Reason::SlugForm;
            return Err(Trouble::story(reason, Some("web_slug")));
        }
        if let Some(figure) = edition.copy.lead_figure() {
            if edition.picture(figure.id).is_none_or(|picture| picture.renditions.is_empty()) {
                let field = format!("figure:{}", figure.id);
                return Err(Trouble::story(Reason::PictureWithoutFile, Some(&field)));
            }
        }
        let path = story::page_path(edition);
        let is_own = self.record(edition.story)?.is_some_and(|record| record.files.contains_key(&path));
        if !is_own && self.folder.exists(&path)? {
            return Err(Trouble::story(Reason::SlugTaken, Some("web_slug")));
        }
        Ok(())
    }

    fn begin(&self, reservation: &Reservation) -> Result<RemoteId, Trouble> {
        let _lock = self.folder.lock()?;
        let id = RemoteId(reservation.story.to_string());
        if self.record(reservation.story)?.is_none() {
            let mut batch = Batch::default();
            let path = story::record_path(reservation.story);
            self.folder.plan_record(&path, &StoryRecord::reserved(reservation.story), &mut batch.records)?;
            self.folder.commit(batch)?;
        }
        Ok(id)
    }

    fn discard(&self, id: &RemoteId) -> Result<(), Trouble> {
        let _lock = self.folder.lock()?;
        let story = id_of(id)?;
        let Some(record) = self.record(story)? else { return Ok(()) };
        if record.standing != Standing::Reserved || !record.places.is_empty() || !record.files.is_empty() {
            return Err(Trouble::conflict(Reason::FolderNotEmpty));
        }
        let records = vec![Pending { path: story::record_path(story), bytes: None }];
        self.folder.commit(Batch { records, ..Batch::default() })
    }

    fn compare(&self, edition: &Edition) -> Result<Verdict, Trouble> {
        let mut verdict = Verdict::default();
        let Some(record) = self.record(edition.story)? else {
            verdict.differs.push(Difference::NotInFolder.into());
            return Ok(verdict);
        };
        let there = self.there(&record)?;
        verdict.url = there.url;
        let text = match &record.page {
            Some(page) if record.is_public() => self.folder.read(&page.card.path)?,
            _ => None,
        };
        let Some(text) = text else {
            verdict.differs.push(Difference::PageNotInFolder.into());
            return Ok(verdict);
        };
        if Self::own_hash(&record) != Some(there.content_hash) {
            verdict.differs.push(Difference::PageChanged.into());
        }
        if record.copy_hash != Some(edition.copy_hash) {
            verdict.differs.push(Difference::PageOfAnotherText.into());
        }
        let text = String::from_utf8_lossy(&text);
        let printed = |name: &str| text.contains(&copy::html::escape(name));
        if !story::is_withdrawn(edition) && there.state != Some(PublicState::Withdrawn) {
            verdict.wrong_byline = !edition.copy.byline.iter().all(|who| printed(&who.name));
            if verdict.wrong_byline {
                verdict.differs.push(Difference::NameMissing.into());
            }
            for picture in &edition.pictures {
                let whole = |file: &crate::Rendition| {
                    Ok(self.folder.hash(&format!("media/{}", file.file_name()))? == Some(file.sha256))
                };
                let all: Result<Vec<bool>, Trouble> = picture.renditions.iter().map(whole).collect();
                if all?.contains(&false) {
                    verdict.differs.push(Difference::PictureMissing.into());
                }
            }
        }
        Ok(verdict)
    }

    fn look(&self) -> Result<Probe, Trouble> {
        fs::create_dir_all(self.folder.root()).map_err(folder::trouble)?;
        self.folder.try_lock()?;
        theme::Theme::of(&self.folder)?;
        let mut remarks = vec![];
        if self.base.is_none() {
            remarks.push(Remark::NoAddress.into());
        }
        if self.folder.has_set_aside() {
            remarks.push(Remark::SetAside.into());
        }
        Ok(Probe {
            server: "a site in a folder".into(),
            me: None,
            can_publish_for_others: true,
            clock_offset_ms: None,
            remarks,
        })
    }
}
