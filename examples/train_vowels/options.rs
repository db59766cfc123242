//! What is asked for on the command line.

use std::error::Error;

pub(crate) struct Options {
    pub(crate) seed: u64,
    pub(crate) epochs: usize,
    pub(crate) cross_validate: bool,
}

const USAGE: &str =
    "cargo run --release --example train_vowels -- [--seed N] [--epochs N] [--cross-validate]";

impl Options {
    pub(crate) fn read(arguments: impl IntoIterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut options = Self { seed: 0, epochs: 50, cross_validate: false };
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let mut number = || arguments.next().and_then(|number| number.parse().ok());
            match (argument.as_str(), argument.parse()) {
                ("--seed", _) => options.seed = number().ok_or("`--seed` takes a number")?,
                ("--epochs", _) => {
                    options.epochs = number().ok_or("`--epochs` takes a number")? as usize;
                }
                ("--cross-validate", _) => options.cross_validate = true,
                (_, Ok(seed)) => options.seed = seed,
                _ => return Err(format!("unknown argument `{argument}`; usage: {USAGE}").into()),
            }
        }
        Ok(options)
    }
}
