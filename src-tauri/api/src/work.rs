//! Long work at the counter: how far it is, for whoever asks, and stopping it. It is known by a name that the caller gave
//! it, as long as it goes on; what has ended is forgotten.

use copy::Sentence;
use std::{
    collections::BTreeMap,
    io::{self, Read, Write},
    sync::{
        atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering},
        Arc, Mutex, PoisonError,
    },
};

copy::sentences! {
    /// What is said of work that somebody stopped.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum WorkSaid in "work" {
        Stopped = "Stopped, as you asked. Nothing was written and nothing was changed.",
    }
}

/// One piece of work.
#[derive(Debug, Default)]
pub(crate) struct Work {
    part: AtomicU32,
    done: AtomicU64,
    of: AtomicU64,
    stopped: AtomicBool,
}

impl Work {
    /// The next part of it begins; so many bytes will pass.
    pub fn begin(&self, of: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        self.part.fetch_add(1, Ordering::Relaxed);
    }

    /// So much of this part has passed, and so much will.
    pub fn reach(&self, part: u32, done: u64, of: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        self.part.store(part, Ordering::Relaxed);
    }

    /// Which part is under way, from 1; how much of it has passed, and how much will.
    pub fn so_far(&self) -> (u32, u64, u64) {
        let of = self.of.load(Ordering::Relaxed);
        (self.part.load(Ordering::Relaxed), self.done.load(Ordering::Relaxed).min(of), of)
    }

    /// It is to end at the next byte.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// What failed because it was stopped failed for that reason.
    ///
    /// # Errors
    /// What failed, or that it was stopped.
    pub fn end<T, E: From<WorkStopped>>(&self, made: Result<T, E>) -> Result<T, E> {
        match self.is_stopped() {
            true => Err(WorkStopped.into()),
            false => made,
        }
    }

    fn pass(&self, bytes: usize) -> io::Result<usize> {
        if self.is_stopped() {
            return Err(io::Error::other("stopped"));
        }
        self.done.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

/// Somebody stopped the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WorkStopped;

impl From<WorkStopped> for newsroom::Error {
    fn from(_: WorkStopped) -> Self {
        Self::refused(Sentence::from(WorkSaid::Stopped))
    }
}

impl From<WorkStopped> for crate::WireError {
    fn from(_: WorkStopped) -> Self {
        Self::refused(WorkSaid::Stopped)
    }
}

/// Bytes that pass are counted, until the work is stopped.
pub(crate) struct Watched<'w, T> {
    inner: T,
    work: &'w Work,
}

impl<'w, T> Watched<'w, T> {
    pub fn new(inner: T, work: &'w Work) -> Self {
        Self { inner, work }
    }
}

impl<T: Read> Read for Watched<'_, T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.work.pass(count)
    }
}

impl<T: Write> Write for Watched<'_, T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.work.pass(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The work that goes on.
#[derive(Default)]
pub(crate) struct Works(Mutex<BTreeMap<String, Arc<Work>>>);

impl Works {
    /// Some work begins; without a name nobody can ask for it.
    pub fn begin(&self, name: Option<String>) -> Begun<'_> {
        let work = Arc::<Work>::default();
        if let Some(name) = &name {
            self.all().insert(name.clone(), Arc::clone(&work));
        }
        Begun { works: self, name, work }
    }

    /// The work of that name; `None`: it has ended, or has not begun.
    pub fn get(&self, name: &str) -> Option<Arc<Work>> {
        self.all().get(name).cloned()
    }

    fn all(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<Work>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Work that goes on until this is dropped.
pub(crate) struct Begun<'a> {
    works: &'a Works,
    name: Option<String>,
    work: Arc<Work>,
}

impl std::ops::Deref for Begun<'_> {
    type Target = Work;

    fn deref(&self) -> &Work {
        &self.work
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            self.works.all().remove(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_counted_while_it_goes_on_and_forgotten_after() {
        let works = Works::default();
        let begun = works.begin(Some("a".into()));
        begun.begin(10);
        let mut passed = Vec::new();
        Watched::new(&b"sixsix"[..], &begun).read_to_end(&mut passed).unwrap();
        assert_eq!(works.get("a").unwrap().so_far(), (1, 6, 10));
        begun.begin(4);
        Watched::new(Vec::new(), &begun).write_all(b"1234567").unwrap();
        assert_eq!(begun.so_far(), (2, 4, 4), "an estimate is never passed");
        drop(begun);
        assert!(works.get("a").is_none());
    }

    #[test]
    fn work_that_is_stopped_reads_and_writes_no_further_and_says_why_it_failed() {
        let works = Works::default();
        let begun = works.begin(Some("a".into()));
        works.get("a").unwrap().stop();
        assert!(Watched::new(&b"words"[..], &begun).read_to_end(&mut Vec::new()).is_err());
        assert!(Watched::new(Vec::new(), &begun).write_all(b"words").is_err());
        let failed: Result<(), newsroom::Error> = Err(newsroom::FileRefusal::NotWritten.into());
        let said = begun.end(failed).unwrap_err().to_string();
        assert!(said.starts_with("Stopped"), "{said}");
    }
}
