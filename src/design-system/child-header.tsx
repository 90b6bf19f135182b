import { Tag } from './tag.tsx'
import type { Content } from './wording.ts'

/** How old a child is ("6", "5 months"), or when an unborn child is due. */
export type AgeOrDue = { readonly kind: 'age'; readonly text: string } | { readonly kind: 'due'; readonly text: string }

export type ChildHeaderProps = {
  readonly name: string
  readonly knownAs?: string | undefined
  readonly age: AgeOrDue
  /** Where and with whom the child lives, in words. */
  readonly lives: Content
  /** Plan, legal status, what the family needs to be heard: "Child protection plan: neglect", "Interpreter: Polish". */
  readonly tags: readonly { readonly text: string; readonly weight?: 'strong' | undefined }[]
  readonly workers: readonly { readonly role: string; readonly name: string; readonly agency?: string | undefined }[]
  /** "by anyone: yesterday", "alone: 6 February", "at home: 15 January". */
  readonly lastSeen: readonly { readonly how: string; readonly when: Content }[]
}

/** Who this page is about. The same at the head of every page about a child. */
export function ChildHeader({ name, knownAs, age, lives, tags, workers, lastSeen }: ChildHeaderProps) {
  return (
    <section class="gt-child" aria-labelledby="child-name">
      <div class="gt-child__who">
        <h1 class="gt-child__name" id="child-name">
          {name}
          <span class="gt-child__age">{age.kind === 'age' ? `, ${age.text}` : `, due ${age.text}`}</span>
        </h1>
        {knownAs && <p class="gt-child__line">Known as {knownAs}</p>}
        <p class="gt-child__line">{lives}</p>
        {tags.length > 0 && (
          <ul class="gt-child__tags" aria-label="Status">
            {tags.map(tag => (
              <li key={tag.text}>
                <Tag text={tag.text} classes={tag.weight === 'strong' ? 'gt-tag gt-tag--strong' : 'gt-tag'} />
              </li>
            ))}
          </ul>
        )}
        {workers.length > 0 && (
          <ul class="gt-child__workers" aria-label="Who works with the family">
            {workers.map(worker => (
              <li key={`${worker.role} ${worker.name}`}>
                <span class="gt-quiet">{worker.role}</span> {worker.name}
                {worker.agency && `, ${worker.agency}`}
              </li>
            ))}
          </ul>
        )}
      </div>
      {lastSeen.length > 0 && (
        <div class="gt-child__seen">
          <h2 class="gt-child__seen-title">Last seen</h2>
          <dl class="gt-child__seen-lines">
            {lastSeen.map(line => (
              <div key={line.how} class="gt-child__seen-line">
                <dt class="gt-child__seen-how">{line.how}</dt>
                <dd class="gt-child__seen-when">{line.when}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </section>
  )
}
