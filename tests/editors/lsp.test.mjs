// A session with `dossier lsp` over stdio, led by the client library of Visual Studio Code.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import protocol from 'vscode-languageserver-protocol/node.js'
import { TextDocument } from 'vscode-languageserver-textdocument'

const PROGRAM = resolve(process.env.DOSSIER ?? 'target/debug/dossier')
const BOOK = `[book]
title = "A dossier"
src = "content"

[dossier]
bibliography = ["references.yaml"]
kinds = ["briefing"]
`
const FILES = {
  'book.toml': BOOK,
  'content/references.yaml': `- {id: bfv-2024, type: report, title: The *i-Soon* leaks, issued: 2024-08-08, custom: {grade: A2}}
- {id: bbc-2024, type: webpage, title: A press report, URL: 'https://example.org/a', accessed: 2024-09-01, custom: {derives-from: [bfv-2024]}}
`,
  'content/index.md': `---
title: Home
kind: page
---
A 😀 emoji before [@bfv-2024, p. 3] and [[actors/firm]] and [the part](report/part-1.md#key-facts).

## Facts {#facts}

See [above](#facts) and a note[^one].

[^one]: A note.
`,
  'content/report/part-1.md': `---
title: Part one
kind: report-part
part: 1
summary: What the first part says.
---
## Key facts

[It sold access.]{.claim #c-access} [@bfv-2024; @bbc-2024] See [[firm#people]].

[It sold none.]{.claim #c-none contradicts="c-access"} [@bbc-2024]

### Below

![](x.png)
`,
  'content/actors/firm.md': `---
title: The firm
kind: organisation
aliases: [i-Soon, Anxun]
relations: [{type: part-of, to: index, source: "[@bfv-2024]"}]
---
## People {#people}

[Home](../index.md), [[Part one]], [the part](../report/part-1.md).
`,
}

let root, server, client
const told = new Map()
const waiting = []

before(async () => {
  root = mkdtempSync(join(tmpdir(), 'dossier-lsp-ä '))
  for (const [path, text] of Object.entries(FILES)) write(path, text)
  server = spawn(PROGRAM, ['lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  client = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout),
    new protocol.StreamMessageWriter(server.stdin),
  )
  client.onNotification('textDocument/publishDiagnostics', (params) => {
    told.set(params.uri, params.diagnostics)
    for (const wake of waiting.splice(0)) wake()
  })
  client.onRequest('client/registerCapability', () => null)
  client.listen()
  const folder = { uri: pathToFileURL(root).href, name: 'dossier' }
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }
  const params = { processId: process.pid, rootUri: folder.uri, workspaceFolders: [folder], capabilities }
  const answer = await client.sendRequest('initialize', params)
  assert.equal(answer.capabilities.hoverProvider, true)
  await client.sendNotification('initialized', {})
})

after(async () => {
  await client.sendRequest('shutdown')
  await client.sendNotification('exit')
  const code = await new Promise((done) => server.on('exit', done))
  client.dispose()
  rmSync(root, { recursive: true })
  assert.equal(code, 0)
})

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const uri = (path) => pathToFileURL(join(root, path)).href

// Waits until what is told of a file is as wanted; the run has a limit of its own.
async function until(path, wanted) {
  while (!wanted((told.get(uri(path)) ?? []).map((it) => it.code))) {
    await new Promise((wake) => waiting.push(wake))
  }
  return told.get(uri(path)) ?? []
}

const open = new Map()

async function type(path, text) {
  const known = open.get(path)
  const document = TextDocument.create(uri(path), 'markdown', (known?.version ?? 0) + 1, text)
  open.set(path, document)
  if (!known) {
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { uri: document.uri, languageId: 'markdown', version: 1, text },
    })
    return document
  }
  // Only what differs is sent, as editors do.
  const [before, now] = [known.getText(), text]
  let start = 0
  while (start < before.length && before[start] === now[start]) start += 1
  let end = 0
  while (end < Math.min(before.length, now.length) - start && before.at(-1 - end) === now.at(-1 - end)) end += 1
  const range = { start: known.positionAt(start), end: known.positionAt(before.length - end) }
  await client.sendNotification('textDocument/didChange', {
    textDocument: { uri: document.uri, version: document.version },
    contentChanges: [{ range, text: now.slice(start, now.length - end) }],
  })
  return document
}

async function close(path) {
  open.delete(path)
  await client.sendNotification('textDocument/didClose', { textDocument: { uri: uri(path) } })
}

