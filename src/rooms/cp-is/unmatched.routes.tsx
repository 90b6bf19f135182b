import { z } from 'zod'
import {
  Button,
  capital,
  Details,
  EmptyState,
  Form,
  type FormState,
  LevelTag,
  LongTextField,
  SummaryCard,
} from '../../design-system/index.ts'
import { type Day, day, dayOf, dueInWords, type Moment, moment, printDay, printMoment, spanInWords } from '../../guidance/index.ts'
import { statement } from '../../kernel/db/statement.ts'
import type { Tx } from '../../kernel/db/with-actor.ts'
import { go, NotFound, type Reply, show } from '../../kernel/http/reply.ts'
import { type Ask, type Route, route } from '../../kernel/http/route.ts'
import { said } from '../../thread/fields.ts'
import { printIdentifier } from '../../thread/identifiers.ts'
import { isId } from '../../thread/ids.ts'
import { settingWords } from '../child-protection/index.ts'
import { attendanceNotice } from './notice.ts'
import { settledBy } from './waiting-notices.ts'

/** A notice that fits no child on record, or one for whom nobody works now. */
type Unmatched = {
  readonly id: string
  readonly received: Moment
  readonly nhsNumber: string
  readonly born: Day
  readonly at: Moment
  readonly where: string
  /** By when it is settled, and whether that has passed. */
  readonly dueOn: Day
  readonly late: boolean
}

/** One that somebody settled. */
type Settled = {
  readonly id: string
  readonly received: Moment
  readonly at: Moment
  readonly by: string
  readonly words: string
  readonly late: boolean
}
type Listed = { readonly notices: readonly Unmatched[]; readonly settled: readonly Settled[] }

const most = 50

// Who may be meant is not known: nobody's record is shown.
const unmatched = statement<{ notice_id: string; received_at: string; content: unknown }>(
  'nhs-notices-unmatched',
  null,
  `select * from gt.attendance_unmatched(${most})`,
)
const settle = statement<{ done: boolean }>('nhs-notice-settle', null, 'select gt.attendance_settle($1, $2) as done')

const settledLately = statement<{ notice_id: string; received_at: string; settled_at: string; name: string; words: string | null }>(
  'nhs-notices-settled',
  null,
  `select s.notice_id, s.received_at, s.settled_at, coalesce(a.name, 'Somebody who is no longer here') as name, s.words
   from gt.attendance_settled(${most}) s left join gt.account a on a.partnership_id = $1 and a.account_id = s.settled_by order by s.settled_at desc, s.notice_id`,
)

const readUnmatched = async (tx: Tx): Promise<Listed> => {
  const by = await settledBy(tx)
  const notices = (await tx.run(unmatched, [])).map(row => {
    const { child, attended } = attendanceNotice.parse(row.content)
    const { dueOn, due } = by(moment(row.received_at))
    return {
      dueOn,
      late: due <= tx.actor.at,
      id: row.notice_id,
      received: moment(row.received_at),
      nhsNumber: child.nhsNumber,
      born: day(child.born),
      at: attended.at,
      where: `${settingWords[attended.setting]}${attended.organisation ? `, ${attended.organisation}` : ''}`,
    }
  })
  const settled = (await tx.run(settledLately, [tx.actor.partnership])).map(row => ({
    id: row.notice_id,
    received: moment(row.received_at),
    at: moment(row.settled_at),
    by: row.name,
    words: row.words ?? '',
    late: by(moment(row.received_at)).due <= moment(row.settled_at),
  }))
  return { notices, settled }
}

