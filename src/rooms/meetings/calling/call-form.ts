import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { FieldError, Typed } from '../../../design-system/index.ts'
import { type Day, londonTimes, type Moment } from '../../../guidance/index.ts'
import { declareForm } from '../../../kernel/http/declared.ts'
import { type Parsed, parseForm } from '../../../kernel/http/form.ts'
import { keptForm } from '../../../kernel/http/kept-form.tsx'
import { dayField, idField, line, words } from '../../../thread/fields.ts'
import type { AccountId, AgencyId } from '../../../thread/ids.ts'
import type { AroundMeeting, ChildAround } from './around.queries.ts'
import type { Invitee, LeftOut } from './call-meeting.ts'
import { type Expected, expectedInvitees } from './expected.ts'
import { type MeetingType, type MeetingWay, meetingWords, wayWords } from './meeting.ts'

const pick = <const W extends Readonly<Record<string, string>>>(of: W, ask: string) =>
  z.enum(Object.keys(of) as [keyof W & string, ...(keyof W & string)[]], { error: ask })

/** A time by the clock, as people type it. */
export const clockField = z
  .string({ error: 'Enter the time by the clock, for example 9:30 or 14:05' })
  .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, 'Enter the time by the clock, for example 9:30 or 14:05')

/** The moment of a day and a time by the clock in London; an error where the clocks skipped it. */
export const momentAt = (on: Day, time: string): Moment | FieldError =>
  londonTimes(on, time.replace('.', ':').padStart(5, '0'))[0] ?? { field: 'time', message: 'The clocks skip this hour: enter another time' }

/** What a form asks of any meeting. Who is expected has fields of its own (`expectedFields`). */
export const callForm = declareForm(
  z.object({
    on: dayField,
    time: clockField,
    way: pick(wayWords, 'Choose how people come together'),
    place: words(500).optional(),
    purpose: words(5000).optional(),
    access: words(2000).optional(),
    children: z.preprocess(
      given => (typeof given === 'string' ? [given] : given),
      z.array(z.string().max(60), { error: 'Choose at least one child' }),
    ),
    chair: idField<AccountId>(),
    minutes: idField<AccountId>(),
    more: words(4000).optional(),
    others: words(4000).optional(),
  }),
  {
    on: 'On which day?',
    time: 'At what time?',
    way: 'How do people come together?',
    place: 'Where, or by which link?',
    purpose: 'What is it for?',
    access: 'Does anybody need an interpreter, or help to take part?',
    children: 'Which children is it about?',
    chair: 'Who chairs it?',
    minutes: 'Who takes the minutes?',
    more: 'Who else, of those who sign in here?',
    others: 'Who else, of those who do not sign in here?',
  },
)

/** The names of the fields about somebody who is expected: a short digest of the key, which may hold a name. */
export const expectedFields = (key: string) => {
  const short = createHash('sha256').update(key).digest('hex').slice(0, 12)
  return { ask: `ask_${short}`, why: `why_${short}`, which: `which_${short}` }
}

const ofExpected = /^(ask|why|which)_[0-9a-f]{12}$/

/** The form of a meeting is kept while it is typed, with what it says of those who are expected. */
export const keptCall = keptForm(
  {
    ...callForm,
    only: typed => ({
      ...callForm.only(typed),
      ...Object.fromEntries(Object.entries(typed).filter(([name]) => ofExpected.test(name))),
    }),
  },
  { lists: ['children'], longTexts: ['purpose', 'access', 'more', 'others'] },
)

/** A meeting as it was typed and found right, but for accounts that are looked up. */
export type CallRead = {
  readonly at: Moment
  readonly way: MeetingWay
  readonly place: string | undefined
  readonly purpose: string | undefined
  readonly access: string | undefined
  readonly children: readonly ChildAround[]
  readonly chair: AccountId
  readonly minutes: AccountId
  readonly invitees: readonly Invitee[]
  readonly leftOut: readonly LeftOut[]
  /** Addresses of others who sign in here. */
  readonly mails: readonly string[]
}

const text = (typed: Typed, name: string): string => {
  const value = typed[name]
  return (typeof value === 'string' ? value : '').trim()
}

const lines = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map(one => one.trim())
    .filter(one => one !== '')

