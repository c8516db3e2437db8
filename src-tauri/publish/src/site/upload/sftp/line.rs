//! The line to a server: `ssh` as a child, with nothing taken from the person's own settings but their keys.
//!
//! The server's key is the one that a person has trusted, and no other; a question that `ssh` would ask of a
//! person is an error. A password or key of ours goes to `ssh` by its own ways (asked for by a helper, or held by
//! an agent of ours): never as an argument, never in a file.

use super::super::Upload;
use crate::{
    http::{self},
    Reason, Trouble,
};
use base64::{
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD},
    Engine,
};
use openssh_sftp_client::{Sftp as Client, SftpOptions};
use sha2::{Digest, Sha256};
use std::{
    io,
    net::SocketAddr,
    path::Path,
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    process::{Child, Command},
};

/// How long a server may take to let us in.
const LONGEST: Duration = Duration::from_secs(30);
/// What the server is called in our list of known hosts.
const ALIAS: &str = "copydesk";
/// Of what `ssh` says, more is not read.
const MOST_WORDS: usize = 8 << 10;
const PORT: u16 = 22;

/// What a secret is.
#[derive(Clone)]
enum Secret {
    /// None of ours: the keys of this computer.
    Computer,
    Key(String),
    Password(String),
}

/// Who we are, where.
pub(super) struct Login {
    host: String,
    port: u16,
    account: String,
    host_key: String,
    secret: Secret,
    private_addresses: bool,
}

impl Login {
    pub fn new(upload: &Upload, secret: &str, private_addresses: bool) -> Result<Self, Trouble> {
        let (host, port) = server(&upload.server)?;
        let account = upload.account.trim().to_owned();
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.@+".contains(&b);
        if account.starts_with('-') || !account.bytes().all(plain) {
            return Err(Trouble::paused(Reason::CannotBeSent));
        }
        let secret = match secret.trim() {
            "" => Secret::Computer,
            key if key.starts_with("-----BEGIN") => Secret::Key(format!("{key}\n")),
            _ => Secret::Password(secret.to_owned()),
        };
        let host_key = upload.host_key.trim().to_owned();
        Ok(Self { host, port, account, host_key, secret, private_addresses })
    }

    pub fn server(&self) -> &str {
        &self.host
    }

    pub fn account(&self) -> &str {
        &self.account
    }
}

/// `news.example`, `news.example:2222`, `[::1]:2222`.
fn server(server: &str) -> Result<(String, u16), Trouble> {
    let wrong = || Trouble::paused(Reason::ServerNameIsNone);
    let server = server.trim().trim_start_matches("sftp://").trim_end_matches('/');
    let url = url::Url::parse(&format!("ssh://{server}")).map_err(|_| wrong())?;
    let host = url.host_str().filter(|host| !host.starts_with('-')).ok_or_else(wrong)?;
    let is_bare = url.username().is_empty() && matches!(url.path(), "" | "/") && url.query().is_none();
    if !is_bare {
        return Err(wrong());
    }
    Ok((host.trim_matches(['[', ']']).to_owned(), url.port().unwrap_or(PORT)))
}

/// The one address that is spoken to.
async fn address(host: &str, port: u16, private_addresses: bool) -> Result<SocketAddr, Trouble> {
    let found =
        tokio::net::lookup_host((host, port)).await.map_err(|_| Trouble::later(Reason::Unreachable))?;
    let found: Vec<SocketAddr> = found.collect();
    let allowed = |address: &&SocketAddr| private_addresses || !http::is_private(address.ip());
    match found.iter().find(allowed) {
        Some(address) => Ok(*address),
        None if found.is_empty() => Err(Trouble::later(Reason::Unreachable)),
        None => Err(Trouble::paused(Reason::AddressPrivate)),
    }
}

/// `SHA256:…` of a key as `known_hosts` writes it.
pub(in super::super) fn fingerprint(key: &str) -> Option<String> {
    let blob = STANDARD.decode(key.split_whitespace().nth(1)?).ok()?;
    Some(format!("SHA256:{}", STANDARD_NO_PAD.encode(Sha256::digest(blob))))
}

