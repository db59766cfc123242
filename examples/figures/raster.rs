//! Spike rasters: a stroke for each spike, a row for each neuron.

use super::axis::Time;
use super::style::{BLUE, Drawn, INK, figure, text};
use ndarray::ArrayView2;
use plotters::prelude::*;

/// Draws the spikes `(T, N)`.
pub(crate) fn draw_raster(
    name: &str,
    title: &str,
    time: &Time,
    spikes: ArrayView2<'_, f64>,
) -> Drawn<String> {
    // Rows of whole pixels, so that all strokes are equally long.
    let rows = u32::try_from(spikes.ncols())?.max(1);
    let around = 44 + 2 * 12 + 52;
    let size = (900, around + rows * (360 / rows).max(3));
    let neurons = f64::from(rows);
    figure(name, title, size, |canvas| {
        let mut chart = ChartBuilder::on(canvas)
            .margin(12)
            .margin_right(28)
            .x_label_area_size(52)
            .y_label_area_size(66)
            .build_cartesian_2d(0.0..time.end(), -0.5..neurons - 0.5)?;
        chart
            .configure_mesh()
            .disable_mesh()
            .axis_style(INK)
            .label_style(text(14))
            .axis_desc_style(text(16))
            .x_desc(time.label())
            .y_desc("neuron")
            .x_label_formatter(&|time| format!("{time:.0}"))
            .y_label_formatter(&|neuron| format!("{neuron:.0}"))
            .draw()?;
        let fired = spikes.indexed_iter().filter(|(_, spikes)| **spikes > 0.0);
        chart.draw_series(fired.map(|((step, neuron), _)| {
            let (time, neuron) = (time.at(step), neuron as f64);
            PathElement::new([(time, neuron - 0.5), (time, neuron + 0.5)], BLUE.stroke_width(2))
        }))?;
        Ok(())
    })
}
