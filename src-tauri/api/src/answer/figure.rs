//! Pictures and embeds.

use super::{id, origin, story::facts, Answer};
use crate::{counter::Call, dto::*, WireError};
use copy::{credit, Crop, Embed, EmbedTarget, FigureFacts, FigureId, Point, StoryId};
use document::FigureChange;

pub(crate) fn figure_view(call: &Call<'_>, id: FigureId, figure: &FigureFacts) -> FigureView {
    let asset = figure.asset.and_then(|asset| call.desk.asset(asset).ok());
    let has_location = asset.as_ref().is_some_and(|row| photo::Facts::from_text(&row.facts).has_location);
    FigureView {
        id: id.to_string(),
        asset: figure.asset.map(|asset| asset.to_string()),
        width: asset.as_ref().map_or(0, |row| row.width),
        height: asset.as_ref().map_or(0, |row| row.height),
        alt: figure.alt.clone(),
        creator: figure.creator.clone(),
        provider: figure.provider.clone(),
        distributor: figure.distributor.clone(),
        credit_override: figure.credit_override.clone(),
        credit_line: credit::credit_line(&call.desk.house().credit_template, figure),
        copyright: figure.copyright.clone(),
        usage_terms: figure.usage_terms.clone(),
        illustrative: figure.illustrative,
        crop: figure.crop.map(|crop| CropView {
            x: crop.x,
            y: crop.y,
            width: crop.width,
            height: crop.height,
        }),
        focal: figure.focal.map(|focal| PointView { x: focal.x, y: focal.y }),
        has_location,
    }
}

pub(crate) fn embed_view(embed: &Embed) -> EmbedView {
    let (story, url) = match &embed.target {
        EmbedTarget::Story(story) => (Some(story.to_string()), None),
        EmbedTarget::Url(url) => (None, Some(url.clone())),
    };
    EmbedView { id: embed.id.to_string(), story, url, title: embed.title.clone() }
}

fn imported(call: &Call<'_>, story: StoryId, figure: FigureId) -> Answer<FigureImported> {
    let facts = call.desk.story_facts(story)?;
    let figure = facts.figures.get(&figure).map(|facts| figure_view(call, figure, facts));
    Ok(FigureImported { figure })
}

pub(crate) fn figure_import(call: &Call<'_>, import: FigureImport) -> Answer<FigureImported> {
    let story = id(&import.story)?;
    let figure = call.desk.import_figure(call.member, story, &import.name, &call.body, import.lead)?;
    imported(call, story, figure)
}

pub(crate) fn figure_choose(call: &Call<'_>, choose: FigureChoose) -> Answer<FigureImported> {
    let story = id(&choose.story)?;
    let Some(file) = call.host.choose_photo().map_err(WireError::refused)? else {
        return Ok(FigureImported { figure: None });
    };
    let figure = call.desk.import_figure(call.member, story, &file.name, &file.bytes, choose.lead)?;
    imported(call, story, figure)
}

pub(crate) fn figure_copy(call: &Call<'_>, copy: FigureCopy) -> Answer<StoryFacts> {
    let story = id(&copy.story)?;
    let from = (origin(story, copy.from_story.as_deref())?, id(&copy.from)?);
    call.desk.copy_figure(call.member, story, from, id(&copy.to)?)?;
    facts(call, story)
}

pub(crate) fn figure_set(call: &Call<'_>, set: FigureSet) -> Answer<StoryFacts> {
    let story = id(&set.story)?;
    call.desk.set_figure(call.member, story, id(&set.figure)?, &figure_change(set.change))?;
    facts(call, story)
}

/// A change of a picture's facts as the desk has it.
pub(crate) fn figure_change(view: FigureChangeView) -> FigureChange {
    use FigureChangeView as View;
    match view {
        View::Alt(value) => FigureChange::Alt(value),
        View::Creator(value) => FigureChange::Creator(value),
        View::Provider(value) => FigureChange::Provider(value),
        View::Distributor(value) => FigureChange::Distributor(value),
        View::CreditOverride(value) => FigureChange::CreditOverride(value),
        View::Copyright(value) => FigureChange::Copyright(value),
        View::UsageTerms(value) => FigureChange::UsageTerms(value),
        View::Illustrative(value) => FigureChange::Illustrative(value),
        View::Crop(value) => FigureChange::Crop(value.map(|crop| Crop {
            x: crop.x,
            y: crop.y,
            width: crop.width,
            height: crop.height,
        })),
        View::Focal(value) => FigureChange::Focal(value.map(|focal| Point { x: focal.x, y: focal.y })),
    }
}

/// The same in the interface's words; `None` for what it cannot change.
pub(crate) fn figure_change_view(change: &FigureChange) -> Option<FigureChangeView> {
    use FigureChangeView as View;
    Some(match change.clone() {
        FigureChange::Alt(value) => View::Alt(value),
        FigureChange::Creator(value) => View::Creator(value),
        FigureChange::Provider(value) => View::Provider(value),
        FigureChange::Distributor(value) => View::Distributor(value),
        FigureChange::CreditOverride(value) => View::CreditOverride(value),
        FigureChange::Copyright(value) => View::Copyright(value),
        FigureChange::UsageTerms(value) => View::UsageTerms(value),
        FigureChange::Illustrative(value) => View::Illustrative(value),
        FigureChange::Crop(value) => View::Crop(value.map(|crop| CropView {
            x: crop.x,
            y: crop.y,
            width: crop.width,
            height: crop.height,
        })),
        FigureChange::Focal(value) => View::Focal(value.map(|focal| PointView { x: focal.x, y: focal.y })),
        FigureChange::Asset(_) | FigureChange::People(_) => return None,
    })
}
