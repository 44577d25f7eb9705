//! A TOML table that knows where it stands, which keys it may hold, and which findings
//! reading it has made.

use crate::base::{FilePath, text};
use crate::diag::{Code, Diagnostic, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One table of `book.toml` while it is read.
pub(super) struct Table<'a, 'i> {
    file: &'a FilePath,
    name: String,
    entries: Option<&'a DeTable<'i>>,
}

type Found = Vec<Diagnostic>;
type Value<'i> = Spanned<DeValue<'i>>;

impl<'a, 'i> Table<'a, 'i> {
    /// The whole document.
    pub(super) fn root(file: &'a FilePath, entries: &'a DeTable<'i>) -> Self {
        Self { file, name: String::new(), entries: Some(entries) }
    }

    /// Whether the table was written at all.
    pub(super) fn exists(&self) -> bool {
        self.entries.is_some()
    }

    /// The table below `key`; it may be absent.
    pub(super) fn table(&self, key: &str, found: &mut Found) -> Self {
        let name = self.path(key);
        let entries = self.read(key, "a table", found, DeValue::as_table);
        Self { file: self.file, name, entries }
    }

    /// The tables below this one, in the order of their names.
    pub(super) fn tables(&self, found: &mut Found) -> Vec<(String, Self)> {
        let keys = self.keys().into_iter();
        keys.map(|key| (key.clone(), self.table(&key, found))).collect()
    }

    /// A string.
    pub(super) fn string(&self, key: &str, found: &mut Found) -> Option<String> {
        self.read(key, "a string", found, DeValue::as_str).map(str::to_owned)
    }

    /// A string and where it stands.
    pub(super) fn spanned(&self, key: &str, found: &mut Found) -> Option<(String, Span)> {
        let text = self.string(key, found)?;
        Some((text, self.get(key)?.span().into()))
    }

    /// A switch, with what it is when nothing is said.
    pub(super) fn switch(&self, key: &str, default: bool, found: &mut Found) -> bool {
        let read = |it: &DeValue<'_>| it.as_bool();
        self.read(key, "`true` or `false`", found, read).unwrap_or(default)
    }

    /// Whether `key` is there and a switch.
    pub(super) fn is_switch(&self, key: &str) -> bool {
        self.get(key).is_some_and(|it| it.get_ref().as_bool().is_some())
    }

    /// A list of strings, each with its place; one string is a list of one.
    pub(super) fn strings(&self, key: &str, found: &mut Found) -> Vec<(String, Span)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        if let Some(text) = value.get_ref().as_str() {
            return vec![(text.to_owned(), value.span().into())];
        }
        let items = value.get_ref().as_array().map(|it| it.iter().collect::<Vec<_>>());
        let read =
            |it: &&Value<'_>| Some((it.get_ref().as_str()?.to_owned(), it.span().into()));
        let all = items.map(|it| it.iter().map(read).collect::<Option<Vec<_>>>());
        all.flatten().unwrap_or_else(|| {
            found.push(self.wrong_type(key, value, "a list of strings"));
            Vec::new()
        })
    }

    /// A whole number from 0 to 100, and no other.
    pub(super) fn percent(&self, key: &str, found: &mut Found) -> Option<u8> {
        let read = |it: &DeValue<'_>| {
            let number: u8 = it.as_integer()?.to_string().parse().ok()?;
            (number <= 100).then_some(number)
        };
        self.read(key, "a whole number from 0 to 100", found, read)
    }

    /// A whole number from 0 on.
    pub(super) fn whole(&self, key: &str, found: &mut Found) -> Option<u32> {
        let read = |it: &DeValue<'_>| it.as_integer()?.to_string().parse().ok();
        self.read(key, "a whole number from 0 on", found, read)
    }

    /// A list of tables; each is named after its place, `terms.1`.
    pub(super) fn list(&self, key: &str, found: &mut Found) -> Vec<Self> {
        let items = self.read(key, "a list of tables", found, |it| {
            let items = it.as_array()?;
            items.iter().map(|it| it.get_ref().as_table()).collect::<Option<Vec<_>>>()
        });
        let items = items.unwrap_or_default().into_iter().enumerate();
        let table = |(at, entries)| Self {
            file: self.file,
            name: format!("{}.{}", self.path(key), at + 1),
            entries: Some(entries),
        };
        items.map(table).collect()
    }

    /// Whether a key was written.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Whether a switch, or every switch of a table that has only such, is set to `said`.
    pub(super) fn says_only(&self, key: &str, said: bool) -> bool {
        let is_said = |it: &DeValue<'_>| it.as_bool() == Some(said);
        self.get(key).map(Spanned::get_ref).is_some_and(|it| match it.as_table() {
            Some(table) => table.values().all(|it| is_said(it.get_ref())),
            None => is_said(it),
        })
    }

    /// Every key, in the order of the table.
    pub(super) fn keys(&self) -> Vec<String> {
        let keys = self.entries.into_iter().flat_map(DeTable::keys);
        keys.map(|it| it.get_ref().to_string()).collect()
    }

    /// Whether a value is a table.
    pub(super) fn is_table(&self, key: &str) -> bool {
        self.get(key).is_some_and(|it| it.get_ref().is_table())
    }

    /// Every key and its string, for tables that map one to the other.
    pub(super) fn pairs(&self, found: &mut Found) -> Vec<(String, String)> {
        self.keys()
            .into_iter()
            .filter_map(|key| Some((key.clone(), self.string(&key, found)?)))
            .collect()
    }

    /// Where each key stands.
    pub(super) fn key_places(&self) -> impl Iterator<Item = (String, Span)> {
        let keys = self.entries.into_iter().flat_map(DeTable::keys);
        keys.map(|it| (it.get_ref().to_string(), it.span().into()))
    }

    /// Reports every key that is not among `known`; `old` ones only earn a warning.
    pub(super) fn allow(&self, known: &[&str], old: &[&str], found: &mut Found) {
        for key in self.entries.into_iter().flat_map(DeTable::keys) {
            let name = key.get_ref().as_ref();
            let at = Span::from(key.span());
            if old.contains(&name) {
                let message = format!("`{}` has no meaning any more", self.path(name));
                found.push(Diagnostic::new(Code::OldSetting, message).at(self.file, at));
            } else if !known.contains(&name) {
                found.push(self.unknown(name, at, known));
            }
        }
    }

    /// A finding about the value of `key`.
    pub(super) fn finding(&self, code: Code, key: &str, message: String) -> Diagnostic {
        let finding = Diagnostic::new(code, message);
        match self.get(key) {
            Some(value) => finding.at(self.file, value.span().into()),
            None => finding.in_file(self.file),
        }
    }

    /// A finding about a key itself.
    pub(super) fn at_key(&self, code: Code, key: &str, message: String) -> Diagnostic {
        let keys = self.entries.into_iter().flat_map(DeTable::keys);
        let finding = Diagnostic::new(code, message);
        match keys.into_iter().find(|it| it.get_ref() == key) {
            Some(key) => finding.at(self.file, key.span().into()),
            None => finding.in_file(self.file),
        }
    }

    /// The full name of a key: `dossier.editions.public`.
    pub(super) fn path(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    fn get(&self, key: &str) -> Option<&'a Value<'i>> {
        self.entries?.iter().find(|(it, _)| it.get_ref() == key).map(|(_, value)| value)
    }

    fn read<T>(
        &self,
        key: &str,
        wanted: &str,
        found: &mut Found,
        read: impl Fn(&'a DeValue<'i>) -> Option<T>,
    ) -> Option<T> {
        let value = self.get(key)?;
        let read = read(value.get_ref());
        if read.is_none() {
            found.push(self.wrong_type(key, value, wanted));
        }
        read
    }

    fn wrong_type(&self, key: &str, value: &Value<'_>, wanted: &str) -> Diagnostic {
        let given = value.get_ref().type_str();
        let message = format!("`{}` must be {wanted}, not {given}", self.path(key));
        Diagnostic::new(Code::BadSetting, message).at(self.file, value.span().into())
    }

    fn unknown(&self, name: &str, at: Span, known: &[&str]) -> Diagnostic {
        let place = match self.name.as_str() {
            "" => "`book.toml`".to_owned(),
            name => format!("`[{name}]`"),
        };
        let near = text::nearest(name, known.iter().copied());
        let finding =
            Diagnostic::new(Code::UnknownSetting, format!("{place} has no key `{name}`"))
                .at(self.file, at);
        match near {
            Some(it) => {
                let clear = text::is_clear(name, it, known.iter().copied());
                finding.did_you_mean(near).write(it, clear && !self.has(it))
            }
            None => finding.help(format!("the keys are {}", list(known))),
        }
    }
}

fn list(known: &[&str]) -> String {
    known.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}
