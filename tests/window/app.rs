//! A person's computer with Copydesk on it: folders that outlive the window, and a window to open.

use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{json, Value};
use tokio::sync::{Mutex, MutexGuard};

/// How long anything may take on a loaded machine before it counts as never.
const PATIENCE: Duration = Duration::from_secs(60);

/// One keyboard, one focus: one window at a time.
static SCREEN: Mutex<()> = Mutex::const_new(());

/// Folders of one person on one computer, and the session that programs find each other in.
pub struct Computer {
    home: tempfile::TempDir,
    bus: Option<(Group, String)>,
    _screen: MutexGuard<'static, ()>,
}

impl Computer {
    /// A computer that never saw Copydesk.
    pub async fn new() -> Self {
        assert!(std::env::var_os("DISPLAY").is_some(), "a display is needed: ./dev window brings one");
        let screen = SCREEN.lock().await;
        Self { home: tempfile::tempdir().unwrap(), bus: None, _screen: screen }
    }

    /// The same with a session bus, on which a second start finds the first.
    pub async fn with_bus() -> Self {
        let mut computer = Self::new().await;
        let mut daemon = computer.command("dbus-daemon");
        daemon.args(["--session", "--nofork", "--nopidfile", "--print-address=1"]);
        computer.bus = Some(Group::start_and_hear(&mut daemon));
        computer
    }

    /// The person's home.
    pub fn home(&self) -> &std::path::Path {
        self.home.path()
    }

    /// A folder under the person's home, made if it is not there.
    pub fn folder(&self, name: &str) -> std::path::PathBuf {
        let folder = self.home.path().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// The command line of the app in this person's session.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("HOME", self.home.path())
            .env("XDG_DATA_HOME", self.folder("data"))
            .env("XDG_CONFIG_HOME", self.folder("config"))
            .env("XDG_CACHE_HOME", self.folder("cache"))
            .env("XDG_RUNTIME_DIR", self.folder("run"))
            .env("PATH", self.path())
            .env("LANG", "C.UTF-8")
            .env("LC_ALL", "C.UTF-8")
            .env("NO_AT_BRIDGE", "1")
            .env("COPYDESK_LOG", "error");
        match &self.bus {
            Some((_, address)) => command.env("DBUS_SESSION_BUS_ADDRESS", address),
            None => command.env_remove("DBUS_SESSION_BUS_ADDRESS"),
        };
        command
    }

