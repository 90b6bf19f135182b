import {
  Button,
  CheckboxesField,
  capital,
  Details,
  EmptyState,
  Form,
  type FormState,
  InsetText,
  LongTextField,
  RadiosField,
  smallLabel,
  smallLegend,
  Tag,
  WarningText,
  WideTable,
} from '../../../design-system/index.ts'
import { printMomentShort } from '../../../guidance/index.ts'
import type { Paper } from '../../../kernel/documents/paper/index.ts'
import { PaperShown } from '../../../kernel/documents/paper/shown.tsx'
import type { SubjectId } from '../../../thread/ids.ts'
import {
  answerField,
  basisWords,
  checkForm,
  checks,
  documentWords,
  type Found,
  keyOf,
  knownWords,
  type MeetingOnRecord,
  sayOne,
  secondWords,
  stateOf,
} from '../../commands.ts'
import type { PaperOfConference } from './papers.queries.ts'
import { type Prepared, paperWords, renderingOf } from './prepare.ts'
import { renderingWords } from './rendering.ts'

type Marks = { readonly csrf: string; readonly commandId: string }

/** A paper that waits to be looked at before it goes: what it says, what was found in it, and whether two people are needed. */
export type Waiting = {
  readonly id: string
  readonly reader: string
  readonly as: string
  readonly paper: Paper | null
  readonly found: readonly Found[]
  readonly secondBecause: readonly string[]
}

const StateOf = ({ one }: { one: PaperOfConference }) => {
  const { text, colour } = stateOf(one)
  return <Tag text={text} classes={`govuk-tag--${colour}`} />
}

/** When its reader had it, or how far it is. */
const since = ({ openedAt, handedAt, handedHow, releasedAt }: PaperOfConference): string =>
  openedAt
    ? `Opened ${printMomentShort(openedAt)}`
    : handedAt
      ? `${capital(handedHow ?? 'handed over')}, ${printMomentShort(handedAt)}`
      : releasedAt
        ? `Let go ${printMomentShort(releasedAt)}`
        : ''

/** What was made of a conference to go out, to whom, and what became of each. `linked`: may whoever reads this open each document? */
export const PapersTable = ({
  papers,
  meeting,
  of,
  linked,
}: {
  papers: readonly PaperOfConference[]
  /** Whom they are about: by that the table is called. */
  of: string
  meeting: MeetingOnRecord
  linked: boolean
}) => (
  <WideTable
    label={`Letters and reports: ${of}`}
    head={['For', 'What', 'Where it stands', 'When']}
    firstCellIsHeader
    rows={papers.map(one => [
      {
        text: linked ? (
          <>
            <a class="govuk-link" href={`/people/${one.child}/shared/${one.id}`}>
              {one.reader}
            </a>
            , {one.as}
          </>
        ) : (
          `${one.reader}, ${one.as}`
        ),
      },
      { text: `${documentWords[one.kind]}, ${renderingWords[renderingOf(meeting, { ...one, id: one.to, self: one.to === one.child })]}` },
      {
        text: (
          <>
            <StateOf one={one} />
            {one.saysBefore && ' Says what stood before it was put right'}
          </>
        ),
      },
      { text: since(one) },
    ])}
  />
)