const Page = ({
  listed: { notices, settled },
  today,
  form,
  csrf,
  newCommandId,
}: {
  listed: Listed
  today: Day
  form: FormState
  csrf: string
  newCommandId: () => string
}) => (
  <>
    <h1 class="govuk-heading-l">Notices of the NHS that fit no child</h1>
    <p class="govuk-body gt-narrative">
      The NHS told us that a child was seen, and no one child on record with somebody who works with them has this NHS number and this day
      of birth. Each is tried again every quarter of an hour: where the number or the day of birth is put right on the child’s record, the
      notice goes there by itself. If you think that a child is in danger, raise a concern.
    </p>
    {notices.length === 0 ? (
      <EmptyState wouldBe="Notices that fit no child stand here until they do, or until somebody settles them. None waits now." />
    ) : (
      notices.map(one => (
        <section key={one.id}>
          <SummaryCard
            title={{ text: `${capital(one.where)}, ${printMoment(one.at)}`, headingLevel: 2 }}
            rows={[
              { key: 'NHS number', value: printIdentifier('nhs-number', one.nhsNumber) },
              { key: 'Born', value: printDay(one.born) },
              { key: 'Told us', value: `${printMoment(one.received)}, ${spanInWords(dayOf(one.received), today)}` },
              {
                key: 'To be settled',
                value: {
                  text: (
                    <>
                      {one.late && <LevelTag level="OVERDUE" />} {dueInWords(one.dueOn, today)}
                    </>
                  ),
                },
              },
            ]}
          />
          <Form action="/cp-is/unmatched" csrf={csrf} commandId={newCommandId()}>
            <input type="hidden" name="notice" value={one.id} />
            <LongTextField
              name={`words-${one.id}`}
              form={form}
              rows={2}
              label="How is it settled?"
              hint="For example: rang the hospital, the child lives in another area and its council was told. Name nobody"
            />
            <Button text="Take it off this list" classes="govuk-button--secondary" preventDoubleClick />
          </Form>
        </section>
      ))
    )}
    {notices.length === most && <p class="govuk-body">There are more: they stand here once some of these are settled.</p>}
    {settled.length > 0 && (
      <Details summary={`Settled in the last ninety days (${settled.length === most ? `the last ${most}` : settled.length})`}>
        <ul class="govuk-list gt-list-lines">
          {settled.map(one => (
            <li key={one.id}>
              {printMoment(one.at)}, {one.by}
              {one.late && `, late: it came ${printMoment(one.received)}`}: <span class="gt-narrative">{one.words}</span>
            </li>
          ))}
        </ul>
      </Details>
    )}
  </>
)

const showPage = (ask: Pick<Ask, 'page' | 'csrf' | 'newCommandId' | 'today'>, listed: Listed, form: FormState): Reply =>
  show(
    ask.page({
      title: 'Notices of the NHS that fit no child',
      errors: form.errors,
      children: <Page listed={listed} today={ask.today} form={form} csrf={ask.csrf} newCommandId={ask.newCommandId} />,
    }),
    { status: form.errors.length > 0 ? 422 : 200, json: { ...listed, errors: form.errors } },
  )

const body = z.object({ notice: z.string().refine(isId) })

/** Notices of the NHS that fit no child: they wait where somebody sees them, and are settled in words (practice: cp-is). */
export const unmatchedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/cp-is/unmatched',
    words: 'notices of the NHS that fit no child',
    handle: async ask => showPage(ask, await ask.tx(readUnmatched), { typed: {}, errors: [] }),
  }),
  route({
    method: 'POST',
    url: '/cp-is/unmatched',
    words: 'settle a notice of the NHS that fits no child',
    body,
    handle: async ask => {
      const wrong = await ask.tx(async tx => {
        if (!ask.form.ok) throw new NotFound()
        const { notice } = ask.form.data
        const field = `words-${notice}`
        const words = said(2000, 'Write how it is settled').safeParse(ask.typed[field] ?? '')
        if (!words.success)
          return {
            listed: await readUnmatched(tx),
            errors: [{ field, message: words.error.issues[0]?.message ?? 'Write how it is settled' }],
          }
        // Somebody else may have settled it meanwhile, or it fits now: either way it is off the list.
        await tx.run(settle, [notice, words.data])
        return undefined
      })
      return wrong ? showPage(ask, wrong.listed, { typed: ask.typed, errors: wrong.errors }) : go('/cp-is/unmatched')
    },
  }),
]
