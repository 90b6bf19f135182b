import type { Content } from './wording.ts'

type Column = { readonly title: string; readonly content: Content }

/** Two things to be read together: what we are told, and what is already known. One below the other on a phone. */
export function TwoColumn({ left, right }: { left: Column; right: Column }) {
  return (
    <div class="gt-two">
      {[left, right].map((column, index) => (
        <section
          key={column.title}
          class={index === 1 ? 'gt-two__column gt-two__column--known' : 'gt-two__column'}
          aria-label={column.title}
        >
          <h2 class="govuk-heading-m">{column.title}</h2>
          {column.content}
        </section>
      ))}
    </div>
  )
}
