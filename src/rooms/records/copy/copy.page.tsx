import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  capital,
  Details,
  Form,
  InsetText,
  LongTextField,
  Pagination,
  RadiosField,
  SelectField,
  SummaryList,
  smallLabel,
  smallLegend,
  Table,
  Tag,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { dayOf, printBecause, printDay, printMoment } from '../../../guidance/index.ts'
import { askerWords } from '../access/access-request.ts'
import { handedForm, lookedForm, otherForm, partForm } from './copy.forms.ts'
import type { CopyHead } from './copy.queries.ts'
import type { CopyEntry, CopyPart, Stretch } from './copy.ts'
import type { Decisions, PartDecision } from './decide.ts'
import { mayBeNamed, type Other } from './others.ts'
import { type OpenCopy, openOn, pageOf, pagesOf, seenOn } from './prepare-copy.ts'
import { becauseOf, reasonWords } from './withhold.ts'

const none: FormState = { typed: {}, errors: [] }

const stateWords = {
  preparing: 'Being prepared',
  ready: 'Ready: somebody else looks through it',
  released: 'Let go: it can be handed over',
  'handed-over': 'Handed over',
  'given-up': 'Given up',
} as const

/** A text as whoever prepares the copy reads it: what is kept back stands there, marked in colour and in words. */
const Words = ({ stretches }: { stretches: readonly Stretch[] }) => (
  <>
    {stretches.map(({ text, kept }) =>
      kept ? (
        <>
          <mark>{text}</mark> <span class="govuk-hint">(kept back)</span>
        </>
      ) : (
        text
      ),
    )}
  </>
)

const saidOfPart = (decision: PartDecision): string =>
  decision.answer === 'given' ? 'Given' : `Kept back: ${decision.reason ? reasonWords[decision.reason] : ''}`

const PartTag = ({ part }: { part: CopyPart }) => {
  if (part.decision)
    return <Tag text={saidOfPart(part.decision)} classes={part.decision.answer === 'given' ? 'govuk-tag--green' : 'govuk-tag--grey'} />
  if (part.suggested) return <Tag text={`Suggested: ${saidOfPart(part.suggested).toLowerCase()}`} classes="govuk-tag--yellow" />
  return <Tag text="You decide" classes="govuk-tag--red" />
}

const PartLines = ({ part }: { part: CopyPart }) =>
  part.elsewhere ? (
    <p class="govuk-body">
      {part.group === 'referrer' ? 'Whoever told us asked not to be named' : 'Another agency keeps this to itself'}. Nobody here reads it.
    </p>
  ) : part.lines.length === 0 ? (
    <p class="govuk-body">Nothing is written in it.</p>
  ) : (
    <SummaryList
      classes="govuk-summary-list--no-border"
      rows={part.lines.map(line => ({ key: line.label, value: { text: <Words stretches={line.stretches} /> } }))}
    />
  )

