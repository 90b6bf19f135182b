import { Button, InsetText, WideTable } from '../../../design-system/index.ts'
import { printMomentShort } from '../../../guidance/index.ts'
import type { Outgoing } from './disclosure.queries.ts'
import { StateTag } from './outgoing.page.tsx'

/** What was made of a record to go out, and what became of each. */
export const SharedPage = ({
  person,
  name,
  outgoing,
  mayPrepare,
}: {
  person: string
  name: string
  outgoing: readonly Outgoing[]
  mayPrepare: boolean
}) => (
  <>
    <h1 class="govuk-heading-l">What was shared from the record of {name}</h1>
    {mayPrepare && <Button text="Share something" href={`/people/${person}/share`} />}
    {outgoing.length === 0 ? (
      <InsetText>Nothing has been made to go out of this record.</InsetText>
    ) : (
      <WideTable
        label="Documents"
        head={['For', 'Made', 'Where it stands']}
        firstCellIsHeader
        rows={outgoing.map(one => [
          {
            text: (
              <>
                <a class="govuk-link" href={`/people/${person}/shared/${one.id}`}>
                  {one.reader}
                </a>
                , {one.as}
              </>
            ),
          },
          { text: `${printMomentShort(one.madeAt)}, ${one.madeBy}` },
          { text: <StateTag outgoing={one} /> },
        ])}
      />
    )}
  </>
)
