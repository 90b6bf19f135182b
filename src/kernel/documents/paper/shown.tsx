import type { ComponentChildren } from 'preact'
import { InsetText, SummaryList, WideTable } from '../../../design-system/index.ts'
import type { Block, Paper } from './paper.ts'

const words = (text: string): ComponentChildren =>
  text.split('\n').flatMap((part, at) => (at === 0 ? [part] : [<br key={`break-${part}`} />, part]))

/** `under`: the heading that it stands under, by which a table is called. */
const Shown = ({ block, under }: { block: Block; under: string }) => {
  switch (block.is) {
    case 'heading':
      return block.level === 1 ? (
        <h3 class="govuk-heading-s">{words(block.text)}</h3>
      ) : (
        <h4 class="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">{words(block.text)}</h4>
      )
    case 'paragraph':
      return <p class="govuk-body">{words(block.text)}</p>
    case 'notice':
      return <InsetText>{words(block.text)}</InsetText>
    case 'list':
      return (
        <ul class="govuk-list govuk-list--bullet">
          {block.items.map(item => (
            <li key={item}>{words(item)}</li>
          ))}
        </ul>
      )
    case 'facts':
      return <SummaryList rows={block.facts.map(([key, value]) => ({ key, value: { text: <>{words(value)}</> } }))} />
    case 'table':
      return (
        <WideTable
          label={under || block.columns.join(', ')}
          head={block.columns}
          firstCellIsHeader
          rows={block.rows.map(row => row.map(cell => ({ text: <>{words(cell)}</> })))}
        />
      )
  }
}

const headingBefore = (blocks: readonly Block[], at: number): string => {
  const last = blocks.slice(0, at).findLast(block => block.is === 'heading')
  return last?.is === 'heading' ? last.text : ''
}

/** A paper as it is read on a page before it is printed, word for word. Its headings begin at the third level. */
export const PaperShown = ({ paper }: { paper: Paper }) => (
  <div class="govuk-inset-text">
    <p class="govuk-body govuk-!-font-weight-bold">{paper.title}</p>
    {paper.blocks.map((block, at) => (
      <Shown key={`${at}-${block.is}`} block={block} under={headingBefore(paper.blocks, at)} />
    ))}
  </div>
)
