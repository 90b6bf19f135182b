import { type Content, Details, EmptyState, SummaryList, type SummaryRow } from '../../../design-system/index.ts'
import { printPartial } from '../../../guidance/index.ts'
import type { Entry } from '../../../thread/entry.ts'
import { identifierWords, printIdentifier } from '../../../thread/identifiers.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import {
  identifier,
  identity,
  otherName,
  otherNameWords,
  relationship,
  residence,
  residenceEnd,
  responsibilityWords,
} from '../../../thread/own-kinds/index.ts'
import { agencyWords } from '../../front-door/index.ts'
import {
  adultServiceWords,
  consentWords,
  factorWords,
  needWords,
  parentalFactor,
  parentsOwnNeed,
  uptakeWords,
  whoseWords,
} from '../parents/parental-factor.ts'
import { capital, listed, sayRelation, workerOrder, workerWords } from '../people/words.ts'
import { background, communicationNeeds, communicationWords, ethnicityWords, otherProfessional } from './about.ts'
import { ageOfPerson, type DetailsView, type HomeNow, lastOf, linesOf, nameOfPerson, wordsOf } from './details-view.ts'

export type DetailsProps = {
  readonly view: DetailsView
  /** Those of the family of whom the reader may say how they stand to this person. */
  readonly tellable: ReadonlySet<SubjectId>
  readonly addressesAsked: boolean
}

const to = (view: DetailsView, slug: string, entry?: string): string =>
  `/people/${view.person}/details/${slug}${entry ? `?entry=${entry}` : ''}`

const change = (may: boolean, href: string, what: string, text = 'Change'): Pick<SummaryRow, 'actions'> =>
  may ? { actions: { items: [{ href, text, visuallyHiddenText: what }] } } : {}

const day = (entry: Pick<Entry, 'on' | 'precision'>): string =>
  printPartial({ on: entry.on, precision: entry.precision === 'moment' ? 'day' : entry.precision })

const Section = ({ id, title, children }: { id: string; title: string; children: Content }) => (
  <section aria-labelledby={id}>
    <h2 class="govuk-heading-m" id={id}>
      {title}
    </h2>
    {children}
  </section>
)

