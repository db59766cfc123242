//! What a file says about its values: kinds, families, units, permitted shapes, constants, keys, and a
//! fingerprint.

use crate::item::Item;
use rockpool_core::__private::keys;
use rockpool_core::prelude::*;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The name under which the metadata is kept.
pub(crate) const KEY: &str = "rockpool";

/// The version of the metadata that is written; a file with a later one is refused.
pub(crate) const VERSION: u32 = 2;

/// The metadata of a file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Schema {
    pub(crate) version: u32,
    pub(crate) module: String,
    pub(crate) fingerprint: String,
    /// By the path, or by the name alone where all of a name are declared alike.
    pub(crate) attributes: BTreeMap<String, Described>,
    /// The paths of constants that are declared as something else.
    #[serde(default, skip_serializing_if = "HashSet::is_empty", serialize_with = "in_order")]
    pub(crate) constants: HashSet<String>,
    /// The variants of enums by path, that of an enum in an enum behind a dot.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) variants: BTreeMap<String, String>,
    /// The seeds of keys by path, in digits: those that follow from the module above are left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) keys: BTreeMap<String, String>,
    /// Texts by path, where the format has none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) texts: BTreeMap<String, String>,
    /// Shapes by path, where the format does not tell them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) shapes: BTreeMap<String, Vec<usize>>,
}

/// Files with equal content are equal.
fn in_order<S: Serializer>(paths: &HashSet<String>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut paths: Vec<&String> = paths.iter().collect();
    paths.sort_unstable();
    paths.serialize(serializer)
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
    fn of(attribute: &Attribute) -> Self {
        Self {
            kind: attribute.kind().to_string(),
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
        let mut known: HashMap<*const Attribute, bool> = HashMap::new();
        for item in items {
            let by_name = *known.entry(std::ptr::from_ref(item.attribute)).or_insert_with(|| {
                let described = Described::of(item.attribute);
                let first = attributes.entry(item.attribute.name().to_owned()).or_insert(described.clone());
                *first == described
            });
            if !by_name {
                attributes.insert(item.path.clone(), Described::of(item.attribute));
            }
        }
        let constants = items.iter().filter(|item| item.is_constant).map(|item| item.path.clone()).collect();
        let module_name = module.registry().name().to_owned();
        Self {
            version: VERSION,
            module: module_name,
            fingerprint: fingerprint(module),
            attributes,
            constants,
            variants: variants(module).into_iter().map(|(path, (_, name))| (path, name)).collect(),
            keys: keys(module)
                .into_iter()
                .map(|(path, key)| (path.to_string(), key.seed().to_string()))
                .collect(),
            ..Self::default()
        }
    }

    pub(crate) fn to_json(&self) -> String {
        // Strings and maps of strings: there is nothing that could fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether a text is metadata, and no attribute's.
    pub(crate) fn is_one(text: &str) -> bool {
        text.starts_with("{\"version\":")
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
        let name = path.rsplit_once('.').map_or(path, |(_, name)| name);
        self.attributes.get(path).or_else(|| self.attributes.get(name))
    }

    /// Whether some attributes are told by more than their name.
    pub(crate) fn has_paths(&self) -> bool {
        self.attributes.keys().any(|key| key.contains('.'))
    }
}

/// The enums of a module by path, and the variant that each has, with that of an enum in it behind a dot.
pub(crate) fn variants<M: Module + ?Sized>(module: &M) -> BTreeMap<String, (&'static Registry, String)> {
    let mut variants: BTreeMap<String, (&'static Registry, String)> = BTreeMap::new();
    for variant in module.variants() {
        variants
            .entry(variant.path().to_string())
            .and_modify(|(_, name)| {
                name.push('.');
                name.push_str(variant.name());
            })
            .or_insert_with(|| (variant.registry(), variant.name().to_owned()));
    }
    variants
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
