import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { day } from '../../src/guidance/index.ts'
import { statement } from '../../src/kernel/db/statement.ts'
import { allowed, type DocumentType } from '../../src/kernel/documents/allowed.ts'
import { addDocument, inspect, openScanner, readDocument, scanJobs } from '../../src/kernel/documents/index.ts'
import { endingOf } from '../../src/kernel/documents/name.ts'
import { eicar, fakeScanner } from '../../src/kernel/documents/testing/fake-scanner.ts'
import * as made from '../../src/kernel/documents/testing/files.ts'
import { startWorker } from '../../src/kernel/jobs/index.ts'
import { openLog } from '../../src/kernel/log.ts'
import { bind } from '../../src/thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../src/thread/ids.ts'
import { identity, involvement } from '../../src/thread/own-kinds/index.ts'
import { carryOut } from '../../src/thread/store/append.ts'
import { freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'
import { report } from './figures.ts'

/**
 * Reliability test T23: files that mean harm, and a few that mean none. Each is refused with a sentence or kept as what it is; none opens before a scanner has looked
 * at it, none in which it found something ever; what opens is saved and never shown, byte for byte what came.
 */
const book = bind([])
let database: TestDatabase
before(async () => {
  database = await freshDatabase()
})
after(() => database?.drop())

/** What becomes of a file: refused with a sentence, kept and closed for good, or kept and opened once it was looked at. */
type Fate = RegExp | 'opens' | 'closed'
type Piece = readonly [what: string, name: string, bytes: Buffer, fate: Fate]

const text = (of: string) => Buffer.from(of)
const inDocx = (name: string, content: Buffer = text('x'), more: Partial<made.Entry> = {}) => made.docx({ name, content, ...more })
const other = /something else inside/
const program = /macros or programs/
const kind = /cannot be kept/
const svg = text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const html = text('<!doctype html><html><body><script>alert(1)</script></body></html>')
const nested = (depth: number): Buffer => {
  let inner = made.zip([{ name: 'deepest.txt', content: text('x') }])
  for (let at = 0; at < depth; at += 1) inner = made.zip([{ name: `level${at}.zip`, content: inner }])
  return inner
}
/** A picture with the place where it was taken, as telephones write it. */
const withPlace = Buffer.concat([
  made.jpeg.subarray(0, 20),
  Buffer.from('ffe1002a', 'hex'),
  Buffer.from('Exif\0\0MM\0*\0\0\0\x08GPSLatitude 53.48 GPSLong\0', 'latin1'),
  made.jpeg.subarray(20),
])
/** An archive whose list says that one of its files is a link to somewhere else on the disk. */
const withLink = (() => {
  const bytes = Buffer.from(made.docx({ name: 'word/media/link', content: text('/etc/passwd') }))
  bytes.writeUInt32LE(0xa1ff0000, bytes.lastIndexOf(Buffer.from('word/media/link')) - 8)
  return bytes
})()
const pdfWith = (more: string) => Buffer.from(made.pdf.toString('latin1').replace('endobj', `endobj\n9 0 obj<<${more}>>endobj`), 'latin1')
const exactly = (size: number) => Buffer.concat([made.pdf.subarray(0, 9), Buffer.alloc(size - made.pdf.length, 0x20), made.pdf.subarray(9)])
const limit = 25 * 1024 * 1024

const corpus: readonly Piece[] = [
  // Those that mean no harm.
  ['a PDF', 'minutes.pdf', made.pdf, 'opens'],
  ['a PNG', 'drawing.png', made.png(), 'opens'],
  ['a JPEG', 'photo.jpg', made.jpeg, 'opens'],
  ['a JPEG by its other ending', 'photo.JPEG', made.jpeg, 'opens'],
  ['a HEIC', 'photo.heic', made.heic, 'opens'],
  ['a Word document', 'report.docx', made.docx(), 'opens'],
  ['a workbook', 'table.xlsx', made.xlsx(), 'opens'],
  ['an OpenDocument text', 'letter.odt', made.odt(), 'opens'],
  ['plain text', 'call.txt', made.txt, 'opens'],
  ['a saved e-mail', 'mail.eml', made.eml, 'opens'],
  // A virus, and where it hides. What a scanner knows is its own; that what it finds stays closed is ours.
  ['EICAR by itself', 'notes.txt', eicar, 'closed'],
  ['EICAR behind a line', 'notes.txt', Buffer.concat([text('Dear Bridge\n'), eicar]), 'closed'],
  ['EICAR in a Word document', 'report.docx', inDocx('word/media/a.bin', eicar, { stored: true }), 'closed'],
  [
    'EICAR in an archive in a Word document',
    'report.docx',
    inDocx('word/embeddings/a.zip', made.zip([{ name: 'a.com.txt', content: eicar, stored: true }]), { stored: true }),
    'closed',
  ],
  ['EICAR in a PDF', 'minutes.pdf', Buffer.concat([made.pdf.subarray(0, 9), eicar, text('\n'), made.pdf.subarray(9)]), 'closed'],
  ['EICAR in a picture', 'photo.jpg', Buffer.concat([made.jpeg.subarray(0, 40), eicar, made.jpeg.subarray(40)]), 'closed'],
  ['EICAR in a saved e-mail', 'mail.eml', Buffer.concat([made.eml, eicar]), 'closed'],
  ['EICAR as a program', 'virus.com', eicar, kind],
  // Two things at once.
  ['a PDF with an archive behind it', 'a.pdf', Buffer.concat([made.pdf, made.docx()]), other],
  ['a PNG with an archive behind it', 'a.png', Buffer.concat([made.png(), made.docx()]), other],
  ['a PNG with a script behind it', 'a.png', Buffer.concat([made.png(), html]), other],
  ['a JPEG with an archive behind it', 'a.jpg', Buffer.concat([made.jpeg, made.docx()]), other],
  ['a HEIC with an archive behind it', 'a.heic', Buffer.concat([made.heic, made.docx()]), other],
  ['a Word document behind a PDF', 'a.docx', Buffer.concat([made.pdf, made.docx()]), other],
  ['a Word document before a page', 'a.docx', Buffer.concat([made.docx(), html]), other],
  ['a page before a PDF', 'a.pdf', Buffer.concat([text('<html><!--'), made.pdf]), other],
  ['a script in the head of a PDF', 'a.pdf', Buffer.concat([made.pdf.subarray(0, 9), html, made.pdf.subarray(9)]), other],
  ['a saved e-mail with an archive behind it', 'a.eml', Buffer.concat([made.eml, made.docx()]), other],
  ['text with an archive behind it', 'a.txt', Buffer.concat([made.txt, made.docx()]), other],
  // Another thing than the name says.
  ['a page called PDF', 'a.pdf', html, other],
  ['a drawing called PNG', 'a.png', svg, other],
  ['a program called Word document', 'a.docx', text('MZ\x90\0 This program cannot be run in DOS mode'), other],
  ['a program called picture', 'a.jpg', text('MZ\x90\0'), other],
  ['a PDF called picture', 'a.png', made.pdf, other],
  ['a picture called text', 'a.txt', made.png(), other],
  ['an archive called Word document', 'a.docx', made.zip([{ name: 'a.txt', content: text('x') }]), other],
  ['a workbook called Word document', 'a.docx', made.xlsx(), other],
  ['a master document called text', 'a.odt', made.odt('application/vnd.oasis.opendocument.text-master'), other],
  ['gzip called PDF', 'a.pdf', gzipSync(Buffer.alloc(1_000_000)), other],
  // What a browser would run.
  ['a drawing', 'a.svg', svg, kind],
  ['a page', 'a.html', html, kind],
  ['a page by another ending', 'a.xhtml', html, kind],
  ['a page called text', 'a.txt', html, /not plain text|something else/],
  ['a drawing called text', 'a.txt', svg, /not plain text|something else/],
  ['a script', 'a.js', text('alert(1)'), kind],
  ['an old Word document', 'a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), kind],
  ['a Word document with macros, by its ending', 'a.docm', made.docx(), kind],
  ['an archive', 'a.zip', nested(1), kind],
  ['an archive nested fifty deep', 'a.zip', nested(50), kind],
  ['a disk image', 'a.iso', Buffer.alloc(64), kind],
  ['nothing by which it is known', 'README', text('x'), kind],
  // Macros, programs, ways out.
  ['macros in a Word document', 'a.docx', inDocx('word/vbaProject.bin'), program],
  ['macros in a workbook', 'a.xlsx', made.xlsx({ name: 'xl/macrosheets/sheet1.xml', content: text('x') }), program],
  ['ActiveX in a Word document', 'a.docx', inDocx('word/activeX/activeX1.bin'), program],
  ['a program in a Word document', 'a.docx', inDocx('word/embeddings/tool.exe'), program],
  ['a page in a Word document', 'a.docx', inDocx('word/page.html'), program],
  ['a shortcut in a Word document', 'a.docx', inDocx('word/embeddings/open.lnk'), program],
  ['a way out of an archive', 'a.docx', inDocx('../../etc/passwd'), other],
  ['a way out inside a name', 'a.docx', inDocx('word/../../x'), other],
  ['a way out by backslashes', 'a.docx', inDocx('word\\..\\x'), other],
  ['a name from the root', 'a.docx', inDocx('/etc/passwd'), other],
  ['a name with a drive', 'a.docx', inDocx('C:/x'), other],
  ['a locked document', 'a.docx', inDocx('word/secret.xml', text('x'), { locked: true }), /password/],
  // Nothing is ever unpacked, and so a link or an archive inside an archive leads nowhere.
  ['a link in an archive', 'a.docx', withLink, 'opens'],
  ['archives nested fifty deep in a Word document', 'a.docx', inDocx('word/embeddings/a.zip', nested(50)), 'opens'],
  // Too much, or nothing.
  ['a bomb that says so', 'a.docx', inDocx('word/media/a.bin', Buffer.alloc(8_000_000), { claims: 4_000_000_000 }), /unpack to far more/],
  [
    'a bomb in parts',
    'a.xlsx',
    made.xlsx(...Array.from({ length: 9 }, (_, at) => ({ name: `xl/${at}.bin`, content: Buffer.alloc(1000), claims: 40 * 1024 * 1024 }))),
    /unpack to far more/,
  ],
  ['a bomb that lies, which is never unpacked', 'a.docx', inDocx('word/media/a.bin', Buffer.alloc(2_000_000), { claims: 10 }), 'opens'],
  ['a picture of 60,000 by 60,000 points', 'a.png', made.png(60_000, 60_000), /more points/],
  ['nothing at all', 'a.pdf', Buffer.alloc(0), /empty/],
  ['25 MB to the byte', 'a.pdf', exactly(limit), 'opens'],
  ['a byte more than 25 MB', 'a.pdf', exactly(limit + 1), /larger than 25 MB/],
  // What runs only in a program of its own, or says where somebody was: handed over to be saved, and as it came.
  ['a PDF with a script of its own', 'a.pdf', pdfWith('/OpenAction 3 0 R /S /JavaScript /JS (app.alert(1))'), 'opens'],
  ['a PDF that opens a program', 'a.pdf', pdfWith('/S /Launch /F (cmd.exe)'), 'opens'],
  ['a picture that says where it was taken', 'a.jpg', withPlace, 'opens'],
  // Names.
  ['a name that is read from the right', 'harmless\u202Efdp.txt', made.txt, 'opens'],
  ['a name that ends a header', 'a\r\nSet-Cookie: x=1\r\n.pdf', made.pdf, 'opens'],
  ['a name with a nought', 'a\0.exe.pdf', made.pdf, 'opens'],
  ['a name with a way out', '../../../etc/cron.d/a.pdf', made.pdf, 'opens'],
  ['a name with a way out of another system', '..\\..\\windows\\a.pdf', made.pdf, 'opens'],
  ['a name with a quotation mark', 'a"; filename="b.exe.pdf', made.pdf, 'opens'],
  ['a name of three thousand letters', `${'a'.repeat(3000)}.pdf`, made.pdf, 'opens'],
  ['a name that is nothing but its ending', '.pdf', made.pdf, 'opens'],
  ['a name that runs', '=cmd|a!A1.pdf', made.pdf, 'opens'],
]

type Kept = { readonly id: string; readonly piece: Piece; readonly type: DocumentType }
const kept: Kept[] = []
let refused = 0

test(`of ${corpus.length} files each is refused with a sentence, or kept as what it is`, async () => {
  assert.ok(corpus.length >= 60)
  const [child, entry] = [newId<SubjectId>(), newId<EntryId>()]
  const shared = {
    subject: child,
    act: newId<ActId>(),
    happened: { on: day('2024-01-01'), precision: 'day' },
    audience: 'professionals',
  } as const
  const screener = await database.session('bridge-screener')
  await database.app.withActor(screener, testPurpose, tx =>
    carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: 1,
      writes: [child],
      begins: [{ subject: child, form: 'person' }],
      kinds: [involvement],
      decide: () => ({
        answer: null,
        entries: [
          {
            ...shared,
            kind: involvement,
            parts: { record: { facts: { holder: ids.account('social-worker'), form: 'account', as: 'lead' } } },
          },
        ],
      }),
    }),
  )
  const inspected: { piece: Piece; file: Extract<Awaited<ReturnType<typeof inspect>>, { ok: true }> }[] = []
  for (const piece of corpus) {
    const [what, name, content, fate] = piece
    const found = await inspect({ name, content })
    if (fate instanceof RegExp) {
      assert.ok(!found.ok, `${what} was kept`)
      assert.match(found.refused, fate, what)
      refused += 1
    } else {
      assert.ok(found.ok, `${what}: ${found.ok ? '' : found.refused}`)
      assert.match(found.name, /^[^/\\\p{Cc}\p{Cf}<>:"|?*%;]{1,125}$/u, what)
      assert.ok(!found.name.startsWith('.'), what)
      inspected.push({ piece, file: found })
    }
  }
  await database.app.withActor(await database.session('social-worker'), testPurpose, async tx => {
    await carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: 1,
      writes: [child],
      kinds: [identity],
      decide: () => ({
        answer: null,
        entries: [
          { ...shared, id: entry, kind: identity, parts: { record: { facts: { is: 'child', given: 'Amira', family: 'Testcase' } } } },
        ],
      }),
    })
    for (const { piece, file } of inspected)
      kept.push({
        piece,
        type: file.type,
        id: await addDocument(tx, { subject: child, entry, group: 'record', audience: 'professionals' }, file),
      })
  })
  assert.equal(refused + kept.length, corpus.length)
})

