import { dayOf, type Moment } from '../../../guidance/index.ts'
import { statement } from '../../../kernel/db/statement.ts'
import { type Database, NotSignedIn, type Tx } from '../../../kernel/db/with-actor.ts'
import { enqueue, type Standing } from '../../../kernel/jobs/index.ts'
import { mailWanted } from '../../../kernel/mail/index.ts'
import type { Duty, Level } from '../../../thread/finding.ts'
import { type AccountId, newId, type PartnershipId, type SubjectId } from '../../../thread/ids.ts'
import { type MailChoice, ownChoices } from '../choices/choices.ts'
import { type Hours, hoursOn, isOpen, nextClosing, nextOpening, type SetValue } from './hours.ts'

/** Something to be told to one account, as the database's narrow function gives it: ids, a level and a duty, never a word of the record. */
type Due = {
  subject_id: SubjectId
  rule: string
  key: string
  level: Level
  duty: Duty
  /** 0: told at once. More: what follows because nobody has taken notice. */
  step: number
  /** Of a later step, the order in which duties are tried. */
  tier: number
  /** Was it told before, and nobody answered? Otherwise it was told to nobody at all. */
  answered_by_none: boolean
  account_id: AccountId
}
type Critical = { subject_id: SubjectId; rule: string; key: string; told: number; escalates: Moment | null }

const announce = statement<{ subject_id: SubjectId; rule: string; key: string; level: Level }>(
  'announce',
  null,
  `insert into gt.announcement (partnership_id, announcement_id, subject_id, rule, key, level, account_id, told_at, how, duty, step)
   select $1, r.id, f.subject_id, f.rule, f.key, r.level, $2, $3, r.how, r.duty, r.step
   from jsonb_to_recordset($4) as r(id uuid, subject_id uuid, rule text, key text, level text, how text, duty text, step integer)
   join gt.finding f on f.partnership_id = $1 and f.subject_id = r.subject_id and f.rule = r.rule and f.key = r.key
   on conflict do nothing returning subject_id, rule, key, level`,
)

const most = 200

/**
 * Tells everybody whose moment has come: each recipient of a finding once for each level, by a line on their own page and, from DUE on, by a mail that says
 * only that something waits. What is critical asks to be acknowledged by name; where nobody does within a set time, or where it could be told to nobody, the next
 * duty is told too. Outside The Bridge's hours the emergency duty team is told of what is critical at once (practice: severity and routing vocabulary).
 * Nobody is told of a finding they may not see: each is told in a transaction of their own, under their own policies.
 * `only`: one thread, or all that is due. It bears being run twice, and at
 * once: a thread is looked at by one worker at a time. Gives how many announcements it made.
 */
export const announceDue = async (standing: Standing, only: SubjectId | null): Promise<number> => {
  const { database, at, stopping } = standing
  let made = 0
  while (!stopping.aborted) {
    const due = await database.door<{ partnership_id: PartnershipId; subject_id: SubjectId }>(
      'select partnership_id, subject_id from gt.threads_to_announce($1, $2, $3)',
      [at, only, most],
    )
    for (const [partnership, threads] of Map.groupBy(due, one => one.partnership_id))
      made += await lookAt(
        standing,
        partnership,
        threads.map(one => one.subject_id),
      )
    if (due.length === 0) break
  }
  return made
}

const lookAt = async (standing: Standing, partnership: PartnershipId, subjects: readonly SubjectId[]): Promise<number> => {
  const { database, at } = standing
  const hours = await hoursOf(database, partnership, at)
  const patience = `${hours.patience} minutes`
  const due = await database.door<Due>('select * from gt.to_announce($1, $2, $3, $4, $5)', [
    partnership,
    subjects,
    at,
    !isOpen(at, hours),
    patience,
  ])
  const told = new Set<string>()
  const tell = async (account: AccountId, what: readonly Due[]) => {
    const done = await tellOne(standing, partnership, account, what, hours)
    for (const one of done) told.add(nameOf(one))
    return done.length
  }
  let made = 0
  for (const [account, what] of Map.groupBy(
    due.filter(one => one.step === 0),
    one => one.account_id,
  ))
    made += await tell(account, what)
  for (const [finding, steps] of Map.groupBy(
    due.filter(one => one.step > 0),
    nameOf,
  ))
    if (steps[0]?.answered_by_none || !told.has(finding)) made += await firstThatHears(steps, tell)
  await finish(standing, partnership, subjects, hours, patience)
  return made
}

