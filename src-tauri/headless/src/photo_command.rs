//! `photo read` and `photo publish`.

use crate::{
    args::{Failure, PhotoWord},
    command::print,
    darkroom::HelperProcess,
};
use copy::{credit, FigureFacts};
use newsroom::Darkroom;
use photo::{Metadata, Reading, RenditionOrder, WIDTHS};
use serde_json::json;
use std::{fs, path::Path};

pub fn run(word: &PhotoWord, as_json: bool) -> Result<(), Failure> {
    let darkroom = HelperProcess::of_this_program().map_err(Failure::broken)?;
    match word {
        PhotoWord::Read { file } => {
            let reading = read(&darkroom, file)?.1;
            let credit_line = credit_line(&reading);
            let facts = &reading.facts;
            let value = json!({
                "width": reading.width, "height": reading.height, "media_type": reading.format.media_type(),
                "caption": facts.caption, "creator": facts.creator, "provider": facts.provider,
                "distributor": facts.distributor, "copyright": facts.copyright,
                "usage_terms": facts.usage_terms, "alt": facts.alt, "credit_line": credit_line,
                "has_location": facts.has_location,
            });
            if as_json {
                return print(&value);
            }
            for (name, value) in value.as_object().into_iter().flatten() {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                println!("{:<14} {value}", name.replace('_', " "));
            }
            Ok(())
        }
        PhotoWord::Publish { file, out } => publish(&darkroom, file, out, as_json),
    }
}

fn read(darkroom: &HelperProcess, file: &Path) -> Result<(Vec<u8>, Reading), Failure> {
    let bytes = fs::read(file).map_err(|_| Failure::wrong("The photo cannot be read."))?;
    let reading = darkroom.read(&bytes).map_err(|error| Failure { sentence: error.to_string(), code: 3 })?;
    Ok((bytes, reading))
}

/// The credit line as the usual house template makes it.
fn credit_line(reading: &Reading) -> String {
    let facts = FigureFacts {
        creator: reading.facts.creator.clone(),
        provider: reading.facts.provider.clone(),
        distributor: reading.facts.distributor.clone(),
        ..FigureFacts::default()
    };
    credit::credit_line(credit::USUAL_TEMPLATE, &facts)
}

fn publish(darkroom: &HelperProcess, file: &Path, out: &Path, as_json: bool) -> Result<(), Failure> {
    let (bytes, reading) = read(darkroom, file)?;
    let metadata = Metadata {
        caption: reading.facts.caption.clone(),
        creator: reading.facts.creator.clone(),
        credit: credit_line(&reading),
        copyright: reading.facts.copyright.clone(),
        usage_terms: reading.facts.usage_terms.clone(),
        alt: reading.facts.alt.clone(),
        ..Metadata::default()
    };
    fs::create_dir_all(out).map_err(|_| Failure::wrong("The folder cannot be made."))?;
    let (mut made, mut last_width) = (Vec::new(), 0);
    for max_width in WIDTHS {
        let order = RenditionOrder { max_width, crop: None, metadata: metadata.clone() };
        let one = darkroom
            .rendition(&bytes, &order)
            .map_err(|error| Failure { sentence: error.to_string(), code: 3 })?;
        if one.width == last_width {
            break;
        }
        last_width = one.width;
        let rendition = publish::Rendition {
            width: one.width,
            height: one.height,
            media_type: one.media_type().into(),
            sha256: copy::Sha256::of(&one.bytes),
            bytes: one.bytes.into(),
        };
        let path = out.join(rendition.file_name());
        fs::write(&path, &rendition.bytes)
            .map_err(|_| Failure::broken("A rendition could not be written."))?;
        made.push((path, rendition.width, rendition.height));
    }
    if as_json {
        let rows = made
            .iter()
            .map(|(file, width, height)| json!({ "file": file, "width": width, "height": height }));
        return print(&rows.collect());
    }
    for (path, width, height) in &made {
        println!("{width} x {height}  {}", path.display());
    }
    Ok(())
}