const open = async (id: string) =>
  database.app.withActor(await database.session('social-worker'), testPurpose, tx => readDocument(tx, id, true))
const states = async () =>
  new Map(
    (await database.admin<{ id: string; state: string; sha256: Buffer }>('select document_id as id, state, sha256 from gt.document')).map(
      row => [row.id, row],
    ),
  )

const bytesOf = statement<{ content: Buffer }>('files-bytes', null, 'select content from gt.document_content where partnership_id = $1')
let opened = 0
let unlooked = 0
test('none opens before it was looked at: the database itself gives nobody a byte of it', async () => {
  for (const { id, piece } of kept) {
    const answer = await open(id)
    if (!answer || !('closed' in answer)) unlooked += 1
    assert.ok(answer && 'closed' in answer, piece[0])
  }
  // Not even by a statement of one's own.
  const rows = await database.app.withActor(await database.session('social-worker'), testPurpose, tx => tx.run(bytesOf, [ids.partnership]))
  assert.deepEqual([rows.length, (await database.admin('select from gt.document_content')).length], [0, kept.length])
})

test('what the scanner finds something in stays closed; all else opens byte for byte, to be saved and never shown', async () => {
  const scanner = await fakeScanner()
  const worker = await startWorker({
    url: database.urls.gt_worker,
    database: database.worker,
    jobs: scanJobs(openScanner(scanner.where)),
    log: openLog('silent'),
  })
  try {
    while ([...(await states()).values()].some(row => row.state === 'quarantined')) await new Promise(resolve => setTimeout(resolve, 20))
  } finally {
    await worker.stop()
    await scanner.stop()
  }
  const found = await states()
  for (const { id, piece, type } of kept) {
    const [what, , bytes, fate] = piece
    const answer = await open(id)
    assert.ok(answer, what)
    assert.deepEqual(found.get(id)?.sha256, createHash('sha256').update(bytes).digest(), `${what}: its digest`)
    if (fate === 'closed') {
      assert.ok('closed' in answer, `${what} opens`)
      continue
    }
    assert.ok('content' in answer, `${what}: ${JSON.stringify(answer).slice(0, 100)}`)
    opened += 1
    assert.ok(answer.content.equals(bytes), what)
    const { headers } = answer
    assert.equal(headers['content-type'], allowed[type].mime)
    assert.match(headers['content-disposition'] ?? '', /^attachment; filename="[ !#-~]*"; filename\*=UTF-8''[\w.!~*%-]*$/, what)
    assert.match(headers['content-security-policy'] ?? '', /^sandbox; default-src 'none'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.match(headers['cache-control'] ?? '', /no-store/)
  }
})

test('control: names alone would let most of them in, and a scanner that finds nothing lets the virus open', async () => {
  const byName = corpus.filter(
    ([, name, , fate]) =>
      fate instanceof RegExp && Object.values(allowed).some(one => (one.endings as readonly string[]).includes(endingOf(name))),
  )
  assert.ok(byName.length > 20)
  await database.admin(`update gt.document set state = 'clean' where state = 'refused'`)
  const infected = kept.filter(one => one.piece[3] === 'closed')
  let letIn = 0
  for (const { id } of infected) {
    const answer = await open(id)
    if (answer && 'content' in answer) letIn += 1
  }
  assert.equal(letIn, infected.length)
  report({
    test: 'T23 files',
    tried: `${corpus.length} files: ${refused} refused, ${infected.length} kept and closed for good, ${opened} kept and opened as they came; opened before they were looked at: ${unlooked}`,
    wrong: unlooked,
    control: `by their names alone ${byName.length} of the refused would be kept; with a scanner that finds nothing ${letIn} of ${infected.length} viruses open`,
  })
})
