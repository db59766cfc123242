//! The built-in initialisers, each in its file. `table.rs`, which the derive shares, has a line for each; from
//! that line come the module here, its place in the prelude, and what `init =` and builders take.

mod table;

pub(crate) use table::initialisers;

macro_rules! files {
    ($($name:ident, [$($generics:tt)*] $type:ty, $way:ident, $usage:literal;)*) => {
        $(mod $name;)*

        /// The functions, for the prelude.
        pub(crate) mod functions {
            $(pub use super::$name::$name;)*
        }

        /// The types that they return.
        mod types {
            $(#[allow(unused_imports, reason = "a file has the function and its type")] pub use super::$name::*;)*
        }

        /// How messages write them.
        #[cfg(test)]
        const USAGES: &[&str] = &[$($usage),*];
    };
}

initialisers!(files);

pub use types::*;

#[cfg(test)]
mod tests {
    /// rustc takes messages as literals only, so that these cannot be made from the table.
    #[test]
    fn messages_list_every_initialiser() {
        let list = super::USAGES.join(" ");
        for source in [include_str!("../declaration.rs"), include_str!("../initialiser.rs")] {
            assert!(source.contains(&format!("use one of `{list}`, `from_fn(..)`")), "use one of `{list}`");
        }
    }
}
