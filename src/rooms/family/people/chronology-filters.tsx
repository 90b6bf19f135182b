import { CheckboxesField, capital, DateField, Filters, type FormState, SelectField } from '../../../design-system/index.ts'
import { type Day, printPartial } from '../../../guidance/index.ts'
import { agencyKinds } from '../../../thread/entry.ts'
import { besideKinds } from '../chronology/beside.queries.ts'
import { addressOf } from './asked.ts'
import type { PersonParts } from './person-view.ts'
import { sayAgencyKind } from './words.ts'

const short = (on: Day): string => printPartial({ on, precision: 'day' })

/** What of the chronology is shown: by agency, by what it is, by days, by what is marked, and in which order. */
export const ChronologyFilters = ({ view, asked, book }: PersonParts) => {
  const form: FormState = {
    typed: {
      ...asked.typed,
      ...(asked.agency ? { agency: asked.agency } : {}),
      ...(asked.kind ? { kind: asked.kind } : {}),
      order: asked.order,
      ...(asked.significantOnly ? { significant: 'only' } : {}),
    },
    errors: asked.errors,
  }
  const kinds = [...book.kinds.values()]
    .filter(kind => kind.of.includes('person') && !(besideKinds as readonly string[]).includes(kind.name))
    .map(kind => ({ value: kind.name, text: capital(kind.words) }))
  const without = (what: 'agency' | 'kind' | 'from' | 'until' | 'significant' | 'order') =>
    addressOf(view.person, asked, { [what]: null, before: null }, '#chronology')
  return (
    <Filters
      action={`/people/${view.person}`}
      label="Filter what happened"
      keep={{ ...(asked.known ? { known: asked.known.param } : {}), ...(asked.view === 'table' ? { view: 'table' } : {}) }}
      chosen={[
        ...(asked.agency ? [{ text: sayAgencyKind(asked.agency), removeHref: without('agency') }] : []),
        ...(asked.kind ? [{ text: capital(book.kinds.get(asked.kind)?.words ?? ''), removeHref: without('kind') }] : []),
        ...(asked.from ? [{ text: `from ${short(asked.from)}`, removeHref: without('from') }] : []),
        ...(asked.until ? [{ text: `until ${short(asked.until)}`, removeHref: without('until') }] : []),
        ...(asked.significantOnly ? [{ text: 'significant only', removeHref: without('significant') }] : []),
        ...(asked.order === 'oldest' ? [{ text: 'oldest first', removeHref: without('order') }] : []),
      ]}
      clearHref={addressOf(
        view.person,
        asked,
        { agency: null, kind: null, from: null, until: null, significant: null, order: null, before: null },
        '#chronology',
      )}
    >
      <SelectField
        form={form}
        name="agency"
        label="Who recorded it"
        items={[{ value: '', text: 'Every agency' }, ...agencyKinds.map(kind => ({ value: kind, text: sayAgencyKind(kind) }))]}
      />
      <SelectField form={form} name="kind" label="What it is" items={[{ value: '', text: 'Everything' }, ...kinds]} />
      <DateField form={form} name="from" fieldset={{ legend: { text: 'From' } }} hint="For example, 6 2 2024" />
      <DateField form={form} name="until" fieldset={{ legend: { text: 'Until' } }} />
      <CheckboxesField
        form={form}
        name="significant"
        classes="govuk-checkboxes--small"
        items={[{ value: 'only', text: 'Only what is marked as significant' }]}
      />
      <SelectField
        form={form}
        name="order"
        label="In which order"
        items={[
          { value: 'newest', text: 'Newest first' },
          { value: 'oldest', text: 'Oldest first' },
        ]}
      />
    </Filters>
  )
}
