//! Who is here, what the house holds to, the list of stories.

use super::{count, destination::destination_view, id, ms, Answer};
use crate::{counter::Call, dto::*, WireError};
use copy::{Person, PersonLink, Sentence, StoryId};
use newsroom::{
    member::{Member, Role as DeskRole},
    outbox::ledger::LiveLabel as DeskLabel,
    workflow::Desk,
    House,
};
use std::collections::BTreeMap;
use store::story::{StoryQuery as Question, StoryRow as Row};

fn role(role: DeskRole) -> Role {
    match role {
        DeskRole::Reporter => Role::Reporter,
        DeskRole::Editor => Role::Editor,
        DeskRole::PhotoDesk => Role::PhotoDesk,
        DeskRole::Production => Role::Production,
        DeskRole::ChiefEditor => Role::ChiefEditor,
    }
}

fn desk_role(role: Role) -> DeskRole {
    match role {
        Role::Reporter => DeskRole::Reporter,
        Role::Editor => DeskRole::Editor,
        Role::PhotoDesk => DeskRole::PhotoDesk,
        Role::Production => DeskRole::Production,
        Role::ChiefEditor => DeskRole::ChiefEditor,
    }
}

fn member_view(member: Member) -> MemberView {
    MemberView {
        id: member.id.to_string(),
        name: member.name,
        initials: member.initials,
        roles: member.roles.into_iter().map(role).collect(),
        person: member.person.map(|person| person.to_string()),
    }
}

fn house_view(house: House) -> HouseView {
    HouseView {
        name: house.name,
        description: house.description,
        interface_language: house.interface_language,
        story_language: house.story_language,
        time_zone: house.time_zone,
        sections: house.sections,
        tags: house.tags,
        places: house.places,
        placeholders: house.placeholders,
        credit_template: house.credit_template,
        second_pair_of_eyes: house.rules.second_pair_of_eyes,
        late_goes_on: house.rules.late_goes_on,
        single_letter_keys: house.window.single_letter_keys,
    }
}

pub(crate) fn desk_state(desk: Desk) -> DeskState {
    match desk {
        Desk::Draft => DeskState::Draft,
        Desk::InReview => DeskState::InReview,
        Desk::SentBack => DeskState::SentBack,
        Desk::Ready => DeskState::Ready,
        Desk::Spiked => DeskState::Spiked,
        Desk::Archived => DeskState::Archived,
    }
}

fn desk_state_of(key: &str) -> DeskState {
    match key {
        "in_review" => DeskState::InReview,
        "sent_back" => DeskState::SentBack,
        "ready" => DeskState::Ready,
        "spiked" => DeskState::Spiked,
        "archived" => DeskState::Archived,
        _ => DeskState::Draft,
    }
}

pub(crate) fn live_label(label: DeskLabel) -> LiveLabel {
    match label {
        DeskLabel::None => LiveLabel::None,
        DeskLabel::Scheduled => LiveLabel::Scheduled,
        DeskLabel::Sending => LiveLabel::Sending,
        DeskLabel::Published => LiveLabel::Published,
        DeskLabel::Updating => LiveLabel::Updating,
        DeskLabel::PartlyPublished => LiveLabel::PartlyPublished,
        DeskLabel::Withdrawn => LiveLabel::Withdrawn,
    }
}

pub(crate) fn desk_show(call: &Call<'_>, _: Nothing) -> Answer<DeskView> {
    let desk = call.desk;
    let members = desk.members()?;
    let me = desk.member(call.member)?;
    let destinations = desk.destinations()?;
    let stories = desk.stories(&Question { limit: 1, with_closed: true, ..Question::default() })?;
    Ok(DeskView {
        version: env!("CARGO_PKG_VERSION").into(),
        me: member_view(me),
        members: members.into_iter().map(member_view).collect(),
        house: house_view(desk.house()),
        destinations: destinations.into_iter().map(|row| destination_view(call, row)).collect(),
        secrets: match desk.secrets_kept() {
            newsroom::SecretsKept::Keychain => SecretsKept::Keychain,
            newsroom::SecretsKept::Memory => SecretsKept::Memory,
        },
        is_empty: stories.is_empty(),
        read_only: desk.no_writes().map(|why| match why {
            newsroom::NoWrites::ReadOnly => NoWritesView::ReadOnly,
            newsroom::NoWrites::Full => NoWritesView::Full,
        }),
        remarks: desk.remarks().iter().map(|remark| Sentence::from(*remark).into()).collect(),
    })
}

pub(crate) fn desk_stories(call: &Call<'_>, query: StoryQuery) -> Answer<StoryList> {
    let desk = call.desk;
    let states = |states: &[&str]| states.iter().map(|state| (*state).to_owned()).collect();
    let question = Question { find: query.query, limit: query.limit.min(2_000), ..Question::default() };
    let question = match query.tray {
        Tray::Drafts => Question { desk_states: states(&["draft"]), ..question },
        Tray::InReview => Question { desk_states: states(&["in_review"]), ..question },
        Tray::SentBack => Question { desk_states: states(&["sent_back"]), ..question },
        Tray::Ready => Question { desk_states: states(&["ready"]), ..question },
        Tray::Published => Question { only_live: true, ..question },
        Tray::Spiked => Question { desk_states: states(&["spiked"]), with_closed: true, ..question },
        Tray::Archived => Question { desk_states: states(&["archived"]), with_closed: true, ..question },
        Tray::All => question,
    };
    let rows = match query.tray {
        Tray::InReview => desk.waiting_stories(call.member, &question)?,
        _ => desk.stories(&question)?,
    };
    let counts: BTreeMap<String, i64> = desk.tray_counts()?.into_iter().collect();
    let of = |key: &str| count(counts.get(key).copied().unwrap_or(0));
    let counts = TrayCounts {
        drafts: of("draft"),
        in_review: of("in_review"),
        sent_back: of("sent_back"),
        ready: of("ready"),
        published: of("live"),
        spiked: of("spiked"),
        archived: of("archived"),
        all: of("draft") + of("in_review") + of("sent_back") + of("ready"),
    };
    let found = count(desk.stories_found(&question)?);
    let stories = rows.into_iter().map(|row| story_row(call, row)).collect::<Answer<_>>()?;
    Ok(StoryList { stories, counts, found })
}

