import { DueList } from '../../../design-system/index.ts'
import type { DueLine } from './due-lines.ts'

/** What is due for a child now, each with why; what only comes is left to the page. */
export const DueNow = ({ label, due }: { label: string; due: readonly DueLine[] }) => (
  <DueList
    label={label}
    items={due.flatMap(one =>
      one.level === null
        ? []
        : [
            {
              id: one.id,
              level: one.level,
              text: one.text,
              when: one.when,
              because: [...one.because.map(text => ({ text })), { text: 'the rule', href: `/rules#${one.rule}` }],
              evidence: [],
            },
          ],
    )}
  />
)
