import type { ComponentChild } from 'preact'
import { DateField, InsetText, LongTextField, RadiosField, smallLabel, smallLegend, TextField } from '../../../design-system/index.ts'
import type { Day, Moment } from '../../../guidance/index.ts'
import { parseForm } from '../../../kernel/http/form.ts'
import type { Route } from '../../../kernel/http/route.ts'
import type { Book } from '../../../thread/book.ts'
import { newId, type SubjectId } from '../../../thread/ids.ts'
import { involvement } from '../../../thread/own-kinds/index.ts'
import type { NewEntry } from '../../../thread/store/append.ts'
import { accountByMail, letIn, whoMayNotCome } from '../../commands.ts'
import { action } from '../../meetings/index.ts'
import { choices, momentOn } from '../on-record/form-fields.ts'
import { KeptFields, type KeptPage, keptRoutes, todayIn } from '../on-record/kept-routes.tsx'
import {
  accessDecided,
  accessDiscussion,
  discussedWithWords,
  housingLiaison,
  landlordWords,
  legalConsidered,
  options,
  optionWords,
  sharedOnWords,
} from './access-refused.ts'
import { chosenOf, everyChild, ForWhom } from './for-whom.tsx'
import {
  decideForm,
  fieldsOfOption,
  housingForm,
  keptDecide,
  keptHousing,
  keptLegal,
  keptTalk,
  legalForm,
  readOptions,
  talkForm,
} from './forms.ts'
import { type NotReached, openToWrite } from './open-now.ts'
import { writeForEach } from './write-for-each.ts'

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
const yesNo = { yes: 'yes', no: 'no' } as const

/** The frame of each of these forms: the children's names, what is asked, whom it is for, and one button. */
const Frame = ({
  title,
  waiting,
  parts,
  send,
  children,
}: {
  title: string
  waiting: readonly NotReached[]
  parts: KeptPage
  send: string
  children: ComponentChild
}) => (
  <>
    <h1 class="govuk-heading-l">
      {listed(waiting.map(one => one.child.called))}: {title}
    </h1>
    <KeptFields parts={parts} send={send}>
      <ForWhom waiting={waiting} form={parts.form} />
      {children}
    </KeptFields>
  </>
)

/** When it was, as far as it was typed; undefined where it lies ahead. */
const happenedOf = (on: Day, time: string | undefined, today: Day, now: Moment): NewEntry['happened'] | undefined => {
  const at = time ? momentOn(on, time) : undefined
  return on > today || (at && at > now) ? undefined : at ? { at, precision: 'moment' } : { on, precision: 'day' }
}

const noGate = (done: string): 'done' => {
  if (done === 'asked') throw new Error('a gate stood before what is done when nobody is let in')
  return 'done'
}

const talkRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<readonly NotReached[]>({
    at: 'access/talk',
    name: 'access-talk',
    title: 'Nobody was let in: talked over',
    words: 'that it was talked over when nobody was let in',
    labels: talkForm.labels,
    kept: keptTalk,
    leave: 'access',
    open: (tx, person) => openToWrite(tx, person, accessDiscussion),
    fresh: (waiting, today) => ({ ...todayIn('on', today), ...everyChild(waiting) }),
    send: async (tx, waiting, typed, ask) => {
      const form = parseForm(talkForm.schema, typed)
      if (!form.ok) return { errors: form.errors }
      const { children, errors } = chosenOf(waiting, form.data.children)
      const happened = happenedOf(form.data.on, form.data.time, ask.today, ask.now)
      if (errors.length > 0) return { errors }
      if (!happened) return { errors: [{ field: 'on', message: 'It was talked over in the past: enter the day and the time' }] }
      const { who, view } = form.data
      const outcome = await writeForEach(tx, book(), {
        id: ask.id,
        kind: accessDiscussion,
        children,
        happened,
        parts: { record: { facts: { with: form.data.with }, narrative: { who, view } } },
      })
      return noGate(outcome.done)
    },
    page: (waiting, parts) => (
      <Frame title="talked over" waiting={waiting} parts={parts} send="Write it down">
        <RadiosField name="with" form={parts.form} fieldset={smallLegend(talkForm.labels.with)} items={choices(discussedWithWords)} />
        <LongTextField
          name="who"
          form={parts.form}
          rows={2}
          label={smallLabel(talkForm.labels.who)}
          hint="Name and role; of the core group, everybody who was asked"
        />
        <DateField name="on" form={parts.form} fieldset={smallLegend(talkForm.labels.on)} hint="For example, 20 2 2024" />
        <TextField name="time" form={parts.form} label={smallLabel(`${talkForm.labels.time} (optional)`)} classes="govuk-input--width-5" />
        <LongTextField name="view" form={parts.form} rows={5} label={smallLabel(talkForm.labels.view)} />
      </Frame>
    ),
  })

const decideRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<readonly NotReached[]>({
    at: 'access/decide',
    name: 'access-decide',
    title: 'Nobody was let in: what comes next',
    words: 'what is done when nobody was let in',
    labels: decideForm.labels,
    kept: keptDecide,
    leave: 'access',
    open: (tx, person) => openToWrite(tx, person, accessDecided),
    fresh: everyChild,
    send: async (tx, waiting, typed, ask) => {
      const form = parseForm(decideForm.schema, typed)
      const read = readOptions(form.ok ? form.data : typed)
      if (!form.ok || read.errors.length > 0) return { errors: [...(form.ok ? [] : form.errors), ...read.errors] }
      const { children, errors } = chosenOf(waiting, form.data.children)
      if (errors.length > 0) return { errors }
      const outcome = await writeForEach(tx, book(), {
        id: ask.id,
        kind: accessDecided,
        children,
        parts: {
          record: {
            facts: { chosen: read.chosen, left: read.left.map(one => one.option) },
            narrative: {
              who: form.data.who,
              plan: form.data.plan,
              whyNot: read.left.map(({ option, why }) => `${optionWords[option]}: ${why}`).join('\n') || undefined,
            },
          },
        },
      })
      return noGate(outcome.done)
    },
    page: (waiting, parts) => (
      <Frame title="what comes next" waiting={waiting} parts={parts} send="Write down what was decided">
        <InsetText>
          Each is done now, or there is a reason why not. A decision that leaves one without an answer does not count as made.
        </InsetText>
        {options.map(option => {
          const names = fieldsOfOption(option)
          return (
            <RadiosField
              key={option}
              name={names.done}
              form={parts.form}
              fieldset={smallLegend(optionWords[option].replace(/^./u, first => first.toUpperCase()))}
              items={[
                { value: 'yes', text: 'Yes, now' },
                {
                  value: 'no',
                  text: 'Not now',
                  conditional: (
                    <LongTextField name={names.why} form={parts.form} rows={2} label={decideForm.labels[names.why] ?? 'Why not now?'} />
                  ),
                },
              ]}
            />
          )
        })}
        <LongTextField name="plan" form={parts.form} rows={4} label={smallLabel(decideForm.labels['plan'] ?? '')} />
        <TextField name="who" form={parts.form} label={smallLabel(`${decideForm.labels['who']} (optional)`)} />
      </Frame>
    ),
  })

const legalRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<readonly NotReached[]>({
    at: 'access/legal',
    name: 'access-legal',
    title: 'Nobody was let in: whether to ask a lawyer',
    words: 'whether legal advice is asked for when nobody was let in',
    labels: legalForm.labels,
    kept: keptLegal,
    leave: 'access',
    open: (tx, person) => openToWrite(tx, person, legalConsidered),
    fresh: everyChild,
    send: async (tx, waiting, typed, ask) => {
      const form = parseForm(legalForm.schema, typed)
      if (!form.ok) return { errors: form.errors }
      const { children, errors } = chosenOf(waiting, form.data.children)
      if (errors.length > 0) return { errors }
      const outcome = await writeForEach(tx, book(), {
        id: ask.id,
        kind: legalConsidered,
        children,
        parts: { record: { facts: { seek: form.data.seek === 'yes' }, narrative: { reasons: form.data.reasons } } },
      })
      return noGate(outcome.done)
    },
    page: (waiting, parts) => (
      <Frame title="whether to ask a lawyer" waiting={waiting} parts={parts} send="Write down what was decided">
        <InsetText>
          Where enquiries are frustrated because urgent access to a child is unreasonably refused, that is by itself a ground on which a
          court may order emergency protection (Children Act 1989, section 44). Where access is refused, the authority applies for an order
          unless it is satisfied that the child is safe without one (section 47). Police protection gives no right to enter (section 46);
          where a life is in danger, call 999.
        </InsetText>
        <RadiosField name="seek" form={parts.form} fieldset={smallLegend(legalForm.labels.seek)} items={choices(yesNo)} />
        <LongTextField
          name="reasons"
          form={parts.form}
          rows={5}
          label={smallLabel(legalForm.labels.reasons)}
          hint="What a lawyer says is written down under Keeping the child safe"
        />
      </Frame>
    ),
  })

