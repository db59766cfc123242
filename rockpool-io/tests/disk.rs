//! What saving does on the disk: permissions, owners, links, devices, full disks, killed processes.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::{assert_same, filled, fresh};
use rockpool_io::{Error, Format, load, plan, save};
use std::fs::{self, File, Permissions};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn refused(path: &Path) -> String {
    let error = save(&fresh(), path).unwrap_err();
    assert!(matches!(error, Error::Io { .. }), "{error:?}");
    let said = error.to_string();
    assert!(!said.contains("sound"), "{said}");
    said
}

/// Whether this process may do all: permissions do not hold for it.
fn is_root() -> bool {
    let folder = folder();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
    File::create(folder.path().join("x")).is_ok()
}

#[test]
fn permissions_stay_and_nothing_wider_is_ever_there() {
    let folder = folder();
    for bits in [0o600, 0o640, 0o604, 0o644, 0o666, 0o700, 0o200] {
        let path = folder.path().join("net.npz");
        save(&fresh(), &path).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(bits)).unwrap();
        save(&filled(), &path).unwrap();
        assert_eq!(mode(&path), bits, "{bits:o}");
        fs::remove_file(&path).unwrap();
    }
    // What others see while a secret is written: `watch` looks at all files until it is told to stop.
    let path = folder.path().join("secret.safetensors");
    save(&fresh(), &path).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut widest = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                for entry in fs::read_dir(folder.path()).unwrap().flatten() {
                    widest |= entry.metadata().map_or(0, |known| known.permissions().mode() & 0o7777);
                }
            }
            widest
        });
        for _ in 0..50 {
            save(&filled(), &path).unwrap();
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(watch.join().unwrap() & 0o077, 0);
    });
}

#[test]
fn a_new_file_has_what_the_mask_leaves() {
    let folder = folder();
    let (ours, theirs) = (folder.path().join("net.json"), folder.path().join("other"));
    save(&fresh(), &ours).unwrap();
    File::create(&theirs).unwrap();
    assert_eq!(mode(&ours), mode(&theirs));
}

#[test]
fn links_stay_links_also_those_to_nothing_yet() {
    let folder = folder();
    fs::create_dir(folder.path().join("inner")).unwrap();
    let real = folder.path().join("inner/real.json");
    let (first, second) = (folder.path().join("first.json"), folder.path().join("inner/second.json"));
    symlink("inner/second.json", &first).unwrap();
    symlink("real.json", &second).unwrap();
    for module in [fresh(), filled()] {
        save(&module, &first).unwrap();
        assert!(first.is_symlink() && second.is_symlink() && !real.is_symlink());
        let mut net = fresh();
        load(&mut net, &real).unwrap();
        assert_same(&net, &module);
    }
    assert_eq!(names(&folder.path().join("inner")), ["real.json", "second.json"]);
    let circle = folder.path().join("circle.json");
    symlink("circle.json", &circle).unwrap();
    assert!(refused(&circle).ends_with("its links lead in a circle"));
}

#[test]
fn another_name_of_the_file_keeps_the_old_contents() {
    let folder = folder();
    let (path, other) = (folder.path().join("net.json"), folder.path().join("other.json"));
    save(&fresh(), &path).unwrap();
    fs::hard_link(&path, &other).unwrap();
    save(&filled(), &path).unwrap();
    let mut net = filled();
    load(&mut net, &other).unwrap();
    assert_same(&net, &fresh());
    assert_eq!(fs::metadata(&path).unwrap().nlink(), 1);
}

#[test]
fn what_is_no_regular_file_is_refused_and_stays() {
    let folder = folder();
    let pipe = folder.path().join("pipe.json");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(refused(&pipe).ends_with("cannot write it: it is no regular file"));
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    for device in ["/dev/full", "/dev/null"] {
        let link = folder.path().join("device.json");
        symlink(device, &link).unwrap();
        assert!(refused(&link).ends_with("it is no regular file"), "{device}");
        assert!(plan(&fresh(), &link).unwrap_err().to_string().ends_with("it is no regular file"));
        assert!(fs::metadata(device).unwrap().file_type().is_char_device());
        fs::remove_file(link).unwrap();
    }
    let socket = folder.path().join("socket.json");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    assert!(refused(&socket).ends_with("it is no regular file"));
    let inner = folder.path().join("folder.json");
    fs::create_dir(&inner).unwrap();
    assert!(refused(&inner).ends_with("it is no regular file"));
    assert_eq!(names(folder.path()), ["folder.json", "pipe.json", "socket.json"]);
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let folder = folder();
    let path = folder.path().join("net.json");
    save(&filled(), &path).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    assert!(refused(&path).ends_with("it is read-only; give yourself the permission to write it first"));
    let mut net = fresh();
    load(&mut net, &path).unwrap();
    assert_same(&net, &filled());
    assert_eq!(names(folder.path()), ["net.json"]);
}

#[test]
fn a_folder_that_may_not_be_written_is_told() {
    if is_root() {
        return println!("not tested: permissions do not hold for this user");
    }
    let folder = folder();
    let path = folder.path().join("net.json");
    save(&filled(), &path).unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
    let said = refused(&path);
    fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    assert!(said.contains("its folder must be writable, since the new file is written beside it"), "{said}");
    let mut net = fresh();
    load(&mut net, &path).unwrap();
    assert_same(&net, &filled());
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let folder = folder();
    let expected = "its folder is not there; make it first";
    assert!(refused(&folder.path().join("no/net.json")).contains(expected));
    let link = folder.path().join("link.json");
    symlink("no/net.json", &link).unwrap();
    assert!(refused(&link).contains(expected));
    assert_eq!(names(folder.path()), ["link.json"]);
}