/// The keys that a server says are its own, the best kind first.
async fn keys(at: SocketAddr) -> Result<Vec<String>, Trouble> {
    let mut ask = program("ssh-keyscan");
    ask.args(["-T", "10", "-t", "ed25519,ecdsa,rsa", "-p", &at.port().to_string(), &at.ip().to_string()]);
    ask.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let said = tokio::time::timeout(LONGEST, ask.output()).await;
    let said = said.map_err(|_| Trouble::later(Reason::TimedOut))?.map_err(|error| no_program(&error))?;
    let text = String::from_utf8_lossy(&said.stdout);
    let mut keys: Vec<String> = text
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace().skip(1);
            let key = format!("{} {}", words.next()?, words.next()?);
            fingerprint(&key).map(|_| key)
        })
        .collect();
    let kinds = ["ssh-ed25519", "ecdsa-", "ssh-rsa"];
    keys.sort_by_key(|key| kinds.iter().position(|kind| key.starts_with(kind)));
    Ok(keys)
}

/// The server's key of just this fingerprint.
pub(in super::super) async fn trust(
    server_name: &str,
    wanted: &str,
    private_addresses: bool,
) -> Result<String, Trouble> {
    let (host, port) = server(server_name)?;
    let keys = keys(address(&host, port, private_addresses).await?).await?;
    let Some(best) = keys.first().and_then(|key| fingerprint(key)) else {
        return Err(Trouble::later(Reason::Unreachable));
    };
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return Err(Trouble::paused(Reason::HostKeyUnknown { fingerprint: best }));
    }
    let is_it = |key: &String| fingerprint(key).as_deref() == Some(wanted);
    keys.into_iter().find(is_it).ok_or_else(|| Trouble::paused(Reason::HostKeyChanged { fingerprint: best }))
}

/// An open line; it ends with this.
pub(super) struct Line {
    client: Client,
    _ssh: Child,
    _agent: Option<Child>,
    _folder: TempDir,
}

impl Line {
    pub fn client(&self) -> &Client {
        &self.client
    }

    pub async fn open(login: &Login) -> Result<Self, Trouble> {
        let at = address(&login.host, login.port, login.private_addresses).await?;
        if login.host_key.is_empty() {
            let keys = keys(at).await?;
            return Err(match keys.first().and_then(|key| fingerprint(key)) {
                Some(fingerprint) => Trouble::paused(Reason::HostKeyUnknown { fingerprint }),
                None => Trouble::later(Reason::Unreachable),
            });
        }
        let folder = tempfile::Builder::new()
            .prefix("copydesk-line-")
            .tempdir()
            .map_err(|_| Trouble::later(Reason::FolderDiskFails))?;
        let known = folder.path().join("known_hosts");
        std::fs::write(&known, format!("{ALIAS} {}\n", login.host_key))
            .map_err(|_| Trouble::later(Reason::FolderDiskFails))?;
        let mut ssh = program("ssh");
        for option in options(&known) {
            ssh.arg("-o").arg(option);
        }
        let agent = identify(&mut ssh, &login.secret, folder.path()).await?;
        ssh.args(["-F", "none", "-T", "-x", "-a", "-p", &at.port().to_string(), "-l", &login.account]);
        ssh.args(["-s", "--", &at.ip().to_string(), "sftp"]);
        ssh.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = ssh.spawn().map_err(|error| no_program(&error))?;
        let (Some(stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(Trouble::later(Reason::Unreachable));
        };
        let words = Arc::new(Mutex::new(String::new()));
        let heard = tokio::spawn(listen(stderr, Arc::clone(&words)));
        let opened = Client::new(stdin, stdout, SftpOptions::new());
        match tokio::time::timeout(LONGEST, opened).await {
            Ok(Ok(client)) => Ok(Self { client, _ssh: child, _agent: agent, _folder: folder }),
            Ok(Err(_)) => {
                // It has said why by the time it has ended.
                let _ = tokio::time::timeout(LONGEST, heard).await;
                let words = words.lock().unwrap_or_else(PoisonError::into_inner).clone();
                Err(why(&words, at).await)
            }
            Err(_) => Err(Trouble::later(Reason::TimedOut)),
        }
    }
}

/// A child that ends with us and knows nothing of our surroundings that it does not need.
fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.kill_on_drop(true).env_clear();
    for kept in ["PATH", "HOME", "USER", "LOGNAME", "SSH_AUTH_SOCK", "SystemRoot", "USERPROFILE", "TMPDIR"] {
        if let Some(value) = std::env::var_os(kept) {
            command.env(kept, value);
        }
    }
    command.env("LC_ALL", "C");
    command
}

