import assert from 'node:assert/strict'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { elsewhere, freshDatabase, ids, type TestDatabase } from '../../../tests/database.ts'
import { report as proved } from '../../../tests/prove/figures.ts'
import { dumpSealed } from './dump.ts'
import { sealOnce, sealRecovered } from './sealer.ts'
import { seal, settled, testFolder, writeRows } from './testing.ts'
import { report, verify, verifyCommand } from './verify.ts'
import { columns } from './verifying/said.ts'

const folder = testFolder()
const anchor = folder.path('anchors.jsonl')
let database: TestDatabase
before(async () => {
  database = await freshDatabase()
  for (let day = 1; day <= 6; day += 1) {
    await writeRows(database, 2)
    await writeRows(database, 1)
    await writeRows(database, 2, elsewhere)
    await seal(database, anchor)
  }
})
after(async () => {
  await database.drop()
  folder.remove()
})

const p = ids.partnership
const look = async (withAnchor = true) => verify({ database: database.adminUrl }, withAnchor ? anchor : null)

/** Puts everything back as it was, whatever a test does to it: the copy is of the rows themselves, transaction numbers and all. */
const tables = ['subject', 'entry', 'entry_part', 'entry_salt', 'entry_link', 'access_line', 'seal', 'erasure'] as const
const undone = async (work: () => Promise<void>): Promise<void> => {
  const kept = folder.path('kept.jsonl')
  copyFileSync(anchor, kept)
  await database.admin(tables.map(table => `create table public.kept_${table} as table gt.${table}`).join(';'))
  try {
    await work()
  } finally {
    await database.admin(
      `begin; set local session_replication_role = replica; ${tables.map(table => `delete from gt.${table}; insert into gt.${table} table public.kept_${table}; drop table public.kept_${table}`).join(';')}; commit`,
    )
    copyFileSync(kept, anchor)
  }
}

/** Does this to the tables as whoever owns them can, with no constraint in the way. */
const tamper = (text: string) => database.admin(`begin; set local session_replication_role = replica; ${text}; commit`)

const rewrite = async () => {
  await tamper(`update gt.entry_part set narrative = '{"said": "nothing of note"}' where entry_id = (select entry_id from gt.entry where partnership_id = '${p}' order by written_by limit 1);
    delete from gt.seal where partnership_id = '${p}'`)
  for (;;) if ((await database.admin('select from gt.seal_next($1, 10)', [p])).length === 0) break
}

const sealed = (
  no: number,
) => `(select written_by from gt.entry e, gt.seal s where s.partnership_id = e.partnership_id and s.partnership_id = '${p}' and s.seal_no = ${no}
  and e.written_by >= s.from_xid and e.written_by < s.to_xid limit 1)`

/** Takes away everything that came after a seal, as an attacker or a restore to an earlier moment does. */
const cutAfter = (no: number) => {
  const after = `partnership_id = '${p}' and written_by >= (select to_xid from gt.seal where partnership_id = '${p}' and seal_no = ${no})`
  return `delete from gt.entry_part where entry_id in (select entry_id from gt.entry where ${after}); delete from gt.access_line where ${after}; delete from gt.entry where ${after};
    delete from gt.seal where partnership_id = '${p}' and seal_no > ${no}`
}

