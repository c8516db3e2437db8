//! Everything that can be wrong with a place has a sentence of its own, and no secret is in any.

use super::{access, clock, story, Far, SshServer, StorageServer, BASE, PREFIX, PUBLISHED};
use crate::site::bring;
use copydesk_tests::hostile::{HostileServer, Way};
use publish::{http::Access, Carried, Destination, Probe, PublicState, Reason, Site, Trouble, Upload};
use std::{net::TcpListener, sync::Arc, time::Duration};

async fn ask_with(upload: &Upload, secret: &str, access: Access) -> Result<Probe, Trouble> {
    let folder = tempfile::tempdir().expect("a folder");
    let site =
        Site::new(folder.path(), Some(BASE)).expect("a site").uploaded(upload, secret, access, clock())?;
    let asked = site.probe().await;
    if let Err(trouble) = &asked {
        let told = format!("{trouble:?} {trouble} {}", trouble.to_text());
        for line in secret.lines().filter(|line| line.len() > 8) {
            assert!(!told.contains(line), "a secret is in an error");
        }
    }
    asked
}

async fn ask(upload: &Upload, secret: &str) -> Result<Probe, Trouble> {
    ask_with(upload, secret, access()).await
}

fn nobody() -> String {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port");
    free.to_string()
}

#[tokio::test]
async fn a_server_says_what_is_wrong_with_it() {
    let mut server = SshServer::start();
    let (upload, key) = (server.upload(), server.key("desk_key"));
    let probe = ask(&upload, &key).await.expect("it lets us in");
    assert_eq!(probe.server, "SFTP · 127.0.0.1");
    assert_eq!(probe.me.map(|me| me.name), Some(upload.account.clone()));
    assert!(probe.clock_offset_ms.expect("it has a clock").abs() < 60_000);
    assert!(server.done().iter().all(|path| path.contains(".copydesk-trial")), "and leaves nothing behind");
    assert_eq!(std::fs::read_dir(server.site()).expect("a folder").count(), 0);

    let said = |asked: Result<Probe, Trouble>| asked.expect_err("it is refused");
    // Whose key is it? It is said, and trusted only as what it was said to be.
    let unknown = Upload { host_key: String::new(), ..upload.clone() };
    let fingerprint = server.fingerprint("host_key");
    let is_unknown = Trouble::paused(Reason::HostKeyUnknown { fingerprint: fingerprint.clone() });
    assert_eq!(said(ask(&unknown, &key).await), is_unknown);
    assert_eq!(unknown.trust("", true).await, Err(is_unknown));
    assert_eq!(unknown.trust(&fingerprint, true).await, Ok(server.host_key()));
    assert!(unknown.trust(&server.fingerprint("other_host_key"), true).await.is_err());

    let stranger = server.key("stranger_key");
    assert_eq!(said(ask(&upload, &stranger).await), Trouble::paused(Reason::SshRefused));
    assert_eq!(said(ask(&upload, "a password").await), Trouble::paused(Reason::SshRefused));
    let broken = "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2hunter2\n-----END OPENSSH PRIVATE KEY-----";
    assert_eq!(said(ask(&upload, broken).await), Trouble::paused(Reason::SshKeyUnreadable));
    let elsewhere = Upload { folder: format!("{}/none", upload.folder), ..upload.clone() };
    assert_eq!(said(ask(&elsewhere, &key).await), Trouble::paused(Reason::UploadNoFolder));
    let private = Access { private_addresses: false, ..access() };
    assert_eq!(said(ask_with(&upload, &key, private).await), Trouble::paused(Reason::AddressPrivate));
    let away = Upload { server: nobody(), ..upload.clone() };
    assert_eq!(said(ask(&away, &key).await), Trouble::later(Reason::Unreachable));

    server.come_back_as_another();
    let is_another =
        Trouble::paused(Reason::HostKeyChanged { fingerprint: server.fingerprint("other_host_key") });
    assert_eq!(said(ask(&upload, &key).await), is_another, "never anybody else's key");

    server.go_away();
    let server = SshServer::start();
    server.read_only();
    assert_eq!(
        said(ask(&server.upload(), &server.key("desk_key")).await),
        Trouble::paused(Reason::UploadMayNotWrite)
    );
}

