import { lazyBody } from './body';
import type { Body, Exchange, Header } from './exchange';

/** So much of a body is kept of an answer that hands out tokens, and of any other. In UTF-16 units. */
export const KEPT_OF_TOKEN_BODY = 1 << 20;
export const KEPT_OF_BODY = 1 << 14;

/**
 * The same exchange, holding on to nothing but itself: a string cut out of a chunk would keep the whole chunk alive, and a
 * lazy body the text it is decoded from. Bodies are decoded now and kept up to a length.
 */
export function detach(exchange: Exchange): Exchange {
  const kept = /\/api\/token\b|"access_token"/.test(exchange.request?.url ?? '') ? KEPT_OF_TOKEN_BODY : KEPT_OF_BODY;
  return copyOf(exchange, (body) => detachBody(body, kept));
}

/**
 * The same for those who have done with the exchange when they have looked at it: bodies are still decoded when they are
 * read, and all of them, but nothing that is taken out of one keeps a chunk alive.
 */
export function detachHead(exchange: Exchange): Exchange {
  return copyOf(exchange, (body) =>
    lazyBody(
      body,
      body.mimeType,
      () => copied(body.text),
      () => body.beginning,
    ),
  );
}

function copyOf(exchange: Exchange, ofBody: (body: Body) => Body): Exchange {
  const { request, response, failure, message } = exchange;
  return {
    ...exchange,
    ...(request && {
      request: {
        ...request,
        method: copied(request.method),
        url: copied(request.url),
        headers: request.headers.map(detachHeader),
        ...(request.body && { body: ofBody(request.body) }),
      },
    }),
    ...(response && {
      response: {
        ...response,
        headers: response.headers.map(detachHeader),
        ...(response.body && { body: ofBody(response.body) }),
      },
    }),
    ...(failure && { failure: { ...failure, value: copied(failure.value) } }),
    ...(message && { message: { ...message, value: copied(message.value) } }),
  };
}

function detachHeader(header: Header): Header {
  const { start, end, name, value, valueSpan } = header;
  return { start, end, name: copied(name), value: copied(value), valueSpan };
}

function detachBody(body: Body, kept: number): Body {
  const { text } = body;
  const omitted = text.length - kept;
  const { start, end, mimeType } = body;
  const bounded = copied(omitted > 0 ? text.slice(0, kept) : text);
  return { start, end, ...(mimeType && { mimeType }), text: bounded, ...(omitted > 0 && { omitted }) };
}

/** V8 and others make a slice a view of its parent; appending and cutting off again makes a string of its own. */
function copied(text: string): string {
  return ` ${text}`.slice(1);
}
