//! An answer that is on its way. It can be waited for by a thread or awaited by a task, so that
//! `newsroom` stays synchronous and the outbox runner does not block its runtime.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Condvar, Mutex, PoisonError},
    task::{Context, Poll, Waker},
};

struct Slot<A> {
    answer: Option<A>,
    waker: Option<Waker>,
}

struct Shared<A> {
    slot: Mutex<Slot<A>>,
    answered: Condvar,
}

/// The answer of a submitted job: known once the job's transaction is on the disk, or is not.
#[must_use = "a job is only known to be saved by its answer"]
pub struct Pending<T, E> {
    shared: Arc<Shared<Result<T, E>>>,
}

/// The writer's end.
pub(crate) struct Promise<T, E> {
    shared: Arc<Shared<Result<T, E>>>,
}

pub(crate) fn pair<T, E>() -> (Promise<T, E>, Pending<T, E>) {
    let slot = Mutex::new(Slot { answer: None, waker: None });
    let shared = Arc::new(Shared { slot, answered: Condvar::new() });
    (Promise { shared: Arc::clone(&shared) }, Pending { shared })
}

impl<T, E> Promise<T, E> {
    pub fn answer(self, answer: Result<T, E>) {
        let mut slot = self.shared.slot.lock().unwrap_or_else(PoisonError::into_inner);
        slot.answer = Some(answer);
        let waker = slot.waker.take();
        drop(slot);
        self.shared.answered.notify_all();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T, E> Pending<T, E> {
    /// Waits until the answer is there.
    pub fn wait(self) -> Result<T, E> {
        let mut slot = self.shared.slot.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(answer) = slot.answer.take() {
                return answer;
            }
            slot = self.shared.answered.wait(slot).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<T, E> Future for Pending<T, E> {
    type Output = Result<T, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut slot = self.shared.slot.lock().unwrap_or_else(PoisonError::into_inner);
        match slot.answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => {
                slot.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