#[test]
fn a_name_may_take_all_that_the_file_system_allows() {
    let folder = folder();
    for length in [200, 248, 255] {
        let name = format!("{}.json", "n".repeat(length - ".json".len()));
        let path = folder.path().join(name);
        save(&fresh(), &path).unwrap();
        save(&filled(), &path).unwrap();
        load(&mut fresh(), &path).unwrap();
    }
    assert_eq!(names(folder.path()).len(), 3);
}

#[test]
fn a_file_of_another_owner_stays_with_its_owner() {
    let folder = folder();
    let path = folder.path().join("net.json");
    save(&fresh(), &path).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    if std::os::unix::fs::chown(&path, Some(12_345), Some(23_456)).is_err() {
        return println!("not tested: this user cannot give files away");
    }
    save(&filled(), &path).unwrap();
    let known = fs::metadata(&path).unwrap();
    assert_eq!((known.uid(), known.gid(), mode(&path)), (12_345, 23_456, 0o640));
}

#[test]
fn what_killed_processes_left_is_removed_and_blocks_nothing() {
    let folder = folder();
    let path = folder.path().join("net.json");
    save(&fresh(), &path).unwrap();
    // The name of what is written: seen while a reader holds it as a killed process would leave it.
    let mut left = Vec::new();
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut seen: Vec<PathBuf> = Vec::new();
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let found = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.path());
                seen.extend(found.filter(|found| found.extension().is_some_and(|end| end == "part")));
                seen.dedup();
            }
            seen
        });
        while left.is_empty() {
            for _ in 0..50 {
                save(&filled(), &path).unwrap();
            }
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
            if watch.is_finished() {
                break;
            }
        }
        left = watch.join().unwrap();
    });
    let Some(first) = left.first() else { return println!("not tested: nothing was seen being written") };
    let name = first.file_name().unwrap().to_str().unwrap().to_owned();
    assert!(name.starts_with(".rockpool-") && name.ends_with("-0.part"), "{name}");
    for count in 0..120 {
        File::create(folder.path().join(name.replace("-0.part", &format!("-{count}.part")))).unwrap();
    }
    for _ in 0..130 {
        save(&filled(), &path).unwrap();
    }
    assert!(names(folder.path()).len() < 3, "{:?}", names(folder.path()));
}

#[test]
fn a_full_disk_leaves_the_old_file_and_nothing_else() {
    const VICTIM: &str = "ROCKPOOL_IO_FULL";
    if let Some(path) = std::env::var_os(VICTIM) {
        let error = save(&filled(), path).unwrap_err();
        println!("told: {error}");
        return;
    }
    let folder = folder();
    let path = folder.path().join("net.npz");
    save(&fresh(), &path).unwrap();
    // A limit to the size of files stands for a disk that is full; its signal is ignored.
    let test = std::env::current_exe().unwrap();
    let run = format!(
        "trap '' XFSZ; ulimit -f 1; exec '{}' --exact a_full_disk_leaves_the_old_file_and_nothing_else --nocapture",
        test.display()
    );
    let run = Command::new("bash").args(["-c", &run]).env(VICTIM, &path).output();
    let Ok(run) = run else { return println!("not tested: there is no bash") };
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(said.contains("told: ") && said.contains("cannot write it"), "{said}");
    let mut net = filled();
    load(&mut net, &path).unwrap();
    assert_same(&net, &fresh());
    assert_eq!(names(folder.path()), ["net.npz"]);
}

#[test]
fn writers_and_readers_of_one_file_meet_whole_files() {
    let folder = folder();
    let path = folder.path().join("net.safetensors");
    save(&fresh(), &path).unwrap();
    std::thread::scope(|scope| {
        for module in [fresh(), filled()] {
            let path = path.clone();
            scope.spawn(move || (0..40).for_each(|_| save(&module, &path).unwrap()));
        }
        scope.spawn(|| {
            for _ in 0..80 {
                let mut net = fresh();
                load(&mut net, &path).unwrap();
                assert!([1.0, 1.5].contains(&net.readout.gain));
            }
        });
    });
    assert_eq!(names(folder.path()), ["net.safetensors"]);
}

#[test]
fn a_sparse_file_is_refused_by_its_beginning() {
    let folder = folder();
    for format in [Format::Json, Format::Safetensors, Format::Npz] {
        let path = folder.path().join("large").with_extension(format.extension());
        File::create(&path).unwrap().set_len(1 << 41).unwrap();
        let error = plan(&fresh(), &path).unwrap_err();
        let expected = format!("its beginning: no {format} file begins like this");
        assert!(error.to_string().ends_with(&expected), "{error}");
    }
}

#[test]
fn a_file_that_is_mounted_by_itself_is_told() {
    let folder = folder();
    let (path, other) = (folder.path().join("net.json"), folder.path().join("other.json"));
    save(&filled(), &path).unwrap();
    save(&fresh(), &other).unwrap();
    let mount = Command::new("mount").arg("--bind").args([&other, &path]).output();
    if !mount.is_ok_and(|mount| mount.status.success()) {
        return println!("not tested: this user cannot mount");
    }
    let said = refused(&path);
    Command::new("umount").arg(&path).status().unwrap();
    assert!(said.contains("it is mounted by itself, and a mounted file cannot be replaced"), "{said}");
    assert_eq!(names(folder.path()), ["net.json", "other.json"]);
}
