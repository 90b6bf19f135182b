import { WideTable } from '../../../design-system/index.ts'
import { addressOf } from './address.ts'
import type { Load } from './team-work.ts'

const width = 160
const height = 14

/** How many children somebody has, as a bar; the darker part are those with something overdue or who may be unsafe. The numbers stand beside it. */
const Bar = ({ load, most }: { load: Load; most: number }) => {
  const long = (count: number) => (most === 0 ? 0 : Math.round((count / most) * width))
  return (
    <svg class="gt-load" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <rect class="gt-load__all" x="0" y="1" width={long(load.children)} height={height - 2} />
      <rect class="gt-load__late" x="0" y="1" width={long(load.late)} height={height - 2} />
      <line class="gt-load__foot" x1="0" y1="0" x2="0" y2={height} />
    </svg>
  )
}

const numeric = (text: string | number) => ({ text: String(text), format: 'numeric' as const })

/** The workload of a team: one line for each worker, a bar and its numbers. */
export const Workload = ({ loads }: { loads: readonly Load[] }) => {
  const most = Math.max(0, ...loads.map(load => load.children))
  return (
    <>
      <p class="govuk-body">The bar is all children of a worker; its dark part are those with something overdue or who may be unsafe.</p>
      <WideTable
        label="Workload of each worker"
        classes="gt-dense"
        head={['Lead worker', ...['Children', 'Late or unsafe', 'May be unsafe', 'Overdue', 'Due'].map(numeric), 'As a bar']}
        firstCellIsHeader
        rows={loads.map(load => [
          {
            text: (
              <a class="govuk-link" href={addressOf({ worker: load.account ?? 'none' })}>
                {load.name}
              </a>
            ),
          },
          ...[load.children, load.late, load.critical, load.overdue, load.due].map(numeric),
          { text: <Bar load={load} most={most} /> },
        ])}
      />
    </>
  )
}
