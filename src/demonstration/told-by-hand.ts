import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../kernel/config.ts'
import { book } from '../rooms/book.ts'
import type { SubjectId } from '../thread/ids.ts'
import { printTrouble, readStory, type Story } from '../thread/stories/index.ts'
import { demonstrationAgencies, demonstrationPeople } from './organisation.ts'

/** A family that was written by hand, as the list of them shows it: what it teaches, its children, and who works with them today. */
export type ToldByHand = {
  readonly story: string
  readonly title: string
  readonly about: string
  readonly children: readonly { readonly id: SubjectId; readonly name: string }[]
  /** The keys of the accounts that may open one of the children, in the order in which they came to the family. */
  readonly worksWith: readonly string[]
}

const folder = join(root, 'stories/demonstration')

/** The families told by hand, by their titles. Refuses (throws) a story that cannot be read: it is part of the program. */
export const toldByHand = (): ToldByHand[] =>
  readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .map(file => {
      const read = readStory(readFileSync(join(folder, file), 'utf8'), book, file)
      if (!read.ok) throw new Error(read.troubles.map(printTrouble).join('\n'))
      return listed(read.story)
    })
    .sort((a, b) => a.title.localeCompare(b.title, 'en-GB'))

const listed = (story: Story): ToldByHand => {
  const of = (kind: string) => story.entries.map(entry => entry.told).filter(told => told.kind === kind)
  const children = new Map(
    of('identity').flatMap(({ subject, facts }) => {
      const { is, given = '', family = '' } = facts as { is: string; given?: string; family?: string }
      return is === 'adult' ? [] : [[subject, given === '' ? 'a baby not yet born' : `${given} ${family}`] as const]
    }),
  )
  const ended = new Set(of('involvement-end').map(told => told.answers))
  const open = of('involvement').filter(told => children.has(told.subject) && !ended.has(told.id))
  return {
    story: story.name,
    title: story.title,
    about: story.about ?? '',
    children: [...children].map(([id, name]) => ({ id, name })),
    worksWith: [...new Set(open.flatMap(told => accountsOf(story, (told.facts as { holder: string }).holder)))],
  }
}

/** The accounts behind an involvement: the one it names, or those of the agency it names. */
const accountsOf = (story: Story, holder: string): string[] => {
  const author = story.authors.find(one => one.id === holder)
  if (author) return demonstrationPeople.some(person => person.key === author.label) ? [author.label] : []
  const agency = story.agencies.find(one => one.id === holder)
  return demonstrationPeople
    .filter(person => demonstrationAgencies[person.agency].name === agency?.name && !restrictedTo.has(person.role))
    .map(person => person.key)
}

/** Roles that see what they are given, and nothing by the agency they work for. */
const restrictedTo = new Set(['bridge-screener', 'bridge-social-worker', 'bridge-manager', 'system-administrator'])
