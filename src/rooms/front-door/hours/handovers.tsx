import { capital } from '../../../design-system/index.ts'
import { printMoment } from '../../../guidance/index.ts'
import type { Handover } from '../screening/concern.ts'
import { Paragraphs } from '../screening/pieces.tsx'
import { dutyDidWords } from './duty-handover.ts'

/** What the Emergency Duty Team has left about a concern, newest first. */
export const Handovers = ({ handovers }: { handovers: readonly Handover[] }) => (
  <>
    {handovers.map(({ entry, note, by }) => (
      <div key={entry.root} class="gt-queue__note">
        <p class="govuk-body govuk-!-margin-bottom-1">
          <strong>{capital(dutyDidWords[entry.facts.did])}</strong>, {by.name}, {printMoment(entry.at)}
        </p>
        <Paragraphs text={note} />
      </div>
    ))}
  </>
)
