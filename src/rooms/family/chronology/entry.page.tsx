import { Button, Details, Form, type FormState, LongTextField, Timeline } from '../../../design-system/index.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { addendum, note } from '../../recording/index.ts'
import type { ReadEntry } from './entries.queries.ts'
import { addForm, markForm } from './entry-forms.ts'
import { onThread } from './entry-on-thread.tsx'
import type { WhoAndMay } from './may-write.queries.ts'
import { significance } from './significance.ts'

export type EntryPageParts = {
  readonly person: SubjectId
  readonly who: WhoAndMay
  readonly read: ReadEntry
  readonly adding: FormState
  readonly marking: FormState
  readonly csrf: string
  readonly newCommandId: () => string
}

/** One entry by itself, whole, and what can be said beside it: the entry is never changed. */
export const EntryPage = ({ person, who, read, adding, marking, csrf, newCommandId }: EntryPageParts) => {
  const { entry, own } = read
  const here = `/people/${person}/entries/${entry.root}`
  const standing = !entry.withdrawn
  return (
    <>
      <h1 class="govuk-heading-l">One entry about {who.called}</h1>
      <Timeline label="The entry" headingLevel={2} entries={[onThread(entry, { whole: true })]} />
      {standing && who.may(addendum.name) && (
        <Details summary="Add to it" open={adding.errors.length > 0}>
          <p class="govuk-body">What stands here stays as it is. What you add is shown below it with your name and today’s date.</p>
          <Form action={`${here}/add`} csrf={csrf} commandId={newCommandId()}>
            <LongTextField name="added" form={adding} label={addForm.labels.added} />
            <Button text="Add" preventDoubleClick />
          </Form>
        </Details>
      )}
      {standing && who.may(significance.name) && (
        <Details summary={entry.significant ? 'It is no longer significant' : 'Mark it as significant'} open={marking.errors.length > 0}>
          <p class="govuk-body">
            {entry.significant
              ? 'The mark and its reason stay on the record; the entry is no longer picked out.'
              : `What is significant is picked out in ${who.called}’s chronology, for everybody who reads it.`}
          </p>
          <Form action={`${here}/significance`} csrf={csrf} commandId={newCommandId()}>
            <input type="hidden" name="significant" value={entry.significant ? 'no' : 'yes'} />
            <LongTextField name="reason" form={marking} rows={3} label={markForm.labels.reason} />
            <Button text={entry.significant ? 'Take the mark away' : 'Mark as significant'} preventDoubleClick />
          </Form>
        </Details>
      )}
      {standing && own && entry.kind === note.name && who.may(note.name) && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${here}/correct`}>
            Correct what you wrote
          </a>
        </p>
      )}
    </>
  )
}
