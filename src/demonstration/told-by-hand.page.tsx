import type { SubjectId } from '../thread/ids.ts'
import { demonstrationEmail } from './organisation.ts'
import type { ToldByHand } from './told-by-hand.ts'

/** The families told by hand, what each is for, and who may open it. `reached`: the children whom whoever reads works with. */
export const ToldByHandPage = ({ families, reached }: { families: readonly ToldByHand[]; reached: ReadonlySet<SubjectId> }) => (
  <>
    <h1 class="govuk-heading-l">Families told by hand</h1>
    <p class="govuk-body-l gt-narrative">
      Everybody here is invented. Each of these families was written to show one thing; the others of the demonstration are drawn by lot and
      told as of the day it was filled. What you may open depends on who you are signed in as, as it does in life.
    </p>
    <ul class="govuk-list gt-list-lines">
      {families.map(family => (
        <li key={family.story}>
          <h2 class="govuk-heading-m">{family.title}</h2>
          <p class="govuk-body gt-narrative">{family.about}</p>
          <Children family={family} reached={reached} />
        </li>
      ))}
    </ul>
  </>
)

const Children = ({ family, reached }: { family: ToldByHand; reached: ReadonlySet<SubjectId> }) => {
  const mine = family.children.filter(child => reached.has(child.id))
  return mine.length > 0 ? (
    <p class="govuk-body">
      Open{' '}
      {mine.map((child, at) => (
        <>
          {at > 0 ? ', ' : ''}
          <a class="govuk-link" href={`/people/${child.id}`}>
            {child.name}
          </a>
        </>
      ))}
    </p>
  ) : (
    <p class="govuk-body-s">
      {family.worksWith.length > 0
        ? `You do not work with this family. Sign in as ${family.worksWith.map(demonstrationEmail).join(', ')} to open it.`
        : 'Nobody works with this family today. Its case was closed, and a closed record opens only to those who have a reason to.'}
    </p>
  )
}
