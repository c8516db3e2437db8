//! A person's computer with a program in a window on it, looked at from outside.

use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::room::Room;

/// How long anything may take before it counts as never.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a window's program writes to its log once its page is painted and takes keys.
pub const READY: &str = "the desk takes keys";

/// Where the app looks for its desk when the room is a person's home.
pub fn usual_folder(room: &Room) -> PathBuf {
    room.folder.path().join("data/copydesk")
}

/// Which of the two windows.
#[derive(Clone, Copy)]
pub enum Program {
    /// Copydesk.
    Ours,
    /// The baseline.
    Empty,
}

impl Program {
    fn title(self) -> &'static str {
        match self {
            Self::Ours => "^Copydesk$",
            Self::Empty => "^Empty$",
        }
    }

    fn command(self, home: &Path) -> Command {
        let mut command = match self {
            Self::Ours => Command::new(env!("CARGO_BIN_EXE_copydesk")),
            Self::Empty => {
                let mut command = Command::new(std::env::current_exe().expect("this program"));
                command.arg("--empty");
                command
            }
        };
        for (variable, folder) in [
            ("HOME", "home"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            let folder = home.join(folder);
            std::fs::create_dir_all(&folder).expect("a folder");
            command.env(variable, folder);
        }
        command
            .env("LC_ALL", "C.UTF-8")
            .env("NO_AT_BRIDGE", "1")
            .env("COPYDESK_LOG", "shell=info")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .process_group(0);
        command
    }
}

/// An open window.
pub struct Window {
    program: Program,
    process: Child,
    /// From the start of the process until its page took keys.
    pub took: Duration,
}

impl Window {
    /// Starts a program of a person whose folders are in `home`, and waits until its page takes keys.
    pub fn open(program: Program, home: &Path) -> Self {
        let mut command = program.command(home);
        let from = Instant::now();
        let mut process = command.spawn().expect("the program starts");
        let mut said = BufReader::new(process.stderr.take().expect("its log"));
        let mut line = String::new();
        while !line.contains(READY) {
            line.clear();
            assert!(said.read_line(&mut line).expect("its log is read") > 0, "the window opens");
        }
        let took = from.elapsed();
        // What it says later must not fill the pipe.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { program, process, took }
    }

    /// Keys go to it.
    pub fn activate(&self) {
        xdotool(&[
            "search",
            "--sync",
            "--onlyvisible",
            "--name",
            self.program.title(),
            "windowactivate",
            "--sync",
        ]);
    }

    /// Memory of the process and of all that it started, each page counted by its share.
    pub fn pss_mb(&self) -> f64 {
        let mut tree = vec![self.process.id()];
        let mut next = 0;
        while let Some(parent) = tree.get(next) {
            let children = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"));
            tree.extend(
                children.unwrap_or_default().split_whitespace().filter_map(|id| id.parse::<u32>().ok()),
            );
            next += 1;
        }
        let kib = |process: &u32| -> u64 {
            let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
            let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
            line.and_then(|line| line.trim().strip_suffix(" kB"))
                .map_or(0, |kib| kib.parse().expect("a number"))
        };
        tree.iter().map(kib).sum::<u64>() as f64 / 1024.0
    }

    /// Closes it as a person does, with the window manager's key, and waits until it has ended.
    pub fn close(mut self) {
        self.activate();
        // Alone: in a chain the key would go to the window, past the window manager.
        xdotool(&["key", "alt+F4"]);
        wait_until("the window closes", || self.process.try_wait().expect("asked").is_some());
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            let group = format!("-{}", self.process.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
            let _ = self.process.wait();
        }
    }
}

/// Asks until something is so: for what another process says nowhere, asking is the only way to know.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let from = Instant::now();
    while !is_so() {
        assert!(from.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Hands on the screen.
pub fn xdotool(args: &[&str]) {
    let done = Command::new("xdotool").args(args).output().expect("xdotool is installed by ./dev bench");
    assert!(done.status.success(), "xdotool {}: {}", args.join(" "), String::from_utf8_lossy(&done.stderr));
}
