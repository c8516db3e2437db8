//! The local site folder: what readers get, what is written, and what a cut leaves.

mod address;
mod cut;
mod feed;
mod folder;
mod hostile;
mod list;
mod model;
mod page;
mod upload;

use super::conformance::{self, Standing, World};
use copy::Sha256;
use publish::{
    http::Access, Carried, Clock, Destination, Edition, PublicState, RemoteCopy, RemoteId, Reservation, Site,
    Trouble,
};
use scraper::{Html, Selector};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use tempfile::TempDir;

pub const BASE: &str = "https://news.example/";

/// A site in a folder of its own, and the desk that publishes to it.
pub struct Shop {
    folder: TempDir,
    pub site: Site,
    desk: BTreeMap<copy::StoryId, Carried>,
}

impl Shop {
    pub fn new(base: Option<&str>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = Site::new(folder.path(), base).expect("a site");
        Self { folder, site, desk: BTreeMap::new() }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Every step of the protocol, as the outbox takes them.
    pub async fn publish(&mut self, edition: &Edition) -> Result<RemoteCopy, Trouble> {
        self.bring(edition, PublicState::Live).await
    }

    pub async fn bring(&mut self, edition: &Edition, state: PublicState) -> Result<RemoteCopy, Trouble> {
        let carried = self.desk.entry(edition.story).or_default();
        bring(&self.site, edition, carried, state).await
    }

    /// The desk forgets what it knew, as another desk never knew it.
    pub fn forget(&mut self) {
        self.desk.clear();
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|_| panic!("{path} is there"))
    }

    pub fn html(&self, path: &str) -> Html {
        Html::parse_document(&self.text(path))
    }

    /// Every file by its path in the folder, with its hash.
    pub fn files(&self) -> BTreeMap<String, Sha256> {
        files(self.root()).into_iter().map(|(path, bytes)| (path, Sha256::of(&bytes))).collect()
    }

    /// The readers' files among them.
    pub fn pages(&self) -> BTreeMap<String, Sha256> {
        self.files().into_iter().filter(|(path, _)| !path.starts_with(".copydesk")).collect()
    }
}

pub async fn bring(
    site: &Site,
    edition: &Edition,
    carried: &mut Carried,
    state: PublicState,
) -> Result<RemoteCopy, Trouble> {
    let reservation = Reservation { story: edition.story, site_key: 7 };
    site.preflight(edition)?;
    *carried = site.resolve(edition, carried).await?;
    *carried = site.ensure_media(edition, carried).await?;
    let id = match site.find(&reservation).await? {
        Some(found) => found.id,
        None => site.reserve(&reservation).await?,
    };
    carried.remote = Some(id.clone());
    let mut there = site.read(&id).await?;
    if !site.holds(edition, carried, &there) {
        there = site.write(edition, carried).await?;
    }
    carried.content_hash = Some(there.content_hash);
    let there = site.set_state(edition, carried, state).await?;
    (carried.content_hash, carried.url) = (Some(there.content_hash), there.url.clone());
    carried.version.clone_from(&there.version);
    Ok(there)
}

pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).expect("inside").to_str().expect("a plain name").to_owned();
            // The lock and the files being written are no part of the site.
            if name != ".copydesk/lock" && !name.starts_with(".copydesk/new-") {
                files.insert(name, fs::read(path).expect("a file"));
            }
        }
    }
    files
}

pub fn select<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

pub fn texts(html: &Html, selector: &str) -> Vec<String> {
    let text = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
    select(html, selector)
        .into_iter()
        .map(|e| text(e).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// Every page is well-formed, without script, opens from disk, and all of its links lead somewhere.
pub fn assert_site_is_sound(root: &Path) {
    let files = files(root);
    if files.contains_key("feed.xml") {
        feed::assert_feed_is_sound(&files);
        feed::assert_sitemap_is_sound(&files);
    }
    let mut pages = 0;
    let is_public = |path: &str| !path.starts_with(".copydesk") && !path.starts_with("theme/");
    for (path, bytes) in files.iter().filter(|(path, _)| is_public(path)) {
        let text = std::str::from_utf8(bytes);
        if path.ends_with(".xml") {
            let mut reader = quick_xml::Reader::from_str(text.expect("UTF-8"));
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    Ok(_) => {}
                    Err(error) => panic!("{path} is no XML: {error}"),
                }
            }
        }
        if !path.ends_with(".html") {
            continue;
        }
        pages += 1;
        let html = Html::parse_document(text.expect("UTF-8"));
        assert_page_is_sound(path, &html);
        for (attribute, address) in addresses(&html) {
            if address.contains("://") || address.starts_with("mailto:") || address.starts_with('#') {
                continue;
            }
            let file = resolve(path, &address);
            assert!(files.contains_key(&file), "{path}: {attribute} leads to {file}, which is not there");
        }
    }
    assert!(pages > 0, "there are pages");
}

