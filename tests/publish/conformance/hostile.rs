//! Servers that answer what they should not: bounded, refused, nothing leaked, nothing believed.

use super::{Outcome, World};
use copydesk_tests::{
    edition::{edition, reservation},
    hostile::{HostileServer, SelfSigned, Way},
    wordpress::clock,
};
use publish::{http::Access, Carried, Destination, RemoteId, Trouble};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Short, so that what is given up is given up soon; and no answer of ours is larger.
fn access() -> Access {
    Access {
        private_addresses: true,
        connect_timeout: Duration::from_secs(1),
        total_timeout: Duration::from_millis(700),
        max_answer_bytes: 1 << 20,
    }
}

/// What became of looks, and of a write.
struct Met {
    looks: Vec<Trouble>,
    write: Trouble,
}

/// Everything is asked of a server that does not do its part; nothing succeeds, and nothing is told.
async fn meets(world: &dyn World, address: &str) -> Option<Met> {
    let there = world.at(address, access(), clock())?;
    let edition = edition(41, world.author());
    let reserved = reservation(&edition, there.adapter(), address);
    let carried = Carried { remote: Some(RemoteId("1".into())), ..Carried::default() };
    let began = Instant::now();
    let looks = vec![
        there.probe().await.map(|_| ()).expect_err("nobody is there"),
        there.resolve(&edition, &carried).await.map(|_| ()).expect_err("nobody is known there"),
        there.ensure_media(&edition, &carried).await.map(|_| ()).expect_err("no picture is there"),
        there.find(&reserved).await.map(|_| ()).expect_err("not even that nothing is there"),
        there.read(&RemoteId("1".into())).await.map(|_| ()).expect_err("nothing stands there"),
        there.verify(&edition, &carried).await.map(|_| ()).expect_err("nothing was read back"),
    ];
    let write = there.reserve(&reserved).await.map(|_| ()).expect_err("nothing was reserved");
    assert!(began.elapsed() < Duration::from_secs(20), "no server keeps the outbox: {:?}", began.elapsed());
    let secret = world.secret();
    for trouble in looks.iter().chain([&write]) {
        let told = format!("{trouble:?} {trouble} {}", trouble.to_text());
        assert!(secret.is_empty() || !told.contains(&secret), "a credential is in an error");
        for theirs in ["hostile", "SELECT", "<script", address] {
            assert!(!told.contains(theirs), "{theirs} of the server’s is in an error: {told}");
        }
    }
    Some(Met { looks, write })
}

fn is_safe(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::Later { .. } | Trouble::Paused { .. })
}

/// Looks may be repeated or wait for a person; a write leaves us not knowing.
async fn settles_nothing(world: &dyn World, way: Way) -> Outcome {
    let server = HostileServer::start(way.clone());
    let Some(met) = meets(world, &server.url()).await else { return Outcome::NotHere };
    assert!(met.looks.iter().all(is_safe), "{way:?}: {:?}", met.looks);
    assert!(matches!(met.write, Trouble::Unknown { .. }), "{way:?}: {:?}", met.write);
    Outcome::Held
}

pub async fn an_endless_answer_is_bounded(_: &dyn Destination, world: &dyn World) -> Outcome {
    let server = HostileServer::start(Way::Huge);
    let Some(met) = meets(world, &server.url()).await else { return Outcome::NotHere };
    assert!(met.looks.iter().all(is_safe), "{:?}", met.looks);
    assert!(matches!(met.write, Trouble::Unknown { .. }), "{:?}", met.write);
    let taken = server.sent() >> 20;
    assert!(taken < 200, "of ten gigabytes seven times, {taken} MB were taken, buffers of the line included");
    Outcome::Held
}

pub async fn a_slow_drip_is_given_up(_: &dyn Destination, world: &dyn World) -> Outcome {
    settles_nothing(world, Way::Drip).await
}

pub async fn a_web_page_is_not_data(_: &dyn Destination, world: &dyn World) -> Outcome {
    settles_nothing(world, Way::page("200 OK")).await
}

pub async fn a_login_page_is_never_success(_: &dyn Destination, world: &dyn World) -> Outcome {
    let server = HostileServer::start(Way::page("401 Unauthorized"));
    let Some(met) = meets(world, &server.url()).await else { return Outcome::NotHere };
    assert!(met.looks.iter().all(|trouble| matches!(trouble, Trouble::Paused { .. })), "{:?}", met.looks);
    assert!(matches!(met.write, Trouble::Paused { .. }), "{:?}", met.write);
    Outcome::Held
}

pub async fn an_answer_that_breaks_off_settles_nothing(_: &dyn Destination, world: &dyn World) -> Outcome {
    settles_nothing(world, Way::Cut).await
}

