import { AskedAbout } from '../asked-about/asked-about-section.tsx'
import { EarlyHelpAssessments } from '../early-help/early-help-section.tsx'
import { Experiences } from '../experiences/experiences-section.tsx'
import { RecordClosedNote } from '../people/record-closed.tsx'
import { Signposted } from '../signposting/signposted-section.tsx'
import { Family } from './family-section.tsx'
import { Homes } from './homes-section.tsx'
import { Parents } from './parents-section.tsx'
import type { DetailsProps } from './section.tsx'
import { Numbers, Speaking, Who } from './who-section.tsx'
import { Workers } from './workers-section.tsx'

/** Who somebody is and who is in their life: one place for each fact, with a way to put it right for those who may. */
export const DetailsPage = (props: DetailsProps) => {
  const { view, known = '' } = props
  const isChild = view.who.is_a !== 'adult'
  return (
    <>
      <h1 class="govuk-heading-l">
        <span class="govuk-caption-l">People and details</span>
        {view.name}
      </h1>
      <RecordClosedNote open={view.reads('record')} />
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={`/people/${view.person}/network${known}`}>
            See the family as a drawing
          </a>
        </li>
        {isChild && !known && (
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
      {isChild && <EarlyHelpAssessments {...props} />}
      {isChild && <Parents {...props} />}
      {isChild && <Experiences {...props} />}
      {isChild && <AskedAbout {...props} />}
      <Signposted {...props} />
    </>
  )
}
