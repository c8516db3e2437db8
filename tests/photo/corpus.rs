//! Other people's photographs, fetched once into a cache outside the checkout.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// A file of the corpus.
pub struct Specimen {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

impl Specimen {
    /// Its path inside the corpus, for messages.
    pub fn name(&self) -> String {
        self.path.strip_prefix(folder()).unwrap_or(&self.path).display().to_string()
    }
}

fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("photo/fetch-corpus.sh");
        let run = Command::new(&script).output().expect("the script that fetches the photo corpus runs");
        assert!(
            run.status.success(),
            "the photo corpus could not be fetched, and without it nothing is shown: {}",
            String::from_utf8_lossy(&run.stderr)
        );
        PathBuf::from(String::from_utf8_lossy(&run.stdout).trim())
    })
}

/// Every file, of any kind, in the order of names.
pub fn every_file() -> Vec<Specimen> {
    let mut paths = Vec::new();
    let mut folders = vec![folder().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the corpus can be listed") {
            let entry = entry.expect("the corpus can be listed");
            let kind = entry.file_type().expect("the corpus can be listed");
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                paths.push(entry.path());
            }
        }
    }
    paths.sort();
    let read = |path: PathBuf| Specimen { bytes: fs::read(&path).expect("the corpus can be read"), path };
    paths.into_iter().map(read).collect()
}

/// Those that the picture desk takes, with what it read.
pub fn readable() -> &'static [(Specimen, photo::Reading)] {
    static READABLE: OnceLock<Vec<(Specimen, photo::Reading)>> = OnceLock::new();
    READABLE.get_or_init(|| {
        let all = every_file().into_iter();
        let readable: Vec<_> =
            all.filter_map(|file| photo::read(&file.bytes).ok().map(|reading| (file, reading))).collect();
        assert!(
            readable.len() >= 150,
            "the corpus has far fewer photographs than it should: {}",
            readable.len()
        );
        readable
    })
}
