import type { FormState } from '../../../design-system/index.ts'
import {
  Button,
  capital,
  Form,
  InsetText,
  LongTextField,
  RadiosField,
  SummaryList,
  smallLabel,
  smallLegend,
  Tag,
  TextField,
  WarningText,
} from '../../../design-system/index.ts'
import { printMomentShort, printTimeOfDay } from '../../../guidance/index.ts'
import type { Paper } from '../../../kernel/documents/paper/index.ts'
import { PaperShown } from '../../../kernel/documents/paper/shown.tsx'
import { checks, sayFound, sayOne, secondWords } from './checks.ts'
import { answerField, checkForm, handForm, handWords, recallForm } from './disclosure.forms.ts'
import type { Check, Found, Outgoing } from './disclosure.queries.ts'
import { basisWords, documentWords, knownWords } from './disclosure.ts'
import { type Standing, stateOf } from './state.ts'

/** Where it stands, in a word. */
export const StateTag = ({ outgoing }: { outgoing: Standing }) => {
  const { text, colour } = stateOf(outgoing)
  return <Tag text={text} classes={`govuk-tag--${colour}`} />
}

/** What kind of document it is, and of chosen entries how many. */
const whatItIs = ({ kind, entries }: Pick<Outgoing, 'kind' | 'entries'>): string =>
  kind !== 'chosen-entries' ? documentWords[kind] : entries === 1 ? 'One entry of the record' : `${entries} entries of the record`

/** What the reader will read, word for word. */
const Preview = ({ paper }: { paper: Paper }) => (
  <section aria-labelledby="what">
    <h2 class="govuk-heading-m" id="what">
      What the reader gets
    </h2>
    <PaperShown paper={paper} />
  </section>
)

/** Each check by its name, and what it found. */
const Checks = ({ found }: { found: readonly Found[] }) => (
  <section aria-labelledby="checks">
    <h2 class="govuk-heading-m" id="checks">
      What was looked for
    </h2>
    <SummaryList
      rows={(Object.keys(checks) as Check[]).map(sort => {
        const here = found.filter(one => one.sort === sort)
        return {
          key: checks[sort].name,
          value: here.length === 0 ? 'Nothing found' : sayFound(here),
        }
      })}
    />
  </section>
)

const sayWhy = (because: readonly string[]): string => because.map(one => secondWords[one] ?? one).join(', and ')

