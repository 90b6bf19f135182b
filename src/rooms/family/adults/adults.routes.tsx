import { z } from 'zod'
import { Button, capital, Details, EmptyState, SummaryCard, Tag } from '../../../design-system/index.ts'
import { printPartial, spanInWords } from '../../../guidance/index.ts'
import { show } from '../../../kernel/http/reply.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import { isId, type SubjectId } from '../../../thread/ids.ts'
import { DoneNote } from '../details/details.routes.tsx'
import { type DetailsView, linesOf, nameOfPerson, readDetails, wordsOf } from '../details/details-view.ts'
import { PersonLink } from '../details/family-section.tsx'
import { callAdult } from '../network/network.ts'
import { RecordClosedNote } from '../people/record-closed.tsx'
import {
  adultInContact,
  checkWords,
  contactWords,
  frequencyWords,
  newAdultDecided,
  newAdultDecisionWords,
  presenceWords,
  toldByWords,
} from './adult-in-contact.ts'

const params = z.object({
  person: z
    .string()
    .refine(isId)
    .transform(text => text as SubjectId),
})

type Line = ReturnType<typeof linesOf<typeof adultInContact>>[number]

const yesNo = (known: boolean | undefined): string => (known === undefined ? 'not known' : known ? 'yes' : 'no')

const Adult = ({ view, line }: { view: DetailsView; line: Line }) => {
  const { facts } = line.last
  const words = wordsOf(view, line.last, 'third-party')
  const open = view.read.part(line.last, 'third-party') !== undefined
  const onRecord = facts.person && view.people.has(facts.person) ? facts.person : undefined
  const name = onRecord ? nameOfPerson(view.people.get(onRecord)) : callAdult({ facts, called: words['calledOrDescribed'] })
  return (
    <SummaryCard
      title={{
        text: (
          <>
            {name} {!facts.identified && <Tag text="Not yet identified" />}
          </>
        ),
      }}
      {...(view.may(adultInContact)
        ? {
            actions: {
              items: [
                {
                  href: `/people/${view.person}/details/adult?entry=${line.last.root}`,
                  text: 'What is known now',
                  visuallyHiddenText: 'of this adult',
                },
              ],
            },
          }
        : {})}
      rows={[
        ...(onRecord ? [{ key: 'On record as', value: { text: <PersonLink view={view} person={onRecord} /> } }] : []),
        { key: 'To the child', value: capital(contactWords[facts.as]) },
        {
          key: 'Where and how often',
          value: `${capital(presenceWords[facts.presence])}; ${facts.frequency === 'not-known' ? 'how often is not known' : frequencyWords[facts.frequency]}`,
        },
        { key: 'Alone with the child', value: capital(yesNo(facts.alone)) },
        { key: 'Parental responsibility', value: capital(yesNo(facts.parentalResponsibility)) },
        { key: 'Spoken with', value: facts.spokenWith ? 'Yes' : 'Not yet' },
        ...(open
          ? [
              { key: 'Good for the child', value: words['goodForChild'] ?? 'nobody has asked yet' },
              { key: 'Known risks', value: words['knownRisks'] ?? 'none on record' },
            ]
          : []),
        {
          key: 'Checks',
          value: `police: ${checkWords[facts.policeCheck]}; social care: ${checkWords[facts.socialCareCheck]}; probation: ${checkWords[facts.probationCheck]}${words['whatChecksSay'] ? `. ${words['whatChecksSay']}` : ''}`,
        },
        {
          key: 'Last confirmed',
          value: `${printPartial({ on: line.last.on, precision: 'day' })} (${spanInWords(line.last.on, view.today)})`,
        },
        { key: 'Who told us', value: capital(toldByWords[facts.toldBy]) },
      ]}
    />
  )
}

const AdultsPage = ({ view }: { view: DetailsView }) => {
  const lines = linesOf(view, adultInContact)
  const standing = lines
    .filter(({ last }) => !last.facts.ended)
    .sort((a, b) => Number(a.last.facts.identified) - Number(b.last.facts.identified))
  const past = lines.filter(({ last }) => last.facts.ended)
  const decisions = view.read.thread.of(newAdultDecided)
  return (
    <>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">Adults in the child’s life</span>
        {view.name}
      </h1>
      <RecordClosedNote open={view.reads('record')} />
      <p class="govuk-body">
        Every adult who is regularly with the child is known here, for what they bring and for what they risk: fathers, partners, relatives,
        babysitters, neighbours. Somebody whom nobody can name yet is written down as they were seen.
      </p>
      {view.may(adultInContact) && <Button text="Add an adult" href={`/people/${view.person}/details/adult`} />}
      {standing.length === 0 ? (
        <EmptyState wouldBe="No adult is on this list yet. Ask the child, the parents and the school who is there." />
      ) : (
        standing.map(line => <Adult key={line.first.root} view={view} line={line} />)
      )}
      {past.length > 0 && (
        <Details summary={`No longer in contact (${past.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {past.map(({ last }) => (
              <li key={last.root}>
                {callAdult({ facts: last.facts, called: wordsOf(view, last, 'third-party')['calledOrDescribed'] })}, until{' '}
                {printPartial({ on: last.on, precision: 'day' })}
              </li>
            ))}
          </ul>
        </Details>
      )}
      {decisions.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Decisions about a new adult in the home</h2>
          <ul class="govuk-list govuk-list--bullet">
            {decisions.map(entry => (
              <li key={entry.root}>
                {printPartial({ on: entry.on, precision: 'day' })}: {newAdultDecisionWords[entry.facts.decision]}
                {wordsOf(view, entry)['reason'] && `. ${wordsOf(view, entry)['reason']}`} ({view.read.by(entry).name})
              </li>
            ))}
          </ul>
        </>
      )}
      {view.may(newAdultDecided) && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/people/${view.person}/details/new-adult`}>
            Decide about a new adult in the home
          </a>
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/people/${view.person}/network`}>
          See the family as a drawing
        </a>
      </p>
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
            adults: linesOf(view, adultInContact).map(({ first, last }) => ({
              root: first.root,
              on: last.on,
              facts: last.facts,
              words: view.read.part(last, 'third-party')?.narrative ?? null,
            })),
          },
        },
      )
    },
  }),
]
