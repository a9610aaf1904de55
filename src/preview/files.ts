import { type Call, INVALID, type Methods, refuse } from './answer.ts'
import { botIsIn, isRefusal, knownChannel } from './channels.ts'
import { LIMITS } from './limits.ts'
import { place } from './posts.ts'
import { type File, newId } from './workspace.ts'

/** Uploading in Slack's three steps: ask for an address, send the bytes there, share the file. */

export const files: Methods = {
  'files.getUploadURLExternal': {
    tier: 4,
    scopes: ['files:write'],
    run({ args, team, base }) {
      const name = args.text('filename')
      const length = args.number('length')
      if (name === undefined || !length) return refuse('invalid_arguments')
      if (length > LIMITS.uploadBytes) return refuse('file_upload_size_restricted')
      const file: File = {
        id: newId('F'),
        name,
        title: name,
        bytes: Buffer.alloc(0),
        shared: false,
      }
      team.files.set(file.id, file)
      return { ok: true, upload_url: `${base}/upload/${team.id}/${file.id}`, file_id: file.id }
    },
  },
  'files.completeUploadExternal': { tier: 4, scopes: ['files:write'], run: complete },
}

function complete(call: Call) {
  const given = call.args.json('files')
  if (given === INVALID || !Array.isArray(given)) return refuse('invalid_arguments')
  const found = (given as { id: string; title?: string }[]).map(({ id, title }) => {
    const file = call.team.files.get(id)
    if (file && title !== undefined) file.title = title
    return file
  })
  if (found.some((file) => !file || file.bytes.length === 0)) return refuse('file_not_found')
  const uploaded = found.filter((file) => file !== undefined)
  if (call.args.text('channel_id') !== undefined) {
    const channel = knownChannel(call, 'channel_id')
    if (isRefusal(channel)) return channel
    if (!botIsIn(call.team, channel)) return refuse('not_in_channel')
    const threadTs = call.args.text('thread_ts')
    for (const file of uploaded) file.shared = true
    place(call.world, call.team, channel, {
      user: call.team.bot?.userId ?? '',
      isBot: true,
      text: call.args.text('initial_comment') ?? '',
      blocks: [],
      files: uploaded,
      ...(threadTs !== undefined && { threadTs }),
    })
  }
  return { ok: true as const, files: uploaded.map(({ id, title }) => ({ id, title })) }
}
