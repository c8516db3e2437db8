//! A server over SFTP, through the computer's own `ssh`: its keys and its agent, and the cryptography that
//! whoever runs the server trusts already. A file goes under another name and takes its own when it is whole.

mod line;

use super::{Place, Upload, Welcome};
use crate::{http::Access, Clock, Reason, Step, Trouble};
use bytes::{Bytes, BytesMut};
use copy::Sha256;
pub(super) use line::{fingerprint, trust};
use line::{Line, Login};
use openssh_sftp_client::{error::SftpErrorKind, fs::Fs, Error, Sftp as Client};
use std::{future::Future, path::PathBuf, time::Duration};
use tokio::sync::OnceCell;

/// Written and removed to see whether we may write.
const TRIAL: &str = ".copydesk-trial";
/// One file, on a slow line.
const LONGEST: Duration = Duration::from_secs(300);
/// So much is asked for at a time.
const PIECE: u32 = 32 << 10;
/// No page is larger.
const MOST_BYTES: usize = 16 << 20;

/// A folder on a server.
pub(super) struct Sftp {
    login: Login,
    folder: String,
    clock: Clock,
    line: OnceCell<Line>,
}

impl Sftp {
    pub fn new(upload: &Upload, secret: &str, access: Access, clock: Clock) -> Result<Self, Trouble> {
        let login = Login::new(upload, secret, access.private_addresses)?;
        let folder = match upload.folder.trim().trim_end_matches('/') {
            "" if upload.folder.trim().starts_with('/') => "/".into(),
            "" => ".".into(),
            folder => folder.to_owned(),
        };
        Ok(Self { login, folder, clock, line: OnceCell::new() })
    }

    /// The line, opened when it is first needed.
    async fn client(&self) -> Result<&Client, Trouble> {
        let line = self.line.get_or_try_init(|| Line::open(&self.login)).await?;
        Ok(line.client())
    }

    async fn fs(&self) -> Result<Fs, Trouble> {
        let mut fs = self.client().await?.fs();
        fs.set_cwd(&self.folder);
        Ok(fs)
    }

    async fn whole(&self, path: &str) -> Result<Option<Bytes>, Trouble> {
        let client = self.client().await?;
        let read = async {
            let Some(mut file) = missing(client.open(PathBuf::from(&self.folder).join(path)).await)? else {
                return Ok(None);
            };
            let mut bytes = BytesMut::new();
            while let Some(part) = file.read(PIECE, BytesMut::new()).await? {
                bytes.extend_from_slice(&part);
                if bytes.len() > MOST_BYTES {
                    return Err(Asked::Large);
                }
            }
            file.close().await?;
            Ok(Some(bytes.freeze()))
        };
        patient(read).await.map_err(Asked::looking)
    }

    async fn size(&self, path: &str) -> Result<Option<u64>, Trouble> {
        let mut fs = self.fs().await?;
        let found = patient(async { Ok(missing(fs.metadata(path).await)?) }).await;
        Ok(found.map_err(Asked::looking)?.and_then(|there| there.len()))
    }

    async fn write(&self, path: &str, bytes: Bytes) -> Result<(), Trouble> {
        let client = self.client().await?;
        let mut fs = self.fs().await?;
        let (folder, new) = beside(path);
        let written = async {
            let place = PathBuf::from(&self.folder).join(&new);
            let opened = match client.create(&place).await {
                Err(Error::SftpError(SftpErrorKind::NoSuchFile, _)) => {
                    make(&mut fs, &folder).await?;
                    client.create(&place).await
                }
                opened => opened,
            };
            let mut file = opened?;
            file.write_all(&bytes).await?;
            if client.support_fsync() {
                file.sync_all().await?;
            }
            file.close().await?;
            if !client.support_posix_rename() {
                // Such a server renames only to a name that is free.
                missing(fs.remove_file(path).await)?;
            }
            Ok(fs.rename(&new, path).await?)
        };
        patient(written).await.map_err(Asked::changing)
    }

    async fn gone(&self, path: &str) -> Result<(), Trouble> {
        let mut fs = self.fs().await?;
        let removed = patient(async { Ok(missing(fs.remove_file(path).await)?) }).await;
        removed.map(|_| ()).map_err(Asked::changing)
    }