/** The announcer's numbers of a partnership at a moment. */
export const hoursOf = async (database: Database, partnership: PartnershipId, at: Moment): Promise<Hours> =>
  hoursOn(dayOf(at), await database.door<SetValue>('select setting, from_on, value from gt.announcer_settings($1)', [partnership]))

const nameOf = (one: Pick<Due, 'subject_id' | 'rule' | 'key' | 'level'>): string =>
  JSON.stringify([one.subject_id, one.rule, one.key, one.level])

/** Tries one duty after the other until somebody has been told. */
const firstThatHears = async (
  steps: readonly Due[],
  tell: (account: AccountId, what: readonly Due[]) => Promise<number>,
): Promise<number> => {
  for (const tier of Map.groupBy(steps, one => one.tier).values()) {
    let heard = 0
    for (const one of tier) heard += await tell(one.account_id, [one])
    if (heard > 0) return heard
  }
  return 0
}

/** Tells one account, as that account: what it may not see is passed over by the policies, and its mail is asked for in the same transaction. */
const tellOne = async (
  { database, at, job }: { database: Database; at: Moment; job: string },
  partnership: PartnershipId,
  account: AccountId,
  what: readonly Due[],
  hours: Hours,
) => {
  const rows = what.map(({ subject_id, rule, key, level, duty, step }) => ({
    id: newId(),
    subject_id,
    rule,
    key,
    level,
    duty,
    step,
    how: howToTell(level),
  }))
  try {
    return await database.withActor(
      { by: 'account', partnership, account },
      { purpose: 'telling whom it concerns', route: 'job announce', request: job },
      async tx => {
        const told = await tx.run(announce, [partnership, account, at, JSON.stringify(rows)])
        if (told.some(one => one.level === 'CRITICAL')) await enqueue(tx, mailWanted, { link: '/announcements' }, { key: 'critical' })
        else if (told.some(one => howToTell(one.level) === 'mail')) await wantMail(tx, at, hours)
        return told
      },
    )
  } catch (error) {
    // Switched off since the database said whom to tell.
    if (error instanceof NotSignedIn) return []
    throw error
  }
}

/** Asks for the mail that something waits, which is not critical, when the account has chosen to have it; asked again before it went, it goes once. */
export const wantMail = async (tx: Tx, at: Moment, hours: Hours): Promise<void> => {
  const when = mailAt((await ownChoices(tx)).mail, at, hours)
  if (when) await enqueue(tx, mailWanted, { link: '/announcements' }, { key: 'waits', at: when })
}

/** When a mail goes that is not critical: with the next morning's, at once within hours, or not at all. */
export const mailAt = (choice: MailChoice, at: Moment, hours: Hours): Moment | null => {
  switch (choice) {
    case 'daily':
      return nextOpening(at, hours)
    case 'at once':
      return isOpen(at, hours) ? at : nextOpening(at, hours)
    case 'critical only':
      return null
  }
}

/** A fact worth knowing waits on the page; what asks for something is told by mail too. */
const howToTell = (level: Level): 'page' | 'mail' => (level === 'INFO' ? 'page' : 'mail')

/** Says when these threads are next looked at, and tells the log, with ids only, where something critical has reached the end of the ladder. */
const finish = async (
  { database, log, at }: Standing,
  partnership: PartnershipId,
  subjects: readonly SubjectId[],
  hours: Hours,
  patience: string,
): Promise<void> => {
  const critical = await database.door<Critical>('select * from gt.critical_now($1, $2, $3, $4)', [partnership, subjects, at, patience])
  const again = critical.flatMap(({ subject_id: subject, rule, told, escalates }) => {
    const waits = told === 0 || escalates !== null
    if (!waits) return []
    if (told === 0) log.error('nobody may be told of something critical', { subject, rule })
    else if (escalates !== null && escalates <= at)
      log.error('something critical was told to every duty and nobody has answered', { subject, rule })
    const changesHands = isOpen(at, hours) ? nextClosing(at, hours) : nextOpening(at, hours)
    return [{ subject, at: changesHands }, ...(escalates !== null && escalates > at ? [{ subject, at: escalates }] : [])]
  })
  await database.door('select gt.announced($1, $2, $3, $4)', [partnership, subjects, at, JSON.stringify(again)])
}
