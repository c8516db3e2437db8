//! Pictures and portraits, each by the hash of its file: looked for, then sent where it is missing.

use super::{
    answer::{self, Asset},
    Endpoint,
};
use crate::{Carried, Edition, Picture, Reason, Rendition, Trouble};
use copy::html;

/// The file of a picture that the receiver gets: the largest. It makes its own sizes, if it wants any.
pub fn file(picture: &Picture) -> Result<&Rendition, Trouble> {
    let field = format!("figure:{}", picture.figure);
    picture.renditions.last().ok_or_else(|| Trouble::story(Reason::PictureWithoutFile, Some(&field)))
}

/// Looks for each file, and sends what is missing.
pub async fn ensure(there: &Endpoint, edition: &Edition, carried: &Carried) -> Result<Carried, Trouble> {
    let mut carried = carried.clone();
    for picture in &edition.pictures {
        let field = format!("figure:{}", picture.figure);
        bring(there, file(picture)?, &field, &mut carried).await?;
    }
    for portrait in edition.portraits.values() {
        bring(there, portrait, "byline", &mut carried).await?;
    }
    Ok(carried)
}

async fn bring(
    there: &Endpoint,
    file: &Rendition,
    field: &str,
    carried: &mut Carried,
) -> Result<(), Trouble> {
    let key = file.sha256.to_string();
    if carried.media.contains_key(&key) {
        return Ok(());
    }
    let path = format!("/assets/{key}");
    let looked = there.look(&path).await?;
    let answered = if answer::is_gone(&looked) {
        let id = format!("asset-{key}");
        let request = there.signed(there.http.post(&path), &id, &file.bytes);
        request.body(&file.media_type, file.bytes.to_vec()).send().await?
    } else {
        looked
    };
    let asset: Asset = answer::read(&answered).map_err(|trouble| match trouble {
        Trouble::Story { reason, .. } => Trouble::story(reason, Some(field)),
        other => other,
    })?;
    // The name is the hash: whatever else is offered under it is not the picture.
    let url = html::safe_address(&asset.url).filter(|_| asset.sha256 == key);
    carried.media.insert(key, url.ok_or_else(|| answered.unreadable())?);
    Ok(())
}