const EntryPart = ({ head, entry }: { head: CopyHead; entry: CopyEntry }) => (
  <section>
    <h2 class="govuk-heading-m">
      {entry.number}. {entry.words}
    </h2>
    {entry.title.length > 0 && (
      <p class="govuk-body">
        <Words stretches={entry.title} />
      </p>
    )}
    <p class="govuk-hint">
      {entry.when}. Written by <Words stretches={entry.by} />.
      {entry.corrects !== null && ` ${entry.entry.withdraws ? 'Takes back' : 'Corrects'} entry ${entry.corrects}.`}
    </p>
    {entry.parts.map(part => (
      <>
        <h3 class="govuk-heading-s">
          {part.words} <PartTag part={part} />
        </h3>
        <PartLines part={part} />
        {head.state === 'preparing' && head.waits && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/copies/${head.id}/entries/${entry.entry.id}/${part.key.split(' ')[2] ?? ''}`}>
              {part.decision ? 'Change' : 'Decide'}
              <span class="govuk-visually-hidden">
                {' '}
                entry {entry.number}, {part.words.toLowerCase()}
              </span>
            </a>
          </p>
        )}
      </>
    ))}
  </section>
)

const Head = ({ head }: { head: CopyHead }) => (
  <SummaryList
    rows={[
      { key: 'Record of', value: head.name ?? 'A person not yet named' },
      { key: 'Asked for by', value: `${capital(askerWords[head.by])}, ${printDay(head.asked)}` },
      { key: 'For', value: head.reader },
      ...(head.childSays ? [{ key: 'What the child says', value: head.childSays }] : []),
      { key: 'State', value: stateWords[head.state] },
      ...(head.readyBy && head.readyAt ? [{ key: 'Made ready by', value: `${head.readyBy}, ${printDay(dayOf(head.readyAt))}` }] : []),
      ...(head.releasedBy && head.releasedAt ? [{ key: 'Let go by', value: `${head.releasedBy}, ${printMoment(head.releasedAt)}` }] : []),
      ...(head.handedHow ? [{ key: 'Handed over', value: head.handedHow }] : []),
    ]}
  />
)

/** What was sent back with a form, and what was wrong with it. */
export type Sent = { readonly which: 'looked' | 'handed' | null; readonly form: FormState; readonly refused: string | null }

/** One copy: how far it is, its entries page by page, and what can be done next. */
export const CopyPage = ({
  open,
  page,
  sent,
  csrf,
  commandId,
}: {
  open: OpenCopy
  page: number
  sent: Sent
  csrf: string
  commandId: string
}) => {
  const { head, copy, others, decisions } = open
  const at = `/copies/${head.id}`
  const shown = pageOf(copy, page)
  const takes = openOn(shown).length
  const pages = pagesOf(copy)
  const named = others.filter(other => decisions.others.get(other.key)?.answer === 'given').length
  const preparing = head.state === 'preparing' && head.waits
  return (
    <>
      <h1 class="govuk-heading-l">Copy of a record</h1>
      {sent.refused && <WarningText text={sent.refused} iconFallbackText="Not done" />}
      <Head head={head} />
      {!head.waits && head.state !== 'handed-over' && (
        <InsetText text="The request was answered otherwise: this copy is not needed any more." />
      )}
      {head.returnedBecause && <InsetText text={`${head.returnedBy ?? 'Somebody'} gave it back: ${head.returnedBecause}`} />}
      {head.sha256 && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${at}/paper`}>
            The paper as it was made ready (PDF, {head.pages ?? 0} {head.pages === 1 ? 'page' : 'pages'})
          </a>
        </p>
      )}
      {preparing && (
        <>
          <p class="govuk-body">
            <a class="govuk-link" href={`${at}/others`}>
              Who and what else the record names
            </a>
            : {others.length - named} kept back, {named} named.
          </p>
          {copy.undecided > 0 ? (
            <p class="govuk-body">{copy.undecided === 1 ? 'One part waits' : `${copy.undecided} parts wait`} for somebody to decide.</p>
          ) : (
            <Form action={`${at}/ready`} csrf={csrf} commandId={commandId}>
              <InsetText text="Everything is decided. Somebody else looks through it before it goes." />
              <Button text="Make it ready" preventDoubleClick />
            </Form>
          )}
        </>
      )}
      {head.state === 'ready' && head.waits && <LookedPart head={head} sent={sent} csrf={csrf} commandId={commandId} />}
      {head.state === 'released' && head.waits && (
        <Form action={`${at}/handed`} csrf={csrf} commandId={commandId}>
          <h2 class="govuk-heading-m">Hand it over</h2>
          <LongTextField
            name="how"
            form={sent.which === 'handed' ? sent.form : none}
            rows={3}
            label={smallLabel(handedForm.labels.how)}
            hint={{ text: 'This answers the request' }}
          />
          <Button text="Record that it was handed over" preventDoubleClick />
        </Form>
      )}
      {shown.map(entry => (
        <EntryPart head={head} entry={entry} />
      ))}
      {preparing && takes > 0 && (
        <Form action={`${at}/taken`} csrf={csrf} commandId={commandId}>
          <input type="hidden" name="at" value={String(page)} />
          <input type="hidden" name="seen" value={seenOn(shown)} />
          <Button text={takes === 1 ? 'Take what is suggested here' : `Take the ${takes} suggestions on this page`} preventDoubleClick />
        </Form>
      )}
      {copy.entries.length > 0 && pages > 1 && (
        <Pagination
          previous={page > 1 ? { href: `${at}?page=${page - 1}`, text: 'Before' } : undefined}
          next={page < pages ? { href: `${at}?page=${page + 1}`, text: 'Next entries' } : undefined}
        />
      )}
    </>
  )
}

const LookedPart = ({ head, sent, csrf, commandId }: { head: CopyHead; sent: Sent; csrf: string; commandId: string }) => (
  <Form action={`/copies/${head.id}/answer`} csrf={csrf} commandId={commandId}>
    <h2 class="govuk-heading-m">Look through it</h2>
    <input type="hidden" name="read" value={head.sha256 ?? ''} />
    {head.mine ? (
      <InsetText text="You decided part of it: somebody else has to let it go. You may take it back to change it." />
    ) : (
      <InsetText text="Read the paper itself, word for word: what stands in it is what whoever asked will read." />
    )}
    <RadiosField
      name="outcome"
      form={sent.which === 'looked' ? sent.form : none}
      fieldset={smallLegend(lookedForm.labels.outcome)}
      items={[
        ...(head.mine ? [] : [{ value: 'let-go', text: 'Yes, I read it and it may go' }]),
        { value: 'give-back', text: 'No, something has to be put right' },
      ]}
    />
    <LongTextField
      name="because"
      form={sent.which === 'looked' ? sent.form : none}
      rows={3}
      label={smallLabel(lookedForm.labels.because)}
    />
    <Button text="Record it" preventDoubleClick />
  </Form>
)

const sortWords = {
  person: 'On record',
  told: 'As somebody told of them',
  referrer: 'Told us',
  withheld: 'Told us',
  place: 'A protected place',
  number: 'A number, postcode or address for mail',
} as const satisfies Record<Other['sort'], string>

