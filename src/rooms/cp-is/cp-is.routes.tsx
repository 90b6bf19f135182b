import { z } from 'zod'
import { Button, EmptyState, Form, type FormState, LongTextField, SummaryList, WarningText } from '../../design-system/index.ts'
import { printDay, printMoment } from '../../guidance/index.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../kernel/http/route.ts'
import type { Book } from '../../thread/book.ts'
import { words } from '../../thread/fields.ts'
import { type CommandId, type EntryId, isId, type SubjectId } from '../../thread/ids.ts'
import { identifier } from '../../thread/own-kinds/index.ts'
import {
  type Change,
  changeWords,
  cpIsAttendance,
  cpIsAttendanceRead,
  cpIsAttendancesWeighed,
  cpIsSent,
  sentHowWords,
  settingWords,
} from '../child-protection/index.ts'
import { writeOne } from '../commands.ts'
import { type ChildOnRecord, type OnChild, openChild, readByKind, readStanding } from '../family/index.ts'

const params = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

/** A change that waits to be told: by the entry that made it. */
type Waits = { readonly about: EntryId; readonly what: Change; readonly dueOn: string | null }
type Attendance = { readonly one: OnChild; readonly says: string; readonly read: OnChild | undefined }
type Opened = {
  readonly child: ChildOnRecord
  readonly waits: readonly Waits[]
  readonly sent: readonly OnChild<{ what: Change; how: keyof typeof sentHowWords }>[]
  readonly attendances: readonly Attendance[]
  /** Has the NHS a number by which it could be told of the child, as far as the reader may know? */
  readonly number: boolean
  /** Does a manager have several attendances to weigh? */
  readonly weigh: boolean
  readonly weighed: readonly OnChild[]
}

const kinds = [identifier, cpIsSent, cpIsAttendance, cpIsAttendanceRead, cpIsAttendancesWeighed] as const

const open = async (tx: Tx, person: SubjectId): Promise<Opened> => {
  const child = await openChild(tx, person)
  if (child.relations.length === 0) throw new NotFound()
  const told = await readByKind(tx, person, kinds)
  const standing = await readStanding(tx, person, ['cp-is-update', 'cp-is-attendances'])
  const read = told.of(cpIsAttendanceRead)
  return {
    child,
    waits: standing
      .filter(one => one.rule === 'cp-is-update')
      .map(one => ({
        about: (one.key.split('/').at(-1)?.split('|')[0] ?? '') as EntryId,
        what: one.name as Change,
        dueOn: one.due_on,
      })),
    sent: told.of(cpIsSent).toReversed(),
    attendances: told
      .of(cpIsAttendance)
      .toReversed()
      .map(one => ({
        one,
        says: `${settingWords[one.facts.setting]}${one.facts.organisation ? `, ${one.facts.organisation}` : ''}`,
        read: read.find(answer => answer.answers === one.root),
      })),
    number: told.of(identifier).some(one => one.facts.scheme === 'nhs-number'),
    weigh: standing.some(one => one.rule === 'cp-is-attendances'),
    weighed: told.of(cpIsAttendancesWeighed).toReversed(),
  }
}

type Parts = { readonly csrf: string; readonly newCommandId: () => string; readonly form: FormState }

const Page = ({ opened, parts }: { opened: Opened; parts: Parts }) => {
  const { child, waits, sent, attendances, number, weigh, weighed } = opened
  const action = `/people/${child.subject}/cp-is`
  const form = { action, csrf: parts.csrf }
  return (
    <>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">{child.name}</span>
        What the NHS knows, and what it tells us
      </h1>
      <p class="govuk-body">
        The NHS is told that {child.called} is on a child protection plan or cared for by the authority, and whom to ring: never where{' '}
        {child.called} lives, or why. When {child.called} is seen by an emergency department or a unit like it, the NHS tells us where and
        when.
      </p>
      <h2 class="govuk-heading-m">Seen by the NHS without an appointment</h2>
      {attendances.length === 0 && (
        <EmptyState wouldBe="When the NHS tells us that it has seen the child, it stands here, with who has read it and what follows." />
      )}
      {weigh && child.may(cpIsAttendancesWeighed) && (
        <Form {...form} commandId={parts.newCommandId()}>
          <input type="hidden" name="does" value="weigh" />
          <LongTextField
            form={parts.form}
            name="decided"
            rows={3}
            label={`${child.called} was seen again within a short time. What does that mean, and what is done?`}
          />
          <Button text="Write down what is decided" preventDoubleClick />
        </Form>
      )}
      {attendances.map(({ one, says, read }) => (
        <section key={one.root}>
          <h3 class="govuk-heading-s">
            {printMoment(one.at)}: {says}
          </h3>
          {read ? (
            <p class="govuk-body">
              Read by {read.by} on {printDay(read.on)}.{read.said['follows'] && ` ${read.said['follows']}`}
            </p>
          ) : child.may(cpIsAttendanceRead) ? (
            <Form {...form} commandId={parts.newCommandId()}>
              <input type="hidden" name="does" value="read" />
              <input type="hidden" name="entry" value={one.root} />
              <LongTextField
                form={parts.form}
                name={`follows-${one.root}`}
                rows={2}
                label="What follows? (optional)"
                hint="Whom you rang, and what they said"
              />
              <Button text="I have read it" preventDoubleClick />
            </Form>
          ) : (
            <p class="govuk-body">Not read yet.</p>
          )}
        </section>
      ))}
      {weighed.map(one => (
        <p class="govuk-body" key={one.root}>
          {printDay(one.on)}, {one.by}: {one.said['decided']}
        </p>
      ))}
      <h2 class="govuk-heading-m">What the NHS is told</h2>
      {!number && child.may(cpIsAttendanceRead) && (
        <>
          <WarningText
            text={`There is no NHS number of ${child.called} on record. Without it the NHS cannot be told of ${child.called}.`}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={`/people/${child.subject}/details/identifier`}>
              Write down the NHS number
            </a>
          </p>
        </>
      )}
      {waits.map(({ about, what, dueOn }) => (
        <section key={about}>
          <p class="govuk-body">
            Not told yet: {changeWords[what]}.{dueOn && ` To be told by ${printDay(dueOn as Parameters<typeof printDay>[0])}.`}
          </p>
          {child.may(cpIsSent) && (
            <Form {...form} commandId={parts.newCommandId()}>
              <input type="hidden" name="does" value="told" />
              <input type="hidden" name="entry" value={about} />
              <Button text={`I told the NHS by hand: ${changeWords[what]}`} classes="govuk-button--secondary" preventDoubleClick />
            </Form>
          )}
        </section>
      ))}
      {sent.length + waits.length === 0 && (
        <EmptyState wouldBe="That a plan or care began or ended, a birth and a move stand here once the NHS is told." />
      )}
      {sent.length > 0 && (
        <SummaryList
          rows={sent.map(one => ({
            key: printDay(one.on),
            value: `${changeWords[one.facts.what]}, told ${sentHowWords[one.facts.how]} (${one.by})`,
          }))}
        />
      )}
    </>
  )
}

