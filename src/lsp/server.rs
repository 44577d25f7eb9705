//! Talks to an editor: takes in what is typed, answers what is asked, tells what is found.

use super::dossier::{Dossier, View};
use super::place::{byte, path};
use super::spot::{self, Spot};
use super::{act, complete, lead, rename, show, symbol};
use crate::base::FilePath;
use crate::build::Known;
use crate::diag::{Failure, Lines};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types as lsp;
use lsp_types::notification::{self as note, Notification as _};
use lsp_types::request::{self as ask, Request as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long typing must rest before the dossier is looked at.
const REST: Duration = Duration::from_millis(150);

/// Serves one editor until it says good-bye.
pub fn run(connection: &Connection) -> Result<(), Failure> {
    let failed =
        |it: lsp_server::ProtocolError| Failure::new(format!("the editor: {it}"));
    let params = connection.initialize(capabilities()).map_err(failed)?;
    let mut server = Server::of(&params);
    server.watch(connection);
    loop {
        // What has changed is looked at when nothing more comes.
        let message = if server.is_untold() {
            match connection.receiver.recv_timeout(REST) {
                Ok(message) => message,
                Err(error) if error.is_timeout() => {
                    server.publish(connection);
                    continue;
                }
                Err(_) => return Ok(()),
            }
        } else {
            match connection.receiver.recv() {
                Ok(message) => message,
                Err(_) => return Ok(()),
            }
        };
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request).map_err(failed)? {
                    return Ok(());
                }
                let response = server.answer(request);
                send(connection, Message::Response(response));
            }
            Message::Notification(it) => server.note(it),
            Message::Response(_) => {}
        }
    }
}

/// An editor that has gone is told nothing.
fn send(connection: &Connection, message: Message) {
    drop(connection.sender.send(message));
}

fn capabilities() -> Value {
    json!({
        "textDocumentSync": { "openClose": true, "change": 2, "save": true },
        "completionProvider": { "triggerCharacters": complete::TRIGGERS },
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "documentSymbolProvider": true,
        "renameProvider": { "prepareProvider": true },
        "codeActionProvider": { "codeActionKinds": ["quickfix", "source.fixAll.dossier"] },
        "workspace": {
            "workspaceFolders": { "supported": true, "changeNotifications": true },
        },
    })
}

/// The dossiers that an editor works on.
struct Server {
    dossiers: Vec<Dossier>,
    can_watch: bool,
}

impl Server {
    fn of(params: &Value) -> Self {
        let mut server = Self { dossiers: Vec::new(), can_watch: false };
        let watched = "/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration";
        server.can_watch =
            params.pointer(watched).and_then(Value::as_bool).unwrap_or(false);
        let folders = params["workspaceFolders"].as_array().into_iter().flatten();
        let folders = folders.filter_map(|it| it["uri"].as_str());
        for uri in folders.chain(params["rootUri"].as_str()) {
            if let Some(folder) = uri.parse().ok().and_then(|it| path(&it)) {
                server.add(&folder);
            }
        }
        server
    }

    /// Adds the dossier of a folder: the one in which it lies, or that lies in it.
    fn add(&mut self, folder: &Path) {
        let is_dossier = |it: &Path| it.join("book.toml").is_file();
        if let Some(root) = folder.ancestors().find(|it| is_dossier(it)) {
            let root = root.to_owned();
            if !self.dossiers.iter().any(|it| it.root == root) {
                self.dossiers.push(Dossier::new(root));
            }
        }
    }

    /// Asks to be told of files that change by other hands.
    fn watch(&self, connection: &Connection) {
        if !self.can_watch {
            return;
        }
        let watchers =
            json!([{ "globPattern": "**/*.{md,yaml,yml,json,bib,bibtex,ris,toml,csl}" }]);
        let registration = json!({
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        });
        let params = json!({ "registrations": [registration] });
        let method = "client/registerCapability".to_owned();
        send(connection, Message::Request(Request::new(0.into(), method, params)));
    }

    fn is_untold(&self) -> bool {
        self.dossiers.iter().any(Dossier::is_untold)
    }

