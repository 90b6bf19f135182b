import { capital, EmptyState, Pagination, WideTable } from '../../../design-system/index.ts'
import { printMomentShort } from '../../../guidance/index.ts'
import { type Look, type OwnLook, sayRelations } from './looks.queries.ts'

const Older = ({ href }: { href: string | null }) => (href ? <Pagination next={{ href, text: 'Older' }} /> : null)

/** Who looked at a record. */
export const LooksPage = ({ name, looks, older }: { name: string | null; looks: readonly Look[]; older: string | null }) => (
  <>
    <h1 class="govuk-heading-l">Who looked at {name ? `the record of ${name}` : 'this record'}</h1>
    <p class="govuk-body">Newest first. What was shown in the last minute may follow. That you read this is kept too.</p>
    {looks.length === 0 ? (
      <EmptyState wouldBe="Nobody has looked at this record. Everybody who does stands here, with what they were shown." />
    ) : (
      <WideTable
        label="Who looked"
        head={['When', 'Who', 'What was shown', 'Why they may']}
        firstCellIsHeader
        rows={looks.map(one => [
          { text: printMomentShort(one.at) },
          { text: `${one.who}, ${one.role.replaceAll('-', ' ')}${one.agency ? `, ${one.agency}` : ''}` },
          { text: `${capital(one.purpose)}${one.entries > 0 ? ` (${one.entries === 1 ? 'one entry' : `${one.entries} entries`})` : ''}` },
          { text: capital(sayRelations(one.relations)) },
        ])}
      />
    )}
    <Older href={older} />
  </>
)

/** What I looked at. */
export const OwnLooksPage = ({ looks, older, opens }: { looks: readonly OwnLook[]; older: string | null; opens: boolean }) => (
  <>
    <h1 class="govuk-heading-l">What you looked at</h1>
    <p class="govuk-body">Every record you were shown, newest first. Others who answer for a record can see the same of it.</p>
    {looks.length === 0 ? (
      <EmptyState wouldBe="You have not looked at any record yet." />
    ) : (
      <WideTable
        label="What you looked at"
        head={['When', 'Whose record', 'What was shown']}
        firstCellIsHeader
        rows={looks.map(one => [
          { text: printMomentShort(one.at) },
          {
            text: one.name ? (
              opens ? (
                <a class="govuk-link" href={`/people/${one.person}`}>
                  {one.name}
                </a>
              ) : (
                one.name
              )
            ) : (
              'A record that is not open to you now'
            ),
          },
          { text: capital(one.purpose) },
        ])}
      />
    )}
    <Older href={older} />
  </>
)
