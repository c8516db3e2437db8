//! Threads, suggestions, items of revision notes, quotations looked at.

use super::{
    count,
    figure::{figure_change, figure_change_view},
    id, ms,
    story::{fact_change, fact_change_view},
    text::container,
    Answer,
};
use crate::{counter::Call, dto::*};
use copy::{MemberId, Stamp, StoryId};
use document::{Place, Proposal, Utf16, Verdict};
use newsroom::{
    suggestion::Which,
    thread::{About, Entry, Outcome, Standing, Thread, Words},
};

fn done_by(call: &Call<'_>, member: MemberId, at: &Stamp) -> DoneBy {
    let (name, initials) =
        call.desk.member(member).map(|known| (known.name, known.initials)).unwrap_or_default();
    DoneBy { member: member.to_string(), name, initials, at_ms: ms(at.at_ms) }
}

/// Somebody whom a mark in the text names; a foreign text may name nobody.
fn suggested_by(call: &Call<'_>, member: Option<MemberId>, at_ms: i64) -> DoneBy {
    let at = Stamp { at_ms, zone: String::new() };
    let nobody =
        || DoneBy { member: String::new(), name: String::new(), initials: String::new(), at_ms: ms(at_ms) };
    member.map_or_else(nobody, |member| done_by(call, member, &at))
}

fn range_view(place: &Place) -> RangeView {
    RangeView { container: place.container.to_string(), from: count(place.from.0), to: count(place.to.0) }
}

fn range(view: &RangeView) -> Answer<Place> {
    Ok(Place {
        container: container(&view.container)?,
        from: Utf16(view.from as usize),
        to: Utf16(view.to as usize),
    })
}

fn words(text: String, mentions: &[String]) -> Answer<Words> {
    Ok(Words { text, mentions: mentions.iter().map(|member| id(member)).collect::<Answer<_>>()? })
}

fn proposal(view: ProposalView) -> Answer<Proposal> {
    Ok(match view {
        ProposalView::Fact { change } => fact_change(change)?,
        ProposalView::Figure { figure, change } => {
            Proposal::Figure { figure: id(&figure)?, change: figure_change(change) }
        }
    })
}

fn proposal_view(proposal: &Proposal) -> Option<ProposalView> {
    Some(match proposal {
        Proposal::Figure { figure, change } => {
            ProposalView::Figure { figure: figure.to_string(), change: figure_change_view(change)? }
        }
        other => ProposalView::Fact { change: fact_change_view(other)? },
    })
}

pub(crate) fn thread_open(call: &Call<'_>, open: ThreadOpen) -> Answer<Made> {
    let (about, version) = match open.about {
        AboutView::Words { range: at, version } => (About::Words(range(&at)?), Some(version)),
        AboutView::Figure { figure } => (About::Figure(id(&figure)?), None),
        AboutView::Fact { name } => (About::Fact(name), None),
        AboutView::Story => (About::Story, None),
    };
    let proposal = open.proposal.map(proposal).transpose()?;
    let said = words(open.text, &open.mentions)?;
    let story = id(&open.story)?;
    let made = call.desk.open_thread(call.member, story, &about, version, said, proposal.as_ref())?;
    Ok(Made { id: made.to_string() })
}

/// A thread after something was said in it.
fn said(call: &Call<'_>, story: StoryId, thread: &str) -> Answer<ThreadView> {
    let thread = call.desk.thread(story, id(thread)?)?;
    thread_view(call, story, thread)
}

pub(crate) fn thread_reply(call: &Call<'_>, say: ThreadSay) -> Answer<ThreadView> {
    let story = id(&say.story)?;
    call.desk.reply_thread(call.member, story, id(&say.thread)?, words(say.text, &say.mentions)?)?;
    said(call, story, &say.thread)
}

pub(crate) fn thread_resolve(call: &Call<'_>, say: ThreadSay) -> Answer<ThreadView> {
    let story = id(&say.story)?;
    call.desk.resolve_thread(call.member, story, id(&say.thread)?, words(say.text, &say.mentions)?)?;
    said(call, story, &say.thread)
}

