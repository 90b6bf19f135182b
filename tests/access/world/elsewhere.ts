import type { Database } from '../../../src/kernel/db/with-actor.ts'
import { fieldGroups } from '../../../src/thread/entry.ts'
import { type ActId, newId, type SubjectId } from '../../../src/thread/ids.ts'
import { identity, involvement, relationship, residence } from '../../../src/thread/own-kinds/index.ts'
import { elsewhere, ids, type TestDatabase } from '../../database.ts'
import { note } from './book.ts'
import { about, append, happened, noteBy } from './entries.ts'

/** The other partnership in the same database: what is there opens and bars nothing here. */

/** In the other partnership: our accounts' ids hold involvements there, with a subject of its own and with subjects that bear the ids of ours. */
export const fillElsewhere = async (db: Database, subjects: ReadonlyMap<string, SubjectId>): Promise<void> => {
  const same = ['none', 'lead ended', 'lead', 'lead, closed', 'told on duty', 'told of something else'].flatMap(
    name => subjects.get(name) ?? [],
  )
  for (const subject of [newId<SubjectId>(), ...same]) {
    await append(
      db,
      'social-worker',
      elsewhere,
      [subject],
      [identity, residence, relationship, involvement, note],
      [
        ...about(subject),
        ...ids.roles.flatMap(role =>
          [ids.account(role), ids.agency[role === 'police-officer' ? 'police' : 'social-care']].map(holder => ({
            subject,
            act: newId<ActId>(),
            kind: involvement,
            happened,
            audience: 'professionals' as const,
            parts: { record: { facts: { holder, form: 'account', as: 'lead' } } },
          })),
        ),
        ...(['professionals', 'agency'] as const).map(audience => noteBy(subject, fieldGroups, audience, true)),
      ],
      true,
    )
  }
}

/** The same children in the other partnership, where two of our people work as well: what bars or opens there says nothing here. */
export const barsElsewhere = async (database: TestDatabase, subjects: ReadonlyMap<string, SubjectId>): Promise<void> => {
  const both = [ids.account('social-worker'), ids.account('emergency-duty-worker')]
  const governance = ids.account('information-governance-lead')
  await database.admin(
    `insert into gt.account (partnership_id, account_id, agency_id, name, email, role) select $1, x, $2, 'Otto Invented', x || '@elsewhere.example.test', 'social-worker' from unnest($3::uuid[]) as x`,
    [elsewhere.partnership, elsewhere.agency['social-care'], [...both, governance]],
  )
  const insert = (table: string, name: string) =>
    database.admin(`insert into gt.${table} (partnership_id, subject_id, account_id) select $1, $2, unnest($3::uuid[])`, [
      elsewhere.partnership,
      subjects.get(name),
      both,
    ])
  await insert('excluded', 'lead')
  await database.admin('insert into gt.excluded (partnership_id, subject_id, account_id) values ($1, $2, $3)', [
    elsewhere.partnership,
    subjects.get('told of something else'),
    governance,
  ])
  await insert('named_only', 'lead, closed')
  await database.admin('insert into gt.closed_to_most (partnership_id, subject_id) values ($1, $2)', [
    elsewhere.partnership,
    subjects.get('lead'),
  ])
  await database.admin(
    `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, how, duty)
     select $1, gen_random_uuid(), $2, 'world-worry', 'k', 'CRITICAL', x, 'page', 'duty' from unnest($3::uuid[]) as x`,
    [elsewhere.partnership, subjects.get('told of something else'), both],
  )
  await database.admin(
    `insert into gt.draft (partnership_id, draft_id, account_id, form, body) select $1, gen_random_uuid(), x, 'note', '{}' from unnest($2::uuid[]) as x`,
    [elsewhere.partnership, both],
  )
  await database.admin(
    `insert into gt.command_done (partnership_id, command_id, account_id, asked) select $1, gen_random_uuid(), x, '\\x00' from unnest($2::uuid[]) as x`,
    [elsewhere.partnership, both],
  )
  for (const text of [
    `insert into gt.notice (partnership_id, notice_id, account_id, by_account, came, people, from_on, reason) select $1, gen_random_uuid(), x, x, true, '{}', '2024-01-01', 'a reason' from unnest($2::uuid[]) as x`,
    'insert into gt.own_choice (partnership_id, account_id) select $1, x from unnest($2::uuid[]) as x',
    `insert into gt.own_search (partnership_id, account_id, search_id, words) select $1, x, gen_random_uuid(), 'Amira Testcase' from unnest($2::uuid[]) as x`,
    `insert into gt.known_question (partnership_id, account_id, question_id, asked) select $1, x, gen_random_uuid(), '{}' from unnest($2::uuid[]) as x`,
    `insert into gt.discarded_draft (partnership_id, draft_id, account_id, form, body, version, saved_at) select $1, gen_random_uuid(), x, 'note', '{}', 1, '2024-01-01' from unnest($2::uuid[]) as x`,
  ])
    await database.admin(text, [elsewhere.partnership, both])
  // One of our openings, that a colleague made, is there told to another.
  await database.admin(
    `insert into gt.opening select (jsonb_populate_record(o, jsonb_build_object('partnership_id', $2::uuid, 'account_id', $4::uuid, 'agency_id', $5::uuid))).* from gt.opening o
     where o.partnership_id = $1 and o.subject_id = $3 and o.role = 'team-manager'`,
    [ids.partnership, elsewhere.partnership, subjects.get('lead'), both[1], elsewhere.agency['social-care']],
  )
  await database.admin(
    'insert into gt.opening_told (partnership_id, opening_id, account_id) select $1, o.opening_id, $2 from gt.opening o where o.partnership_id = $1',
    [elsewhere.partnership, both[0]],
  )
  // One of our entries that its reader may read, under the same id in the other partnership, with a link of its own.
  await database.admin(
    `insert into gt.entry select (jsonb_populate_record(e, jsonb_build_object('partnership_id', $2::uuid, 'command_id', null))).* from gt.entry e
     where e.partnership_id = $1 and e.entry_id in (select entry_id from gt.entry_link where partnership_id = $1) and e.subject_id = $3`,
    [ids.partnership, elsewhere.partnership, subjects.get('lead')],
  )
  await database.admin(
    `insert into gt.entry_link select (jsonb_populate_record(l, jsonb_build_object('partnership_id', $2::uuid))).* from gt.entry_link l where l.partnership_id = $1 and l.subject_id = $3`,
    [ids.partnership, elsewhere.partnership, subjects.get('lead')],
  )
}
