import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { day } from '../../src/guidance/index.ts'
import { openDatabase } from '../../src/kernel/db/with-actor.ts'
import { type CommandId, newId, type SubjectId } from '../../src/thread/ids.ts'
import { identity, involvement } from '../../src/thread/own-kinds/index.ts'
import { carryOut, type NewEntry } from '../../src/thread/store/append.ts'
import { testBook } from '../../src/thread/testing/field-visits.ts'
import { as, elsewhere, freshDatabase, ids, type TestDatabase, testPurpose } from '../database.ts'
import { administrator } from './asking.ts'
import { mutantsOf, policiesIn } from './mutate.ts'

/** What somebody with a way to run statements of their own could try to write, and must not. */
let database: TestDatabase
let client: pg.Client
const all = Array.from({ length: 6 }, () => newId<SubjectId>())
const [mine, stranger, excluded, closed, queued, managed] = all as [SubjectId, SubjectId, SubjectId, SubjectId, SubjectId, SubjectId]
/** Who works with each of them: what the social worker, The Bridge's team and the North Team have to do with them. */
const worksWith = (subject: SubjectId) => {
  if (subject === stranger) return { holder: newId<SubjectId>(), form: 'account', as: 'lead' }
  if (subject === queued) return { holder: ids.team.bridge, form: 'team', as: 'queue' }
  if (subject === managed) return { holder: ids.team.north, form: 'team', as: 'manager' }
  return { holder: ids.account('social-worker'), form: 'account', as: 'lead' }
}
let oldEntry: string

before(async () => {
  database = await freshDatabase()
  client = await administrator(database.adminUrl)
  const db = openDatabase(database.urls.gt_import, 1)
  const happened = { on: day('2024-05-05'), precision: 'day' } as const
  const entries: NewEntry[] = all.flatMap(subject => [
    {
      subject,
      act: newId(),
      kind: identity,
      happened,
      audience: 'professionals' as const,
      parts: { record: { facts: { is: 'child', given: 'Robin', family: 'Sample' } } },
    },
    {
      subject,
      act: newId(),
      kind: involvement,
      happened,
      audience: 'professionals' as const,
      parts: { record: { facts: worksWith(subject) } },
    },
  ])
  await db.withActor(as('social-worker'), testPurpose, tx =>
    carryOut(tx, testBook, {
      id: newId<CommandId>(),
      asked: 1,
      writes: all,
      begins: all.map(subject => ({ subject, form: 'person' })),
      kinds: [identity, involvement],
      decide: () => ({ entries, answer: null }),
    }),
  )
  await db.close()
  await database.admin('insert into gt.excluded values ($1, $2, $3)', [ids.partnership, excluded, ids.account('social-worker')])
  await database.admin('insert into gt.closed_to_most values ($1, $2)', [ids.partnership, closed])
  oldEntry =
    (await database.admin<{ entry_id: string }>('select entry_id from gt.entry where subject_id = $1 limit 1', [mine]))[0]?.entry_id ?? ''
})
after(async () => {
  await client.end()
  await database.drop()
})

type Row = Record<string, unknown>
const put = (table: string, row: Row) =>
  client.query(`insert into gt.${table} select * from jsonb_populate_record(null::gt.${table}, $1)`, [JSON.stringify(row)])