pub fn assert_page_is_sound(path: &str, html: &Html) {
    assert_eq!(html.errors, Vec::<std::borrow::Cow<'_, str>>::new(), "{path} is well-formed");
    for script in select(html, "script") {
        assert_eq!(script.attr("type"), Some("application/ld+json"), "{path} runs no script");
        let json: String = script.text().collect();
        serde_json::from_str::<serde_json::Value>(&json)
            .unwrap_or_else(|_| panic!("{path}: JSON-LD is JSON"));
    }
    for element in select(html, "*") {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "{path}: {name} would run");
            let is_address = matches!(name, "href" | "src" | "srcset" | "action" | "formaction" | "data");
            let value = if is_address { value.trim().to_ascii_lowercase() } else { String::new() };
            assert!(
                !value.starts_with("javascript:") && !value.starts_with("vbscript:"),
                "{path}: {name} would run"
            );
        }
        let name = element.value().name();
        assert!(!matches!(name, "iframe" | "object" | "embed" | "form" | "base"), "{path} holds no {name}");
    }
    for selector in ["html[lang]", "title", "#main", "h1"] {
        assert_eq!(select(html, selector).len(), 1, "{path}: one {selector}");
    }
    for image in select(html, "img") {
        assert!(
            image.attr("alt").is_some(),
            "{path}: a picture says what it shows, or that it is decoration"
        );
    }
}

fn addresses(html: &Html) -> Vec<(String, String)> {
    let mut addresses = vec![];
    for element in select(html, "[href], [src], [srcset], meta[http-equiv=refresh]") {
        for (name, value) in element.value().attrs() {
            match name {
                "href" | "src" => addresses.push((name.to_owned(), value.to_owned())),
                "srcset" => {
                    let files = value.split(", ").filter_map(|one| one.split(' ').next());
                    addresses.extend(files.map(|file| (name.to_owned(), file.to_owned())));
                }
                "content" => {
                    addresses.extend(value.split_once("url=").map(|(_, to)| (name.to_owned(), to.to_owned())))
                }
                _ => {}
            }
        }
    }
    addresses
}

fn resolve(from: &str, address: &str) -> String {
    let base = url::Url::parse(&format!("file:///{from}")).expect("a path");
    let url = base.join(address).expect("a relative address");
    url.path().trim_start_matches('/').to_owned()
}

/// The folder, seen otherwise than through the adapter.
struct Disk<'a>(&'a Path);

impl Disk<'_> {
    fn record(&self, id: &RemoteId) -> PathBuf {
        self.0.join(format!(".copydesk/story/{}.json", id.0))
    }
}

impl World for Disk<'_> {
    fn address(&self) -> String {
        self.0.display().to_string()
    }

    fn stories(&self) -> Vec<Standing> {
        let records =
            fs::read_dir(self.0.join(".copydesk/story")).map(|entries| entries.flatten().collect::<Vec<_>>());
        let standing = records.unwrap_or_default().into_iter().map(|entry| {
            let record: serde_json::Value =
                serde_json::from_slice(&fs::read(entry.path()).expect("a record")).expect("JSON");
            let path = record["page"]["card"]["path"].as_str().unwrap_or("nowhere").to_owned();
            let page = fs::read_to_string(self.0.join(&path)).unwrap_or_default();
            let html = Html::parse_document(&page);
            let sources = addresses(&html).into_iter().filter(|(name, _)| name == "srcset");
            let front = fs::read_to_string(self.0.join("index.html")).unwrap_or_default();
            Standing {
                id: RemoteId(record["story"].as_str().expect("an identifier").to_owned()),
                // A draft has no page yet; what is kept of it is its record.
                headline: texts(&html, "h1").pop().unwrap_or_else(|| {
                    record["page"]["card"]["headline"][0]["text"].as_str().unwrap_or_default().to_owned()
                }),
                author: texts(&html, ".byline b, .byline a").into_iter().next().unwrap_or_default(),
                is_public: !page.is_empty() && front.contains(&path),
                pictures: sources.filter_map(|(_, file)| file.get(9..73)?.parse().ok()).collect(),
                html: page,
            }
        });
        standing.collect()
    }

    fn picture_files(&self) -> u64 {
        fs::read_dir(self.0.join("media")).map_or(0, |files| files.count() as u64)
    }

    fn page(&self, url: &str) -> String {
        let file = url::Url::parse(url).expect("an address").to_file_path().expect("a file");
        fs::read_to_string(file).expect("the page opens from disk")
    }

    fn change(&self, id: &RemoteId, words: &str) {
        let record = self.record(id);
        let json: serde_json::Value =
            serde_json::from_slice(&fs::read(&record).expect("a record")).expect("JSON");
        let page = self.0.join(json["page"]["card"]["path"].as_str().expect("a page"));
        let (file, mark) = if page.is_file() { (page, "<h1>") } else { (record, "The crossing numbered") };
        let text = fs::read_to_string(&file).expect("a file");
        assert!(text.contains(mark));
        fs::write(&file, text.replacen(mark, &format!("{words} {mark}"), 1)).expect("written");
    }

    fn author(&self) -> &'static str {
        "Author O’Neil-D'Arc & Sons"
    }

    fn second_author(&self) -> Option<&'static str> {
        None
    }

    fn stranger(&self) -> Option<&'static str> {
        None
    }

    fn at(&self, _: &str, _: Access, _: Clock) -> Option<Box<dyn Destination>> {
        None
    }

    fn secret(&self) -> String {
        String::new()
    }

    fn settle(&self) -> Duration {
        Duration::ZERO
    }
}

#[tokio::test]
async fn keeps_every_promise_of_a_destination() {
    let shop = Shop::new(None);
    conformance::all(&shop.site, &Disk(shop.root())).await;
    assert_site_is_sound(shop.root());
}
