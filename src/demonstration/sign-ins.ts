import { demonstrationEmail, demonstrationPeople } from './organisation.ts'

/** The demonstration's sign-ins as a table to be printed: a line for each account, those of one role together, the role said once. */
export const signIns = (): string[] => {
  const roles = [...new Set(demonstrationPeople.map(person => person.role))]
  const width = Math.max(...roles.map(role => role.length))
  const address = Math.max(...demonstrationPeople.map(person => demonstrationEmail(person.key).length))
  return roles.flatMap(role =>
    demonstrationPeople
      .filter(person => person.role === role)
      .map(
        (person, at) =>
          `${(at === 0 ? inWords(role) : '').padEnd(width)}  ${demonstrationEmail(person.key).padEnd(address)}  ${person.name}, ${person.does}`,
      ),
  )
}

const inWords = (role: string): string => role.replaceAll('-', ' ').replace(/^./, first => first.toUpperCase())
