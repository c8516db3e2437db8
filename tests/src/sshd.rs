//! OpenSSH's own server for one test, on a loopback port, with keys and a configuration of its own; what it did is
//! in its log, and what is there lies in a folder.

use publish::{Upload, UploadKind};
use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};
use tempfile::TempDir;

const SSHD: &str = "/usr/sbin/sshd";

/// A running server; it ends when this is dropped.
pub struct SshServer {
    port: u16,
    folder: TempDir,
    process: Option<Child>,
}

fn run(program: &str, args: &[&str]) -> String {
    let ran = Command::new(program).args(args).output();
    let ran = ran.unwrap_or_else(|_| panic!("{program} is here; `./dev setup` installs it"));
    assert!(ran.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("text").trim().to_owned()
}

impl SshServer {
    /// Starts one of its own on a free port, with an empty folder `site`.
    pub fn start() -> Self {
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let folder = tempfile::tempdir().expect("a folder");
        let mut server = Self { port, folder, process: None };
        fs::create_dir(server.site()).expect("made");
        for key in ["host_key", "other_host_key", "desk_key", "stranger_key"] {
            server.make_key(key);
        }
        server.make_config("host_key");
        server.begin();
        server
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn make_key(&self, name: &str) {
        let path = self.at(name);
        run(
            "ssh-keygen",
            &["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path.to_str().expect("plain")],
        );
    }

    fn make_config(&self, host_key: &str) {
        let sftp = self.at("sftp");
        let (log, read_only) = (self.at("log"), self.at("read-only"));
        let script = format!(
            "#!/bin/sh\n[ -e {} ] && set -- -R\nexec /usr/lib/openssh/sftp-server -e -l INFO \"$@\" 2>>{}\n",
            read_only.display(),
            log.display()
        );
        fs::write(&sftp, script).expect("written");
        fs::set_permissions(&sftp, fs::Permissions::from_mode(0o755)).expect("may run");
        fs::copy(self.at("desk_key.pub"), self.at("authorized_keys")).expect("copied");
        let config = format!(
            "Port {}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nSubsystem sftp {}\n\
             PidFile none\nStrictModes no\nUsePAM no\nPermitRootLogin yes\nKbdInteractiveAuthentication no\n\
             MaxStartups 100\n",
            self.port,
            self.at(host_key).display(),
            self.at("authorized_keys").display(),
            sftp.display()
        );
        fs::write(self.at("sshd_config"), config).expect("written");
    }

    fn begin(&mut self) {
        // Where root runs it, it wants a place for its helpers that a system would have made.
        let _ = fs::create_dir_all("/run/sshd");
        let process = Command::new(SSHD)
            .args(["-D", "-e", "-f", self.at("sshd_config").to_str().expect("plain")])
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::from(fs::File::create(self.at("sshd.log")).expect("a log")))
            .spawn()
            .expect("sshd is here; `./dev setup` installs it");
        self.process = Some(process);
        for _ in 0..400 {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("sshd did not start: {}", fs::read_to_string(self.at("sshd.log")).unwrap_or_default());
    }

    fn end(&mut self) {
        if let Some(mut process) = self.process.take() {
            // The lines that are open are children of its own.
            let group = i32::try_from(process.id()).expect("a process");
            let _ = Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).status();
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    /// The same server comes back with another key, as an impostor would.
    pub fn come_back_as_another(&mut self) {
        self.end();
        self.make_config("other_host_key");
        self.begin();
    }

    /// The line is gone until [`Self::come_back`].
    pub fn go_away(&mut self) {
        self.end();
    }

    /// It is there again, as it was.
    pub fn come_back(&mut self) {
        self.begin();
    }

    /// `127.0.0.1:port`.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// The folder of the site, seen otherwise than through the server.
    pub fn site(&self) -> PathBuf {
        self.at("site")
    }

    /// The host key as `known_hosts` writes it.
    pub fn host_key(&self) -> String {
        let key = fs::read_to_string(self.at("host_key.pub")).expect("a key");
        key.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
    }

    /// What `ssh-keygen` says is its fingerprint.
    pub fn fingerprint(&self, key: &str) -> String {
        let file = self.at(&format!("{key}.pub"));
        let said = run("ssh-keygen", &["-lf", file.to_str().expect("plain")]);
        said.split_whitespace().nth(1).expect("a fingerprint").to_owned()
    }

    /// A private key: `desk_key` is let in, `stranger_key` is not.
    pub fn key(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).expect("a key")
    }

    /// From now on nobody may write.
    pub fn read_only(&self) {
        fs::write(self.at("read-only"), "").expect("written");
    }

    /// How a site is uploaded there.
    pub fn upload(&self) -> Upload {
        Upload {
            kind: UploadKind::Sftp,
            server: self.address(),
            account: run("id", &["-un"]),
            folder: self.site().display().to_string(),
            bucket: String::new(),
            region: String::new(),
            host_key: self.host_key(),
            mark: "a-site-of-the-tests".into(),
        }
    }

    /// What took its name, and what was removed, in the server's own order, by the path under the site's folder.
    pub fn done(&self) -> Vec<String> {
        let log = fs::read_to_string(self.at("log")).unwrap_or_default();
        let site = format!("{}/", self.site().display());
        let mut done = vec![];
        for line in log.lines() {
            let named = |before: &str| {
                let path = line.split_once(before)?.1.split('"').next()?;
                Some(path.strip_prefix(site.as_str())?.to_owned())
            };
            let renamed = line.contains("rename old").then(|| named("new \"")).flatten();
            let removed = line.contains("remove name").then(|| named("name \"")).flatten();
            done.extend(renamed.or(removed.map(|path| format!("-{path}"))));
        }
        done
    }

    /// Forgets what was done so far.
    pub fn forget(&self) {
        let _ = fs::write(self.at("log"), "");
    }
}

impl Drop for SshServer {
    fn drop(&mut self) {
        self.end();
    }
}

/// Whether the folder holds what a server was given, and nothing half-written.
pub fn leftovers(root: &Path) -> Vec<String> {
    let mut left = vec![];
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false if entry.file_name().to_string_lossy().starts_with(".copydesk-new") => {
                    left.push(path.display().to_string());
                }
                false => {}
            }
        }
    }
    left
}