/** One document for one reader: what it says, what has to be looked at, and letting it go. */
export const OutgoingPage = ({
  outgoing,
  paper,
  found,
  secondBecause,
  may,
  form,
  minutes,
  csrf,
  commandId,
}: {
  outgoing: Outgoing
  paper: Paper | null
  found: readonly Found[]
  secondBecause: readonly string[]
  /** May the asker prepare and take back, and may they let it go? */
  may: { readonly prepare: boolean; readonly letGo: boolean }
  form: FormState
  minutes: number
  csrf: string
  commandId: string
}) => {
  const here = `/people/${outgoing.person}/shared/${outgoing.id}`
  const refused = found.filter(one => one.sort === 'protected')
  const asked = found.filter(one => one.sort !== 'protected')
  const two = secondBecause.length > 0
  return (
    <>
      <h1 class="govuk-heading-l">For {outgoing.reader}</h1>
      <p class="govuk-body">
        <StateTag outgoing={outgoing} />
      </p>
      <SummaryList
        rows={[
          { key: 'Who it is for', value: `${outgoing.reader}, ${outgoing.as}` },
          {
            key: 'What it is',
            value: `${whatItIs(outgoing)}, ${outgoing.pages === 1 ? 'one page' : `${outgoing.pages} pages`}`,
          },
          { key: 'Made by', value: `${outgoing.madeBy}, ${printMomentShort(outgoing.madeAt)}` },
          ...(outgoing.checkedBy ? [{ key: 'Checked by', value: outgoing.checkedBy }] : []),
          ...(outgoing.why.purpose ? [{ key: 'Purpose', value: outgoing.why.purpose }] : []),
          ...(outgoing.releasedBy && outgoing.releasedAt
            ? [{ key: 'Let go by', value: `${outgoing.releasedBy}, ${printMomentShort(outgoing.releasedAt)}` }]
            : []),
          ...(outgoing.openedAt ? [{ key: 'Opened by the reader', value: printMomentShort(outgoing.openedAt) }] : []),
          ...(outgoing.handedAt
            ? [{ key: 'Handed over', value: `${outgoing.handedHow ?? ''}, ${printMomentShort(outgoing.handedAt)}` }]
            : []),
          ...(outgoing.recalledAt
            ? [
                {
                  key: 'Taken back',
                  value: `${outgoing.recalledBy ?? ''}, ${printMomentShort(outgoing.recalledAt)}: ${outgoing.recalledBecause ?? ''}`,
                },
              ]
            : []),
        ]}
      />
      {(outgoing.state === 'drafted' || outgoing.state === 'checked') && <Checks found={found} />}
      {outgoing.state === 'drafted' && refused.length > 0 && (
        <WarningText
          iconFallbackText="Warning"
          text={`This cannot go to anybody: it says words of an address that is protected (${refused.map(sayOne).join('; ')}). Throw it away and leave out the entry that says so.`}
        />
      )}
      {paper && outgoing.state !== 'recalled' && <Preview paper={paper} />}
      {outgoing.state === 'drafted' && refused.length === 0 && may.prepare && (
        <Form action={`${here}/check`} csrf={csrf} commandId={commandId}>
          <h2 class="govuk-heading-m">Before it goes</h2>
          {asked.map(one => (
            <LongTextField
              key={answerField(one)}
              name={answerField(one)}
              form={form}
              rows={2}
              label={smallLabel(
                one.sort === 'responsibility'
                  ? `Nobody has recorded that ${outgoing.reader} has parental responsibility. ${checks[one.sort].asks}`
                  : `${checks[one.sort].name}: ${sayOne(one)}. ${checks[one.sort].asks}`,
              )}
            />
          ))}
          <LongTextField name="purpose" form={form} rows={3} label={smallLabel(checkForm.labels.purpose)} />
          <RadiosField
            name="basis"
            form={form}
            fieldset={smallLegend(checkForm.labels.basis)}
            hint="The safety of a child never waits for somebody’s agreement"
            items={Object.entries(basisWords).map(([value, text]) => ({ value, text: capital(text) }))}
          />
          <RadiosField
            name="known"
            form={form}
            fieldset={smallLegend(checkForm.labels.known)}
            items={Object.entries(knownWords).map(([value, text]) => ({ value, text: capital(text) }))}
          />
          <Button text="It is checked" preventDoubleClick />
        </Form>
      )}
      {outgoing.state === 'checked' &&
        (may.letGo ? (
          <Form action={`${here}/release`} csrf={csrf} commandId={commandId}>
            <h2 class="govuk-heading-m" id="release">
              Let it go
            </h2>
            <p class="govuk-body">
              {two
                ? `Two people are needed here, because ${sayWhy(secondBecause)}: ${outgoing.checkedBy ?? 'somebody'} checked it, and you let it go. `
                : ''}
              It can be taken back for {minutes === 1 ? 'one minute' : `${minutes} minutes`}; until then nobody has it.
            </p>
            <Button text="Let it go" preventDoubleClick />
          </Form>
        ) : (
          <InsetText>
            {two
              ? `Somebody else has to let this go, because ${sayWhy(secondBecause)}: the manager or the chair who works with the child, and not whoever prepared it.`
              : 'Whoever works with the child lets this go.'}
          </InsetText>
        ))}
      {outgoing.stopped && (
        <WarningText
          iconFallbackText="Warning"
          text="Since this was let go something has changed: the reader may not have all of it any more, an entry was corrected or taken back, or an address became protected. Nobody has it, and nobody gets it. Do not hand it over, destroy what was printed, and take it back."
        />
      )}
      {outgoing.state === 'released' && outgoing.open && !outgoing.stopped && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${here}/paper`} download>
            {outgoing.sort === 'account' ? 'What was sent, as a PDF' : 'The document to print, as a PDF'}
          </a>
        </p>
      )}
      {outgoing.state === 'released' && !outgoing.open && outgoing.opensAt && (
        <InsetText>
          Nobody has it yet. It can be taken back until {printTimeOfDay(outgoing.opensAt)};{' '}
          {outgoing.sort === 'account' ? 'then the reader is told that something waits.' : 'then it can be printed and handed over.'}
        </InsetText>
      )}
      {outgoing.state === 'released' &&
        outgoing.open &&
        !outgoing.stopped &&
        outgoing.sort !== 'account' &&
        !outgoing.handedAt &&
        may.prepare && (
          <Form action={`${here}/hand-over`} csrf={csrf} commandId={commandId}>
            <h2 class="govuk-heading-m">Handed over</h2>
            <RadiosField
              name="by"
              form={form}
              fieldset={smallLegend(handForm.labels.by)}
              items={Object.entries(handWords)
                .filter(([value]) => value !== 'post' || !['protected', 'near'].some(one => secondBecause.includes(one)))
                .map(([value, text]) => ({ value, text: capital(text) }))}
            />
            <TextField name="how" form={form} label={smallLabel(handForm.labels.how)} />
            <Button text="Write it down" preventDoubleClick />
          </Form>
        )}
      {may.prepare &&
        (outgoing.state === 'drafted' ||
          outgoing.state === 'checked' ||
          outgoing.stopped ||
          (outgoing.state === 'released' && !outgoing.open)) && (
          <Form action={`${here}/recall`} csrf={csrf} commandId={commandId}>
            <h2 class="govuk-heading-m">{outgoing.state === 'released' ? 'Take it back' : 'Throw it away'}</h2>
            <LongTextField name="reason" form={form} rows={2} label={smallLabel(recallForm.labels.reason)} />
            <Button
              text={outgoing.state === 'released' ? 'Take it back' : 'Throw it away'}
              classes="govuk-button--warning"
              preventDoubleClick
            />
          </Form>
        )}
      {outgoing.state !== 'drafted' && Object.keys(outgoing.answers).length > 0 && (
        <section aria-labelledby="answered">
          <h2 class="govuk-heading-m" id="answered">
            What was answered
          </h2>
          <SummaryList rows={Object.entries(outgoing.answers).map(([key, value]) => ({ key: sayAnswered(key), value }))} />
        </section>
      )}
      <p class="govuk-body-s">The digest of its exact bytes is {outgoing.sha256.match(/.{8}/g)?.join(' ')}.</p>
    </>
  )
}

const sayAnswered = (key: string): string => {
  const sort = key.split(': ')[0] as Check
  return `${checks[sort]?.name ?? key}: ${key.slice(sort.length + 2)}`
}
