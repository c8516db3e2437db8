//! What a destination promises, each kept at the real place.

use super::{Outcome, World};
use copy::{Inline, Link, Marks};
use copydesk_tests::edition::{assert_reads, corrected, edition, lines, text_of};
use publish::{Carried, Destination, Edition, PublicState, RemoteCopy, RemoteId, Reservation, Trouble};

fn reservation(edition: &Edition, there: &dyn Destination, world: &dyn World) -> Reservation {
    copydesk_tests::edition::reservation(edition, there.adapter(), &world.address())
}

fn keep(carried: &mut Carried, copy: &RemoteCopy) {
    carried.version.clone_from(&copy.version);
    carried.content_hash = Some(copy.content_hash);
    carried.url.clone_from(&copy.url);
}

/// Every step up to the written draft.
async fn written(edition: &Edition, there: &dyn Destination, world: &dyn World) -> Carried {
    let reserved = reservation(edition, there, world);
    there.preflight(edition).expect("the edition can be published");
    let carried = there.resolve(edition, &Carried::default()).await.expect("people and terms are there");
    let mut carried = there.ensure_media(edition, &carried).await.expect("pictures are taken");
    assert_eq!(there.find(&reserved).await, Ok(None), "nothing is there yet");
    carried.remote = Some(there.reserve(&reserved).await.expect("a place is reserved"));
    let copy = there.write(edition, &carried).await.expect("the text is taken");
    keep(&mut carried, &copy);
    carried
}

/// Every step up to the live story.
async fn live(edition: &Edition, there: &dyn Destination, world: &dyn World) -> Carried {
    let mut carried = written(edition, there, world).await;
    let copy = there.set_state(edition, &carried, PublicState::Live).await.expect("it goes live");
    assert_eq!(copy.state, Some(PublicState::Live));
    assert!(copy.url.is_some(), "a live story has an address");
    keep(&mut carried, &copy);
    carried
}

fn standing(world: &dyn World, id: &RemoteId) -> super::Standing {
    let mut found: Vec<super::Standing> =
        world.stories().into_iter().filter(|story| story.id == *id).collect();
    assert_eq!(found.len(), 1, "one story with this identifier is there");
    found.remove(0)
}

pub async fn probing_says_who_is_there(there: &dyn Destination, _: &dyn World) {
    let probe = there.probe().await.expect("somebody answers");
    assert!(!probe.server.is_empty(), "the place says what it is");
    if let Some(offset) = probe.clock_offset_ms {
        assert!(offset.abs() < 60_000, "server and test share a computer, and so a clock: {offset} ms");
    }
}

pub async fn nothing_is_found_where_nothing_is(there: &dyn Destination, world: &dyn World) {
    let edition = edition(10, world.author());
    assert_eq!(there.find(&reservation(&edition, there, world)).await, Ok(None));
}

pub async fn reserving_twice_leaves_one(there: &dyn Destination, world: &dyn World) {
    let edition = edition(11, world.author());
    let reserved = reservation(&edition, there, world);
    let before = world.stories().len();
    let first = there.reserve(&reserved).await.expect("a place is reserved");
    let second = there.reserve(&reserved).await.expect("and again, as by a request that came twice");
    assert_eq!(first, second, "everybody takes the oldest");
    let found = there.find(&reserved).await.expect("the place answers").expect("a reservation is there");
    assert_eq!(found.id, first);
    for other in &found.others {
        there.discard_reservation(&reserved, other).await.expect("an empty second one may go");
        there.discard_reservation(&reserved, other).await.expect("and is gone for whoever asks again");
    }
    let found = there.find(&reserved).await.expect("the place answers").expect("the first is still there");
    assert_eq!((found.id, found.others), (first.clone(), vec![]));
    assert_eq!(
        world.stories().len(),
        before + 1,
        "one is really there, and no second one under another name"
    );
    let copy = there.read(&first).await.expect("it can be read");
    assert!(copy.is_reservation, "it is still empty");
    assert_eq!(copy.state, Some(PublicState::Draft), "readers do not see it");
    assert!(!standing(world, &first).is_public, "readers really do not see it");
}

