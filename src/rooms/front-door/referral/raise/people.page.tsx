import type { VNode } from 'preact'
import type { FormState, Typed } from '../../../../design-system/index.ts'
import { Button, DateField, Form, InsetText, RadiosField, SaveState, smallLegend, TextField } from '../../../../design-system/index.ts'
import { isBegun, type ListName } from './concern-draft.ts'
import { toldName } from './concerns.queries.ts'
import { items, type Step, titles } from './step.tsx'
import { adult, child, moreOfChild, mostPeople, seemsWords, sexWords, yesNoUnknown } from './steps.ts'

const personFields: Record<ListName, (form: FormState) => VNode> = {
  children: form => (
    <>
      <TextField
        name="given"
        form={form}
        label={{ text: child.labels.given }}
        hint={{ text: 'Leave empty what you do not know' }}
        spellcheck={false}
      />
      <TextField name="family" form={form} label={{ text: child.labels.family }} spellcheck={false} />
      <DateField name="born" form={form} fieldset={smallLegend(child.labels.born)} hint={{ text: 'For example, 27 3 2018' }} />
      <TextField name="age" form={form} label={{ text: child.labels.age }} classes="govuk-input--width-10" />
      <DateField name="expected" form={form} fieldset={smallLegend(child.labels.expected)} />
      <TextField name="school" form={form} label={{ text: child.labels.school }} />
      <TextField name="language" form={form} label={{ text: child.labels.language }} classes="govuk-input--width-20" />
    </>
  ),
  adults: form => (
    <>
      <TextField
        name="name"
        form={form}
        label={{ text: adult.labels.name }}
        hint={{ text: 'If you do not know it, leave it empty and say who they are' }}
        spellcheck={false}
      />
      <TextField
        name="relation"
        form={form}
        label={{ text: adult.labels.relation }}
        hint={{ text: 'Such as mother, stepfather, a man who collects from nursery' }}
      />
      <RadiosField
        name="seenAs"
        form={form}
        classes="govuk-radios--inline govuk-radios--small"
        fieldset={smallLegend(`${adult.labels.seenAs} (optional)`)}
        items={items(seemsWords)}
      />
      <RadiosField
        name="parentalResponsibility"
        form={form}
        fieldset={smallLegend(`${adult.labels.parentalResponsibility} (optional)`)}
        items={items(yesNoUnknown)}
      />
    </>
  ),
}

const listWords: Record<ListName, { one: string; add: string; none: string }> = {
  children: {
    one: 'Child',
    add: 'Add a child',
    none: 'No child has been added yet. What you know is enough: a first name, or only an age.',
  },
  adults: {
    one: 'Adult',
    add: 'Add an adult',
    none: 'Add everybody who is often with the child: fathers, partners, grandparents, babysitters, lodgers. An unnamed man matters as much as a named one.',
  },
}

/** One child or adult. */
export const PersonPage = ({ list, at, step }: { list: ListName; at: string; step: Step }) => (
  <>
    <h1 class="govuk-heading-l">{at === 'new' ? listWords[list].add : `${listWords[list].one} ${Number(at) + 1}`}</h1>
    <Form
      action={`/concerns/draft/${step.draft}/${list}/${at}`}
      csrf={step.csrf}
      commandId={step.commandId}
      draft={{ autosaveUrl: `/concerns/draft/${step.draft}/${list}/${at}/keep`, version: String(step.version) }}
    >
      {personFields[list](step.form)}
      <Button text="Save" preventDoubleClick />
      <SaveState savedAt={step.savedAt} />
    </Form>
  </>
)

