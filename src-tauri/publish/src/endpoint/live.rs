//! A story as it stands at the receiver, whole, for a person who must choose; and taking it away.

use super::{answer, media, ninjs, read_back, remote, segment, Endpoint};
use crate::{Carried, Difference, Edition, LiveText, PublicState, Reason, Trouble};
use copy::html;
use serde_json::Value;

/// The text there beside ours, who saved it and when.
pub async fn read_text(there: &Endpoint, edition: &Edition, carried: &Carried) -> Result<LiveText, Trouble> {
    let record = there.record(remote(carried)?).await?;
    if record.state().is_none() {
        return Err(Trouble::conflict(Reason::StoryInBin));
    }
    let mut carried = carried.clone();
    let mut addresses_known = true;
    for picture in &edition.pictures {
        let key = media::file(picture)?.sha256.to_string();
        addresses_known &= carried.media.contains_key(&key);
        carried.media.entry(key).or_default();
    }
    let ours = ninjs::story(edition, &carried, PublicState::Live)?;
    let (by, at_ms) = record.changed();
    Ok(LiveText {
        ours: whole(&ours),
        theirs: whole(record.data()),
        besides: besides(&ours, record.data(), addresses_known),
        copy: record.copy(),
        by,
        at_ms,
    })
}

/// Headline, deck, description and bodies, in the order in which readers meet them.
fn whole(data: &Value) -> String {
    let parts = |list: &str, roles: &[&str]| -> Vec<String> {
        let all = data.get(list).and_then(Value::as_array).into_iter().flatten();
        let text = |part: &Value| {
            let of = |name: &str| part.get(name).and_then(Value::as_str).unwrap_or_default();
            let wanted = roles.is_empty() || roles.contains(&of("role"));
            // The plain form of a headline stands beside the marked one.
            let value = match (of("contentType"), list) {
                ("text/plain", "headlines") => return None,
                ("text/plain", _) => html::escape(of("value")),
                _ => of("value").to_owned(),
            };
            wanted.then_some(value)
        };
        all.filter_map(text).collect()
    };
    let mut out = String::new();
    for headline in parts("headlines", &[ninjs::MAIN]) {
        out.push_str(&format!("<h1>{headline}</h1>\n"));
    }
    for description in parts("descriptions", &[]) {
        out.push_str(&format!("<p>{description}</p>\n"));
    }
    let pictures = data.get("associations").and_then(Value::as_array).into_iter().flatten();
    for lead in pictures.filter(|picture| picture.get("rel").and_then(Value::as_str) == Some("lead")) {
        out.push_str(&format!("<p>{}</p>\n", words_under(lead)));
    }
    out.push_str(&parts("bodies", &[]).join("\n"));
    out
}

/// A picture's caption and credit, as they stand under it. The text has them of every picture but the lead.
fn words_under(picture: &Value) -> String {
    let of = |list: &str, role: &str, name: &str| -> String {
        let all = picture.get(list).and_then(Value::as_array).into_iter().flatten();
        let mut same = all.filter(|one| one.get("role").and_then(Value::as_str) == Some(role));
        same.find_map(|one| one.get(name)?.as_str()).unwrap_or_default().to_owned()
    };
    let credit = html::escape(&of("infoSources", "credit", "name"));
    format!("{} {credit}", of("descriptions", "caption", "value"))
}

fn besides(ours: &Value, theirs: &Value, addresses_known: bool) -> Vec<Difference> {
    let text = [Difference::Headline, Difference::Text, Difference::Summary];
    let is_text = |what: &Difference| text.contains(what);
    let unknown = |what: &Difference| *what == Difference::PictureMissing && !addresses_known;
    read_back::differing(ours, theirs).into_iter().filter(|what| !is_text(what) && !unknown(what)).collect()
}

/// Takes the story back from readers, and has it forgotten.
pub async fn remove(there: &Endpoint, edition: &Edition, carried: &Carried) -> Result<(), Trouble> {
    let path = format!("/stories/{}", segment(&remote(carried)?.0));
    let looked = there.look(&path).await?;
    if answer::is_gone(&looked) {
        return Ok(());
    }
    let record: answer::Record = answer::read(&looked)?;
    let Some(state) = record.state() else { return Ok(()) };
    let now = record.hash();
    let is_ours = |data: Result<Value, Trouble>| data.is_ok_and(|data| ninjs::hash(&data) == now);
    if Some(now) != carried.content_hash
        && !is_ours(ninjs::story(edition, carried, PublicState::Live))
        && !is_ours(ninjs::withdrawn(edition))
    {
        return Err(Trouble::conflict(Reason::ChangedThere));
    }
    let version = match state {
        PublicState::Draft => record.version().to_owned(),
        _ => there.change_state(edition, carried, PublicState::Draft).await?.version,
    };
    let request = there.http.delete(&path).header("if-match", &format!("\"{version}\""));
    let gone = there.signed(request, &format!("DELETE {path}"), b"").send().await?;
    match gone.status {
        204 => Ok(()),
        405 | 501 => Err(Trouble::story(Reason::CannotRemove, None)),
        _ if answer::is_gone(&gone) => Ok(()),
        _ => answer::read::<Value>(&gone).map(|_| ()),
    }
}
