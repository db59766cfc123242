//! Writes one module in every format, for `tests/data/check.py`.

use rockpool_io::save;

#[path = "../tests/common/mod.rs"]
mod common;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("expected a folder")?);
    for extension in ["json", "safetensors", "npz"] {
        save(&common::filled(), folder.join("net").with_extension(extension))?;
    }
    Ok(())
}