/** Everybody and everything else that the record names: kept back wherever they stand, unless somebody says otherwise. */
export const OthersPage = ({
  copy,
  others,
  decisions,
  form,
  csrf,
  commandId,
}: {
  copy: string
  others: readonly Other[]
  decisions: Decisions
  form: FormState
  csrf: string
  commandId: string
}) => (
  <>
    <h1 class="govuk-heading-l">Who and what else the record names</h1>
    <p class="govuk-body">
      Their names, numbers and places are kept back wherever they stand. Name them only where they agreed, or where it is reasonable
      without: whoever asks knows it already, or gave it themselves. People who wrote something as part of their work are named anyway.
    </p>
    {others.length === 0 ? (
      <p class="govuk-body">It names nobody else.</p>
    ) : (
      <>
        <Table
          head={['Who or what', 'What they are here', 'In the copy']}
          firstCellIsHeader
          rows={others.map(other => {
            const decided = decisions.others.get(other.key)
            return [
              { text: other.called },
              { text: sortWords[other.sort] },
              { text: decided ? `${decided.answer === 'given' ? 'Named' : 'Kept back'}: ${decided.why}` : 'Kept back' },
            ]
          })}
        />
        <Form action={`/copies/${copy}/others`} csrf={csrf} commandId={commandId}>
          <h2 class="govuk-heading-m">Decide otherwise</h2>
          <SelectField
            name="who"
            form={form}
            label={smallLabel(otherForm.labels.who)}
            items={[{ value: '', text: 'Choose' }, ...others.filter(mayBeNamed).map(other => ({ value: other.key, text: other.called }))]}
          />
          <RadiosField
            name="outcome"
            form={form}
            fieldset={smallLegend(otherForm.labels.outcome)}
            items={[
              { value: 'given', text: 'Yes, they are named' },
              { value: 'kept-back', text: 'No, they are kept back' },
            ]}
          />
          <LongTextField name="because" form={form} rows={3} label={smallLabel(otherForm.labels.because)} />
          <Button text="Record it" preventDoubleClick />
        </Form>
      </>
    )}
  </>
)

/** One part of one entry, with what is decided of it. */
export const PartPage = ({
  copy,
  entry,
  part,
  form,
  csrf,
  commandId,
}: {
  copy: string
  entry: CopyEntry
  part: CopyPart
  form: FormState
  csrf: string
  commandId: string
}) => (
  <>
    <h1 class="govuk-heading-l">
      Entry {entry.number}: {part.words.toLowerCase()}
    </h1>
    <p class="govuk-body">
      {entry.words}, {entry.when}. <PartTag part={part} />
    </p>
    <PartLines part={part} />
    {part.group === 'health' && (
      <InsetText text="What concerns health is given only after the health professional it comes from, or who looks after the person now, was asked whether it would do serious harm." />
    )}
    {part.group === 'file' && (
      <InsetText text="The file is not part of the paper. Look through it, and hand it over beside the paper, or keep it back." />
    )}
    <Form action={`/copies/${copy}/entries/${entry.entry.id}/${part.key.split(' ')[2] ?? ''}`} csrf={csrf} commandId={commandId}>
      <RadiosField
        name="outcome"
        form={form}
        fieldset={smallLegend(partForm.labels.outcome)}
        items={[
          ...(part.elsewhere ? [] : [{ value: 'given', text: 'Yes, but for the words that are kept back' }]),
          { value: 'kept-back', text: 'No, all of it is kept back' },
        ]}
      />
      <SelectField
        name="reason"
        form={form}
        label={smallLabel(partForm.labels.reason)}
        items={[
          { value: '', text: 'Nothing is kept back but what the program found' },
          ...Object.entries(reasonWords).map(([value, text]) => ({ value, text: capital(text) })),
        ]}
      />
      <TextField
        name="opinion"
        form={form}
        label={smallLabel(partForm.labels.opinion)}
        hint={{ text: 'For what concerns health, and wherever serious harm is the reason: name, job and day' }}
      />
      <Details summary="Change which words are kept back" open={Boolean(form.typed['hide'] || form.typed['show'])}>
        <LongTextField name="hide" form={form} rows={3} label={smallLabel(partForm.labels.hide)} />
        <LongTextField name="show" form={form} rows={3} label={smallLabel(partForm.labels.show)} />
      </Details>
      <LongTextField name="why" form={form} rows={3} label={smallLabel(`${partForm.labels.why} (where it is not what was suggested)`)} />
      <Button text="Record it" preventDoubleClick />
    </Form>
    <Details summary="Where the law says so">
      <ul class="govuk-list govuk-list--bullet">
        {(Object.keys(reasonWords) as (keyof typeof reasonWords)[]).map(reason => {
          const because = becauseOf(reason)
          return (
            <li>
              {capital(reasonWords[reason])}
              {because ? `; ${printBecause(because)}: ${because.words}` : ''}
            </li>
          )
        })}
      </ul>
    </Details>
  </>
)