fn story_row(call: &Call<'_>, row: Row) -> Answer<StoryRow> {
    let desk = call.desk;
    let story: StoryId = row.story;
    let brief = desk.brief(call.member, &row)?;
    Ok(StoryRow {
        id: story.to_string(),
        slugline: row.slugline,
        headline: row.headline,
        section: row.section,
        state: desk_state_of(&row.desk_state),
        changed_since_approval: brief.changed_since_approval,
        held: brief.held,
        live: live_label(DeskLabel::from_key(&row.live)),
        live_since_ms: row.live_since_ms.map(ms),
        words: count(row.words),
        updated_at_ms: ms(row.updated_ms),
        due_ms: row.due_ms.map(ms),
        reporter: brief.reporter,
        revision: count(brief.revision),
        words_since_read: brief.words_since_read,
        reader: brief.reader,
        editor: brief.editor,
        waits_for_me: brief.waits_for_me,
        waiting_since_ms: brief.waiting_since_ms.map(ms),
        answers: count(brief.answers),
        note: brief.note,
        is_sample: row.is_sample,
    })
}

pub(crate) fn member_put(call: &Call<'_>, put: MemberPut) -> Answer<Made> {
    let roles: Vec<_> = put.roles.into_iter().map(desk_role).collect();
    let known = put.id.as_deref().map(id).transpose()?;
    let person = put.person.as_deref().map(id).transpose()?;
    let member = call.desk.put_member(known, &put.name, &put.initials, &roles, person)?;
    Ok(Made { id: member.to_string() })
}

pub(crate) fn member_switch(call: &Call<'_>, to: MemberRef) -> Answer<DeskView> {
    let member = id(&to.member)?;
    call.desk.switch_member(member)?;
    desk_show(&Call { member, body: Vec::new(), ..*call }, Nothing {})
}

pub(crate) fn person_list(call: &Call<'_>, _: Nothing) -> Answer<Vec<PersonView>> {
    Ok(call.desk.persons()?.into_iter().map(person_view).collect())
}

fn person_view(person: Person) -> PersonView {
    let link = |link: PersonLink| PersonLinkView { label: link.label, url: link.url };
    PersonView {
        id: person.id.to_string(),
        name: person.name,
        name_forms: person.name_forms,
        role: person.role,
        short_bio: person.short_bio,
        long_bio: person.long_bio,
        photo: person.photo.map(|photo| photo.to_string()),
        links: person.links.into_iter().map(link).collect(),
    }
}

pub(crate) fn person_put(call: &Call<'_>, put: PersonView) -> Answer<Made> {
    let person = Person {
        id: if put.id.is_empty() { call.desk.new_person() } else { id(&put.id)? },
        name: put.name,
        name_forms: put.name_forms,
        role: put.role,
        short_bio: put.short_bio,
        long_bio: put.long_bio,
        photo: put.photo.as_deref().map(id).transpose()?,
        links: put.links.into_iter().map(|link| PersonLink { label: link.label, url: link.url }).collect(),
    };
    Ok(Made { id: call.desk.put_person(call.member, person)?.to_string() })
}

pub(crate) fn person_photo(call: &Call<'_>, file: PhotoFile) -> Answer<Made> {
    Ok(Made { id: call.desk.bring_photo(&file.name, &call.body)?.asset.to_string() })
}

pub(crate) fn house_set(call: &Call<'_>, set: HouseView) -> Answer<DeskView> {
    let mut house = call.desk.house();
    house.name = set.name;
    house.description = set.description;
    house.interface_language = set.interface_language;
    house.story_language = set.story_language;
    house.time_zone = set.time_zone;
    house.sections = set.sections;
    house.tags = set.tags;
    house.places = set.places;
    house.placeholders = set.placeholders;
    house.credit_template = set.credit_template;
    house.rules.second_pair_of_eyes = set.second_pair_of_eyes;
    house.rules.late_goes_on = set.late_goes_on;
    house.window.single_letter_keys = set.single_letter_keys;
    call.desk.set_house(house)?;
    desk_show(call, Nothing {})
}

pub(crate) fn folder_open(call: &Call<'_>, _: Nothing) -> Answer<Nothing> {
    call.host.open_folder(call.desk.folder()).map_err(WireError::refused)?;
    Ok(Nothing {})
}

pub(crate) fn session_show(call: &Call<'_>, _: Nothing) -> Answer<SessionView> {
    Ok(SessionView { starts: call.host.starts_with_session() })
}

pub(crate) fn session_set(call: &Call<'_>, set: SessionSet) -> Answer<SessionView> {
    call.host.start_with_session(set.starts).map_err(WireError::refused)?;
    session_show(call, Nothing {})
}
