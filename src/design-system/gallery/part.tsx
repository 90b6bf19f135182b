import type { VNode } from 'preact'

/** A part of a gallery page under its heading. */
export const Part = ({ title, children }: { title: string; children: VNode | VNode[] }) => (
  <section aria-label={title}>
    <h2 class="govuk-heading-l">{title}</h2>
    {children}
  </section>
)
