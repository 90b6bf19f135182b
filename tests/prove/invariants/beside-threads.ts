import { randomBytes } from 'node:crypto'
import { dayOf } from '../../../src/guidance/index.ts'
import { seal, testFolder } from '../../../src/kernel/audit/testing.ts'
import { statement } from '../../../src/kernel/db/statement.ts'
import { type Draft, draftsOf } from '../../../src/kernel/http/drafts.ts'
import { book } from '../../../src/rooms/book.ts'
import { bridgeHoldDue } from '../../../src/rooms/front-door/queue/bridge-hold.rules.ts'
import { openRecord } from '../../../src/rooms/looking/break-glass/open-record.ts'
import type { Opening } from '../../../src/rooms/looking/break-glass/openings.queries.ts'
import { reviewOpening } from '../../../src/rooms/looking/break-glass/review-opening.ts'
import { takeRequest } from '../../../src/rooms/records/access/answer-request.ts'
import { agreeToErasure, askForErasure } from '../../../src/rooms/records/keeping/erase-record.ts'
import { endHold, holdRecord } from '../../../src/rooms/records/keeping/hold-record.ts'
import { setNumber } from '../../../src/rooms/rule-book/settings/set-number.ts'
import { type CommandId, type EntryId, newId, type SubjectId } from '../../../src/thread/ids.ts'
import { ids } from '../../database.ts'
import { type AnyInvariant, counted, dropped, type Ground, invariant, type Loss, pause, unheld, weaken } from '../colliding.ts'
import { childrenOf } from './of-children.ts'

/** What must hold beside the threads: openings in an emergency, the end of a record, drafts, numbers, signing in. */

const command = () => newId<CommandId>()

/** Children with whom the opener does not work. */
const strangers = async (ground: Ground, count: number): Promise<SubjectId[]> => {
  // So many within a day that a second person would have to confirm: those of before are forgotten.
  await ground.database.admin('delete from gt.opening_told')
  await ground.database.admin('delete from gt.opening')
  return childrenOf(ground, count)
}

const emergency = (ground: Ground, child: SubjectId, role: string) => () =>
  ground.session(role).then(session =>
    ground.by(role, tx =>
      openRecord(tx, book, {
        id: command(),
        person: child,
        session,
        form: {
          category: 'in-danger-now',
          reason: 'A constable stands in the kitchen and asks who may take the child tonight.',
          reference: 'Log 4417',
        },
      }),
    ),
  )

