//! Checks before publishing.

use super::{id, Answer};
use crate::{counter::Call, dto::*};
use newsroom::check::{Check, Place, Severity as DeskSeverity};

fn place(place: Place) -> PlaceView {
    PlaceView { container: place.container, paragraph: place.paragraph, from: place.from, to: place.to }
}

pub(crate) fn check_view(check: Check) -> CheckView {
    CheckView {
        key: check.key,
        kind: check.kind.key().into(),
        severity: match check.severity {
            DeskSeverity::Blocks => Severity::Blocks,
            DeskSeverity::Warns => Severity::Warns,
            DeskSeverity::Passes => Severity::Passes,
        },
        arguments: check.arguments.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        place: check.place.map(place),
        ignorable: check.ignorable,
        ignored_by: check.ignored_by,
        fixes: check.fixes,
    }
}

pub(crate) fn check_list(call: &Call<'_>, story: StoryRef) -> Answer<CheckList> {
    let checks = call.desk.checks(id(&story.story)?)?;
    Ok(CheckList { checks: checks.into_iter().map(check_view).collect() })
}

pub(crate) fn check_ignore(call: &Call<'_>, ignore: CheckIgnore) -> Answer<CheckList> {
    let story = id(&ignore.story)?;
    call.desk.ignore_check(call.member, story, &ignore.key, &ignore.why, ignore.ignored)?;
    check_list(call, StoryRef { story: ignore.story })
}
