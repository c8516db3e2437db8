//! Pictures in the site's library. The slug is made from the file's hash, so a picture that is there
//! is found, whoever sent it and however often.

use super::{
    answer::{self, Media},
    inert, markup,
};
use crate::{http::Http, Carried, Edition, Picture, Reason, Trouble};
use md5::{Digest, Md5};
use serde_json::json;

const MEDIA: &str = "/wp-json/wp/v2/media";

/// Looks for each picture, and uploads what is missing.
pub async fn ensure(http: &Http, edition: &Edition, carried: &Carried) -> Result<Carried, Trouble> {
    let mut carried = carried.clone();
    for picture in &edition.pictures {
        let (key, address_key) = (markup::key(picture), markup::address_key(picture));
        if key.is_empty() {
            let field = format!("figure:{}", picture.figure);
            return Err(Trouble::story(Reason::PictureWithoutFile, Some(&field)));
        }
        if carried.media.contains_key(&key) && carried.media.contains_key(&address_key) {
            continue;
        }
        let media = match find(http, &key).await? {
            Some(media) => media,
            None => bring(http, picture, &key).await?,
        };
        if media.alt_text.is_empty() && media.caption.raw.is_empty() {
            describe(http, edition, picture, media.id).await?;
        }
        carried.media.insert(key, media.id.to_string());
        carried.media.insert(address_key, media.source_url);
    }
    Ok(carried)
}

fn slug(key: &str) -> String {
    format!("cd-{key}")
}

async fn find(http: &Http, key: &str) -> Result<Option<Media>, Trouble> {
    let slug = slug(key);
    let query = [("slug", slug.as_str()), ("context", "edit"), ("orderby", "id"), ("order", "asc")];
    let found: Vec<Media> = answer::read(&http.get(MEDIA).query(&query).send().await?)?;
    Ok(found.into_iter().next())
}

/// Uploads a picture. WordPress says the same of a file that it does not take and of two uploads of one file
/// that met on its disk, as a doubled request does: so the refusal is believed only the second time, after
/// looking whether the other one arrived.
async fn bring(http: &Http, picture: &Picture, key: &str) -> Result<Media, Trouble> {
    match upload(http, picture, key).await {
        Err(Trouble::Story { reason, .. }) if reason == Reason::PictureNotTaken.into() => {
            match find(http, key).await? {
                Some(media) => Ok(media),
                None => upload(http, picture, key).await,
            }
        }
        answered => answered,
    }
}

async fn upload(http: &Http, picture: &Picture, key: &str) -> Result<Media, Trouble> {
    let Some(file) = picture.renditions.last() else {
        return Err(Trouble::story(Reason::PictureWithoutFile, None));
    };
    let request = http
        .post(MEDIA)
        .query(&[("slug", &slug(key)), ("context", "edit")])
        .header("content-disposition", &format!("attachment; filename=\"{}\"", file.file_name()))
        // The server refuses a file that the line has damaged.
        .header("content-md5", &hex::encode(Md5::digest(&file.bytes)))
        .body(&file.media_type, file.bytes.to_vec());
    answer::read(&request.send().await?).map_err(|trouble| match trouble {
        Trouble::Story { reason, .. } => Trouble::story(reason, Some(&format!("figure:{}", picture.figure))),
        other => other,
    })
}

/// What the library shows of the picture. The story prints its own caption; this one is for whoever finds it there.
async fn describe(http: &Http, edition: &Edition, picture: &Picture, id: u64) -> Result<(), Trouble> {
    let Some(figure) = edition.copy.figure(picture.figure) else { return Ok(()) };
    let title: String = edition.copy.headline.text().chars().take(150).collect();
    let fields = json!({
        "alt_text": figure.facts.alt,
        "caption": markup::caption_text(edition, figure, picture),
        "title": inert::text(&title),
        "description": inert::text(&figure.facts.copyright),
    });
    let request = http.post(&format!("{MEDIA}/{id}")).query(&[("context", "edit")]).json(&fields);
    answer::read::<Media>(&request.send().await?).map(|_| ())
}