fn no_program(error: &io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::paused(Reason::SshMissing),
        _ => Trouble::later(Reason::Unreachable),
    }
}

fn options(known: &Path) -> Vec<String> {
    let mut options: Vec<String> = [
        "StrictHostKeyChecking=yes",
        "GlobalKnownHostsFile=none",
        "UpdateHostKeys=no",
        "VerifyHostKeyDNS=no",
        "CheckHostIP=no",
        "ConnectTimeout=10",
        "ServerAliveInterval=15",
        "ServerAliveCountMax=2",
        "ClearAllForwardings=yes",
        "PermitLocalCommand=no",
        "ControlPath=none",
        "NumberOfPasswordPrompts=1",
        "LogLevel=ERROR",
    ]
    .map(str::to_owned)
    .to_vec();
    options.push(format!("HostKeyAlias={ALIAS}"));
    options.push(format!("UserKnownHostsFile={}", known.display()));
    options
}

/// Says who we are, by the ways that `ssh` has for it. An agent that holds our key lives as long as the line.
async fn identify(ssh: &mut Command, secret: &Secret, folder: &Path) -> Result<Option<Child>, Trouble> {
    match secret {
        Secret::Computer => {
            ssh.args(["-o", "BatchMode=yes"]);
            Ok(None)
        }
        Secret::Password(password) => {
            let helper = folder.join("answer");
            write_helper(&helper).map_err(|_| Trouble::later(Reason::FolderDiskFails))?;
            ssh.args(["-o", "PubkeyAuthentication=no"]);
            ssh.args(["-o", "PreferredAuthentications=password,keyboard-interactive"]);
            ssh.env("SSH_ASKPASS", &helper).env("SSH_ASKPASS_REQUIRE", "force").env("DISPLAY", "none");
            ssh.env("COPYDESK_ANSWER", password).env_remove("SSH_AUTH_SOCK");
            Ok(None)
        }
        Secret::Key(key) => {
            let socket = folder.join("agent");
            let agent = agent(&socket, key).await?;
            ssh.args(["-o", "BatchMode=yes", "-o", "IdentitiesOnly=no", "-o", "IdentityFile=none"]);
            ssh.env("SSH_AUTH_SOCK", &socket);
            Ok(Some(agent))
        }
    }
}

