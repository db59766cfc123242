//! Files that are cut off, corrupted, swapped or hostile; processes that are killed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::{assert_same, filled, fresh};
use proptest::prelude::*;
use rockpool_core::prelude::*;
use rockpool_io::{Error, Format, Options, load, save};
use std::path::PathBuf;

const FORMATS: [Format; 3] = [Format::Json, Format::Safetensors, Format::Npz];

fn data(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)).unwrap()
}

/// What is said about bytes that are no sound file.
fn told(bytes: &[u8], format: Format) -> String {
    match Options::new().plan_bytes(&fresh(), bytes, format) {
        Err(Error::Content { place, message, .. }) => {
            assert!(!place.is_empty());
            format!("{place}: {message}")
        }
        other => panic!("{other:?}"),
    }
}

/// A safetensors file with this header and so many bytes of data.
fn with_header(header: &str, data: usize) -> Vec<u8> {
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend_from_slice(header.as_bytes());
    bytes.resize(bytes.len() + data, 0);
    bytes
}

#[test]
fn a_file_cut_off_anywhere_is_told_and_sets_nothing() {
    for format in FORMATS {
        let whole = Options::new().to_bytes(&filled(), format).unwrap();
        for end in 0..whole.len() {
            assert!(!told(&whole[..end], format).is_empty(), "{format}, {end} bytes");
        }
    }
}

#[test]
fn another_format_under_the_name_is_told() {
    for (name, format, said) in [
        (
            "plain.safetensors",
            Format::Json,
            "this looks like safetensors; give the file the extension `.safetensors`",
        ),
        ("plain.npz", Format::Safetensors, "this looks like npz; give the file the extension `.npz`"),
        ("nested.json", Format::Npz, "this looks like JSON; give the file the extension `.json`"),
        ("nested.json", Format::Safetensors, "this looks like JSON; give the file the extension `.json`"),
    ] {
        assert_eq!(told(&data(name), format), format!("its beginning: {said}"));
    }
}

