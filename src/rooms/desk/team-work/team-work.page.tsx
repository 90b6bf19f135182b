import { Button, Checkboxes, EmptyState, emptyForm, Filters, Pagination, SelectField } from '../../../design-system/index.ts'
import { type Day, dayOf, dueInWords, printShort } from '../../../guidance/index.ts'
import { childrenInWords, countsInWords, countsOfSeveral } from '../worked-with.ts'
import { addressOf } from './address.ts'
import { type Shows, type Sort, shows, sorts, type TeamAsked, type TeamChild, type TeamWork } from './team-work.ts'
import { Workload } from './workload.tsx'

/** The team of a manager: how much is asked of whom, and every child, to be looked at or given another lead worker. */
export const TeamWorkPage = ({ work, asked, today }: { work: TeamWork; asked: TeamAsked; today: Day }) => (
  <>
    <h1 class="govuk-heading-l">Team work</h1>
    <BetweenTeams work={work} />
    {work.counts.children === 0 ? (
      <EmptyState
        wouldBe="No child is with your team. Each child your team works with stands here, with the lead worker and what is due, from the day the team is named."
        action={{ text: 'Go to your work', href: '/' }}
      />
    ) : (
      <>
        <p class="govuk-body">{summaryOf(work)}</p>
        {work.counts.withoutLead > 0 && (
          <p class="govuk-body">
            <a class="govuk-link" href={addressOf({ show: 'no-lead' })}>
              {childrenInWords(work.counts.withoutLead)} without a lead worker
            </a>
          </p>
        )}
        <section aria-labelledby="workload">
          <h2 class="govuk-heading-m" id="workload">
            Workload
          </h2>
          <Workload loads={work.loads} />
        </section>
        <section aria-labelledby="children">
          <h2 class="govuk-heading-m" id="children">
            Children
          </h2>
          <Narrow work={work} asked={asked} />
          {work.found === 0 ? (
            <EmptyState wouldBe="No child of your team is like that." action={{ text: 'Show every child', href: '/team#children' }} />
          ) : (
            <Children work={work} asked={asked} today={today} />
          )}
        </section>
      </>
    )}
  </>
)

/** Children who are offered, to this team or by it: until somebody answers they are where they were. */
const BetweenTeams = ({ work: { counts } }: { work: TeamWork }) => {
  const said = [
    counts.offeredHere > 0 && `${childrenInWords(counts.offeredHere)} offered to your team`,
    counts.offeredAway > 0 && `${childrenInWords(counts.offeredAway)} of yours offered to another team and not answered yet`,
  ].filter(part => part !== false)
  return (
    <p class="govuk-body">
      <a class="govuk-link" href="/team/offers">
        {said.length > 0 ? said.join('; ').replace(/^./, first => first.toUpperCase()) : 'Children passed between teams'}
      </a>
    </p>
  )
}

const summaryOf = ({ counts }: TeamWork): string => {
  const asked = countsOfSeveral(counts.unsafe, counts)
  return `${childrenInWords(counts.children)}${asked ? `: ${asked}` : '; nothing is asked about any of them today'}.`
}

const Narrow = ({ work, asked }: { work: TeamWork; asked: TeamAsked }) => {
  const worker = work.loads.find(load => (load.account ?? 'none') === asked.worker)
  const form = { ...emptyForm, typed: { show: asked.show, worker: asked.worker ?? '', sort: asked.sort } }
  return (
    <Filters
      action="/team"
      label="Choose which children, and in which order"
      chosen={[
        ...(asked.show === 'all' ? [] : [{ text: shows[asked.show], removeHref: addressOf({ ...asked, show: 'all', page: 1 }) }]),
        ...(worker ? [{ text: worker.name, removeHref: addressOf({ ...asked, worker: null, page: 1 }) }] : []),
      ]}
      clearHref={addressOf({ sort: asked.sort })}
    >
      <SelectField
        form={form}
        name="show"
        label={{ text: 'Which children' }}
        items={Object.entries(shows).map(([value, text]) => ({ value: value as Shows, text }))}
      />
      <SelectField
        form={form}
        name="worker"
        label={{ text: 'Lead worker' }}
        items={[{ value: '', text: 'Anybody' }, ...work.loads.map(load => ({ value: load.account ?? 'none', text: load.name }))]}
      />
      <SelectField
        form={form}
        name="sort"
        label={{ text: 'Order' }}
        items={Object.entries(sorts).map(([value, text]) => ({ value: value as Sort, text }))}
      />
    </Filters>
  )
}

const Children = ({ work, asked, today }: { work: TeamWork; asked: TeamAsked; today: Day }) => (
  <>
    <form method="get" action="/team/lead-worker">
      <Checkboxes
        name="child"
        classes="govuk-checkboxes--small gt-team"
        fieldset={{
          legend: {
            text: `${work.found === 1 ? 'One child' : `${work.found} children`}, ${sorts[asked.sort].toLowerCase()}. Choose those who are to have another lead worker, or another team.`,
            classes: 'govuk-fieldset__legend--s',
          },
        }}
        items={work.listed.map(child => ({
          value: child.subject,
          text: child.age ? `${child.name}, ${child.age}` : child.name,
          hint: { text: <About child={child} today={today} /> },
        }))}
      />
      <div class="govuk-button-group">
        <Button text="Change lead worker" classes="govuk-button--secondary" />
        <button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" formaction="/team/offer">
          Offer to another team
        </button>
      </div>
    </form>
    {work.pages > 1 && (
      <Pagination
        landmarkLabel="Pages of children"
        {...(work.page > 1 ? { previous: { href: addressOf({ ...asked, page: work.page - 1 }) } } : {})}
        {...(work.page < work.pages ? { next: { href: addressOf({ ...asked, page: work.page + 1 }) } } : {})}
        items={Array.from({ length: work.pages }, (_, at) => ({
          number: at + 1,
          href: addressOf({ ...asked, page: at + 1 }),
          current: at + 1 === work.page,
        }))}
      />
    )}
  </>
)

const About = ({ child, today }: { child: TeamChild; today: Day }) => (
  <>
    {child.offered && <strong>Offered to {child.offered}. </strong>}
    {child.lead ? `${child.lead.name}, since ${printShort(dayOf(child.lead.since))}` : <strong>No lead worker</strong>}
    {'. '}
    {countsInWords(child.counts).replace(/^./, first => first.toUpperCase()) || 'Nothing is asked today'}
    {child.dueOn && ` (${dueInWords(child.dueOn, today)})`}
    {'. '}
    <a class="govuk-link" href={`/people/${child.subject}`}>
      Open<span class="govuk-visually-hidden"> the record of {child.name}</span>
    </a>
  </>
)
