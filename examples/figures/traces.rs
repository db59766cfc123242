//! Membrane potentials over time, with the thresholds at which neurons spike.

use super::axis::Time;
use super::label::label;
use super::style::{BLUE, Canvas, Drawn, INK, VERMILION, figure, text};
use ndarray::ArrayView2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use rockpool_core::prelude::*;

/// What is drawn of a layer of neurons.
pub(crate) struct Membranes<'a> {
    /// The state whose name and unit stand at the axes.
    pub(crate) attribute: &'static Attribute,
    /// `(T, N)`, after each step.
    pub(crate) vmem: ArrayView2<'a, f64>,
    /// `(T, N)`
    pub(crate) spikes: ArrayView2<'a, f64>,
    /// Of each neuron.
    pub(crate) threshold: Vec<f64>,
}

/// Draws the membrane potentials of some neurons, one above the other.
pub(crate) fn draw_traces(
    name: &str,
    title: &str,
    time: &Time,
    membranes: &Membranes<'_>,
    neurons: &[usize],
) -> Drawn<String> {
    let (height, of_time_axis) = (150, 52);
    let heights: Vec<_> = (1..=neurons.len() as i32).map(|panels| panels * height).collect();
    let size = (900, 44 + heights.last().map_or(0, |height| height.unsigned_abs()) + of_time_axis);
    figure(name, title, size, |canvas| {
        // One panel each, and below them the room of the only time axis.
        let (_, below) = heights.split_last().unwrap_or((&0, &[]));
        let panels = canvas.split_by_breakpoints([0; 0], below);
        for (index, (&neuron, panel)) in neurons.iter().zip(&panels).enumerate() {
            let axis = if index + 1 == neurons.len() { of_time_axis } else { 0 };
            draw_trace(panel, time, membranes, neuron, axis)?;
        }
        Ok(())
    })
}

fn draw_trace(
    panel: &Canvas<'_>,
    time: &Time,
    Membranes { attribute, vmem, spikes, threshold }: &Membranes<'_>,
    neuron: usize,
    of_time_axis: u32,
) -> Drawn {
    let (vmem, threshold) = (vmem.column(neuron), threshold[neuron]);
    let least = vmem.fold(0.0_f64, |least, &vmem| least.min(vmem));
    let mut chart = ChartBuilder::on(panel)
        .margin_left(12)
        .margin_top(12)
        .margin_right(96)
        .x_label_area_size(of_time_axis)
        .y_label_area_size(66)
        .build_cartesian_2d(0.0..time.end(), least * 1.05..threshold * 1.5)?;
    let mut mesh = chart.configure_mesh();
    mesh.disable_mesh()
        .axis_style(INK)
        .label_style(text(14))
        .axis_desc_style(text(15))
        .y_desc(label(attribute.name(), attribute.unit()))
        .y_labels(4)
        .x_label_formatter(&|time| format!("{time:.0}"))
        .y_label_formatter(&|potential| format!("{potential:.1}"));
    if of_time_axis > 0 {
        mesh.x_desc(time.label());
    } else {
        mesh.x_labels(0);
    }
    mesh.draw()?;

    let steps = vmem.iter().enumerate().map(|(step, &vmem)| (time.at(step), vmem));
    chart.draw_series(LineSeries::new(steps, BLUE.stroke_width(2)))?;
    let ends = [(0.0, threshold), (time.end(), threshold)];
    chart.draw_series(DashedLineSeries::new(ends, 6, 4, INK.stroke_width(1)))?;
    let fired = spikes.column(neuron);
    let fired = fired.indexed_iter().filter(|(_, spikes)| **spikes > 0.0);
    chart.draw_series(fired.map(|(step, _)| {
        let time = time.at(step);
        PathElement::new([(time, threshold * 1.1), (time, threshold * 1.4)], VERMILION.stroke_width(2))
    }))?;

    // Words beside the panel, at the height of what they name.
    let words = [
        (format!("neuron {neuron}"), BLUE, 0.5 * threshold),
        ("threshold".to_owned(), INK, threshold),
        ("spikes".to_owned(), VERMILION, 1.25 * threshold),
    ];
    for (word, colour, potential) in words {
        let (x, y) = chart.backend_coord(&(time.end(), potential));
        let (left, top) = panel.get_base_pixel();
        let style = text(14).color(&colour).pos(Pos::new(HPos::Left, VPos::Center));
        panel.draw_text(&word, &style, (x - left + 8, y - top))?;
    }
    Ok(())
}
