import type { Database } from '../../../src/kernel/db/with-actor.ts'
import { fieldGroups } from '../../../src/thread/entry.ts'
import { newId, type SubjectId } from '../../../src/thread/ids.ts'
import { elsewhere, type Ids, ids, type TestDatabase } from '../../database.ts'
import { note } from './book.ts'
import { append, authors, noteBy } from './entries.ts'
import type { Situation } from './situations.ts'

/** Of every record something is prepared, and something answers a request; of some, one for each account was let go, waits, was taken back or is not let go. */
export const goingOut = async (database: TestDatabase, subjects: ReadonlyMap<string, SubjectId>): Promise<void> => {
  const columns = `partnership_id, outgoing_id, subject_id, act_id, kind, reader, reader_as, to_account, media_type, size, pages, sha256, made_by, checked_by, released_by, released_at, opens_at, state`
  const one = `gen_random_uuid(), s.subject_id, gen_random_uuid()`
  const rest = `'application/pdf', 1, 1, '\\x00'`
  const by = (partnership: Ids) => `'${partnership.account('social-worker')}'`
  for (const partnership of [ids, elsewhere]) {
    await database.admin(
      `insert into gt.outgoing (${columns}) select s.partnership_id, ${one}, k.kind, 'A reader', 'a reader', null::uuid, ${rest}, ${by(partnership)}, null, null, null, null, 'drafted'
       from gt.subject s cross join unnest(array['chosen-entries', 'record-copy']) as k(kind) where s.partnership_id = $1 and s.form = 'person'`,
      [partnership.partnership],
    )
    await database.admin(
      `insert into gt.outgoing (${columns})
       select s.partnership_id, ${one}, 'chosen-entries', 'A reader', 'a reader', a.account_id, ${rest}, ${by(partnership)}, ${by(partnership)}, ${by(partnership)}, '2024-03-01', w.opens_at, w.state
       from gt.subject s cross join gt.account a
         cross join (values ('released', '2024-03-01'::timestamptz), ('released', '2199-01-01'), ('recalled', '2024-03-01'), ('checked', '2024-03-01')) as w(state, opens_at)
       where s.partnership_id = $1 and a.partnership_id = $1 and s.subject_id = any ($2)`,
      [
        partnership.partnership,
        ['none', 'lead, all excluded', 'lead, closed', 'lead, closed but to one'].flatMap(name => subjects.get(name) ?? []),
      ],
    )
  }
}

/**
 * What everybody else wrote of a child with whom they have nothing to do any more; and what somebody wrote when working for another agency than today,
 * which is not theirs to read now.
 */
export const ownWords = async (database: TestDatabase, bringIn: Database, subject: SubjectId): Promise<void> => {
  const others = ids.roles.filter(role => !(authors as readonly string[]).includes(role))
  for (const role of others)
    await append(
      bringIn,
      role,
      ids,
      [subject],
      [note],
      fieldGroups.map(group => noteBy(subject, [group], 'professionals')),
    )
  const before = noteBy(subject, ['record'], 'professionals')
  before.id = newId()
  await append(bringIn, 'team-manager', ids, [subject], [note], [before])
  for (const table of ['entry', 'entry_part'])
    await database.admin(`update gt.${table} set agency_id = $2 where entry_id = $1`, [before.id, ids.agency.health])
}

export const bars = async (database: TestDatabase, all: readonly Situation[], subjects: ReadonlyMap<string, SubjectId>): Promise<void> => {
  const one = ids.account('social-worker')
  for (const { name, bar, only } of all) {
    const subject = subjects.get(name)
    const named = (table: 'excluded' | 'named_only', accounts: readonly string[]) =>
      database.admin(`insert into gt.${table} (partnership_id, subject_id, account_id) select $1, $2, unnest($3::uuid[])`, [
        ids.partnership,
        subject,
        accounts,
      ])
    const everyone = ids.roles.filter(role => only === undefined || role === only).map(role => ids.account(role))
    if (name.startsWith('told '))
      await database.admin(
        `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, how, duty, closed_at)
         select $1, gen_random_uuid(), $2, 'world-worry', 'k', 'CRITICAL', x, 'page', $4, $5 from unnest($3::uuid[]) as x`,
        [
          ids.partnership,
          subject,
          everyone,
          bar === 'told of something else' ? 'lead' : 'duty',
          bar === 'told on duty, over' ? new Date() : null,
        ],
      )
    if (bar === 'all excluded') await named('excluded', everyone)
    if (bar === 'one excluded') await named('excluded', [one])
    if (bar.startsWith('closed'))
      await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [ids.partnership, subject])
    if (bar === 'closed but to one') await named('named_only', [one])
    if (bar === 'closed, all named') await named('named_only', everyone)
  }
}

