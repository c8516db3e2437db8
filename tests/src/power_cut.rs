//! A disk whose power can be cut: ext4 in a file, on a loop device, told to shut down by an ioctl.
//!
//! `EXT4_IOC_SHUTDOWN` without a flush drops everything that was not written through: dirty pages and
//! the journal's running transaction. What an `fsync` has answered for is in the file; the next mount
//! replays the journal as it would after a real cut. Wants root, loop devices and mkfs.ext4.

use std::{
    fs::File,
    os::fd::AsRawFd,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A file system of its own, mounted until it is dropped.
pub struct Disk {
    image: PathBuf,
    mount: PathBuf,
    mounted: bool,
}

/// When the power went. The ioctl takes milliseconds, and an fsync may return meanwhile that on a machine
/// without power would have returned to nobody: what was answered before `began_ns` must be on the disk,
/// and after `ended_ns` nothing may be answered any more.
#[derive(Debug, Clone, Copy)]
pub struct Blackout {
    /// The moment before.
    pub began_ns: u64,
    /// The moment after.
    pub ended_ns: u64,
}

/// `_IOR('X', 125, __u32)` of linux/fs/ext4.
const EXT4_IOC_SHUTDOWN: libc::c_ulong = 0x8004_587d;
/// Go down at once: neither data nor the journal are flushed.
const EXT4_GOING_FLAGS_NOLOGFLUSH: u32 = 2;

impl Disk {
    /// Makes and mounts one in `folder`; where the machine does not allow it, the sentence that says so.
    pub fn make(folder: &Path, megabytes: u64) -> Result<Self, String> {
        let image = folder.join("disk.ext4");
        let mount = folder.join("disk");
        std::fs::create_dir_all(&mount).map_err(|error| error.to_string())?;
        let file = File::create(&image).map_err(|error| error.to_string())?;
        file.set_len(megabytes << 20).map_err(|error| error.to_string())?;
        run("mkfs.ext4", &["-q".as_ref(), "-F".as_ref(), image.as_ref()])?;
        let mut disk = Self { image, mount, mounted: false };
        disk.mount()?;
        Ok(disk)
    }

    /// Where its files are.
    pub fn path(&self) -> &Path {
        &self.mount
    }

    fn mount(&mut self) -> Result<(), String> {
        run("mount", &["-o".as_ref(), "loop".as_ref(), self.image.as_ref(), self.mount.as_ref()])?;
        self.mounted = true;
        Ok(())
    }

    /// Cuts the power. Every call on this disk that begins after it fails.
    pub fn cut(&self) -> Result<Blackout, String> {
        let root = File::open(&self.mount).map_err(|error| error.to_string())?;
        let flags = EXT4_GOING_FLAGS_NOLOGFLUSH;
        let began_ns = monotonic_ns();
        // SAFETY: the descriptor is open for the length of the call, and the request reads one u32,
        // which `flags` is.
        let answer = unsafe { libc::ioctl(root.as_raw_fd(), EXT4_IOC_SHUTDOWN, &raw const flags) };
        match answer {
            0 => Ok(Blackout { began_ns, ended_ns: monotonic_ns() }),
            _ => Err(format!("the shutdown ioctl: {}", std::io::Error::last_os_error())),
        }
    }

    /// Switches it on again: everybody who had files open on it must be gone.
    pub fn restart(&mut self) -> Result<(), String> {
        run("umount", &[self.mount.as_ref()])?;
        self.mounted = false;
        self.mount()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.mounted {
            if let Err(said) = run("umount", &[self.mount.as_ref()]) {
                eprintln!("a test's disk could not be unmounted: {said}");
            }
        }
    }
}

/// The clock that all processes of the machine share and nobody sets.
pub fn monotonic_ns() -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call writes one timespec, which `time` is.
    let answer = unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut time) };
    assert_eq!(answer, 0, "Linux always has this clock");
    time.tv_sec.unsigned_abs() * 1_000_000_000 + time.tv_nsec.unsigned_abs()
}

/// Runs a system tool to its end; what it said, if it failed.
pub fn run(tool: &str, arguments: &[&std::ffi::OsStr]) -> Result<(), String> {
    let done = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{tool}: {error}"))?;
    match done.status.success() {
        true => Ok(()),
        false => Err(format!("{tool}: {}", String::from_utf8_lossy(&done.stderr).trim())),
    }
}
