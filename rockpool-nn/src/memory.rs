//! Memory that runs leave to those after them.
//!
//! What a training step takes for its tape, and between layers, the next step takes again. Given back to the
//! system in between, it comes anew page by page, and each is cleared first: up to a fifth of a step.

use core::any::Any;
use core::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Less is not worth keeping, in bytes.
const LEAST: usize = 1 << 16;
/// So much is kept at most, in bytes; what is larger goes back at once.
const MOST: usize = 1 << 26;

/// What is kept, the oldest first.
static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

struct Kept {
    bytes: usize,
    numbers: Box<dyn Any + Send>,
}

fn kept() -> MutexGuard<'static, Vec<Kept>> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// So many numbers, of whatever values: somebody else's, or `blank` where there were none.
pub(crate) fn take<T: Copy + Send + 'static>(count: usize, blank: T) -> Vec<T> {
    let mut numbers = find::<T>(count).unwrap_or_default();
    numbers.resize(count, blank);
    numbers
}

fn find<T: Send + 'static>(count: usize) -> Option<Vec<T>> {
    let bytes = count.checked_mul(size_of::<T>()).filter(|&bytes| bytes >= LEAST)?;
    let mut kept = kept();
    let fits = |kept: &Kept| kept.bytes >= bytes && kept.bytes / 2 <= bytes && kept.numbers.is::<Vec<T>>();
    let found = kept.iter().rposition(fits)?;
    kept.remove(found).numbers.downcast().ok().map(|numbers| *numbers)
}

/// Leaves numbers to whoever comes next.
pub(crate) fn leave<T: Send + 'static>(numbers: Vec<T>) {
    let bytes = numbers.capacity().saturating_mul(size_of::<T>());
    if !(LEAST..=MOST).contains(&bytes) {
        return;
    }
    // These go back to the system after the lock.
    let mut given_back = Vec::new();
    let mut kept = kept();
    kept.push(Kept { bytes, numbers: Box::new(numbers) });
    while kept.iter().map(|kept| kept.bytes).sum::<usize>() > MOST {
        given_back.push(kept.remove(0));
    }
    drop(kept);
}

/// Numbers that are left to others in the end.
#[derive(Clone, Debug)]
pub(crate) struct Lent<T: Send + 'static>(Vec<T>);

impl<T: Copy + Send + 'static> Lent<T> {
    /// So many numbers, of whatever values.
    pub(crate) fn new(count: usize, blank: T) -> Self {
        Self(take(count, blank))
    }

    /// So many numbers of this value. They are written here: of what is fresh, the system maps each page twice where it is
    /// read before, and halts the other threads for it.
    pub(crate) fn of(count: usize, value: T) -> Self {
        let mut numbers = Self::new(count, value);
        numbers.fill(value);
        numbers
    }
}

impl<T: Send + 'static> Lent<T> {
    /// The numbers, which are left to nobody.
    pub(crate) fn into_vec(mut self) -> Vec<T> {
        core::mem::take(&mut self.0)
    }
}

impl<T: Send + 'static> Deref for Lent<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Send + 'static> DerefMut for Lent<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T: Send + 'static> Drop for Lent<T> {
    fn drop(&mut self) {
        leave(core::mem::take(&mut self.0));
    }
}

#[cfg(test)]
mod tests {
    use super::{LEAST, MOST, kept, leave, take};

    /// A type that no other test of this process leaves.
    #[derive(Clone, Copy, PartialEq, Debug)]
    struct Own([u8; 64]);

    fn own_bytes() -> usize {
        kept().iter().filter(|kept| kept.numbers.is::<Vec<Own>>()).map(|kept| kept.bytes).sum()
    }

    #[test]
    fn what_is_left_is_taken_again_and_no_more_is_kept_than_stated() {
        let few = 2 * LEAST / size_of::<Own>();
        let left = vec![Own([1; 64]); few];
        let place = left.as_ptr();
        leave(left);
        assert_eq!(own_bytes(), 2 * LEAST);
        let again = take(few - 1, Own([0; 64]));
        assert_eq!((again.as_ptr(), again.len(), own_bytes()), (place, few - 1, 0));
        // Little, and much more than is asked for, is not worth it.
        leave(vec![Own([1; 64]); few / 2 - 1]);
        assert_eq!(own_bytes(), 0);
        leave(vec![Own([1; 64]); 3 * few]);
        assert_ne!(own_bytes(), 0);
        assert_eq!(take(few, Own([0; 64])), vec![Own([0; 64]); few]);

        leave(Vec::<Own>::with_capacity(MOST / size_of::<Own>() + 1));
        for _ in 0..5 {
            leave(Vec::<Own>::with_capacity(MOST / size_of::<Own>() / 3));
        }
        assert!(own_bytes() <= MOST);
        kept().retain(|kept| !kept.numbers.is::<Vec<Own>>());
    }
}
