//! The first start, and a desk that was copied or restored.

use crate::Room;
use copydesk_tests::desk::{Place, SetClock};
use newsroom::{member::Role, outbox::JobState};
use std::{fs, path::Path, process::Command};

#[test]
fn the_first_start_makes_one_member_with_all_roles_a_key_and_an_incarnation() {
    let room = Room::open(1);
    let members = room.desk.members().expect("members");
    assert_eq!(members.len(), 1, "one member is made");
    assert_eq!(members[0].name, "Author One", "it has the account's name");
    assert_eq!(members[0].initials, "AO", "and its initials");
    assert_eq!(members[0].roles, Role::ALL, "alone at home one does everything");
    assert_eq!(room.desk.me(), members[0].id, "and acts");
    let key = fs::metadata(room.place.folder.join("device.key")).expect("the device key");
    assert_eq!(key.len(), 32, "a device key of 32 bytes");
    let mode = std::os::unix::fs::PermissionsExt::mode(&key.permissions());
    assert_eq!(mode & 0o077, 0, "that only its owner can read");
    let incarnation = fs::read_to_string(room.place.folder.join("incarnation")).expect("the incarnation");
    assert!(incarnation.ends_with("this computer"), "the incarnation names the computer");
    let sites = room.desk.destinations().expect("destinations");
    assert_eq!((sites.len(), sites[0].adapter.as_str()), (1, "site"), "the local site is switched on");

    let (device, key) = (room.desk.device(), fs::read(room.place.folder.join("device.key")).expect("a key"));
    let again = room.reopened();
    assert_eq!(again.desk.device(), device, "the next start is the same device");
    assert_eq!(fs::read(again.place.folder.join("device.key")).expect("a key"), key, "with the same key");
    assert_eq!(again.desk.members().expect("members").len(), 1, "and nobody else");
    assert!(again.desk.remarks().is_empty(), "there is nothing to remark on");
}

fn copy_folder(from: &Path, to: &Path) {
    let copied = Command::new("cp").args(["-a".as_ref(), from.as_os_str(), to.as_os_str()]).status();
    assert!(copied.expect("cp runs").success(), "the folder is copied");
}

#[test]
fn a_copied_desk_is_a_new_device_and_asks_about_unfinished_jobs() {
    let room = Room::open(2);
    let desk = &room.desk;
    let story = desk.whole_story("Bridge reopens", "The bridge is open.");
    let job = desk.publishes(desk.reporter, story, desk.site()).jobs[0];
    desk.close().expect("closed");
    let (device, key) = (desk.device(), fs::read(room.place.folder.join("device.key")).expect("a key"));
    let elsewhere = tempfile::tempdir().expect("a folder");
    copy_folder(&room.place.folder, elsewhere.path());
    let mut place = Place::within(elsewhere.path(), 2_000, SetClock::still());
    place.machine = "another computer".into();
    let copied = place.open();
    assert_ne!(copied.device(), device, "on another computer it is another device");
    assert_ne!(fs::read(place.folder.join("device.key")).expect("a key"), key, "with a key of its own");
    assert_eq!(copied.remarks().len(), 1, "and says so");
    let waiting = copied.job(job).expect("the job");
    assert_eq!(JobState::from_key(&waiting.state), JobState::Ask, "what was on its way asks first");
    copied.sends();
    assert!(!place.site.exists(), "and nothing goes before it was answered");
    copied.retry_job(job).expect("told to go on");
    copied.sends();
    assert!(copied.job(job).expect("the job").is_finished, "told to, it goes");
    copied.writes(copied.reporter, story, "New. ");
    drop(copied);
    assert!(place.open().remarks().is_empty(), "the next start there is an ordinary one");
}

#[test]
fn a_restored_database_is_a_new_device_and_types_on_beside_what_it_lost() {
    let room = Room::open(3);
    let story = room.desk.whole_story("Bridge reopens", "The bridge is open.");
    room.desk.close().expect("closed");
    let device = room.desk.device();
    let before = tempfile::tempdir().expect("a folder");
    let kept = before.path().join("desk");
    let Room { desk, mut place, folder: _folder } = room;
    drop(desk);
    copy_folder(&place.folder, before.path());
    // Time goes on at this desk: a start of the app renews the incarnation.
    let desk = place.open();
    desk.writes(desk.reporter, story, "Later. ");
    drop(desk);
    // The database of before comes back, as from a backup; the files beside it stay.
    for name in fs::read_dir(&kept).expect("a folder").map(|it| it.expect("an entry").file_name()) {
        if name.to_string_lossy().starts_with("copydesk.") || name.to_string_lossy().contains("sqlite") {
            fs::copy(kept.join(&name), place.folder.join(&name)).expect("put back");
        }
    }
    let desk = place.open();
    assert_ne!(desk.device(), device, "a peer or a sequence that went on under the old name would diverge");
    assert!(desk.text(story, document::Container::Body).starts_with("The bridge"), "the text of the backup");
    desk.writes(desk.reporter, story, "Again. ");
    assert!(desk.text(story, document::Container::Body).starts_with("Again. The"), "and typing goes on");
}
