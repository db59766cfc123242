//! What is asked for on the command line.

use std::path::PathBuf;

pub(crate) struct Options {
    pub(crate) seed: u64,
    pub(crate) epochs: usize,
    pub(crate) file: Option<PathBuf>,
}

const USAGE: &str = "mpirun -n 4 train_vowels_on_ranks [--seed N] [--epochs N] [--file run.safetensors]";

impl Options {
    pub(crate) fn read(arguments: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut options = Self { seed: 0, epochs: 80, file: None };
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let value = arguments.next().ok_or(format!("`{argument}` takes a value; usage: {USAGE}"))?;
            let number =
                || value.parse().map_err(|_| format!("`{argument}` takes a number, found `{value}`"));
            match argument.as_str() {
                "--seed" => options.seed = number()?,
                "--epochs" => options.epochs = usize::try_from(number()?).unwrap_or(usize::MAX),
                "--file" => options.file = Some(value.into()),
                _ => return Err(format!("unknown argument `{argument}`; usage: {USAGE}")),
            }
        }
        Ok(options)
    }
}
