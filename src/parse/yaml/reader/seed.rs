//! What serde calls: one seed reads one value, whatever it turns out to be.

use super::super::lexer::Token;
use super::super::value::{Data, Entry, Value};
use super::{Fault, Reader, Seat};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads one value.
#[derive(Debug)]
pub(in super::super) struct Seed<'r, 't> {
    pub(super) reader: &'r mut Reader<'t>,
    pub(super) seat: Seat,
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        let Self { reader, seat } = self;
        reader.left = match reader.left.checked_sub(1) {
            Some(left) => left,
            None => return Err(reader.stop(Fault::Nodes)),
        };
        if reader.alias.is_some() {
            return source.deserialize_any(Self { reader, seat });
        }
        reader.enter(seat);
        if reader.lexer.peek().0 == Token::Alias && reader.belongs(seat) {
            reader.alias = Some(reader.lexer.next().range);
        }
        let value = source.deserialize_any(Seed { reader: &mut *reader, seat });
        reader.alias = None;
        value
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value without a tag")
    }

    fn visit_bool<E: Error>(self, it: bool) -> Result<Value, E> {
        let range = self.reader.scalar();
        Ok(Value { data: Data::Bool(it), span: self.reader.span(range) })
    }

    fn visit_u64<E: Error>(self, it: u64) -> Result<Value, E> {
        Ok(self.number(Some(it.into()), it.to_string()))
    }

    fn visit_i64<E: Error>(self, it: i64) -> Result<Value, E> {
        Ok(self.number(Some(it.into()), it.to_string()))
    }

    fn visit_u128<E: Error>(self, it: u128) -> Result<Value, E> {
        Ok(self.number(None, it.to_string()))
    }

    fn visit_i128<E: Error>(self, it: i128) -> Result<Value, E> {
        Ok(self.number(None, it.to_string()))
    }

    fn visit_f64<E: Error>(self, it: f64) -> Result<Value, E> {
        Ok(self.number(serde_json::Number::from_f64(it), it.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        let range = self.reader.nothing(self.seat);
        Ok(Value { data: Data::Null, span: self.reader.span(range) })
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_borrowed_str<E: Error>(self, it: &'de str) -> Result<Value, E> {
        let range = self.reader.borrowed(it);
        Ok(Value { data: Data::Text(it.into()), span: self.reader.span(range) })
    }

    fn visit_str<E: Error>(self, it: &str) -> Result<Value, E> {
        let range = self.reader.scalar();
        Ok(Value { data: Data::Text(it.into()), span: self.reader.span(range) })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let Self { reader, .. } = self;
        let place = reader.open(b'[')?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(reader.seed(Seat::Item))? {
            items.push(item);
        }
        let range = reader.close(place);
        Ok(Value { data: Data::List(items), span: reader.span(range) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let Self { reader, .. } = self;
        let place = reader.open(b'{')?;
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(reader.seed(Seat::Key))? {
            let Some(text) = word(&key) else {
                reader.fault = Some((Fault::Key, key.span));
                return Err(A::Error::custom("stopped"));
            };
            let value = map.next_value_seed(reader.seed(Seat::Value))?;
            entries.push(Entry { key: text, key_span: key.span, value });
        }
        let range = reader.close(place);
        let span = reader.span(range);
        Ok(Value { data: Data::Map(reader.unique(entries)), span })
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Err(self.reader.stop(Fault::Tag))
    }
}

impl Seed<'_, '_> {
    /// A number as it was written; one that no number type can hold is text.
    fn number(self, number: Option<serde_json::Number>, shown: String) -> Value {
        let is_alias = self.reader.alias.is_some();
        let range = self.reader.scalar();
        let written = self.reader.text.get(range.clone()).filter(|_| !is_alias);
        let written: Box<str> = written.map_or(shown.into(), Into::into);
        let data = match number {
            Some(number) => Data::Number(number, written),
            None => Data::Text(written),
        };
        Value { data, span: self.reader.span(range) }
    }
}

/// A key as text; `None` for collections.
fn word(key: &Value) -> Option<Box<str>> {
    match &key.data {
        Data::Text(text) | Data::Number(_, text) => Some(text.clone()),
        Data::Bool(it) => Some(it.to_string().into()),
        Data::Null => Some("null".into()),
        Data::List(_) | Data::Map(_) => None,
    }
}
