//! What a request says, to be read into a shape.

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IntoDeserializer as _, MapAccess, SeqAccess,
    Visitor, value::StringDeserializer,
};
use serde_json::{Map, Value};

use super::{misfit::Misfit, words};

/// Something that a request says.
pub(super) struct Told {
    value: Value,
    /// All values of a query string are texts, and parameters may be somebody else's.
    query: bool,
}

impl Told {
    /// In a body.
    pub(super) fn body(value: Value) -> Self {
        Self { value, query: false }
    }

    /// In a query string.
    pub(super) fn query(value: Value) -> Self {
        Self { value, query: true }
    }

    /// The number or truth that a text of a query string says, if it says one.
    fn plain(mut self) -> Self {
        if let (true, Value::String(text)) = (self.query, &self.value) {
            let is_plain = |value: &Value| value.is_number() || value.is_boolean();
            if let Some(value) = serde_json::from_str(text).ok().filter(is_plain) {
                self.value = value;
            }
        }
        self
    }

    /// The fields of an object that no field of a shape is called like.
    fn unknown(&self, known: &[&str]) -> Option<Misfit> {
        let (false, Value::Object(fields)) = (self.query, &self.value) else { return None };
        let strange = fields.keys().filter(|name| !known.contains(&name.as_str()));
        strange.map(|name| Misfit::unknown(name, known)).reduce(Misfit::and)
    }
}

/// Numbers and truths, which a query string says as texts.
macro_rules! plainly {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            self.plain().deserialize_any(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Told {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(truth) => visitor.visit_bool(truth),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => visitor.visit_u64(number),
                (_, Some(number)) => visitor.visit_i64(number),
                _ => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => {
                let (expected, found) = (words::expected(&visitor), words::quoted(&text));
                let explained = |misfit: Misfit| misfit.explained(&expected, &found);
                visitor.visit_string(text).map_err(explained)
            }
            Value::Array(items) => {
                visitor.visit_seq(Items { items: items.into_iter(), read: 0, query: self.query })
            }
            Value::Object(fields) => visitor.visit_map(Fields::of(fields, self.query)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let unknown = self.unknown(known);
        let read = match self.value {
            Value::Object(fields) => visitor.visit_map(Fields::of(fields, self.query)),
            other => Err(Misfit::instead("an object", &words::found(&other))),
        };
        match (unknown, read) {
            (None, read) => read,
            (Some(unknown), Ok(_)) => Err(unknown),
            (Some(unknown), Err(misfit)) => Err(unknown.and(misfit)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self.value {
            Value::String(word) => visitor.visit_enum(word.into_deserializer()),
            other => Err(Misfit::instead(&words::one_of(known), &words::found(&other))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    plainly! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32
        deserialize_f64
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map identifier
        ignored_any
    }
}

/// A list.
struct Items {
    items: std::vec::IntoIter<Value>,
    read: usize,
    query: bool,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misfit> {
        let Some(value) = self.items.next() else { return Ok(None) };
        let place = self.read;
        self.read += 1;
        let read = seed.deserialize(Told { value, query: self.query });
        read.map(Some).map_err(|misfit| misfit.below(place))
    }
}

/// An object.
struct Fields {
    fields: serde_json::map::IntoIter,
    next: Option<(String, Value)>,
    query: bool,
}

impl Fields {
    fn of(fields: Map<String, Value>, query: bool) -> Self {
        Self { fields: fields.into_iter(), next: None, query }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Misfit> {
        self.next = self.fields.next();
        let Some((name, _)) = &self.next else { return Ok(None) };
        let key: StringDeserializer<Misfit> = name.clone().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|misfit| misfit.below(name))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let Some((name, value)) = self.next.take() else {
            return Err(Misfit::custom("a value without a name"));
        };
        let read = seed.deserialize(Told { value, query: self.query });
        read.map_err(|misfit| misfit.below(name))
    }
}