/** What may be added about one child. */
export const MorePage = ({ at, who, step }: { at: string; who: string; step: Step }) => {
  const { labels } = moreOfChild
  return (
    <>
      <h1 class="govuk-heading-l">More about {who}</h1>
      <p class="govuk-body">Add what you know. None of it has to be answered.</p>
      <Form
        action={`/concerns/draft/${step.draft}/more/${at}`}
        csrf={step.csrf}
        commandId={step.commandId}
        draft={{ autosaveUrl: `/concerns/draft/${step.draft}/more/${at}/keep`, version: String(step.version) }}
      >
        <RadiosField name="sex" form={step.form} fieldset={smallLegend(labels.sex)} items={items(sexWords)} />
        <TextField
          name="nhsNumber"
          form={step.form}
          label={{ text: labels.nhsNumber }}
          hint={{ text: 'Ten figures, such as 999 123 4560' }}
          classes="govuk-input--width-10"
          spellcheck={false}
        />
        <TextField name="ethnicity" form={step.form} label={{ text: labels.ethnicity }} />
        <TextField name="religion" form={step.form} label={{ text: labels.religion }} />
        <TextField name="disability" form={step.form} label={{ text: labels.disability }} />
        <TextField name="doctor" form={step.form} label={{ text: labels.doctor }} />
        <Button text="Save" preventDoubleClick />
        <SaveState savedAt={step.savedAt} />
      </Form>
    </>
  )
}

/** A child or an adult as a line, by what was typed of them. */
export const personName = (list: ListName, typed: Typed): string => {
  const text = (name: string): string | undefined => (typeof typed[name] === 'string' ? (typed[name] as string) : undefined)
  if (list === 'adults') {
    const seems = text('seenAs') as keyof typeof seemsWords | undefined
    return [text('name'), text('relation')].filter(Boolean).join(', ') || (seems ? `${seemsWords[seems]} nobody can name` : '')
  }
  const given = text('given')
  const family = text('family')
  return toldName({ ...(given ? { given } : {}), ...(family ? { family } : {}) })
}

/** The children or adults so far, each to change or take away, and one more. */
export const ListPage = ({
  list,
  people,
  begun,
  step,
  next,
}: {
  list: ListName
  people: readonly Typed[]
  /** Somebody who was begun and is not saved yet. */
  begun: Typed | undefined
  step: Step
  next: string
}) => (
  <>
    <h1 class="govuk-heading-l">{titles[list]}</h1>
    {isBegun(begun) && (
      <InsetText>
        You began to add {personName(list, begun) || (list === 'children' ? 'a child' : 'an adult')}. What you wrote is kept, and is not
        part of the concern until you save it.{' '}
        <a class="govuk-link" href={`/concerns/draft/${step.draft}/${list}/new`}>
          Go on
        </a>
        <Form action={`/concerns/draft/${step.draft}/${list}/new/remove`} csrf={step.csrf} commandId="">
          <Button text="Remove what you began" classes="govuk-button--secondary" />
        </Form>
      </InsetText>
    )}
    {people.length === 0 ? (
      <p class="govuk-body">{listWords[list].none}</p>
    ) : (
      <ul class="govuk-list gt-list-lines">
        {people.map((typed, at) => (
          <li key={at}>
            <strong>{personName(list, typed)}</strong>{' '}
            <a class="govuk-link" href={`/concerns/draft/${step.draft}/${list}/${at}`}>
              Change<span class="govuk-visually-hidden"> {personName(list, typed)}</span>
            </a>{' '}
            {list === 'children' && (
              <a class="govuk-link" href={`/concerns/draft/${step.draft}/more/${at}`}>
                Add more<span class="govuk-visually-hidden"> about {personName(list, typed)}</span>
              </a>
            )}
            <Form action={`/concerns/draft/${step.draft}/${list}/${at}/remove`} csrf={step.csrf} commandId="">
              <Button
                text={
                  <>
                    Remove<span class="govuk-visually-hidden"> {personName(list, typed)}</span>
                  </>
                }
                classes="govuk-button--secondary"
              />
            </Form>
          </li>
        ))}
      </ul>
    )}
    {people.length < mostPeople ? (
      <p class="govuk-body">
        <a class="govuk-link" href={`/concerns/draft/${step.draft}/${list}/new`}>
          {people.length === 0 ? listWords[list].add : listWords[list].add.replace(/ an? /, ' another ')}
        </a>
      </p>
    ) : (
      <p class="govuk-body">
        One concern names up to {mostPeople}. Send this one, then raise another for the others, and say in both that they belong together.
      </p>
    )}
    <p class="govuk-body">
      <a class="govuk-button" href={next}>
        Continue
      </a>
    </p>
  </>
)
