//! What all figures share: where they go, and how they look.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::error::Error;
use std::fs;
use std::path::Path;

/// A figure or the reason why there is none.
pub(crate) type Drawn<T = ()> = Result<T, Box<dyn Error>>;

/// A figure that is being drawn, in pixels.
pub(crate) type Canvas<'a> = DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

/// Text and axes.
pub(crate) const INK: RGBColor = RGBColor(51, 51, 51);
/// The colours of curves, told apart by colour-blind people too (Okabe and Ito).
pub(crate) const BLUE: RGBColor = RGBColor(0, 114, 178);
pub(crate) const VERMILION: RGBColor = RGBColor(213, 94, 0);

/// Draws `target/figures/<name>.svg`, with a title above; gives its path, from the root of the
/// project.
pub(crate) fn figure(
    name: &str,
    title: &str,
    size: (u32, u32),
    draw: impl FnOnce(&Canvas<'_>) -> Drawn,
) -> Drawn<String> {
    let path = format!("target/figures/{name}.svg");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
    fs::create_dir_all(file.with_file_name(""))?;
    let canvas = SVGBackend::new(&file, size).into_drawing_area();
    canvas.fill(&WHITE)?;
    let (head, body) = canvas.split_vertically(44);
    let place = Pos::new(HPos::Left, VPos::Center);
    head.draw_text(title, &text(19).pos(place), (18, 26))?;
    draw(&body)?;
    canvas.present()?;
    Ok(path)
}

/// Text of this size.
pub(crate) fn text(size: i32) -> TextStyle<'static> {
    ("sans-serif", size).into_font().color(&INK)
}
