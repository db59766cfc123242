//! Sums over all ranks, along one tree.

use crate::call::Call;
use crate::encoding::{decode, encode};
use crate::terms::{Float, Terms, along_tree};
use crate::world::part;
use crate::{Error, World};
use bytemuck::{cast_slice, cast_slice_mut};
use ndarray::{Array, Dimension};

/// What [`World::sum`] sums: numbers, slices, vectors and arrays of floats, each of which is one term a rank; and
/// [`Terms`], which are many.
pub trait Summand {
    /// Sums it over all ranks.
    #[doc(hidden)]
    fn sum_over(&mut self, world: &World) -> Result<(), Error>;
}

impl World {
    /// Sums over all ranks, and gives every rank the sum, to the bit: floats are added along a fixed tree.
    ///
    /// Of [`Terms`] the sum does not depend on the number of ranks either: `count` micro-batches give the same
    /// gradient on one rank as on a hundred. What is no `Terms` (a number, a slice, a vector, an array) is one
    /// term from each rank; the sum is then that of as many terms as there are ranks.
    ///
    /// Each rank sums a part of the elements, which all others send to it, and sends that sum to all others: as
    /// many bytes as a plain all-reduce sends, where the terms of each rank make whole branches of the tree, and
    /// otherwise as many times the first half of it as a rank has branches. The
    #[doc = "[`guide::scale`](crate::guide::scale) has figures."]
    ///
    /// ```
    /// use rockpool_mpi::World;
    /// let world = World::new()?;
    /// let mut spikes = vec![1.0, 2.0];
    /// world.sum(&mut spikes)?;
    /// assert_eq!(spikes, [world.size() as f64, 2.0 * world.size() as f64]);
    /// # Ok::<(), rockpool_mpi::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Arguments`] where ranks give other lengths, counts or types; [`Error::Twice`] and
    /// [`Error::Missing`] for terms that are not added by one rank each; [`Error::Left`] and [`Error::Calls`]
    /// where not all ranks make this call. Nothing is changed then.
    pub fn sum<S: Summand + ?Sized>(&self, summand: &mut S) -> Result<(), Error> {
        summand.sum_over(self)
    }
}

impl<F: Float> Summand for Terms<F> {
    fn sum_over(&mut self, world: &World) -> Result<(), Error> {
        let Self { count, length, .. } = *self;
        let is_summed = if self.total.is_some() { ", summed already" } else { "" };
        let argument = format!("{count} terms of {length} elements of `{}`{is_summed}", F::NAME);
        world.begin_alike(Call::Sum, &argument)?;
        if self.total.is_some() {
            return Err(Error::Summed { is_summed: true });
        }
        let own: Vec<(usize, u32)> =
            self.branches.iter().map(|(start, branch)| (*start, branch.level)).collect();
        let all = gathered(world, &own);
        check(&all, count)?;
        let branches: Vec<&[F]> = self.branches.values().map(|branch| &branch.sum[..]).collect();
        let mut total = vec![F::default(); length];
        sum(world, &branches, &all, count, &mut total);
        self.branches.clear();
        self.total = Some(total);
        Ok(())
    }
}

impl<F: Float> Summand for [F] {
    fn sum_over(&mut self, world: &World) -> Result<(), Error> {
        world.begin_alike(Call::Sum, &format!("{} elements of `{}`", self.len(), F::NAME))?;
        let all: Vec<Vec<(usize, u32)>> = (0..world.size()).map(|rank| vec![(rank, 0)]).collect();
        if world.size() > 1 {
            let own = self.to_vec();
            sum(world, &[&own], &all, world.size(), self);
        }
        Ok(())
    }
}

impl<F: Float> Summand for Vec<F> {
    fn sum_over(&mut self, world: &World) -> Result<(), Error> {
        self[..].sum_over(world)
    }
}

impl<F: Float, const N: usize> Summand for [F; N] {
    fn sum_over(&mut self, world: &World) -> Result<(), Error> {
        self[..].sum_over(world)
    }
}

impl<F: Float, D: Dimension> Summand for Array<F, D> {
    fn sum_over(&mut self, world: &World) -> Result<(), Error> {
        // Ranks may hold their elements in different orders.
        let mut elements: Vec<F> = self.iter().copied().collect();
        let argument = format!("an array of shape {:?} of `{}`", self.shape(), F::NAME);
        world.begin_alike(Call::Sum, &argument)?;
        elements.sum_over(world)?;
        self.iter_mut().zip(elements).for_each(|(element, sum)| *element = sum);
        Ok(())
    }
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Summand for $type {
            fn sum_over(&mut self, world: &World) -> Result<(), Error> {
                std::slice::from_mut(self).sum_over(world)
            }
        }
    )*};
}

