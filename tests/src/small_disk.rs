//! A disk of a few megabytes in memory, to be filled up, emptied and switched to reading only.

use crate::power_cut::run;
use std::path::{Path, PathBuf};

/// A tmpfs, mounted until it is dropped.
pub struct SmallDisk {
    mount: PathBuf,
}

impl SmallDisk {
    /// Mounts one in `folder`; where the machine does not allow it, the sentence that says so.
    pub fn make(folder: &Path, bytes: u64) -> Result<Self, String> {
        let mount = folder.join("small");
        std::fs::create_dir_all(&mount).map_err(|error| error.to_string())?;
        let options = format!("size={bytes}");
        run(
            "mount",
            &["-t", "tmpfs", "-o", &options, "tmpfs"]
                .map(AsRef::as_ref)
                .into_iter()
                .chain([mount.as_ref()])
                .collect::<Vec<_>>(),
        )?;
        Ok(Self { mount })
    }

    /// Where its files are.
    pub fn path(&self) -> &Path {
        &self.mount
    }

    /// From here on nothing can be written.
    pub fn make_read_only(&self) -> Result<(), String> {
        run("mount", &["-o".as_ref(), "remount,ro".as_ref(), self.mount.as_ref()])
    }

    /// From here on it takes writes again.
    pub fn make_writable(&self) -> Result<(), String> {
        run("mount", &["-o".as_ref(), "remount,rw".as_ref(), self.mount.as_ref()])
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a process that is just ending may still have it.
        if let Err(said) = run("umount", &["--lazy".as_ref(), self.mount.as_ref()]) {
            eprintln!("a test's disk could not be unmounted: {said}");
        }
    }
}
