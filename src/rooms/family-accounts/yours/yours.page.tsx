import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  CheckboxesField,
  Details,
  EmptyState,
  Form,
  InsetText,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  Tag,
  TextField,
} from '../../../design-system/index.ts'
import { type Day, printDay, printMomentShort } from '../../../guidance/index.ts'
import { SharedItem } from '../item-words.tsx'
import { viewWords } from '../telling/family-view.ts'
import { codeForm, quietForm, sortLabels, writeForm } from './forms.ts'
import type { OwnFamily, OwnItem, OwnWords } from './yours.queries.ts'

/** What a line of the list says: where pages are quiet, nothing of what it is. */
const lineOf = (item: OwnItem, number: number, quiet: boolean): string =>
  quiet ? `${number}. From ${item.from}, ${printMomentShort(item.sharedAt)}` : item.title

/** All that is shared with somebody of a family. */
export const YoursPage = ({
  family,
  items,
  words,
  today,
}: {
  family: OwnFamily
  items: readonly OwnItem[]
  words: readonly OwnWords[]
  today: Day
}) => {
  const unread = items.filter(one => !one.readAt).length
  const next = items
    .flatMap(one => (one.onDay && one.onDay >= today ? [{ ...one, onDay: one.onDay }] : []))
    .sort((a, b) => (a.onDay < b.onDay ? -1 : 1))[0]
  return (
    <>
      <h1 class="govuk-heading-l">{unread > 0 ? 'You have something to read' : 'Nothing new'}</h1>
      {next && (
        <InsetText>
          Next: <strong>{[printDay(next.onDay), next.atTime].filter(Boolean).join(', ')}</strong>.{' '}
          <a class="govuk-link" href={`/yours/items/${next.item}`}>
            Open<span class="govuk-visually-hidden"> what comes next</span>
          </a>
        </InsetText>
      )}
      {items.length === 0 ? (
        <EmptyState wouldBe="What somebody shares with you will be here." />
      ) : (
        <ul class="govuk-list gt-list-lines">
          {items.map((one, at) => (
            <li key={one.item}>
              <a class="govuk-link" href={`/yours/items/${one.item}`}>
                {lineOf(one, items.length - at, family.safe)}
              </a>{' '}
              {!one.readAt && <Tag text="New" />}
            </li>
          ))}
        </ul>
      )}
      {family.children.length > 0 && <Button text="Write to us" href="/yours/write" classes="govuk-button--secondary" />}
      {words.length > 0 && (
        <Details summary="What you wrote">
          <ul class="govuk-list gt-list-lines">
            {words.map(one => (
              <li key={one.entry}>
                <p class="govuk-body govuk-!-margin-bottom-1">
                  {printMomentShort(one.at)}
                  {!family.safe && `: ${viewWords[one.sort]}`}
                </p>
                <p class="govuk-body gt-narrative">{one.words}</p>
              </li>
            ))}
          </ul>
        </Details>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/yours/settings">
          How these pages behave
        </a>
      </p>
    </>
  )
}

type FormProps = { readonly form: FormState; readonly csrf: string; readonly commandId: string }

/** What somebody may write: an advocate is for the young person to ask for. */
const sortsFor = (family: OwnFamily) =>
  Object.entries(sortLabels).flatMap(([value, text]) => (value === 'advocate' && family.sort !== 'young-person' ? [] : [{ value, text }]))

const WriteFields = ({ family, form }: { family: OwnFamily; form: FormState }) => (
  <>
    <RadiosField name="sort" form={form} fieldset={smallLegend(writeForm.labels.sort)} items={sortsFor(family)} />
    <LongTextField
      name="words"
      form={form}
      rows={5}
      label={smallLabel(writeForm.labels.words)}
      hint={
        family.sort === 'parent'
          ? 'The people who work with your child read it. It is kept, with your name.'
          : 'The people who work with you read it. Nobody at home does.'
      }
    />
    <Button text="Send" preventDoubleClick />
  </>
)

/** One thing that was shared, and writing back. In a quiet page its words are folded away until they are asked for. */
export const YourItemPage = ({ family, item, form, csrf, commandId }: FormProps & { family: OwnFamily; item: OwnItem }) => {
  const said = <SharedItem item={item} />
  return (
    <>
      <h1 class="govuk-heading-l">{family.safe ? 'Something for you' : item.title}</h1>
      <p class="govuk-body">
        From {item.from}, {printMomentShort(item.sharedAt)}.
      </p>
      {family.safe ? (
        <Details summary="Show the words">
          <h2 class="govuk-heading-m">{item.title}</h2>
          {item.called && family.children.length > 1 && <p class="govuk-body">About {item.called}.</p>}
          {said}
        </Details>
      ) : (
        said
      )}
      <h2 class="govuk-heading-m">Answer</h2>
      <Form action={`/yours/items/${item.item}`} csrf={csrf} commandId={commandId}>
        <WriteFields family={family} form={form} />
      </Form>
    </>
  )
}

/** Writing without an occasion. */
export const WritePage = ({
  family,
  children,
  form,
  csrf,
  commandId,
}: FormProps & { family: OwnFamily; children: readonly { id: string; called: string }[] }) => (
  <>
    <h1 class="govuk-heading-l">Write to us</h1>
    <Form action="/yours/write" csrf={csrf} commandId={commandId}>
      {children.length > 1 && (
        <RadiosField
          name="child"
          form={form}
          fieldset={smallLegend(writeForm.labels.child)}
          items={children.map(one => ({ value: one.id, text: one.called }))}
        />
      )}
      <WriteFields family={family} form={form} />
    </Form>
  </>
)

/** It is sent. */
export const SentPage = () => (
  <>
    <h1 class="govuk-heading-l">It is sent</h1>
    <p class="govuk-body">The people it is for can read it now.</p>
    <p class="govuk-body">
      <a class="govuk-link" href="/yours">
        Go back
      </a>
    </p>
  </>
)

/** How the pages behave, mail, and how one signs in. */
export const SettingsPage = ({ family, form, csrf, commandId }: FormProps & { family: OwnFamily }) => (
  <>
    <h1 class="govuk-heading-l">How these pages behave</h1>
    <Form action="/yours/settings" csrf={csrf} commandId={commandId}>
      <CheckboxesField
        name="quiet"
        form={form}
        fieldset={smallLegend(quietForm.labels.quiet)}
        items={[
          {
            value: 'yes',
            text: 'Say nothing of what this is about',
            hint: {
              text: 'No title and no name on a page says it, words are folded away until you ask for them, and the page hides itself after two minutes',
            },
          },
        ]}
      />
      {family.mail && (
        <CheckboxesField
          name="mail"
          form={form}
          fieldset={smallLegend(quietForm.labels.mail)}
          items={[
            {
              value: 'no',
              text: 'Send me no mail any more',
              hint: { text: 'Mail goes to the address you gave. It says “You have something to read”' },
            },
          ]}
        />
      )}
      <Button text="Keep this" preventDoubleClick />
    </Form>
    <p class="govuk-body">
      <a class="govuk-link" href="/account">
        How you sign in, and where you are signed in
      </a>
    </p>
    <p class="govuk-body">
      Lost your telephone or your password? Tell the person who gave you your code: they give you a new one when you meet.
    </p>
  </>
)

/** The code that opens an account. */
export const BeginPage = ({ form, csrf, commandId }: FormProps) => (
  <>
    <h1 class="govuk-heading-l">Begin</h1>
    <Form action="/yours/begin" csrf={csrf} commandId={commandId}>
      <TextField
        name="begin"
        form={form}
        label={smallLabel(codeForm.labels.begin)}
        hint={{ text: 'Twelve letters and numbers. Spaces do not matter' }}
        classes="govuk-input--width-20"
        autocomplete="off"
        spellcheck={false}
      />
      <Button text="Go on" preventDoubleClick />
    </Form>
    <p class="govuk-body">
      Begun already?{' '}
      <a class="govuk-link" href="/sign-in?to=/yours">
        Sign in
      </a>
    </p>
  </>
)