// Asks at the place of `|` in a text; the text is what the editor has open meanwhile.
async function at(method, path, marked, more = {}) {
  const byte = marked.indexOf('|')
  assert.ok(byte >= 0, 'no place is marked')
  const document = await type(path, marked.slice(0, byte) + marked.slice(byte + 1))
  const place = { textDocument: { uri: document.uri }, position: document.positionAt(byte) }
  return client.sendRequest(method, { ...place, ...more })
}

const mark = (path, before, behind) => {
  const text = FILES[path]
  assert.ok(text.includes(before + behind), before + behind)
  return text.replace(before + behind, `${before}|${behind}`)
}

// What stands in the files at locations.
function words(locations) {
  const word = ({ uri: place, range }) => {
    const path = Object.keys(FILES).find((it) => uri(it) === place)
    const document = TextDocument.create(place, '', 1, FILES[path])
    return `${path}: ${document.getText(range)}`
  }
  return locations.map(word).sort()
}

// The files after a change.
function changed(edit) {
  const files = {}
  for (const change of edit.documentChanges) {
    if (!change.textDocument) {
      const path = (it) => it.slice(uri('').length).replace(/^\//, '')
      files[`${change.kind} ${path(change.oldUri)}`] = path(change.newUri)
      continue
    }
    const path = Object.keys(FILES).find((it) => uri(it) === change.textDocument.uri)
    const document = TextDocument.create('', '', 1, FILES[path])
    files[path] = TextDocument.applyEdits(document, change.edits)
  }
  return files
}

const labels = (items) => items.map((it) => it.label)

test('findings are told while typing, in UTF-16, and taken back when mended', async () => {
  await until('content/report/part-1.md', (codes) => codes.includes('link/broken-link'))
  const text = FILES['content/index.md'].replace('@bfv-2024, p. 3', '@bfv-2042, p. 3')
  await type('content/index.md', text)
  const [finding] = await until('content/index.md', (codes) => codes.includes('cite/unknown-source'))
  const document = open.get('content/index.md')
  assert.equal(document.getText(finding.range), '@bfv-2042')
  assert.match(finding.message, /did you mean `bfv-2024`/)
  assert.equal(finding.severity, 1)
  await type('content/index.md', FILES['content/index.md'])
  await until('content/index.md', (codes) => codes.length === 0)
  await close('content/index.md')
})

test('settings and libraries are looked at, too, and a broken book.toml is borne', async () => {
  await type('book.toml', BOOK.replace('title', 'titel'))
  await until('book.toml', (codes) => codes.includes('load/unknown-setting'))
  await type('book.toml', BOOK + '[[[\n')
  await until('book.toml', (codes) => codes.includes('load/bad-toml'))
  const hover = await at('textDocument/hover', 'content/index.md', mark('content/index.md', '[@bfv', '-2024'))
  assert.match(hover.contents.value, /leaks/)
  await type('book.toml', BOOK)
  await until('book.toml', (codes) => codes.length === 0)
  const library = 'content/references.yaml'
  await type(library, FILES[library].replace('type: report', 'type: reprt'))
  await until(library, (codes) => codes.includes('parse/unknown-type'))
  await type(library, FILES[library])
  await until(library, (codes) => codes.length === 0)
  for (const path of ['book.toml', library, 'content/index.md']) await close(path)
})

test('what can be written is offered', async () => {
  const home = FILES['content/index.md']
  const ask = async (text) =>
    labels(await at('textDocument/completion', 'content/index.md', `${home}\n${text}`))
  assert.deepEqual(await ask('as [@b|'), ['bbc-2024', 'bfv-2024'])
  assert.deepEqual(await ask('mail@b|'), [])
  const names = await ask('[[fi|')
  assert.ok(names.includes('actors/firm') && names.includes('Anxun') && names.includes('Part one'), names)
  assert.deepEqual(await ask('[[firm#|'), ['people'])
  assert.deepEqual(await ask('[x](|'), ['actors/firm.md', 'report/part-1.md'])
  assert.ok((await ask('[x](report/part-1.md#|')).includes('key-facts'))
  assert.ok((await ask('[x](#|')).includes('facts'))
  assert.deepEqual(await ask('x[^|'), ['one'])
  assert.ok((await ask('[x]{.|')).includes('.claim'))
  assert.deepEqual(await ask('[x]{.claim confidence=|'), ['high', 'moderate', 'low'])
  assert.ok((await ask('[x]{marking="TLP:|')).includes('TLP:AMBER+STRICT'))
  const front = async (line) =>
    labels(await at('textDocument/completion', 'content/index.md', home.replace('kind: page', line)))
  assert.ok((await front('mar|')).includes('marking'))
  assert.ok((await front('kind: |')).includes('briefing'))
  assert.deepEqual(await front('lang: |'), ['en'])
  assert.deepEqual(await front('source: b|'), ['bbc-2024', 'bfv-2024'])
  assert.ok((await front('bears-on: [|')).includes('report/part-1'))
  await close('content/index.md')
})

test('settings are offered and explained', async () => {
  const ask = async (text) => labels(await at('textDocument/completion', 'book.toml', text))
  assert.ok((await ask(`${BOOK}\n[dos|`)).includes('dossier'))
  assert.ok((await ask('[dossier.|')).includes('editions'))
  assert.ok((await ask('[dossier]\nlang|')).includes('languages'))
  assert.ok((await ask('[dossier.editions.public]\n|')).includes('ceiling'))
  assert.ok((await ask('[dossier.editions.public]\nceiling = |')).includes('"TLP:AMBER+STRICT"'))
  assert.deepEqual(await ask('[dossier.editions.public]\nlinks = "|'), ['text', 'withheld'])
  assert.ok((await ask('[dossier]\ncsl = "|')).includes('apa'))
  assert.deepEqual(await ask('[dossier]\nautolinks = |'), ['true', 'false'])
  assert.ok((await ask('[dossier.levels]\n|')).includes('"cite/unused-source"'))
  const shown = await at('textDocument/hover', 'book.toml', '[dossier]\nauto|links = true\n')
  assert.match(shown.contents.value, /become links/)
  await close('book.toml')
})

test('an offered key takes the place of what was typed', async () => {
  const marked = `${FILES['content/index.md']}\nas [@bf|]`
  const items = await at('textDocument/completion', 'content/index.md', marked)
  const item = items.find((it) => it.label === 'bfv-2024')
  const text = TextDocument.applyEdits(open.get('content/index.md'), [item.textEdit])
  assert.ok(text.endsWith('as [@bfv-2024]'), text)
  assert.match(item.documentation.value, /A2/)
  await close('content/index.md')
})

test('resting on a place tells what stands there', async () => {
  const hover = async (path, before, behind) =>
    (await at('textDocument/hover', path, mark(path, before, behind)))?.contents.value
  assert.match(await hover('content/index.md', '@bfv-', '2024, p. 3'), /leaks[^]*grade A2[^]*cited/)
  const page = await hover('content/index.md', '[the pa', 'rt](')
  assert.match(page, /\*\*Part one\*\*[^]*Key facts[^]*What the first part says/)
  assert.match(await hover('content/index.md', '[[actors', '/firm]]'), /The firm/)
  assert.match(await hover('content/index.md', 'ki', 'nd: page'), /template/)
  assert.match(await hover('content/index.md', 'note[^o', 'ne]'), /A note/)
  assert.equal(await hover('content/index.md', 'A 😀 em', 'oji'), undefined)
  await close('content/index.md')
})

test('definitions are found', async () => {
  const define = async (path, before, behind) =>
    await at('textDocument/definition', path, mark(path, before, behind))
  assert.deepEqual(words([await define('content/index.md', '@bfv', '-2024')]), ['content/references.yaml: bfv-2024'])
  const part = await define('content/index.md', '[the ', 'part](')
  assert.deepEqual(words([part]), ['content/report/part-1.md: ## Key facts'])
  const people = await define('content/report/part-1.md', '[[firm#pe', 'ople')
  assert.deepEqual(words([people]), ['content/actors/firm.md: people'])
  const claim = await define('content/report/part-1.md', 'contradicts="c-', 'access"')
  assert.deepEqual(words([claim]), ['content/report/part-1.md: c-access'])
  assert.equal((await define('content/index.md', 'note[^', 'one]')).range.start.line, 10)
  await close('content/index.md')
  await close('content/report/part-1.md')
})

test('references are found', async () => {
  const refer = async (path, before, behind) => {
    const context = { includeDeclaration: true }
    const found = words(await at('textDocument/references', path, mark(path, before, behind), { context }))
    await close(path)
    return found
  }
  assert.deepEqual(await refer('content/references.yaml', 'id: bfv', '-2024'), [
    'content/actors/firm.md: bfv-2024',
    'content/index.md: bfv-2024',
    'content/references.yaml: bfv-2024',
    'content/references.yaml: bfv-2024',
    'content/report/part-1.md: bfv-2024',
  ])
  assert.deepEqual(await refer('content/index.md', 'title', ': Home'), [
    'content/actors/firm.md: ../index.md',
    'content/actors/firm.md: index',
    'content/index.md: ',
    'content/index.md: #facts',
  ])
  assert.deepEqual(await refer('content/report/part-1.md', '.claim #c-', 'access'), [
    'content/report/part-1.md: c-access',
    'content/report/part-1.md: c-access',
  ])
})

test('headings make the outline', async () => {
  await type('content/report/part-1.md', FILES['content/report/part-1.md'])
  const symbols = await client.sendRequest('textDocument/documentSymbol', {
    textDocument: { uri: uri('content/report/part-1.md') },
  })
  assert.deepEqual(symbols.map((it) => [it.name, it.children.map((it) => it.name)]), [['Key facts', ['Below']]])
  await close('content/report/part-1.md')
})

test('fixes are offered as actions', async () => {
  const text = FILES['content/index.md'].replace('kind: page', 'knid: page').replace('@bfv-2024', '@bfv-2042')
  const document = await type('content/index.md', text)
  const actions = await client.sendRequest('textDocument/codeAction', {
    textDocument: { uri: document.uri },
    range: { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } },
    context: { diagnostics: [] },
  })
  const made = (title) => {
    const action = actions.find((it) => it.title === title)
    assert.ok(action, actions.map((it) => it.title))
    return [action, TextDocument.applyEdits(document, action.edit.documentChanges[0].edits)]
  }
  const [safe, mended] = made('write `kind`')
  assert.equal(safe.isPreferred, true)
  assert.equal(mended, text.replace('knid', 'kind'))
  const [guess, cited] = made('write `bfv-2024`')
  assert.equal(guess.isPreferred, false)
  assert.equal(cited, text.replace('bfv-2042', 'bfv-2024'))
  assert.ok(made('allow `cite/unknown-source` here, with a reason')[1].includes('<!-- dossier-allow cite/unknown-source: '))
  assert.ok(!actions.some((it) => it.title.startsWith('allow `parse/unknown-key`')))
  await close('content/index.md')
})

