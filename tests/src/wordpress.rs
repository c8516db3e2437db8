//! A real WordPress for one test, and what is really in it: seen by its own functions, not by ours.

use copy::Sha256;
use publish::{http::Access, wordpress::Settings};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

/// A running site; it stops, and is forgotten, when this is dropped or the test process ends.
pub struct WordPressServer {
    port: u16,
    known: BTreeMap<String, String>,
}

/// A story as WordPress itself sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its number.
    pub id: u64,
    /// `publish`, `draft`, `trash` …
    pub status: String,
    /// Its slug.
    pub slug: String,
    /// Its title as plain text.
    pub title: String,
    /// Its content as WordPress prints it for readers.
    pub printed: String,
    /// The author's display name.
    pub author: String,
    /// Its category and tag names, sorted.
    pub terms: Vec<String>,
    /// The files of the pictures in its content.
    pub pictures: Vec<Sha256>,
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("servers/boot-wordpress.sh")
}

impl WordPressServer {
    /// Starts a site of its own on a free port.
    pub fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|free| free.local_addr())
            .expect("loopback has a free port")
            .port();
        let booted = Command::new(script())
            .arg(port.to_string())
            .env("WP_OWNER", std::process::id().to_string())
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .expect("bash is here");
        assert!(booted.status.success(), "WordPress did not start; `./dev setup` installs what it needs");
        let lines = String::from_utf8(booted.stdout).expect("the script prints text");
        let known = lines.lines().filter_map(|line| line.split_once('='));
        Self { port, known: known.map(|(key, value)| (key.to_owned(), value.to_owned())).collect() }
    }

    /// Its address.
    pub fn url(&self) -> String {
        self.known["url"].clone()
    }

    /// Its version.
    pub fn version(&self) -> &str {
        &self.known["version"]
    }

    /// A destination there for a login (`owner`, `editor`, `author`, `contributor`), reached at `address`.
    pub fn settings(&self, login: &str, address: &str) -> Settings {
        let (login, password) = self.known[login].split_once(':').expect("login:password");
        Settings {
            address: address.to_owned(),
            login: login.to_owned(),
            password: password.to_owned(),
            featured: false,
            create_terms: true,
            access: Access { private_addresses: true, ..Access::default() },
        }
    }

    /// Switches one of the troubles of `servers/wordpress/trouble.php` on or off.
    pub fn trouble(&self, name: &str, on: bool) {
        let file = Path::new(&self.known["run"]).join("trouble").join(name);
        match on {
            true => fs::write(file, "").expect("the run folder can be written"),
            false => drop(fs::remove_file(file)),
        }
    }

    /// Runs PHP inside this WordPress, and reads the JSON that it prints.
    pub fn php(&self, code: &str) -> Value {
        let cache = Path::new(&self.known["run"]).ancestors().nth(2).expect("<cache>/run/<port>").to_owned();
        let root = cache.join("unpacked/usr/share/wordpress");
        let whole = format!(
            "$_SERVER['HTTP_HOST'] = '127.0.0.1:{}'; require '{}/wp-load.php'; {code}",
            self.port,
            root.display()
        );
        let ran = Command::new("php")
            .args(["-d", "display_errors=stderr", "-r", &whole])
            .env("WP_CONFIG", script().with_file_name("wordpress").join("config.php"))
            .env("WP_RUN", &self.known["run"])
            .env("WP_ROOT", &root)
            .env("WP_URL", self.url())
            .output()
            .expect("php is here");
        let printed = String::from_utf8_lossy(&ran.stdout);
        serde_json::from_str(&printed).unwrap_or_else(|_| {
            panic!("php printed no JSON: {printed}{}", String::from_utf8_lossy(&ran.stderr))
        })
    }

    /// Every story there, in every state, reserved ones too.
    pub fn stories(&self) -> Vec<Seen> {
        let posts = self.php(
            "$seen = [];
             foreach (get_posts(['numberposts' => -1, 'orderby' => 'ID', 'order' => 'ASC',
                 'post_status' => ['publish', 'draft', 'pending', 'private', 'future', 'trash']]) as $post) {
                 setup_postdata($post);
                 preg_match_all('/wp-image-(\\d+)/', $post->post_content, $images);
                 $seen[] = [
                     'id' => $post->ID, 'status' => $post->post_status, 'slug' => $post->post_name,
                     'title' => html_entity_decode(wp_strip_all_tags(get_the_title($post)), ENT_QUOTES | ENT_HTML5),
                     'printed' => apply_filters('the_content', $post->post_content),
                     'author' => get_the_author_meta('display_name', $post->post_author),
                     'terms' => array_map(fn($term) => html_entity_decode($term->name), wp_get_object_terms($post->ID, ['category', 'post_tag'])),
                     'pictures' => array_map(fn($id) => hash_file('sha256', wp_get_original_image_path($id)), $images[1]),
                 ];
             }
             echo json_encode($seen);",
        );
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let texts = |value: &Value| value.as_array().expect("a list").iter().map(text).collect::<Vec<_>>();
        let mut seen: Vec<Seen> = Vec::new();
        for post in posts.as_array().expect("a list of posts") {
            let mut terms = texts(&post["terms"]);
            terms.sort();
            seen.push(Seen {
                id: post["id"].as_u64().expect("a number"),
                status: text(&post["status"]),
                slug: text(&post["slug"]),
                title: text(&post["title"]),
                printed: text(&post["printed"]),
                author: text(&post["author"]),
                terms,
                pictures: texts(&post["pictures"]).iter().map(|hash| hash.parse().expect("a hash")).collect(),
            });
        }
        seen
    }

    /// How many files its library holds.
    pub fn library(&self) -> u64 {
        self.php("echo array_sum((array) wp_count_attachments());").as_u64().expect("a number")
    }
}

impl Drop for WordPressServer {
    fn drop(&mut self) {
        let _ = Command::new(script()).args(["stop", &self.port.to_string()]).stdin(Stdio::null()).status();
    }
}

/// The clock of this computer, for destinations.
pub fn clock() -> publish::Clock {
    Arc::new(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
        i64::try_from(now.as_millis()).expect("before the year 292 million")
    })
}
