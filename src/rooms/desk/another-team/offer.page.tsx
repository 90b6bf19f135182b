import { Button, EmptyState, Form, type FormState, InsetText, LongTextField, RadiosField } from '../../../design-system/index.ts'
import type { TeamChild } from '../team-work/team-work.ts'
import type { OtherTeamRow } from './offers.queries.ts'

export type OfferProps = {
  readonly chosen: readonly TeamChild[]
  /** Brothers and sisters of the chosen, of the same household and the same team, who are not chosen. */
  readonly siblings: readonly TeamChild[]
  readonly teams: readonly OtherTeamRow[]
  readonly form: FormState
  readonly csrf: string
  readonly commandId: string
}

/** Asks another team to take the chosen children on. */
export const OfferPage = ({ chosen, siblings, teams, form, csrf, commandId }: OfferProps) => (
  <>
    <h1 class="govuk-heading-l">Offer children to another team</h1>
    <ul class="govuk-list govuk-list--bullet">
      {chosen.map(child => (
        <li key={child.subject}>
          {child.name}
          {child.offered ? `: already offered to ${child.offered}; they stay as they are` : ''}
        </li>
      ))}
    </ul>
    {siblings.length > 0 && (
      <InsetText>
        <p class="govuk-body">
          Of the same household and not chosen: {siblings.map(child => child.name).join('; ')}. Brothers and sisters are best with one team.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/team/offer?${[...chosen, ...siblings].map(child => `child=${child.subject}`).join('&')}`}>
            Choose them as well
          </a>
        </p>
      </InsetText>
    )}
    {teams.length === 0 ? (
      <EmptyState wouldBe="There is no other team that somebody manages." action={{ text: 'Go to team work', href: '/team' }} />
    ) : (
      <Form action="/team/offer" csrf={csrf} commandId={commandId}>
        {chosen.map(child => (
          <input key={child.subject} type="hidden" name="child" value={child.subject} />
        ))}
        <RadiosField
          name="team"
          form={form}
          fieldset={{ legend: { text: 'Which team is asked to take them on?', classes: 'govuk-fieldset__legend--m' } }}
          items={teams.map(team => ({ value: team.team_id, text: team.name }))}
        />
        <LongTextField
          name="reason"
          form={form}
          rows={4}
          label={{ text: 'Why, and what should that team know first?', classes: 'govuk-label--m' }}
          hint={{ text: 'It goes on the record of each child, and the other manager reads it. The child may read it one day.' }}
        />
        <p class="govuk-body">
          Until the other team takes a child on, nothing changes: your team works with the child, and everything due stays with you. The
          other manager can read the record meanwhile, except where the child is, health and law.
        </p>
        <Button text="Offer" preventDoubleClick />
      </Form>
    )}
  </>
)
