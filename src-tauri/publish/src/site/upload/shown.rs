//! What of a folder its readers see.

use crate::{
    site::{
        folder::{Folder, OURS},
        record::Files,
    },
    Trouble,
};
use copy::Sha256;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The files that readers get, by the folder's own records: pages that Copydesk wrote and nobody changed, and the
/// pictures that they show. A record, a draft, a file of somebody else's is not among them.
pub(super) fn shown(folder: &Folder) -> Result<BTreeSet<String>, Trouble> {
    #[derive(Deserialize)]
    struct Owner {
        files: Files,
    }
    let mut records = vec![crate::site::work::ROOT.to_owned()];
    for kind in ["list", "story"] {
        records.extend(folder.names(kind)?.into_iter().map(|name| format!("{OURS}/{kind}/{name}.json")));
    }
    let mut shown = BTreeSet::new();
    for record in records {
        let Some(owner) = folder.record::<Owner>(&record)? else { continue };
        for (path, kept) in owner.files {
            let Some(bytes) = folder.read(&path)? else { continue };
            if kept.is_ours(&Sha256::of(&bytes)) {
                shown.extend(pictures(&String::from_utf8_lossy(&bytes)));
                shown.insert(path);
            }
        }
    }
    Ok(shown)
}

/// The pictures that a page shows.
fn pictures(page: &str) -> impl Iterator<Item = String> + '_ {
    page.split("media/").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | '_'))?;
        rest.get(..end).filter(|name| !name.is_empty()).map(|name| format!("media/{name}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pictures_of_a_page_are_found() {
        let page =
            r#"<img src="../media/ab-320.jpg" srcset="../media/ab-320.jpg 320w, ../media/ab-640.jpg 640w">"#;
        let found: BTreeSet<String> = pictures(page).collect();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["media/ab-320.jpg", "media/ab-640.jpg"]);
    }
}