/** Openings are counted and written without waiting for each other. */
const unwaiting: Loss = database =>
  weaken(
    database,
    'open_in_emergency',
    [/perform pg_advisory_xact_lock\(.*?\);\n/, ''],
    [/perform gt\.hold_heads\(p, subject\);/, ''],
    [/insert into gt\.opening \(/, `${pause} insert into gt.opening (`],
  )

/** Children born so long ago that their records have come to their end, sealed to the last entry. */
const ended = async (ground: Ground, count: number): Promise<SubjectId[]> =>
  childrenOf(ground, count, () => [], { born: '1980-05-05', since: '1990-05-01', known: '2010-02-01' })
const ask = (ground: Ground, person: SubjectId, role: string) => () =>
  ground.by(role, tx => askForErasure(tx, book, { person, reason: 'Its time has come to its end.' }))
const asked = async (ground: Ground, count: number): Promise<{ person: SubjectId; ending: string }[]> => {
  const all = await ended(ground, count)
  for (const person of all) await ask(ground, person, 'records-officer')()
  const folder = testFolder()
  await seal(ground.database, folder.path('anchor.jsonl'))
  folder.remove()
  const rows = await ground.database.admin<{ person: SubjectId; ending: string }>(
    'select subject_id as person, ending_id as ending from gt.ending where subject_id = any ($1) and decided_at is null',
    [all],
  )
  if (rows.length !== count) throw new Error(`${rows.length} of ${count} endings were asked for`)
  return rows
}
const agree =
  (ground: Ground, { person, ending }: { person: SubjectId; ending: string }, role: string) =>
  () =>
    ground.by(role, tx => agreeToErasure(tx, book, { person, ending, answer: 'Agreed.' }))
const people = (all: readonly { person: SubjectId }[]) => all.map(one => one.person)
const keptAndDestroyed = (kind: string) =>
  `select s.subject_id from gt.subject s where s.subject_id = any ($1) and s.erased_at is not null
     and exists (select from gt.entry e where e.subject_id = s.subject_id and e.kind = '${kind}')`

/** Threads are held no more, neither for what is told nor for whoever keeps the records. */
const unkept: Loss = async database => {
  await unheld(database)
  await weaken(database, 'begin_keeping', [/perform gt\.hold_heads\(p, subject\);/, ''], [/on conflict do nothing/, ''])
  await weaken(database, 'save_kept', [/do update set until_on.*made_with = excluded\.made_with;/s, 'do nothing;'])
  await weaken(database, 'erase_record', [/for update;/, '; perform pg_sleep(0.15);'])
  await weaken(database, 'ask_for_erasure', [/if exists \(select from gt\.ending g.*?end if;/s, ''])
  await database.admin('alter table gt.reach drop constraint reach_pkey')
  await database.admin('alter table gt.erasure drop constraint erasure_partnership_id_entry_id_key')
  await database.admin('drop index gt.ending_open')
}

/** Threads are held no more, and what stands against the end of a record is told while the record is destroyed: after that was looked for. */
const unlooked: Loss = async database => {
  await unheld(database)
  await weaken(database, 'begin_keeping', [/perform gt\.hold_heads\(p, subject\);/, ''])
  await weaken(database, 'erase_record', [/for update;/, ';'])
  await weaken(database, 'stamped', [/return true;/, 'perform pg_sleep(0.2); return true;'])
}

type Opened = { readonly person: SubjectId; readonly opening: EntryId }
const exclude = statement<never>('collide-exclude', null, 'select gt.say_limit($1, $2, $3, $4, $5)')
const wait = statement<never>('collide-wait', null, 'select pg_sleep(0.02)')
const drafts = draftsOf<{ text: string }>('collisions')

export const besideThreads: readonly AnyInvariant[] = [
  invariant<SubjectId>({
    says: 'somebody has one opening of a record in an emergency',
    prepare: (ground, count) => strangers(ground, Math.min(count, 2)),
    pair: (ground, child) => [emergency(ground, child, 'bridge-screener'), emergency(ground, child, 'bridge-screener')],
    broken: (ground, children) =>
      counted(ground, 'select subject_id from gt.opening where subject_id = any ($1) group by 1 having count(*) <> 1', children),
    without: unwaiting,
  }),
  invariant<readonly [SubjectId, SubjectId]>({
    says: 'nobody opens more records within a day than they may without a second person',
    prepare: async (ground, _) => {
      const [a, b, c, d] = await strangers(ground, 4)
      for (const child of [a, b]) await emergency(ground, child as SubjectId, 'bridge-social-worker')()
      return [[c as SubjectId, d as SubjectId]]
    },
    pair: (ground, [one, two]) => [emergency(ground, one, 'bridge-social-worker'), emergency(ground, two, 'bridge-social-worker')],
    broken: (ground, arenas) =>
      counted(
        ground,
        'select account_id from gt.opening where $1::uuid[] is not null and second_account is null group by 1 having count(*) <> 3',
        arenas.flat(),
      ),
    without: unwaiting,
  }),
  invariant<Opened>({
    says: 'an opening is reviewed once',
    prepare: async (ground, count) => {
      const all = await strangers(ground, Math.min(count, 3))
      for (const child of all) await emergency(ground, child, 'emergency-duty-worker')()
      return ground.database.admin<Opened>('select subject_id as person, opening_id as opening from gt.opening')
    },
    pair: (ground, { person, opening }) => {
      const review = (why: string) => () =>
        ground.by('information-governance-lead', tx =>
          reviewOpening(tx, book, {
            id: command(),
            opening: { id: opening, person } as Opening,
            form: { outcome: 'justified', why },
          }),
        )
      return [review('The log of the police says so.'), review('The constable says so.')]
    },
    broken: (ground, all) =>
      counted(
        ground,
        `select s.id from unnest($1::uuid[]) s(id) where (select count(*) from gt.entry e where e.answers = s.id and e.kind = 'break-glass-reviewed') <> 1`,
        all.map(one => one.opening),
      ),
    without: async database => {
      await unheld(database)
      await weaken(
        database,
        'begin_review',
        [/perform gt\.hold_heads\(.*?;/, ''],
        [/for update;/, ';'],
        [/insert into gt\.reach (.*?);/s, `${pause} insert into gt.reach $1 on conflict do nothing;`],
      )
      await weaken(database, 'end_review', [/ and o\.reviewed_at is null/, ''])
      await database.admin('alter table gt.reach drop constraint reach_pkey')
    },
  }),
  invariant<SubjectId>({
    says: 'a person is excluded from a record once',
    prepare: childrenOf,
    pair: (ground, child) => {
      const say = () =>
        ground.by('information-governance-lead', tx =>
          tx.run(exclude, [ids.partnership, child, 'excluded', ids.account('police-officer'), 'He is the uncle.']),
        )
      return [say, say]
    },
    broken: (ground, children) =>
      counted(ground, 'select subject_id from gt.limit_said where subject_id = any ($1) group by 1 having count(*) <> 1', children),
    without: async database => {
      await weaken(database, 'say_limit', [/perform gt\.hold_heads\(p, subject\);/, ''], [/perform pg_advisory_xact_lock\(.*?\);\n/, ''])
      await database.admin('alter table gt.excluded drop constraint excluded_pkey')
    },
  }),
  invariant<SubjectId>({
    says: 'the end of a record is asked for once',
    prepare: ended,
    pair: (ground, person) => [ask(ground, person, 'records-officer'), ask(ground, person, 'information-governance-lead')],
    broken: (ground, all) =>
      counted(
        ground,
        'select s.id from unnest($1::uuid[]) s(id) where (select count(*) from gt.ending g where g.subject_id = s.id and g.decided_at is null) <> 1',
        all,
      ),
    without: unkept,
  }),
  invariant<{ person: SubjectId; ending: string }>({
    says: 'a record is destroyed once, and each of its entries leaves one certificate',
    prepare: asked,
    pair: (ground, one) => [agree(ground, one, 'information-governance-lead'), agree(ground, one, 'information-governance-lead')],
    broken: (ground, all) =>
      counted(
        ground,
        `select g.ending_id from gt.ending g where g.subject_id = any ($1)
           and (not g.agreed or g.entries is distinct from (select count(*) from gt.erasure e where e.reason like '%' || g.ending_id))`,
        people(all),
      ),
    without: unkept,
  }),
  invariant<{ person: SubjectId; ending: string }>({
    says: 'nobody destroys a record alone',
    prepare: asked,
    pair: (ground, one) => [agree(ground, one, 'records-officer'), agree(ground, one, 'records-officer')],
    broken: (ground, all) => counted(ground, 'select ending_id from gt.ending where subject_id = any ($1) and agreed', people(all)),
    without: async database => {
      await weaken(database, 'erase_record', [/if g\.asked_by = who\.account_id then .*? end if;/, ''])
      await database.admin('alter table gt.ending disable trigger user')
      await database.admin(
        `do $$ declare c text; begin for c in select conname from pg_constraint where conrelid in ('gt.ending'::regclass, 'gt.erasure'::regclass) and contype = 'c' and pg_get_constraintdef(oid) ~ 'asked_by' loop
           execute 'alter table ' || case when exists (select from pg_constraint where conname = c and conrelid = 'gt.ending'::regclass) then 'gt.ending' else 'gt.erasure' end || ' drop constraint ' || quote_ident(c); end loop; end $$`,
      )
    },
  }),
  invariant<{ person: SubjectId; ending: string }>({
    says: 'a record that is held for a legal reason is not destroyed',
    prepare: asked,
    pair: (ground, one) => [
      agree(ground, one, 'information-governance-lead'),
      () =>
        ground.by('records-officer', tx =>
          holdRecord(tx, book, { id: command(), person: one.person, form: { because: 'inquiry', why: 'The inquiry wrote.' } }),
        ),
    ],
    broken: (ground, all) => counted(ground, keptAndDestroyed('legal-hold'), people(all)),
    without: unlooked,
  }),
  invariant<{ person: SubjectId; ending: string }>({
    says: 'a record of which somebody asks for a copy is not destroyed',
    prepare: asked,
    pair: (ground, one) => [
      agree(ground, one, 'information-governance-lead'),
      () =>
        ground.by('records-officer', tx =>
          takeRequest(tx, book, {
            id: command(),
            person: one.person,
            form: { by: 'the-person', on: dayOf(tx.actor.at), what: 'All of it.' },
          }),
        ),
    ],
    broken: (ground, all) => counted(ground, keptAndDestroyed('access-asked'), people(all)),
    without: unlooked,
  }),
  invariant<{ person: SubjectId; hold: EntryId }>({
    says: 'a legal hold is ended once',
    prepare: async (ground, count) => {
      const all = await ended(ground, count)
      for (const person of all)
        await ground.by('records-officer', tx =>
          holdRecord(tx, book, { id: command(), person, form: { because: 'inquiry', why: 'The inquiry wrote.' } }),
        )
      return ground.database.admin<{ person: SubjectId; hold: EntryId }>(
        `select subject_id as person, entry_id as hold from gt.entry where subject_id = any ($1) and kind = 'legal-hold'`,
        [all],
      )
    },
    pair: (ground, { person, hold }) => {
      const end = (role: string) => () => ground.by(role, tx => endHold(tx, book, { id: command(), person, hold, why: 'It is over.' }))
      return [end('records-officer'), end('information-governance-lead')]
    },
    broken: (ground, all) =>
      counted(
        ground,
        `select s.id from unnest($1::uuid[]) s(id) where (select count(*) from gt.entry e where e.answers = s.id and e.kind = 'legal-hold-ended') <> 1`,
        all.map(one => one.hold),
      ),
    without: unkept,
  }),
  invariant<Draft<{ text: string }>>({
    says: 'of two windows that save a draft one is told of the other, and reads its words',
    prepare: async (ground, count) => {
      const all: Draft<{ text: string }>[] = []
      for (let at = 0; at < count; at += 1) all.push(await ground.by('social-worker', tx => drafts.begin(tx, { text: 'begun' })))
      return all
    },
    pair: (ground, opened) => {
      const save = (text: string) => () =>
        ground.by('social-worker', async tx => {
          const now = await drafts.read(tx, opened.id)
          if (!now) throw new Error('the draft is not there')
          // Both have read it before either saves.
          await tx.run(wait, [])
          const saved = await drafts.save(tx, now, { text }, opened.version)
          told.push({ draft: opened.id, reads: saved.saved ? null : saved.theirs.body.text })
        })
      return [save('one'), save('other')]
    },
    naive: (ground, opened) => {
      const save = (text: string) => () =>
        ground.database.admin('update gt.draft set body = $2, version = version + 1 where draft_id = $1', [
          opened.id,
          JSON.stringify({ text }),
        ])
      return [save('one'), save('other')]
    },
    broken: async (ground, all) => {
      const rows = await ground.database.admin<{ draft: string; version: number; text: string }>(
        `select draft_id as draft, version, body ->> 'text' as text from gt.draft where draft_id = any ($1)`,
        [all.map(one => one.id)],
      )
      return rows.filter(row => {
        const answers = told.filter(one => one.draft === row.draft)
        return row.version !== 2 || answers.length !== 2 || answers.filter(one => one.reads === row.text).length !== 1
      }).length
    },
    without: async () => {},
  }),
  invariant<string>({
    says: 'of two who change one number one is told of the other',
    prepare: async ground => {
      await ground.database.admin('delete from gt.setting_value')
      return ['hold']
    },
    pair: ground => {
      const set = (count: number) => () =>
        ground.by('system-administrator', tx =>
          setNumber(tx, book, {
            id: command(),
            rule: bridgeHoldDue,
            name: 'hold',
            form: { count, unit: 'working days', from: dayOf(tx.actor.at), why: 'Agreed by the board.', seen: '' },
            today: dayOf(tx.actor.at),
          }),
        )
      return [set(4), set(6)]
    },
    broken: async ground => {
      const { length } = await ground.database.admin('select from gt.setting_value')
      if (length === 0) throw new Error('neither was set')
      return length - 1
    },
    without: dropped(
      // Whoever asks for the lock of a number gets another one each time.
      'create function public.hashtextextended(text, integer) returns bigint language plpgsql volatile as $$ begin perform pg_sleep(0.04); return (random() * 1e15)::bigint; end $$',
    ),
  }),
  invariant<{ role: string; step: number }>({
    says: 'a one-time code signs in once',
    prepare: async (_, count) => Array.from({ length: Math.min(count, 8) }, () => ({ role: 'police-officer', step: nextStep() })),
    pair: ({ app }, { role, step: code }) => {
      const signIn = () =>
        app.door("select gt.sign_in($1, $2, $3, $4, interval '12 hours', 'a test', $5, $5)", [
          ids.partnership,
          ids.account(role),
          code,
          marked(code),
          Buffer.alloc(32),
        ])
      return [signIn, signIn]
    },
    broken: (ground, all) =>
      counted(
        ground,
        `select substring(session_hash from 1 for 8) from gt.session where substring(session_hash from 1 for 8) = any ($1::bytea[]) group by 1 having count(*) > 1`,
        all.map(one => marked(one.step).subarray(0, 8)),
      ),
    without: database => weaken(database, 'sign_in', [/ and c\.otp_step < step;/, ';']),
  }),
  invariant<Buffer>({
    says: 'a link to begin an account works once',
    prepare: async (ground, count) => {
      const links = Array.from({ length: Math.min(count, 8) }, () => randomBytes(32))
      await ground.database.admin('delete from gt.account_link')
      for (const [at, link] of links.entries())
        await ground.database.admin(
          `insert into gt.account_link (partnership_id, link_hash, account_id, otp_secret, ends_at) values ($1, $2, $3, 'JBSWY3DPEHPK3PXP', clock_timestamp() + interval '1 day')`,
          [ids.partnership, link, ids.account(ids.roles[at] as string)],
        )
      begun.length = 0
      return links
    },
    pair: ({ app }, link) => {
      const begin = () =>
        app
          .door<{ account: string | null }>('select gt.begin_account($1, $2, $3) as account', [ids.partnership, link, 'a password'])
          .then(([row]) => void begun.push({ link, account: row?.account ?? null }))
      return [begin, begin]
    },
    broken: async (_, links) => links.filter(link => begun.filter(one => one.link === link && one.account !== null).length !== 1).length,
    without: database =>
      weaken(database, 'begin_account', [
        /delete from gt\.account_link l using(.*?)returning l\.\* into found_link;/s,
        `select l.* into found_link from gt.account_link l join gt.account a on true where $1; ${pause}`.replace(
          'where $1',
          'where l.partnership_id = p and l.link_hash = link and a.partnership_id = p and a.account_id = l.account_id and a.active',
        ),
      ]),
  }),
  invariant<string>({
    says: 'whoever has lost what they sign in with waits with one request',
    prepare: async ground => {
      await ground.database.admin('delete from gt.recovery')
      return [ids.email('police-officer')]
    },
    pair: ({ app }, email) => {
      const lost = () => app.door('select gt.recovery_asked($1, $2)', [ids.partnership, email])
      return [lost, lost]
    },
    broken: async ground => ((await ground.database.admin('select from gt.recovery where confirmed_at is null')).length === 1 ? 0 : 1),
    without: database =>
      weaken(
        database,
        'recovery_asked',
        [/perform pg_advisory_xact_lock\(.*?\);\n/, ''],
        [/insert into gt\.recovery \(/, `${pause} insert into gt.recovery (`],
      ),
  }),
]

const told: { draft: string; reads: string | null }[] = []
const begun: { link: Buffer; account: string | null }[] = []
let step = 1_000_000
const nextStep = (): number => {
  step += 1
  return step
}
const marked = (code: number): Buffer => {
  const hash = randomBytes(32)
  hash.writeBigInt64BE(BigInt(code))
  return hash
}