const showPage = (ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId'>, opened: Opened, form: FormState): Reply =>
  show(
    ask.page({
      title: 'What the NHS knows and tells us',
      errors: form.errors,
      way: { kind: 'back', href: `/people/${opened.child.subject}` },
      children: <Page opened={opened} parts={{ csrf: ask.csrf, newCommandId: ask.newCommandId, form }} />,
    }),
    {
      status: form.errors.length > 0 ? 422 : 200,
      json: {
        person: opened.child.subject,
        waits: opened.waits,
        sent: opened.sent.map(one => ({ on: one.on, ...one.facts })),
        attendances: opened.attendances.map(({ one, read }) => ({ entry: one.root, at: one.at, ...one.facts, read: read !== undefined })),
        weigh: opened.weigh,
        errors: form.errors,
      },
    },
  )

const body = z.object({
  does: z.enum(['told', 'read', 'weigh'], { error: 'Choose what you do' }),
  entry: z
    .string()
    .refine(isId)
    .transform(text => text as EntryId)
    .optional(),
  decided: words(4000).optional(),
})

/** What the NHS is told of a child, and the attendances it tells of (practice: cp-is). `book`: the kinds and rules in force. */
export const cpIsRoutes = (book: () => Book): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/cp-is',
    words: 'what the NHS knows of a child and tells of it',
    params,
    handle: async ask => showPage(ask, await ask.tx(tx => open(tx, ask.params.person)), { typed: {}, errors: [] }),
  }),
  route({
    method: 'POST',
    url: '/people/:person/cp-is',
    words: 'write down that the NHS was told, or that a notice was read or weighed',
    params,
    body,
    labels: { does: 'What you do', entry: 'About which', decided: 'What is decided' },
    handle: async ask => {
      const { person } = ask.params
      const wrong = await ask.tx(async tx => {
        const opened = await open(tx, person)
        const { child } = opened
        if (!ask.form.ok) throw new NotFound()
        const { does, entry, decided } = ask.form.data
        const write = async (one: Parameters<typeof writeOne>[2]['entry']): Promise<undefined> => {
          const outcome = await writeOne(tx, book(), { id: ask.commandId as CommandId, person, entry: one })
          if (outcome.done === 'asked') throw new Error('a gate stood before what the NHS is told')
        }
        if (does === 'told') {
          const waits = opened.waits.find(one => one.about === entry)
          if (!child.may(cpIsSent)) throw new NotFound()
          return waits && write({ kind: cpIsSent, parts: { record: { facts: { what: waits.what, about: waits.about, how: 'hand' } } } })
        }
        if (does === 'read') {
          const seen = opened.attendances.find(({ one }) => one.root === entry)
          if (!seen || !child.may(cpIsAttendanceRead)) throw new NotFound()
          const follows = words(4000).safeParse(ask.typed[`follows-${seen.one.root}`] ?? '')
          if (!follows.success)
            return {
              opened,
              errors: [{ field: `follows-${seen.one.root}`, message: follows.error.issues[0]?.message ?? 'Use fewer words' }],
            }
          return seen.read
            ? undefined
            : write({
                kind: cpIsAttendanceRead,
                answers: seen.one.root,
                once: true,
                parts: { record: { facts: {}, narrative: { follows: follows.data || undefined } } },
              })
        }
        if (!child.may(cpIsAttendancesWeighed)) throw new NotFound()
        if (!decided?.trim()) return { opened, errors: [{ field: 'decided', message: 'Write what it means and what is done' }] }
        return write({ kind: cpIsAttendancesWeighed, parts: { record: { facts: {}, narrative: { decided } } } })
      })
      return wrong ? showPage(ask, wrong.opened, { typed: ask.typed, errors: wrong.errors }) : go(`/people/${person}/cp-is`)
    },
  }),
]