test('the key of a source is renamed everywhere', async () => {
  const edit = await at('textDocument/rename', 'content/index.md', mark('content/index.md', '@bfv', '-2024'), {
    newName: 'bfv-ci-1',
  })
  const files = changed(edit)
  assert.deepEqual(Object.keys(files).sort(), [
    'content/actors/firm.md',
    'content/index.md',
    'content/references.yaml',
    'content/report/part-1.md',
  ])
  for (const [path, text] of Object.entries(files)) {
    assert.equal(text, FILES[path].replaceAll('bfv-2024', 'bfv-ci-1'), path)
  }
  await assert.rejects(
    at('textDocument/rename', 'content/index.md', mark('content/index.md', '@bfv', '-2024'), { newName: 'bbc-2024' }),
    /already/,
  )
  await close('content/index.md')
})

test('a page is renamed with every link to it', async () => {
  const edit = await at('textDocument/rename', 'content/index.md', mark('content/index.md', '[[actors/', 'firm]]'), {
    newName: 'company',
  })
  const files = changed(edit)
  assert.equal(files['rename content/actors/firm.md'], 'content/actors/company.md')
  assert.ok(files['content/index.md'].includes('[[actors/company]]'))
  assert.ok(files['content/report/part-1.md'].includes('[[company#people]]'))
  const part = await at('textDocument/rename', 'content/index.md', mark('content/index.md', '[the ', 'part]('), {
    newName: 'x',
  }).catch((it) => it.message)
  assert.match(part, /made of its heading/)
  await close('content/index.md')
})

