//! Lines over time: measured and simulated, wanted and reached.

use super::style::{BLUE, Canvas, Drawn, INK, VERMILION, figure, text};
use plotters::prelude::*;

/// A line of a panel.
pub(crate) struct Line {
    /// Several lines of one name have one entry in the legend.
    pub(crate) name: &'static str,
    pub(crate) look: Look,
    pub(crate) points: Vec<(f64, f64)>,
}

/// How a line is drawn.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Look {
    Blue,
    Red,
    /// What was given: dark, thin.
    #[allow(dead_code, reason = "not every figure has what was given")]
    Given,
    /// One of many, behind the others.
    #[allow(dead_code, reason = "not every figure has many")]
    Faint,
}

/// Panels one above the other over one axis of time; each has a label, with its unit, and lines.
pub(crate) fn draw_lines(
    name: &str,
    title: &str,
    x_label: &str,
    panels: &[(String, Vec<Line>)],
) -> Drawn<String> {
    let height = 230 * panels.len() as u32 + 60;
    figure(name, title, (900, height), |canvas| {
        for (area, (label, lines)) in canvas.split_evenly((panels.len(), 1)).iter().zip(panels) {
            draw_panel(area, x_label, label, lines)?;
        }
        Ok(())
    })
}

fn draw_panel(area: &Canvas<'_>, x_label: &str, y_label: &str, lines: &[Line]) -> Drawn {
    let points = || lines.iter().flat_map(|line| &line.points);
    let range = |of: fn(&(f64, f64)) -> f64| {
        points()
            .map(of)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), x| (least.min(x), most.max(x)))
    };
    let ((start, end), (least, most)) = (range(|point| point.0), range(|point| point.1));
    let room = 0.06 * (most - least).max(f64::MIN_POSITIVE);
    let mut chart = ChartBuilder::on(area)
        .margin(12)
        .margin_right(28)
        .x_label_area_size(48)
        .y_label_area_size(72)
        .build_cartesian_2d(start..end, least - room..most + room)?;
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
        .draw()?;
    let mut named: Vec<&str> = Vec::new();
    for line in lines {
        let style = match line.look {
            Look::Blue => BLUE.stroke_width(2),
            Look::Red => VERMILION.stroke_width(2),
            Look::Given => INK.stroke_width(1),
            Look::Faint => BLUE.mix(0.18).stroke_width(1),
        };
        let drawn = chart.draw_series(LineSeries::new(line.points.iter().copied(), style))?;
        if !named.contains(&line.name) {
            named.push(line.name);
            drawn.label(line.name).legend(move |(x, y)| PathElement::new([(x, y), (x + 20, y)], style));
        }
    }
    // Where lines leave room.
    let right = start + 0.6 * (end - start);
    let middle = 0.5 * (least + most);
    let [above, below] =
        [true, false].map(|upper| points().filter(|&&(x, y)| x > right && (y > middle) == upper).count());
    let corner =
        if above <= below { SeriesLabelPosition::UpperRight } else { SeriesLabelPosition::LowerRight };
    chart
        .configure_series_labels()
        .position(corner)
        .background_style(WHITE.mix(0.8))
        .label_font(text(14))
        .margin(12)
        .draw()?;
    Ok(())
}