pub async fn a_story_arrives_as_it_was_approved(there: &dyn Destination, world: &dyn World) {
    let edition = edition(12, world.author());
    let carried = live(&edition, there, world).await;
    let verdict = there.verify(&edition, &carried).await.expect("it can be read back");
    assert_eq!(verdict.differs, [], "what is live is what was approved");
    assert!(!verdict.wrong_byline);
    assert_eq!(verdict.url, carried.url);
    let id = carried.remote.expect("it has a place");
    let story = standing(world, &id);
    assert!(story.is_public);
    assert_eq!(story.headline, edition.copy.headline.text());
    assert_eq!(story.author, world.author());
    assert_reads(&text_of(&story.html), &lines(&edition));
    assert!(
        story.pictures.contains(&edition.pictures[0].renditions[0].sha256),
        "the picture is the file that was sent"
    );
    let page = text_of(&world.page(&carried.url.expect("it has an address")));
    assert_reads(&page, &lines(&edition));
    assert!(page.contains(&edition.copy.headline.text()), "the page shows the headline");
    assert!(page.contains(world.author()), "the page shows the author");
    let found = there
        .find(&reservation(&edition, there, world))
        .await
        .expect("the place answers")
        .expect("it is found");
    assert_eq!(
        (found.id, found.state, found.others),
        (id, Some(PublicState::Live), vec![]),
        "found by any desk, for ever"
    );
}

pub async fn writing_again_changes_nothing(there: &dyn Destination, world: &dyn World) {
    let edition = edition(13, world.author());
    let before_writing = {
        let carried = written(&edition, there, world).await;
        // A desk that never saw the answer still carries what it had before the write.
        Carried { version: String::new(), content_hash: None, ..carried }
    };
    let id = before_writing.remote.clone().expect("it has a place");
    let first = there.read(&id).await.expect("it can be read");
    assert!(there.holds(&edition, &before_writing, &first), "looking settles whether the write arrived");
    let again = there.write(&edition, &before_writing).await.expect("the same write again");
    assert_eq!(again, first, "nothing was written a second time");
    let copies =
        world.stories().iter().filter(|story| story.headline == edition.copy.headline.text()).count();
    assert_eq!(copies, 1);
}

pub async fn a_correction_goes_the_same_way(there: &dyn Destination, world: &dyn World) {
    let first = edition(14, world.author());
    let mut carried = live(&first, there, world).await;
    let second = corrected(&first);
    carried = there.resolve(&second, &carried).await.expect("people and terms are there");
    carried = there.ensure_media(&second, &carried).await.expect("pictures are there");
    let copy = there.write(&second, &carried).await.expect("the correction is taken");
    assert_eq!(copy.state, Some(PublicState::Live), "it stays live meanwhile");
    assert_ne!(Some(copy.content_hash), carried.content_hash);
    keep(&mut carried, &copy);
    let verdict = there.verify(&second, &carried).await.expect("it can be read back");
    assert_eq!(verdict.differs, []);
    let behind = there.verify(&first, &carried).await.expect("it can be read back");
    assert!(!behind.differs.is_empty(), "a read-back that holds another text against it says so");
    let page = text_of(&world.page(&carried.url.clone().expect("it has an address")));
    assert_reads(&page, &lines(&second));
    assert!(page.contains("Correction:"), "the note carries its label");
}

pub async fn what_somebody_changed_there_is_not_overwritten(there: &dyn Destination, world: &dyn World) {
    let first = edition(15, world.author());
    let carried = live(&first, there, world).await;
    let id = carried.remote.clone().expect("it has a place");
    world.change(&id, "Somebody there wrote this.");
    let refused = there.write(&corrected(&first), &carried).await;
    assert!(matches!(refused, Err(Trouble::Conflict { .. })), "{refused:?}");
    assert!(standing(world, &id).html.contains("Somebody there wrote this."), "their words stand");
    let verdict = there.verify(&first, &carried).await.expect("it can be read back");
    assert!(!verdict.differs.is_empty(), "live differs from approved, and that is said");
    let refused = there.remove(&first, &carried).await;
    assert!(matches!(refused, Err(Trouble::Conflict { .. })), "nor taken away: {refused:?}");
    // A person reads what stands there, and what is written then stands on it.
    let live = there.read_text(&first, &carried).await.expect("the words there are read");
    assert!(live.theirs.contains("Somebody there wrote this."), "their words: {}", live.theirs);
    assert!(!live.ours.contains("Somebody there wrote this."), "are not ours");
    for line in lines(&first) {
        assert!(text_of(&live.ours).contains(&line), "ours are as they were written: {line}");
    }
    let mut carried = carried;
    keep(&mut carried, &live.copy);
    let copy = there.write(&corrected(&first), &carried).await.expect("what was read may be replaced");
    keep(&mut carried, &copy);
    there.set_state(&corrected(&first), &carried, PublicState::Live).await.expect("and is live");
    assert!(!standing(world, &id).html.contains("Somebody there wrote this."), "knowingly");
}