test('ids of places and claims are renamed', async () => {
  const path = 'content/report/part-1.md'
  const claim = await at('textDocument/rename', path, mark(path, '.claim #c-', 'access'), { newName: 'c-sold' })
  assert.equal(changed(claim)[path], FILES[path].replaceAll('c-access', 'c-sold'))
  await close(path)
  const firm = 'content/actors/firm.md'
  const place = await at('textDocument/rename', firm, mark(firm, '{#peo', 'ple}'), { newName: 'staff' })
  const files = changed(place)
  assert.ok(files[firm].includes('{#staff}') && files[path].includes('[[firm#staff]]'))
  await close(firm)
})

test('a second dossier is served beside the first', async () => {
  const other = mkdtempSync(join(tmpdir(), 'dossier-lsp-'))
  mkdirSync(join(other, 'content'))
  writeFileSync(join(other, 'book.toml'), BOOK.replace('bibliography', '# bibliography'))
  writeFileSync(join(other, 'content/index.md'), '# Home\n\n[x](gone.md)\n')
  const folder = { uri: pathToFileURL(other).href, name: 'other' }
  await client.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } })
  const page = pathToFileURL(join(other, 'content/index.md')).href
  while (!told.get(page)?.some((it) => it.code === 'link/broken-link')) {
    await new Promise((wake) => waiting.push(wake))
  }
  rmSync(other, { recursive: true })
  await client.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } })
})
