//! Writes seeds for the fuzz targets, of a module with everything that files can hold:
//! `cargo run -p rockpool-io --example write_seeds -- fuzz/corpus`.

use rockpool_io::{Format, Options};

#[path = "../tests/common/wide.rs"]
mod wide;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("expected a folder")?);
    let mut other = wide::fresh();
    other.stages.reverse();
    for format in [Format::Json, Format::Safetensors, Format::Npz] {
        for (name, module) in [("wide", wide::fresh()), ("variants", other.clone())] {
            let path = folder.join(format.extension()).join(name).with_extension(format.extension());
            Options::all().save(&module, path)?;
        }
    }
    Ok(())
}