/** The seven that somebody with the owner's rights could do, each with what it must be called, at which seal, and whether it shows without an anchor. */
const tampers: readonly { name: string; kind: string; at: number; alone: boolean; with: () => Promise<unknown> }[] = [
  {
    name: 'a row is changed',
    kind: 'changed row',
    at: 3,
    alone: true,
    with: () =>
      tamper(
        `update gt.entry_part set narrative = narrative || '{"said": "seen and well"}' where entry_id = (select entry_id from gt.entry where partnership_id = '${p}' and written_by = ${sealed(3)} limit 1) and field_group = 'record'`,
      ),
  },
  {
    name: 'a row is removed',
    kind: 'missing row',
    at: 2,
    alone: true,
    with: () =>
      tamper(
        `delete from gt.access_line where line_id = (select line_id from gt.access_line where partnership_id = '${p}' and written_by = ${sealed(2)} limit 1)`,
      ),
  },
  {
    name: 'a row is put in among older ones',
    kind: 'inserted row',
    at: 4,
    alone: true,
    with: () =>
      tamper(`insert into gt.access_line select partnership_id, gen_random_uuid(), at, written_by, account_id, agency_id, role, purpose, route, request_id, subject_ids, entry_ids, seen_to, decision
      from gt.access_line where partnership_id = '${p}' and written_by = ${sealed(4)} limit 1`),
  },
  {
    name: 'rows change their order',
    kind: 'reordered',
    at: 5,
    alone: true,
    with: () =>
      tamper(`create temp table places on commit drop as select min(written_by::text::numeric)::text::xid8 as a, max(written_by::text::numeric)::text::xid8 as b
          from gt.entry e join gt.seal s using (partnership_id) where partnership_id = '${p}' and seal_no = 5 and written_by >= from_xid and written_by < to_xid;
        update gt.access_line set written_by = case written_by when a then b else a end from places where partnership_id = '${p}' and written_by in (a, b);
        update gt.entry set written_by = case written_by when a then b else a end from places where partnership_id = '${p}' and written_by in (a, b)`),
  },
  {
    name: 'the end is cut off',
    kind: 'tail cut',
    at: 6,
    alone: false,
    with: () => tamper(cutAfter(5)),
  },
  {
    name: 'two days change places',
    kind: 'swapped days',
    at: 2,
    alone: true,
    with: () =>
      tamper(
        `update gt.seal set seal_no = 1000 + seal_no where partnership_id = '${p}' and seal_no in (2, 4); update gt.seal set seal_no = 1006 - seal_no where partnership_id = '${p}' and seal_no > 1000`,
      ),
  },
  { name: 'everything is written anew and chained again', kind: 'rewritten', at: 1, alone: false, with: rewrite },
]

test('a chain nobody touched verifies, with its anchor and without', async () => {
  for (const withAnchor of [true, false]) {
    const found = await look(withAnchor)
    assert.deepEqual(found.troubles, [])
    assert.deepEqual([found.partnerships, found.seals, found.rows, found.waiting], [2, 12, 60, 0])
  }
})

test('with the anchor, seven of seven tampers are found, each by its name and at the first bad seal', async t => {
  for (const one of tampers)
    await t.test(one.name, () =>
      undone(async () => {
        await one.with()
        const [first] = (await look()).troubles
        assert.deepEqual([first?.kind, first?.seal, first?.partnership], [one.kind, one.at, p])
      }),
    )
  assert.deepEqual((await look()).troubles, [], 'everything was put back')
})

test('without the anchor, exactly two of the seven are not found: the end cut off, and the chain written anew', async () => {
  const unfound: string[] = []
  for (const one of tampers)
    await undone(async () => {
      await one.with()
      const found = await look(false)
      if (found.troubles.length === 0) unfound.push(one.name)
      assert.match(report(found, null, 0), /without an anchor, an end cut off or a chain written anew cannot be seen/)
    })
  assert.deepEqual(
    unfound,
    tampers.filter(one => !one.alone).map(one => one.name),
  )
  proved({
    test: 'T14 tampers',
    tried: `${tampers.length} of ${tampers.length} ways to change, cut or re-order what is sealed, found by the verifier with its anchor`,
    wrong: 0,
    control: `without the anchor: ${unfound.length} are not found, as must be`,
  })
})

test('the same seven are found in a dump, where there is no database', async () => {
  let number = 0
  for (const one of tampers)
    await undone(async () => {
      await one.with()
      number += 1
      const file = folder.path(`dump-${number}.jsonl`)
      await dumpSealed(database.adminUrl, file)
      const [first] = (await verify({ dump: file }, anchor)).troubles
      assert.deepEqual([first?.kind, first?.seal], [one.kind, one.at], one.name)
    })
  const whole = folder.path('dump-whole.jsonl')
  assert.equal(await dumpSealed(database.adminUrl, whole), 60)
  assert.deepEqual((await verify({ dump: whole }, anchor)).troubles, [])
  const lines = readFileSync(whole, 'utf8')
  writeFileSync(folder.path('dump-changed.jsonl'), lines.replace('nseen by', 'nseen, by'))
  assert.equal((await verify({ dump: folder.path('dump-changed.jsonl') }, anchor)).troubles[0]?.kind, 'changed row')
  await assert.rejects(dumpSealed(database.adminUrl, whole), /EEXIST/, 'a dump is never written over')
})

