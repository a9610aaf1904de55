import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Chart } from './chart.tsx'
import { DataTable, TableView } from './data-table.tsx'
import { ElementView } from './elements.tsx'
import { Markdown } from './markdown.tsx'
import { Picture } from './picture.tsx'
import { RichText } from './rich-text.tsx'
import { type Element, useSurface } from './surface.ts'
import { Link, Plain, Text } from './text.tsx'
import type { WireBlock } from './wire.ts'

/** Every block type, drawn as Slack draws it. */

export function Blocks({ blocks }: { blocks: WireBlock[] }) {
  return (
    <div class="blocks">
      {blocks.map((block) => (
        <BlockView key={block.block_id} block={block} />
      ))}
    </div>
  )
}

type Bag = Record<string, unknown>
const many = (value: unknown): Bag[] => (Array.isArray(value) ? (value as Bag[]) : [])

function BlockView({ block }: { block: WireBlock }): JSX.Element {
  switch (block.type) {
    case 'section':
      return <Section block={block} />
    case 'header':
      return (
        <h3 class="block header">
          <Text of={block.text} />
        </h3>
      )
    case 'divider':
      return <hr class="block" />
    case 'context':
      return <Context block={block} />
    case 'actions':
    case 'context_actions':
      return <Actions block={block} elements={many(block.elements)} />
    case 'image':
      return <ImageBlock block={block} />
    case 'input':
      return <Input block={block} />
    case 'rich_text':
      return (
        <div class="block">
          <RichText of={block} />
        </div>
      )
    case 'markdown':
      return (
        <div class="block">
          <Markdown text={String(block.text)} />
        </div>
      )
    case 'table':
      return (
        <div class="block">
          <TableView {...(block as unknown as Parameters<typeof TableView>[0])} />
        </div>
      )
    case 'data_table':
      return (
        <div class="block">
          <DataTable {...(block as unknown as Parameters<typeof DataTable>[0])} />
        </div>
      )
    case 'data_visualization':
      return (
        <div class="block">
          <Chart {...(block as unknown as Parameters<typeof Chart>[0])} />
        </div>
      )
    case 'card':
      return <Card block={block} />
    case 'carousel':
      return (
        <section class="block carousel" aria-label="Cards" tabIndex={0}>
          {many(block.elements).map((card) => (
            <Card
              key={String(card.block_id)}
              block={{ ...card, block_id: block.block_id } as WireBlock}
            />
          ))}
        </section>
      )
    case 'container':
      return <Container block={block} />
    case 'alert':
      return (
        <div class={`block alert ${String(block.level ?? 'default')}`} role="note">
          <Text of={block.text} />
        </div>
      )
    case 'video':
      return (
        <div class="block video">
          <Link url={String(block.title_url ?? block.video_url)}>
            <Text of={block.title} />
          </Link>
          <Text of={block.description} />
        </div>
      )
    default:
      return <p class="block unknown">[{block.type}]</p>
  }
}

function Section({ block }: { block: WireBlock }) {
  const { accessory } = block
  return (
    <div class={`block section ${accessory ? 'split' : ''}`}>
      <div class="words">
        {block.text !== undefined && (
          <div>
            <Text of={block.text} />
          </div>
        )}
        {block.fields !== undefined && (
          <div class="fields">
            {many(block.fields).map((field, index) => (
              <div key={index}>
                <Text of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory !== undefined && (
        <div class="accessory">
          <ElementView blockId={block.block_id} element={accessory as Element} />
        </div>
      )}
    </div>
  )
}

function Context({ block }: { block: WireBlock }) {
  return (
    <div class="block context">
      {many(block.elements).map((element, index) => (
        <span key={index}>
          {element.type === 'image' ? <Picture of={element} small /> : <Text of={element} />}
        </span>
      ))}
    </div>
  )
}

function Actions({ block, elements }: { block: WireBlock; elements: Bag[] }) {
  return (
    <div class="block actions">
      {elements.map((element) => (
        <ElementView
          key={String(element.action_id)}
          blockId={block.block_id}
          element={element as Element}
        />
      ))}
    </div>
  )
}

function ImageBlock({ block }: { block: WireBlock }) {
  return (
    <figure class="block image">
      {block.title !== undefined && (
        <figcaption>
          <Text of={block.title} />
        </figcaption>
      )}
      <Picture of={block} />
    </figure>
  )
}

const LABELLED = /^(checkboxes|radio_buttons)$/

function Input({ block }: { block: WireBlock }) {
  const surface = useSurface()
  const element = block.element as Element
  const id = `${surface.key}-${block.block_id}`
  const error = surface.errors[block.block_id]
  const hint = block.hint !== undefined
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean)
  const words = (
    <>
      <Text of={block.label} />
      {block.optional === true && <span class="optional"> (optional)</span>}
    </>
  )
  return (
    <div class={`block input ${error ? 'wrong' : ''}`}>
      {LABELLED.test(element.type) ? (
        <span class="label" id={`${id}-label`}>
          {words}
        </span>
      ) : (
        <label class="label" for={id}>
          {words}
        </label>
      )}
      <ElementView
        blockId={block.block_id}
        element={element}
        input={{
          id,
          describedBy: described.join(' ') || undefined,
          dispatch: block.dispatch_action === true,
          optional: block.optional === true,
        }}
      />
      {error && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          <Text of={block.hint} />
        </p>
      )}
    </div>
  )
}

function Card({ block }: { block: WireBlock }) {
  const hero = block.hero_image as Bag | undefined
  const icon = block.icon as Bag | undefined
  return (
    <div class="block card">
      {hero && <Picture of={hero} />}
      <div class="card-head">
        {icon && <Picture of={icon} small />}
        <div>
          <div class="card-title">
            <Text of={block.title} />
          </div>
          <div class="quiet">
            <Text of={block.subtitle} />
          </div>
        </div>
      </div>
      <div>
        <Text of={block.body} />
      </div>
      {block.actions !== undefined && <Actions block={block} elements={many(block.actions)} />}
    </div>
  )
}

function Container({ block }: { block: WireBlock }) {
  const [open, setOpen] = useState(block.default_collapsed !== true)
  const collapses = block.is_collapsible === true
  const title = block.rich_text_title ? (
    <RichText of={block.rich_text_title} />
  ) : (
    <Plain text={(block.title as { text: string } | undefined)?.text ?? ''} />
  )
  const head = (
    <>
      <span class="container-title">{title}</span>
      <span class="quiet">
        <Text of={block.subtitle} />
      </span>
    </>
  )
  return (
    <section class={`block container ${String(block.width ?? 'standard')}`}>
      {collapses ? (
        <button
          type="button"
          class="container-head"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {head}
        </button>
      ) : (
        <div class={`container-head ${block.has_header_divider ? 'ruled' : ''}`}>{head}</div>
      )}
      {(open || !collapses) && <Blocks blocks={many(block.child_blocks) as WireBlock[]} />}
    </section>
  )
}