numbers!(f32, f64);

/// The branches of every rank: the first term, and the level.
fn gathered(world: &World, own: &[(usize, u32)]) -> Vec<Vec<(usize, u32)>> {
    let own: Vec<(u64, u32)> = own.iter().map(|&(start, level)| (start as u64, level)).collect();
    let all = world.wire().gather_all(&encode(&own));
    let usable = |(start, level): (u64, u32)| (usize::try_from(start).unwrap_or(usize::MAX), level);
    all.iter()
        .map(|bytes| decode::<Vec<(u64, u32)>>(bytes).unwrap_or_default().into_iter().map(usable).collect())
        .collect()
}

/// # Errors
/// A term is not added by one rank.
fn check(all: &[Vec<(usize, u32)>], count: usize) -> Result<(), Error> {
    let mut added: Vec<(usize, usize, usize)> = all
        .iter()
        .enumerate()
        .flat_map(|(rank, branches)| {
            branches.iter().map(move |&(start, level)| (start, start + (1 << level), rank))
        })
        .collect();
    added.sort_unstable();
    let (mut twice, mut ranks, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    let (mut end, mut last) = (0, 0);
    for (start, own_end, rank) in added {
        missing.extend(end..start);
        if start < end {
            twice.extend(start..own_end.min(end));
            ranks.extend([last, rank]);
        }
        if own_end > end {
            (end, last) = (own_end, rank);
        }
    }
    missing.extend(end..count);
    if !twice.is_empty() {
        twice.sort_unstable();
        twice.dedup();
        ranks.sort_unstable();
        ranks.dedup();
        return Err(Error::Twice { terms: twice, ranks });
    }
    if missing.is_empty() { Ok(()) } else { Err(Error::Missing { terms: missing, count }) }
}

/// The most bytes that a rank has on their way at once.
const SLAB: usize = 64 << 20;

/// Sums the branches of all ranks, of which these are the own ones.
fn sum<F: Float>(world: &World, own: &[&[F]], all: &[Vec<(usize, u32)>], count: usize, total: &mut [F]) {
    let (rank, size) = (world.rank(), world.size());
    let level = count.next_power_of_two().trailing_zeros();
    let most = all.iter().map(Vec::len).max().unwrap_or(0);
    let every: usize = all.iter().map(Vec::len).sum();
    let slab = (SLAB / size_of::<F>() / most.max(every.div_ceil(size)).max(1)).max(size);
    for start in (0..total.len()).step_by(slab) {
        let length = slab.min(total.len() - start);
        let share = part(length, rank, size);
        let parts: Vec<usize> = (0..size).map(|rank| part(length, rank, size).len()).collect();
        let bytes = |elements: usize| elements * size_of::<F>();

        // To every rank its part of all own branches.
        let mut sent = Vec::with_capacity(own.len() * length);
        for to in 0..size {
            let part = part(length, to, size);
            own.iter().for_each(|sum| sent.extend_from_slice(&sum[start + part.start..start + part.end]));
        }
        let mut received = vec![F::default(); every * share.len()];
        let to: Vec<usize> = parts.iter().map(|part| bytes(part * own.len())).collect();
        let from: Vec<usize> = all.iter().map(|branches| bytes(share.len() * branches.len())).collect();
        world.wire().exchange(cast_slice(&sent), &to, &from, cast_slice_mut(&mut received));

        let mut branches: Vec<(usize, u32, &[F])> = all
            .iter()
            .flatten()
            .enumerate()
            .map(|(index, &(first, level))| {
                (first, level, &received[index * share.len()..(index + 1) * share.len()])
            })
            .collect();
        branches.sort_unstable_by_key(|(first, ..)| *first);
        // A block at a time, which stays in the cache.
        const BLOCK: usize = 4096;
        let mut own_sum = Vec::with_capacity(share.len());
        for block in (0..share.len()).step_by(BLOCK) {
            let end = share.len().min(block + BLOCK);
            let of_block: Vec<(usize, u32, &[F])> =
                branches.iter().map(|&(first, level, sum)| (first, level, &sum[block..end])).collect();
            match along_tree(&of_block, 0, level) {
                Some(sum) => own_sum.extend(sum),
                None => own_sum.resize(end, F::default()),
            }
        }
        let lengths: Vec<usize> = parts.iter().map(|&part| bytes(part)).collect();
        let into = cast_slice_mut(&mut total[start..start + length]);
        world.wire().collect(cast_slice(&own_sum), &lengths, into);
    }
}
