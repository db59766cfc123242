//! Frames that are kept for the way back.

use super::Nonzeros;
use crate::Float;
use crate::simd::vectorized;
use fearless_simd::{Level, Simd, dispatch};
use ndarray::ArrayView3;

/// Frames of so many columns, one after another.
#[derive(Debug)]
pub(crate) struct Kept<F> {
    columns: usize,
    frames: usize,
    numbers: Numbers<F>,
}

#[derive(Debug)]
enum Numbers<F> {
    Dense(Vec<F>),
    /// What is not zero, frame after frame; a frame ends where `ends` says.
    Lists {
        ends: Vec<usize>,
        places: Vec<u32>,
        values: Vec<F>,
    },
}

impl<F: Float> Kept<F> {
    /// The frames of all batches, `(B, T, n)`, as lists where these take less memory.
    pub(crate) fn of(frames: &ArrayView3<'_, F>) -> Self {
        let (batches, steps, columns) = frames.dim();
        let standard = frames.as_standard_layout();
        let numbers = standard.as_slice().unwrap_or_default();
        let count = vectorized(
            #[inline(always)]
            || numbers.iter().map(|&x| u64::from(x != F::zero())).sum::<u64>() as usize,
        );
        let listed = count * (size_of::<F>() + size_of::<u32>()) + batches * steps * size_of::<usize>();
        let numbers = if listed < size_of_val(numbers) {
            lists(numbers, columns, count)
        } else {
            Numbers::Dense(standard.into_owned().into_raw_vec_and_offset().0)
        };
        Self { columns, frames: batches * steps, numbers }
    }

    /// The same, as lists in any case.
    pub(crate) fn lists(frames: &ArrayView3<'_, F>) -> Self {
        let (batches, steps, columns) = frames.dim();
        let standard = frames.as_standard_layout();
        let numbers = lists(standard.as_slice().unwrap_or_default(), columns, 0);
        Self { columns, frames: batches * steps, numbers }
    }

    /// How many frames, of how many columns.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.frames, self.columns)
    }

    /// What is listed of a frame: places and values; nothing, where frames are no lists.
    pub(crate) fn listed(&self, frame: usize) -> (&[u32], &[F]) {
        let Numbers::Lists { ends, places, values } = &self.numbers else { return (&[], &[]) };
        let start = frame.checked_sub(1).map_or(0, |before| ends[before]);
        (&places[start..ends[frame]], &values[start..ends[frame]])
    }

    /// The columns: of each, what is not zero in the frames. A list of frame `f` is taken for that of
    /// frame `moved(f)`, which ascends with it, or left out.
    pub(crate) fn columns(&self, moved: impl Fn(usize) -> Option<usize>) -> Vec<Vec<(u32, F)>> {
        let mut columns = vec![Vec::new(); self.columns];
        match &self.numbers {
            Numbers::Dense(numbers) => {
                for (frame, numbers) in numbers.chunks_exact(self.columns.max(1)).enumerate() {
                    let Some(frame) = moved(frame) else { continue };
                    for (column, &x) in columns.iter_mut().zip(numbers) {
                        if x != F::zero() {
                            column.push((frame as u32, x));
                        }
                    }
                }
            }
            Numbers::Lists { places, values, .. } => {
                let mut counts = vec![0; self.columns];
                places.iter().for_each(|&place| counts[place as usize] += 1);
                columns.iter_mut().zip(counts).for_each(|(column, count)| column.reserve_exact(count + 1));
                let mut all = places.iter().zip(values);
                for frame in 0..self.frames {
                    let count = self.listed(frame).0.len();
                    let listed = all.by_ref().take(count);
                    match moved(frame) {
                        Some(frame) => {
                            listed.for_each(|(&place, &x)| columns[place as usize].push((frame as u32, x)));
                        }
                        None => listed.for_each(drop),
                    }
                }
            }
        }
        columns
    }
}

fn lists<F: Float>(numbers: &[F], columns: usize, count: usize) -> Numbers<F> {
    let frames = if columns == 0 { 0 } else { numbers.len() / columns };
    let mut ends = Vec::with_capacity(frames);
    let (mut places, mut values) = (Vec::with_capacity(count), Vec::with_capacity(count));
    dispatch!(Level::new(), simd => list(simd, numbers, columns, &mut ends, &mut places, &mut values));
    Numbers::Lists { ends, places, values }
}

#[inline(always)]
fn list<S: Simd, F: Float>(
    simd: S,
    numbers: &[F],
    columns: usize,
    ends: &mut Vec<usize>,
    places: &mut Vec<u32>,
    values: &mut Vec<F>,
) {
    let mut nonzeros = Nonzeros::with_room(columns);
    for frame in numbers.chunks_exact(columns.max(1)) {
        nonzeros.find(simd, 0, frame);
        let (found, numbers) = nonzeros.slices();
        places.extend_from_slice(found);
        values.extend_from_slice(numbers);
        ends.push(places.len());
    }
}
