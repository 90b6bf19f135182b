import type { Contact, FormState } from '../../../design-system/index.ts'
import { Button, DateField, Form, InsetText, TextField } from '../../../design-system/index.ts'
import { printDate } from '../../../guidance/index.ts'
import type { KnownChild } from './known.queries.ts'
import { type KnownAsked, knownForm } from './known-form.ts'

const { labels } = knownForm

/** The question. */
export const KnownPage = ({ form, csrf, commandId }: { form: FormState; csrf: string; commandId: string }) => (
  <>
    <h1 class="govuk-heading-l">Is this child known?</h1>
    <p class="govuk-body">
      You learn whether somebody like this may be on record and whom to ring. What is recorded stays closed. Every question is kept with
      your name.
    </p>
    <Form action="/known" csrf={csrf} commandId={commandId}>
      <TextField name="given" form={form} label={{ text: labels.given }} autocomplete="off" spellcheck={false} />
      <TextField name="family" form={form} label={{ text: labels.family }} autocomplete="off" spellcheck={false} />
      <DateField
        name="born"
        form={form}
        fieldset={{ legend: { text: `${labels.born}, if you know it` } }}
        hint={{ text: 'For example, 27 3 2019' }}
      />
      <TextField name="address" form={form} label={{ text: `${labels.address}, if you know it` }} autocomplete="off" spellcheck={false} />
      <TextField
        name="postcode"
        form={form}
        label={{ text: `${labels.postcode}, if you know it` }}
        classes="govuk-input--width-10"
        autocomplete="off"
        spellcheck={false}
      />
      <Button text="Ask" />
    </Form>
  </>
)

const fitWords: Readonly<Record<KnownChild['fits'], string>> = {
  well: 'A child on record fits well',
  likely: 'A child on record is likely to be meant',
  possibly: 'A child on record may be meant',
}

const Ring = ({ contacts }: { contacts: readonly Contact[] }) => (
  <ul class="govuk-list">
    {contacts.map(one => (
      <li key={one.telephone}>
        {one.name}: <strong>{one.telephone}</strong>, {one.hours}
      </li>
    ))}
  </ul>
)

/** What was asked, as one line says it. */
export const sayAsked = (asked: KnownAsked): string =>
  [
    `${asked.given} ${asked.family}`,
    asked.born && `born ${printDate(asked.born)}`,
    [asked.address, asked.postcode].filter(Boolean).join(', ') || undefined,
  ]
    .filter(Boolean)
    .join('; ')

const OneKnown = ({ one, question, opens }: { one: KnownChild; question: string; opens: boolean }) => (
  <li class="gt-found">
    <h2 class="gt-found__who">{fitWords[one.fits]}</h2>
    {one.ring === 'yours' ? (
      <p class="govuk-body">
        You or your team work with this child:{' '}
        <a class="govuk-link" href={`/people/${one.person}`}>
          open the record
        </a>
        .
      </p>
    ) : (
      <>
        <p class="gt-found__line">
          {one.ring === 'team'
            ? `Ring the ${one.team}${one.agency ? ` (${one.agency})` : ''}.`
            : 'Ring the front door, by the numbers below.'}{' '}
          If you need to work with the child, ask to be added: it opens the record to you at once.
        </p>
        {opens && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/known/${question}/open/${one.person}`}>
              It cannot wait: open this record in an emergency
            </a>
          </p>
        )}
      </>
    )}
  </li>
)

/** The answer: how well somebody on record fits, and whom to ring. It looks the same whoever is known. */
export const KnownAnswerPage = ({
  asked,
  question,
  children,
  contacts,
  opens,
}: {
  asked: KnownAsked
  question: string
  children: readonly KnownChild[]
  contacts: readonly Contact[]
  /** May whoever asks open a record in an emergency? */
  opens: boolean
}) => (
  <>
    <h1 class="govuk-heading-l">Is this child known?</h1>
    <p class="govuk-body">You asked about {sayAsked(asked)}.</p>
    {children.length > 0 ? (
      <ol class="gt-found-list">
        {children.map(one => (
          <OneKnown key={one.person} one={one} question={question} opens={opens} />
        ))}
      </ol>
    ) : (
      <InsetText>
        Nobody on record fits this. That says nothing about whether the child is safe: if you are worried, ring the front door or raise a
        concern.
      </InsetText>
    )}
    <h2 class="govuk-heading-m">Whom to ring</h2>
    <Ring contacts={contacts} />
    <p class="govuk-body">
      <a class="govuk-link" href="/concerns/new">
        Raise a concern
      </a>
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href="/known">
        Ask about another child
      </a>
    </p>
  </>
)
