//! Frames that are kept for the way back.

use super::{Listed, Nonzeros};
use crate::Float;
use crate::parallel;
use crate::simd::vectorized;
use core::ops::Range;
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
    Listed(Lines<F>),
}

/// What is not zero, frame after frame, in parts of so many frames.
#[derive(Debug)]
struct Lines<F> {
    /// A part has so many frames, but for the last; not 0.
    each: usize,
    parts: Vec<Part<F>>,
}

/// What is not zero in some frames; a frame ends where `ends` says.
#[derive(Debug)]
pub(crate) struct Part<F> {
    ends: Vec<usize>,
    places: Vec<u32>,
    values: Vec<F>,
    /// Whether all are ones.
    are_ones: bool,
}

impl<F: Float> Kept<F> {
    /// The frames of all batches, `(B, T, n)`, as lists where these take less memory.
    pub(crate) fn of(frames: &ArrayView3<'_, F>) -> Self {
        let (batches, steps, columns) = frames.dim();
        let standard = frames.as_standard_layout();
        let numbers = standard.as_slice().unwrap_or_default();
        let mut counts: Vec<_> = numbers.chunks(PART).map(|numbers| (numbers, 0)).collect();
        parallel::run_each(&mut counts, numbers.len(), |(numbers, count)| *count = count_of(numbers));
        let count: usize = counts.iter().map(|&(_, count)| count).sum();
        let listed = count * (size_of::<F>() + size_of::<u32>()) + batches * steps * size_of::<usize>();
        let numbers = if listed < size_of_val(numbers) {
            Numbers::Listed(Lines::of(numbers, columns))
        } else {
            Numbers::Dense(standard.into_owned().into_raw_vec_and_offset().0)
        };
        Self { columns, frames: batches * steps, numbers }
    }

    /// The same, as lists in any case.
    pub(crate) fn lists(frames: &ArrayView3<'_, F>) -> Self {
        let (batches, steps, columns) = frames.dim();
        let standard = frames.as_standard_layout();
        let numbers = Numbers::Listed(Lines::of(standard.as_slice().unwrap_or_default(), columns));
        Self { columns, frames: batches * steps, numbers }
    }

    /// Lists that a run made, `each` frames of `columns` in a part.
    pub(crate) fn of_parts(each: usize, columns: usize, parts: Vec<Part<F>>) -> Self {
        let frames = parts.iter().map(|part| part.ends.len()).sum();
        Self { columns, frames, numbers: Numbers::Listed(Lines { each: each.max(1), parts }) }
    }

    /// How many frames, of how many columns.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.frames, self.columns)
    }

    /// How many numbers are kept in all.
    pub(super) fn count(&self) -> usize {
        match &self.numbers {
            Numbers::Dense(numbers) => numbers.len(),
            Numbers::Listed(lines) => lines.parts.iter().map(|part| part.places.len()).sum(),
        }
    }

    /// What is listed of a frame: places and values; nothing, where frames are no lists.
    #[inline]
    pub(crate) fn listed(&self, frame: usize) -> (&[u32], &[F]) {
        let Numbers::Listed(lines) = &self.numbers else { return (&[], &[]) };
        let Some(Part { ends, places, values, .. }) = lines.parts.get(frame / lines.each) else {
            return (&[], &[]);
        };
        let own = frame % lines.each;
        let start = own.checked_sub(1).map_or(0, |before| ends[before]);
        (&places[start..ends[own]], &values[start..ends[own]])
    }

    /// Whether all that is listed of a frame, and of those beside it, are ones.
    pub(crate) fn are_ones(&self, frame: usize) -> bool {
        match &self.numbers {
            Numbers::Dense(_) => false,
            Numbers::Listed(lines) => lines.parts.get(frame / lines.each).is_some_and(|part| part.are_ones),
        }
    }

    /// Whether frames are lists.
    pub(crate) fn is_listed(&self) -> bool {
        matches!(self.numbers, Numbers::Listed(_))
    }

    /// All numbers of all frames, where frames are no lists.
    pub(super) fn dense(&self) -> Option<&[F]> {
        match &self.numbers {
            Numbers::Dense(numbers) => Some(numbers),
            Numbers::Listed(_) => None,
        }
    }

    /// The columns: of each, what is not zero in the frames. A frame `f` is taken for frame `moved(f)`,
    /// which ascends with it, or left out.
    pub(crate) fn columns(&self, moved: impl Fn(usize) -> Option<usize>) -> Lists<F> {
        let mut counts = vec![0; self.columns];
        match &self.numbers {
            Numbers::Dense(numbers) => {
                for numbers in numbers.chunks_exact(self.columns.max(1)) {
                    counts
                        .iter_mut()
                        .zip(numbers)
                        .for_each(|(count, &x)| *count += usize::from(!x.is_nothing()));
                }
            }
            Numbers::Listed(lines) => lines
                .parts
                .iter()
                .flat_map(|part| &part.places)
                .for_each(|&place| counts[place as usize] += 1),
        }
        let mut columns = Lists::with_room(&counts);
        for frame in 0..self.frames {
            let Some(moved) = moved(frame) else { continue };
            match &self.numbers {
                Numbers::Dense(numbers) => {
                    let numbers = &numbers[frame * self.columns..][..self.columns];
                    let some = numbers.iter().enumerate().filter(|&(_, &x)| !x.is_nothing());
                    some.for_each(|(column, &x)| columns.push(column, moved, x));
                }
                Numbers::Listed(_) => {
                    let (places, values) = self.listed(frame);
                    let listed = places.iter().zip(values);
                    listed.for_each(|(&place, &x)| columns.push(place as usize, moved, x));
                }
            }
        }
        columns
    }
}

