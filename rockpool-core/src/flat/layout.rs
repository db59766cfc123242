//! Where each leaf lies.

use crate::shape::Shape;
use crate::value::Bounds;
use crate::view::View;
use crate::walk::Structure;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

/// Where each leaf lies in a flat vector.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # #[derive(Module)]
/// # struct Leaky { #[parameter(init = 0.02, unit = "s")] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
/// # let leaky = Leaky { tau: 0.02, w: [1.0, 2.0] };
/// let flat = leaky.parameters().flat::<f64>()?;
/// assert_eq!(flat.layout().get("w"), Some(1..3));
/// assert_eq!(flat.layout().entries()[0].unit(), Some("s"));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Layout {
    pub(super) entries: Vec<LayoutEntry>,
    /// The entries by their paths.
    pub(super) by_path: Vec<usize>,
}

/// One leaf of a [`Layout`].
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = 0.02, unit = "s", bounds = 1e-6..)]
///     tau: f64,
///     #[parameter(init = ones())]
///     w: [[f64; 2]; 3],
/// }
///
/// let leaky = Leaky { tau: 0.02, w: [[1.0; 2]; 3] };
/// let layout = leaky.parameters().flat::<f64>()?.layout();
/// let [tau, w] = layout.entries() else { panic!() };
/// assert_eq!((tau.unit(), tau.bounds().unwrap().to_string()), (Some("s"), "1e-6..".into()));
/// assert_eq!((w.path(), w.range(), w.shape()), ("w", 1..7, &[3, 2].into()));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct LayoutEntry {
    pub(super) path: String,
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
    unit: Option<&'static str>,
    bounds: Option<&'static Bounds>,
}

impl LayoutEntry {
    /// The leaf's path.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(layout.entries()[1].path(), "w");
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
    /// Where its elements lie, row-major.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(layout.entries()[1].range(), 1..4);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }
    /// Its shape.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(**layout.entries()[1].shape(), [3]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
    }
    /// Its unit.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(layout.entries()[0].unit(), Some("s"));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn unit(&self) -> Option<&'static str> {
        self.unit
    }
    /// The range in which its elements lie.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert!(layout.entries()[0].bounds().is_some());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn bounds(&self) -> Option<&'static Bounds> {
        self.bounds
    }
}

impl Layout {
    /// The leaves in their order.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// let paths: Vec<&str> = layout.entries().iter().map(|entry| entry.path()).collect();
    /// assert_eq!(paths, ["tau", "w"]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn entries(&self) -> &[LayoutEntry] {
        &self.entries
    }

    /// Where the leaf with this path lies; found in logarithmic time. The range is good for every vector with
    /// this layout, so that it need not be looked up again.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..)] tau: f64,
    /// #     #[parameter(init = ones())] w: [f64; 3],
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [1.0; 3] };
    /// let layout = leaky.parameters().flat::<f64>()?.layout();
    /// assert_eq!(layout.get("w"), Some(1..4));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Range<usize>> {
        self.entry(path).map(LayoutEntry::range)
    }
}

/// The layout of all elements of a view.
pub(super) fn layout_of<M: Structure + ?Sized>(view: View<'_, M>) -> Layout {
    let mut entries: Vec<LayoutEntry> = Vec::new();
    let mut start = 0;
    view.for_each(|leaf| {
        let range = start..start + leaf.numel();
        start = range.end;
        entries.push(LayoutEntry {
            path: leaf.path().to_string(),
            range,
            shape: leaf.shape(),
            unit: leaf.attribute().unit(),
            bounds: leaf.attribute().bounds(),
        });
    });
    let mut by_path: Vec<usize> = (0..entries.len()).collect();
    by_path.sort_unstable_by(|a, b| entries[*a].path.cmp(&entries[*b].path));
    Layout { entries, by_path }
}