pub(crate) fn thread_reopen(call: &Call<'_>, say: ThreadSay) -> Answer<ThreadView> {
    let story = id(&say.story)?;
    call.desk.reopen_thread(call.member, story, id(&say.thread)?, words(say.text, &say.mentions)?)?;
    said(call, story, &say.thread)
}

pub(crate) fn thread_propose(call: &Call<'_>, propose: ThreadPropose) -> Answer<ThreadView> {
    let story = id(&propose.story)?;
    let wanted = proposal(propose.proposal)?;
    let with = words(propose.text, &propose.mentions)?;
    call.desk.propose(call.member, story, id(&propose.thread)?, with, &wanted)?;
    said(call, story, &propose.thread)
}

pub(crate) fn thread_settle(call: &Call<'_>, settle: ThreadSettle) -> Answer<ThreadView> {
    let story = id(&settle.story)?;
    let (thread, proposal) = (id(&settle.thread)?, id(&settle.proposal)?);
    call.desk.settle_proposal(call.member, story, thread, proposal, settle.accept)?;
    said(call, story, &settle.thread)
}

pub(crate) fn thread_list(call: &Call<'_>, list: StoryRef) -> Answer<ThreadList> {
    let story = id(&list.story)?;
    let threads: Vec<ThreadView> = call
        .desk
        .threads(story)?
        .into_iter()
        .map(|thread| thread_view(call, story, thread))
        .collect::<Answer<_>>()?;
    let open = count(threads.iter().filter(|thread| thread.is_open).count());
    Ok(ThreadList { threads, open })
}

fn thread_view(call: &Call<'_>, story: StoryId, thread: Thread) -> Answer<ThreadView> {
    let (standing, places) = match &thread.standing {
        Standing::Apart => (ThreadStanding::Apart, Vec::new()),
        Standing::Words(places) => (ThreadStanding::Words, places.iter().map(range_view).collect()),
        Standing::Found(place) => (ThreadStanding::Found, vec![range_view(place)]),
        Standing::Gone(place) => (ThreadStanding::Gone, place.iter().map(range_view).collect()),
    };
    let revision = match thread.revision {
        Some(revision) => {
            let all = call.desk.revisions(story)?;
            all.iter().find(|row| row.revision == revision).map_or(0, |row| count(row.number))
        }
        None => 0,
    };
    let asks_me = thread.is_open && thread.entries.iter().any(|entry| entry.mentions.contains(&call.member));
    Ok(ThreadView {
        id: thread.id.to_string(),
        standing,
        places,
        revision,
        is_open: thread.is_open,
        asks_me,
        entries: thread.entries.iter().map(|entry| entry_view(call, &thread, entry)).collect(),
        place: thread.place,
        quote: thread.quote,
        quote_before: thread.quote_before,
        quote_after: thread.quote_after,
    })
}

fn entry_view(call: &Call<'_>, thread: &Thread, entry: &Entry) -> ThreadEntryView {
    let proposed = thread.proposals.iter().find(|one| one.record == entry.record);
    let outcome = match proposed.map(|one| one.outcome) {
        None => "",
        Some(Outcome::Pending) => "pending",
        Some(Outcome::Accepted) => "accepted",
        Some(Outcome::Rejected) => "rejected",
    };
    ThreadEntryView {
        id: entry.record.to_string(),
        kind: entry.kind.key().into(),
        text: entry.text.clone(),
        mentions: entry.mentions.iter().map(ToString::to_string).collect(),
        value: proposed.and_then(|one| proposal_view(one.proposal.as_ref()?)),
        outcome: outcome.into(),
        proposal: entry.proposal.map(|record| record.to_string()),
        by: done_by(call, entry.member, &entry.stamp),
    }
}

