//! What every destination must do: one table of cases, each kept at a real place. What the adapter says
//! is held against what is really there.

mod hostile;
mod lost;
mod promise;

use copy::Sha256;
use publish::{http::Access, Clock, Destination, RemoteId};
use std::{
    future::Future,
    pin::Pin,
    time::{Duration, Instant},
};

/// A story as it really stands there.
pub struct Standing {
    /// Its identifier.
    pub id: RemoteId,
    /// Its headline as plain text.
    pub headline: String,
    /// Its body as HTML, as readers get it.
    pub html: String,
    /// Whose name it carries.
    pub author: String,
    /// Whether readers can open it.
    pub is_public: bool,
    /// The files of its pictures.
    pub pictures: Vec<Sha256>,
}

/// A destination's place, seen otherwise than through the adapter.
pub trait World {
    /// The address that the destination was set up with.
    fn address(&self) -> String;
    /// Everything there, reserved and in the bin too.
    fn stories(&self) -> Vec<Standing>;
    /// How many picture files there are.
    fn picture_files(&self) -> u64;
    /// What a reader gets of a public story, the whole page.
    fn page(&self, url: &str) -> String;
    /// Somebody there changes the story's words.
    fn change(&self, id: &RemoteId, words: &str);
    /// An author whom the place knows.
    fn author(&self) -> &'static str;
    /// Another whom it knows; `None` where no name is an account's.
    fn second_author(&self) -> Option<&'static str>;
    /// One whom it does not know; `None` where every name can be printed.
    fn stranger(&self) -> Option<&'static str>;
    /// The same destination at another address, with the same credentials; `None` where no line leads there.
    fn at(&self, address: &str, access: Access, clock: Clock) -> Option<Box<dyn Destination>>;
    /// What must never be in an error; empty: there are no credentials.
    fn secret(&self) -> String;
    /// How long the place may work on a request whose answer was lost.
    fn settle(&self) -> Duration;
}

/// What came of a case that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was tried, and holds.
    Held,
    /// The place has nothing that it could be tried on.
    NotHere,
}

impl From<()> for Outcome {
    fn from((): ()) -> Self {
        Self::Held
    }
}

/// A case under way.
type Running<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;
type Case = for<'a> fn(&'a dyn Destination, &'a dyn World) -> Running<'a>;

macro_rules! cases {
    ($($room:ident: $($name:ident)*;)*) => {
        /// Every case with its room and its name, each with stories of its own.
        const CASES: &[(&str, &str, Case)] = &[$($((
            stringify!($room),
            stringify!($name),
            |there, world| Box::pin(async move { Outcome::from($room::$name(there, world).await) }),
        ),)*)*];
    };
}

cases! {
    promise:
        probing_says_who_is_there
        nothing_is_found_where_nothing_is
        reserving_twice_leaves_one
        a_story_arrives_as_it_was_approved
        writing_again_changes_nothing
        a_correction_goes_the_same_way
        what_somebody_changed_there_is_not_overwritten
        what_nobody_approved_does_not_go_live
        an_unknown_author_is_refused
        pictures_are_sent_once
        a_story_is_taken_back_and_withdrawn
        a_story_under_another_name_is_taken_from_readers
        hostile_text_is_text
        what_cannot_be_printed_is_refused_before_anything_is_sent
        a_taken_address_is_not_given_a_number
        another_desk_finds_it_and_writes_no_second_one
        another_text_that_this_desk_does_not_know_is_not_overwritten
        a_picture_keeps_its_credit_and_its_alternative_text
        a_note_to_readers_stands_once_with_its_label
        an_update_stays_at_its_address;
    lost:
        each_request_is_lost_once
        each_answer_is_lost_once
        each_request_is_late_once
        each_request_comes_twice
        each_answer_is_cut_once
        each_line_is_reset_once
        each_answer_to_an_update_is_lost_once;
    hostile:
        an_endless_answer_is_bounded
        a_slow_drip_is_given_up
        a_web_page_is_not_data
        a_login_page_is_never_success
        an_answer_that_breaks_off_settles_nothing
        data_of_another_shape_settles_nothing
        an_empty_answer_settles_nothing
        a_redirect_to_another_host_gets_no_credential
        a_bad_certificate_is_refused
        a_servers_own_words_are_never_shown
        going_slower_is_what_was_asked_for
        a_failing_server_leaves_open_only_what_was_written
        nobody_there_is_said
        clocks_that_are_apart_are_said;
}

/// Every case, one after the other; says which could not be tried there.
pub async fn all(there: &dyn Destination, world: &dyn World) {
    run(there, world, |_| true).await;
}

/// Only what depends on whose account it is: the line and hostile servers are the same for everybody.
pub async fn promises(there: &dyn Destination, world: &dyn World) {
    run(there, world, |room| room == "promise").await;
}

async fn run(there: &dyn Destination, world: &dyn World, wanted: fn(&str) -> bool) {
    let began = Instant::now();
    let (mut held, mut missing) = (0, Vec::new());
    for (_, name, case) in CASES.iter().filter(|(room, ..)| wanted(room)) {
        let since = Instant::now();
        match case(there, world).await {
            Outcome::Held => held += 1,
            Outcome::NotHere => missing.push(*name),
        }
        println!("{:>6} ms  {name}", since.elapsed().as_millis());
    }
    let seconds = began.elapsed().as_secs_f32();
    println!(
        "{}: {held} cases held in {seconds:.0} s; there is nothing to try on: {missing:?}",
        there.adapter()
    );
}

#[test]
fn there_are_forty_one_cases() {
    assert_eq!(CASES.len(), 41);
}
