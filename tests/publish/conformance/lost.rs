//! Lines on which something happens to every single request of a publication, once: before the server has
//! seen it, after it has acted, or twice at a time. The story is there once all the same, as it was approved.

use super::{Outcome, World};
use crate::line;
use copydesk_tests::{
    edition::{assert_reads, corrected, edition, lines, text_of},
    faulty_proxy::{Fault, FaultyProxy},
    wordpress::clock,
};
use publish::{http::Access, Destination};

fn over(world: &dyn World, fault: Fault) -> Option<(FaultyProxy, Box<dyn Destination>)> {
    // A folder has no address that a proxy could stand before.
    let upstream = world.address().starts_with("http").then(|| world.address())?;
    let proxy = FaultyProxy::once_each(&upstream, fault).expect("loopback");
    let access = Access { private_addresses: true, ..Access::default() };
    let there = world.at(&proxy.url(), access, clock())?;
    Some((proxy, there))
}

async fn arrives_once(world: &dyn World, n: u32, fault: Fault) -> Outcome {
    let Some((proxy, there)) = over(world, fault) else { return Outcome::NotHere };
    let before = world.stories().len();
    let edition = edition(n, world.author());
    let (carried, verdict) = line::publish(&*there, &proxy.url(), &edition, world.settle())
        .await
        .unwrap_or_else(|trouble| panic!("{fault:?}: {trouble:?}"));
    assert_eq!(verdict.differs, [], "{fault:?}: what is live is what was approved");
    let hit = proxy.seen().iter().flatten().count();
    assert!(hit >= 5, "{fault:?} happened at every step: {hit}");
    assert_eq!(world.stories().len(), before + 1, "{fault:?}: one story more, and nothing beside it");
    let page = text_of(&world.page(&carried.url.expect("it has an address")));
    assert_reads(&page, &lines(&edition));
    Outcome::Held
}

pub async fn each_request_is_lost_once(_: &dyn Destination, world: &dyn World) -> Outcome {
    arrives_once(world, 31, Fault::LoseRequest).await
}

pub async fn each_answer_is_lost_once(_: &dyn Destination, world: &dyn World) -> Outcome {
    arrives_once(world, 32, Fault::LoseAnswer).await
}

pub async fn each_request_is_late_once(_: &dyn Destination, world: &dyn World) -> Outcome {
    arrives_once(world, 33, Fault::Delay).await
}

pub async fn each_request_comes_twice(_: &dyn Destination, world: &dyn World) -> Outcome {
    arrives_once(world, 34, Fault::Double).await
}

pub async fn each_answer_is_cut_once(_: &dyn Destination, world: &dyn World) -> Outcome {
    arrives_once(world, 35, Fault::Truncate).await
}

pub async fn each_line_is_reset_once(_: &dyn Destination, world: &dyn World) -> Outcome {
    arrives_once(world, 36, Fault::Reset).await
}

pub async fn each_answer_to_an_update_is_lost_once(direct: &dyn Destination, world: &dyn World) -> Outcome {
    let Some((proxy, there)) = over(world, Fault::LoseAnswer) else { return Outcome::NotHere };
    let first = edition(37, world.author());
    let (carried, _) =
        line::publish(direct, &world.address(), &first, world.settle()).await.expect("it is published");
    let before = world.stories().len();
    let second = corrected(&first);
    let verdict = line::update(&*there, &second, carried, world.settle())
        .await
        .unwrap_or_else(|trouble| panic!("{trouble:?}"));
    assert_eq!(verdict.differs, [], "what is live is the correction");
    assert!(proxy.seen().iter().flatten().count() >= 2, "the line was bad");
    assert_eq!(world.stories().len(), before, "the story was changed in place");
    Outcome::Held
}
