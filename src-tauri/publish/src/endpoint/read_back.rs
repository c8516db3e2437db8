//! The read-back: what the receiver gives back, and what a stranger sees of it, held against what was approved.

use super::{ninjs, remote, Endpoint};
use crate::{reading, Carried, Difference, Edition, PublicState, Trouble, Verdict};
use serde_json::Value;

/// Reads the story by its identifier and as a page, and compares.
pub async fn verify(there: &Endpoint, edition: &Edition, carried: &Carried) -> Result<Verdict, Trouble> {
    let record = there.record(remote(carried)?).await?;
    let mut verdict = Verdict::default();
    let Some(state) = record.state() else {
        verdict.differs.push(Difference::InBin.into());
        return Ok(verdict);
    };
    let expected = match state {
        PublicState::Withdrawn => ninjs::withdrawn(edition)?,
        PublicState::Live | PublicState::Draft => ninjs::story(edition, carried, state)?,
    };
    let differing = differing(&expected, record.data());
    verdict.wrong_byline = differing.contains(&Difference::Author);
    verdict.differs.extend(differing.into_iter().map(Into::into));
    if state == PublicState::Draft {
        return Ok(verdict);
    }
    verdict.url = record.url();
    // A receiver without pages of its own hands the story on to somewhere that cannot be read back.
    let Some(url) = &verdict.url else { return Ok(verdict) };
    let page = there.http.public_page(url).await?;
    match page.status {
        200..=299 => {}
        404 | 410 | 401 | 403 => {
            verdict.differs.push(Difference::PageClosed.into());
            return Ok(verdict);
        }
        _ => return Err(page.trouble().unwrap_or_else(|| page.unreadable())),
    }
    compare_page(edition, &expected, &page.text(), state, &mut verdict);
    Ok(verdict)
}

/// What the receiver stored, field by field; what has no sentence of its own is the text's.
pub fn differing(expected: &Value, stored: &Value) -> Vec<Difference> {
    let same = |names: &[&str]| {
        let of = |data: &Value| -> Value {
            names.iter().map(|name| data.get(name).cloned().unwrap_or_default()).collect()
        };
        ninjs::hash(&of(expected)) == ninjs::hash(&of(stored))
    };
    let fields: [(&[&str], Difference); 6] = [
        (&["title", "headlines"], Difference::Headline),
        (&["bodies", "located"], Difference::Text),
        (&["descriptions"], Difference::Summary),
        (&["altIds"], Difference::WebAddress),
        (&["by", "people"], Difference::Author),
        (&["associations"], Difference::PictureMissing),
    ];
    let mut differing: Vec<Difference> =
        fields.into_iter().filter(|(names, _)| !same(names)).map(|(_, what)| what).collect();
    for (is_section, what) in [(true, Difference::Section), (false, Difference::Tags)] {
        let of = |data: &Value| -> Value {
            let subjects = data.get("subjects").and_then(Value::as_array).into_iter().flatten();
            let wanted = |subject: &&Value| {
                (subject.get("rel").and_then(Value::as_str) == Some("section")) == is_section
            };
            subjects.filter(wanted).cloned().collect()
        };
        if ninjs::hash(&of(expected)) != ninjs::hash(&of(stored)) {
            differing.push(what);
        }
    }
    if differing.is_empty() && ninjs::hash(expected) != ninjs::hash(stored) {
        differing.push(Difference::Text);
    }
    differing
}

/// What a reader sees: every approved line in its order (the site may put its own around them), the
/// pictures, and the names.
fn compare_page(edition: &Edition, expected: &Value, page: &str, state: PublicState, verdict: &mut Verdict) {
    let seen = reading::lines(page);
    let shows = |line: &str| seen.iter().any(|seen| seen.contains(line));
    if !shows(&reading::lines(&copy::html::phrase(&edition.copy.headline, "")).join(" ")) {
        verdict.differs.push(Difference::PageHeadline.into());
    }
    let bodies = expected.get("bodies").and_then(Value::as_array).into_iter().flatten();
    let is_whole = bodies.filter_map(|body| body.get("value")?.as_str()).all(|body| {
        let mut rest = seen.iter();
        reading::lines(body).iter().all(|line| rest.any(|seen| seen.contains(line.as_str())))
    });
    if !is_whole {
        verdict.differs.push(Difference::PageText.into());
    }
    if state == PublicState::Withdrawn {
        return;
    }
    let files: Vec<String> = edition
        .pictures
        .iter()
        .filter_map(|picture| picture.renditions.last())
        .map(|file| file.sha256.to_string())
        .collect();
    let sources: Vec<String> = reading::tokens(page)
        .into_iter()
        .filter_map(|token| match token {
            reading::Token::Open(name, attributes) if name == "img" => attributes.get("src").cloned(),
            _ => None,
        })
        .collect();
    // A site that renames its files is believed as far as it shows as many.
    let named = files.iter().all(|file| sources.iter().any(|source| source.contains(file.as_str())));
    if !named && sources.len() < files.len() {
        verdict.differs.push(Difference::PagePicture.into());
    }
    if edition.copy.byline.iter().any(|who| !shows(who.name.trim())) {
        verdict.differs.push(Difference::PageAuthor.into());
    }
}
