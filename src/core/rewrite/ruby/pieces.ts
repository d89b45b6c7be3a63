import { text as auth } from './helper/auth.rb?text';
import { text as faraday } from './helper/faraday.rb?text';
import { text as netHttp } from './helper/net_http.rb?text';
import { text as setup } from './helper/setup.rb?text';
import { text as tokenFile } from './helper/token_file.rb?text';

/** What every helper consists of, in the order it is defined. */
export const core: readonly string[] = [auth, tokenFile, setup];

/** What each library needs beside it, and a line by which that is known again. */
export const adapters = {
  'net/http': { text: netHttp, sign: 'class Http < Net::HTTP', suffix: 'http' },
  faraday: { text: faraday, sign: 'class Middleware < Faraday::Middleware', suffix: 'faraday' },
} as const;

export type LibraryName = keyof typeof adapters;