    /// Tells what is found in every dossier that has changed.
    fn publish(&mut self, connection: &Connection) {
        for dossier in self.dossiers.iter_mut().filter(|it| it.is_untold()) {
            dossier.tell();
            if let Err(failure) = dossier.known() {
                let message = failure.message;
                let params = json!({ "type": 1, "message": message });
                let told = Notification::new("window/logMessage".to_owned(), params);
                send(connection, Message::Notification(told));
                continue;
            }
            for params in act::told(dossier) {
                let method = note::PublishDiagnostics::METHOD.to_owned();
                send(
                    connection,
                    Message::Notification(Notification::new(method, params)),
                );
            }
        }
    }

    /// The dossier of a file, and its path there.
    fn find(&mut self, uri: &lsp::Uri) -> Option<(&mut Dossier, FilePath)> {
        let path = path(uri)?;
        self.add(path.parent()?);
        let holds = self.dossiers.iter_mut().filter_map(|it| Some((it.file(&path)?, it)));
        // Of dossiers in each other the inner one is meant.
        holds.min_by_key(|(file, _)| file.as_str().len()).map(|(file, it)| (it, file))
    }

    fn note(&mut self, it: Notification) {
        match it.method.as_str() {
            note::DidOpenTextDocument::METHOD => {
                if let Some(params) = read::<lsp::DidOpenTextDocumentParams>(it.params) {
                    let document = params.text_document;
                    self.edit(&document.uri, Some(&document.text));
                }
            }
            note::DidChangeTextDocument::METHOD => {
                if let Some(params) = read::<lsp::DidChangeTextDocumentParams>(it.params)
                {
                    self.change(&params);
                }
            }
            note::DidCloseTextDocument::METHOD => {
                if let Some(params) = read::<lsp::DidCloseTextDocumentParams>(it.params) {
                    self.edit(&params.text_document.uri, None);
                }
            }
            note::DidSaveTextDocument::METHOD | note::DidChangeWatchedFiles::METHOD => {
                self.dossiers.iter_mut().for_each(Dossier::touch);
            }
            note::DidChangeWorkspaceFolders::METHOD => self.folders(it.params),
            _ => {}
        }
    }

    fn folders(&mut self, params: Value) {
        let Some(params) = read::<lsp::DidChangeWorkspaceFoldersParams>(params) else {
            return;
        };
        let paths = |all: &[lsp::WorkspaceFolder]| -> Vec<PathBuf> {
            all.iter().filter_map(|it| path(&it.uri)).collect()
        };
        let gone = paths(&params.event.removed);
        self.dossiers.retain(|it| !gone.iter().any(|gone| it.root.starts_with(gone)));
        for folder in paths(&params.event.added) {
            self.add(&folder);
        }
    }

    fn edit(&mut self, uri: &lsp::Uri, text: Option<&str>) {
        if let Some((dossier, file)) = self.find(uri) {
            dossier.edit(file, text);
        }
    }