/** Who looked, and what of it is unusual: in both partnerships, of every account; and at records from which nobody, somebody or everybody is kept out. */
export const lookedAt = async (database: TestDatabase, subjects: ReadonlyMap<string, SubjectId>): Promise<void> => {
  for (const name of ['told of something else', 'lead, one excluded', 'lead, all excluded'])
    await database.admin(
      `insert into gt.unusual_look (partnership_id, subject_id, at, line_id, account_id, why, about) values ($1, $2, '2024-03-01', gen_random_uuid(), $3, 'night', $4)`,
      [ids.partnership, subjects.get(name), ids.account('police-officer'), name],
    )
  for (const partnership of [ids, elsewhere]) {
    const p = partnership.partnership
    await database.admin('insert into gt.looks_read (partnership_id) values ($1)', [p])
    await database.admin(`insert into gt.opens_of_day (partnership_id, on_day, opened) values ($1, '2024-03-01', 7)`, [p])
    for (const table of ['look', 'unusual_look'])
      await database.admin(
        `insert into gt.${table} (partnership_id, subject_id, at, line_id, account_id${table === 'look' ? '' : ', why, about'})
         select $1, gen_random_uuid(), '2024-03-01', gen_random_uuid(), a.account_id${table === 'look' ? '' : `, 'night', '2024-03-01'`}
         from gt.account a where a.partnership_id = $1`,
        [p],
      )
  }
}

/** What is beside the threads: documents of every state and group, drafts, settings, announcements, commands. */
export const besideThreads = async (database: TestDatabase): Promise<void> => {
  await database.admin(
    `insert into gt.document (partnership_id, document_id, subject_id, entry_id, field_group, agency_id, audience, name, type, size, sha256, state)
     select p.partnership_id, gen_random_uuid(), p.subject_id, p.entry_id, p.field_group, p.agency_id, p.audience, 'invented.pdf', 'application/pdf', 1, '\\x00', 'clean'
     from gt.entry_part p join gt.entry e using (partnership_id, entry_id) where e.kind = 'world-note' and (cardinality(e.field_groups) > 1 and e.agency_id = any ($1)
       or e.agency_id <> (select a.agency_id from gt.account a where a.partnership_id = e.partnership_id and a.account_id = e.author_id))`,
    [[ids.agency['social-care'], ids.agency.police, elsewhere.agency['social-care']]],
  )
  for (const partnership of [ids, elsewhere]) {
    for (const role of partnership.roles) {
      await database.admin(
        `insert into gt.draft (partnership_id, draft_id, account_id, form, body) values ($1, gen_random_uuid(), $2, 'note', '{}')`,
        [partnership.partnership, partnership.account(role)],
      )
      await database.admin(
        `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, how, duty) values ($1, gen_random_uuid(), gen_random_uuid(), 'r', 'k', 'DUE', $2, 'page', 'lead')`,
        [partnership.partnership, partnership.account(role)],
      )
      for (const text of [
        `insert into gt.notice (partnership_id, notice_id, account_id, by_account, came, people, from_on, reason) values ($1, gen_random_uuid(), $2, $2, true, '{}', '2024-01-01', 'a reason')`,
        'insert into gt.own_choice (partnership_id, account_id) values ($1, $2)',
        `insert into gt.own_search (partnership_id, account_id, search_id, words) values ($1, $2, gen_random_uuid(), 'Amira Testcase')`,
        `insert into gt.known_question (partnership_id, account_id, question_id, asked) values ($1, $2, gen_random_uuid(), '{}')`,
        `insert into gt.discarded_draft (partnership_id, draft_id, account_id, form, body, version, saved_at) values ($1, gen_random_uuid(), $2, 'note', '{}', 1, '2024-01-01')`,
      ])
        await database.admin(text, [partnership.partnership, partnership.account(role)])
    }
    await database.admin(
      `insert into gt.setting_value (partnership_id, setting, from_on, value, account_id, why) values ($1, 'world-worry.none', '2024-01-01', '1', $2, 'a value')`,
      [partnership.partnership, partnership.account('social-worker')],
    )
  }
}