/** An entry as the social worker may truly write it, on the thread they hold. */
const entryOf = (known: string, xid: string, change: Row = {}): Row => ({
  partnership_id: ids.partnership,
  entry_id: newId(),
  subject_id: mine,
  act_id: newId(),
  kind: 'visit',
  happened_on: '2024-05-05',
  happened_at: '2024-05-05T00:00:00Z',
  precision: 'day',
  known_at: known,
  written_by: xid,
  author_id: ids.account('social-worker'),
  author_role: 'social-worker',
  agency_id: ids.agency['social-care'],
  agency_kind: 'childrens-social-care',
  audience: 'professionals',
  withdraws: false,
  field_groups: ['record'],
  ...change,
})
const partOf = (entry: Row, change: Row = {}): Row => ({
  partnership_id: ids.partnership,
  entry_id: entry['entry_id'],
  field_group: 'record',
  subject_id: mine,
  agency_id: ids.agency['social-care'],
  audience: 'professionals',
  facts: {},
  narrative: {},
  ...change,
})
const lineOf = (xid: string, change: Row = {}): Row => ({
  partnership_id: ids.partnership,
  line_id: newId(),
  at: '2024-05-05T00:00:00Z',
  written_by: xid,
  account_id: ids.account('social-worker'),
  agency_id: ids.agency['social-care'],
  role: 'social-worker',
  purpose: 'p',
  route: 'r',
  request_id: 'r',
  subject_ids: [],
  entry_ids: [],
  decision: 'shown',
  ...change,
})

type Try = {
  readonly what: string
  readonly of: string
  /** Whose account tries it; the social worker's where it says nothing. */
  readonly by?: string
  readonly done: (known: string, xid: string) => Promise<unknown>
}
/** Somebody lets an account into a thread, as something. */
const letIn = (by: string, as: string, subject: SubjectId): Try => ({
  what: `the ${by} lets somebody in as ${as}`,
  of: 'entry_part.appending',
  by,
  done: async (known, xid) => {
    const own = { author_id: ids.account(by), author_role: by, subject_id: subject }
    const entry = entryOf(known, xid, { kind: 'involvement', ...own })
    await put('entry', entry)
    await put('entry_part', partOf(entry, { subject_id: subject, facts: { holder: ids.account('police-officer'), form: 'account', as } }))
  },
})
const withEntry = (work: (entry: Row) => Promise<unknown>) => async (known: string, xid: string) => {
  const entry = entryOf(known, xid)
  await put('entry', entry)
  await work(entry)
}
const entryTry = (what: string, change: Row | ((known: string) => Row)): Try => ({
  what,
  of: 'entry.appending',
  done: (known, xid) => put('entry', entryOf(known, xid, typeof change === 'function' ? change(known) : change)),
})

/** What must be accepted: or the rest would prove nothing. */
const right: readonly Try[] = [
  letIn('bridge-screener', 'screener', stranger),
  letIn('bridge-screener', 'checked', queued),
  letIn('bridge-manager', 'manager', queued),
  letIn('team-manager', 'lead', managed),
  {
    what: 'an entry of their own, with its part, salt and link',
    of: 'entry.appending',
    done: withEntry(async entry => {
      await put('entry_part', partOf(entry))
      await put('entry_salt', { partnership_id: ids.partnership, entry_id: entry['entry_id'], salt: '\\x00' })
      await put('entry_link', { partnership_id: ids.partnership, entry_id: entry['entry_id'], subject_id: mine, as_what: 'present' })
    }),
  },
  { what: 'a line of their own', of: 'access_line.line', done: (_known, xid) => put('access_line', lineOf(xid)) },
  {
    what: 'a thread that begins',
    of: 'subject.beginning',
    done: () =>
      put('subject', {
        partnership_id: ids.partnership,
        subject_id: newId(),
        form: 'matter',
        version: 0,
        known_at: '-infinity',
        rules_version: '',
      }),
  },
  entryTry('a concern about a child they do not work with', { kind: 'referral-told', subject_id: stranger }),
  {
    what: 'who works on a thread that they begin',
    of: 'entry.appending',
    done: async (_known, xid) => {
      const begun = newId<SubjectId>()
      await put('subject', {
        partnership_id: ids.partnership,
        subject_id: begun,
        form: 'matter',
        version: 0,
        known_at: '-infinity',
        rules_version: '',
      })
      const { rows } = await client.query<{ known: string }>(`select to_json(gt.hold_threads($1, $2, $2)) #>> '{}' as known`, [
        ids.partnership,
        [begun],
      ])
      await put('entry', entryOf(rows[0]?.known ?? '', xid, { kind: 'involvement', subject_id: begun }))
    },
  },
]