pub async fn what_nobody_approved_does_not_go_live(there: &dyn Destination, world: &dyn World) {
    let edition = edition(16, world.author());
    let carried = written(&edition, there, world).await;
    let id = carried.remote.clone().expect("it has a place");
    world.change(&id, "A libel.");
    let refused = there.set_state(&edition, &carried, PublicState::Live).await;
    assert!(matches!(refused, Err(Trouble::Conflict { .. })), "{refused:?}");
    assert!(!standing(world, &id).is_public, "readers do not see it");
}

pub async fn an_unknown_author_is_refused(there: &dyn Destination, world: &dyn World) -> Outcome {
    let Some(stranger) = world.stranger() else { return Outcome::NotHere };
    let edition = edition(17, stranger);
    let refused = there.resolve(&edition, &Carried::default()).await;
    assert!(
        matches!(&refused, Err(Trouble::Story { field: Some(field), .. }) if field == "byline"),
        "never somebody else's name: {refused:?}"
    );
    Outcome::Held
}

pub async fn pictures_are_sent_once(there: &dyn Destination, world: &dyn World) {
    let edition = edition(18, world.author());
    let before = world.picture_files();
    let once = there.ensure_media(&edition, &Carried::default()).await.expect("the picture is taken");
    let after = world.picture_files();
    let twice = there.ensure_media(&edition, &Carried::default()).await.expect("the picture is there");
    assert_eq!(once.media, twice.media);
    assert_eq!(world.picture_files(), after, "a desk that never saw the answer sends it no second time");
    assert!(after >= before);
}

/// What the desk knows of a place when it takes a story back: nobody was looked up for that.
fn known(carried: &Carried) -> Carried {
    let Carried { remote, version, content_hash, url, .. } = carried.clone();
    Carried { remote, version, content_hash, url, ..Carried::default() }
}

pub async fn a_story_is_taken_back_and_withdrawn(there: &dyn Destination, world: &dyn World) {
    let edition = edition(19, world.author());
    let mut carried = live(&edition, there, world).await;
    let id = carried.remote.clone().expect("it has a place");
    for _ in 0..2 {
        let taken = there.set_state(&edition, &known(&carried), PublicState::Draft).await;
        let copy = taken.expect("it is taken back");
        assert_eq!(copy.state, Some(PublicState::Draft));
        keep(&mut carried, &copy);
    }
    assert!(!standing(world, &id).is_public);
    let copy = there.set_state(&edition, &carried, PublicState::Live).await.expect("it goes live again");
    keep(&mut carried, &copy);
    for _ in 0..2 {
        let copy =
            there.set_state(&edition, &carried, PublicState::Withdrawn).await.expect("it is withdrawn");
        assert_eq!(copy.state, Some(PublicState::Withdrawn));
        keep(&mut carried, &copy);
    }
    let page = text_of(&world.page(&carried.url.clone().expect("readers get a notice")));
    assert!(!page.contains("nine months after the inspection"), "the text is gone");
    assert!(page.to_lowercase().contains("withdrawn"), "and a notice stands in its place");
    let copy = there.write(&edition, &carried).await.expect("it may come back");
    assert!(there.holds(&edition, &carried, &copy), "with its own text");
    keep(&mut carried, &copy);
    for _ in 0..2 {
        there
            .remove(&edition, &known(&carried))
            .await
            .expect("it is taken away, and what is gone stays gone");
    }
    let is_seen = world.stories().iter().any(|story| story.id == id && story.is_public);
    assert!(!is_seen, "readers find nothing of it");
}

