//! The judges: ExifTool and Exiv2. Each is run once over all files.

use serde_json::{Map, Value};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// All that ExifTool finds in a file: `group:tag` to text.
pub type Findings = Map<String, Value>;

/// ExifTool's findings, by path.
pub fn exiftool<'a>(paths: impl IntoIterator<Item = &'a Path>) -> BTreeMap<PathBuf, Findings> {
    let list = tempfile::NamedTempFile::new().expect("a temporary file");
    let paths = paths.into_iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
    fs::write(list.path(), paths.join("\n")).expect("a temporary file");
    // -ee3: also what is embedded in what is embedded. -m: without minor warnings as an exit code.
    let run = Command::new("exiftool")
        .args(["-json", "-a", "-G1", "-ee3", "-m", "-sep", ", ", "-charset", "filename=UTF8", "-@"])
        .arg(list.path())
        .output()
        .expect("exiftool is installed (package libimage-exiftool-perl; ./dev setup installs it)");
    let found: Vec<Findings> = serde_json::from_slice(&run.stdout).expect("exiftool answers in JSON");
    assert_eq!(found.len(), paths.len(), "exiftool speaks of every file");
    let by_path = |found: Findings| (PathBuf::from(text(&found, "SourceFile").unwrap_or_default()), found);
    found.into_iter().map(by_path).collect()
}

/// Writes a position and serial numbers into these files, twice over: EXIF and XMP.
pub fn give_a_place(paths: &[PathBuf]) {
    let tags = [
        "-EXIF:GPSLatitude=51.4779",
        "-EXIF:GPSLatitudeRef=N",
        "-EXIF:GPSLongitude=0.0015",
        "-EXIF:GPSLongitudeRef=W",
        "-EXIF:SerialNumber=CANARY-4711",
        "-EXIF:LensSerialNumber=CANARY-4712",
        "-XMP-exif:GPSLatitude=51.4779",
        "-XMP-exif:GPSLongitude=-0.0015",
        "-XMP-aux:SerialNumber=CANARY-4713",
    ];
    // Its exit code says that it could not write to some of them; the caller looks at each.
    Command::new("exiftool")
        .args(["-q", "-q", "-m", "-overwrite_original"])
        .args(tags)
        .args(paths)
        .output()
        .expect("exiftool is installed (package libimage-exiftool-perl; ./dev setup installs it)");
}

/// All that Exiv2 finds in these files, a line each: path, key, value.
pub fn exiv2<'a>(paths: impl IntoIterator<Item = &'a Path>) -> String {
    let run = Command::new("exiv2")
        .args(["-q", "-PEXIkt"])
        .args(paths)
        .output()
        .expect("exiv2 is installed (./dev setup installs it)");
    String::from_utf8_lossy(&run.stdout).into_owned()
}

/// The text of a finding.
pub fn text(findings: &Findings, tag: &str) -> Option<String> {
    match findings.get(tag)? {
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// The tags that give away a place or a thing: what no published picture may have.
pub fn telltales(findings: &Findings) -> Vec<&String> {
    let tells = |tag: &&String| {
        ["GPS", "Serial", "OwnerName", "MakerNote", "Thumbnail", "Preview"]
            .iter()
            .any(|word| tag.contains(word))
    };
    findings.keys().filter(tells).collect()
}

/// Whether ExifTool sees a position.
pub fn has_position(findings: &Findings) -> bool {
    findings.keys().any(|tag| tag.contains("GPS") && !tag.contains("GPSVersionID"))
}
