//! Sums of terms that come in any order, on any rank.

use crate::Error;
use bytemuck::Pod;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Add;

/// A float that is summed.
pub trait Float: Pod + Add<Output = Self> + Default + PartialEq + fmt::Debug + Sealed {
    #[doc(hidden)]
    const NAME: &'static str;
}

impl Float for f32 {
    const NAME: &'static str = "f32";
}
impl Float for f64 {
    const NAME: &'static str = "f64";
}

/// Keeps the trait to the floats.
#[doc(hidden)]
pub trait Sealed {}
impl Sealed for f32 {}
impl Sealed for f64 {}

/// The terms of a sum, such as the gradients of micro-batches: vectors with indices, each of which one rank adds.
///
/// The sum does not depend on which rank adds which, nor in what order, nor on how many ranks there are, because
/// floats are added along one tree over the indices: term 0 to 1, 2 to 3, then these sums to each other. A rank
/// adds what stands together in the tree at once, so that it keeps one vector for each branch that is not whole,
/// `log2(count)` at most if it adds its terms in order. Sums along a tree are also closer to the exact one than
/// sums along a line.
///
/// ```
/// use rockpool_mpi::{Terms, World};
///
/// let world = World::new()?;
/// let mut gradient = Terms::<f32>::new(8, 2); // eight micro-batches, two parameters
/// for index in world.part(8) {
///     gradient.add(index, &[index as f32, 1.0])?;
/// }
/// world.sum(&mut gradient)?;
/// assert_eq!(gradient.total()?, [28.0, 8.0]); // on every rank, to the bit
/// # Ok::<(), rockpool_mpi::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Terms<F> {
    pub(crate) count: usize,
    pub(crate) length: usize,
    /// By the first term of each branch of the tree that is whole.
    pub(crate) branches: BTreeMap<usize, Branch<F>>,
    pub(crate) total: Option<Vec<F>>,
}

/// The sum of `2^level` terms, or of fewer at the end.
#[derive(Clone, Debug)]
pub(crate) struct Branch<F> {
    pub(crate) level: u32,
    pub(crate) sum: Vec<F>,
}

impl<F: Float> Terms<F> {
    /// A sum of `count` terms of `length` elements.
    #[must_use]
    pub fn new(count: usize, length: usize) -> Self {
        Self { count, length, branches: BTreeMap::new(), total: None }
    }

    /// How many terms there are, on all ranks.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many elements each has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether they have none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds the term with this index.
    ///
    /// # Errors
    /// [`Error::Length`], [`Error::Index`]; [`Error::Twice`] if this rank added it before, [`Error::Summed`] if
    /// the sum is made already. Nothing is changed then.
    pub fn add(&mut self, index: usize, term: &[F]) -> Result<(), Error> {
        if self.total.is_some() {
            return Err(Error::Summed { is_summed: true });
        }
        if term.len() != self.length {
            return Err(Error::Length { expected: self.length, found: term.len() });
        }
        if index >= self.count {
            return Err(Error::Index { count: self.count, found: index });
        }
        let before = self.branches.range(..=index).next_back();
        if before.is_some_and(|(start, branch)| index - start < 1 << branch.level) {
            return Err(Error::Twice { terms: vec![index], ranks: Vec::new() });
        }
        let (mut start, mut branch) = (index, Branch { level: 0, sum: term.to_vec() });
        while let Some(beside) = self.beside(start, branch.level) {
            let Some(other) = self.branches.remove(&beside) else { break };
            let level = branch.level + 1;
            let (left, right) = if beside < start { (other, branch) } else { (branch, other) };
            start = start.min(beside);
            branch = Branch { level, sum: added(left.sum, &right.sum) };
        }
        self.branches.insert(start, branch);
        Ok(())
    }

    /// The start of the branch that this one is added to, if it is there.
    fn beside(&self, start: usize, level: u32) -> Option<usize> {
        let beside = start ^ (1 << level);
        self.branches.get(&beside).filter(|branch| branch.level == level).map(|_| beside)
    }

    /// The sum, after [`World::sum`](crate::World::sum).
    ///
    /// # Errors
    /// [`Error::Summed`]: it is not made yet.
    pub fn total(&self) -> Result<&[F], Error> {
        self.total.as_deref().ok_or(Error::Summed { is_summed: false })
    }

    /// No terms again.
    pub fn clear(&mut self) {
        self.branches.clear();
        self.total = None;
    }
}

/// The sum of two, in the room of the left one.
pub(crate) fn added<F: Float>(mut left: Vec<F>, right: &[F]) -> Vec<F> {
    left.iter_mut().zip(right).for_each(|(left, &right)| *left = *left + right);
    left
}

/// The sum along the tree of branches in the order of their starts, of which all begin in
/// `start..start + 2^level`; `None` without any.
pub(crate) fn along_tree<F: Float>(
    branches: &[(usize, u32, &[F])],
    start: usize,
    level: u32,
) -> Option<Vec<F>> {
    match branches {
        [] => None,
        [(of, at, sum)] if (*of, *at) == (start, level) || level == 0 => Some(sum.to_vec()),
        _ => {
            let middle = start + (1 << (level - 1));
            let (left, right) = branches.split_at(branches.partition_point(|(of, ..)| *of < middle));
            match (along_tree(left, start, level - 1), along_tree(right, middle, level - 1)) {
                (Some(left), Some(right)) => Some(added(left, &right)),
                (left, right) => left.or(right),
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn sum_of(count: usize, order: impl Iterator<Item = usize>) -> Vec<f32> {
        let mut terms = Terms::<f32>::new(count, 1);
        for index in order {
            terms.add(index, &[1.0 / (index as f32 + 0.3)]).unwrap();
        }
        let branches: Vec<_> =
            terms.branches.iter().map(|(start, branch)| (*start, branch.level, &branch.sum[..])).collect();
        along_tree(&branches, 0, count.next_power_of_two().trailing_zeros()).unwrap()
    }

    #[test]
    fn the_order_of_terms_does_not_matter() {
        for count in 1..70 {
            let forwards = sum_of(count, 0..count);
            assert_eq!(sum_of(count, (0..count).rev()), forwards);
            assert_eq!(sum_of(count, (0..count).map(|index| (index * 71 + 5) % count)), forwards, "{count}");
        }
    }

    #[test]
    fn a_rank_that_adds_in_order_keeps_a_vector_for_each_branch() {
        let mut terms = Terms::<f64>::new(1000, 1);
        for index in 0..1000 {
            terms.add(index, &[1.0]).unwrap();
            assert!(terms.branches.len() <= 10);
        }
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let mut terms = Terms::<f64>::new(4, 1);
        terms.add(2, &[1.0]).unwrap();
        terms.add(3, &[1.0]).unwrap();
        assert_eq!(terms.add(3, &[1.0]), Err(Error::Twice { terms: vec![3], ranks: vec![] }));
        assert_eq!(terms.add(4, &[1.0]), Err(Error::Index { count: 4, found: 4 }));
        assert_eq!(terms.add(0, &[1.0, 2.0]), Err(Error::Length { expected: 1, found: 2 }));
        assert_eq!(terms.total(), Err(Error::Summed { is_summed: false }));
        assert_eq!(terms.branches.len(), 1);
    }
}
