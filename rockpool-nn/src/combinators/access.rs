//! Layers by index and by name.

macro_rules! accessors {
    ($module:ident) => {
        impl<M: $crate::Evolve> $module<Vec<M>> {
            /// The layer with this index.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # use rockpool_nn::{Linear, Sequential};
            /// # let layer = |n_in, n_out| Linear::<f64>::builder().shape((n_in, n_out)).key(1).build();
            /// let net = Sequential::new(vec![layer(2, 3)?, layer(3, 1)?])?;
            /// assert_eq!(net.get(1).map(|layer| layer.shape()), Some([3, 1].into()));
            /// # Ok::<(), Error>(())
            /// ```
            #[must_use]
            pub fn get(&self, index: usize) -> Option<&M> {
                self.layers.get(index)
            }

            /// The layer with this index; one that is replaced shall have the size of the one
            /// before, and `check` tells if not.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # use rockpool_nn::{Linear, Sequential};
            /// # let layer = |n_in, n_out| Linear::<f64>::builder().shape((n_in, n_out)).key(1).build();
            /// let mut net = Sequential::new(vec![layer(2, 3)?, layer(3, 1)?])?;
            /// if let Some(last) = net.get_mut(1) {
            ///     last.weight.fill(0.5);
            /// }
            /// assert_eq!(net[1].weight.sum(), 1.5);
            /// # Ok::<(), Error>(())
            /// ```
            #[must_use]
            pub fn get_mut(&mut self, index: usize) -> Option<&mut M> {
                self.layers.get_mut(index)
            }

            /// The layer with this name.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # use rockpool_nn::{Linear, Sequential};
            /// # let layer = |n_in, n_out| Linear::<f64>::builder().shape((n_in, n_out)).key(1).build();
            /// let net = Sequential::named(["project", "readout"], vec![layer(2, 3)?, layer(3, 1)?])?;
            /// assert_eq!(net.get_named("readout").map(|layer| layer.shape()), Some([3, 1].into()));
            /// assert!(net.get_named("1_Linear").is_none()); // its name where none is given
            /// # Ok::<(), Error>(())
            /// ```
            #[must_use]
            pub fn get_named(&self, name: &str) -> Option<&M> {
                self.layers.get(self.index_of(name)?)
            }

            /// The layer with this name; one that is replaced shall have the size of the one
            /// before, and `check` tells if not.
            ///
            /// ```
            /// # use rockpool_core::prelude::*;
            /// # use rockpool_nn::{Linear, Sequential};
            /// # let layer = |n_in, n_out| Linear::<f64>::builder().shape((n_in, n_out)).key(1).build();
            /// let mut net = Sequential::new(vec![layer(2, 3)?, layer(3, 1)?])?;
            /// if let Some(readout) = net.get_named_mut("1_Linear") {
            ///     readout.weight.fill(0.5);
            /// }
            /// assert_eq!(net["1_Linear"].weight.sum(), 1.5);
            /// # Ok::<(), Error>(())
            /// ```
            #[must_use]
            pub fn get_named_mut(&mut self, name: &str) -> Option<&mut M> {
                let index = self.index_of(name)?;
                self.layers.get_mut(index)
            }

            fn index_of(&self, name: &str) -> Option<usize> {
                self.registry.submodules().iter().position(|known| known.name() == name)
            }
        }

        /// # Panics
        /// There is no layer with this index; see `get`.
        impl<M: $crate::Evolve> ::core::ops::Index<usize> for $module<Vec<M>> {
            type Output = M;
            fn index(&self, index: usize) -> &M {
                &self.layers[index]
            }
        }

        /// # Panics
        /// There is no layer with this index; see `get_mut`.
        impl<M: $crate::Evolve> ::core::ops::IndexMut<usize> for $module<Vec<M>> {
            fn index_mut(&mut self, index: usize) -> &mut M {
                &mut self.layers[index]
            }
        }

        /// # Panics
        /// There is no layer with this name; see `get_named`.
        impl<M: $crate::Evolve> ::core::ops::Index<&str> for $module<Vec<M>> {
            type Output = M;
            fn index(&self, name: &str) -> &M {
                &self.layers[self.index_of(name).unwrap_or(usize::MAX)]
            }
        }

        /// # Panics
        /// There is no layer with this name; see `get_named_mut`.
        impl<M: $crate::Evolve> ::core::ops::IndexMut<&str> for $module<Vec<M>> {
            fn index_mut(&mut self, name: &str) -> &mut M {
                let index = self.index_of(name).unwrap_or(usize::MAX);
                &mut self.layers[index]
            }
        }
    };
}
