//! Numbers, beginnings and members as other programs write them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use ndarray::{Array2, array};
use rockpool_core::prelude::*;
use rockpool_io::{Format, Options, Policy};

#[derive(Module, Clone, Debug)]
struct Net {
    #[parameter(init = array![0.0, 0.0, 0.0].into_dyn())]
    floats: ndarray::ArrayD<f64>,
    #[parameter(init = array![0, 0, 0].into_dyn())]
    integers: ndarray::ArrayD<i64>,
    #[parameter(init = 1.0)]
    gain: f64,
}

fn net() -> Net {
    Net { floats: array![9.0, 9.0, 9.0].into_dyn(), integers: array![9, 9, 9].into_dyn(), gain: 9.0 }
}

/// What a text loads, of which the rest stays.
fn loaded(text: &str) -> Net {
    let mut net = net();
    let plan = Options::new().plan_bytes(&net, text.as_bytes(), Format::Json).unwrap();
    plan.with_policy(Policy::Subset).apply(&mut net).unwrap_or_else(|error| panic!("{text}: {error}"));
    net
}

#[test]
fn numbers_of_texts_are_what_the_attribute_takes_them_for() {
    // As JavaScript writes 2^60, and 2^70, and small ones.
    for (text, gain) in [
        ("1152921504606846976", (1_u64 << 60) as f64),
        ("1152921504606847000", (1_u64 << 60) as f64),
        ("1180591620717411303424", (1_u128 << 70) as f64),
        ("1e+21", 1e21),
        ("5e-324", 5e-324),
        ("-0", -0.0),
        ("3", 3.0),
        ("\"0.25\"", 0.25),
    ] {
        assert_eq!(loaded(&format!("{{\"gain\": {text}}}")).gain.to_bits(), f64::to_bits(gain), "{text}");
    }
    assert_eq!(loaded(r#"{"integers": [-0, 1, -2]}"#).integers, array![0, 1, -2].into_dyn());
    assert_eq!(loaded(r#"{"integers": [-0, -0, -0]}"#).integers, array![0, 0, 0].into_dyn());
    let floats = loaded(r#"{"floats": [-0, 9007199254740993, 0.5]}"#).floats;
    assert_eq!(floats, array![0.0, 9_007_199_254_740_992.0, 0.5].into_dyn());
    assert!(floats[0].is_sign_negative());
    // Floats are no integers.
    for text in ["[1.0, 2, 3]", "[0.5, -0, 3]", "1.0"] {
        let text = format!("{{\"integers\": {text}}}");
        let plan = Options::new().plan_bytes(&net(), text.as_bytes(), Format::Json).unwrap();
        assert!(plan.with_policy(Policy::Subset).apply(&mut net()).is_err(), "{text}");
    }
}

#[test]
fn beginnings_are_decided_by_what_the_bytes_mean() {
    // A submodule of a name with four letters has a brace for its ninth byte; of three, as Python writes it.
    #[derive(Module)]
    struct Head {
        #[parameter(init = 1.0)]
        g: f64,
    }
    #[derive(Module)]
    struct Four {
        #[module]
        head: Head,
    }
    let mut net = Four { head: Head { g: 2.0 } };
    for options in [Options::new(), Options::new().plain()] {
        let bytes = options.to_bytes(&net, Format::Json).unwrap();
        options.plan_bytes(&net, &bytes, Format::Json).unwrap().apply(&mut net).unwrap();
    }
    let plain = Options::new().plain().to_bytes(&net, Format::Json).unwrap();
    assert_eq!(plain.get(8), Some(&b'{'));
    for text in ["{\"one\": {\"g\": 1.0}}", "{ \"on\": {}}", "\n\n\n{\"a\":{}}"] {
        Options::new().plan_bytes(&net, text.as_bytes(), Format::Json).unwrap();
    }
    let told = |bytes: &[u8]| Options::new().plan_bytes(&net, bytes, Format::Json).unwrap_err().to_string();
    Options::new().plan_bytes(&net, "\u{feff}{\"head\": {\"g\": 1.0}}".as_bytes(), Format::Json).unwrap();
    let utf16: Vec<u8> = "{\"head\": {}}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(told(&utf16).ends_with("this is text in UTF-16; write it in UTF-8"));
    let marked: Vec<u8> = "\u{feff}{\"head\": {}}".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert!(told(&marked).ends_with("this is text in UTF-16; write it in UTF-8"));
    assert!(told(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0]).ends_with("this is packed by gzip; unpack it first"));
    assert!(told(&common::filled_bytes(Format::Safetensors)).contains("this looks like safetensors"));
}

/// An npy file with this header and so many bytes.
fn npy(header: &str, data: &[u8]) -> Vec<u8> {
    let text = format!("{header}\n");
    let mut bytes = b"\x93NUMPY\x01\x00".to_vec();
    bytes.extend_from_slice(&u16::try_from(text.len()).unwrap().to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
    bytes.extend_from_slice(data);
    bytes
}

/// An archive of members that are stored, by the order of their records.
fn archive(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in members {
        let start = u32::try_from(out.len()).unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(data);
        let size = u32::try_from(data.len()).unwrap().to_le_bytes();
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        common.extend_from_slice(&crc.sum().to_le_bytes());
        common.extend_from_slice(&size);
        common.extend_from_slice(&size);
        common.extend_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&common);
        out.extend_from_slice(&[0, 0]);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(data);
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&common);
        directory.extend_from_slice(&[0; 12]);
        directory.extend_from_slice(&start.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let (start, size) = (out.len(), directory.len());
    out.append(&mut directory);
    let count = u16::try_from(members.len()).unwrap().to_le_bytes();
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count);
    out.extend_from_slice(&count);
    out.extend_from_slice(&u32::try_from(size).unwrap().to_le_bytes());
    out.extend_from_slice(&u32::try_from(start).unwrap().to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

fn doubles(numbers: &[f64]) -> Vec<u8> {
    numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
}

#[test]
fn headers_that_numpy_reads_are_read() {
    let three = doubles(&[1.0, 2.0, 3.0]);
    for header in [
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }",
        "{'descr': '<d', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': 'float64', 'fortran_order': False, 'shape': (3,)}",
        "{\"shape\": (3,), \"descr\": \"=f8\", \"fortran_order\": True}",
        "{u'descr': u'<f8', u'fortran_order': False, u'shape': (3L,), }",
        "{'descr': '<f8', # doubles\n 'fortran_order': False, 'shape': (3,), } # and no more",
        " { 'descr' : 'd' , 'fortran_order' : False , 'shape' : ( 3 , ) } ",
    ] {
        // What follows the elements is passed over.
        for more in [0, 5] {
            let mut data = three.clone();
            data.resize(three.len() + more, 7);
            let mut net = net();
            let bytes = archive(&[("floats.npy", npy(header, &data))]);
            let plan = Options::new().plan_bytes(&net, &bytes, Format::Npz).unwrap();
            plan.with_policy(Policy::Subset).apply(&mut net).unwrap_or_else(|e| panic!("{header}: {e}"));
            assert_eq!(net.floats, array![1.0, 2.0, 3.0].into_dyn(), "{header}");
        }
    }
    #[derive(Module)]
    struct Mask {
        #[parameter(init = array![[false, false]])]
        mask: Array2<bool>,
    }
    let mut mask = Mask { mask: array![[false, false]] };
    let header = "{'descr': '?', 'fortran_order': False, 'shape': (1, 2), }";
    let bytes = archive(&[("mask.npy", npy(header, &[0, 1]))]);
    Options::new().plan_bytes(&mask, &bytes, Format::Npz).unwrap().apply(&mut mask).unwrap();
    assert_eq!(mask.mask, array![[false, true]]);
}

#[test]
fn headers_that_numpy_refuses_are_refused() {
    for (header, said) in [
        ("{'descr': '<f8', 'fortran_order': False, 'shape': (3)}", "`shape` is a number, and not a tuple"),
        ("{'descr': '<f8', 'fortran_order': 0, 'shape': (3,)}", "expected `True` or `False`"),
        ("{'descr': '<f8', 'shape': (3,)}", "the header has no `fortran_order`"),
        ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'x': 1}", "unknown key `x`"),
        ("{'descr': '<f8', 'fortran_order': False, 'shape': (-3,)}", "no length of an axis"),
        ("{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (3,)}", "stands twice"),
        ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,)} x", "something follows the header"),
        ("{'descr': '<f8', 'fortran_order': False, 'shape': (4,)}", "does not fit its 24 bytes"),
    ] {
        let bytes = archive(&[("floats.npy", npy(header, &doubles(&[1.0, 2.0, 3.0])))]);
        let plan = Options::new().plan_bytes(&net(), &bytes, Format::Npz).unwrap();
        let error = plan.with_policy(Policy::Subset).apply(&mut net()).unwrap_err().to_string();
        assert!(error.starts_with("floats: the file has something else: "), "{error}");
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn members_that_nobody_wants_make_no_file_unreadable() {
    let header = |descr: &str| format!("{{'descr': {descr}, 'fortran_order': False, 'shape': (1,), }}");
    let members = [
        ("README.txt", b"read me".to_vec()),
        ("folder/", Vec::new()),
        ("__MACOSX/._floats.npy", b"\0\x05\x16\x07".to_vec()),
        ("texts.npy", npy(&header("'<U3'"), &[0; 12])),
        ("records.npy", npy(&header("[('a', '<f8'), ('b]', '<i4', (2,))]"), &[0; 16])),
        ("complex.npy", npy(&header("'<c16'"), &[0; 16])),
        ("pickled.npy", npy(&header("'|O'"), &[0; 3])),
        ("times.npy", npy(&header("'<M8[ns]'"), &[0; 8])),
        ("broken.npy", b"\x93NUMPY\x01".to_vec()),
        (
            "floats.npy",
            npy("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", &doubles(&[1.0, 2.0, 3.0])),
        ),
    ];
    let mut net = net();
    let plan = Options::new().plan_bytes(&net, &archive(&members), Format::Npz).unwrap();
    let told: Vec<String> =
        plan.findings().iter().map(ToString::to_string).filter(|said| said.contains("file only")).collect();
    let said = [
        "README.txt: in the file only, no array",
        "folder/: in the file only, a folder",
        "__MACOSX/._floats: in the file only, this is no npy file: it begins otherwise",
        "texts: in the file only, an array of texts",
        "records: in the file only, an array of records; save each field by itself",
        "complex: in the file only",
        "pickled: in the file only, pickled objects are never read; save numbers",
        "times: in the file only, elements of type `<M8[ns]`, which cannot be read",
        "broken: in the file only, the header is cut off",
    ];
    for said in said {
        assert!(told.iter().any(|told| told.starts_with(said)), "{said}: {told:#?}");
    }
    plan.with_policy(Policy::Subset).apply(&mut net).unwrap();
    assert_eq!(net.floats, array![1.0, 2.0, 3.0].into_dyn());

    let info = |dtype: &str, from: usize, to: usize| {
        format!("{{\"dtype\":\"{dtype}\",\"shape\":[1],\"data_offsets\":[{from},{to}]}}")
    };
    let header = format!(
        "{{\"a\":{},\"b\":{},\"gain\":{}}}",
        info("F8_E4M3", 0, 1),
        info("C64", 1, 9),
        info("F64", 9, 17).replace("[1]", "[]")
    );
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend_from_slice(header.as_bytes());
    bytes.extend_from_slice(&[0; 9]);
    bytes.extend_from_slice(&2.5_f64.to_le_bytes());
    let plan = Options::new().plan_bytes(&net, &bytes, Format::Safetensors).unwrap();
    let told = plan.to_string();
    assert!(told.contains("a: in the file only, elements of type `F8_E4M3`, which cannot be read"), "{told}");
    assert!(told.contains("b: in the file only, elements of type `C64`, which cannot be read"), "{told}");
    plan.with_policy(Policy::Subset).apply(&mut net).unwrap();
    assert_eq!(net.gain, 2.5);
}

#[test]
fn what_others_keep_under_the_names_of_the_metadata_is_theirs() {
    let floats = npy("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }", &doubles(&[1.0, 2.0, 3.0]));
    // A member and a comment of those names, and an array without an extension, as NumPy reads it.
    for theirs in ["{\"author\": 1}", "{}", "\0", ""] {
        let members = [("rockpool.json", theirs.as_bytes().to_vec()), ("floats", floats.clone())];
        let mut bytes = archive(&members);
        let comment = format!("rockpool {theirs}");
        let at = bytes.len() - 2;
        bytes[at] = u8::try_from(comment.len()).unwrap();
        bytes.extend_from_slice(comment.as_bytes());
        let mut net = net();
        let plan = Options::new().plan_bytes(&net, &bytes, Format::Npz).unwrap();
        assert!(plan.to_string().contains("rockpool.json: in the file only, no array"), "{plan}");
        plan.with_policy(Policy::Subset).apply(&mut net).unwrap();
        assert_eq!(net.floats, array![1.0, 2.0, 3.0].into_dyn());
    }
    for metadata in ["null", "{\"rockpool\":\"0.1\"}", "{\"rockpool\":\"{}\",\"more\":\"x\"}"] {
        let header = format!(
            "{{\"__metadata__\":{metadata},\"gain\":{{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]}}}}"
        );
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(&2.5_f64.to_le_bytes());
        let mut net = net();
        let plan = Options::new().plan_bytes(&net, &bytes, Format::Safetensors).unwrap();
        plan.with_policy(Policy::Subset).apply(&mut net).unwrap();
        assert_eq!(net.gain, 2.5);
    }
}

#[test]
fn arrays_without_elements_keep_their_axes() {
    for lengths in [&[0][..], &[0, 3], &[3, 0], &[2, 0, 3], &[0, 0], &[1, 2, 0]] {
        let shape = ndarray::IxDyn(lengths);
        let saved = Net {
            floats: ndarray::ArrayD::zeros(shape.clone()),
            integers: ndarray::ArrayD::zeros(shape),
            gain: 1.0,
        };
        for format in [Format::Json, Format::Safetensors, Format::Npz] {
            let bytes = Options::new().to_bytes(&saved, format).unwrap();
            let mut loaded = saved.clone();
            loaded.gain = 2.0;
            Options::new().plan_bytes(&loaded, &bytes, format).unwrap().apply(&mut loaded).unwrap();
            assert_eq!(
                (loaded.floats.shape(), loaded.integers.shape(), loaded.gain),
                (lengths, lengths, 1.0)
            );
        }
    }
    // A list alone is of the shape that the module has, if that has no elements.
    let mut net = Net { floats: ndarray::ArrayD::zeros(ndarray::IxDyn(&[0, 3])), ..net() };
    let plan = Options::new().plan_bytes(&net, br#"{"floats": []}"#, Format::Json).unwrap();
    plan.with_policy(Policy::Subset).apply(&mut net).unwrap();
    assert_eq!(net.floats.shape(), [0, 3]);
}

#[test]
fn a_message_does_not_repeat_a_key_of_a_megabyte() {
    let long = "k".repeat(1 << 20);
    for text in [format!("{{\"{long}\": 1}}"), format!("{{\"{long}\": [1, [2]]}}")] {
        let plan = Options::new().plan_bytes(&net(), text.as_bytes(), Format::Json).unwrap();
        assert!(plan.to_string().len() < 5_000);
        assert!(plan.apply(&mut net()).unwrap_err().to_string().len() < 5_000);
    }
    let twice = format!("{{\"{long}\": 1, \"{long}\": 1}}");
    let error = Options::new().plan_bytes(&net(), twice.as_bytes(), Format::Json).unwrap_err();
    assert!(error.to_string().len() < 5_000);
}

/// The facts for which this library reads headers by itself: where one is no more, the crate may do it.
#[test]
fn the_crate_ndarray_npy_refuses_what_numpy_reads() {
    use ndarray_npy::ReadNpyExt;
    let data = doubles(&[1.0, 2.0, 3.0]);
    let reads = |header: &str| ndarray::Array1::<f64>::read_npy(&npy(header, &data)[..]).is_ok();
    assert!(reads("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }"));
    for header in [
        "{'descr': '<d', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': 'float64', 'fortran_order': False, 'shape': (3,)}",
        "{u'descr': '<f8', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3L,)}",
        "{'descr': '<f8', # doubles\n 'fortran_order': False, 'shape': (3,)}",
    ] {
        assert!(!reads(header), "{header}");
    }
    // The last of two equal keys is kept.
    assert!(reads("{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (3,), }"));
}
