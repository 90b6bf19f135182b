import type { FormState, Typed } from '../../../design-system/index.ts'
import {
  Button,
  CheckboxesField,
  capital,
  DateField,
  EmptyState,
  Form,
  InsetText,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  TextField,
} from '../../../design-system/index.ts'
import { printDay, printMoment } from '../../../guidance/index.ts'
import type { EntryId } from '../../../thread/ids.ts'
import { meetingWords } from '../../meetings/index.ts'
import { type ItemWords, SharedItem } from '../item-words.tsx'
import { sharedWords } from '../telling/shared-with-family.ts'
import { shareForm } from './forms.ts'
import type { MeetingToTell } from './meetings-to-tell.ts'
import type { ChildOfFamily, FamilyAccount, ShareableEntry, Written } from './with-the-family.queries.ts'

const { labels } = shareForm

export type ShareProps = {
  readonly child: ChildOfFamily
  readonly account: FamilyAccount
  /** Of which entry, where one was chosen; and from which one may choose where not. */
  readonly chosen: ShareableEntry | undefined
  readonly entries: readonly ShareableEntry[]
  /** What the family wrote, where this is the answer. */
  readonly answers: Written | undefined
  /** The meetings that are coming to which families are asked. */
  readonly meetings: readonly MeetingToTell[]
  /** The one of them that is told of. */
  readonly told?: MeetingToTell | undefined
  readonly titleOf: (entry: ShareableEntry) => string
  readonly form: FormState
  readonly csrf: string
  readonly commandId: string
}

const here = ({ child, account }: Pick<ShareProps, 'child' | 'account'>): string =>
  `/people/${child.person}/with-family/with/${account.account}/new`

