import { z } from 'zod'
import { Button, capital, Details, EmptyState, SummaryCard, Table, Tag } from '../../../design-system/index.ts'
import { type Day, printPartial, spanInWords } from '../../../guidance/index.ts'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { Precision } from '../../../thread/entry.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { DoneNote } from '../details/details.routes.tsx'
import { type DetailsView, readDetails, wordsOf } from '../details/details-view.ts'
import { PersonLink } from '../details/family-section.tsx'
import { to, Ways } from '../details/section.tsx'
import { RecordClosedNote } from '../people/record-closed.tsx'
import { adultInContact, checkWords, newAdultDecided, newAdultDecisionWords, toldByWords } from './adult-in-contact.ts'
import { adultQuestionLetBe, adultQuestionWords } from './adults-asked.ts'
import { adultsAreWords, adultsCompared } from './adults-compared.ts'
import { lastAskedOn, type MaybeOne, type RegisterAdult, registerOf, sayWhere } from './adults-view.ts'
import { sayContact } from './call-adult.ts'

const params = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

const yesNo = (known: boolean | undefined): string => (known === undefined ? 'not known' : known ? 'yes' : 'no')

const onDay = (entry: { on: Day; precision: Precision }): string =>
  printPartial({ on: entry.on, precision: entry.precision === 'moment' ? 'day' : entry.precision })

/** What was told of an adult apart from the child's record, by each who told, where it is open to the reader. */
const toldOf = (adult: RegisterAdult, field: 'goodForChild' | 'knownRisks', otherwise: string): string =>
  adult.lines
    .flatMap(line => line.words?.[field] ?? [])
    .filter((text, at, all) => all.indexOf(text) === at)
    .join(' ') || otherwise

const Told = ({ line }: { line: RegisterAdult['lines'][number] }) => (
  <li>
    {line.called}, {sayWhere(line.last.facts)}: {toldByWords[line.last.facts.toldBy]} ({line.by.agency}, first on {onDay(line.first)})
  </li>
)

const AdultCard = ({ view, adult }: { view: DetailsView; adult: RegisterAdult }) => {
  const { facts, lines, root } = adult
  const open = lines.some(line => line.words !== null)
  const whatChecksSay = lines.flatMap(line => line.words?.['whatChecksSay'] ?? []).join(' ')
  const actions = [
    [view.may(adultInContact) && lines[0]?.words !== null, to(view, 'adult', lines[0]?.last.root), 'What is known now'],
    [view.may(adultsCompared) && lines.length > 1, to(view, 'same-adult', root), 'They are not one person'],
    [
      view.may(adultQuestionLetBe) && adult.questions.length > 0,
      to(view, 'adult-question', root),
      'Say why a question is not followed further',
    ],
  ] as const
  return (
    <SummaryCard
      title={{
        text: (
          <>
            {adult.called} {!adult.identified && <Tag text="Not yet identified" />}
          </>
        ),
      }}
      actions={{
        items: actions.flatMap(([may, href, text]) => (may ? [{ href, text, visuallyHiddenText: 'about this adult' }] : [])),
      }}
      rows={[
        ...(adult.questions.length > 0
          ? [{ key: 'To find out', value: adult.questions.map(question => adultQuestionWords[question]).join(' ') }]
          : []),
        ...(adult.onRecord ? [{ key: 'On record as', value: { text: <PersonLink view={view} person={adult.onRecord} /> } }] : []),
        { key: 'To the child', value: capital(sayContact(facts)) },
        { key: 'Where and how often', value: capital(sayWhere(facts)) },
        { key: 'Alone with the child', value: capital(yesNo(facts.alone)) },
        { key: 'Parental responsibility', value: capital(yesNo(facts.parentalResponsibility)) },
        { key: 'Spoken with', value: facts.spokenWith ? 'Yes' : 'Not yet' },
        ...(open
          ? [
              { key: 'Good for the child', value: toldOf(adult, 'goodForChild', 'nobody has asked yet') },
              { key: 'Known risks', value: toldOf(adult, 'knownRisks', 'none on record') },
            ]
          : []),
        {
          key: 'Checks',
          value: `police: ${checkWords[facts.policeCheck]}; social care: ${checkWords[facts.socialCareCheck]}; probation: ${checkWords[facts.probationCheck]}${whatChecksSay ? `. ${whatChecksSay}` : ''}`,
        },
        {
          key: 'Last confirmed',
          value: `${onDay(adult.confirmed)} (${spanInWords(adult.confirmed.on, view.today)}), by ${view.read.by(adult.confirmed).name}`,
        },
        {
          key: lines.length > 1 ? 'Said to be one person' : 'Who told us',
          value: {
            text: (
              <ul class="govuk-list">
                {lines.map(line => (
                  <Told key={line.root} line={line} />
                ))}
              </ul>
            ),
          },
        },
      ]}
    />
  )
}

/** Two adults who may be one, side by side, for somebody to decide. */
const SideBySide = ({ view, pair }: { view: DetailsView; pair: MaybeOne }) => {
  const row = (head: string, of: (adult: RegisterAdult) => string) => [head, of(pair.one), of(pair.other)]
  return (
    <>
      <Table
        caption="Perhaps one person"
        captionClasses="govuk-table__caption--s"
        head={['', pair.one.called, pair.other.called].map(text => ({ text }))}
        firstCellIsHeader
        rows={[
          row('Known', adult => (adult.identified ? 'Identified' : 'Not yet identified')),
          row('To the child', adult => capital(sayContact(adult.facts))),
          row('Where and how often', adult => capital(sayWhere(adult.facts))),
          row('Told by', adult => adult.toldBy.join(', ')),
          row('Last confirmed', adult => onDay(adult.confirmed)),
        ].map(cells => cells.map(text => ({ text })))}
      />
      <p class="govuk-body">
        {pair.alike.length > 0 ? `${capital(pair.alike.join('; '))}. ` : 'Nothing was told alike of both, and nothing speaks against it. '}
        {view.may(adultsCompared) && (
          <a class="govuk-link" href={to(view, 'same-adult', pair.one.root)}>
            Say whether they are one person
            <span class="govuk-visually-hidden">
              : {pair.one.called} and {pair.other.called}
            </span>
          </a>
        )}
      </p>
    </>
  )
}

