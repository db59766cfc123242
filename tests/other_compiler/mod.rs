//! Mistakes under a compiler whose words are not those of the blessed `.stderr` files: each must still be refused, and with our
//! first line where the words are ours. What rustc itself says differs between releases, and so do types in messages and carets.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The version that the `.stderr` files are blessed with: `rust-version` of the workspace.
pub(crate) const PINNED: &str = env!("CARGO_PKG_RUST_VERSION");

/// The version of the compiler at work if it is another than the pinned one.
pub(crate) fn other_compiler() -> Result<Option<String>, Box<dyn Error>> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = String::from_utf8(Command::new(rustc).arg("--version").output()?.stdout)?;
    let is_pinned = version.starts_with(&format!("rustc {PINNED}."));
    Ok((!is_pinned).then(|| version.trim().to_owned()))
}

/// What must be said of a mistake: whole first lines that are ours, none where they are rustc's.
pub(crate) fn our_first_line(stderr: &str) -> Option<String> {
    let header = stderr.lines().find(|line| line.starts_with("error"))?;
    let (_, message) = header.split_once(": ")?;
    let message = message.strip_prefix("evaluation panicked: ").unwrap_or(message);
    let has_way_out = ["; ", "did you mean"].iter().any(|out| message.contains(out));
    (has_way_out && !message.starts_with("cannot find attribute")).then(|| comparable(message))
}

/// Types are written in other ways by other compilers: `Box<dyn Fn()>`, `{closure@file:1:2}`.
fn comparable(message: &str) -> String {
    let parts = message.split('`').enumerate().map(|(index, part)| {
        let is_type = index % 2 == 1 && part.contains(['<', '{', ':']);
        if is_type { "_" } else { part }
    });
    parts.collect::<Vec<_>>().join("`")
}

/// All errors of each mistake, by its path; those that were not compiled at all are absent.
///
/// One package holds every mistake as a program, so that one call of cargo tells of all.
pub(crate) fn errors(mistakes: &[PathBuf]) -> Result<BTreeMap<PathBuf, Vec<String>>, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("other_compiler");
    fs::create_dir_all(&package)?;
    fs::write(package.join("Cargo.toml"), manifest(root, mistakes)?)?;
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock"))?;

    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["check", "--bins", "--keep-going", "--message-format=json"])
        .env("CARGO_TARGET_DIR", package.join("target"))
        .current_dir(&package)
        .output()?;
    let mut errors: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let event: serde_json::Value = serde_json::from_str(line)?;
        let Some(source) = event["target"]["src_path"].as_str() else { continue };
        let Ok(mistake) = Path::new(source).strip_prefix(root) else { continue };
        let told = errors.entry(mistake.to_owned()).or_default();
        if let ("error", Some(message)) = (level(&event), event["message"]["message"].as_str()) {
            told.push(comparable(message));
        }
    }
    if mistakes.iter().all(|mistake| !errors.contains_key(mistake)) {
        return Err(format!("no mistake was compiled: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(errors)
}

fn level(event: &serde_json::Value) -> &str {
    event["message"]["level"].as_str().unwrap_or_default()
}

/// What the mistakes depend on is what trybuild gives them: the crates of this workspace, and arrays.
fn manifest(root: &Path, mistakes: &[PathBuf]) -> Result<String, Box<dyn Error>> {
    let mut manifest = String::from(
        "[package]\nname = \"mistakes\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n",
    );
    writeln!(manifest, "ndarray = {{ version = \"0.17\", features = [\"std\"] }}")?;
    for name in ["rockpool-core", "rockpool-nn", "rockpool-io"] {
        writeln!(manifest, "{name} = {{ path = {:?} }}", root.join(name))?;
    }
    for (index, mistake) in mistakes.iter().enumerate() {
        writeln!(manifest, "[[bin]]\nname = \"mistake_{index}\"\npath = {:?}", root.join(mistake))?;
    }
    Ok(manifest)
}