const Ways = ({ links }: { links: readonly (readonly [may: boolean, href: string, text: string])[] }) => {
  const open = links.filter(([may]) => may)
  return open.length === 0 ? null : (
    <ul class="govuk-list">
      {open.map(([, href, text]) => (
        <li key={href}>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}

const Said = ({ words }: { words: Readonly<Record<string, string | undefined>> }) => {
  const said = Object.values(words).filter(Boolean)
  return said.length === 0 ? null : (
    <span>
      {said.map((text, at) => (
        <span key={at}>
          <br />
          {text}
        </span>
      ))}
    </span>
  )
}

/** Who somebody is and who is in their life: one place for each fact, with a way to put it right for those who may. */
export const DetailsPage = (props: DetailsProps) => {
  const { view } = props
  const isChild = view.who.is_a !== 'adult'
  return (
    <>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">People and details</span>
        {view.name}
      </h1>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={`/people/${view.person}/network`}>
            See the family as a drawing
          </a>
        </li>
        {isChild && (
          <li>
            <a class="govuk-link" href={`/people/${view.person}/adults`}>
              Adults in the child’s life
            </a>
          </li>
        )}
      </ul>
      <Who {...props} />
      <Numbers {...props} />
      <Speaking {...props} />
      <Homes {...props} />
      <Family {...props} />
      <Workers {...props} />
      {isChild && <Parents {...props} />}
    </>
  )
}

const Who = ({ view }: DetailsProps) => {
  const { who } = view
  const names = view.read.thread.of(otherName)
  const born = who.born_on && printPartial({ on: who.born_on, precision: who.born_precision ?? 'day' })
  const expected = who.expected_on && printPartial({ on: who.expected_on, precision: 'day' })
  return (
    <Section id="who" title="Who this is">
      <SummaryList
        rows={[
          {
            key: 'Name',
            value: `${view.name}${who.known_as ? `, known as ${who.known_as}` : ''}`,
            ...change(view.may(identity), to(view, 'name'), 'the name'),
          },
          ...names.map(one => ({
            key: capital(otherNameWords[one.facts.sort]),
            value: {
              text: (
                <>
                  {[one.facts.given, one.facts.family].filter(Boolean).join(' ')}
                  <Said words={wordsOf(view, one)} />
                </>
              ),
            },
            ...change(view.may(otherName), to(view, 'other-name', one.root), `the name ${one.facts.given} ${one.facts.family}`),
          })),
          who.is_a === 'unborn'
            ? {
                key: 'Birth expected',
                value: expected || 'not known',
                ...change(view.may(identity), to(view, 'birth'), 'the date of birth and sex'),
              }
            : {
                key: 'Date of birth',
                value: born ? `${born} (${ageOfPerson(who, view.today)})` : 'not known',
                ...change(view.may(identity), to(view, 'birth'), 'the date of birth and sex'),
              },
          { key: 'Sex', value: who.sex === 'not specified' ? 'cannot be said' : (who.sex ?? 'not known') },
          ...(who.is_a === 'child'
            ? [
                {
                  key: 'School, nursery or college',
                  value: who.school ?? 'none on record',
                  ...change(view.may(identity), to(view, 'school'), 'the school'),
                },
              ]
            : []),
        ]}
      />
      <Ways links={[[view.may(otherName), to(view, 'other-name'), 'Add another name']]} />
    </Section>
  )
}

const Numbers = ({ view }: DetailsProps) => {
  const numbers = view.read.thread.of(identifier)
  return (
    <Section id="numbers" title="Numbers">
      {numbers.length === 0 ? (
        <EmptyState wouldBe="The NHS number, the unique pupil number and the like stand here, so that every agency means the same person." />
      ) : (
        <SummaryList
          rows={numbers.map(one => ({
            key: capital(identifierWords[one.facts.scheme]),
            value: printIdentifier(one.facts.scheme, one.facts.value),
            ...change(view.may(identifier), to(view, 'identifier', one.root), `the ${identifierWords[one.facts.scheme]}`),
          }))}
        />
      )}
      <Ways links={[[view.may(identifier), to(view, 'identifier'), 'Add a number']]} />
    </Section>
  )
}

const Speaking = ({ view }: DetailsProps) => {
  const speaks = lastOf(view, communicationNeeds)
  const culture = lastOf(view, background)
  const language = view.who.language ?? 'not on record'
  return (
    <Section id="speaking" title="Language, communication and culture">
      <SummaryList
        rows={[
          {
            key: 'Language',
            value: view.who.interpreter
              ? `${language}; an interpreter is needed`
              : view.who.interpreter === false
                ? `${language}; no interpreter needed`
                : language,
            ...change(view.may(identity), to(view, 'language'), 'the language'),
          },
          {
            key: 'How to speak with them',
            value: {
              text: speaks ? (
                <>
                  {capital(listed(speaks.facts.by.map(one => communicationWords[one])))}
                  <Said words={wordsOf(view, speaks)} />
                </>
              ) : (
                'nothing on record'
              ),
            },
            ...change(view.may(communicationNeeds), to(view, 'communication'), 'how to speak with them'),
          },
          {
            key: 'Culture and background',
            value: {
              text: culture ? (
                <>
                  {[culture.facts.ethnicity && ethnicityWords[culture.facts.ethnicity], culture.facts.religion].filter(Boolean).join('; ')}
                  <Said words={wordsOf(view, culture)} />
                </>
              ) : (
                'not asked yet'
              ),
            },
            ...change(view.may(background), to(view, 'background'), 'culture and background'),
          },
        ]}
      />
    </Section>
  )
}

const Where = ({ view, home, addressesAsked }: { view: DetailsView; home: HomeNow; addressesAsked: boolean }) => {
  if (!home.where) return <>Not on record, or not open to you</>
  const where = [home.where.address, home.where.postcode].filter(Boolean).join(', ') || 'an address that is not written down'
  if (!home.where.protected) return <>{where}</>
  return addressesAsked ? (
    <>
      {where} <strong>(protected: do not pass it on)</strong>
    </>
  ) : (
    <>
      The address is protected.{' '}
      <a class="govuk-link" href={`/people/${view.person}/details?address=shown#homes`}>
        Show the protected address
      </a>
    </>
  )
}

const Homes = ({ view, addressesAsked }: DetailsProps) => (
  <Section id="homes" title="Where they live">
    {view.homes.length === 0 ? (
      <EmptyState wouldBe="The home and those who share it stand here, with the day since when." />
    ) : (
      view.homes.map((home, at) => (
        <SummaryList
          key={home.household}
          rows={[
            {
              key: view.homes.length > 1 ? `Home ${at + 1}` : 'Lives with',
              value:
                home.others.length > 0
                  ? listed(home.others.map(one => nameOfPerson(view.people.get(one))))
                  : 'nobody else on record that is open to you',
            },
            {
              key: 'Address',
              value: { text: <Where view={view} home={home} addressesAsked={addressesAsked} /> },
              ...change(view.may(residence) && view.reads('whereabouts'), to(view, 'address', home.entry), 'the address', 'Put right'),
            },
            { key: 'Since', value: printPartial({ on: home.since, precision: 'day' }) },
          ]}
        />
      ))
    )}
    <Ways
      links={[
        [view.may(residence), to(view, 'move'), 'Record a move, or another home'],
        [view.may(residenceEnd) && view.homes.length > 0, to(view, 'leave'), 'Record that they left a home'],
      ]}
    />
  </Section>
)

const sayResponsibility = (row: DetailsView['relationships'][number]): string => {
  if (row.responsibility === null) return 'not known'
  if (!row.responsibility) return 'no'
  const from = row.facts['responsibilityFrom'] as keyof typeof responsibilityWords | undefined
  return from ? `yes: ${responsibilityWords[from]}` : 'yes'
}

const Family = ({ view, tellable }: DetailsProps) => {
  const towards = view.relationships.filter(one => one.to === view.person)
  const away = view.relationships.filter(one => one.subject === view.person && !towards.some(other => other.subject === one.to))
  return (
    <Section id="family" title="Family and carers">
      {towards.length + away.length === 0 ? (
        <EmptyState wouldBe="Parents, brothers and sisters and carers stand here, with who has parental responsibility and since when." />
      ) : (
        <SummaryList
          rows={[
            ...towards.map(row => ({
              key: { text: <PersonLink view={view} person={row.subject} /> },
              value: {
                text: (
                  <>
                    {capital(sayRelation(row.as, null) ?? row.as)}
                    {view.who.is_a !== 'adult' && (
                      <>
                        <br />
                        Parental responsibility: {sayResponsibility(row)}
                      </>
                    )}
                    <br />
                    <span class="gt-quiet">on record since {day(row)}</span>
                  </>
                ),
              },
              ...change(
                tellable.has(row.subject),
                to(view, 'relative', row.entry),
                `how ${nameOfPerson(view.people.get(row.subject))} is related`,
              ),
            })),
            ...away.map(row => ({
              key: { text: <PersonLink view={view} person={row.to} /> },
              value: capital(sayRelation(null, row.as) ?? 'related'),
            })),
          ]}
        />
      )}
      <Ways
        links={[
          [tellable.size > 0, to(view, 'relative'), 'Say how somebody on record is related'],
          [view.may(relationship), to(view, 'person'), 'Add somebody of the family who is not on record'],
        ]}
      />
    </Section>
  )
}

/** Somebody's name, as a way to their page where the reader works with them. */
export const PersonLink = ({ view, person }: { view: DetailsView; person: SubjectId }) => {
  const one = view.people.get(person)
  const age = one?.is_a ? ageOfPerson(one, view.today) : undefined
  return one?.is_a ? (
    <>
      <a class="govuk-link" href={`/people/${person}`}>
        {nameOfPerson(one)}
      </a>
      {age && `, ${age}`}
    </>
  ) : (
    <span>{nameOfPerson(one)}</span>
  )
}

const Workers = ({ view }: DetailsProps) => {
  const shown = view.involvements
    .flatMap(one => {
      const as = workerWords[one.relation]
      return as ? [{ as, name: one.name ?? 'somebody', order: workerOrder.indexOf(one.relation) }] : []
    })
    .sort((a, b) => a.order - b.order)
  const others = linesOf(view, otherProfessional).filter(({ last }) => !last.facts.ended)
  return (
    <Section id="workers" title="Who works with them">
      {shown.length + others.length === 0 ? (
        <EmptyState wouldBe="The lead worker, the agencies and others such as the family doctor stand here." />
      ) : (
        <SummaryList
          rows={[
            ...shown.map(one => ({ key: one.as, value: one.name })),
            ...others.map(({ last }) => ({
              key: capital(last.facts.job ?? agencyWords[last.facts.agency].replace(/^(the|an?) /, '')),
              value: {
                text: (
                  <>
                    {last.facts.name}, {last.facts.organisation}
                    <Said words={wordsOf(view, last)} />
                  </>
                ),
              },
              ...change(view.may(otherProfessional), to(view, 'professional', last.root), `what is recorded of ${last.facts.name}`),
            })),
          ]}
        />
      )}
      <Ways links={[[view.may(otherProfessional), to(view, 'professional'), 'Add a professional who works with them']]} />
    </Section>
  )
}

const Parents = ({ view }: DetailsProps) => {
  const factors = linesOf(view, parentalFactor)
  const needs = linesOf(view, parentsOwnNeed)
  const standing = factors.filter(({ last }) => !last.facts.ended)
  const past = factors.filter(({ last }) => last.facts.ended)
  return (
    <Section id="parents" title="What weighs on the parents, and what they need">
      {standing.length + needs.length === 0 ? (
        <EmptyState wouldBe="What makes life hard for the parents and what it does to the child, and what the parents need for themselves, in their words, stand here." />
      ) : (
        <SummaryList
          rows={[
            ...standing.map(({ last }) => ({
              key: `${capital(whoseWords[last.facts.whose])}: ${factorWords[last.facts.factor]}`,
              value: {
                text: (
                  <>
                    {wordsOf(view, last)['impact']}
                    <br />
                    {capital(adultServiceWords[last.facts.adultService])}; {consentWords[last.facts.consent]}.
                    <Said words={wordsOf(view, last, 'third-party')} />
                  </>
                ),
              },
              ...change(view.may(parentalFactor), to(view, 'parental-factor', last.root), factorWords[last.facts.factor]),
            })),
            ...needs.map(({ last }) => ({
              key: `${capital(whoseWords[last.facts.whose])} needs help with ${needWords[last.facts.need]}`,
              value: {
                text: (
                  <>
                    {last.facts.met ? 'The need is met' : capital(uptakeWords[last.facts.uptake])}
                    <Said words={{ ...wordsOf(view, last, 'third-party'), ...wordsOf(view, last) }} />
                  </>
                ),
              },
              ...change(view.may(parentsOwnNeed), to(view, 'parents-own-need', last.root), needWords[last.facts.need]),
            })),
          ]}
        />
      )}
      {past.length > 0 && (
        <Details summary={`No longer (${past.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {past.map(({ last }) => (
              <li key={last.root}>
                {capital(whoseWords[last.facts.whose])}: {factorWords[last.facts.factor]}, until {day(last)}
              </li>
            ))}
          </ul>
        </Details>
      )}
      <Ways
        links={[
          [view.may(parentalFactor), to(view, 'parental-factor'), 'Record what weighs on a parent'],
          [view.may(parentsOwnNeed), to(view, 'parents-own-need'), 'Record what a parent needs for themselves'],
        ]}
      />
    </Section>
  )
}