const AdultsPage = ({ view }: { view: DetailsView }) => {
  const { adults, maybe } = registerOf(view)
  const standing = adults.filter(adult => !adult.ended).sort((a, b) => Number(a.identified) - Number(b.identified))
  const past = adults.filter(adult => adult.ended)
  const decisions = view.read.thread.of(newAdultDecided)
  const compared = view.read.thread.of(adultsCompared)
  const letBe = view.read.thread.of(adultQuestionLetBe)
  const asked = lastAskedOn(view)
  const calledBy = (root: string): string =>
    adults.flatMap(adult => adult.lines).find(line => line.root === root)?.called ?? 'an adult who is not on this list any more'
  return (
    <>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">Adults in the child’s life</span>
        {view.name}
      </h1>
      <RecordClosedNote open={view.reads('record')} />
      <p class="govuk-body">
        Every adult who is regularly with the child is known here, for what they bring and for what they risk: fathers, partners, relatives,
        babysitters, neighbours. Somebody whom nobody can name yet is written down as they were seen.{' '}
        {asked
          ? `Who else is around was last asked ${spanInWords(asked, view.today)}.`
          : 'Nobody has written down yet that they asked who else is around.'}
      </p>
      {view.may(adultInContact) && <Button text="Add an adult" href={to(view, 'adult')} />}
      {standing.length === 0 ? (
        <EmptyState wouldBe="No adult is on this list yet. Ask the child, the parents and the school who is there." />
      ) : (
        standing.map(adult => <AdultCard key={adult.root} view={view} adult={adult} />)
      )}
      {maybe.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Perhaps one person</h2>
          <p class="govuk-body">
            Told by different people, and nobody has said yet whether these are one. Nothing is put together until somebody says so and how
            they know.
          </p>
          {maybe.map(pair => (
            <SideBySide key={`${pair.one.root} ${pair.other.root}`} view={view} pair={pair} />
          ))}
        </>
      )}
      {past.length > 0 && (
        <Details summary={`No longer in contact (${past.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {past.map(adult => (
              <li key={adult.root}>
                {adult.called}, until {onDay(adult.confirmed)}
              </li>
            ))}
          </ul>
        </Details>
      )}
      {decisions.length + compared.length + letBe.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What was decided</h2>
          <ul class="govuk-list govuk-list--bullet">
            {decisions.map(entry => (
              <li key={entry.root}>
                {onDay(entry)}: {newAdultDecisionWords[entry.facts.decision]}
                {wordsOf(view, entry)['reason'] && `. ${wordsOf(view, entry)['reason']}`} ({view.read.by(entry).name})
              </li>
            ))}
            {compared.map(entry => (
              <li key={entry.root}>
                {onDay(entry)}: {calledBy(entry.facts.one)} and {calledBy(entry.facts.other)} are {adultsAreWords[entry.facts.are]}
                {wordsOf(view, entry)['reason'] && `. ${wordsOf(view, entry)['reason']}`} ({view.read.by(entry).name})
              </li>
            ))}
            {letBe.map(entry => (
              <li key={entry.root}>
                {onDay(entry)}: “{adultQuestionWords[entry.facts.question]}” is not followed further about {calledBy(entry.answers ?? '')}
                {wordsOf(view, entry)['reason'] && `. ${wordsOf(view, entry)['reason']}`} ({view.read.by(entry).name})
              </li>
            ))}
          </ul>
        </>
      )}
      <Ways
        links={[
          [view.may(newAdultDecided), to(view, 'new-adult'), 'Decide about a new adult in the home'],
          [view.may(adultsCompared) && standing.length > 1, to(view, 'same-adult'), 'Say that two of these are one person, or two'],
          [true, `/people/${view.person}/network`, 'See the family as a drawing'],
        ]}
      />
    </>
  )
}

/** The register of adults in regular contact with a child (practice: adult-contact-register). */
export const adultsRoutes = (): readonly Route[] => [
  route({
    method: 'GET',
    url: '/people/:person/adults',
    words: 'adults in a child’s life',
    params,
    query: z.object({ done: z.enum(['kept', 'taken-back']).optional().catch(undefined) }),
    handle: async ask => {
      const view = await ask.tx(tx => readDetails(tx, ask.params.person))
      return show(
        ask.page({
          title: 'Adults in a child’s life',
          way: {
            kind: 'breadcrumbs',
            items: [
              { text: 'The child’s page', href: `/people/${view.person}` },
              { text: 'People and details', href: `/people/${view.person}/details` },
              { text: 'Adults in the child’s life' },
            ],
          },
          notice: <DoneNote done={ask.query.done} />,
          children: <AdultsPage view={view} />,
        }),
        {
          json: {
            person: view.person,
            adults: registerOf(view).adults.map(({ root, called, identified, ended, facts, questions, toldBy, lines }) => ({
              root,
              called,
              identified,
              ended,
              facts,
              questions,
              toldBy,
              lines: lines.map(line => ({ root: line.root, on: line.last.on, facts: line.last.facts, words: line.words })),
            })),
          },
        },
      )
    },
  }),
]
