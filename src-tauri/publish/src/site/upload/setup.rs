//! How an upload is set up; secrets are not in it.

use super::{s3::S3, sftp::Sftp, Uploads};
use crate::{http::Access, Clock, Reason, Trouble};
use copy::Sha256;
use serde::{Deserialize, Serialize};

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UploadKind {
    /// A server that lets us in over SSH.
    Sftp,
    /// Storage that speaks S3.
    S3,
}

/// Where a site's folder is uploaded to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// What kind of place.
    pub kind: UploadKind,
    /// SFTP: the server, `news.example` or `news.example:2222`. S3: the address of the service.
    pub server: String,
    /// SFTP: the login. S3: the access key's number.
    pub account: String,
    /// The folder there; of S3 what all names begin with. Empty: where the account begins.
    #[serde(default)]
    pub folder: String,
    /// S3: the bucket.
    #[serde(default)]
    pub bucket: String,
    /// S3: the region; empty: the service has none.
    #[serde(default)]
    pub region: String,
    /// SFTP: the server's key as a person has trusted it, as `known_hosts` writes it: kind and key.
    #[serde(default)]
    pub host_key: String,
    /// What the place is told by, for a folder that never went anywhere.
    #[serde(default)]
    pub mark: String,
}

impl Upload {
    /// Whether there is no upload without a secret. A server may let in the keys of this computer.
    pub fn needs_secret(&self) -> bool {
        self.kind == UploadKind::S3
    }

    /// Where that is, for people.
    pub fn address(&self) -> String {
        let server = self.server.trim().trim_end_matches('/');
        let folder = self.folder.trim().trim_end_matches('/');
        match self.kind {
            UploadKind::Sftp if folder.is_empty() => format!("sftp://{server}"),
            UploadKind::Sftp => format!("sftp://{server}/{}", folder.trim_start_matches('/')),
            UploadKind::S3 => {
                let names = [server, self.bucket.trim(), folder.trim_start_matches('/')];
                names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("/")
            }
        }
    }

    /// The name of the place's records: the same while the server is moved or renamed.
    fn key(&self) -> String {
        let kind = match self.kind {
            UploadKind::Sftp => "sftp",
            UploadKind::S3 => "s3",
        };
        let place = format!("{kind} {} {} {}", self.account.trim(), self.bucket.trim(), self.folder.trim());
        Sha256::of(place.as_bytes()).to_string().chars().take(8).collect()
    }

    /// What a person must be told about this setting before anything is sent.
    fn check(&self) -> Result<(), Trouble> {
        let plain = |part: &str| {
            let letters = part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b));
            letters && part != "." && part != ".."
        };
        if !self.folder.trim().split('/').all(plain) {
            return Err(Trouble::paused(Reason::UploadFolderName));
        }
        let named = match self.kind {
            UploadKind::Sftp => true,
            UploadKind::S3 => !self.bucket.trim().is_empty() && plain(self.bucket.trim()),
        };
        if self.server.trim().is_empty() || self.account.trim().is_empty() || !named {
            return Err(Trouble::paused(Reason::UploadIncomplete));
        }
        Ok(())
    }

    pub(in crate::site) fn connect(
        &self,
        secret: &str,
        access: Access,
        clock: Clock,
    ) -> Result<Uploads, Trouble> {
        self.check()?;
        let place: Box<dyn super::Place> = match self.kind {
            UploadKind::Sftp => Box::new(Sftp::new(self, secret, access, clock)?),
            UploadKind::S3 => Box::new(S3::new(self, secret, access, clock)?),
        };
        Ok(Uploads { place, key: self.key(), mark: self.mark.clone() })
    }

    /// Asks an SFTP server for its key, so that a person can hold it against what its owner says. `fingerprint` is
    /// what they have confirmed; the key of just this fingerprint is returned.
    ///
    /// # Errors
    /// [`Reason::HostKeyUnknown`] with what the server says, where nothing was confirmed;
    /// [`Reason::HostKeyChanged`] where something else was.
    pub async fn trust(&self, fingerprint: &str, allow_private: bool) -> Result<String, Trouble> {
        self.check()?;
        super::sftp::trust(&self.server, fingerprint, allow_private).await
    }

    /// The fingerprint of the key that a person has trusted; empty: none.
    pub fn fingerprint(&self) -> String {
        super::sftp::fingerprint(&self.host_key).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(kind: UploadKind) -> Upload {
        Upload {
            kind,
            server: "news.example".into(),
            account: "desk".into(),
            folder: "/var/www/html/".into(),
            bucket: "news".into(),
            region: String::new(),
            host_key: String::new(),
            mark: "m".into(),
        }
    }

    #[test]
    fn a_place_is_named_as_people_name_it() {
        assert_eq!(upload(UploadKind::Sftp).address(), "sftp://news.example/var/www/html");
        let s3 =
            Upload { server: "https://s3.example/".into(), folder: String::new(), ..upload(UploadKind::S3) };
        assert_eq!(s3.address(), "https://s3.example/news");
    }

    #[test]
    fn a_folder_that_leads_elsewhere_is_refused() {
        for folder in ["../other", "a/../../b", "a b", "a;b", "$(x)", "a\nb"] {
            let upload = Upload { folder: folder.into(), ..upload(UploadKind::Sftp) };
            assert!(matches!(upload.check(), Err(Trouble::Paused { .. })), "{folder}");
        }
        for folder in ["", "/var/www", "www", "a/b_c/d.e", "/www/"] {
            let upload = Upload { folder: folder.into(), ..upload(UploadKind::Sftp) };
            assert_eq!(upload.check(), Ok(()), "{folder}");
        }
    }

    #[test]
    fn a_setting_that_lacks_something_says_so() {
        let upload = upload(UploadKind::S3);
        for lacking in [
            Upload { server: " ".into(), ..upload.clone() },
            Upload { account: String::new(), ..upload.clone() },
            Upload { bucket: String::new(), ..upload.clone() },
        ] {
            assert_eq!(lacking.check(), Err(Trouble::paused(Reason::UploadIncomplete)));
        }
    }
}
