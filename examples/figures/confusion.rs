//! Confusion matrices: who is taken for whom.

use super::style::{BLUE, Drawn, INK, figure, text};
use ndarray::Array2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

const CELL: i32 = 52;
const LEFT: i32 = 92;
const TOP: i32 = 62;

/// Draws counts `(N, N)`: a row for what is, a column for what it is taken for, counted from 1.
pub(crate) fn draw_confusion(name: &str, title: &str, kind: &str, counts: &Array2<usize>) -> Drawn<String> {
    let side = CELL * i32::try_from(counts.nrows())?;
    let size = (u32::try_from(LEFT + side + 24)?, u32::try_from(TOP + side + 24 + 44)?);
    let centre = Pos::new(HPos::Center, VPos::Center);
    figure(name, title, size, |canvas| {
        let word = |word: &str, style: TextStyle<'_>, at| canvas.draw_text(word, &style.pos(centre), at);
        word(&format!("taken for {kind}"), text(16), (LEFT + side / 2, 18))?;
        let upright = text(16).transform(FontTransform::Rotate270);
        word(kind, upright, (28, TOP + side / 2))?;
        for index in 0..counts.nrows() {
            let middle = CELL * i32::try_from(index)? + CELL / 2;
            word(&format!("{}", index + 1), text(14), (LEFT + middle, TOP - 16))?;
            word(&format!("{}", index + 1), text(14), (LEFT - 18, TOP + middle))?;
        }
        for (row, of_row) in counts.outer_iter().enumerate() {
            let all = of_row.sum().max(1) as f64;
            for (column, &count) in of_row.iter().enumerate() {
                let (x, y) = (LEFT + CELL * i32::try_from(column)?, TOP + CELL * i32::try_from(row)?);
                let part = count as f64 / all;
                let corners = [(x, y), (x + CELL, y + CELL)];
                canvas.draw(&Rectangle::new(corners, BLUE.mix(part).filled()))?;
                canvas.draw(&Rectangle::new(corners, INK.mix(0.25).stroke_width(1)))?;
                if count > 0 {
                    let colour = if part > 0.5 { WHITE } else { INK };
                    word(&count.to_string(), text(16).color(&colour), (x + CELL / 2, y + CELL / 2))?;
                }
            }
        }
        Ok(())
    })
}