pub async fn a_story_under_another_name_is_taken_from_readers(
    there: &dyn Destination,
    world: &dyn World,
) -> Outcome {
    let mut edition = edition(43, world.author());
    let mut carried = live(&edition, there, world).await;
    let id = carried.remote.clone().expect("it has a place");
    // What was approved has another author than the one who stands there.
    let Some(other) = world.second_author() else { return Outcome::NotHere };
    let printed = edition.copy.byline[0].name.clone();
    edition.copy.byline[0].name = other.into();
    let looked = match there.resolve(&edition, &carried).await {
        // An account that may publish only under its own name.
        Err(Trouble::Story { .. }) => return Outcome::NotHere,
        looked => looked.expect("this one is known, too"),
    };
    let pulled = there.pull_back(&edition, &looked).await.expect("it is taken from readers");
    assert!(pulled.is_ours, "only the name is another");
    assert_eq!(pulled.copy.state, Some(PublicState::Draft));
    let draft = standing(world, &id);
    assert!(!draft.is_public, "nobody finds it");
    assert!(draft.html.contains("reopened on Tuesday"), "and no word of it went: {}", draft.html);
    edition.copy.byline[0].name = printed;
    keep(&mut carried, &pulled.copy);
    let copy = there.set_state(&edition, &carried, PublicState::Live).await.expect("it goes live again");
    keep(&mut carried, &copy);
    // Words that somebody wrote there do not keep it before readers, and stay.
    world.change(&id, "Somebody wrote this.");
    let pulled = there.pull_back(&edition, &carried).await.expect("whatever stands there");
    assert!(!pulled.is_ours, "it is not ours to write over");
    let draft = standing(world, &id);
    assert!(!draft.is_public && draft.html.contains("Somebody wrote this."), "{}", draft.html);
    Outcome::Held
}

pub async fn hostile_text_is_text(there: &dyn Destination, world: &dyn World) {
    const SCRIPT: &str = "<script>window.hostile=1</script><img src=x onerror=\"window.hostile=2\">";
    let mut edition = edition(20, world.author());
    let hostile = Inline::plain(format!(
        "{SCRIPT} --> ]]> [embed]https://evil.example/x[/embed] <!-- wp:html --> {{{{ 7 * 7 }}}}"
    ));
    let mut link = hostile.clone();
    link.push(
        "here",
        Marks { link: Some(Link::Address("javascript:window.hostile=3".into())), ..Marks::default() },
    );
    edition.copy.headline = Inline::plain(format!("{SCRIPT} & more"));
    edition.copy.deck = hostile.clone();
    edition.copy.dateline = SCRIPT.into();
    edition.copy.description = SCRIPT.into();
    edition.copy.tags = vec!["<b>bold</b> \"tag\"".into()];
    edition.copy.body[0].text = link;
    edition.copy.figures[0].caption = hostile;
    edition.copy.figures[0].facts.alt = "\"><script>window.hostile=4</script>".into();
    edition.pictures[0].credit = SCRIPT.into();
    let carried = live(&edition, there, world).await;
    let page = world.page(&carried.url.clone().expect("it has an address"));
    for inert in ["<script>window.hostile", "<img src=x", "href=\"javascript:", "\"><script>window"] {
        assert!(!page.contains(inert), "{inert} is alive");
    }
    let verdict = there.verify(&edition, &carried).await.expect("it can be read back");
    assert_eq!(verdict.differs, [], "readers see exactly what was typed");
}

pub async fn what_cannot_be_printed_is_refused_before_anything_is_sent(
    there: &dyn Destination,
    world: &dyn World,
) {
    let before = world.stories().len();
    let whole = edition(22, world.author());
    for (field, spoil) in [
        (
            "headline",
            &(|edition: &mut Edition| edition.copy.headline = Inline::default()) as &dyn Fn(&mut Edition),
        ),
        ("web_slug", &|edition| edition.web_slug = "Not A Slug/..".into()),
        ("web_slug", &|edition| edition.web_slug = String::new()),
    ] {
        let mut edition = whole.clone();
        spoil(&mut edition);
        let refused = there.preflight(&edition);
        assert!(
            matches!(&refused, Err(Trouble::Story { field: Some(named), .. }) if named == field),
            "{field}: {refused:?}"
        );
    }
    assert_eq!(world.stories().len(), before);
}

pub async fn a_taken_address_is_not_given_a_number(there: &dyn Destination, world: &dyn World) {
    let first = edition(23, world.author());
    live(&first, there, world).await;
    let mut second = edition(24, world.author());
    second.web_slug.clone_from(&first.web_slug);
    let refused = async {
        there.preflight(&second)?;
        let carried = there.resolve(&second, &Carried::default()).await?;
        let mut carried = there.ensure_media(&second, &carried).await?;
        carried.remote = Some(there.reserve(&reservation(&second, there, world)).await?);
        let copy = there.write(&second, &carried).await?;
        keep(&mut carried, &copy);
        there.set_state(&second, &carried, PublicState::Live).await
    }
    .await;
    assert!(
        matches!(&refused, Err(Trouble::Story { field: Some(field), .. }) if field == "web_slug"),
        "a person chooses another: {refused:?}"
    );
    let public = world.stories().into_iter().filter(|story| story.is_public);
    assert_eq!(public.filter(|story| story.headline == second.copy.headline.text()).count(), 0);
}