const wrong: readonly Try[] = [
  ...['lead', 'agency', 'manager', 'chair', 'core-group', 'checked', 'decided'].map(as => letIn('bridge-screener', as, stranger)),
  letIn('bridge-manager', 'agency', stranger),
  letIn('bridge-screener', 'manager', queued),
  letIn('team-manager', 'lead', queued),
  letIn('team-manager', 'queue', managed),
  letIn('social-worker', 'lead', mine),
  entryTry("in somebody else's name", { author_id: ids.account('team-manager') }),
  entryTry('in the name of another agency', { agency_id: ids.agency.police }),
  entryTry('in another role', { author_role: 'team-manager' }),
  entryTry('known before it was told', { known_at: '2020-01-01T00:00:00Z' }),
  entryTry('under the number of another transaction', { written_by: '3' }),
  entryTry('of a kind that is not theirs', { kind: 'conference' }),
  entryTry('that lets themselves in', { kind: 'involvement', subject_id: stranger }),
  entryTry('about a child they do not work with', { subject_id: stranger }),
  entryTry('about a child they are excluded from', { subject_id: excluded }),
  entryTry('about a child closed to most', { subject_id: closed }),
  {
    what: 'a part put to an entry that was there before',
    of: 'entry_part.appending',
    done: () => put('entry_part', partOf({ entry_id: oldEntry }, { field_group: 'health' })),
  },
  {
    what: 'a part wider than its entry',
    of: 'entry_part.appending',
    done: withEntry(entry => put('entry_part', partOf(entry, { audience: 'family' }))),
  },
  {
    what: "a part under another agency's name",
    of: 'entry_part.appending',
    done: withEntry(entry => put('entry_part', partOf(entry, { agency_id: ids.agency.police }))),
  },
  {
    what: 'a part of another child',
    of: 'entry_part.appending',
    done: withEntry(entry => put('entry_part', partOf(entry, { subject_id: stranger }))),
  },
  {
    what: 'a part its entry does not name',
    of: 'entry_part.appending',
    done: withEntry(entry => put('entry_part', partOf(entry, { field_group: 'police' }))),
  },
  {
    what: 'a link put to an entry that was there before',
    of: 'entry_link.linking',
    done: () => put('entry_link', { partnership_id: ids.partnership, entry_id: oldEntry, subject_id: stranger, as_what: 'present' }),
  },
  {
    what: "a line in somebody else's name",
    of: 'access_line.line',
    done: (_known, xid) => put('access_line', lineOf(xid, { account_id: ids.account('team-manager') })),
  },
  {
    what: 'a line in another role',
    of: 'access_line.line',
    done: (_known, xid) => put('access_line', lineOf(xid, { role: 'team-manager' })),
  },
  {
    what: 'a line of another agency',
    of: 'access_line.line',
    done: (_known, xid) => put('access_line', lineOf(xid, { agency_id: ids.agency.police })),
  },
  { what: 'a line under the number of another transaction', of: 'access_line.line', done: () => put('access_line', lineOf('3')) },
  {
    what: 'a line in another partnership',
    of: 'access_line.line',
    done: (_known, xid) => put('access_line', lineOf(xid, { partnership_id: elsewhere.partnership })),
  },
  {
    what: 'a thread in another partnership',
    of: 'subject.beginning',
    done: () =>
      put('subject', {
        partnership_id: elsewhere.partnership,
        subject_id: newId(),
        form: 'matter',
        version: 0,
        known_at: '-infinity',
        rules_version: '',
      }),
  },
  {
    what: 'a thread with a past',
    of: 'subject.beginning',
    done: () =>
      put('subject', {
        partnership_id: ids.partnership,
        subject_id: newId(),
        form: 'matter',
        version: 9,
        known_at: '-infinity',
        rules_version: '',
      }),
  },
  {
    what: 'a way into a record',
    of: 'reach',
    done: () =>
      put('reach', {
        partnership_id: ids.partnership,
        subject_id: stranger,
        key: 'k',
        holder_id: ids.account('social-worker'),
        relation: 'lead',
        from_at: '2020-01-01',
        until_at: 'infinity',
        hash: '\\x00',
      }),
  },
  { what: 'an entry rewritten', of: 'entry', done: () => client.query(`update gt.entry set kind = 'visit'`) },
  { what: 'an entry taken away', of: 'entry', done: () => client.query('delete from gt.entry') },
  { what: 'a line taken away', of: 'access_line', done: () => client.query('delete from gt.access_line') },
]

