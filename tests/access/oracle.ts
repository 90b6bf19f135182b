import { readFileSync } from 'node:fs'

/**
 * Who may read what, worked out again from the access matrix alone, by code that shares nothing with the code that writes the policies:
 * where the two disagree about a single row, one of them is wrong.
 */
export type Account = {
  readonly id: string
  readonly partnership: string
  readonly agency: string
  readonly role: string
  readonly teams: readonly string[]
  readonly queues: readonly string[]
}

/** One involvement as it really stands, whoever may see it. */
export type Tie = {
  readonly partnership: string
  readonly subject: string
  readonly holder: string
  readonly relation: string
  readonly from: number
  readonly until: number
}

/** All that access hangs on beside the rows themselves; moments in milliseconds. */
export type Facts = {
  readonly ties: readonly Tie[]
  /** 'partnership/subject/account'. */
  readonly excluded: ReadonlySet<string>
  readonly named: ReadonlySet<string>
  /** 'partnership/subject'. */
  readonly restricted: ReadonlySet<string>
  /** 'partnership/subject/account' of those told something as the duty desk that still stands. */
  readonly onDuty: ReadonlySet<string>
  /** 'partnership/opening/account' of those told of an opening in an emergency. */
  readonly told: ReadonlySet<string>
  readonly now: number
}

/** A row of a table, as the database's owner sees it. */
export type Row = { readonly partnership_id: string; readonly [column: string]: unknown }

type Allowed = ReadonlyMap<string, ReadonlySet<string>>

/** Reads the `read` lines of the matrix: for a role and a relation, what may be read. */
export const allowedBy = (csv: string, does = 'read'): ((role: string, relation: string, name: string) => boolean) => {
  const allowed = new Map<string, Set<string>>()
  for (const line of csv.split(/\r?\n/).slice(1)) {
    const [what = '', names = '', roles = '', relations = ''] = line.split(',')
    if (what !== does) continue
    for (const role of roles.split(';'))
      for (const relation of relations.split(';')) {
        const key = `${role} as ${relation}`
        allowed.set(key, new Set([...(allowed.get(key) ?? []), ...names.split(';')]))
      }
  }
  if (allowed.size < 5) throw new Error('the access matrix was not read')
  const table: Allowed = allowed
  return (role, relation, name) => table.get(`${role} as ${relation}`)?.has(name) ?? false
}

export const matrixText = (): string => readFileSync(new URL('../../access-matrix.csv', import.meta.url), 'utf8')

/** The tables that hold something of a subject, or say who may; of every other table the oracle says nothing. */
export const judged = [
  'partnership',
  'agency',
  'team',
  'team_member',
  'account',
  'setting_value',
  'entry',
  'entry_part',
  'entry_link',
  'document',
  'person',
  'stay',
  'relationship',
  'involvement',
  'episode',
  'last_seen',
  'finding',
  'reach',
  'merged',
  'excluded',
  'named_only',
  'closed_to_most',
  'draft',
  'command_done',
  'announcement',
  'notice',
  'own_choice',
  'own_search',
  'known_question',
  'opening',
  'opening_told',
  'look',
  'looks_read',
  'opens_of_day',
  'unusual_look',
  'limit_said',
  'outgoing',
  'discarded_draft',
  'subject',
  'person_key',
  'name_word',
  'entry_salt',
  'access_line',
  'credential',
  'session',
  'access_grant',
  'role_grants',
] as const
export type Judged = (typeof judged)[number]

/** What a finding is told to, in the words of duties, that whoever stands in this relation answers to. */
const dutiesOf = (relation: string): string[] => [
  relation,
  ...(['agency', 'checked', 'invited'].includes(relation) ? ['agency-safeguarding-lead'] : []),
]

