//! The doctor: looks at everything, says what it found, and mends nothing.

use crate::{story::lock, Error, Newsroom, Result};
use copy::{canonical, StoryId};

/// What the doctor found.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Rows by table.
    pub rows: Vec<(String, i64)>,
    /// Stories looked at.
    pub stories: usize,
    /// Revisions proven by their hashes.
    pub revisions: usize,
    /// Photos proven by their hashes.
    pub photos: usize,
    /// Backups that open.
    pub backups: usize,
    /// Publications that are not finished.
    pub unsent: usize,
    /// What is wrong, in plain words, with identifiers and never with text.
    pub troubles: Vec<String>,
}

impl Newsroom {
    /// Looks at database, documents, revisions, photos, backups and unsent work. `progress` hears how
    /// many stories of how many were looked at.
    pub fn examine(&self, mut progress: impl FnMut(usize, usize)) -> Result<Findings> {
        let mut found = Findings::default();
        let (sentences, rows, stories) = self.store().read(|on| {
            Ok::<_, Error>((
                store::doctor::integrity(on)?,
                store::doctor::counts(on)?,
                store::doctor::stories(on)?,
            ))
        })?;
        found.troubles.extend(sentences.into_iter().map(|sentence| format!("The database: {sentence}")));
        found.rows = rows;
        for (nth, story) in stories.iter().enumerate() {
            progress(nth, stories.len());
            self.examine_story(*story, &mut found)?;
        }
        progress(stories.len(), stories.len());
        found.stories = stories.len();
        let paths = self.store().paths().clone();
        let (assets, bad) = self
            .store()
            .read(|on| Ok::<_, Error>((store::asset::list(on)?.len(), store::doctor::blobs(on, &paths)?)))?;
        found.photos = assets - bad.len().min(assets);
        found.troubles.extend(
            bad.iter().map(|blob| format!("Photo {} cannot be given out ({:?}).", blob.sha256, blob.kind)),
        );
        for backup in store::backup::backups(&paths)? {
            match store::backup::verify(&backup) {
                Ok(()) => found.backups += 1,
                Err(error) => {
                    found.troubles.push(format!("The backup of {} cannot be used: {error}.", backup.at_ms))
                }
            }
        }
        found.unsent = self.store().read(|on| store::job::open(on).map_err(Error::from))?.len();
        Ok(found)
    }

    fn examine_story(&self, story: StoryId, found: &mut Findings) -> Result<()> {
        let text = self.session(story).map(|session| lock(&session).copy().1);
        if let Err(error) = text {
            found.troubles.push(format!("Story {story}: {error}."));
        }
        let (bad, all) = self.store().read(|on| {
            Ok::<_, Error>((store::doctor::bodies(on, story)?, store::revision::list(on, story)?))
        })?;
        for row in all {
            let name = format!("Revision {} of story {story}", row.revision);
            // Opened as a person opens it, and proven: also one that came in a file, of which only another
            // desk has said which text it is.
            let trouble = match self.open_revision(story, row.revision) {
                Ok(opened) if canonical::copy_hash(&opened.copy) != row.copy_hash => {
                    "is another text than its hash says."
                }
                Ok(_) if bad.contains(&row.revision) => {
                    "is not what was written there. Its text is proven by the story’s history."
                }
                Ok(_) => {
                    found.revisions += 1;
                    continue;
                }
                Err(_) if row.format > canonical::FORMAT.into() => "was written by a newer Copydesk.",
                Err(_) => "is not what was written there, and the story’s history does not prove its text.",
            };
            found.troubles.push(format!("{name} {trouble}"));
        }
        Ok(())
    }

    /// Makes today's backup if there is none yet.
    pub fn back_up(&self) -> Result<()> {
        store::backup::roll(self.store(), self.now().at_ms)?;
        Ok(())
    }
}
