//! Makes values as if they had been read from CSL-JSON.

use crate::diag::Span;
use crate::parse::yaml::{Data, Entry, Value};

pub(super) fn text(text: impl Into<String>, span: Span) -> Value {
    Value { data: Data::Text(text.into().into()), span }
}

pub(super) fn list(items: Vec<Value>, span: Span) -> Value {
    Value { data: Data::List(items), span }
}

pub(super) fn map(
    pairs: impl IntoIterator<Item = (&'static str, Value)>,
    span: Span,
) -> Value {
    let entry = |(key, value): (&'static str, Value)| Entry {
        key: key.into(),
        key_span: value.span,
        value,
    };
    Value { data: Data::Map(pairs.into_iter().map(entry).collect()), span }
}

/// `{date-parts: [[2024, 8], …]}`.
pub(super) fn date(points: &[Vec<i32>], circa: bool, span: Span) -> Value {
    let number = |it: &i32| Value {
        data: Data::Number((*it).into(), it.to_string().into()),
        span,
    };
    let points = points.iter().map(|it| list(it.iter().map(number).collect(), span));
    let mut pairs = vec![("date-parts", list(points.collect(), span))];
    if circa {
        pairs.push(("circa", Value { data: Data::Bool(true), span }));
    }
    map(pairs, span)
}