pub async fn another_desk_finds_it_and_writes_no_second_one(there: &dyn Destination, world: &dyn World) {
    let first = edition(25, world.author());
    let id = live(&first, there, world).await.remote.expect("it has a place");
    // Nothing of what the first desk knew, only the story itself.
    let carried = there.resolve(&first, &Carried::default()).await.expect("people and terms are there");
    let mut carried = there.ensure_media(&first, &carried).await.expect("pictures are there");
    let found = there.find(&reservation(&first, there, world)).await.expect("the place answers");
    assert_eq!(found.map(|found| found.id), Some(id.clone()), "it is found");
    carried.remote = Some(id.clone());
    let copy = there.read(&id).await.expect("it can be read");
    assert!(there.holds(&first, &carried, &copy), "and known for what it is");
    keep(&mut carried, &copy);
    let second = corrected(&first);
    let copy = there.write(&second, &carried).await.expect("from then on it is this desk's too");
    assert_eq!(copy.id, id, "the same story at the same place");
    assert_eq!(
        world.stories().iter().filter(|story| story.headline == first.copy.headline.text()).count(),
        1
    );
}

pub async fn another_text_that_this_desk_does_not_know_is_not_overwritten(
    there: &dyn Destination,
    world: &dyn World,
) {
    let theirs = edition(26, world.author());
    let id = live(&theirs, there, world).await.remote.expect("it has a place");
    let mut ours = corrected(&theirs);
    ours.copy.body[0].text = Inline::plain("Written here, and never seen there.");
    ours.copy_hash = copy::canonical::copy_hash(&ours.copy);
    let carried = there.resolve(&ours, &Carried::default()).await.expect("people and terms are there");
    let mut carried = there.ensure_media(&ours, &carried).await.expect("pictures are there");
    carried.remote = Some(id.clone());
    let copy = there.read(&id).await.expect("it can be read");
    assert!(!there.holds(&ours, &carried, &copy), "it is not what would be written");
    let refused = there.write(&ours, &carried).await;
    assert!(matches!(refused, Err(Trouble::Conflict { .. })), "{refused:?}");
    assert!(!standing(world, &id).html.contains("never seen there"), "the other desk's words stand");
}

pub async fn a_picture_keeps_its_credit_and_its_alternative_text(there: &dyn Destination, world: &dyn World) {
    let edition = edition(27, world.author());
    let carried = live(&edition, there, world).await;
    let page = world.page(&carried.url.expect("it has an address"));
    assert!(text_of(&page).contains("(Photo Desk / City News)"), "the credit is printed");
    let images = scraper::Html::parse_document(&page);
    let image = scraper::Selector::parse("img[alt]").expect("a selector");
    let alt = &edition.copy.figures[0].facts.alt;
    assert!(
        images.select(&image).any(|image| image.attr("alt") == Some(alt.as_str())),
        "who cannot see the picture reads what is in it"
    );
}

pub async fn a_note_to_readers_stands_once_with_its_label(there: &dyn Destination, world: &dyn World) {
    let first = edition(28, world.author());
    let mut carried = live(&first, there, world).await;
    let second = corrected(&first);
    for _ in 0..2 {
        let copy = there.write(&second, &carried).await.expect("the correction is taken");
        keep(&mut carried, &copy);
    }
    let page = text_of(&world.page(&carried.url.expect("it has an address")));
    assert_eq!(page.matches("An earlier version of this story misstated the weight.").count(), 1);
    assert!(page.contains("Correction: An earlier version"), "its label stands before it: {page}");
}

pub async fn an_update_stays_at_its_address(there: &dyn Destination, world: &dyn World) {
    let first = edition(29, world.author());
    let mut carried = live(&first, there, world).await;
    let (id, url) = (carried.remote.clone(), carried.url.clone());
    let mut second = corrected(&first);
    second.copy.headline = Inline::plain("Another headline for crossing 29");
    second.copy_hash = copy::canonical::copy_hash(&second.copy);
    let copy = there.write(&second, &carried).await.expect("the update is taken");
    keep(&mut carried, &copy);
    let copy = there.set_state(&second, &carried, PublicState::Live).await.expect("it is live");
    assert_eq!((Some(copy.id), copy.url), (id, url), "readers' links go on leading to it");
    assert_eq!(there.verify(&second, &carried).await.expect("it can be read back").differs, []);
}