#[tokio::test]
async fn storage_says_what_is_wrong_with_it() {
    let storage = StorageServer::start();
    let (upload, secret) = storage.upload("desk", PREFIX);
    let probe = ask(&upload, &secret).await.expect("it lets us in");
    assert_eq!(probe.server, "S3 · news");
    assert!(probe.clock_offset_ms.expect("it has a clock").abs() < 60_000);
    assert!(storage.files().is_empty(), "and leaves nothing behind");

    let said = |asked: Result<Probe, Trouble>| asked.expect_err("it is refused");
    assert_eq!(said(ask(&upload, "not the secret key").await), Trouble::paused(Reason::SecretKeyWrong));
    let nobodys = Upload { account: "AKIANOBODYSKEYATALL1".into(), ..upload.clone() };
    assert_eq!(said(ask(&nobodys, &secret).await), Trouble::paused(Reason::KeyIdUnknown));
    let gone = Upload { bucket: "gone".into(), ..upload.clone() };
    assert_eq!(said(ask(&gone, &secret).await), Trouble::paused(Reason::NoBucket));
    let (reader, readers) = storage.upload("reader", PREFIX);
    assert_eq!(said(ask(&reader, &readers).await), Trouble::paused(Reason::UploadMayNotWrite));
    let private = Access { private_addresses: false, ..access() };
    let plain = said(ask_with(&upload, &secret, private).await);
    assert_eq!(plain, Trouble::paused(Reason::AddressNotSecret), "a signature is not sent in the open");
    let away = Upload { server: format!("http://{}", nobody()), ..upload.clone() };
    assert_eq!(said(ask(&away, &secret).await), Trouble::later(Reason::Unreachable));

    // A clock that is off: the storage says so, and by how much is told.
    let on_time = clock();
    let slow = Arc::new(move || on_time() - 14 * 60_000);
    let folder = tempfile::tempdir().expect("a folder");
    let site = Site::new(folder.path(), Some(BASE)).expect("a site");
    let site = site.uploaded(&upload, &secret, access(), slow).expect("a place");
    let probe = site.probe().await.expect("it lets us in");
    assert!(probe.remarks.iter().any(|remark| remark.kind == "remark-clock-slow"), "{:?}", probe.remarks);
}

/// Nothing that a server answers is believed, shown or waited for without end.
#[tokio::test]
async fn hostile_storage_is_bounded_and_believed_in_nothing() {
    let storage = StorageServer::start();
    let (upload, secret) = storage.upload("desk", PREFIX);
    let short = Access { total_timeout: Duration::from_millis(700), max_answer_bytes: 1 << 20, ..access() };
    let skewed = "<Error><Code>RequestTimeTooSkewed</Code><Message>SELECT hostile</Message></Error>";
    for (way, is_paused) in [
        (Way::Huge, false),
        (Way::Cut, false),
        (Way::page("200 OK"), false),
        (Way::page("500 Internal Server Error"), false),
        (Way::page("401 Unauthorized"), true),
        (Way::Says("403 Forbidden".into(), skewed.into()), true),
        (Way::Says("307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/".into(), String::new()), true),
    ] {
        let server = HostileServer::start(way.clone());
        let upload = Upload { server: server.url(), ..upload.clone() };
        let folder = tempfile::tempdir().expect("a folder");
        let site = Site::new(folder.path(), Some(BASE)).expect("a site");
        let site = site.uploaded(&upload, &secret, short.clone(), clock()).expect("a place");
        let edition = story(1, "One", "City", PUBLISHED);
        let published = bring(&site, &edition, &mut Carried::default(), PublicState::Live).await;
        for trouble in [site.probe().await.map(|_| ()), published.map(|_| ())] {
            let trouble = trouble.expect_err("nobody is there");
            assert_eq!(matches!(trouble, Trouble::Paused { .. }), is_paused, "{way:?}: {trouble:?}");
            let told = format!("{trouble:?} {trouble} {}", trouble.to_text());
            for never in ["hostile", "SELECT", secret.as_str(), server.url().as_str()] {
                assert!(!told.contains(never), "{never} is in an error: {told}");
            }
        }
        assert!(!folder.path().join("index.html").exists(), "the folder shows what readers have");
        for request in server.requests() {
            assert!(!request.contains(&secret), "the secret key itself never goes");
        }
    }
}

#[tokio::test]
async fn a_place_that_cannot_be_one_is_refused_before_anybody_is_asked() {
    let server = Far::Server(SshServer::start());
    let (upload, key) = server.upload();
    for wrong in [
        Upload { server: "-oProxyCommand=touch".into(), ..upload.clone() },
        Upload { account: "-lroot".into(), ..upload.clone() },
        Upload { folder: "/var/www/../../etc".into(), ..upload.clone() },
        Upload { account: String::new(), ..upload.clone() },
    ] {
        let refused = ask(&wrong, &key).await;
        assert!(matches!(refused, Err(Trouble::Paused { .. })), "{refused:?}");
    }
}