/** Choosing what is shared with one person: words of an entry, or words written for them. */
export const SharePage = (props: ShareProps) => {
  const { child, account, chosen, answers, meetings, told, titleOf, form, csrf, commandId } = props
  return (
    <>
      <h1 class="govuk-heading-l">
        {told
          ? `Tell ${account.name} of the ${meetingWords[told.type].toLowerCase()}`
          : `${answers ? 'Answer' : 'Share something with'} ${account.name}`}
      </h1>
      {told && (
        <p class="govuk-body">
          It is set for {printMoment(told.at)}. The words below are a beginning: change each of them as {account.name} needs it.
        </p>
      )}
      {answers && (
        <InsetText>
          <p class="govuk-body gt-narrative">{answers.words}</p>
        </InsetText>
      )}
      {chosen ? (
        <Form action={here(props)} csrf={csrf} commandId={commandId}>
          <input type="hidden" name="entry" value={chosen.entry} />
          <p class="govuk-body">
            {titleOf(chosen)}, {printDay(chosen.on)}. The words are shared as they stand and cannot be changed here: leave out what{' '}
            {account.name} should not read, or write it anew.
          </p>
          <CheckboxesField
            name="fields"
            form={form}
            fieldset={smallLegend(labels.fields)}
            items={chosen.fields.map(one => ({ value: one.field, text: one.heading }))}
          />
          <TextField name="title" form={form} label={smallLabel(labels.title)} hint={{ text: titleHint }} />
          <Button text="Look at it as they will read it" preventDoubleClick />
        </Form>
      ) : (
        <>
          {!answers && !told && meetings.length > 0 && (
            <>
              <h2 class="govuk-heading-m">A meeting that is coming</h2>
              <ul class="govuk-list govuk-list--bullet">
                {meetings.map(one => (
                  <li key={one.meeting}>
                    <a class="govuk-link" href={`${here(props)}?meeting=${one.meeting}`}>
                      Tell {account.name} of the {meetingWords[one.type].toLowerCase()} on {printMoment(one.at)}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          {!told && <h2 class="govuk-heading-m">In words of your own</h2>}
          <Form action={here(props)} csrf={csrf} commandId={commandId}>
            {answers ? (
              <>
                <input type="hidden" name="answers" value={answers.entry} />
                <input type="hidden" name="sort" value="answer" />
              </>
            ) : told ? (
              <input type="hidden" name="sort" value="date" />
            ) : (
              <RadiosField
                name="sort"
                form={form}
                fieldset={smallLegend(labels.sort)}
                items={(['plan', 'date', 'decision'] as const).map(value => ({ value, text: capital(sharedWords[value]) }))}
              />
            )}
            <TextField name="title" form={form} label={smallLabel(labels.title)} hint={{ text: titleHint }} />
            <LongTextField
              name="words"
              form={form}
              rows={6}
              label={smallLabel(labels.words)}
              hint="To them, in short sentences. Say nothing of who told us, of where somebody lives, or of anybody else’s life"
            />
            {!answers && (
              <>
                <DateField name="onDay" form={form} fieldset={smallLegend(labels.onDay)} />
                <TextField
                  name="atTime"
                  form={form}
                  label={smallLabel(labels.atTime)}
                  hint={{ text: 'For example, half past ten' }}
                  classes="govuk-input--width-20"
                />
                <TextField name="place" form={form} label={smallLabel(labels.place)} />
              </>
            )}
            <Button text="Look at it as they will read it" preventDoubleClick />
          </Form>
          {!answers && !told && <FromTheRecord {...props} />}
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/people/${child.person}/with-family`}>
          Share nothing
        </a>
      </p>
    </>
  )
}

const titleHint = 'It stands in a list that somebody else may see: “For you”, “About Tuesday”'

const FromTheRecord = (props: ShareProps) => (
  <>
    <h2 class="govuk-heading-m">Or words of the record</h2>
    {props.entries.length === 0 ? (
      <EmptyState wouldBe="Entries whose words can be shared as they stand would be here. There is none." />
    ) : (
      <ul class="govuk-list govuk-list--bullet">
        {props.entries.map(one => (
          <li key={one.entry}>
            <a class="govuk-link" href={`${here(props)}?entry=${one.entry}`}>
              {props.titleOf(one)}, {printDay(one.on)}
            </a>
          </li>
        ))}
      </ul>
    )}
  </>
)

const carried = (typed: Typed): [string, string][] =>
  Object.entries(typed).flatMap(([name, value]) =>
    ['entry', 'answers', 'fields', 'sort', 'title', 'words', 'onDay-day', 'onDay-month', 'onDay-year', 'atTime', 'place'].includes(name) &&
    value
      ? [value].flat().map((one): [string, string] => [name, one])
      : [],
  )

/** Looked at exactly as it will be read, before it is shared. */
export const LookPage = ({
  child,
  account,
  item,
  seen,
  form,
  csrf,
  commandId,
}: Pick<ShareProps, 'child' | 'account' | 'form' | 'csrf' | 'commandId'> & {
  item: ItemWords
  /** The words of the entry that were looked at: where they are others by then, nothing is shared. */
  seen: { entry: EntryId; words: string } | undefined
}) => (
  <>
    <h1 class="govuk-heading-l">As {account.name} will read it</h1>
    <InsetText>
      <h2 class="govuk-heading-m">{item.title}</h2>
      <SharedItem item={item} />
    </InsetText>
    <Form action={here({ child, account })} csrf={csrf} commandId={commandId}>
      <input type="hidden" name="step" value="share" />
      {carried(form.typed).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {seen && <input type="hidden" name="words" value={seen.words} />}
      <CheckboxesField
        name="read"
        form={form}
        fieldset={smallLegend(labels.read)}
        items={[
          {
            value: 'yes',
            text: `I have. It says nothing of who told us, of where somebody lives, of the police or the law, or of anybody else, and it is safe for ${child.called} that ${account.name} reads it`,
          },
        ]}
      />
      <Button text={`Share it with ${account.name}`} preventDoubleClick />
    </Form>
    <p class="govuk-body">
      <a class="govuk-link" href={`/people/${child.person}/with-family`}>
        Share nothing
      </a>
    </p>
  </>
)
