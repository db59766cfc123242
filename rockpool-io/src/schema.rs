//! What a file says about its values: kinds, families, units, permitted shapes, and a fingerprint.

use crate::item::Item;
use rockpool_core::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The name under which the metadata is kept.
pub(crate) const KEY: &str = "rockpool";

/// The version of the metadata that is written; a file with a later one is refused.
pub(crate) const VERSION: u32 = 1;

/// The metadata of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Schema {
    pub(crate) version: u32,
    pub(crate) module: String,
    pub(crate) fingerprint: String,
    /// By the end of the path: of several keys that fit, the longest holds.
    pub(crate) attributes: BTreeMap<String, Described>,
}

/// What a file says about an attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Described {
    pub(crate) kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) family: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<String>,
    pub(crate) shape: String,
    pub(crate) dtype: String,
}

impl Described {
    fn of(attribute: &Attribute, kind: Kind) -> Self {
        Self {
            kind: kind.to_string(),
            family: attribute.family().map(str::to_owned),
            unit: attribute.unit().map(str::to_owned),
            shape: attribute.shapes().to_string(),
            dtype: attribute.dtype().to_string(),
        }
    }
}

impl Schema {
    pub(crate) fn of<M: Module + ?Sized>(module: &M, items: &[Item<'_>]) -> Self {
        let mut attributes: BTreeMap<String, Described> = BTreeMap::new();
        // Declarations are met again and again: whether each is told by its name alone is kept.
        let mut known: HashMap<(*const Attribute, Kind), bool> = HashMap::new();
        for item in items {
            let by_name =
                *known.entry((std::ptr::from_ref(item.attribute), item.kind)).or_insert_with(|| {
                    let described = Described::of(item.attribute, item.kind);
                    let first =
                        attributes.entry(item.attribute.name().to_owned()).or_insert(described.clone());
                    *first == described
                });
            if !by_name {
                attributes.insert(item.path.clone(), Described::of(item.attribute, item.kind));
            }
        }
        let module_name = module.registry().name().to_owned();
        Self { version: VERSION, module: module_name, fingerprint: fingerprint(module), attributes }
    }

    pub(crate) fn to_json(&self) -> String {
        // Strings and maps of strings: there is nothing that could fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The error says what is wrong.
    pub(crate) fn from_json(text: &str) -> Result<Self, String> {
        let schema: Self = serde_json::from_str(text)
            .map_err(|error| format!("the metadata of Rockpool is damaged: {error}"))?;
        if schema.version > VERSION {
            let found = schema.version;
            return Err(format!(
                "the metadata has version {found}, this library knows {VERSION} and below; update it"
            ));
        }
        Ok(schema)
    }

    /// What the file says about the attribute with this path.
    pub(crate) fn get(&self, path: &str) -> Option<&Described> {
        let mut end = path;
        loop {
            match (self.attributes.get(end), end.split_once('.')) {
                (Some(described), _) => return Some(described),
                (None, Some((_, rest))) => end = rest,
                (None, None) => return None,
            }
        }
    }

    /// Whether some attributes are told by more than their name.
    pub(crate) fn has_paths(&self) -> bool {
        self.attributes.keys().any(|key| key.contains('.'))
    }
}

/// A number that changes with the declarations of a module and all below it: names, kinds,
/// families, element types, permitted shapes, units. FNV-1a, as hexadecimal digits.
pub(crate) fn fingerprint<M: Module + ?Sized>(module: &M) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    let mut seen: HashMap<*const Attribute, ()> = HashMap::new();
    let mut texts: Vec<String> = Vec::new();
    module.attributes().for_each(|leaf| {
        let attribute = leaf.attribute();
        seen.entry(std::ptr::from_ref(attribute)).or_insert_with(|| {
            texts.push(format!(
                "{} {} {:?} {} {} {:?}",
                attribute.name(),
                attribute.kind(),
                attribute.family(),
                attribute.dtype(),
                attribute.shapes(),
                attribute.unit()
            ));
        });
    });
    // The same declaration may have several addresses.
    texts.sort();
    texts.dedup();
    texts.iter().for_each(|text| add(text));
    format!("{hash:016x}")
}
