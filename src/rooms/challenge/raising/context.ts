import type { Tx } from '../../../kernel/db/with-actor.ts'
import { type AccountId, isId, type SubjectId } from '../../../thread/ids.ts'
import { accountByMail, agenciesToAsk, readMatter, readMeeting, whoMayNotCome } from '../../commands.ts'
import type { Challenged } from './challenge.ts'
import { answeringFor, type Holder, mayTellOf, namesOf, theBridge } from './sides.queries.ts'

/** Where a challenge begins: at a child whom the asker works with, a meeting they come to, a concern they raised, or something they were asked to do. */
export type Began = {
  readonly child?: string | undefined
  readonly meeting?: string | undefined
  readonly concern?: string | undefined
  readonly action?: string | undefined
}

/** Somebody who may be named as answering for it. */
export type Choice = { readonly value: string; readonly text: string; readonly holder: Holder }

/** What is known of where a challenge begins. */
export type Context = {
  readonly subject: SubjectId
  readonly sort: keyof Began
  /** 'Amira Testcase', 'the strategy meeting about Amira', 'the concern you raised' */
  readonly words: string
  readonly about: Challenged | undefined
  readonly children: readonly SubjectId[]
  readonly choices: readonly Choice[]
  readonly back: string
}

const choice = (holder: Holder, text: string): Choice => ({ value: `${holder.form}:${holder.id}`, text, holder })

const others = async (tx: Tx): Promise<Choice[]> =>
  (await agenciesToAsk(tx))
    .filter(one => one.agency !== tx.actor.agency)
    .map(one => choice({ id: one.agency, form: 'agency' }, `${one.name} (the agency)`))

/** Each choice once, and never the asker themselves. */
const once = (tx: Tx, choices: readonly Choice[]): Choice[] => [
  ...new Map(
    choices.filter(one => one.holder.id !== tx.actor.account && one.holder.id !== tx.actor.agency).map(one => [one.value, one]),
  ).values(),
]

/** Where a challenge begins, as far as it is the asker's to challenge; nothing otherwise. */
export const contextOf = async (tx: Tx, began: Began): Promise<Context | undefined> => {
  const [given] = (Object.entries(began) as [keyof Began, string | undefined][]).filter(([, id]) => id)
  if (!given || !isId(given[1] ?? '')) return undefined
  const [sort, subject] = [given[0], given[1] as SubjectId]
  if (!(await mayTellOf(tx, subject))) return undefined
  switch (sort) {
    case 'child': {
      const [person] = await namesOf(tx, [subject])
      if (!person) return undefined
      const working = (await answeringFor(tx, subject)).map(one => choice(one, one.name))
      return {
        subject,
        sort,
        words: person.name,
        about: undefined,
        children: [subject],
        choices: once(tx, [...working, ...(await others(tx))]),
        back: `/people/${subject}`,
      }
    }
    case 'meeting': {
      const meeting = await readMeeting(tx, subject)
      if (!meeting) return undefined
      const chair = meeting.chair
        ? [choice({ id: meeting.chair.holder as AccountId, form: 'account' }, `${meeting.chair.name} (chair)`)]
        : []
      return {
        subject,
        sort,
        words: `${meeting.words}: ${meeting.whom}`,
        about: meeting.type === 'strategy' ? 'strategy-decision' : meeting.type.endsWith('conference') ? 'conference-decision' : 'plan',
        children: meeting.children.map(one => one.child),
        choices: once(tx, [...chair, ...(await others(tx))]),
        back: `/meetings/${subject}`,
      }
    }
    case 'concern': {
      const bridge = await theBridge(tx)
      return {
        subject,
        sort,
        words: 'a concern that you raised',
        about: 'decision-on-a-concern',
        children: [],
        choices: bridge ? [choice(bridge, bridge.name)] : await others(tx),
        back: `/concerns/${subject}`,
      }
    }
    case 'action': {
      const matter = await readMatter(tx, subject)
      if (!matter) return undefined
      const chairs = matter.holders
        .filter(one => one.as === 'meeting-chair')
        .map(one => choice({ id: one.holder as AccountId, form: 'account' }, `${one.name} (asked for it)`))
      const [asked] = matter.of({ name: 'action' } as never)
      const by = asked
        ? [choice({ id: (asked as { author: AccountId }).author, form: 'account' }, `${(asked as { by: string }).by} (asked for it)`)]
        : []
      return {
        subject,
        sort,
        words: 'something that you were asked to do',
        about: 'action',
        children: [],
        choices: once(tx, [...chairs, ...by]),
        back: `/actions/${subject}`,
      }
    }
  }
}

/** Who was chosen to answer; nothing where nobody is. */
export const chosenFrom = async (
  tx: Tx,
  context: Context,
  whom: string | undefined,
  mail: string | undefined,
): Promise<{ holder: Holder; name: string } | undefined> => {
  if (whom === 'mail') {
    const found = await accountByMail(tx, mail ?? '', 'challenged')
    // Nobody answers for a child from whose record they are kept out.
    const kept = found ? await whoMayNotCome(tx, [{ account: found.account, as: 'challenged' }], context.children) : []
    return found && found.account !== tx.actor.account && kept.length === 0
      ? { holder: { id: found.account, form: 'account' }, name: found.name }
      : undefined
  }
  const chosen = context.choices.find(one => one.value === whom)
  return chosen && { holder: chosen.holder, name: chosen.text }
}
