import { SummaryCard } from '../../../design-system/index.ts'
import type { Day } from '../../../guidance/index.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { sayAge, sayName, sayWhere, sayWork } from '../search/say-found.ts'
import type { Beside } from '../search/search.queries.ts'
import type { OneRecord } from './duplicates.queries.ts'

/** One of two records that are compared: who it says the person is, who works with them, and the way to it. */
export const RecordCard = ({
  title,
  record,
  person,
  beside,
  today,
}: {
  title: string
  record: OneRecord
  person: SubjectId
  beside: Beside | undefined
  today: Day
}) => {
  const where = beside && sayWhere(beside)
  return (
    <SummaryCard
      title={{ text: title }}
      rows={[
        { key: 'Name', value: sayName(record) },
        { key: 'Age', value: sayAge(record, today) },
        ...(where ? [{ key: 'Lives at', value: where }] : []),
        { key: 'Who works with them', value: beside ? sayWork(beside) : 'Not known' },
        {
          key: 'Record',
          value: {
            text: beside?.opens ? (
              <a class="govuk-link" href={`/people/${person}`}>
                Open the record of {sayName(record)}
              </a>
            ) : (
              'Not open to you'
            ),
          },
        },
      ]}
    />
  )
}