    fn change(&mut self, params: &lsp::DidChangeTextDocumentParams) {
        let Some((dossier, file)) = self.find(&params.text_document.uri) else { return };
        let mut text = dossier.text(&file).unwrap_or_default().to_string();
        for change in &params.content_changes {
            match change.range {
                None => text.clone_from(&change.text),
                Some(range) => {
                    let lines = Lines::of(&text);
                    let (from, to) = (byte(&lines, range.start), byte(&lines, range.end));
                    text.replace_range(from..to.max(from), &change.text);
                }
            }
        }
        dossier.edit(file, Some(&text));
    }

    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let answer = match method.as_str() {
            ask::Completion::METHOD => self.complete(params),
            ask::HoverRequest::METHOD => self.hover(params),
            ask::GotoDefinition::METHOD => self.definition(params),
            ask::References::METHOD => self.references(params),
            ask::DocumentSymbolRequest::METHOD => self.symbols(params),
            ask::CodeActionRequest::METHOD => self.actions(params),
            ask::PrepareRenameRequest::METHOD => self.prepare(params),
            ask::Rename::METHOD => self.rename(params),
            _ => {
                let code = ErrorCode::MethodNotFound as i32;
                return Response::new_err(id, code, format!("`{method}` is not served"));
            }
        };
        match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(message) => {
                Response::new_err(id, ErrorCode::RequestFailed as i32, message)
            }
        }
    }

    /// Asks about a place; nothing is known of files that belong to no dossier.
    fn at<T>(
        &mut self,
        at: &lsp::TextDocumentPositionParams,
        ask: impl FnOnce(View<'_>) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        let Some((dossier, file)) = self.find(&at.text_document.uri) else {
            return Ok(None);
        };
        let root = dossier.root.clone();
        let Some((known, text)) = fresh(dossier, &file) else { return Ok(None) };
        let lines = Lines::of(&text);
        let byte = byte(&lines, at.position);
        let (file, lines) = (&file, &lines);
        ask(View { root: &root, known, file, text: &text, lines, byte }).map(Some)
    }

    /// Asks about what stands at a place.
    fn spot<T>(
        &mut self,
        at: &lsp::TextDocumentPositionParams,
        ask: impl FnOnce(View<'_>, &Spot) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        let found = self.at(at, |view| match spot::find(view) {
            Some(spot) => ask(view, &spot).map(Some),
            None => Ok(None),
        });
        found.map(Option::flatten)
    }

    fn complete(&mut self, params: Value) -> Answer {
        let params: lsp::CompletionParams = parse(params)?;
        let items =
            self.at(&params.text_document_position, |it| Ok(complete::items(it)))?;
        value(&items.unwrap_or_default())
    }

    fn hover(&mut self, params: Value) -> Answer {
        let params: lsp::HoverParams = parse(params)?;
        let place = &params.text_document_position_params;
        value(&self.spot(place, |view, it| Ok(show::hover(view, it)))?.flatten())
    }

    fn definition(&mut self, params: Value) -> Answer {
        let params: lsp::GotoDefinitionParams = parse(params)?;
        let place = &params.text_document_position_params;
        value(&self.spot(place, |view, it| Ok(lead::definition(view, it)))?.flatten())
    }

    fn references(&mut self, params: Value) -> Answer {
        let params: lsp::ReferenceParams = parse(params)?;
        let with = params.context.include_declaration;
        let place = &params.text_document_position;
        let found = self.at(place, |view| {
            let is_name = |it: &Spot| !matches!(it.what, spot::What::Key(_));
            let spot = spot::find(view).filter(is_name).or_else(|| own_page(view));
            Ok(spot.map(|it| lead::references(view, &it, with)))
        })?;
        value(&found.flatten().unwrap_or_default())
    }

    fn symbols(&mut self, params: Value) -> Answer {
        let params: lsp::DocumentSymbolParams = parse(params)?;
        let position = lsp::Position::default();
        let place = lsp::TextDocumentPositionParams {
            text_document: params.text_document,
            position,
        };
        value(&self.at(&place, |it| Ok(symbol::symbols(it)))?.unwrap_or_default())
    }

    fn actions(&mut self, params: Value) -> Answer {
        let params: lsp::CodeActionParams = parse(params)?;
        let (text_document, position) = (params.text_document, params.range.start);
        let place = lsp::TextDocumentPositionParams { text_document, position };
        let found = self.at(&place, |view| {
            let end = byte(view.lines, params.range.end);
            let part = (view.byte..end.max(view.byte)).into();
            Ok(act::actions(view.root, view.known, view.file, part))
        })?;
        value(&found.unwrap_or_default())
    }

    fn prepare(&mut self, params: Value) -> Answer {
        let place: lsp::TextDocumentPositionParams = parse(params)?;
        value(&self.spot(&place, rename::prepare)?)
    }

    fn rename(&mut self, params: Value) -> Answer {
        let params: lsp::RenameParams = parse(params)?;
        let place = &params.text_document_position;
        value(&self.spot(place, |view, it| rename::rename(view, it, &params.new_name))?)
    }
}

type Answer = Result<Value, String>;

/// What is known of a dossier now, and the text of one of its files.
fn fresh<'a>(
    dossier: &'a mut Dossier,
    file: &FilePath,
) -> Option<(&'a Known, std::sync::Arc<str>)> {
    dossier.known().ok()?;
    let text = dossier.text(file)?;
    Some((dossier.last()?, text))
}

/// Front matter and text that name nothing stand for the page itself.
fn own_page(view: View<'_>) -> Option<Spot> {
    let what = spot::What::Page { page: view.page()?, anchor: None };
    Some(Spot { what, span: crate::diag::Span::default(), is_definition: true })
}

fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

fn parse<T: DeserializeOwned>(params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|it| it.to_string())
}

fn value<T: Serialize>(value: &T) -> Answer {
    serde_json::to_value(value).map_err(|it| it.to_string())
}