/** As a form that nobody has sent yet asks everybody who is expected. */
const asksFor = (typed: Typed, one: Expected): 'yes' | 'no' => (text(typed, expectedFields(one.key).ask) === 'no' ? 'no' : 'yes')

const inviteeOf = (one: Expected, agency: AgencyId | null): Invitee => ({
  as: one.as,
  name: one.name,
  ...(one.account ? { account: one.account } : {}),
  ...(agency ? { agency } : {}),
  ...(one.agencyKind ? { agencyKind: one.agencyKind } : {}),
  ...(one.person ? { person: one.person } : {}),
  expected: one.key.slice(0, 120),
})

/** Who is expected, as the form says: asked, or left out with a reason. */
const readExpected = (typed: Typed, expected: readonly Expected[]) => {
  const errors: FieldError[] = []
  const invitees: Invitee[] = []
  const leftOut: LeftOut[] = []
  for (const one of expected) {
    const fields = expectedFields(one.key)
    if (asksFor(typed, one) === 'no') {
      const reason = words(2000).safeParse(text(typed, fields.why))
      if (!reason.success) errors.push({ field: fields.why, message: reason.error.issues[0]?.message ?? 'Write why they are not asked' })
      else if (reason.data === '') errors.push({ field: fields.why, message: `Write why ${one.name} is not asked` })
      else leftOut.push({ expected: one.key.slice(0, 120), who: one.name, reason: reason.data })
      continue
    }
    const chosen = one.choose.find(agency => agency.agency === text(typed, fields.which))
    if (one.choose.length > 0 && !chosen) errors.push({ field: fields.which, message: `Choose which agency is asked: ${one.name}` })
    else invitees.push(inviteeOf(chosen ? { ...one, name: chosen.name } : one, chosen?.agency ?? (one.account ? null : one.agency)))
  }
  return { errors, invitees, leftOut }
}

/** Reads a meeting of a type from what was typed; every error at once. `now`: nothing is called for a time that has passed. */
export const readCall = (typed: Typed, type: MeetingType, around: AroundMeeting, now: Moment): Parsed<CallRead> => {
  const parsed = parseForm(callForm.schema, typed)
  const expected = readExpected(typed, expectedInvitees(type, around.around))
  const children = around.children.filter(one => [typed['children']].flat().includes(one.child))
  const errors: FieldError[] = parsed.ok
    ? []
    : parsed.errors.map(error =>
        error.field === 'on'
          ? { ...error, message: 'Enter the day of the meeting, such as 6 2 2027' }
          : error.field === 'chair'
            ? { ...error, message: 'Choose who chairs it' }
            : error.field === 'minutes'
              ? { ...error, message: 'Choose who takes the minutes' }
              : error,
      )
  if (children.length === 0 && !errors.some(error => error.field === 'children'))
    errors.push({ field: 'children', message: 'Choose at least one child' })
  if (!parsed.ok) return { ok: false, errors: [...errors, ...expected.errors] }
  const { on, time, more, others, children: _children, ...rest } = parsed.data
  const at = momentAt(on, time)
  if (typeof at !== 'string') errors.push(at)
  else if (at <= now) errors.push({ field: 'on', message: 'Enter a time that is still to come' })
  const mails = lines(more)
  const named = lines(others)
  if (mails.length > 40) errors.push({ field: 'more', message: 'Name no more than forty' })
  if (named.length > 40 || named.some(name => !line(200).safeParse(name).success))
    errors.push({ field: 'others', message: 'Name no more than forty, each in at most 200 characters' })
  errors.push(...expected.errors)
  if (errors.length > 0 || typeof at !== 'string') return { ok: false, errors }
  return {
    ok: true,
    data: {
      ...rest,
      place: rest.place,
      purpose: rest.purpose,
      access: rest.access,
      at,
      children,
      invitees: [...expected.invitees, ...named.map((name): Invitee => ({ as: 'professional', name }))],
      leftOut: expected.leftOut,
      mails,
    },
  }
}

/** The types of meeting that are called by a form of this room; conferences and legal planning have pages of their own where their rooms bring them. */
export const isMeetingType = (text: string): text is MeetingType => Object.hasOwn(meetingWords, text)
