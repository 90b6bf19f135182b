import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { z } from 'zod'
import { as, freshDatabase, ids, type TestDatabase, testPurpose } from '../../../tests/database.ts'
import { day } from '../../guidance/index.ts'
import { bind } from '../../thread/book.ts'
import { type ActId, type CommandId, type EntryId, newId, type SubjectId } from '../../thread/ids.ts'
import { identity, involvement } from '../../thread/own-kinds/index.ts'
import { carryOut } from '../../thread/store/append.ts'
import { statement } from '../db/statement.ts'
import { type AnyJob, type JobWorker, startWorker } from '../jobs/index.ts'
import { openLog } from '../log.ts'
import { addDocument, documentsOf, headersFor, inspect, openScanner, readDocument, scanJobs } from './index.ts'
import { eicar, fakeScanner } from './testing/fake-scanner.ts'
import * as files from './testing/files.ts'

const book = bind([])
let database: TestDatabase
let worker: JobWorker | undefined
const lines: Record<string, unknown>[] = []
const log = openLog('info', line => lines.push(JSON.parse(line)))
before(async () => {
  database = await freshDatabase()
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  lines.length = 0
  await database.admin('delete from graphile_worker._private_jobs')
})
after(() => database.drop())

const work = async (jobs: readonly AnyJob[]) => {
  worker = await startWorker({ url: database.urls.gt_worker, database: database.worker, jobs, log })
}
const until = async (what: () => boolean | Promise<boolean>) => {
  const end = performance.now() + 8000
  while (!(await what())) {
    if (performance.now() > end) throw new Error('it did not come to pass in time')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

/** A child of the social worker's, with one entry that carries a file; and the entry. */
const kept = async (name: string, content: Buffer, role = 'social-worker'): Promise<{ id: string; child: SubjectId; entry: EntryId }> => {
  const file = await inspect({ name, content })
  assert.ok(file.ok, JSON.stringify(file))
  const [child, entry] = [newId<SubjectId>(), newId<EntryId>()]
  await database.worker.withActor(as('bridge-screener'), testPurpose, tx =>
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
            subject: child,
            act: newId<ActId>(),
            kind: involvement,
            happened: { on: day('2024-01-01'), precision: 'day' },
            audience: 'professionals',
            parts: { record: { facts: { holder: ids.account(role), form: 'account', as: 'lead' } } },
          },
        ],
      }),
    }),
  )
  const id = await database.app.withActor(await database.session(role), testPurpose, async tx => {
    await carryOut(tx, book, {
      id: newId<CommandId>(),
      asked: 1,
      writes: [child],
      kinds: [identity],
      decide: () => ({
        answer: null,
        entries: [
          {
            id: entry,
            subject: child,
            act: newId<ActId>(),
            kind: identity,
            happened: { on: day('2024-01-01'), precision: 'day' },
            audience: 'professionals',
            parts: { record: { facts: { is: 'child', given: 'Amira', family: 'Testcase' } } },
          },
        ],
      }),
    })
    return addDocument(tx, { subject: child, entry, group: 'record', audience: 'professionals' }, file)
  })
  return { id, child, entry }
}
const opened = async (id: string, role = 'social-worker', scanner = true) =>
  database.app.withActor(await database.session(role), { ...testPurpose, route: 'a document' }, tx => readDocument(tx, id, scanner))
const stateOf = async (id: string) =>
  (await database.admin<{ state: string }>('select state from gt.document where document_id = $1', [id]))[0]?.state

test('a document is closed to everybody until the scanner has found it clean, and then opens with its access line', async () => {
  const scanner = await fakeScanner()
  try {
    const { id, child, entry } = await kept('minutes.docx', files.docx())
    assert.deepEqual(await opened(id), {
      closed: 'This file is kept and is being checked for viruses. It can be opened once that is done, usually within a minute.',
    })
    const content = statement<{ content: Buffer }>('bytes', null, 'select content from gt.document_content where document_id = $1')
    assert.deepEqual(
      await database.app.withActor(await database.session('social-worker'), testPurpose, tx => tx.run(content, [id])),
      [],
      'not even by asking the table itself',
    )
    await work(scanJobs(openScanner(scanner.where)))
    await until(async () => (await stateOf(id)) === 'clean')
    const document = await opened(id)
    assert.ok(document && 'content' in document)
    assert.ok(document.content.equals(files.docx()))
    const [line] = await database.admin<{ subject_ids: string[]; entry_ids: string[] }>(
      `select subject_ids, entry_ids from gt.access_line where route = 'a document' order by at desc limit 1`,
    )
    assert.deepEqual([line?.subject_ids, line?.entry_ids], [[child], [entry]])
    assert.deepEqual(scanner.seen, [files.docx().length])
  } finally {
    await scanner.stop()
  }
})

test('what the scanner finds something in is kept and never opens', async () => {
  const scanner = await fakeScanner()
  try {
    const { id, entry } = await kept('notes.txt', eicar)
    await work(scanJobs(openScanner(scanner.where)))
    await until(async () => (await stateOf(id)) === 'refused')
    assert.match(JSON.stringify(await opened(id)), /virus scanner found something/)
    const [listed] = await database.app.withActor(await database.session('social-worker'), testPurpose, tx =>
      documentsOf(tx, [entry], true),
    )
    assert.deepEqual([listed?.name, listed?.kind, listed?.size], ['notes.txt', 'plain text', 68])
    assert.match(listed?.closed ?? '', /cannot be opened/)
    assert.deepEqual(
      lines.map(one => [one['what'], one['document'], one['called']]),
      [['the scanner refused a document', id, 'Win.Test.EICAR_HDB-1']],
    )
  } finally {
    await scanner.stop()
  }
})