/** Tries it as the social worker, on threads that are held, after `change`; everything is undone. True: it was accepted. */
const accepted = async (one: Try, change: () => Promise<unknown> = async () => {}): Promise<boolean> => {
  await client.query('begin')
  try {
    await change()
    // Held below the program: who may hold what is tried elsewhere.
    const threads = [...all].sort()
    const { rows } = await client.query<{ known: string; xid: string }>(
      `with held as (update gt.subject set locked_by = pg_current_xact_id(), known_at = stamp from clock_timestamp() as stamp
         where partnership_id = $1 and subject_id = any ($2) returning known_at)
       select to_json(max(known_at)) #>> '{}' as known, pg_current_xact_id()::text as xid from held`,
      [ids.partnership, threads],
    )
    await client.query('select gt.become($1, $2, clock_timestamp())', [ids.partnership, ids.account(one.by ?? 'social-worker')])
    await client.query('set local role gt_app')
    await one.done(rows[0]?.known ?? '', rows[0]?.xid ?? '')
    return true
  } catch (error) {
    if (!(error instanceof Error) || !/row-level security|permission denied/.test(error.message)) throw error
    return false
  } finally {
    await client.query('rollback')
  }
}

test('what is truly theirs is accepted, and nothing else is', async () => {
  for (const one of right) assert.ok(await accepted(one), `refused: ${one.what}`)
  for (const one of wrong) assert.ok(!(await accepted(one)), `accepted: ${one.what}`)
})

test('a writing policy with a clause left out lets one of these through, or stops what is theirs', async () => {
  const policies = policiesIn(readFileSync(new URL('../../db/policies/policies.sql', import.meta.url), 'utf8'))
  let noticed = 0
  const survived: string[] = []
  for (const name of ['entry.appending', 'entry_part.appending', 'access_line.line', 'subject.beginning', 'entry_link.linking']) {
    const [table = '', act = ''] = name.split('.')
    const policy = policies.find(one => one.table === table && one.name === act && one.roles.includes('gt_app'))
    assert.ok(policy, name)
    // Written by hand in another partnership nothing can be stamped, and nothing can refer: those clauses are held three times over. That nobody reads
    // another's exclusion, naming or reach is held by those tables' own policies, whose mutants are tried beside this.
    for (const mutant of mutantsOf(policy, 'with check').filter(
      one =>
        !/partnership_id|r\.(from|until)_at|x\.account_id|n\.(subject|account)_id|r\.holder_id|duty|beginner|turned round/.test(one.what),
    )) {
      const change = async () => {
        await client.query(`drop policy ${policy.name} on gt.${table}`)
        await client.query(mutant.text)
      }
      let found = false
      for (const one of wrong.filter(one => one.of === name)) found ||= await accepted(one, change)
      for (const one of right) found ||= !(await accepted(one, change))
      if (found) noticed += 1
      else survived.push(`${name}, ${mutant.what}`)
    }
  }
  assert.deepEqual(survived, [])
  assert.ok(noticed >= 12, `only ${noticed} mutants were tried`)
})