test('other ways to the same end are found too', async t => {
  const also: Record<string, [kind: string, () => Promise<unknown>]> = {
    'the rows of two days change places': [
      'swapped days',
      () =>
        tamper(`create temp table places on commit drop as select ${sealed(2)} as a, ${sealed(3)} as b;
          update gt.entry set written_by = case written_by when a then b else a end from places where partnership_id = '${p}' and written_by in (a, b);
          update gt.access_line set written_by = case written_by when a then b else a end from places where partnership_id = '${p}' and written_by in (a, b)`),
    ],
    'a salt is changed': [
      'changed row',
      () =>
        tamper(
          `update gt.entry_salt set salt = '\\x00' where entry_id = (select entry_id from gt.entry where partnership_id = '${p}' limit 1)`,
        ),
    ],
    'somebody who was present is taken out': [
      'changed row',
      () => tamper(`delete from gt.entry_link where entry_id = (select entry_id from gt.entry where partnership_id = '${p}' limit 1)`),
    ],
    'a part is removed': [
      'changed row',
      () =>
        tamper(
          `delete from gt.entry_part where field_group <> 'record' and entry_id = (select entry_id from gt.entry where partnership_id = '${p}' limit 1)`,
        ),
    ],
    'a row and its place in the list are removed': [
      'missing row',
      () =>
        tamper(`alter table gt.seal drop constraint seal_check; delete from gt.access_line where line_id = (select encode(substr(leaves, 2, 16), 'hex')::uuid from gt.seal
            where partnership_id = '${p}' and seal_no = 2); delete from gt.entry where entry_id = (select encode(substr(leaves, 2, 16), 'hex')::uuid from gt.seal where partnership_id = '${p}' and seal_no = 2);
          update gt.seal set leaves = substr(leaves, 50) where partnership_id = '${p}' and seal_no = 2`),
    ],
    'a seal in the middle is removed': ['missing seal', () => tamper(`delete from gt.seal where partnership_id = '${p}' and seal_no = 3`)],
    'a seal says another time': [
      'changed seal',
      () => tamper(`update gt.seal set sealed_at = sealed_at - interval '1 day' where partnership_id = '${p}' and seal_no = 3`),
    ],
    'a whole partnership is removed': [
      'tail cut',
      () => tamper(tables.map(table => `delete from gt.${table} where partnership_id = '${p}'`).join(';')),
    ],
    'a line of the anchor is taken out': [
      'not anchored',
      async () => {
        const lines = readFileSync(anchor, 'utf8').split('\n')
        writeFileSync(anchor, lines.filter(line => !(line.includes(p) && line.includes('"seal_no":3,'))).join('\n'))
      },
    ],
    'a line of the anchor is spoiled': [
      'anchor not readable',
      async () => writeFileSync(anchor, `nothing\n${readFileSync(anchor, 'utf8')}`),
    ],
  }
  for (const [name, [kind, work]] of Object.entries(also))
    await t.test(name, () =>
      undone(async () => {
        await work()
        const { troubles } = await look()
        const ours = troubles.find(one => one.partnership === p || one.partnership === '')
        assert.equal(ours?.kind, kind)
      }),
    )
  await database.admin('alter table gt.seal add constraint seal_check check (octet_length(leaves) = 49 * (entries + lines + erasures))')
})

