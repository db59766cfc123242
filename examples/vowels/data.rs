//! The recordings: nine men say two Japanese vowels (see `examples/data/README.md`).

use ndarray::{Array1, Array2, Axis, Slice};
use ndarray_npy::NpzReader;
use std::error::Error;
use std::fs::File;
use std::path::Path;

/// What one man said once.
pub(crate) struct Utterance {
    /// `(frames, 12)`: the coefficients of each frame.
    pub(crate) frames: Array2<f64>,
    /// Who it was, `0..9`.
    pub(crate) speaker: usize,
}

/// The published split.
pub(crate) struct Vowels {
    pub(crate) train: Vec<Utterance>,
    pub(crate) test: Vec<Utterance>,
}

/// Reads the recordings; every coefficient is scaled to mean 0 and deviation 1 over the frames of
/// the training split.
pub(crate) fn read() -> Result<Vowels, Box<dyn Error>> {
    // The example of `rockpool-mpi` reads the same file.
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let path =
        folders.map(|folder| folder.join("examples/data/japanese_vowels.npz")).find(|path| path.exists());
    let path = path.ok_or("there is no `examples/data/japanese_vowels.npz`")?;
    let mut file = NpzReader::new(File::open(path)?)?;
    let frames: Array2<f32> = file.by_name("train_frames")?;
    let frames = frames.mapv(f64::from);
    let mean = frames.mean_axis(Axis(0)).ok_or("there are no frames")?;
    let std = frames.std_axis(Axis(0), 0.0);
    let mut split = |name: &str| -> Result<Vec<Utterance>, Box<dyn Error>> {
        let frames: Array2<f32> = file.by_name(&format!("{name}_frames"))?;
        let lengths: Array1<i64> = file.by_name(&format!("{name}_lengths"))?;
        let speakers: Array1<i64> = file.by_name(&format!("{name}_speaker"))?;
        let frames = (frames.mapv(f64::from) - &mean) / &std;
        let mut start = 0;
        let mut utterances = Vec::with_capacity(lengths.len());
        for (&length, &speaker) in lengths.iter().zip(&speakers) {
            let end = start + usize::try_from(length)?;
            let frames = frames.slice_axis(Axis(0), Slice::from(start..end)).to_owned();
            utterances.push(Utterance { frames, speaker: usize::try_from(speaker - 1)? });
            start = end;
        }
        Ok(utterances)
    };
    Ok(Vowels { train: split("train")?, test: split("test")? })
}
