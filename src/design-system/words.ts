/** The label of one question among others on a page. `text`: as it is read. */
export const smallLabel = (text: string) => ({ text, classes: 'govuk-label--s' })

/** The same for a question that is answered by choosing: the legend of its fieldset. */
export const smallLegend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } })

/** Words that stand at the beginning of a line: the first letter becomes a capital, and nothing else changes. */
export const capital = (text: string): string => text.replace(/^\p{L}/u, first => first.toUpperCase())
