//! Pictures among the site's files. Ghost has no list of them, but a name for each: made from the file's
//! hash, it is found where a file of this month lies.

use super::{
    admin::path,
    answer::{self, Images},
    Ghost,
};
use crate::{Carried, Edition, Picture, Reason, Rendition, Trouble};
use chrono::{DateTime, Datelike};
use copy::html;

/// The file of a picture that the site gets: the largest. It makes its own sizes.
pub fn file(picture: &Picture) -> Result<&Rendition, Trouble> {
    let field = format!("figure:{}", picture.figure);
    picture.renditions.last().ok_or_else(|| Trouble::story(Reason::PictureWithoutFile, Some(&field)))
}

/// Looks for each picture, and uploads what is missing.
pub async fn ensure(there: &Ghost, edition: &Edition, carried: &Carried) -> Result<Carried, Trouble> {
    let mut carried = carried.clone();
    for picture in &edition.pictures {
        let file = file(picture)?;
        let key = file.sha256.to_string();
        if carried.media.contains_key(&key) {
            continue;
        }
        let address = match find(there, file).await? {
            Some(address) => address,
            None => upload(there, file).await.map_err(|trouble| match trouble {
                Trouble::Story { reason, .. } => {
                    Trouble::story(reason, Some(&format!("figure:{}", picture.figure)))
                }
                other => other,
            })?,
        };
        carried.media.insert(key, address);
    }
    Ok(carried)
}

/// Where the file would lie had it been sent this month. A file of an earlier month, or one that the site
/// keeps elsewhere, is sent again: a second file harms nobody.
async fn find(there: &Ghost, file: &Rendition) -> Result<Option<String>, Trouble> {
    let (site, date_ms) = there.admin.site().await?;
    let Some(date) = date_ms.and_then(DateTime::from_timestamp_millis) else { return Ok(None) };
    let place = format!("/content/images/{}/{:02}/{}", date.year(), date.month(), file.file_name());
    let found = there.admin.http().get(&place).send().await?;
    let is_image = found.named("content-type").is_some_and(|kind| kind.starts_with("image/"));
    Ok((found.status == 200 && is_image).then(|| format!("{}{place}", site.url.trim_end_matches('/'))))
}

async fn upload(there: &Ghost, file: &Rendition) -> Result<String, Trouble> {
    // No file holds its own hash, so the line between the parts stands in none of them.
    let boundary = format!("cd-{}", file.sha256);
    let name = file.file_name();
    let head = format!(
        "--{boundary}\r\ncontent-disposition: form-data; name=\"purpose\"\r\n\r\nimage\r\n\
         --{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: {}\r\n\r\n",
        file.media_type
    );
    let body = [head.as_bytes(), &file.bytes, format!("\r\n--{boundary}--\r\n").as_bytes()].concat();
    let kind = format!("multipart/form-data; boundary={boundary}");
    let answer =
        there.admin.ask(|http| http.post(&path("/images/upload/")).body(&kind, body.clone())).await?;
    let images: Images = answer::read(&answer)?;
    let address = images.images.first().and_then(|image| html::safe_address(&image.url));
    address.ok_or_else(|| answer.unreadable())
}
