import { lexer, type Token, type Tokens } from 'marked'
import type { JSX } from 'preact'
import { Link } from './text.tsx'

/** The markdown block: marked reads it, and only elements we name here are drawn. */
export function Markdown({ text }: { text: string }) {
  return (
    <div class="markdown">
      <All of={lexer(text)} />
    </div>
  )
}

function All({ of }: { of: Token[] | undefined }) {
  return (
    <>
      {of?.map((token, index) => (
        <One key={index} token={token} />
      ))}
    </>
  )
}

function One({ token }: { token: Token }): JSX.Element | null {
  const inside = 'tokens' in token ? <All of={token.tokens} /> : null
  switch (token.type) {
    case 'heading':
      return (
        <p class="heading">
          <strong>{inside}</strong>
        </p>
      )
    case 'paragraph':
      return <p>{inside}</p>
    case 'strong':
      return <strong>{inside}</strong>
    case 'em':
      return <em>{inside}</em>
    case 'del':
      return <s>{inside}</s>
    case 'blockquote':
      return <blockquote>{inside}</blockquote>
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>
    case 'code':
      return <pre>{(token as Tokens.Code).text}</pre>
    case 'link':
      return <Link url={(token as Tokens.Link).href}>{inside}</Link>
    case 'br':
      return <br />
    case 'hr':
      return <hr />
    case 'list':
      return <List list={token as Tokens.List} />
    case 'table':
      return <Table table={token as Tokens.Table} />
    case 'space':
      return null
    default:
      return inside ?? <Words text={'text' in token ? String(token.text) : token.raw} />
  }
}

function Words({ text }: { text: string }) {
  return <>{decoded(text)}</>
}

/** marked leaves text as it was written; Slack reads these three. */
const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

function List({ list }: { list: Tokens.List }) {
  const items = list.items.map((item, index) => (
    <li key={index}>
      <All of={item.tokens} />
    </li>
  ))
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>
}

function Table({ table }: { table: Tokens.Table }) {
  return (
    <div class="table-box">
      <table>
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              <th key={index} scope="col">
                <All of={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, index) => (
                <td key={index}>
                  <All of={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
