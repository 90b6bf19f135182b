import { InsetText } from '../../../design-system/index.ts'
import { type Day, dueAfter, type Limit, spanInWords } from '../../../guidance/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { settingOn } from '../../../thread/derive.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import { settingName } from '../../../thread/rule.ts'
import { liveLens } from '../../../thread/store/lens.ts'
import { readByKind } from '../../family/index.ts'
import { childVoiceMissing } from './child-voice-missing.rules.ts'
import { freshnessKinds, lastHeard, sayFreshness } from './freshness.ts'

/** How fresh a child's voice is for a form that reviews what is done for the child. `old`: older than a review should rest on, or never heard. */
export type HowFreshIs = {
  readonly person: SubjectId
  readonly called: string
  readonly says: string
  readonly old: boolean
  readonly words: string | null
}

/**
 * Reads when a child was last heard and whether that is too old for a review: the age is the setting of the rule that asks for the
 * child's voice, and counts for whoever holds the review, whom that rule need not tell (practice: childs-voice, child-voice-missing).
 */
export const readHowFresh = async (
  tx: Tx,
  child: { readonly subject: SubjectId; readonly called: string },
  today: Day,
): Promise<HowFreshIs> => {
  const told = await readByKind(tx, child.subject, freshnessKinds)
  const { fresh } = childVoiceMissing.settings
  const { changed, holidays } = await liveLens(tx)
  const limit = settingOn(fresh, changed.get(settingName(childVoiceMissing, 'fresh', fresh)) ?? [], today) as Limit
  const oldest = dueAfter({ ...limit, count: -limit.count }, today, holidays).dueOn
  const heard = lastHeard(told)
  const quoted = [...told.of(freshnessKinds[0]), ...told.of(freshnessKinds[1])]
    .filter(one => one.said['childsWords'])
    .reduce<{ on: Day; text: string } | null>(
      (last, one) => (last && last.on > one.on ? last : { on: one.on, text: one.said['childsWords'] ?? '' }),
      null,
    )
  return {
    person: child.subject,
    called: child.called,
    says: sayFreshness(child.called, heard, today),
    old: !heard || heard.on < oldest,
    words: quoted && `${spanInWords(quoted.on, today)}: ${quoted.text}`,
  }
}

/** Says on a form of a review how old the child's last words are, and asks for newer ones where they are too old to rest a review on. */
export const HowFresh = ({ fresh }: { fresh: HowFreshIs | null }) =>
  fresh && (
    <InsetText>
      <p class="govuk-body">{fresh.says}</p>
      {fresh.words && (
        <p class="govuk-body">
          The last words of {fresh.called} on record, {fresh.words}
        </p>
      )}
      {fresh.old && (
        <p class="govuk-body">
          <strong>That is too old to review on.</strong> Ask {fresh.called} now, and{' '}
          <a class="govuk-link" href={`/people/${fresh.person}/voice`}>
            write down what {fresh.called} says or shows
          </a>
          , or why {fresh.called} could not be heard.
        </p>
      )}
    </InsetText>
  )