fn settle(call: &Call<'_>, settle: &SuggestionSettle, verdict: Verdict) -> Answer<SuggestionSettled> {
    let which = match &settle.which {
        WhichSuggestions::These { suggestions } => {
            Which::These(suggestions.iter().map(|one| id(one)).collect::<Answer<_>>()?)
        }
        WhichSuggestions::In { range: at } => Which::In(range(at)?),
        WhichSuggestions::By { member } => Which::By(id(member)?),
        WhichSuggestions::All => Which::All,
    };
    let settled = call.desk.settle_suggestions(call.member, id(&settle.story)?, &which, verdict)?;
    Ok(SuggestionSettled { count: count(settled) })
}

pub(crate) fn suggestion_accept(call: &Call<'_>, wish: SuggestionSettle) -> Answer<SuggestionSettled> {
    settle(call, &wish, Verdict::Accept)
}

pub(crate) fn suggestion_reject(call: &Call<'_>, wish: SuggestionSettle) -> Answer<SuggestionSettled> {
    settle(call, &wish, Verdict::Reject)
}

pub(crate) fn suggestion_list(call: &Call<'_>, list: StoryRef) -> Answer<SuggestionList> {
    let suggestions = call.desk.suggestions(id(&list.story)?)?;
    let pending = suggestions.pending.into_iter().map(|one| SuggestionView {
        id: one.id.to_string(),
        kind: one.kind.key().into(),
        by: suggested_by(call, one.member, one.at_ms),
        places: one.places.iter().map(range_view).collect(),
        before: one.before,
        after: one.after,
        change: one.change.into_iter().collect(),
        was: one.was.into_iter().collect(),
    });
    let gone = suggestions.gone.into_iter().map(|row| SuggestionGone {
        id: row.suggestion.to_string(),
        by: suggested_by(call, row.suggested_by, row.suggested_ms),
        settled_by: done_by(call, row.member, &row.at),
        fate: row.kind,
        kind: row.what,
        container: row.place,
        before: row.text_before,
        after: row.text_after,
    });
    Ok(SuggestionList { pending: pending.collect(), gone: gone.collect() })
}

pub(crate) fn note_list(call: &Call<'_>, list: StoryRef) -> Answer<NoteList> {
    let notes = call.desk.notes(id(&list.story)?)?;
    let note = |note: newsroom::note::Note| {
        let items: Vec<NoteItemView> = note
            .items
            .into_iter()
            .map(|item| NoteItemView {
                id: item.id.to_string(),
                text: item.text,
                done: item.done.map(|(member, at)| done_by(call, member, &at)),
            })
            .collect();
        NoteView {
            revision: note.revision.to_string(),
            number: count(note.number),
            by: done_by(call, note.member, &note.at),
            done: count(items.iter().filter(|item| item.done.is_some()).count()),
            items,
        }
    };
    Ok(NoteList { notes: notes.into_iter().map(note).collect() })
}

pub(crate) fn note_item_tick(call: &Call<'_>, tick: NoteItemTick) -> Answer<NoteList> {
    call.desk.tick_item(call.member, id(&tick.story)?, id(&tick.item)?, tick.done)?;
    note_list(call, StoryRef { story: tick.story })
}

pub(crate) fn quote_list(call: &Call<'_>, list: StoryRef) -> Answer<QuoteTickList> {
    let ticks = call.desk.quote_ticks(id(&list.story)?)?;
    let tick = |tick: newsroom::note::QuoteTick| QuoteTickView {
        by: done_by(call, tick.member, &tick.stamp),
        before: tick.before,
        after: tick.after,
    };
    Ok(QuoteTickList { ticks: ticks.into_iter().map(tick).collect() })
}

pub(crate) fn quote_tick(call: &Call<'_>, tick: QuoteTick) -> Answer<QuoteTickList> {
    call.desk.tick_quote(call.member, id(&tick.story)?, &tick.before, &tick.after, tick.done)?;
    quote_list(call, StoryRef { story: tick.story })
}
