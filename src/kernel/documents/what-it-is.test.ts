import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { cleanName } from './name.ts'
import { eicar } from './testing/fake-scanner.ts'
import * as files from './testing/files.ts'
import { whatItIs } from './what-it-is.ts'

const said = async (name: string, bytes: Buffer): Promise<string> => {
  const verdict = await whatItIs(name, bytes)
  return 'type' in verdict ? verdict.type : verdict.refused
}

test('each kind on the list is known by its content', async () => {
  for (const [name, bytes, type] of [
    ['report.pdf', files.pdf, 'pdf'],
    ['plan.PNG', files.png(), 'png'],
    ['photo.jpg', files.jpeg, 'jpeg'],
    ['photo.jpeg', files.jpeg, 'jpeg'],
    ['photo.heic', files.heic, 'heic'],
    ['minutes.docx', files.docx(), 'docx'],
    ['list.xlsx', files.xlsx(), 'xlsx'],
    ['letter.odt', files.odt(), 'odt'],
    ['call.txt', files.txt, 'txt'],
    ['mail.eml', files.eml, 'eml'],
  ] as const)
    assert.equal(await said(name, bytes), type, name)
})

test('a file whose content is another kind than its name says is refused, and the sentence says what to do', async () => {
  const all = {
    pdf: files.pdf,
    png: files.png(),
    jpg: files.jpeg,
    heic: files.heic,
    docx: files.docx(),
    xlsx: files.xlsx(),
    odt: files.odt(),
  }
  for (const [ending] of Object.entries(all))
    for (const [other, bytes] of Object.entries(all))
      if (other !== ending)
        assert.match(
          await said(`a.${ending}`, bytes),
          /something else inside, or it is damaged.*choose it once more/,
          `${other} as ${ending}`,
        )
  assert.match(await said('a.pdf', Buffer.from('MZ\x90\0 a program')), /something else inside/)
  assert.match(await said('a.txt', files.pdf), /something else inside/)
  assert.match(await said('a.eml', files.txt), /something else inside/)
})

test('what is not on the list is refused, whatever it is', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const html = Buffer.from('<!doctype html><script>alert(1)</script>')
  for (const [name, bytes] of [
    ['drawing.svg', svg],
    ['page.html', html],
    ['page.htm', html],
    ['page.xhtml', html],
    ['tool.exe', Buffer.from('MZ')],
    ['old.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['macros.docm', files.docx()],
    ['all.zip', files.docx()],
    ['all.gz', gzipSync('x')],
    ['noending', files.pdf],
    ['report.pdf.html', files.pdf],
  ] as const)
    assert.match(await said(name, bytes), /cannot be kept\. Choose one of these: PDF, Word/, name)
  for (const [name, bytes] of [
    ['drawing.png', svg],
    ['drawing.pdf', svg],
    ['page.docx', html],
    ['page.jpg', html],
  ] as const)
    assert.match(await said(name, bytes), /something else inside/, name)
  for (const bytes of [svg, html, Buffer.from('\n\n <HTML><body>')])
    assert.match(await said('notes.txt', bytes), /not plain text|something else inside/)
})

test('a file that is two things at once is refused', async () => {
  const archive = files.docx()
  for (const [name, bytes] of [
    ['a.pdf', Buffer.concat([files.pdf, archive])],
    ['a.png', Buffer.concat([files.png(), archive])],
    ['a.png', Buffer.concat([files.png(), Buffer.from('<script>alert(1)</script>')])],
    ['a.jpg', Buffer.concat([files.jpeg, archive])],
    ['a.heic', Buffer.concat([files.heic, archive])],
    ['a.docx', Buffer.concat([files.pdf, archive])],
    ['a.docx', Buffer.concat([archive, Buffer.from('<html>')])],
    ['a.pdf', Buffer.concat([Buffer.from('<html><!--'), files.pdf])],
    ['a.pdf', Buffer.concat([files.pdf.subarray(0, 9), Buffer.from('<script>alert(1)</script>'), files.pdf.subarray(9)])],
    ['a.eml', Buffer.concat([files.eml, archive])],
    ['a.txt', Buffer.concat([files.txt, archive])],
  ] as const)
    assert.match(await said(name, bytes), /something else inside/, name)
})

