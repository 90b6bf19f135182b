import {
  capital,
  DateField,
  Details,
  EmptyState,
  InsetText,
  LongTextField,
  RadiosField,
  smallLegend,
  Timeline,
} from '../../../design-system/index.ts'
import { dayOf, moment, printPartial } from '../../../guidance/index.ts'
import { KeptFields, type KeptPage } from '../../../kernel/http/kept-routes.tsx'
import type { FamilyMember } from '../../family/index.ts'
import type { readStages } from './stage.queries.ts'
import { stageForm } from './stage-form.ts'
import { ledByWords, sayStage, sayStageState, stageWords } from './support-stage.ts'

export type StagesOpened = {
  readonly person: FamilyMember
  readonly read: Awaited<ReturnType<typeof readStages>>
  /** May the reader tell a stage, or only propose it? Neither: the page is to be read. */
  readonly may: 'confirm' | 'propose' | 'read'
}

const { labels } = stageForm
const short = (at: string): string => printPartial({ on: dayOf(moment(at)), precision: 'day' })

const hints: Record<keyof typeof stageWords, string> = {
  'getting-advice': 'What every family can use: school, health visitor, family hub, GP',
  'getting-help': 'Early help: an assessment with the family, a plan and a lead practitioner',
  'getting-more-help': 'Complex needs: led by early help, or by a social worker for a child in need',
  'getting-risk-support': 'Child protection and specialist help',
}

/** At which stage of support a child is, how it came to that, and the form that tells or proposes another. */
export const StagePage = ({ opened, parts }: { opened: StagesOpened; parts: KeptPage }) => {
  const { person, read, may } = opened
  const { form, draft } = parts
  const [now] = read.stages
  const open = now && now.until === 'infinity' ? now : undefined
  return (
    <>
      <h1 class="govuk-heading-l">{person.called}’s stage of support</h1>
      <p class="govuk-body-l">
        {open ? `${sayStageState(open.state)}, since ${short(open.from)}` : 'No stage of support is on record that is open to you.'}
      </p>
      {read.waiting.map(one => (
        <InsetText key={one.root}>
          <strong>{capital(sayStage(one.facts as never))} is proposed</strong> by {one.author ?? 'a practitioner'} on{' '}
          {printPartial({ on: one.on, precision: 'day' })} and waits for The Bridge or the team that works with {person.called}.{' '}
          {one.narrative['reason']}
        </InsetText>
      ))}
      {may !== 'read' && (
        <Details
          summary={may === 'confirm' ? 'Change the stage of support' : 'Propose a stage of support'}
          open={form.errors.length > 0 || draft.version > 0 || read.waiting.length > 0 || !open}
        >
          <StageFields opened={opened} parts={parts} />
        </Details>
      )}
      <h2 class="govuk-heading-m">How it came to this</h2>
      {read.stages.length === 0 ? (
        <EmptyState wouldBe="Each stage of support stands here with its reason, what it rests on, and what the child and the family say about it." />
      ) : (
        <Timeline
          label="Stages of support, newest first"
          entries={read.stages.map(stage => ({
            id: `stage-${stage.entry}`,
            when: {
              iso: dayOf(moment(stage.from)),
              text: stage.until === 'infinity' ? `since ${short(stage.from)}` : `${short(stage.from)} to ${short(stage.until)}`,
            },
            title: sayStageState(stage.state),
            agency: stage.told?.author ?? 'Somebody whose entry is not open to you',
            who: stage.told ? stage.told.role.replaceAll('-', ' ') : '',
            significant: false,
            text: stage.told && <Why told={stage.told} />,
          }))}
        />
      )}
    </>
  )
}

const Why = ({ told }: { told: NonNullable<StagesOpened['read']['stages'][number]['told']> }) => (
  <>
    {(
      [
        ['Why', 'reason'],
        ['What it rests on', 'evidence'],
        ['The child', 'childsView'],
        ['The family', 'familysView'],
        ['Not talked through with the family', 'notDiscussedWhy'],
      ] as const
    ).flatMap(([heading, name]) =>
      told.narrative[name]
        ? [
            <p key={name} class="govuk-body">
              <strong>{heading}:</strong> {told.narrative[name]}
            </p>,
          ]
        : [],
    )}
  </>
)

const StageFields = ({ opened: { person, may }, parts }: { opened: StagesOpened; parts: KeptPage }) => {
  const { form } = parts
  return (
    <KeptFields parts={parts} send={may === 'confirm' ? 'Record the stage' : 'Propose the stage'}>
      {may === 'propose' && (
        <p class="govuk-body">
          Getting More Help with a social worker, and Getting Risk Support, hold once The Bridge or the team that works with {person.called}{' '}
          has confirmed them. If {person.called} is not safe, do not wait for that: ring The Bridge now.
        </p>
      )}
      <RadiosField
        name="stage"
        form={form}
        fieldset={smallLegend(labels.stage)}
        hint={{
          text: 'The lowest stage that meets what is needed. It is about need, not about who works with the child; brothers and sisters may differ.',
        }}
        items={Object.entries(stageWords).map(([value, text]) => ({
          value,
          text,
          hint: { text: hints[value as keyof typeof hints] },
          ...(value === 'getting-more-help'
            ? {
                conditional: (
                  <RadiosField
                    name="led"
                    form={form}
                    fieldset={smallLegend(labels.led)}
                    items={Object.entries(ledByWords).map(([code, words]) => ({ value: code, text: capital(words) }))}
                  />
                ),
              }
            : {}),
        }))}
      />
      <DateField name="on" form={form} fieldset={smallLegend(labels.on)} hint="For example, 6 2 2024" />
      <LongTextField name="reason" form={form} rows={4} label={{ text: labels.reason, classes: 'govuk-label--s' }} />
      <LongTextField
        name="evidence"
        form={form}
        rows={4}
        label={{ text: labels.evidence, classes: 'govuk-label--s' }}
        hint="What was seen, heard or assessed, and when"
      />
      <LongTextField
        name="childsView"
        form={form}
        rows={3}
        label={{ text: `What does ${person.called} say or show about it?`, classes: 'govuk-label--s' }}
        hint="Their own words in quotation marks; for a baby what was observed; if they could not be asked, why"
      />
      <RadiosField
        name="discussed"
        form={form}
        fieldset={smallLegend(labels.discussed)}
        items={[
          {
            value: 'yes',
            text: 'Yes',
            conditional: <LongTextField name="familysView" form={form} rows={3} label={labels.familysView} />,
          },
          {
            value: 'no',
            text: 'No, that would be unsafe',
            conditional: (
              <LongTextField
                name="notDiscussedWhy"
                form={form}
                rows={3}
                label={labels.notDiscussedWhy}
                hint="If you are not sure, ask The Bridge"
              />
            ),
          },
        ]}
      />
    </KeptFields>
  )
}