test('without a scanner a document stays closed, and the page says why in plain words', async () => {
  const { id } = await kept('report.pdf', files.pdf)
  await work(scanJobs(null))
  await until(async () => (await database.admin('select 1 from graphile_worker._private_jobs')).length === 0)
  assert.equal(await stateOf(id), 'quarantined')
  assert.deepEqual(await opened(id, 'social-worker', false), {
    closed: 'This file is kept but cannot be opened: no virus scanner is set up here, so nobody has checked it yet.',
  })
})

test('a scanner that is away is asked again; what waited for one is looked at by the round', async () => {
  const { id } = await kept('report.pdf', files.pdf)
  await work(scanJobs(openScanner('127.0.0.1:1')))
  await until(() => lines.some(line => line['what'] === 'a job failed and will be tried again'))
  assert.equal(await stateOf(id), 'quarantined')
  await worker?.stop()
  await database.admin('delete from graphile_worker._private_jobs')
  await database.admin(`update gt.document set added_at = clock_timestamp() - interval '1 hour' where document_id = $1`, [id])
  const scanner = await fakeScanner()
  try {
    await work(scanJobs(openScanner(scanner.where)))
    await database.admin(`select graphile_worker.add_job('scan-waiting', '{}')`)
    await until(async () => (await stateOf(id)) === 'clean')
  } finally {
    await scanner.stop()
  }
})

test('a verdict is clean only where the scanner says so', async () => {
  for (const settings of [{ answer: 'stream: something new ERROR' }, { answer: '' }, { limit: 100_000 }] as const) {
    const scanner = await fakeScanner(settings)
    try {
      await assert.rejects(openScanner(scanner.where).look(Buffer.alloc(5_000_000, 65)), Error, JSON.stringify(settings))
    } finally {
      await scanner.stop()
    }
  }
  const silent = await fakeScanner({ silent: true })
  try {
    await assert.rejects(openScanner(silent.where, 200).look(files.pdf), /in time/)
  } finally {
    await silent.stop()
  }
  const scanner = await fakeScanner()
  try {
    assert.deepEqual(await openScanner(scanner.where).look(Buffer.alloc(20_000_000, 65)), { clean: true })
    assert.deepEqual(await openScanner(scanner.where).look(Buffer.concat([Buffer.alloc(65_500, 65), eicar])), {
      clean: false,
      called: 'Win.Test.EICAR_HDB-1',
    })
    assert.deepEqual(scanner.seen, [20_000_000, 65_568])
  } finally {
    await scanner.stop()
  }
})

test('whoever may not see the entry does not learn that the document exists', async () => {
  const { id, entry } = await kept('report.pdf', files.pdf)
  await database.admin(`update gt.document set state = 'clean' where document_id = $1`, [id])
  for (const role of ['school-safeguarding-lead', 'police-officer', 'health-practitioner']) {
    assert.equal(await opened(id, role), undefined, role)
    assert.deepEqual(
      await database.app.withActor(await database.session(role), testPurpose, tx => documentsOf(tx, [entry], true)),
      [],
      role,
    )
  }
  assert.ok(await opened(id))
})

test('a file is added only in the transaction of its entry, in quarantine, and never changed from a page', async () => {
  const { id, child, entry } = await kept('report.pdf', files.pdf)
  const file = await inspect({ name: 'later.pdf', content: files.pdf })
  assert.ok(file.ok)
  const session = await database.session('social-worker')
  await assert.rejects(
    database.app.withActor(session, testPurpose, tx =>
      addDocument(tx, { subject: child, entry, group: 'record', audience: 'professionals' }, file),
    ),
    /row-level security/,
  )
  const tried = (text: string) => database.app.withActor(session, testPurpose, tx => tx.run(statement<unknown>('tried', null, text), [id]))
  await assert.rejects(tried(`update gt.document set state = 'clean' where document_id = $1`), /permission denied/)
  await assert.rejects(tried(`update gt.document_content set content = '' where document_id = $1`), /permission denied/)
  await assert.rejects(tried('select * from gt.document_to_scan(null, $1)'), /permission denied/)
  await assert.rejects(tried('delete from gt.document where document_id = $1'), /permission denied/)
})

test('bytes that are not those that were kept are not handed over', async () => {
  const { id } = await kept('report.pdf', files.pdf)
  await database.admin(`update gt.document set state = 'clean' where document_id = $1`, [id])
  await database.admin(`update gt.document_content set content = 'changed below the program' where document_id = $1`, [id])
  await assert.rejects(opened(id), /not what was kept/)
})

test('a document is handed over to be saved and never shown, under a name that cannot break out of its header', () => {
  const headers = headersFor(`Zażółć "x" 100% d'été.pdf`, 'pdf', 7)
  assert.equal(
    headers['content-disposition'],
    `attachment; filename="Zazoc x 100 d'ete.pdf"; filename*=UTF-8''Za%C5%BC%C3%B3%C5%82%C4%87%20%22x%22%20100%25%20d%27%C3%A9t%C3%A9.pdf`,
  )
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.match(headers['content-security-policy'] ?? '', /^sandbox;/)
  for (const name of ['a\r\nSet-Cookie: x.pdf', '文書.pdf', '";x=".pdf']) {
    const disposition = headersFor(name, 'pdf', 1)['content-disposition'] ?? ''
    assert.match(disposition, /^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[\w.%~!-]+$/, JSON.stringify(name))
  }
  assert.ok(z.string().parse(headers['cache-control']).includes('no-store'))
})