test('macros, programs, passwords and ways out of an archive are refused', async () => {
  const inside = (name: string, more: Partial<files.Entry> = {}) => files.docx({ name, content: Buffer.from('x'), ...more })
  for (const name of ['word/vbaProject.bin', 'word/activeX/activeX1.bin', 'word/embeddings/tool.exe', 'word/page.html'])
    assert.match(await said('a.docx', inside(name)), /macros or programs/, name)
  assert.match(await said('a.xlsx', files.xlsx({ name: 'xl/macrosheets/sheet1.xml', content: Buffer.from('x') })), /macros or programs/)
  for (const name of ['../../etc/passwd', '/etc/passwd', 'word\\..\\x', 'C:/x', 'word/../../x'])
    assert.match(await said('a.docx', inside(name)), /something else inside/, name)
  assert.match(await said('a.docx', inside('word/secret.xml', { locked: true })), /locked with a password/)
  assert.match(await said('a.odt', files.odt('application/vnd.oasis.opendocument.text-master')), /something else inside/)
})

test('an archive that would fill the memory is refused without being unpacked', async () => {
  const bomb = files.docx({ name: 'word/media/image1.bin', content: Buffer.alloc(8_000_000), claims: 4_000_000_000 })
  assert.ok(bomb.length < 100_000, `${bomb.length}`)
  const before = process.memoryUsage()
  const began = performance.now()
  assert.match(await said('a.docx', bomb), /unpack to far more/)
  assert.ok(performance.now() - began < 200)
  assert.ok(process.memoryUsage().rss - before.rss < 64 * 1024 * 1024)
  // One that lies about its size is never unpacked either: it is kept as it came, small.
  const liar = files.docx({ name: 'word/media/image1.bin', content: Buffer.alloc(8_000_000), claims: 10 })
  assert.equal(await said('a.docx', liar), 'docx')
  // Nor is a gzip bomb looked into, under any name.
  const gzip = gzipSync(Buffer.alloc(20_000_000))
  for (const name of ['a.pdf', 'a.txt', 'a.png', 'a.docx']) assert.match(await said(name, gzip), /something else inside/)
  assert.ok(deflateRawSync(Buffer.alloc(10)).length > 0)
})

test('a picture of impossible size, an empty file and one over 25 MB are refused', async () => {
  assert.match(await said('a.png', files.png(60_000, 60_000)), /more points than any camera/)
  assert.match(await said('a.pdf', Buffer.alloc(0)), /empty/)
  const large = Buffer.concat([files.pdf.subarray(0, 9), Buffer.alloc(25 * 1024 * 1024, 0x20), files.pdf.subarray(9)])
  assert.match(await said('a.pdf', large), /larger than 25 MB/)
  assert.equal(
    await said(
      'a.pdf',
      Buffer.concat([files.pdf.subarray(0, 9), Buffer.alloc(25 * 1024 * 1024 - files.pdf.length, 0x20), files.pdf.subarray(9)]),
    ),
    'pdf',
  )
})

test('damage of any kind is refused or kept, and never a fault of the program', async () => {
  let seed = 7
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed
  }
  const all = [
    ['a.docx', files.docx()],
    ['a.odt', files.odt()],
    ['a.png', files.png()],
    ['a.pdf', files.pdf],
    ['a.jpg', files.jpeg],
    ['a.heic', files.heic],
    ['a.eml', files.eml],
  ] as const
  for (let time = 0; time < 2000; time += 1) {
    const [name, bytes] = all[random() % all.length] ?? all[0]
    const spoilt = Buffer.from(bytes.subarray(0, 1 + (random() % bytes.length)))
    for (let hit = 0; hit < 3; hit += 1) spoilt[random() % spoilt.length] = random() % 256
    assert.equal(typeof (await said(name, spoilt)), 'string')
  }
})

test('a scanner has to find a virus: the list of kinds does not', async () => {
  assert.equal(await said('eicar.txt', eicar), 'txt')
})

test('a name is kept without a path, without what is unseen, and with the ending of what it is', () => {
  for (const [name, type, kept] of [
    ['report.pdf', 'pdf', 'report.pdf'],
    ['C:\\Users\\a\\report.PDF', 'pdf', 'report.pdf'],
    ['../../etc/passwd', 'txt', 'passwd.txt'],
    ['..', 'pdf', 'document.pdf'],
    ['', 'pdf', 'document.pdf'],
    ['photo\u202Egnp.exe.png', 'png', 'photognp.exe.png'],
    ['a\u200Bb\u2066c\u0000d\r\nX: y.pdf', 'pdf', 'abcdX y.pdf'],
    ['.hidden.txt', 'txt', 'hidden.txt'],
    ['what? "is" <this>|*.docx', 'docx', 'what is this.docx'],
    ['Zażółć gęślą.pdf', 'pdf', 'Zażółć gęślą.pdf'],
    ['photo.jpeg', 'jpeg', 'photo.jpeg'],
    [`${'x'.repeat(400)}.pdf`, 'pdf', `${'x'.repeat(110)}.pdf`],
  ] as const)
    assert.equal(cleanName(name, type), kept, JSON.stringify(name))
})
