import { lazyBody } from './body';
import { at, type DataNode, member, textOf, writtenIn } from './data';
import type { DocumentReader } from './documentReader';
import type { Header } from './exchange';
import { readJson } from './jsonData';
import type { Output } from './lineReader';
import { readPairs } from './pairs';

/** Insomnia's export, version 4, as JSON: requests without answers. */
export function makeInsomniaReader(output: Output): DocumentReader {
  return {
    paths: [['resources', '*']],
    read({ text, start }) {
      const { root } = readJson(text, 0, start);
      const url = writtenIn(member(root, 'url'));
      if (!root || !url || textOf(member(root, '_type')) !== 'request') return;
      const body = at(root, 'body.text');
      output.exchange({
        start: root.start,
        end: root.end,
        format: 'insomnia',
        request: {
          method: textOf(member(root, 'method')) ?? 'GET',
          url: url.text,
          urlSpan: url.span(0, url.text.length),
          headers: [...readPairs(member(root, 'headers')), ...readAuthentication(member(root, 'authentication'))],
          ...(body?.kind === 'text' && { body: lazyBody(body, undefined, () => body.decoded()) }),
        },
        requestHeadersShown: 'some',
      });
    },
    end: () => undefined,
  };
}

/** `authentication: { type: "bearer", token }` becomes a header when Insomnia sends it. */
function readAuthentication(node: DataNode | undefined): Header[] {
  const token = textOf(member(node, 'type')) === 'bearer' ? writtenIn(member(node, 'token')) : undefined;
  if (!token) return [];
  const valueSpan = token.span(0, token.text.length);
  return [{ ...valueSpan, name: 'Authorization', value: `Bearer ${token.text}`, valueSpan }];
}
