import { makeAccessLogReader } from './accessLog';
import { makeCurlTraceReader } from './curlTrace';
import { makeCurlVerboseReader } from './curlVerbose';
import { makeHaproxyReader } from './haproxy';
import { makeHttpFileReader } from './httpFile';
import { makeHttpxReader } from './httpx';
import type { LineReaderMaker } from './lineReader';
import { makeMitmproxyReader } from './mitmproxy';
import { makeNginxDebugReader } from './nginxDebug';
import { makeOkhttpReader } from './okhttp';
import { makePythonHttpClientReader } from './pythonHttpClient';
import { makeRawHttpReader } from './rawHttp';
import { makeUrllib3Reader } from './urllib3';
import { makeW3cReader } from './w3c';
import { makeWgetReader } from './wget';

/** The text formats. Where two recognise a line, the earlier one gets it. */
export const LINE_READERS: readonly LineReaderMaker[] = [
  makeCurlVerboseReader,
  makeCurlTraceReader,
  makePythonHttpClientReader,
  makeUrllib3Reader,
  makeHttpxReader,
  makeOkhttpReader,
  makeWgetReader,
  makeMitmproxyReader,
  makeNginxDebugReader,
  makeHaproxyReader,
  makeAccessLogReader,
  makeW3cReader,
  makeHttpFileReader,
  makeRawHttpReader,
];