/// Lists of frames, each as a list of what is not zero: in which frames, in ascending order, and what.
#[derive(Debug)]
pub(crate) struct Lists<F> {
    /// Where each begins, and where what it has so far ends.
    ranges: Vec<Range<usize>>,
    frames: Vec<u32>,
    values: Vec<F>,
    /// Whether all are ones.
    are_ones: bool,
}

impl<F: Float> Lists<F> {
    /// None yet, with room for so many in each column.
    pub(crate) fn with_room(counts: &[usize]) -> Self {
        let mut end = 0;
        let mut room = |&count: &usize| {
            let start = end;
            end += count;
            start..start
        };
        let ranges = counts.iter().map(&mut room).collect();
        Self { ranges, frames: vec![0; end], values: vec![F::zero(); end], are_ones: true }
    }

    /// Adds to a column that has room for it.
    #[inline]
    pub(crate) fn push(&mut self, column: usize, frame: usize, value: F) {
        let end = &mut self.ranges[column].end;
        self.frames[*end] = frame as u32;
        self.values[*end] = value;
        self.are_ones &= value.is_one();
        *end += 1;
    }

    /// How many columns.
    pub(super) fn len(&self) -> usize {
        self.ranges.len()
    }

    /// How many are listed in all.
    pub(super) fn listed(&self) -> usize {
        self.ranges.iter().map(Range::len).sum()
    }

    /// The frames and values of a column.
    pub(super) fn column(&self, column: usize) -> Listed<'_, F> {
        let range = self.ranges[column].clone();
        let are_ones = self.are_ones;
        Listed { places: &self.frames[range.clone()], values: &self.values[range], are_ones }
    }
}

/// So many numbers are looked through at once.
const PART: usize = 1 << 14;

#[inline(always)]
fn count_of<F: Float>(numbers: &[F]) -> usize {
    vectorized(
        #[inline(always)]
        || numbers.iter().map(|&x| u32::from(!x.is_nothing())).sum::<u32>() as usize,
    )
}

impl<F: Float> Lines<F> {
    /// The lists of frames of so many columns.
    fn of(numbers: &[F], columns: usize) -> Self {
        let columns = columns.max(1);
        let each = (PART / columns).max(1);
        let mut parts: Vec<_> = numbers.chunks(columns * each).map(|frames| (frames, None)).collect();
        parallel::run_each(&mut parts, numbers.len(), |(frames, part)| {
            let count = count_of(frames);
            let mut own = Part::with_room(frames.len() / columns, count);
            dispatch!(Level::new(), simd => own.list(simd, frames, columns));
            *part = Some(own);
        });
        Self { each, parts: parts.into_iter().filter_map(|(_, part)| part).collect() }
    }
}

impl<F: Float> Part<F> {
    /// No frame yet, with room for some, and for so many numbers that are not zero.
    pub(crate) fn with_room(frames: usize, count: usize) -> Self {
        let (places, values) = (Vec::with_capacity(count), Vec::with_capacity(count));
        Self { ends: Vec::with_capacity(frames), places, values, are_ones: true }
    }

    /// The next frame.
    #[inline]
    pub(crate) fn push(&mut self, nonzeros: &Nonzeros<F>) {
        let (found, numbers) = nonzeros.slices();
        self.are_ones &= nonzeros.are_ones();
        self.places.extend_from_slice(found);
        self.values.extend_from_slice(numbers);
        self.ends.push(self.places.len());
    }

    /// Gives back the room that was not needed.
    pub(crate) fn shrink(&mut self) {
        self.places.shrink_to_fit();
        self.values.shrink_to_fit();
    }

    #[inline(always)]
    fn list<S: Simd>(&mut self, simd: S, frames: &[F], columns: usize) {
        let mut nonzeros = Nonzeros::with_room(columns);
        for frame in frames.chunks_exact(columns) {
            nonzeros.find(simd, 0, frame);
            self.push(&nonzeros);
        }
    }
}
