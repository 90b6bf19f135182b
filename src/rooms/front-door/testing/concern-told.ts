/** The facts of a concern as a school tells of it, but for what is otherwise. */
export const concernFacts = (otherwise: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  form: 'worried-about-a-child',
  inDangerNow: false,
  referrerIs: 'professional',
  source: 'education',
  concerns: ['neglect'],
  familyTold: 'yes',
  children: [{ label: 'child 1' }],
  ...otherwise,
})
