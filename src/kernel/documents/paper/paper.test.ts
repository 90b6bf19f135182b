import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPaper } from '../testing/read-paper.ts'
import { whatItIs } from '../what-it-is.ts'
import { type Block, type Paper, printPaper } from './index.ts'

const paper = (blocks: readonly Block[], more: Partial<Paper> = {}): Paper => ({
  kind: 'A document',
  title: 'What was written down',
  reader: 'For Ms Sample Testcase',
  marking: null,
  blocks,
  ...more,
})
const print = async (of: Paper): Promise<Buffer> => {
  const made = await printPaper(of)
  assert.ok(made.ok, made.ok ? '' : made.refused)
  return made.pdf
}
const closed = (text: string): string => text.replaceAll(/\s+/g, '')

test('everything that is given is on the paper and can be read from it, page after page', async () => {
  const blocks: Block[] = [
    { is: 'heading', level: 2, text: 'Headingword' },
    { is: 'paragraph', text: 'Paragraphword\nafter a line break' },
    { is: 'notice', text: 'Noticeword' },
    { is: 'list', items: ['Firstword', 'Secondword'] },
    { is: 'facts', facts: [['Labelword', 'Valueword']] },
    { is: 'table', columns: ['Columnword', 'Other'], rows: [['Cellword', 'Żółć ő ß é – “quoted”']] },
    ...Array.from({ length: 120 }, (_, n): Block => ({ is: 'paragraph', text: `Line${n}end` })),
  ]
  const made = await printPaper(paper(blocks, { marking: 'Markingword' }))
  assert.ok(made.ok)
  assert.ok(made.pages > 2)
  const { text } = readPaper(made.pdf)
  for (const word of [
    'Headingword',
    'Paragraphword',
    'Noticeword',
    'Firstword',
    'Secondword',
    'Labelword',
    'Valueword',
    'Columnword',
    'Cellword',
    'Line0end',
  ])
    assert.ok(text.includes(word), word)
  assert.ok(closed(text).includes('Żółćőßé–“quoted”'))
  assert.ok(text.includes('Line119end'))
  assert.equal(text.split('For Ms Sample Testcase').length - 1, made.pages, 'whom it is for stands on every page')
  assert.equal(text.split('Markingword').length - 1, made.pages, 'how it must be handled stands on every page')
  assert.ok(text.includes(`Page 1 of ${made.pages}`))
})

test('it is tagged for whoever does not see it, in British English, and a PDF by what is in it', async () => {
  const pdf = await print(
    paper([
      { is: 'heading', level: 1, text: 'Heading' },
      { is: 'table', columns: ['A', 'B'], rows: [['1', '2']] },
    ]),
  )
  const { beside } = readPaper(pdf)
  const latin = pdf.toString('latin1')
  assert.match(beside, /<pdfuaid:part>1<\/pdfuaid:part>/)
  for (const tag of [/\/Marked true/, /\/Lang \(en-GB\)/, /\/S \/H1/, /\/S \/TH\b/, /\/S \/TD\b/]) assert.match(latin, tag)
  assert.deepEqual(await whatItIs('copy.pdf', pdf), { type: 'pdf' })
})

test('what somebody wrote is printed as they wrote it and never obeyed', async () => {
  const attacks = [
    '#panic("x")',
    '#import "/etc/passwd"',
    '#read("/etc/passwd")',
    '#include "x.typ"',
    '@label <label>',
    '$x^2$',
    '*bold* _italic_',
    '] [',
    '\\ \\u{41}',
    '`raw`',
    '// comment',
    '/* comment */',
    '= Heading',
    '- item',
    '"; #let x = 1',
    '{{ }}',
    '#sys.inputs',
    "' or 1=1 --",
    '</script><b>',
    '~ --- ...',
  ]
  const places: ((text: string) => Block)[] = [
    text => ({ is: 'heading', level: 3, text }),
    text => ({ is: 'paragraph', text }),
    text => ({ is: 'notice', text }),
    text => ({ is: 'list', items: [text] }),
    text => ({ is: 'facts', facts: [[text, text]] }),
    text => ({ is: 'table', columns: [text], rows: [[text]] }),
  ]
  const text = closed(
    readPaper(
      await print(
        paper(
          places.flatMap(place => attacks.map(place)),
          { title: attacks.join('') },
        ),
      ),
    ).text,
  )
  for (const attack of attacks) assert.equal(text.split(closed(attack)).length - 1 >= places.length + 2, true, attack)
  const kind = readPaper(await print(paper([], { kind: '#panic("x") (] \\', reader: '#panic("y")', marking: '#panic("z")' })))
  assert.ok(kind.beside.includes('#panic("x") (] \\') && kind.text.includes('#panic("y")') && kind.text.includes('#panic("z")'))
})

test('the file’s own words say what kind of document it is and nothing of anybody', async () => {
  const pdf = await print(paper([{ is: 'paragraph', text: 'Bodycanary' }], { title: 'Titlecanary', reader: 'Readercanary' }))
  const { beside, text } = readPaper(pdf)
  for (const word of ['Bodycanary', 'Titlecanary', 'Readercanary']) {
    assert.ok(text.includes(word), word)
    assert.ok(!beside.includes(word), `${word} stands beside the pages`)
  }
  assert.ok(beside.includes('A document'))
  assert.doesNotMatch(pdf.toString('latin1'), /\/(?:CreationDate|ModDate|Author|Keywords)/)
})

test('a word that stands only in the file’s own words is found there: the reader can fail', async () => {
  assert.ok(readPaper(await print(paper([], { kind: 'Kindcanary' }))).beside.includes('Kindcanary'))
})

test('a letter that cannot be printed stands as its number and the paper says so', async () => {
  const { text } = readPaper(await print(paper([{ is: 'paragraph', text: 'Name: 中文 \u0000 and a half \uD800.' }])))
  for (const mark of ['[U+4E2D]', '[U+6587]', '[U+0000]', '[U+D800]']) assert.ok(text.includes(mark), mark)
  assert.ok(text.includes('Some letters could not be printed here'))
})

test('a heading never skips a level on paper, whatever level it is given', async () => {
  const { text } = readPaper(
    await print(
      paper([
        { is: 'heading', level: 3, text: 'One' },
        { is: 'heading', level: 1, text: 'Two' },
        { is: 'heading', level: 3, text: 'Three' },
      ]),
    ),
  )
  for (const word of ['One', 'Two', 'Three']) assert.ok(text.includes(word))
})

test('a run of letters longer than a line breaks and does not leave the sheet', async () => {
  const made = readPaper(await print(paper([{ is: 'paragraph', text: `${'x'.repeat(1500)}End` }])))
  assert.ok(
    closed(made.text)
      .replaceAll('\u{200B}', '')
      .includes(`${'x'.repeat(1500)}End`),
  )
  assert.ok(made.text.split(' ').every(run => run.length < 120))
})

test('the same paper is the same bytes', async () => {
  const one = paper([{ is: 'paragraph', text: 'The same' }])
  assert.ok((await print(one)).equals(await print(one)))
})

test('a machine for which there is no typesetter says so in words', async () => {
  const made = await printPaper(paper([]), 'linux', 'riscv64')
  assert.ok(!made.ok)
  assert.match(made.refused, /cannot be made on this machine.*linux on riscv64/)
})