/// Answers the one question that `ssh` has with what only its own child is told.
fn write_helper(path: &Path) -> io::Result<()> {
    std::fs::write(path, "#!/bin/sh\nprintf '%s\\n' \"$COPYDESK_ANSWER\"\n")?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// An agent that knows one key. It lives as long as the command that it was started for, and that as long as its
/// input is open: however we end, it ends.
async fn agent(socket: &Path, key: &str) -> Result<Child, Trouble> {
    let mut agent = program("ssh-agent");
    agent.arg("-a").arg(socket).arg("cat");
    agent.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut agent = agent.spawn().map_err(|error| no_program(&error))?;
    let failed = || Trouble::paused(Reason::SshKeyUnreadable);
    let listens = async {
        // The command answers once the agent listens.
        agent.stdin.as_mut().ok_or_else(failed)?.write_all(b"there?\n").await.map_err(|_| failed())?;
        let mut said = BufReader::new(agent.stdout.as_mut().ok_or_else(failed)?).lines();
        said.next_line().await.map_err(|_| failed())?.ok_or_else(failed)
    };
    tokio::time::timeout(LONGEST, listens).await.map_err(|_| Trouble::later(Reason::TimedOut))??;
    let mut add = program("ssh-add");
    // A key with a passphrase is a question, and nobody is there to answer it.
    add.args(["-q", "-"]).env("SSH_AUTH_SOCK", socket).env("SSH_ASKPASS", "false");
    add.env("SSH_ASKPASS_REQUIRE", "force").env("DISPLAY", "none");
    add.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut add = add.spawn().map_err(|error| no_program(&error))?;
    let mut stdin = add.stdin.take().ok_or_else(failed)?;
    // It may end before it has read all: then it says so by its status.
    let _ = stdin.write_all(key.as_bytes()).await;
    drop(stdin);
    match tokio::time::timeout(LONGEST, add.wait()).await {
        Ok(Ok(status)) if status.success() => Ok(agent),
        _ => Err(failed()),
    }
}

/// Hears what `ssh` says, up to a limit.
async fn listen(mut stderr: impl tokio::io::AsyncRead + Unpin, words: Arc<Mutex<String>>) {
    let mut buffer = [0; 1024];
    loop {
        match stderr.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(n) => {
                let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
                if words.len() < MOST_WORDS {
                    words.push_str(&String::from_utf8_lossy(buffer.get(..n).unwrap_or_default()));
                }
            }
        }
    }
}

/// What `ssh` said, in the desk's words; its own are never shown.
async fn why(words: &str, at: SocketAddr) -> Trouble {
    let says = |any: &[&str]| any.iter().any(|one| words.contains(one));
    if says(&["Host key verification failed", "IDENTIFICATION HAS CHANGED", "no hostkey alg"]) {
        let seen = keys(at).await.ok().and_then(|keys| keys.first().and_then(|key| fingerprint(key)));
        return Trouble::paused(Reason::HostKeyChanged { fingerprint: seen.unwrap_or_default() });
    }
    if says(&["Permission denied", "Too many authentication failures"]) {
        return Trouble::paused(Reason::SshRefused);
    }
    if says(&["subsystem request failed"]) {
        return Trouble::paused(Reason::SftpOff);
    }
    if says(&["timed out"]) {
        return Trouble::later(Reason::TimedOut);
    }
    if says(&["refused", "No route", "unreachable"]) {
        return Trouble::later(Reason::Unreachable);
    }
    Trouble::later(Reason::LineDropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_named_with_and_without_a_port() {
        for (typed, host, port) in [
            ("news.example", "news.example", 22),
            (" sftp://news.example:2222/ ", "news.example", 2222),
            ("127.0.0.1:8022", "127.0.0.1", 8022),
            ("[::1]:22", "::1", 22),
        ] {
            assert_eq!(server(typed).unwrap(), (host.to_owned(), port), "{typed}");
        }
        for typed in ["", "-oProxyCommand=touch", "desk@news.example", "news.example/www", "a b"] {
            assert!(server(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_fingerprint_is_what_ssh_prints() {
        // What `ssh-keygen -lf` says of this key.
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
        assert_eq!(fingerprint(key).as_deref(), Some("SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"));
        assert_eq!(fingerprint("ssh-ed25519"), None);
        assert_eq!(fingerprint(""), None);
    }

    #[tokio::test]
    async fn what_ssh_says_is_sorted_and_never_shown() {
        let at = SocketAddr::from(([127, 0, 0, 1], 1));
        for (words, reason) in [
            ("desk@127.0.0.1: Permission denied (publickey).", Reason::SshRefused),
            ("subsystem request failed on channel 0", Reason::SftpOff),
        ] {
            assert_eq!(why(words, at).await, Trouble::paused(reason), "{words}");
        }
        assert_eq!(
            why("connect to host x port 1: Connection refused", at).await,
            Trouble::later(Reason::Unreachable)
        );
        assert_eq!(
            why("kex_exchange_identification: read: reset", at).await,
            Trouble::later(Reason::LineDropped)
        );
    }
}
