import {
  Button,
  EmptyState,
  Form,
  type FormState,
  LongTextField,
  RadiosField,
  SummaryCard,
  WarningText,
} from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import { dayOf, moment, printDay } from '../../../guidance/index.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { wholeName } from '../../../thread/own-kinds/index.ts'
import { sayAge, sayName } from '../search/say-found.ts'
import type { Beside } from '../search/search.queries.ts'
import type { Pair } from './duplicates.queries.ts'
import type { MergedRecord } from './merged.queries.ts'
import { RecordCard } from './record-card.tsx'

/** Asks whether two records of one person are to be read as one, which is kept, and why; says who will see more. */
export const MergePage = ({
  pair,
  beside,
  form,
  today,
  csrf,
  commandId,
}: {
  pair: Pair
  beside: ReadonlyMap<SubjectId, Beside>
  form: FormState
  today: Day
  csrf: string
  commandId: string
}) => {
  const records = [
    { id: pair.person, record: pair.one, title: 'One record' },
    { id: pair.other, record: pair.two, title: 'The other record' },
  ]
  return (
    <>
      <h1 class="govuk-heading-l">Read these records as one?</h1>
      {records.map(({ id, record, title }) => (
        <RecordCard key={id} title={title} record={record} person={id} beside={beside.get(id)} today={today} />
      ))}
      <WarningText text="Everybody who works with either record will see both, as far as they may see the one they work with today. Whoever is kept out of either is kept out of both." />
      <p class="govuk-body">
        What happened, what is due and what is counted is worked out from both records together. Nothing is moved or lost, and the records
        can be taken apart again; what is written in the meantime stays on the record it was written on.
      </p>
      <Form action={`/people/duplicates/${pair.person}/${pair.other}/one`} csrf={csrf} commandId={commandId}>
        <RadiosField
          form={form}
          name="kept"
          fieldset={{ legend: { text: 'Which record says who the person is?', classes: 'govuk-fieldset__legend--m' } }}
          hint={{ text: 'Its name and date of birth are shown; the other’s find the person too.' }}
          items={records.map(({ id, record, title }) => ({ value: id, text: `${title}: ${sayName(record)}, ${sayAge(record, today)}` }))}
        />
        <LongTextField
          form={form}
          name="reason"
          label="How do you know that both are of one person?"
          hint="For example: the school confirmed both addresses; the NHS number is the same."
          rows={3}
        />
        <Button text="Read them as one" preventDoubleClick />
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={`/people/duplicates/${pair.person}/${pair.other}`}>
          Leave them apart
        </a>
      </p>
    </>
  )
}

/** The records that are read as part of one, each with who merged it and why, and for those who may a way to take it apart. */
export const MergedRecordsPage = ({
  person,
  records,
  may,
  csrf,
  newCommandId,
}: {
  person: SubjectId
  records: readonly MergedRecord[]
  may: boolean
  csrf: string
  newCommandId: () => string
}) => (
  <>
    <h1 class="govuk-heading-l">Records that are read as one</h1>
    {records.length === 0 ? (
      <EmptyState wouldBe="Another record of this person that is read together with this one would stand here. There is none." />
    ) : (
      records.map(one => (
        <section key={one.record}>
          <SummaryCard
            title={{ text: `A record of ${wholeName(one)}`, headingLevel: 2 }}
            rows={[
              { key: 'Read as part of this one since', value: printDay(dayOf(moment(one.known))) },
              { key: 'By', value: one.author },
              { key: 'Because', value: one.reason },
              {
                key: 'Written on this record since',
                value:
                  one.since === 0
                    ? 'Nothing'
                    : one.since === 1
                      ? 'One entry'
                      : one.since >= 1000
                        ? '1,000 entries or more'
                        : `${one.since} entries`,
              },
            ]}
          />
          {may && (
            <Form action={`/people/${person}/records/${one.record}/apart`} csrf={csrf} commandId={newCommandId()}>
              <p class="govuk-body">
                Taken apart, each record is read by itself again, with what was written on it at any time. Look through what was written
                since: what belongs to the other person is withdrawn here and written there.
              </p>
              <Button text={`Take the record of ${wholeName(one)} apart`} classes="govuk-button--secondary" preventDoubleClick />
            </Form>
          )}
        </section>
      ))
    )}
  </>
)