    /// The person's own programs before the system's.
    fn path(&self) -> std::ffi::OsString {
        let own = self.folder("bin");
        let rest = std::env::var_os("PATH").unwrap_or_default();
        std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&rest))).unwrap()
    }

    /// The desk's folder.
    pub fn desk(&self) -> std::path::PathBuf {
        self.folder("data").join("copydesk")
    }

    /// Calls a command at the side door, on a desk that no window has open.
    pub fn call_aside(&self, desk: &std::path::Path, name: &str, args: Value) -> Value {
        let mut command = self.command(env!("CARGO_BIN_EXE_copydesk"));
        command.arg("--desk").arg(desk).args(["call", name, &args.to_string()]);
        let done = command.output().unwrap();
        assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).unwrap()
    }

    /// Puts a program in the place of the one that opens folders and pages, which is where ours ends: what it is
    /// asked to open, a line each.
    pub fn opener(&self) -> Opener {
        let asked = self.home.path().join("opened");
        let program = self.folder("bin").join("xdg-open");
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", asked.display());
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        Opener(asked)
    }

    /// Starts the app and waits until its page is there.
    pub async fn open(&self) -> Window {
        self.open_with(&[], &[]).await
    }

    /// The same with arguments, and with more in its environment.
    pub async fn open_with(&self, args: &[&str], env: &[(&str, &str)]) -> Window {
        let port = free_port();
        let mut driver = self.command("WebKitWebDriver");
        driver.envs(env.iter().copied());
        driver
            .args([format!("--port={port}"), "--host=127.0.0.1".into()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            // The driver starts the app: ending the group is what ends both.
            .process_group(0);
        let driver = Group(driver.spawn().expect("WebKitWebDriver is installed by ./dev window"));
        wait_for_port(port);

        let mut capabilities = serde_json::Map::new();
        capabilities.insert(
            "webkitgtk:browserOptions".into(),
            json!({ "binary": env!("CARGO_BIN_EXE_copydesk"), "args": args }),
        );
        capabilities.insert("timeouts".into(), json!({ "script": PATIENCE.as_millis() as u64 }));
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("the window opens and can be driven");
        let window = Window { client, driver };
        window.find("main").await;
        window
    }
}

/// An open window.
pub struct Window {
    /// The page inside it.
    pub client: Client,
    driver: Group,
}

impl Window {
    /// Waits for an element to be in the page.
    pub async fn find(&self, css: &str) -> fantoccini::elements::Element {
        self.client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await
            .unwrap_or_else(|error| panic!("{css} is in the page: {error}"))
    }

    /// Runs a script in the page, as one that got in somehow would.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// Runs the body of an async function in the page: what it returned, or `{refused}` with what it threw.
    pub async fn run_async(&self, body: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];\
             (async () => {{ {body} }})().then(done, (reason) => done({{ refused: reason?.message ?? String(reason) }}));"
        );
        self.client.execute_async(&script, vec![]).await.unwrap()
    }

    /// Waits until an expression is true in the page.
    pub async fn holds(&self, what: &str, expression: &str) {
        let script = format!("return Boolean({expression})");
        let waited = tokio::time::timeout(PATIENCE, async {
            while self.run(&script).await != json!(true) {
                tokio::task::yield_now().await;
            }
        });
        if waited.await.is_err() {
            panic!("{what}, but the page is: {}", self.text().await);
        }
    }

    /// What the page reads.
    pub async fn text(&self) -> String {
        self.run("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the first element that a selector finds, when it is there.
    pub async fn click(&self, css: &str) {
        self.find(css).await.click().await.unwrap_or_else(|error| panic!("{css} is clicked: {error}"));
    }

    /// Clicks a button by its words.
    pub async fn press(&self, words: &str) {
        let path = format!("//button[contains(normalize-space(.), {words:?})]");
        let button = self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await;
        button.unwrap_or_else(|_| panic!("there is a button {words:?}")).click().await.unwrap();
    }

    /// Calls a command of the counter the way the interface does.
    pub async fn call(&self, name: &str, args: Value) -> Value {
        let call = json!({ "name": name, "args": args });
        self.run_async(&format!(
            "try {{ return await window.__TAURI_INTERNALS__.invoke('call', {call}); }} catch (error) {{ return {{ error }}; }}"
        ))
        .await
    }

    /// Closes the window as a person does, with the window manager's key, and waits until the app has ended.
    pub fn close(self) {
        let app = xdotool(&[&OURS[..], &["getwindowpid"]].concat());
        xdotool(&[&OURS[..], &["windowactivate", "--sync"]].concat());
        // Alone: in a chain the key would go to the window, past the window manager.
        xdotool(&["key", "alt+F4"]);
        let process = std::path::Path::new("/proc").join(app.trim());
        wait_until("the app has ended", || has_ended(&process));
    }

    /// Ends the app without a word, as a power cut does.
    pub fn kill(self) {
        drop(self.driver);
    }
}

/// What a person's programs were asked to open.
pub struct Opener(std::path::PathBuf);

impl Opener {
    /// Everything so far.
    pub fn asked(&self) -> Vec<String> {
        std::fs::read_to_string(&self.0).unwrap_or_default().lines().map(str::to_owned).collect()
    }
}

/// A process with all its children; they end together.
pub struct Group(Child);

impl Group {
    /// Starts one.
    pub fn start(command: &mut Command) -> Self {
        let program = command.get_program().to_string_lossy().into_owned();
        let started = command.process_group(0).spawn();
        Self(started.unwrap_or_else(|error| panic!("{program} is installed by ./dev window: {error}")))
    }

    /// Where the system tells of its first process.
    pub fn process(&self) -> std::path::PathBuf {
        std::path::Path::new("/proc").join(self.0.id().to_string())
    }

    /// Starts one and waits for its first line.
    pub fn start_and_hear(command: &mut Command) -> (Self, String) {
        let mut group = Self::start(command.stdout(Stdio::piped()));
        let mut line = String::new();
        BufReader::new(group.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (group, line.trim().to_owned())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // `unsafe` is forbidden, and `kill` is everywhere.
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

fn wait_for_port(port: u16) {
    wait_until("WebKitWebDriver listens", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok());
}

/// Asks until something is so: for what another process says nowhere, asking is the only way to know.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < PATIENCE, "{what}");
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

/// Gone, or dead and not yet buried by the driver that started it.
pub fn has_ended(process: &std::path::Path) -> bool {
    std::fs::read_to_string(process.join("stat")).map_or(true, |stat| stat.contains(") Z "))
}

/// How xdotool finds our window.
pub const OURS: [&str; 5] = ["search", "--sync", "--onlyvisible", "--name", "^Copydesk$"];

/// Waits for a window of the system (a dialog) and gives it the keyboard.
pub fn dialog(title: &str) -> String {
    let mut window = String::new();
    wait_until(&format!("the dialog {title:?} is there"), || {
        let found = seen(title);
        window = found.lines().last().unwrap_or_default().to_owned();
        !window.is_empty()
    });
    xdotool(&["windowactivate", "--sync", &window]);
    window
}

/// The visible windows of that title, one a line.
pub fn seen(title: &str) -> String {
    let found = Command::new("xdotool").args(["search", "--onlyvisible", "--name", title]).output().unwrap();
    String::from_utf8(found.stdout).unwrap()
}

/// Waits until a window of that title is gone.
pub fn dialog_is_gone(title: &str) {
    wait_until(&format!("the dialog {title:?} is gone"), || seen(title).is_empty());
}

/// Answers the native file dialog with a path, by its own keys.
pub fn choose_path(title: &str, path: &std::path::Path) {
    let window = dialog(title);
    let mut answered: Option<Instant> = None;
    wait_until(&format!("the dialog {title:?} is gone"), || {
        // A dialog that still reads the folder loses keys: the answer is given again, to it and to nobody behind it.
        if answered.is_none_or(|at| at.elapsed() > Duration::from_secs(4))
            && xdotool(&["getactivewindow"]).trim() == window
        {
            xdotool(&["key", "ctrl+a"]);
            xdotool(&["type", "--delay", "8", &path.display().to_string()]);
            xdotool(&["key", "Return"]);
            answered = Some(Instant::now());
        }
        seen(title).is_empty()
    });
}

/// Answers the native dialog that asks for a folder with the one that it shows: its button, by its key.
pub fn take_the_folder(title: &str) {
    let window = dialog(title);
    wait_until(&format!("the dialog {title:?} is gone"), || {
        if xdotool(&["getactivewindow"]).trim() == window {
            xdotool(&["key", "alt+o"]);
        }
        seen(title).is_empty()
    });
}

/// The same as [`choose_path`] for a file that is there: its line for a path is opened by a key of its own, and loses the
/// first letters of what is typed without it.
pub fn choose_existing(title: &str, path: &std::path::Path) {
    dialog(title);
    xdotool(&["key", "ctrl+l"]);
    choose_path(title, path);
}

/// Hands on the screen.
pub fn xdotool(args: &[&str]) -> String {
    let done = Command::new("xdotool").args(args).output().expect("xdotool is installed by ./dev window");
    assert!(done.status.success(), "xdotool {}: {}", args.join(" "), String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// A server on this machine that nothing in the window may reach.
pub struct Elsewhere(TcpListener);

impl Elsewhere {
    /// Listens.
    pub fn new() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("http://{}/", self.0.local_addr().unwrap())
    }

    /// What the first caller said, if anybody called.
    pub fn heard(&self) -> Option<String> {
        let (mut caller, _) = self.0.accept().ok()?;
        let mut said = [0; 512];
        let length = caller.read(&mut said).unwrap_or(0);
        Some(String::from_utf8_lossy(&said[..length]).into_owned())
    }
}
