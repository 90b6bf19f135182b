import { EmptyState, SummaryList } from '../../../design-system/index.ts'
import { spanInWords } from '../../../guidance/index.ts'
import { lastOf, wordsOf } from '../details/details-view.ts'
import { type DetailsProps, Said, Section, to, Ways } from '../details/section.tsx'
import { barrierWords, curiosity, safetyAdvised, safetyTopicsAt, safetyTopicWords, workingWithFamily } from './asked-about.ts'
import { yearsOld } from './years.ts'

/** What was asked about safety by age and what was not yet, what is not known, and what helps the family to work with us. */
export const AskedAbout = ({ view }: DetailsProps) => {
  const advised = view.read.thread.of(safetyAdvised)
  const years = yearsOld(view.who, view.today)
  const asked = new Set(advised.flatMap(one => one.facts.asked))
  const open = years === undefined ? [] : safetyTopicsAt(years).filter(topic => !asked.has(topic))
  const [safety, curious, together] = [advised.at(-1), lastOf(view, curiosity), lastOf(view, workingWithFamily)]
  const ago = (entry: { on: Parameters<typeof spanInWords>[0] }) => spanInWords(entry.on, view.today)
  const rows = [
    ...(open.length > 0
      ? [
          {
            key: 'Not asked about yet',
            value: { text: <Said words={Object.fromEntries(open.map(topic => [topic, safetyTopicWords[topic]]))} /> },
          },
        ]
      : []),
    ...(safety
      ? [
          {
            key: `Safety at home and near water, ${ago(safety)}`,
            value: {
              text: (
                <>
                  Asked about: {safety.facts.asked.map(topic => safetyTopicWords[topic]).join('; ')}.
                  {safety.facts.worried.length > 0 &&
                    ` Worried about: ${safety.facts.worried.map(topic => safetyTopicWords[topic]).join('; ')}.`}
                  <Said words={wordsOf(view, safety)} />
                </>
              ),
            },
          },
        ]
      : []),
    ...(curious ? [{ key: `What is not known, ${ago(curious)}`, value: { text: <Said words={wordsOf(view, curious)} /> } }] : []),
    ...(together
      ? [
          {
            key: `Working with the family, ${ago(together)}`,
            value: {
              text: (
                <>
                  {together.facts.barriers.map(one => barrierWords[one]).join('; ')}
                  <Said words={wordsOf(view, together)} />
                </>
              ),
            },
          },
        ]
      : []),
  ]
  return (
    <Section id="asked-about" title="Asked about">
      {rows.length === 0 ? (
        <EmptyState wouldBe="What was asked about sleep, bathing and water, what nobody knows yet, and what makes it hard for the family to work with us stand here." />
      ) : (
        <SummaryList rows={rows} />
      )}
      <Ways
        links={[
          [view.may(safetyAdvised), to(view, 'safety-advice'), 'Write down what was asked and advised'],
          [view.may(curiosity), to(view, 'curiosity'), 'Write down what is not known'],
          [view.may(workingWithFamily), to(view, 'working-together'), 'Write down what helps the family to work with us'],
        ]}
      />
    </Section>
  )
}
