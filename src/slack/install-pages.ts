/** What a browser shows at the end of an installation that came to nothing. */

import type { ServerResponse } from 'node:http'
import type { HTTPReceiverOptions } from '@slack/bolt'

type Pages = NonNullable<NonNullable<HTTPReceiverOptions['installerOptions']>['callbackOptions']>

/** Cancel, an organisation-wide installation, and what else can go wrong: a page each, that says what to do. */
export const installPages: Pages = {
  async afterInstallation({ team, isEnterpriseInstall }, _options, _request, response) {
    if (team && !isEnterpriseInstall) return true
    page(response, 403, 'Not for a whole organisation', [
      'Bellwether is installed in one workspace at a time; an organisation-wide (Enterprise Grid) installation is not supported, and nothing was kept of this one.',
      'Remove the app from the organisation under “Manage apps”, then begin again and choose a workspace in place of the organisation.',
    ])
    return false
  },
  failure({ code }, _options, request, response) {
    const said = URL.parse(request.url ?? '', 'http://localhost')?.searchParams.get('error')
    if (said === 'access_denied') {
      return page(response, 200, 'Not installed', [
        'You cancelled, and nothing was installed or changed.',
      ])
    }
    const isOurs = !/_state$|missing_code$/.test(code)
    page(response, isOurs ? 500 : 400, 'Not installed', [
      isOurs
        ? 'Slack did not finish the installation. Whoever runs Bellwether finds the reason in its log.'
        : 'This page is the last step of an installation that was not begun in this browser, or too long ago.',
    ])
  },
}

function page(
  response: ServerResponse,
  status: number,
  title: string,
  paragraphs: readonly string[],
): void {
  const again = '<p><a href="/slack/install">Begin again</a></p>'
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>body { font: 1rem/1.5 sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
<h1>${title}</h1>\n${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}\n${again}\n</html>\n`,
  )
}
