/** What a person does with the app: commands, buttons, forms and shortcuts. */

import { createHash } from 'node:crypto'
import type { App, BlockAction, ViewOutput, ViewSubmitAction } from '@slack/bolt'
import type { FormDesk } from '../desk/ports.ts'
import { channelOf } from '../views/forms.ts'
import type { Place } from './answer.ts'
import type { Answering } from './answering.ts'
import { chosen, entered } from './entered.ts'
import { saidIn } from './said.ts'

export function listenToCommands(app: App, answering: Answering): void {
  const { desk, person, say, answer, once } = answering
  app.command(/^\//, async ({ command, ack, respond, client }) => {
    await ack()
    const asker = person(command.team_id, command.user_id, command.channel_id)
    const place: Place = { client, asker, respond, triggerId: command.trigger_id }
    const isAmongPeople = command.channel_name?.startsWith('mpdm-') ?? false
    const typed = { ...asker, text: command.text, isAmongPeople }
    await once('command', command.trigger_id, () =>
      answer(command.command, place, async () =>
        say(place, await desk.command(command.command, typed)),
      ),
    )
  })
}

export function listenToClicks(app: App, answering: Answering): void {
  const { desk, person, say, answer, once } = answering
  app.action(
    { type: 'block_actions', action_id: /^/ },
    async ({ ack, body, action, client, respond }) => {
      await ack()
      if (isField(body, action.type)) return
      // Several of one kind are numbered: "company_meant_2".
      const id = action.action_id.replace(/_\d+$/, '')
      const asker = person(teamOf(body), body.user.id, body.channel?.id)
      const place: Place = {
        client,
        asker,
        triggerId: body.trigger_id,
        ...(body.response_url && { respond }),
        ...(body.view?.type === 'modal' && { viewId: body.view.id }),
      }
      const click = { ...asker, value: chosen(action), about: body.view?.private_metadata ?? '' }
      await once('click', body.trigger_id, () =>
        answer(action.action_id, place, async () => say(place, await desk.click(id, click))),
      )
    },
  )
}

/** A field of a form, which is read when the form is sent. */
const isField = ({ view }: BlockAction, type: string): boolean =>
  view !== undefined && type !== 'button' && type !== 'overflow'

/** In a channel shared with another workspace, the person's own workspace is not the one that installed the app. */
function teamOf({ view, team, user }: BlockAction | ViewSubmitAction): string | undefined {
  return view?.app_installed_team_id ?? team?.id ?? user.team_id
}

export function listenToForms(app: App, { desk, person, say, answer, once }: Answering): void {
  app.view(/^/, async ({ ack, view, body, client }) => {
    if (body.type === 'view_closed') return ack()
    const handler = desk.form(view.callback_id)
    if (!handler) return ack()
    const asker = person(teamOf(body), body.user.id, channelOf(view.private_metadata))
    const form = { ...asker, about: view.private_metadata, values: entered(view.state.values) }
    const faults = handler.faults(form)
    if (Object.keys(faults).length > 0) {
      return ack({ response_action: 'errors', errors: faults })
    }
    const { meanwhile } = handler
    await (meanwhile ? ack({ response_action: 'update', view: meanwhile.view }) : ack())
    const place: Place = { client, asker, ...(meanwhile && { viewId: view.id, waits: true }) }
    const answering = (by: FormDesk['submit']) => () =>
      answer(view.callback_id, place, async () => say(place, await by(form)))
    const again = meanwhile && answering(meanwhile.again)
    await once('form', sendingOf(view), answering(handler.submit), again)
  })
}

/** Whoever sends the same form once more, as its first sending seemed to fail, has a new trigger; what was changed in it meanwhile is no repetition. */
function sendingOf({ id, hash, state }: ViewOutput): string {
  const values = createHash('sha256').update(JSON.stringify(state.values)).digest('hex')
  return `${id} ${hash} ${values}`
}

export function listenToShortcuts(app: App, { desk, person, say, answer, once }: Answering): void {
  const shortcut = { type: 'message_action', callback_id: 'judge_message' } as const
  app.shortcut(shortcut, async ({ ack, body, client, respond }) => {
    await ack()
    if (body.type !== 'message_action') return
    const asker = person(body.team?.id ?? body.user.team_id, body.user.id, body.channel.id)
    const place: Place = { client, asker, respond }
    await once('shortcut', body.trigger_id, () =>
      answer('judge_message', place, async () =>
        say(place, await desk.judge({ ...asker, ...saidIn(body.message) })),
      ),
    )
  })
}
