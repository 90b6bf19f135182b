import { Button, Compared, type ComparedField, Select } from '../../../design-system/index.ts'
import { printDay } from '../../../guidance/index.ts'
import { planFieldWords } from './cp-plan.ts'
import { VersionRead } from './plan.page.tsx'
import type { Version } from './plan-view.ts'

/** What two versions of a plan say, part by part, under what each part is called. */
export const comparedFields = (earlier: Version, later: Version): ComparedField[] => {
  const days = (version: Version) =>
    Object.fromEntries(
      version.risks.flatMap((risk, at) => [
        [`How safe it is now (${at + 1})`, risk.scale === null ? '' : `${risk.scale} of 10`],
        ...risk.actions.map((action, nth) => [`By when (${at + 1}.${nth + 1})`, action.dueOn ? printDay(action.dueOn) : ''] as const),
      ]),
    )
  const [before, after] = [days(earlier), days(later)]
  return [
    ...Object.entries(planFieldWords)
      .filter(([name]) => name !== 'whatChanged')
      .map(([name, label]) => ({ label, earlier: earlier.said[name] ?? '', later: later.said[name] ?? '' })),
    ...[...new Set([...Object.keys(before), ...Object.keys(after)])].map(label => ({
      label,
      earlier: before[label] ?? '',
      later: after[label] ?? '',
    })),
    {
      label: 'How often the child is visited',
      earlier: earlier.visitEvery === null ? '' : `Every ${earlier.visitEvery} days`,
      later: later.visitEvery === null ? '' : `Every ${later.visitEvery} days`,
    },
  ].filter(field => field.earlier !== '' || field.later !== '')
}

const choices = (versions: readonly Version[]) => versions.map(one => ({ value: one.root as string, text: `${one.day}, by ${one.by}` }))

/** One version of a plan, or two side by side with the words that differ marked. */
export const VersionsPage = ({
  called,
  earlier,
  later,
  versions,
  action,
}: {
  called: string
  earlier: Version | null
  later: Version
  versions: readonly Version[]
  action: string
}) => (
  <>
    <h1 class="govuk-heading-l">{earlier ? `What changed in ${called}’s plan` : `${called}’s plan of ${later.day}`}</h1>
    <p class="govuk-body">
      Written on {later.day} by {later.by}, {later.role}.{later.said['whatChanged'] && ` Why: ${later.said['whatChanged']}`}
    </p>
    {earlier ? (
      <Compared earlier={`Written ${earlier.day}`} later={`Written ${later.day}`} fields={comparedFields(earlier, later)} />
    ) : (
      <VersionRead version={later} called={called} />
    )}
    {versions.length > 1 && (
      <form method="get" action={action}>
        <h2 class="govuk-heading-m">Read two other versions side by side</h2>
        <Select
          name="earlier"
          id="earlier"
          label="The earlier version"
          value={earlier?.root ?? versions[0]?.root ?? ''}
          items={choices(versions)}
        />
        <Select name="later" id="later" label="The later version" value={later.root} items={choices(versions)} />
        <Button text="Read them side by side" classes="govuk-button--secondary" />
      </form>
    )}
  </>
)