test('an erased entry stands by its certificate, and a certificate over what still stands is found', async () => {
  await undone(async () => {
    const [entry] = await database.admin<{ id: string }>(
      `select entry_id as id from gt.entry where partnership_id = $1 and written_by = ${sealed(3)} limit 1`,
      [p],
    )
    const certify = `insert into gt.erasure (partnership_id, erasure_id, entry_id, seal_no, digest, content_digest, reason, asked_by, agreed_by)
      select '${p}', gen_random_uuid(), '${entry?.id}', 3, digest, content_digest, 'the law requires it', '${ids.account('social-worker')}', '${ids.account('team-manager')}' from gt.digests_of_entry('${p}', '${entry?.id}')`
    await tamper(certify)
    assert.equal((await look()).troubles[0]?.kind, 'false certificate', 'its content still stands')
    await tamper(
      ['entry_part', 'entry_salt', 'entry_link'].map(table => `delete from gt.${table} where entry_id = '${entry?.id}'`).join(';'),
    )
    await seal(database, anchor)
    const husk = await look()
    assert.deepEqual([husk.troubles, husk.erased], [[], 1], 'the head stands and is proved')
    await tamper(`update gt.entry set kind = 'another' where entry_id = '${entry?.id}'`)
    assert.equal((await look()).troubles[0]?.kind, 'changed row', 'the head of an erased entry cannot be changed unseen')
    await tamper(`delete from gt.entry where entry_id = '${entry?.id}'`)
    const gone = await look()
    assert.deepEqual([gone.troubles, gone.erased], [[], 1], 'nothing stands and the certificate answers for it')
    await tamper(`update gt.erasure set reason = 'another'`)
    assert.equal((await look()).troubles[0]?.kind, 'changed row', 'a certificate is sealed like any row')
    await tamper('delete from gt.erasure')
    assert.deepEqual(
      (await look()).troubles.map(one => one.kind),
      ['missing row', 'missing row'],
    )
  })
})

test('after a restore nothing is sealed silently: the recovery is a seal of its own, and the lost ones are named', async () => {
  await undone(async () => {
    await tamper(cutAfter(4))
    await writeRows(database, 1)
    const round = await sealOnce(database.urls.gt_worker, { anchor })
    assert.equal(round?.sealed.length, 0)
    assert.match(round?.refused[0]?.why.message ?? '', /not as it was anchored \(seal 6\)/)
    assert.equal((await look()).troubles[0]?.kind, 'tail cut')

    await sealRecovered(database.urls.gt_import, { anchor, reason: 'the disk of the first server was lost' })
    const [made] = await database.admin<{ seal_no: string; lost_to: string }>(
      'select seal_no, lost_to from gt.seal where partnership_id = $1 order by seal_no desc limit 1',
      [p],
    )
    assert.deepEqual([made?.seal_no, made?.lost_to], ['7', '6'])
    await writeRows(database, 1)
    await seal(database, anchor)
    const found = await look()
    assert.deepEqual(found.troubles, [])
    assert.match(found.notes.join(), /seal 7 records a recovery \(seals 5 to 6 are lost\): the disk of the first server was lost/)
  })
})

test('a chain written anew is no recovery', async () => {
  await undone(async () => {
    await rewrite()
    const before = readFileSync(anchor, 'utf8')
    const round = await sealRecovered(database.urls.gt_import, { anchor, reason: 'so they say' })
    const ours = round?.refused.find(one => one.partnership === p)
    assert.match(ours?.why.message ?? '', /holds another seal 1 than the one that was anchored: that is no recovery/)
    assert.ok(readFileSync(anchor, 'utf8').startsWith(before), 'the anchor is only added to')
  })
})

