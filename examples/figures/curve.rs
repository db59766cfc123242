//! Learning curves.

use super::style::{BLUE, Canvas, Drawn, INK, VERMILION, figure, text};
use plotters::prelude::*;

/// Values over epochs.
pub(crate) struct Curve {
    pub(crate) name: &'static str,
    /// There is a value after so many epochs each.
    pub(crate) every: usize,
    pub(crate) values: Vec<f64>,
}

/// Draws panels one above the other, each with a label and its curves, at most two.
pub(crate) fn draw_curves(
    name: &str,
    title: &str,
    x_label: &str,
    panels: &[(&str, Vec<Curve>)],
) -> Drawn<String> {
    let height = 260 * panels.len() as u32 + 50;
    figure(name, title, (900, height), |canvas| {
        for (area, (label, curves)) in canvas.split_evenly((panels.len(), 1)).iter().zip(panels) {
            draw_panel(area, x_label, label, curves)?;
        }
        Ok(())
    })
}

fn draw_panel(area: &Canvas<'_>, x_label: &str, y_label: &str, curves: &[Curve]) -> Drawn {
    let epochs = curves.iter().map(|curve| curve.values.len() * curve.every).max().unwrap_or(0);
    let values = || curves.iter().flat_map(|curve| &curve.values).copied();
    let (least, most) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let room = 0.08 * (most - least);
    let mut chart = ChartBuilder::on(area)
        .margin(12)
        .margin_right(28)
        .x_label_area_size(48)
        .y_label_area_size(66)
        .build_cartesian_2d(0.0..epochs as f64, (least - room).max(0.0)..most + room)?;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(INK.mix(0.12))
        .axis_style(INK)
        .label_style(text(14))
        .axis_desc_style(text(16))
        .x_desc(x_label)
        .y_desc(y_label)
        .y_labels(6)
        .x_label_formatter(&|epoch| format!("{epoch:.0}"))
        .y_label_formatter(&|value| format!("{value:.1}"))
        .draw()?;
    for (curve, colour) in curves.iter().zip([BLUE, VERMILION]) {
        let epochs = (curve.every..).step_by(curve.every).map(|epoch| epoch as f64);
        let points = epochs.zip(curve.values.iter().copied());
        let line = colour.stroke_width(2);
        chart
            .draw_series(LineSeries::new(points, line))?
            .label(curve.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], line));
    }
    // Where curves of a loss and of an accuracy leave room: they fall and rise to the right.
    let falls = curves.iter().any(|curve| curve.values.first() > curve.values.last());
    let corner = if falls { SeriesLabelPosition::UpperRight } else { SeriesLabelPosition::LowerRight };
    chart
        .configure_series_labels()
        .position(corner)
        .background_style(WHITE)
        .label_font(text(14))
        .margin(12)
        .draw()?;
    Ok(())
}
