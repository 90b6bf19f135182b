/**
 * Said where the reader may read who the person is and not what was recorded (roles: EDT worker, a child who is open): a page that shows nothing there would
 * say that nothing is on record. `open`: the reader does read it, and nothing is said.
 */
export const RecordClosedNote = ({ open }: { open: boolean }) =>
  open ? null : (
    <p class="govuk-inset-text">
      What was recorded is not open to you, so what is missing here may be on record. Out of hours it opens when something about the child
      is told to the duty desk; until then, ring who works with the family.
    </p>
  )