    async fn try_out(&self) -> Result<Welcome, Trouble> {
        let client = self.client().await?;
        let folder = patient(async { Ok(missing(client.fs().metadata(&self.folder).await)?) }).await;
        let kind = folder.map_err(Asked::looking)?.and_then(|there| there.file_type());
        if !kind.is_some_and(|kind| kind.is_dir()) {
            return Err(Trouble::paused(Reason::UploadNoFolder));
        }
        self.write(TRIAL, Bytes::from_static(b"Copydesk was here, and removes this at once.\n")).await?;
        let now_ms = (self.clock)();
        let mut fs = self.fs().await?;
        let written = patient(async { Ok(fs.metadata(TRIAL).await?) }).await.map_err(Asked::looking)?;
        self.gone(TRIAL).await?;
        let theirs_ms = written.modified().map(|at| i64::from(at.into_raw()) * 1_000);
        Ok(Welcome {
            server: format!("SFTP · {}", self.login.server()),
            account: self.login.account().to_owned(),
            clock_offset_ms: theirs_ms.map(|theirs_ms| theirs_ms - now_ms),
        })
    }
}

/// The folder of a file, and the name under which it is written there. The same file has the same one each time, so
/// what a cut left is written over.
fn beside(path: &str) -> (String, String) {
    let mark: String = Sha256::of(path.as_bytes()).to_string().chars().take(12).collect();
    match path.rsplit_once('/') {
        Some((folder, _)) => (folder.to_owned(), format!("{folder}/.copydesk-new-{mark}")),
        None => (String::new(), format!(".copydesk-new-{mark}")),
    }
}

/// Makes the folders on the way; one that is there already is as good.
async fn make(fs: &mut Fs, folder: &str) -> Result<(), Error> {
    let mut way = String::new();
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        way.push_str(part);
        if missing(fs.metadata(&way).await)?.is_none() {
            match fs.create_dir(&way).await {
                // Another file of the same step was faster.
                Err(Error::SftpError(SftpErrorKind::Failure, _)) => {}
                made => made?,
            }
        }
        way.push('/');
    }
    Ok(())
}

/// What is not there is no error.
fn missing<T>(asked: Result<T, Error>) -> Result<Option<T>, Error> {
    match asked {
        Ok(there) => Ok(Some(there)),
        Err(Error::SftpError(SftpErrorKind::NoSuchFile, _)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Why something did not come to an end.
enum Asked {
    /// The server says no.
    Refused(SftpErrorKind),
    /// The line broke, or never answered.
    Lost(Reason),
    /// It is larger than any page.
    Large,
}

impl From<Error> for Asked {
    fn from(error: Error) -> Self {
        match error {
            Error::SftpError(kind, _) => Self::Refused(kind),
            _ => Self::Lost(Reason::LineDropped),
        }
    }
}

impl Asked {
    fn refused(kind: SftpErrorKind, otherwise: Reason) -> Trouble {
        match kind {
            SftpErrorKind::PermDenied => Trouble::paused(otherwise),
            SftpErrorKind::NoSuchFile => Trouble::paused(Reason::UploadNoFolder),
            SftpErrorKind::OpUnsupported => Trouble::paused(Reason::SftpOff),
            // "Failure" is all that the protocol says of a full disk.
            _ => Trouble::later(Reason::UploadFailed),
        }
    }

    fn looking(self) -> Trouble {
        match self {
            Self::Refused(kind) => Self::refused(kind, Reason::UploadMayNotRead),
            Self::Lost(reason) => Trouble::later(reason),
            Self::Large => Trouble::later(Reason::AnswerTooLarge),
        }
    }

    fn changing(self) -> Trouble {
        match self {
            Self::Refused(kind) => Self::refused(kind, Reason::UploadMayNotWrite),
            Self::Lost(reason) => Trouble::unknown(reason),
            Self::Large => Trouble::unknown(Reason::AnswerTooLarge),
        }
    }
}

/// Nothing waits for ever.
async fn patient<T>(asked: impl Future<Output = Result<T, Asked>>) -> Result<T, Asked> {
    tokio::time::timeout(LONGEST, asked).await.unwrap_or(Err(Asked::Lost(Reason::TimedOut)))
}

impl Place for Sftp {
    fn probe(&self) -> Step<'_, Welcome> {
        Box::pin(self.try_out())
    }

    fn read<'a>(&'a self, path: &'a str) -> Step<'a, Option<Bytes>> {
        Box::pin(self.whole(path))
    }

    fn length<'a>(&'a self, path: &'a str) -> Step<'a, Option<u64>> {
        Box::pin(self.size(path))
    }

    fn put<'a>(&'a self, path: &'a str, bytes: Bytes) -> Step<'a, ()> {
        Box::pin(self.write(path, bytes))
    }

    fn remove<'a>(&'a self, path: &'a str) -> Step<'a, ()> {
        Box::pin(self.gone(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_beside_its_place_under_one_name() {
        let (folder, new) = beside("story/ferry.html");
        assert_eq!(folder, "story");
        assert!(new.starts_with("story/.copydesk-new-"), "{new}");
        assert_eq!(beside("story/ferry.html").1, new, "what a cut left is written over");
        assert_ne!(beside("story/bridge.html").1, new);
        assert_eq!(beside("index.html").0, "");
    }
}
