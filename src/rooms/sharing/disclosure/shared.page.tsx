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
      <InsetText>
        Nothing of this record has gone out. What is shared is chosen entry by entry, checked for what must not be told, and kept to the
        letter as it was sent.
      </InsetText>
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