/** The papers of a conference, each child apart: what was sent to whom, and who has it. */
export const PapersOfConference = ({
  meeting,
  papers,
  prepares,
  unsent,
}: {
  meeting: MeetingOnRecord
  papers: readonly PaperOfConference[]
  /** The children of whom whoever reads this may prepare papers. */
  prepares: readonly SubjectId[]
  /** Of each child, those who were invited and to whom the letter has not gone. */
  unsent: ReadonlyMap<SubjectId, readonly string[]>
}) => (
  <>
    <span class="govuk-caption-l">{meeting.words}</span>
    <h1 class="govuk-heading-l">{meeting.whom}: letters and reports</h1>
    {meeting.children.map(child => {
      const here = papers.filter(one => one.child === child.child)
      const missing = unsent.get(child.child) ?? []
      return (
        <section key={child.child}>
          <h2 class="govuk-heading-m">{child.name}</h2>
          {missing.length > 0 && (
            <InsetText>
              What was decided about {child.name} has not gone to: {missing.join('; ')}.
            </InsetText>
          )}
          {here.length > 0 ? (
            <PapersTable papers={here} meeting={meeting} of={child.name} linked={prepares.includes(child.child)} />
          ) : (
            <EmptyState wouldBe="Nothing was sent yet. The reports go to the family before the conference, the letter of what was decided to everybody who was asked by the next working day." />
          )}
          {prepares.includes(child.child) && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/meetings/${meeting.matter}/papers/${child.child}`}>
                Prepare a letter or the reports<span class="govuk-visually-hidden"> about {child.name}</span>
              </a>
            </p>
          )}
        </section>
      )
    })}
  </>
)

/** Everything that was found in several papers, each once: whoever answers for it answers for all of them. */
const foundInAll = (waiting: readonly Waiting[]): readonly { readonly one: Found; readonly readers: readonly string[] }[] => {
  const by = new Map<string, { one: Found; readers: string[] }>()
  for (const { found, reader } of waiting)
    for (const one of found) {
      const key = answerField(one)
      const there = by.get(key) ?? { one, readers: [] }
      by.set(key, { one, readers: [...there.readers, reader] })
    }
  return [...by.values()]
}

const LetGo = ({
  action,
  marks,
  waiting,
  form,
  called,
}: {
  action: string
  marks: Marks
  waiting: readonly Waiting[]
  form: FormState
  called: string
}) => {
  const found = foundInAll(waiting)
  const guarded = found.filter(({ one }) => one.sort === 'protected')
  const asked = found.filter(({ one }) => one.sort !== 'protected')
  const two = waiting.filter(one => one.secondBecause.length > 0)
  return (
    <>
      <h2 class="govuk-heading-m">Look at them, and let them go</h2>
      {waiting.map(one => (
        <Details key={one.id} summary={`What ${one.reader} gets (${one.as})`}>
          {one.paper ? <PaperShown paper={one.paper} /> : <p class="govuk-body">It holds something that is not open to you.</p>}
        </Details>
      ))}
      {guarded.length > 0 && (
        <WarningText
          iconFallbackText="Warning"
          text={`${guarded.map(({ one, readers }) => `An address that is protected (${sayOne(one)}) stands in what is for ${readers.join(', ')}`).join('. ')}. What says it goes to nobody: put it right in the entry it stands in, throw the paper away and prepare it again.`}
        />
      )}
      {two.length > 0 && (
        <InsetText>
          Two people are needed for {two.map(one => one.reader).join(', ')}, because{' '}
          {[...new Set(two.flatMap(one => one.secondBecause))].map(why => secondWords[why] ?? why).join(', and ')}. You check it here; the
          manager or the chair who works with {called} lets it go.
        </InsetText>
      )}
      <Form action={action} csrf={marks.csrf} commandId={marks.commandId}>
        {asked.map(({ one, readers }) => (
          <LongTextField
            key={answerField(one)}
            name={answerField(one)}
            form={form}
            rows={2}
            label={smallLabel(
              one.sort === 'responsibility'
                ? `Nobody has recorded that ${readers.join(', ')} has parental responsibility. ${checks[one.sort].asks}`
                : `${checks[one.sort].name}: ${sayOne(one)}. ${checks[one.sort].asks}`,
            )}
            hint={`For ${readers.join(', ')}`}
          />
        ))}
        <LongTextField name="purpose" form={form} rows={2} label={smallLabel(checkForm.labels.purpose)} />
        <RadiosField
          name="basis"
          form={form}
          fieldset={smallLegend(checkForm.labels.basis)}
          items={Object.entries(basisWords).map(([value, text]) => ({ value, text: capital(text) }))}
        />
        <RadiosField
          name="known"
          form={form}
          fieldset={smallLegend(checkForm.labels.known)}
          items={Object.entries(knownWords).map(([value, text]) => ({ value, text: capital(text) }))}
        />
        <Button text={waiting.length === 1 ? 'It is checked: let it go' : 'They are checked: let them go'} preventDoubleClick />
      </Form>
    </>
  )
}

/** The papers of a conference about one child: what was made, what waits to be looked at, and preparing more. */
export const PrepareForChild = ({
  prepared,
  papers,
  waiting,
  form,
  sent,
  marks,
}: {
  prepared: Prepared
  papers: readonly PaperOfConference[]
  waiting: readonly Waiting[]
  form: FormState
  /** Which of the two forms was sent. */
  sent: 'prepare' | 'go' | null
  marks: () => Marks
}) => {
  const { meeting, name, called, decided, reports, readers } = prepared
  const here = `/meetings/${meeting.matter}/papers/${prepared.child}`
  const sorts = [...(decided ? (['decisions'] as const) : []), ...(reports ? (['report'] as const) : [])]
  const settled = papers.filter(one => !waiting.some(other => other.id === one.id))
  return (
    <>
      <span class="govuk-caption-l">{meeting.words}</span>
      <h1 class="govuk-heading-l">{name}: letters and reports</h1>
      {waiting.length > 0 && (
        <LetGo
          action={`${here}/go`}
          marks={marks()}
          waiting={waiting}
          called={called}
          form={
            sent === 'go'
              ? form
              : {
                  typed: {
                    purpose: `So that whoever was asked to the conference about ${called} knows what was brought and decided, and what happens now.`,
                    basis: 'safeguarding',
                  },
                  errors: [],
                }
          }
        />
      )}
      {sorts.length === 0 ? (
        <InsetText>
          Nothing is decided about {called} yet, and no agency has brought anything. The reports can be sent as soon as the first is
          written, the letter as soon as the decision is.
        </InsetText>
      ) : readers.length === 0 ? (
        <InsetText>Nobody is on the case or invited to whom anything could go.</InsetText>
      ) : (
        <Details summary="Prepare a letter or the reports" open={waiting.length === 0 || sent === 'prepare'}>
          <Form action={here} {...marks()}>
            <RadiosField
              name="paper"
              form={sent === 'prepare' ? form : { typed: { paper: sorts[0] ?? '' }, errors: [] }}
              fieldset={smallLegend('What do you prepare?')}
              items={sorts.map(value => ({ value, text: paperWords[value] }))}
            />
            <CheckboxesField
              name="to"
              form={
                sent === 'prepare' ? form : { typed: { to: readers.filter(one => one.invited && !one.keptOut).map(keyOf) }, errors: [] }
              }
              fieldset={smallLegend('Who is it for?')}
              hint={{
                text: 'Each reader gets a paper of their own, with what they may have. Whoever was invited is ticked. You see each before it goes.',
              }}
              items={readers.map(one => ({
                value: keyOf(one),
                text: one.name,
                hint: {
                  text: [
                    capital(one.as),
                    renderingWords[one.rendering],
                    one.invited ? 'invited' : 'not invited',
                    ...(one.keptOut ? [`kept out by the chair: ${one.keptOut}`] : []),
                    ...(one.brought.length === 0 ? ['the letter alone'] : []),
                  ].join(', '),
                },
              }))}
            />
            <Button text="See what each would get" preventDoubleClick />
          </Form>
        </Details>
      )}
      {settled.length > 0 && (
        <section>
          <h2 class="govuk-heading-m">What was made so far</h2>
          <PapersTable papers={settled} meeting={meeting} of={name} linked />
        </section>
      )}
    </>
  )
}
