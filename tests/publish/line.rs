//! The reserve protocol over a line that drops: every step again until it is settled, looking first.

use copydesk_tests::edition::reservation;
use publish::{Carried, Destination, Edition, PublicState, Trouble, Verdict};
use std::time::Duration;

/// An attempt is made this often before the test says that it never ends.
const ATTEMPTS: usize = 60;

async fn settled<T>(
    settle: Duration,
    mut attempt: impl AsyncFnMut() -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    for _ in 0..ATTEMPTS {
        match attempt().await {
            // Not to wait for an event that nobody reports, but until the server can no longer act.
            Err(Trouble::Unknown { .. }) => tokio::time::sleep(settle).await,
            Err(Trouble::Later { .. }) => {}
            answer => return answer,
        }
    }
    panic!("a step did not come to an end in {ATTEMPTS} attempts")
}

/// Publishes a story in the protocol's order; what is there already is not sent again.
pub async fn publish(
    there: &dyn Destination,
    address: &str,
    edition: &Edition,
    settle: Duration,
) -> Result<(Carried, Verdict), Trouble> {
    let reserved = reservation(edition, there.adapter(), address);
    there.preflight(edition)?;
    let carried = settled(settle, async || there.resolve(edition, &Carried::default()).await).await?;
    let mut carried = settled(settle, async || there.ensure_media(edition, &carried).await).await?;
    let id = settled(settle, async || match there.find(&reserved).await? {
        Some(found) => Ok(found.id),
        None => there.reserve(&reserved).await,
    })
    .await?;
    carried.remote = Some(id);
    carried = brought(there, edition, carried, settle).await?;
    // Requests that the line doubled may have reserved twice.
    settled(settle, async || {
        for other in there.find(&reserved).await?.map(|found| found.others).unwrap_or_default() {
            there.discard_reservation(&reserved, &other).await?;
        }
        Ok(())
    })
    .await?;
    let verdict = settled(settle, async || there.verify(edition, &carried).await).await?;
    Ok((carried, verdict))
}

/// Publishes a story's next edition over what this desk published before.
pub async fn update(
    there: &dyn Destination,
    edition: &Edition,
    carried: Carried,
    settle: Duration,
) -> Result<Verdict, Trouble> {
    let carried = settled(settle, async || there.resolve(edition, &carried).await).await?;
    let carried = settled(settle, async || there.ensure_media(edition, &carried).await).await?;
    let carried = brought(there, edition, carried, settle).await?;
    settled(settle, async || there.verify(edition, &carried).await).await
}

/// Writes it, and makes it live.
async fn brought(
    there: &dyn Destination,
    edition: &Edition,
    mut carried: Carried,
    settle: Duration,
) -> Result<Carried, Trouble> {
    for step in 0..2 {
        let copy = settled(settle, async || match step {
            0 => there.write(edition, &carried).await,
            _ => there.set_state(edition, &carried, PublicState::Live).await,
        })
        .await?;
        carried.version = copy.version;
        carried.content_hash = Some(copy.content_hash);
        carried.url = copy.url;
    }
    Ok(carried)
}