/** The judge for one account: may it read this row of this table? First deny wins: partnership, exclusion, restriction, audience, relationship with field group. */
export const judgeFor = (me: Account, facts: Facts, may: ReturnType<typeof allowedBy>) => {
  const mine = new Map<string, Set<string>>()
  for (const tie of facts.ties) {
    const holds = tie.holder === me.id || tie.holder === me.agency || me.teams.includes(tie.holder)
    if (tie.partnership !== me.partnership || !holds || tie.from > facts.now || tie.until <= facts.now) continue
    mine.set(tie.subject, (mine.get(tie.subject) ?? new Set()).add(tie.relation))
  }
  // Somebody leads or a team manages: such a child is open, whoever that is.
  const openChildren = new Set(
    facts.ties.flatMap(({ partnership, subject, relation, from, until }) =>
      partnership === me.partnership && ['lead', 'manager'].includes(relation) && from <= facts.now && until > facts.now ? [subject] : [],
    ),
  )
  const relationsTo = (subject: unknown): string[] => [
    ...(openChildren.has(String(subject)) ? ['open-child'] : []),
    ...(mine.get(String(subject)) ?? []),
    ...(facts.onDuty.has(`${me.partnership}/${subject}/${me.id}`) ? ['duty'] : []),
  ]
  const opens = (subject: unknown, name: string): boolean => relationsTo(subject).some(relation => may(me.role, relation, name))
  const barred = (subject: unknown): boolean =>
    facts.excluded.has(`${me.partnership}/${subject}/${me.id}`) ||
    (facts.restricted.has(`${me.partnership}/${subject}`) && !facts.named.has(`${me.partnership}/${subject}/${me.id}`))

  const authored = (row: Row, groups: readonly string[], author: unknown): boolean => {
    if (barred(row['subject_id'])) return false
    if (row['audience'] === 'agency' && row['agency_id'] !== me.agency) return false
    const ownAgency = row['agency_id'] === me.agency
    if (ownAgency && opens(row['subject_id'], 'own')) return true
    return groups.some(group => opens(row['subject_id'], group) || (ownAgency && author === me.id && may(me.role, 'author', group)))
  }
  const beside = (name: string) => (row: Row) => !barred(row['subject_id']) && opens(row['subject_id'], name)
  const ofPartnership = () => true
  const own = (row: Row) => row['account_id'] === me.id
  const nobodys = () => false

  const finding = (row: Row): boolean => {
    if (barred(row['subject_id'])) return false
    if (row['layer'] !== 'open' && row['agency_id'] !== me.agency) return false
    const told = (row['told_to'] as string[]) ?? []
    // What waits for one agency's answer is for that agency alone, whichever others were asked of the same concern.
    const { askedAgency } = (row['facts'] ?? {}) as { askedAgency?: string }
    const forAnother = (duty: string) => duty === 'agency-safeguarding-lead' && askedAgency !== undefined && askedAgency !== me.agency
    return (
      (row['queue'] !== null && me.queues.includes(String(row['queue'])) && may(me.role, 'queue', 'finding')) ||
      opens(row['subject_id'], 'finding') ||
      relationsTo(row['subject_id']).some(
        relation => dutiesOf(relation).some(duty => told.includes(duty) && !forAnother(duty)) && may(me.role, relation, 'finding-told'),
      ) ||
      // Out of hours, what is critical now or is for the duty desk, whoever's child it is.
      (may(me.role, 'duty', 'finding') &&
        ((row['shows_critical'] !== null && Number(row['shows_critical']) <= facts.now) ||
          (told.includes('duty') && Number(row['from_at']) <= facts.now)) &&
        Number(row['until_at']) > facts.now)
    )
  }

  const rules: Record<Exclude<Judged, 'entry_link'>, (row: Row, author: unknown) => boolean> = {
    partnership: ofPartnership,
    agency: ofPartnership,
    team: ofPartnership,
    team_member: ofPartnership,
    account: ofPartnership,
    setting_value: ofPartnership,
    closed_to_most: ofPartnership,
    entry: row => authored(row, row['field_groups'] as string[], row['author_id']),
    entry_part: (row, author) => authored(row, [String(row['field_group'])], author),
    document: (row, author) => authored(row, [String(row['field_group'])], author),
    person: beside('identity'),
    // A stay that only one agency's entries tell is there for derivation and is read by nobody.
    stay: row => row['layer'] === 'open' && beside('household')(row),
    relationship: beside('household'),
    involvement: beside('involvement'),
    episode: beside('episode'),
    last_seen: beside('last-seen'),
    finding,
    reach: row => row['holder_id'] === me.id || row['holder_id'] === me.agency || me.teams.includes(String(row['holder_id'])),
    merged: nobodys,
    excluded: own,
    named_only: own,
    draft: own,
    command_done: own,
    announcement: own,
    notice: own,
    own_choice: own,
    own_search: own,
    known_question: own,
    // What was opened in an emergency: by whoever opened it, was told of it or answers for the record, and never where the record excludes them.
    opening: row =>
      !facts.excluded.has(`${me.partnership}/${row['subject_id']}/${me.id}`) &&
      (own(row) || may(me.role, 'anyone', 'openings') || facts.told.has(`${me.partnership}/${row['opening_id']}/${me.id}`)),
    opening_told: own,
    look: nobodys,
    limit_said: nobodys,
    // What goes out: for whoever may send it, and for whom it is once it is let go and can no longer be taken back; a copy that was asked for is for neither.
    outgoing: row =>
      (row['kind'] !== 'record-copy' && beside('disclosure')(row)) ||
      (row['to_account'] === me.id && row['state'] === 'released' && Number(row['opens_at']) <= facts.now && !barred(row['subject_id'])),
    looks_read: nobodys,
    opens_of_day: () => may(me.role, 'anyone', 'openings'),
    unusual_look: row =>
      !own(row) && may(me.role, 'anyone', 'unusual') && !facts.excluded.has(`${me.partnership}/${row['subject_id']}/${me.id}`),
    discarded_draft: own,
    subject: nobodys,
    person_key: nobodys,
    name_word: nobodys,
    entry_salt: nobodys,
    access_line: nobodys,
    credential: nobodys,
    session: nobodys,
    access_grant: nobodys,
    role_grants: nobodys,
  }

  return (table: Judged, row: Row, entries: ReadonlyMap<string, Row>): boolean => {
    if (row.partnership_id !== me.partnership) return false
    const entry = entries.get(`${row.partnership_id}/${row['entry_id']}`)
    if (table !== 'entry_link') return rules[table](row, entry?.['author_id'])
    // A link is read with its entry.
    return entry !== undefined && rules.entry(entry, entry['author_id'])
  }
}
