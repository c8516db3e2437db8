//! Text on its way.

use super::{count, from_ms, id, ms, Answer};
use crate::{counter::Call, dto::*, Code, WireError};
use document::{Attributes, Container, Delta, DeltaOp};
use newsroom::story::{Edit, StoryEvent as DeskEvent};

pub(crate) fn container(name: &str) -> Answer<Container> {
    name.parse().map_err(|_| WireError::new(Code::BadCall, "A story has no such text."))
}

pub(crate) fn delta_view(delta: &Delta) -> Vec<DeltaOpView> {
    let marks = |marks: &Attributes| {
        (!marks.is_empty()).then(|| marks.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
    };
    let op = |op: &DeltaOp| match op {
        DeltaOp::Insert(text, attributes) => DeltaOpView {
            insert: Some(text.clone()),
            retain: None,
            delete: None,
            attributes: marks(attributes),
        },
        DeltaOp::Retain(units, attributes) => DeltaOpView {
            insert: None,
            retain: Some(count(*units)),
            delete: None,
            attributes: marks(attributes),
        },
        DeltaOp::Delete(units) => {
            DeltaOpView { insert: None, retain: None, delete: Some(count(*units)), attributes: None }
        }
    };
    delta.0.iter().map(op).collect()
}

fn delta(ops: Vec<DeltaOpView>) -> Answer<Delta> {
    let mut delta = Delta::new();
    for op in ops {
        let marks: Attributes = op.attributes.unwrap_or_default().into_iter().collect();
        delta.push(match (op.insert, op.retain, op.delete) {
            (Some(text), None, None) => DeltaOp::Insert(text, marks),
            (None, Some(units), None) => DeltaOp::Retain(units as usize, marks),
            (None, None, Some(units)) => DeltaOp::Delete(units as usize),
            _ => return Err(WireError::new(Code::BadCall, "An operation inserts, keeps or deletes.")),
        });
    }
    Ok(delta)
}

pub(crate) fn container_delta(container: Container, delta: &Delta) -> ContainerDelta {
    ContainerDelta { container: container.to_string(), delta: delta_view(delta) }
}

pub(crate) fn container_mark(container: Container, mark: document::ContainerMark) -> ContainerMark {
    ContainerMark {
        container: container.to_string(),
        length: count(mark.length_utf16),
        hash: format!("{:08x}", mark.hash),
    }
}

fn deltas(changes: &[(Container, Delta)]) -> Vec<ContainerDelta> {
    changes.iter().map(|(container, delta)| container_delta(*container, delta)).collect()
}

/// A story's event in the interface's words.
pub(crate) fn story_event(event: &DeskEvent) -> StoryEvent {
    match event {
        DeskEvent::Changed { from_version, to_version, changes, correction, origin } => StoryEvent::Changed {
            from_version: *from_version,
            to_version: *to_version,
            changes: deltas(changes),
            correction: (!correction.is_empty()).then(|| deltas(correction)),
            origin: origin.as_ref().map(|(client, seq)| Origin { client: client.clone(), seq: *seq }),
        },
        DeskEvent::Facts => StoryEvent::Facts,
        DeskEvent::Saved { version, at_ms } => StoryEvent::Saved { version: *version, at_ms: ms(*at_ms) },
        DeskEvent::NotSaved(reason) => {
            let reason = match reason {
                newsroom::Unsaved::DiskFull => "disk_full",
                newsroom::Unsaved::ReadOnly => "read_only",
                newsroom::Unsaved::Broken => "broken",
            };
            StoryEvent::NotSaved { reason: reason.into() }
        }
    }
}

pub(crate) fn story_edit(call: &Call<'_>, edit: StoryEdit) -> Answer<EditAck> {
    let edits = edit
        .edits
        .into_iter()
        .map(|one| Ok((container(&one.container)?, delta(one.delta)?)))
        .collect::<Answer<_>>()?;
    let wish = Edit {
        story: id(&edit.story)?,
        client: edit.client,
        seq: edit.seq,
        base_version: edit.base_version,
        edits,
    };
    let ack = match edit.suggesting {
        Some(true) => call.desk.suggest_story(call.member, wish)?,
        _ => call.desk.edit_story(call.member, wish)?,
    };
    Ok(EditAck {
        version: ack.version,
        saved_at_ms: ms(ack.saved_at_ms),
        marks: ack.marks.into_iter().map(|(container, mark)| container_mark(container, mark)).collect(),
    })
}

pub(crate) fn story_rescue(call: &Call<'_>, rescue: Rescue) -> Answer<Made> {
    let story = id(&rescue.story)?;
    let made = call.desk.rescue(call.member, story, container(&rescue.container)?, &rescue.text)?;
    Ok(Made { id: made.to_string() })
}

pub(crate) fn text_paste(_: &Call<'_>, paste: Paste) -> Answer<Pasted> {
    let clean = exchange::paste(&paste.html, &paste.text).map_err(WireError::refused)?;
    let mut delta = Delta::new();
    for block in clean.blocks {
        for span in block.text.spans() {
            let mut marks = Attributes::new();
            if span.marks.strong {
                marks.insert("strong".into(), true.into());
            }
            if span.marks.em {
                marks.insert("em".into(), true.into());
            }
            if let Some(lang) = &span.marks.lang {
                marks.insert("lang".into(), lang.as_str().into());
            }
            if let Some(link) = &span.marks.link {
                marks.insert("link".into(), String::from(link.clone()).into());
            }
            let text: String =
                span.text.chars().filter(|c| !document::is_dropped(*c) && *c != '\n').collect();
            delta = delta.insert_with(text, marks);
        }
        let mut marks = Attributes::new();
        let key = block.kind.key();
        if !key.is_empty() {
            marks.insert("b".into(), key.into());
        }
        delta = delta.insert_with("\n", marks);
    }
    Ok(Pasted {
        delta: delta_view(&delta),
        left_out: clean.left_out.into_iter().map(|one| copy::Sentence::from(one).into()).collect(),
    })
}

/// A time of a call.
pub(crate) fn time(at_ms: Option<f64>) -> Option<i64> {
    at_ms.map(from_ms)
}
