import type { VNode } from 'preact'
import type { FormState, Typed } from '../../../../design-system/index.ts'
import { Button, DateField, Form, RadiosField, TextField } from '../../../../design-system/index.ts'
import type { ListName } from './concern-draft.ts'
import { toldName } from './concerns.queries.ts'
import { items, legend, type Step, titles } from './step.tsx'
import { yesNoUnknown } from './steps.ts'

const personFields: Record<ListName, (form: FormState) => VNode> = {
  children: form => (
    <>
      <TextField
        name="given"
        form={form}
        label={{ text: 'First name' }}
        hint={{ text: 'Leave empty what you do not know' }}
        spellcheck={false}
      />
      <TextField name="family" form={form} label={{ text: 'Family name' }} spellcheck={false} />
      <DateField name="born" form={form} fieldset={legend('Date of birth')} hint={{ text: 'For example, 27 3 2018' }} />
      <DateField name="expected" form={form} fieldset={legend('For an unborn baby: when it is due')} />
      <TextField name="school" form={form} label={{ text: 'School or nursery' }} />
      <TextField name="language" form={form} label={{ text: 'Language at home' }} classes="govuk-input--width-20" />
    </>
  ),
  adults: form => (
    <>
      <TextField
        name="name"
        form={form}
        label={{ text: 'Name' }}
        hint={{ text: 'If you do not know it, leave it empty and say who they are' }}
        spellcheck={false}
      />
      <TextField
        name="relation"
        form={form}
        label={{ text: 'Who are they to the child?' }}
        hint={{ text: 'Such as mother, stepfather, a man who collects from nursery' }}
      />
      <RadiosField
        name="parentalResponsibility"
        form={form}
        fieldset={legend('Do they have parental responsibility? (optional)')}
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
      draft={{ autosaveUrl: '', version: String(step.version) }}
    >
      {personFields[list](step.form)}
      <Button text="Save" preventDoubleClick />
    </Form>
  </>
)

/** A child or an adult as a line, by what was typed of them. */
export const personName = (list: ListName, typed: Typed): string => {
  const text = (name: string): string | undefined => (typeof typed[name] === 'string' ? (typed[name] as string) : undefined)
  if (list === 'adults') return [text('name'), text('relation')].filter(Boolean).join(', ')
  const given = text('given')
  const family = text('family')
  return toldName({ ...(given ? { given } : {}), ...(family ? { family } : {}) })
}

/** The children or adults so far, each to change or take away, and one more. */
export const ListPage = ({ list, people, step, next }: { list: ListName; people: readonly Typed[]; step: Step; next: string }) => (
  <>
    <h1 class="govuk-heading-l">{titles[list]}</h1>
    {people.length === 0 ? (
      <p class="govuk-body">{listWords[list].none}</p>
    ) : (
      <ul class="govuk-list gt-list-lines">
        {people.map((typed, at) => (
          <li key={at}>
            <strong>{personName(list, typed)}</strong>{' '}
            <a class="govuk-link" href={`/concerns/draft/${step.draft}/${list}/${at}`}>
              Change<span class="govuk-visually-hidden"> {personName(list, typed)}</span>
            </a>
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
    <p class="govuk-body">
      <a class="govuk-link" href={`/concerns/draft/${step.draft}/${list}/new`}>
        {people.length === 0 ? listWords[list].add : listWords[list].add.replace(/ an? /, ' another ')}
      </a>
    </p>
    <p class="govuk-body">
      <a class="govuk-button" href={next}>
        Continue
      </a>
    </p>
  </>
)
