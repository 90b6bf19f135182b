import { z } from 'zod'
import { CheckboxesField, type FieldErrors, type FormState, smallLegend } from '../../../design-system/index.ts'
import type { Tx } from '../../../kernel/db/with-actor.ts'
import { NotFound } from '../../../kernel/http/reply.ts'
import type { SubjectId } from '../../../thread/ids.ts'
import type { AnyKind } from '../../../thread/kind.ts'
import { type FamilyMember, readFamily } from '../../family/index.ts'

/** The child of a page with those brothers and sisters of the home of whom whoever asks may write the same. */
export type ChildAndOthers = { readonly child: FamilyMember; readonly children: readonly FamilyMember[] }

/** The child, and who else of the home it may be written of; nothing to be found where none of these kinds may be written of the child. */
export const openWithOthers = async (tx: Tx, person: SubjectId, ...kinds: readonly AnyKind[]): Promise<ChildAndOthers> => {
  const family = await readFamily(tx, person, 'home')
  const able = (one: FamilyMember) => one.isA !== 'adult' && kinds.some(one.may)
  if (!family || !able(family.person)) throw new NotFound()
  return { child: family.person, children: [family.person, ...family.others.filter(one => one.atHome && able(one))] }
}

/** The field of a form that says of which children something is written; one alone is sent as itself. */
export const childrenField = z.preprocess(
  given => (typeof given === 'string' ? [given] : (given ?? [])),
  z.array(z.string().max(60)).max(30),
)

/** Those chosen of whom this kind may be written; the child of the page where there is no other to choose. */
export const chosenOf = (
  { child, children }: ChildAndOthers,
  typed: readonly string[],
  kind: AnyKind,
): { readonly chosen: readonly SubjectId[] } | { readonly errors: FieldErrors } => {
  const able = children.filter(one => one.may(kind)).map(one => one.subject)
  const chosen = children.length === 1 ? able.filter(one => one === child.subject) : able.filter(one => typed.includes(one))
  return chosen.length > 0 ? { chosen } : { errors: [{ field: 'children', message: 'Choose at least one child' }] }
}

/** Of which children it is written, where there is more than one. */
export const WhichChildren = ({ of, form, ask }: { of: ChildAndOthers; form: FormState; ask: string }) =>
  of.children.length < 2 ? null : (
    <CheckboxesField
      name="children"
      form={form}
      fieldset={smallLegend(ask)}
      items={of.children.map(one => ({ value: one.subject, text: one.name }))}
    />
  )
