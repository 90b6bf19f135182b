import type { TimelineEntry } from '../index.ts'

/** What happened to an invented child, newest first. */
export const entries: readonly TimelineEntry[] = [
  {
    id: 'entry-1',
    when: { iso: '2024-02-06', text: 'Tuesday 6 February 2024' },
    title: 'Visit at school, seen alone',
    href: '/entries/1',
    agency: 'Children’s social care',
    who: 'Jo Invented, social worker',
    text: (
      <p>
        Amira drew her house. She did not want to talk about meals. In her words: “I have toast when Nana comes.” Bedroom and meals were not
        looked at, because this was at school.
      </p>
    ),
    significant: true,
    notes: ['recorded 8 February, 2 days later'],
  },
  {
    id: 'entry-2',
    when: { iso: '2024-01-29', text: 'Monday 29 January 2024' },
    title: 'Core group',
    href: '/entries/2',
    agency: 'Partnership',
    who: 'Sam Sample, chair',
    text: <p>Not yet seen at home since 15 January.</p>,
    significant: false,
  },
  {
    id: 'entry-3',
    when: { iso: '2023-11', text: 'November 2023' },
    title: 'Concern from a neighbour',
    agency: 'Housing',
    who: 'Housing officer',
    significant: false,
    notes: ['only the month is known'],
  },
]