const housingRoutes = (book: () => Book): readonly Route[] =>
  keptRoutes<readonly NotReached[]>({
    at: 'access/housing',
    name: 'access-housing',
    title: 'The landlord',
    words: 'what was agreed with the landlord',
    labels: housingForm.labels,
    kept: keptHousing,
    leave: 'access',
    open: (tx, person) => openToWrite(tx, person, housingLiaison),
    fresh: everyChild,
    send: async (tx, waiting, typed, ask) => {
      const form = parseForm(housingForm.schema, typed)
      if (!form.ok) return { errors: form.errors }
      const { children, errors } = chosenOf(waiting, form.data.children)
      if (errors.length > 0) return { errors }
      const { landlord, contact, history, inspectedOn, accessOn, agreed, shared, told, mayLoseHome, mail, by } = form.data
      const task = form.data.task?.trim()
      const owner = task && mail ? await accountByMail(tx, mail, 'action-owner') : undefined
      if (task && !owner) return { errors: [{ field: 'mail', message: 'Nobody who can be asked signs in here with this address' }] }
      if (owner) {
        const barred = await whoMayNotCome(
          tx,
          [{ account: owner.account, as: 'action-owner' }],
          children.map(one => one.child.subject),
        )
        if (barred.length > 0) return { errors: [{ field: 'mail', message: 'This person cannot be asked: ask somebody else' }] }
      }
      const matter = newId<SubjectId>()
      const outcome = await writeForEach(tx, book(), {
        id: ask.id,
        kind: housingLiaison,
        children,
        parts: {
          record: {
            facts: {
              landlord,
              shared,
              ...(inspectedOn ? { inspectedOn } : {}),
              ...(accessOn ? { accessOn } : {}),
              ...(mayLoseHome ? { mayLoseHome: mayLoseHome === 'yes' } : {}),
              ...(owner ? { task: matter } : {}),
            },
            narrative: { contact, history, agreed, told },
          },
        },
        also:
          owner && task
            ? {
                matter,
                kinds: [action, involvement],
                // On a matter of its own, of which its owner sees these words and nothing else: no name of a child, no reason.
                entries: told => [
                  {
                    ...told,
                    subject: matter,
                    kind: action,
                    parts: {
                      record: {
                        facts: {
                          account: owner.account,
                          ...(by ? { dueOn: by } : {}),
                          measured: false,
                          risky: false,
                          named: false,
                          children: children.map(one => one.child.subject),
                        },
                        narrative: { what: task, owner: owner.name },
                      },
                    },
                  },
                  letIn({ ...told, subject: matter }, owner.account, 'account', 'action-owner'),
                  letIn({ ...told, subject: matter }, tx.actor.account, 'account', 'meeting-chair'),
                ],
              }
            : undefined,
      })
      return noGate(outcome.done)
    },
    page: (waiting, parts) => {
      const { form } = parts
      const { labels } = housingForm
      return (
        <Frame title="the landlord" waiting={waiting} parts={parts} send="Write it down">
          <RadiosField name="landlord" form={form} fieldset={smallLegend(labels.landlord)} items={choices(landlordWords)} />
          <LongTextField name="contact" form={form} rows={2} label={smallLabel(`${labels.contact} (optional)`)} />
          <LongTextField name="history" form={form} rows={3} label={smallLabel(`${labels.history} (optional)`)} />
          <DateField name="inspectedOn" form={form} fieldset={smallLegend(`${labels.inspectedOn} (optional)`)} />
          <DateField name="accessOn" form={form} fieldset={smallLegend(`${labels.accessOn} (optional)`)} />
          <LongTextField name="agreed" form={form} rows={3} label={smallLabel(`${labels.agreed} (optional)`)} />
          <RadiosField name="mayLoseHome" form={form} fieldset={smallLegend(`${labels.mayLoseHome} (optional)`)} items={choices(yesNo)} />
          <RadiosField name="shared" form={form} fieldset={smallLegend(labels.shared)} items={choices(sharedOnWords)} />
          <LongTextField
            name="told"
            form={form}
            rows={3}
            label={smallLabel(labels.told)}
            hint="No more than they need. Leave it empty where nothing was told"
          />
          <h2 class="govuk-heading-m">Ask somebody of theirs to do something</h2>
          <LongTextField
            name="task"
            form={form}
            rows={3}
            label={smallLabel(`${labels.task} (optional)`)}
            hint="They read these words and nothing else of any record: the address and what to do. Name no child, and give no reason"
          />
          <TextField name="mail" form={form} label={smallLabel(labels.mail)} type="email" autocomplete="off" />
          <DateField name="by" form={form} fieldset={smallLegend(labels.by)} />
        </Frame>
      )
    },
  })

/** What is written down when nobody was let in. `book`: the kinds and rules in force. */
export const formRoutes = (book: () => Book): readonly Route[] => [
  ...talkRoutes(book),
  ...decideRoutes(book),
  ...legalRoutes(book),
  ...housingRoutes(book),
]
