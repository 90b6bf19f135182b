/** A policy as it is written, and ways in which somebody might get it wrong. */
export type Policy = { readonly name: string; readonly table: string; readonly act: string; readonly roles: string; readonly text: string }
export type Mutant = { readonly policy: Policy; readonly what: string; readonly text: string }

/** The policies of a file of SQL. */
export const policiesIn = (sql: string): Policy[] =>
  [...sql.matchAll(/create policy (\w+) on gt\.(\w+)(?: for (\w+))? to ([\w, ]+?) (using|with check) [\s\S]*?;\n/g)].map(match => ({
    text: match[0].trim(),
    name: match[1] ?? '',
    table: match[2] ?? '',
    act: match[3] ?? 'all',
    roles: match[4] ?? '',
  }))

type Span = { readonly from: number; readonly to: number }
type Group = { readonly joins: readonly string[]; readonly operands: readonly Span[] }

/** The groups of conditions of a policy: what stands between brackets, or after `where`, parted by `and` or by `or`. */
const groupsOf = (text: string): Group[] => {
  const groups: Group[] = []
  const open: { start: number; joins: string[]; at: number[] }[] = []
  const word = /\s(where|and|or)\s|[()]/g
  for (let found = word.exec(text); found; found = word.exec(text)) {
    const here = open.at(-1)
    if (found[0] === '(') open.push({ start: found.index + 1, joins: [], at: [] })
    else if (found[0] === ')') {
      const group = open.pop()
      if (group) groups.push({ joins: group.joins, operands: spansOf(text, group.start, found.index, group.at, group.joins) })
    } else if (here) {
      if (found[1] === 'where') Object.assign(here, { start: found.index + found[0].length, joins: [], at: [] })
      else {
        here.joins.push(found[1] ?? '')
        here.at.push(found.index)
      }
      word.lastIndex = found.index + found[0].length - 1
    }
  }
  return groups
}

const spansOf = (text: string, start: number, end: number, at: readonly number[], joins: readonly string[]): Span[] => {
  const spans: Span[] = []
  let from = start
  for (const [index, place] of at.entries()) {
    spans.push({ from, to: place })
    const after = /^\s\w+\s/.exec(text.slice(place))?.[0].length ?? (joins[index]?.length ?? 0) + 2
    from = place + after
  }
  spans.push({ from, to: end })
  return spans
}

const flips: readonly (readonly [RegExp, string])[] = [
  [/not exists \(/g, 'exists ('],
  [/ <= /g, ' > '],
  [/ > /g, ' <= '],
  [/ <> 'agency'/g, " = 'agency'"],
  [/'open'/g, "'restricted'"],
]

/** In what a policy lets be read (`using`) or written (`with check`): each condition left out (which lets more through, or less where it is one of several ways in), each way in opened, each comparison turned round. */
export const mutantsOf = (policy: Policy, part: 'using' | 'with check'): Mutant[] => {
  const mutants: Mutant[] = []
  const checks = policy.text.indexOf('with check (')
  const inPart = (span: Span) => (checks === -1 || span.from < checks ? 'using' : 'with check') === part
  const put = (span: Span, by: string, what: string) =>
    mutants.push({
      policy,
      what: `${what}: ${said(policy.text.slice(span.from, span.to))}`,
      text: policy.text.slice(0, span.from) + by + policy.text.slice(span.to),
    })
  for (const { joins, operands } of groupsOf(policy.text)) {
    if (joins.length === 0 || new Set(joins).size > 1) continue
    for (const operand of operands.filter(inPart)) {
      if (joins[0] === 'and') put(operand, 'true', 'left out')
      else {
        put(operand, 'false', 'closed')
        put(operand, 'true', 'opened')
      }
    }
  }
  for (const [from, to] of flips)
    for (const match of policy.text.matchAll(from)) {
      const span = { from: match.index, to: match.index + match[0].length }
      if (!inPart(span)) continue
      mutants.push({
        policy,
        what: `turned round at ${said(policy.text.slice(span.from, span.from + 60))}`,
        text: policy.text.slice(0, span.from) + to + policy.text.slice(span.to),
      })
    }
  // A word that a policy says several times of one thing is mistaken everywhere at once.
  if (part === 'using' && policy.text.includes("'author'"))
    mutants.push({ policy, what: "'author' taken for 'anyone'", text: policy.text.replaceAll("'author'", "'anyone'") })
  return mutants
}

const said = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 110)
