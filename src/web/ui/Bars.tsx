import { useText } from '../shell/lang.tsx'
import styles from './Bars.module.css'
import { uiMessages } from './ui.messages.ts'

export interface Bar {
  readonly key: string
  /** Under the bar, where there is room; and in the table. */
  readonly label: string
  /** One for each series, stacked. */
  readonly values: readonly number[]
  /** What the table says, a text for each of its columns. */
  readonly texts: readonly string[]
}

interface Props {
  readonly title: string
  readonly series: readonly string[]
  /** Of the table, where it says more than the bars. */
  readonly columns?: readonly string[]
  readonly bars: readonly Bar[]
  /** Opens the table. */
  readonly tableLabel: string
  /** Of the first column. */
  readonly what: string
  /** Every how many bars a label stands. */
  readonly every?: number
}

const HEIGHT = 96

/** Numbers that people compare, drawn; the same numbers as a table are one press away. */
export function Bars({ title, series, columns = series, bars, tableLabel, what, every = 1 }: Props) {
  const ui = useText(uiMessages)
  const most = Math.max(1e-9, ...bars.map(bar => bar.values.reduce((sum, value) => sum + value, 0)))
  const isEmpty = bars.every(bar => bar.values.every(value => value === 0))
  return (
    <figure className={styles.figure}>
      {isEmpty && <p className={`${styles.nothing} quiet small`}>{ui('nothing_to_draw')}</p>}
      <svg
        className={styles.chart}
        viewBox={`0 0 ${bars.length * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={title}
      >
        {bars.map((bar, index) => {
          let y = HEIGHT
          return bar.values.map((value, at) => {
            const height = Math.max(value > 0 ? 1.5 : 0, (value / most) * (HEIGHT - 2))
            y -= height
            return (
              <rect
                key={`${bar.key}${series[at]}`}
                className={styles.bar}
                data-series={at}
                x={index * 10 + 1.5}
                y={y}
                width={7}
                height={height}
              />
            )
          })
        })}
      </svg>
      <div className={styles.labels} aria-hidden="true">
        {bars.map((bar, index) => (
          <span key={bar.key} className="tiny quiet tabular">
            {index % every === 0 && bars.length - index >= every / 2 ? bar.label : ''}
          </span>
        ))}
      </div>
      {series.length > 1 && (
        <ul className={styles.legend} aria-hidden="true">
          {series.map((name, at) => (
            <li key={name} className="tiny quiet">
              <span className={styles.swatch} data-series={at} />
              {name}
            </li>
          ))}
        </ul>
      )}
      <details className={styles.table}>
        <summary className="small">{tableLabel}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
        <section className={styles.scroll} tabIndex={0} aria-label={`${title}: ${tableLabel}`}>
          <table className="small tabular">
            <thead>
              <tr>
                <th scope="col">{what}</th>
                {columns.map(name => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bars.map(bar => (
                <tr key={bar.key}>
                  <th scope="row">{bar.label}</th>
                  {bar.texts.map((text, at) => (
                    <td key={columns[at]}>{text}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  )
}
