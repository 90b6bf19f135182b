import { Button, Form, type FormState, LongTextField } from '../../../design-system/index.ts'
import { type Moment, printMoment } from '../../../guidance/index.ts'
import { domainsForm, type MailDomain } from './domains.ts'

const said = ({ by, at }: { by: string | null; at: Moment }, byNobody: string): string =>
  `on ${printMoment(at)}, ${by === null ? byNobody : `by ${by}`}`

/** The mail domains of one agency, and what they were. */
export const DomainsPage = ({
  agency,
  domains,
  csrf,
  commandId,
  form,
}: {
  agency: { id: string; name: string }
  domains: readonly MailDomain[]
  csrf: string
  commandId: string
  form: FormState
}) => (
  <>
    <h1 class="govuk-heading-l">Mail addresses of {agency.name}</h1>
    <p class="govuk-body">
      Somebody with an address of the agency is invited by whoever looks after its accounts. An invitation to any other address waits until
      a second person has said yes. Where no domain stands here, every invitation waits. A domain that you set counts neither for you nor
      for anybody you brought in: what you invite to it waits too.
    </p>
    <Form action={`/accounts/domains/${agency.id}`} csrf={csrf} commandId={commandId}>
      <LongTextField
        name="domains"
        form={form}
        label={{ text: domainsForm.labels.domains }}
        hint={{ text: 'One on each line, in full: school.example.org takes nobody in from staff.school.example.org' }}
        rows={4}
        spellcheck={false}
      />
      <Button text="Keep this" preventDoubleClick />
    </Form>
    {domains.length > 0 && (
      <>
        <h2 class="govuk-heading-m">What is set, and what was</h2>
        <ul class="govuk-list gt-list-lines">
          {domains.map(one => (
            <li key={`${one.domain} ${one.at}`}>
              <strong class="govuk-!-text-break-word">{one.domain}</strong>
              <br />
              Set {said(one, 'when the partnership was set up')}.
              {one.ended ? ` Taken off ${said(one.ended, 'when a backup was brought back')}.` : ' In force.'}
            </li>
          ))}
        </ul>
      </>
    )}
  </>
)