#[test]
fn hostile_headers_of_safetensors_are_told() {
    let tensor = |offsets: &str, shape: &str| {
        format!(r#"{{"a":{{"dtype":"F32","shape":{shape},"data_offsets":{offsets}}}}}"#)
    };
    let cases = [
        (
            u64::MAX.to_le_bytes().to_vec(),
            "byte 0: the header shall have 18446744073709551615 bytes, 0 follow",
        ),
        (with_header(&tensor("[0,8]", "[1]"), 8), "`a`: shape (1) of f32 does not fit its 8 bytes"),
        (with_header(&tensor("[0,8]", "[2]"), 4), "`a`: its bytes 0 to 8 lie outside the 4 bytes of data"),
        (with_header(&tensor("[8,0]", "[2]"), 8), "`a`: its bytes 8 to 0 lie outside the 8 bytes of data"),
        (
            with_header(&tensor("[4,12]", "[2]"), 12),
            "`a`: at byte 67 it leaves a hole before it, which ends at byte 63",
        ),
        (with_header(&tensor("[0,8]", "[2]"), 12), "byte 70: 4 bytes follow the last tensor"),
        (
            with_header(&tensor("[0,0]", "[4294967296,4294967296,4294967296]"), 0),
            "`a`: shape (4294967296, 4294967296, 4294967296) of f32 does not fit its 0 bytes",
        ),
        (
            with_header(&tensor("[0,8]", "[-2]"), 8),
            "line 1, column 31 of the header: invalid value: integer `-2`, expected usize",
        ),
        (
            with_header(r#"{"a":{"dtype":"F32","dtype":"F64","shape":[],"data_offsets":[0,4]}}"#, 4),
            "line 1, column 27 of the header: duplicate field `dtype`",
        ),
    ];
    for (bytes, said) in cases {
        assert_eq!(told(&bytes, Format::Safetensors), said);
    }
}

#[test]
fn a_name_that_stands_twice_is_told_in_every_format() {
    let twice = r#"{"readout":{"gain":1.0},"hidden":{},"readout":{"gain":2.0}}"#;
    assert_eq!(
        told(twice.as_bytes(), Format::Json),
        "line 1, column 45: the name `readout` stands twice in one branch"
    );
    let info = r#"{"dtype":"F64","shape":[],"data_offsets":[0,8]}"#;
    let info2 = r#"{"dtype":"F64","shape":[],"data_offsets":[8,16]}"#;
    let header = format!(r#"{{"readout.gain":{info},"readout.gain":{info2}}}"#);
    assert_eq!(
        told(&with_header(&header, 16), Format::Safetensors),
        "`readout.gain`: this name stands twice"
    );
    // The same length keeps the archive's places.
    let npz = data("plain.npz");
    let text = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
    let renamed = text(&npz)
        .replace("hidden.weight.npy", "readout.count.npy")
        .replace("readout.count.npy", "hidden.weight.npy");
    assert_eq!(renamed, text(&npz));
    let renamed = text(&npz).replace("readout.gain.npy", "readout.mask.npy");
    let bytes: Vec<u8> = renamed.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(told(&bytes, Format::Npz), "`readout.mask`: this name stands twice");
}

#[test]
fn deep_nesting_takes_no_stack_and_makes_no_file_unreadable() {
    for open in ["{\"a\":", "[", "{\"a\":["] {
        let text = open.repeat(100_000);
        assert!(told(text.as_bytes(), Format::Json).contains("EOF while parsing"));
    }
    let nested = |open: &str, close: &str| format!("{}1{}", open.repeat(5_000), close.repeat(5_000));
    let mut deep = "more".to_owned();
    deep.push_str(&".a".repeat(126));
    for (more, path, said) in [
        (nested("[", "]"), "more", "an array has 32 axes at most"),
        (nested("{\"a\":", "}"), &*deep, "more than 127 names"),
        (nested("[{\"a\":", "}]"), "more", "an array of objects"),
    ] {
        let text = format!(r#"{{"more": {more}, "readout": {{"counts": [1, 2, 3]}}}}"#);
        let mut net = fresh();
        let plan = Options::new().plan_bytes(&net, text.as_bytes(), Format::Json).unwrap();
        let told: Vec<String> = plan.findings().iter().map(ToString::to_string).collect();
        assert!(told.contains(&format!("{path}: in the file only, {said}")), "{told:?}");
        plan.with_policy(rockpool_io::Policy::Subset).apply(&mut net).unwrap();
        assert_eq!(net.readout.counts, [1, 2, 3]);
    }
    let text = format!(r#"{{"readout": {{"gain": {}}}}}"#, nested("[", "]"));
    let plan = Options::new().plan_bytes(&fresh(), text.as_bytes(), Format::Json).unwrap();
    assert!(plan.to_string().contains("the file has something else: an array has 32 axes at most"), "{plan}");
    let header = format!("{{\"a\":{}", "{\"b\":".repeat(100_000));
    assert!(told(&with_header(&header, 0), Format::Safetensors).contains("EOF while parsing"));
    let ones = vec!["1"; 40].join(",");
    let header = format!(r#"{{"more":{{"dtype":"F64","shape":[{ones}],"data_offsets":[0,8]}}}}"#);
    let plan = Options::new().plan_bytes(&fresh(), &with_header(&header, 8), Format::Safetensors).unwrap();
    assert!(plan.to_string().contains("more: in the file only, a tensor has 32 axes at most"), "{plan}");
}

#[test]
fn what_is_no_array_is_a_finding_and_a_fault_only_where_it_is_wanted() {
    for (array, said) in [
        ("[[1, 2], [3]]", "the rows have different lengths, 2 and 1"),
        ("[[1], 2]", "a number stands beside a list"),
        ("[1, [2]]", "a list stands beside a number"),
        ("[1, true]", "the elements of an array are of one type: numbers, or truth values"),
        (r#"["one", ["two"]]"#, "an array of texts"),
        (r#"[1, {"a": [1, {}]}, 2]"#, "an array of objects"),
        ("[1, null]", "a place of the array has no value"),
    ] {
        let text =
            format!(r#"{{"more": {{"a": {array}}}, "readout": {{"gain": {array}, "counts": [1, 2, 3]}}}}"#);
        let plan = Options::new().plan_bytes(&fresh(), text.as_bytes(), Format::Json).unwrap();
        let told: Vec<String> = plan.findings().iter().map(ToString::to_string).collect();
        assert!(told.contains(&format!("readout.gain: the file has something else: {said}")), "{told:?}");
        assert!(told.contains(&format!("more.a: in the file only, {said}")), "{told:?}");
        let mut net = fresh();
        let text = format!(r#"{{"more": {array}, "readout": {{"counts": [1, 2, 3]}}}}"#);
        let plan = Options::new().plan_bytes(&net, text.as_bytes(), Format::Json).unwrap();
        plan.with_policy(rockpool_io::Policy::Subset).apply(&mut net).unwrap();
        assert_eq!(net.readout.counts, [1, 2, 3]);
    }
}

#[test]
fn a_small_archive_cannot_ask_for_much_memory() {
    // 64 MiB of zeros, deflated to 64 KiB, for an attribute of two elements.
    #[derive(Module)]
    struct Any {
        #[state]
        x: Vec<f32>,
    }
    let bytes = data("bomb.npz");
    let module = Any { x: vec![0.0; 2] };
    let error = Options::all().plan_bytes(&module, &bytes, Format::Npz).unwrap_err();
    assert!(error.to_string().contains("bytes are more than a file of"), "{error}");
}

#[test]
fn a_wrong_check_sum_is_told() {
    let mut npz = data("plain.npz");
    let at = npz.windows(8).position(|bytes| bytes == 1.5_f64.to_le_bytes()).unwrap();
    npz[at] ^= 1;
    assert!(told(&npz, Format::Npz).starts_with("`readout.gain`: its check sum is"));
}

#[test]
fn hostile_directories_of_archives_are_told() {
    let npz = data("plain.npz");
    let end = npz.len() - 22;
    assert_eq!(npz[end..end + 4], *b"PK\x05\x06");
    let locals: Vec<usize> = (0..npz.len()).filter(|&at| npz[at..].starts_with(b"PK\x03\x04")).collect();
    let entries: Vec<usize> = (0..npz.len()).filter(|&at| npz[at..].starts_with(b"PK\x01\x02")).collect();
    let changed = |at: usize, bytes: &[u8]| {
        let mut changed = npz.clone();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        told(&changed, Format::Npz)
    };
    let longer = [&npz[..], b"12345"].concat();
    assert_eq!(told(&longer, Format::Npz), format!("byte {}: 5 bytes follow the archive", npz.len()));
    for count in [4, 6] {
        assert_eq!(
            changed(end + 8, &[count, 0, count, 0]),
            format!("byte {end}: the directory shall have {count} entries, and has 5")
        );
    }
    let second = locals[1];
    assert_eq!(
        changed(second, b"PK\x07\x08"),
        format!("byte {}: `hidden.tau.npy` shall begin at byte {second}, and does not", entries[1])
    );
    // Two entries of one member, which would be unpacked twice.
    assert_eq!(
        changed(entries[1] + 42, &[0; 4]),
        format!("byte {}: `hidden.tau.npy` has another name at byte 0", entries[1])
    );
    assert_eq!(
        changed(second + 30, b"x"),
        format!("byte {}: `hidden.tau.npy` has another name at byte {second}", entries[1])
    );
    // Members that reach into the next, into the directory, and behind the end.
    let size = u32::from_le_bytes(*npz[entries[0] + 20..].first_chunk().unwrap());
    for size in [size + 64, u32::try_from(npz.len()).unwrap() - 100, u32::MAX - 1] {
        let size = size.to_le_bytes();
        let told = changed(entries[0] + 20, &[size, size].concat());
        assert!(
            told.starts_with("byte ") || told.starts_with("`hidden.weight`: its check sum is "),
            "{told}"
        );
    }
    // Of what the archive says twice, the one that is sound may be read: then all of it, and as it was.
    let read = |bytes: &[u8]| {
        let mut module = fresh();
        Options::new().plan_bytes(&module, bytes, Format::Npz)?.apply(&mut module).map(|()| module)
    };
    let whole = read(&npz).unwrap();
    for (at, bytes) in
        [(end + 12, [0xff; 4]), (end + 16, [0xff; 4]), (end + 16, [0; 4]), (entries[0], [0; 4])]
    {
        let mut changed = npz.clone();
        changed[at..at + 4].copy_from_slice(&bytes);
        match read(&changed) {
            Ok(module) => assert_same(&module, &whole),
            Err(Error::Content { place, .. }) => assert!(place.starts_with("byte "), "{at}: {place}"),
            Err(other) => panic!("{at}: {other:?}"),
        }
    }
}

#[test]
fn pipes_folders_and_unknown_extensions_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("net.json");
    std::fs::create_dir(&inner).unwrap();
    assert!(
        load(&mut fresh(), &inner)
            .unwrap_err()
            .to_string()
            .ends_with("cannot read it: it is no regular file")
    );
    assert!(save(&fresh(), &inner).is_err());
    assert!(matches!(save(&fresh(), folder.path().join("net.h5")), Err(Error::Extension { .. })));
    assert!(matches!(load(&mut fresh(), folder.path().join("none.npz")), Err(Error::Io { .. })));
    // Nothing is left beside the file that could not be written.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
#[cfg(unix)]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real.npz"), folder.path().join("link.npz"));
    save(&fresh(), &real).unwrap();
    std::fs::set_permissions(&real, PermissionsExt::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    save(&filled(), &link).unwrap();
    assert!(link.is_symlink());
    assert_eq!(std::fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    let mut net = fresh();
    load(&mut net, &real).unwrap();
    assert_same(&net, &filled());
}

const VICTIM: &str = "ROCKPOOL_IO_VICTIM";

/// Saves two modules in turns until it is killed; only as a child of the test below.
#[test]
fn victim() {
    let Some(path) = std::env::var_os(VICTIM) else { return };
    loop {
        save(&filled(), &path).unwrap();
        save(&fresh(), &path).unwrap();
    }
}

#[test]
fn a_process_killed_at_any_moment_leaves_a_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.safetensors");
    save(&fresh(), &path).unwrap();
    for turn in 0..12 {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "victim"])
            .env(VICTIM, &path)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(15 + turn * 3));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut net = fresh();
        load(&mut net, &path).unwrap();
        assert!([fresh().readout.gain, filled().readout.gain].contains(&net.readout.gain));
    }
}

#[test]
fn the_crate_safetensors_reads_what_is_written_and_writes_what_is_read() {
    let bytes = Options::new().to_bytes(&filled(), Format::Safetensors).unwrap();
    let tensors = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    assert_eq!(tensors.len(), 5);
    let weight = tensors.tensor("hidden.weight").unwrap();
    assert_eq!((weight.shape(), weight.dtype()), (&[2, 3][..], safetensors::Dtype::F32));
    let again = safetensors::serialize(tensors.iter(), None).unwrap();
    let mut net = fresh();
    Options::new().plan_bytes(&net, &again, Format::Safetensors).unwrap().apply(&mut net).unwrap();
    assert_same(&net, &filled());
}

/// The facts for which this library reads the header by itself: where one is no more, the crate may do it.
#[test]
fn the_crate_safetensors_loses_names_and_says_no_places() {
    let error = |header: &str| {
        let bytes = with_header(header, 8);
        safetensors::SafeTensors::deserialize(&bytes)
            .map(|tensors| tensors.len())
            .map_err(|error| error.to_string())
    };
    let info = r#"{"dtype":"F64","shape":[],"data_offsets":[0,8]}"#;
    assert_eq!(error(&format!(r#"{{"a":{info},"a":{info}}}"#)), Ok(1));
    assert!(error(&info.replace("F64", "F7")).is_err());
    assert!(!error(&format!(r#"{{"place":{}}}"#, info.replace("[]", "[2]"))).unwrap_err().contains("place"));
}

/// Some bytes of a sound file changed, put in or left out.
fn mutated() -> impl Strategy<Value = (Format, Vec<u8>)> {
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..4_u8);
    (0..6_usize, prop::collection::vec(change, 1..6)).prop_map(|(which, changes)| {
        let (format, mut bytes) = match which {
            0 => (Format::Npz, data("compressed.npz")),
            1 => (Format::Npz, data("orders.npz")),
            2 => (Format::Json, data("torch.json")),
            3..6 => (
                FORMATS[which - 3],
                Options::all().metadata().to_bytes(&filled(), FORMATS[which - 3]).unwrap(),
            ),
            _ => unreachable!(),
        };
        for (index, byte, what) in changes {
            let at = index.index(bytes.len().max(1));
            match what {
                0 | 1 if at < bytes.len() => bytes[at] = byte,
                2 if at < bytes.len() => {
                    bytes.remove(at);
                }
                _ => bytes.insert(at, byte),
            }
        }
        (format, bytes)
    })
}

proptest! {
    /// Whatever a file holds, there is a plan or an error, and the plan is applied whole or not at all.
    #[test]
    fn a_damaged_file_never_panics_and_never_sets_a_part((format, bytes) in mutated()) {
        let before = fresh();
        let mut net = fresh();
        if let Ok(plan) = Options::all().plan_bytes(&net, &bytes, format) {
            prop_assert!(!plan.to_string().is_empty());
            if plan.apply(&mut net).is_err() {
                prop_assert_eq!(net.attributes().to_tree(), before.attributes().to_tree());
            } else {
                prop_assert!(net.check().is_ok());
            }
        }
    }

    #[test]
    fn any_numbers_come_back_bit_for_bit(
        weights in prop::array::uniform6(any::<f32>()),
        taus in prop::array::uniform2(1e-6..f64::MAX),
        counts: [i64; 3],
        mask: [bool; 3],
        gain: f64,
    ) {
        let mut net = fresh();
        net.hidden.weight.iter_mut().zip(weights).for_each(|(slot, x)| *slot = x);
        net.hidden.tau.iter_mut().zip(taus).for_each(|(slot, x)| *slot = x);
        net.readout = common::Readout { gain, counts, mask };
        for format in FORMATS {
            let Ok(bytes) = Options::new().to_bytes(&net, format) else {
                prop_assert_eq!(format, Format::Json);
                continue;
            };
            let mut loaded = fresh();
            Options::new().plan_bytes(&loaded, &bytes, format).unwrap().apply(&mut loaded).unwrap();
            assert_same(&loaded, &net);
            prop_assert_eq!(loaded.readout.gain.to_bits(), gain.to_bits());
        }
    }
}
