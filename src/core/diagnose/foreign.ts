import type { Exchange, HttpResponse } from '../http/exchange';
import { isForeignHost } from '../spotify/hosts';
import { endsSession, headerOf } from './answer';
import { isPage } from './observe';

/**
 * True for an exchange of which an observation would keep nothing: it went to somebody else, worked, and neither carried a
 * token nor brought one. Where that is in doubt the answer is no. Most of a browser's capture is of this kind, and little
 * of it is read for this.
 */
export function isForeign({ request, response, failure, message }: Exchange): boolean {
  if (!request || !response || response.status >= 400 || failure || message) return false;
  const host = HOST.exec(request.url)?.[1];
  if (host === undefined || !isForeignHost(host.toLowerCase()) || TELLING.test(request.url)) return false;
  return headerOf(request, 'authorization') === undefined && !endsSession(response) && !mayIssue(response);
}

/** A host with a name, in an absolute URL without user information. */
const HOST = /^https?:\/\/([a-z0-9_.-]*[a-z][a-z0-9_.-]*)(?::\d*)?(?:[/?]|$)/i;

/** Whatever a callback, a logout or a token in a URL is told by; and escapes, behind which any of these may hide. */
const TELLING = /[#%]|code|error|access_token|(?:log|sign)[-_]?out|session/i;

/** The names under which tokens are handed out have one of these in them, unless they are written with escapes. */
function mayIssue(response: HttpResponse): boolean {
  const { body } = response;
  if (!body || isPage(response) || /^\s*[^\s{]/.test(body.beginning ?? '')) return false;
  return /oken|isAnonymous|\\u/.test(body.text);
}