test('moved to a server that counts transactions from a lower number, a chain goes on after a recorded recovery, and no row is sealed twice or left out', async () => {
  await undone(async () => {
    await writeRows(database, 2)
    // As after a dump and a restore elsewhere: every number that came along is far above those given out here.
    const lift = (table: string) =>
      `update gt.${table} set written_by = (written_by::text::numeric + 1000000000)::text::xid8 where partnership_id = '${p}'`
    await tamper(`delete from gt.seal where partnership_id = '${p}'; ${lift('entry')}; ${lift('access_line')}`)
    const horizon = `((select (max(written_by::text::numeric)) from gt.entry where partnership_id = '${p}')::text::xid8)`
    await tamper(`create temp table l on commit drop as select null::gt.seal as none; insert into gt.seal select (gt.write_seal('${p}', l.none, 1, '0'::xid8, ${horizon}, ${horizon}, null, null, null)).* from l where false;
      set local timezone = 'UTC'; select gt.write_seal('${p}', l.none, 1, '0'::xid8, ${horizon}, ${horizon}, null, null, null) from l`)
    writeFileSync(
      anchor,
      readFileSync(anchor, 'utf8')
        .split('\n')
        .filter(line => !line.includes(p))
        .join('\n'),
    )
    const round = await sealOnce(database.urls.gt_worker, { anchor })
    assert.match(round?.refused[0]?.why.message ?? '', /numbers transactions lower/)
    await writeRows(database, 1)
    await settled(database)
    await sealRecovered(database.urls.gt_import, { anchor, reason: 'moved to another server' })
    await writeRows(database, 1)
    await seal(database, anchor)
    const [sum] = await database.admin<{ rows: number; listed: number }>(
      `select (select count(*) from gt.entry where partnership_id = $1)::integer + (select count(*) from gt.access_line where partnership_id = $1)::integer as rows,
         (select sum(entries + lines) from gt.seal where partnership_id = $1)::integer as listed`,
      [p],
    )
    assert.equal(sum?.rows, sum?.listed)
    assert.deepEqual((await look()).troubles, [])
    await tamper(`insert into gt.access_line select partnership_id, gen_random_uuid(), at, written_by, account_id, agency_id, role, purpose, route, request_id, subject_ids, entry_ids, seen_to, decision
      from gt.access_line where partnership_id = '${p}' order by written_by desc limit 1`)
    assert.equal((await look()).troubles[0]?.kind, 'inserted row')
  })
})

test('rows that wait longer than five minutes are an alarm', async () => {
  await undone(async () => {
    await writeRows(database, 1)
    assert.deepEqual((await look()).troubles, [], 'a row of this moment may wait')
    await tamper(`update gt.access_line set at = at - interval '6 minutes' where partnership_id = '${p}' and written_by >= (select max(to_xid::text::numeric)::text::xid8 from gt.seal where partnership_id = '${p}');
      update gt.seal set sealed_at = sealed_at - interval '1 hour' where partnership_id = '${p}'`)
    const late = (await look()).troubles.find(one => one.kind === 'sealing is late')
    assert.match(late?.says ?? '', /2 rows are not sealed, the oldest for 6 minutes/)
  })
})

test('every column of what is sealed is in its digest', async () => {
  const rows = await database.admin<{ table: string; columns: string[] }>(
    `select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'gt'::regnamespace and c.relname = any ($1) group by 1`,
    [Object.keys(columns)],
  )
  assert.equal(rows.length, Object.keys(columns).length)
  const heldElsewhere: Record<string, string[]> = {
    entry_part: ['partnership_id', 'entry_id'],
    entry_link: ['partnership_id', 'entry_id'],
    seal: ['form', 'seal_hash', 'leaves'],
  }
  for (const { table, columns: there } of rows)
    assert.deepEqual(
      [...columns[table as keyof typeof columns]].sort(),
      there.filter(name => !heldElsewhere[table]?.includes(name)).sort(),
      table,
    )
})

test('a login that cannot see everything is refused, not told that rows are missing', async () => {
  const said: string[] = []
  const out = { print: (text: string) => void said.push(text), complain: (text: string) => void said.push(text) }
  for (const role of ['gt_app', 'gt_worker', 'gt_import', 'gt_public'] as const)
    assert.equal(await verifyCommand(['--database', database.urls[role]], out), 2, role)
  assert.match(said.join(), /this login cannot see all of .*access_line/)
  assert.equal(await verifyCommand(['--database', database.adminUrl, '--anchor', anchor], out), 0)
  await undone(async () => {
    await tampers[0]?.with()
    assert.equal(await verifyCommand(['--database', database.adminUrl, '--anchor', anchor], out), 1)
  })
  assert.match(said.at(-1) ?? '', /First: partnership .*, seal 3: changed row/)
  assert.equal(await verifyCommand(['--anchor', folder.path('none')], out, { database: database.adminUrl, anchor: undefined }), 2)
  assert.equal(await verifyCommand(['--export', anchor], out), 2, 'an anchor is no dump')
})