pub async fn data_of_another_shape_settles_nothing(_: &dyn Destination, world: &dyn World) -> Outcome {
    settles_nothing(world, Way::json("200 OK", r#"{"hostile": [1, {"id": "SELECT"}]}"#)).await
}

pub async fn an_empty_answer_settles_nothing(_: &dyn Destination, world: &dyn World) -> Outcome {
    settles_nothing(world, Way::json("200 OK", "")).await
}

pub async fn a_redirect_to_another_host_gets_no_credential(
    _: &dyn Destination,
    world: &dyn World,
) -> Outcome {
    let thief = HostileServer::start(Way::page("200 OK"));
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let server =
            HostileServer::start(Way::Says(format!("{status}\r\nLocation: {}/", thief.url()), String::new()));
        let Some(met) = meets(world, &server.url()).await else { return Outcome::NotHere };
        assert!(met.looks.iter().all(is_safe), "{status}: {:?}", met.looks);
        assert!(matches!(met.write, Trouble::Paused { .. }), "{status}: {:?}", met.write);
    }
    for request in thief.requests() {
        let request = request.to_lowercase();
        assert!(
            !request.contains("authorization:") && !request.contains("webhook-signature:"),
            "only a public page is followed, as a stranger: {request}"
        );
    }
    Outcome::Held
}

pub async fn a_bad_certificate_is_refused(_: &dyn Destination, world: &dyn World) -> Outcome {
    let folder = tempfile::tempdir().expect("a folder");
    let server = SelfSigned::start(folder.path());
    let Some(met) = meets(world, &server.url()).await else { return Outcome::NotHere };
    for trouble in met.looks.iter().chain([&met.write]) {
        assert_eq!(trouble.reason().kind, "wire-certificate", "{trouble:?}");
    }
    Outcome::Held
}

pub async fn a_servers_own_words_are_never_shown(_: &dyn Destination, world: &dyn World) -> Outcome {
    let words = r#"{"code":"SELECT","message":"<script>hostile</script>","title":"SELECT hostile","field":"<script>","data":{"params":{"<script>":"hostile"}}}"#;
    for status in ["400 Bad Request", "403 Forbidden", "404 Not Found", "409 Conflict", "422 Unprocessable"] {
        let server = HostileServer::start(Way::json(status, words));
        if meets(world, &server.url()).await.is_none() {
            return Outcome::NotHere;
        }
    }
    Outcome::Held
}

pub async fn going_slower_is_what_was_asked_for(_: &dyn Destination, world: &dyn World) -> Outcome {
    for status in ["429 Too Many Requests", "503 Service Unavailable"] {
        let server =
            HostileServer::start(Way::Says(format!("{status}\r\nRetry-After: 7"), "<html>busy".into()));
        let Some(met) = meets(world, &server.url()).await else { return Outcome::NotHere };
        for trouble in met.looks.iter().chain([&met.write]) {
            assert!(matches!(trouble, Trouble::Later { retry_after_ms: Some(7_000), .. }), "{trouble:?}");
        }
    }
    Outcome::Held
}

pub async fn a_failing_server_leaves_open_only_what_was_written(
    _: &dyn Destination,
    world: &dyn World,
) -> Outcome {
    for status in ["500 Internal Server Error", "502 Bad Gateway", "504 Gateway Timeout"] {
        settles_nothing(world, Way::page(status)).await;
    }
    settles_nothing(world, Way::json("500 Internal Server Error", r#"{"code":"x"}"#)).await
}

pub async fn nobody_there_is_said(_: &dyn Destination, world: &dyn World) -> Outcome {
    let Some(met) = meets(world, "http://127.0.0.1:1").await else { return Outcome::NotHere };
    for trouble in met.looks.iter().chain([&met.write]) {
        assert_eq!(trouble.reason().kind, "wire-unreachable", "nothing was written: {trouble:?}");
    }
    Outcome::Held
}

pub async fn clocks_that_are_apart_are_said(_: &dyn Destination, world: &dyn World) -> Outcome {
    let on_time = clock();
    let slow = Arc::new(move || on_time() - 14 * 60_000);
    let Some(there) = world.at(&world.address(), access(), slow) else { return Outcome::NotHere };
    match there.probe().await {
        Ok(probe) => {
            let offset = probe.clock_offset_ms.expect("the server has a clock");
            assert!((offset - 14 * 60_000).abs() < 30_000, "fourteen minutes: {offset} ms");
            assert!(
                probe.remarks.iter().any(|remark| remark.kind == "remark-clock-slow"),
                "{:?}",
                probe.remarks
            );
        }
        Err(trouble) => assert_eq!(trouble.reason().kind, "wire-clock-too-slow", "{trouble:?}"),
    }
    Outcome::Held
}
